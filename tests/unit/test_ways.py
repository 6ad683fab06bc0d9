"""Ways to send a letter alone."""

import uuid
from typing import Any
from urllib.parse import unquote

import pytest

from actions.domain.missions import ContactInfo, MissionInfo
from actions.domain.ways import LONGEST_MAILTO, Way, Writing, mailto, offered


def writing(**overrides: Any) -> Writing:
    values = {
        "subject": "A doctor for Mira Solenko",
        "body": "Your Excellency,\n\nA doctor, please.\n\nAnna Lind, Sweden\n",
        "title": "A doctor for Mira Solenko",
        "link": "https://act.example.org/a/mira-solenko",
        "demands": ("that she be seen by a doctor", "that she be released"),
        "language": "en",
        "letter_language": "en",
    }
    return Writing(**values | overrides)


def ways(*contacts: tuple[str, str], status: str = "confirmed", is_offered: bool = True, **written: Any) -> tuple[Way, ...]:
    infos = tuple(
        ContactInfo(at, channel, value, status, "test", None, is_offered) for at, (channel, value) in enumerate(contacts)
    )
    mission = MissionInfo(
        1, uuid.uuid4(), "RU", "SE", "SE", "embassy", "Embassy in Stockholm", "Stockholm", "test", "Q1", contacts=infos
    )
    return offered(mission, writing(**written))


def test_in_their_order() -> None:
    found = ways(("phone", "+46 8 1"), ("post", "Street 1"), ("email", "a@example.org"), ("web_form", "e.example/form"))
    assert [way.channel for way in found] == ["mail_app", "web_form", "post", "phone"]


def test_an_email_that_nobody_confirmed_is_no_way() -> None:
    assert ways(("email", "a@example.org"), status="unverified") == ()


@pytest.mark.parametrize("channel", ["post", "phone", "web_form"])
def test_what_is_kept_for_editors_is_no_way(channel: str) -> None:
    assert ways((channel, "+46 8 1"), is_offered=False) == ()


def test_a_short_letter_goes_whole_into_the_mail_program() -> None:
    [way] = ways(("email", "a@example.org"))
    assert way.is_whole
    assert unquote(way.url or "").endswith("Your Excellency,\r\n\r\nA doctor, please.\r\n\r\nAnna Lind, Sweden")


@pytest.mark.parametrize("body", ["long " * 500, "долго " * 80, "ي" * 320])
def test_a_long_one_is_to_be_pasted(body: str) -> None:
    [way] = ways(("email", "a@example.org"), body=body)
    assert not way.is_whole
    assert len(way.url or "") <= LONGEST_MAILTO
    assert "Put your letter here" in unquote(way.url or "")


def test_nothing_breaks_out_of_a_mailto() -> None:
    assert mailto("a@example.org", "x&bcc=b@example.org", "?cc=c") == (
        "mailto:a@example.org?subject=x%26bcc%3Db%40example.org&body=%3Fcc%3Dc"
    )


def test_a_post_names_the_account_on_x() -> None:
    [way] = ways(("public_account", "twitter.com/RusEmbSwe"))
    assert way.url == "https://twitter.com/RusEmbSwe"
    assert way.text == "A doctor for Mira Solenko. To: @RusEmbSwe. https://act.example.org/a/mira-solenko"


def test_elsewhere_it_names_the_mission() -> None:
    [way] = ways(("public_account", "https://t.me/embassy"))
    assert "To: Embassy in Stockholm." in way.text


def test_a_post_fits_its_channel() -> None:
    [way] = ways(("public_account", "x.com/embassy"), title="word " * 100)
    assert len(way.text) <= 280
    assert way.text.endswith(" https://act.example.org/a/mira-solenko")


def test_what_to_say_on_the_telephone() -> None:
    [way] = ways(("phone", "+46 (8) 000-00 00"))
    assert way.url == "tel:+4680000000"
    assert "that she be seen by a doctor; that she be released. Thank you." in way.text
