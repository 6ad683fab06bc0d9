"""Texts of our own mails."""

import pytest
from jinja2.exceptions import UndefinedError

from actions.compose import Texts, compose

CONTEXT = {"link": "https://act.example.org/confirm/abc", "organisation": "Free & Fair <Example>", "days": 7}


def composed(name: str, **overrides: object) -> Texts:
    return compose(name, CONTEXT | overrides)


@pytest.mark.parametrize("name", ["confirm", "confirm_neutral"])
def test_has_one_link(name: str) -> None:
    texts = composed(name)
    assert texts.html is not None
    assert texts.text.count("http") == 1
    assert texts.html.count("href=") == 1
    assert "src=" not in texts.html


@pytest.mark.parametrize("name", ["confirm", "confirm_neutral"])
def test_says_what_to_do_if_it_was_somebody_else(name: str) -> None:
    assert "not you" in composed(name).text


def test_names_the_organisation() -> None:
    texts = composed("confirm")
    assert "Free & Fair <Example>" in texts.text
    assert "Free &amp; Fair &lt;Example&gt;" in (texts.html or "")


def test_the_neutral_one_does_not() -> None:
    texts = composed("confirm_neutral")
    together = f"{texts.subject} {texts.text} {texts.html}".lower()
    assert not any(word in together for word in ("free &", "sign", "letter", "embassy", "action", "petition", "campaign"))


def test_the_subject_is_one_line() -> None:
    assert "\n" not in composed("confirm").subject


def test_lines_of_the_text_are_short() -> None:
    lines = composed("confirm").text.splitlines()
    assert max(len(line) for line in lines if "http" not in line) <= 72


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        compose("confirm", {"link": "https://act.example.org"})
