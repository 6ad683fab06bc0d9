"""Whose authorities can open a mailbox."""

import pytest

from actions.domain.mail_services import is_read_by

WITHIN = ["RU mail.ru", "RU yandex.com", "RU mail.vk.com", "CN qq.com", "BY tut.by", "BY mail.ru", "DE gmx.de"]
BEYOND = ["RU example.org", "RU notvk.com", "RU ru.example.org", "CN 163.com.example.org", "CO company.co", "CN mail.ru"]


@pytest.mark.parametrize("pair", WITHIN)
def test_within_reach(pair):
    assert is_read_by(*pair.split())


@pytest.mark.parametrize("pair", BEYOND)
def test_out_of_reach(pair):
    assert not is_read_by(*pair.split())
