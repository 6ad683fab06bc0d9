"""Telling others: what each channel is given."""

from urllib.parse import parse_qs, urlsplit

import pytest

from actions.domain.sharing import CHANNELS, NETWORKS, Shared, cut, known_channel, parse_instance
from actions.errors import Refused

LINK = "https://act.example.org/a/mira-solenko"


def shared(title: str = "A doctor for Mira Solenko", language: str = "en", **texts: str) -> Shared:
    return Shared(title=title, link=LINK, texts=texts, language=language)


def asked(url: str | None) -> dict[str, list[str]]:
    assert url is not None
    return parse_qs(urlsplit(url).query)


def test_without_words_of_the_organiser_the_title_is_told() -> None:
    assert shared().text("whatsapp") == f"A doctor for Mira Solenko: you can write, too. {LINK}?s=whatsapp"


def test_the_organisers_words_by_channel_and_for_the_rest() -> None:
    told = shared(x="Write now", default="Please write")
    assert told.words("x") == "Write now"
    assert told.words("telegram") == "Please write"


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_link_names_its_channel_and_nothing_else(channel: str) -> None:
    assert urlsplit(shared().link_by(channel)).query == f"s={channel}"


@pytest.mark.parametrize("channel", [each for each in NETWORKS if each != "mastodon"])
def test_each_network_gets_the_link(channel: str) -> None:
    url = shared().intent(channel) or ""
    assert url.startswith("https://")
    assert f"{LINK}?s={channel}" in " ".join(value for values in asked(url).values() for value in values)


def test_mastodon_is_on_the_supporters_own_server() -> None:
    assert shared().intent("mastodon") is None
    url = shared().intent("mastodon", instance="mastodon.example") or ""
    assert url.startswith("https://mastodon.example/share?text=")


def test_email_has_subject_and_text() -> None:
    found = asked(shared("50 % & more?").intent("email"))
    assert found["subject"] == ["50 % & more?"]
    assert found["body"][0].endswith(f"{LINK}?s=email")


@pytest.mark.parametrize(("channel", "most"), [("x", 280), ("bluesky", 300), ("mastodon", 500)])
def test_a_long_text_is_cut_to_what_the_channel_takes(channel: str, most: int) -> None:
    told = shared(default="word " * 200)
    link = CHANNELS[channel].link_counts or len(told.link_by(channel))
    assert len(told.words(channel)) + 1 + link <= most
    assert told.words(channel).endswith("word…")


def test_words_are_cut_at_their_ends() -> None:
    assert cut("one two three", 9) == "one two…"
    assert cut("one two", 9) == "one two"
    assert cut("x" * 20, 5) == "xxxx…"


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("mastodon.example", "mastodon.example"),
        (" https://Mastodon.example/@anna ", "mastodon.example"),
        ("@anna@mastodon.example", "mastodon.example"),
        ("münchen.example", "xn--mnchen-3ya.example"),
    ],
)
def test_a_server_from_what_people_paste(typed: str, host: str) -> None:
    assert parse_instance(typed) == host


@pytest.mark.parametrize(
    "typed",
    ["", "mastodon", "localhost", "127.0.0.1", "[::1]", "a b.example", "x.example:8080", "javascript:alert(1)", "-.example",
     "a" * 300 + ".example", "evil.example?x=", "evil.example#", "\x00.example"],
)  # fmt: skip
def test_no_server(typed: str) -> None:
    with pytest.raises(Refused):
        parse_instance(typed)


@pytest.mark.parametrize("name", ["", None, "myspace", "X", "x' OR 1"])
def test_an_unknown_channel_is_none(name: str | None) -> None:
    assert known_channel(name) is None
