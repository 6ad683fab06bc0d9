"""Sentences are offsets: they keep their quotes, do not cross paragraphs, and are not cut at an abbreviation."""

import pytest

from actions.drafting.segments import read
from actions.drafting.source import freeze


def sentences(text: str, *kinds: str) -> list[str]:
    article = read(freeze(text))
    return [article.text[one.start : one.end] for one in article.sentences if not kinds or one.kind in kinds]


def test_sentences_of_a_paragraph():
    assert sentences("She was held. Nobody knew! Where is she?") == ["She was held.", "Nobody knew!", "Where is she?"]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. A. B. Smith of St. Petersburg was held.",
        "He is in Penal Colony No. 4 in Torzhok.",
        "Er wurde am 4. März 2025 festgenommen.",
        "Суд назначил 5 лет по ст. 207 УК.",
        "The U.S. Embassy was informed at 9 a.m. on Monday.",
        "“Why?” she asked.",
    ],
)
def test_a_full_stop_that_ends_nothing(text):
    assert sentences(text) == [text]


def test_closing_quotes_stay_with_their_sentence():
    assert sentences("“I am innocent.” He smiled.") == ["“I am innocent.”", "He smiled."]


def test_soft_wrapped_lines_belong_together():
    text = (
        "The journalist was arrested in the capital on the evening of\nMonday and has been kept in a cell without "
        "a window ever since,\nher sister says."
    )
    assert sentences(text) == [text]


def test_lines_that_are_paragraphs_stay_apart():
    assert sentences("A short title\n" + "She was arrested. " * 12)[0] == "A short title"


def test_bullets_stay_apart():
    assert sentences("We ask you to:\n- Release her;\n- Let her see a doctor.")[1:] == [
        "Release her;",
        "Let her see a doctor.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Photo Credit: A. Person/Some Agency/Getty Images",
        "Donate today to keep our journalism going.",
        "Become a supporter for $5 per month.",
        "You can also call 1800 000 000 to make a donation.",
        "Subscribe to our newsletter",
        "For more information please contact press@example.org",
        "Share this article",
        "Call +44 20 7946 0000.",
    ],
)
def test_what_publishers_add_is_set_aside(line):
    assert line not in sentences(f"A title\n\nShe was arrested in Minsk.\n\n{line}", "body", "title")


@pytest.mark.parametrize(
    "line",
    [
        "She was sentenced to 12 years for donating $51 to a charity.",
        "He was accused of asking readers to subscribe to a banned channel.",
        "They took a photograph of him in the cell.",
    ],
)
def test_what_only_sounds_like_it_is_kept(line):
    assert line in sentences(f"A title\n\n{line}", "body")
