"""Texts of our own mails."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from actions.compose import Texts, compose, markdown
from actions.languages import LANGUAGES

SIGNED = {"number": 1413, "title": "A doctor <for> Mira Solenko", "letter_state": "queued", "mission": "Embassy in Bern"}
CONTEXT: dict[str, Any] = {
    "link": "https://act.example.org/my/abc",
    "organisation": "Free & Fair <Example>",
    "days": 7,
    "signed": [SIGNED],
    "share": "https://act.example.org/a/mira-solenko?s=email",
    "title": "A doctor for Mira Solenko",
    "mission": "Embassy in Bern",
    "day": datetime(2026, 11, 21, tzinfo=UTC),
    "is_demo": False,
    "headline": "She has seen a doctor",
    "text": "On Monday she was **examined**.",
    "html": Markup("<p>On Monday she was <strong>examined</strong>.</p>"),
    "page": "https://act.example.org/a/mira-solenko",
    "language": "en",
    "direction": "ltr",
}
UNCONFIRMED = ["confirm", "confirm_neutral", "reminder"]
KINDS = [*UNCONFIRMED, "thanks", "letter_sent", "letter_returned", "update", "my_link"]


def composed(name: str, language: str = "en", **overrides: Any) -> Texts:
    return compose(name, CONTEXT | overrides, language=language)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.is_head = False

    def handle_starttag(self, tag: str, _: object) -> None:
        self.is_head = tag in {"head", "title", "style", "meta"}

    def handle_data(self, data: str) -> None:
        if not self.is_head:
            self.said.append(data)


def words(html: str | None) -> str:
    reader = _Words()
    reader.feed(html or "")
    return " ".join(" ".join(reader.said).split())


@pytest.mark.parametrize("name", [*UNCONFIRMED, "letter_sent", "letter_returned", "my_link"])
def test_has_one_link(name: str) -> None:
    texts = composed(name)
    assert texts.text.count("http") == 1
    assert (texts.html or "").count("href=") == 1


@pytest.mark.parametrize("name", KINDS)
def test_loads_nothing(name: str) -> None:
    html = composed(name).html or ""
    assert not re.search(r"src=|url\(|<img|<script|<link", html)


@pytest.mark.parametrize("name", KINDS)
def test_both_parts_say_the_same(name: str) -> None:
    texts = composed(name)
    read = words(texts.html)
    sentences = [each for each in re.split(r"\n\n+", texts.text.strip()) if "http" not in each and "**" not in each]
    assert [each for each in sentences if " ".join(each.split()).rstrip(":") not in read] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_says_its_language_and_direction(name: str, language: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    html = composed(name, language).html or ""
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert f'<div class="ground ink" lang="{language}" dir="{direction}"' in html  # webmail drops what is around


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", KINDS)
def test_lines_are_short_and_the_subject_is_one(name: str, language: str) -> None:
    texts = composed(name, language)
    assert max(len(line) for line in texts.text.splitlines() if "http" not in line) <= 72
    assert "\n" not in texts.subject


@pytest.mark.parametrize("name", UNCONFIRMED)
def test_says_what_to_do_if_it_was_somebody_else(name: str) -> None:
    assert "not you" in " ".join(composed(name).text.split())


@pytest.mark.parametrize("name", ["confirm", "reminder", "thanks", "letter_sent", "letter_returned", "update"])
def test_names_who_sends_it(name: str) -> None:
    texts = composed(name)
    assert "Free & Fair <Example>" in texts.text
    assert "Free &amp; Fair &lt;Example&gt;" in (texts.html or "")


@pytest.mark.parametrize("name", ["thanks", "letter_sent", "letter_returned", "update"])
def test_says_why_it_came(name: str) -> None:
    assert "You get this mail because you" in composed(name).text


@pytest.mark.parametrize("name", ["confirm_neutral", "my_link"])
def test_the_neutral_ones_say_nothing(name: str) -> None:
    texts = composed(name)
    together = f"{texts.subject} {texts.text} {texts.html}".lower()
    assert not any(word in together for word in ("free &", "sign", "letter", "embassy", "action", "petition", "campaign"))


def test_the_own_number_as_the_language_writes_it() -> None:
    assert "number 1,413: A doctor <for> Mira Solenko" in composed("thanks").text
    assert "1,413: A doctor &lt;for&gt; Mira" in (composed("thanks").html or "")


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (None, "There is no letter of yours"),
        ("queued", "waits its turn and goes by email to: Embassy in Bern"),
        ("for_hand_in", "goes into the printed digest"),
        ("for_digest", "together with others"),
        ("held", "waits for a look by a person"),
    ],
)
def test_thanks_says_what_becomes_of_the_letter(state: str | None, said: str) -> None:
    texts = composed("thanks", signed=[SIGNED | {"letter_state": state}])
    assert said in " ".join(texts.text.split())
    assert said in words(texts.html)


def test_handed_over_is_not_called_delivered() -> None:
    text = " ".join(composed("letter_sent").text.split())
    assert "was handed over on 21 November 2026 to the mail server" in text
    assert "Whether it arrived and whether somebody reads it, we cannot say" in text
    assert "delivered" not in text


def test_in_the_demo_no_letter_has_left() -> None:
    assert "local mailbox" in composed("letter_sent", is_demo=True).text


def test_an_update_is_what_the_organisation_wrote_cleaned() -> None:
    html = composed("update", html=markdown("**Good** news <script>x</script> [here](javascript:x)")).html or ""
    assert "<strong>Good</strong>" in html
    assert "<script" not in html
    assert 'href="javascript' not in html


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        compose("confirm", {"link": "https://act.example.org"})
