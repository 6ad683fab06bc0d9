"""When two contacts are the same, and how public accounts are written."""

import pytest

from actions.domain.mission_contacts import account_link, clean_value, value_key
from actions.errors import Refused


@pytest.mark.parametrize(
    ("channel", "one", "other"),
    [
        ("phone", "+43-1-712-12-29", "+43 1 7121229"),
        ("website", "http://www.australia.mid.ru", "https://australia.mid.ru/"),
        ("email", "Office@Example.org", "office@example.org"),
        ("post", "Reisnerstrasse 45-47, 1030 Wien", "Reisnerstrasse 45–47 1030 Wien"),
        ("public_account", "https://twitter.com/RusEmbSE", "http://twitter.com/rusembse/"),
    ],
)
def test_two_spellings_are_one_contact(channel: str, one: str, other: str) -> None:
    assert value_key(channel, one) == value_key(channel, other)


@pytest.mark.parametrize(
    ("channel", "one", "other"),
    [("phone", "+43 1 712", "+43 1 713"), ("website", "https://a.example.org/ru", "https://a.example.org/en")],
)
def test_others_are_two(channel: str, one: str, other: str) -> None:
    assert value_key(channel, one) != value_key(channel, other)


def test_invisible_marks_are_dropped() -> None:
    assert clean_value("website", "\u200ehttps://example.org/\u200b") == "https://example.org/"


@pytest.mark.parametrize(
    ("site", "name", "link"),
    [
        ("twitter.com", "@RusEmbSE", "https://twitter.com/RusEmbSE"),
        ("facebook.com", "Ambassade-du-Brésil-1", "https://facebook.com/Ambassade-du-Br%C3%A9sil-1"),
        ("facebook.com", "https://facebook.com/abc", "https://facebook.com/abc"),
    ],
)
def test_an_account_is_a_link(site: str, name: str, link: str) -> None:
    assert account_link(site, name) == link


@pytest.mark.parametrize(("channel", "value"), [("post", ""), ("post", "x" * 501), ("post", "a\x07b"), ("pigeon", "coo")])
def test_what_cannot_be_a_contact_is_refused(channel: str, value: str) -> None:
    with pytest.raises(Refused):
        clean_value(channel, value)
