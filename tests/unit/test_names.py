"""What is taken as a name, and as a personal line."""

import unicodedata

import pytest

from actions.domain.contact import MAX_EDIT, parse_edit, parse_name, parse_personal_line
from actions.domain.disclosure import appearance, initials
from actions.errors import Refused


@pytest.mark.parametrize(
    "name",
    [
        "A",
        "Anna Lind",
        "Seán O’Brien",
        "Anne-Marie D'Arcy Jr.",
        "محمد علي",
        "王全璋",
        "Владимир Кара-Мурза",
        "Bjo\u0308rn",
        "نيما می\u200cخواهم",
        "x" * 100,
    ],
)
def test_names_of_every_script_are_taken(name):
    assert len(parse_name(name)) <= 100


def test_spaces_are_tidied_and_marks_composed():
    assert parse_name("  Bjo\u0308rn   Lind ") == "Björn Lind"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your name."),
        ("   ", "Enter your name."),
        ("x" * 101, "100 characters"),
        ("see www.example.org", "web address"),
        ("free-money.com", "web address"),
        ("Anna\r\nBcc: x", "line break"),
        ("Anna\x00", "U+0000"),
        ("Anna\ud800", "U+D800"),
        ("Anna \u202eLind", "U+202E"),
        ("Anna <b>", "can't contain “<”"),
        ("12345", "can't contain “1”"),
        ("...", "with letters"),
        ("Anna 😀", "can't contain"),
    ],
)
def test_what_is_no_name_is_refused_beside_the_field(typed, said):
    with pytest.raises(Refused) as refusal:
        parse_name(typed)
    assert said in str(refusal.value)
    assert refusal.value.field == "name"


def test_a_personal_line_may_have_several_lines():
    assert parse_personal_line(" I am a nurse.\r\nI worry. ") == "I am a nurse.\nI worry."


@pytest.mark.parametrize("typed", ["x" * 501, "a\x00b", "a\u202eb", "\udc80"])
def test_what_cannot_stand_in_a_letter_is_refused(typed):
    with pytest.raises(Refused) as refusal:
        parse_personal_line(typed)
    assert refusal.value.field == "personal_line"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Anna Lind", "A. L."),
        ("anne-marie d'arcy", "A. D."),
        ("王全璋", "王."),
        ("B\u0307o Lind", "B\u0307. L."),
        ("Jan van der Berg", "J. V. D."),
    ],
)
def test_initials(name, expected):
    assert initials(name) == expected


def test_each_level_shows_just_what_it_says():
    def shown(level):
        return appearance(level, name="Anna Lind", country_name="Sweden", email="anna@example.org")

    assert shown("count_only").signature is None
    assert shown("initials_country").signature == "A. L., Sweden"
    assert shown("initials_country").from_name is None
    assert shown("name_country").signature == "Anna Lind, Sweden"
    assert shown("name_country").reply_to is None
    assert shown("name_reply_to").reply_to == "anna@example.org"


@pytest.mark.parametrize("typed", ["😀👍🏽", "!!!", "12345", "z" + "\u0301" * 8, "x\u202ey", "\u2066x\u2069", "\U000e0041x"])
def test_what_is_no_line_in_words_is_refused(typed):
    with pytest.raises(Refused) as refused:
        parse_personal_line(typed)
    assert refused.value.field == "personal_line"


@pytest.mark.parametrize("typed", ["Tiếng Việt ấy", "שָׁלוֹם", "สวัสดีครับ", "मैं नर्स हूँ", "بِسْمِ", "می‌خواهم", "Good 👍🏽"])
def test_every_scripts_own_marks_may_stand(typed):
    assert parse_personal_line(typed) == unicodedata.normalize("NFC", typed)


def test_an_edit_may_be_as_long_as_it_says():
    assert len(parse_edit("ж" * MAX_EDIT, field="edited_top")) == MAX_EDIT


@pytest.mark.parametrize("typed", ["a" * (MAX_EDIT + 1), "a" + "😀" * (MAX_EDIT - 1)])
def test_a_longer_edit_in_characters_or_in_bytes_is_refused(typed):
    with pytest.raises(Refused, match="characters"):
        parse_edit(typed, field="edited_top")


def test_an_edit_keeps_its_paragraphs():
    assert parse_edit(" One.\r\n \r\n\r\nTwo. ", field="edited_end") == "One.\n\nTwo."
