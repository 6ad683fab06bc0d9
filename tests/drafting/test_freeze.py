"""An article is frozen first, or refused with one clear line."""

import hashlib
import unicodedata
from datetime import date

import pytest

from actions.drafting.draft import UnreadableArticle
from actions.drafting.source import LARGEST_ARTICLE, freeze


def test_text_is_kept_with_the_hash_of_its_bytes():
    source = freeze("A title\n\nA café.")
    assert source.text == "A title\n\nA café."
    assert source.sha256 == hashlib.sha256("A title\n\nA café.".encode()).hexdigest()
    assert source.title == "A title"


def test_line_ends_become_lf():
    assert freeze(b"one\r\ntwo\rthree").text == "one\ntwo\nthree"


def test_letters_are_composed():
    assert freeze(unicodedata.normalize("NFD", "café").encode()).text == "café"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_is_obeyed_and_dropped(encoding):
    assert freeze("Москва".encode(encoding)).text == "Москва"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"--- *** ---", "no text"),
        (b"abc\x00def", "zero bytes"),
        (bytes(range(1, 9)) * 40 + b"abc", "control characters"),
        ("café".encode("latin-1"), "not UTF-8 text (byte 3)"),
        ("café".encode("utf-16")[:-1], "not UTF-16"),
        ("café ".encode() + "café".encode("latin-1"), "not UTF-8"),
        ("a b c d".encode("utf-16-le"), "zero bytes"),
        (b"%PDF-1.7 etc", "a PDF"),
        (b"PK\x03\x04 etc", "zip"),
        (b"\x1f\x8b etc", "compressed"),
        (b"<!DOCTYPE html><html><p>Arrested", "HTML"),
        (b"a" * (LARGEST_ARTICLE + 1), "larger than 5 MB"),
        ("lone \ud800 surrogate", "surrogate"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data, reason):
    with pytest.raises(UnreadableArticle) as refused:
        freeze(data)
    assert reason in refused.value.message
    assert "\n" not in refused.value.message


def test_what_is_given_goes_before_what_is_found():
    source = freeze("Title: Found\nPublished: 4 March 2025\n\nText.", title="Given", published_on=date(2024, 1, 2))
    assert (source.title, source.published_on) == ("Given", date(2024, 1, 2))


def test_header_lines_are_read():
    source = freeze("Title: Found\nPublisher: A Paper\nPublished: 4 March 2025\nURL: https://paper.example/1\n\nText.")
    assert (source.title, source.publisher, source.url) == ("Found", "A Paper", "https://paper.example/1")
    assert source.published_on == date(2025, 3, 4)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The journalist was arrested in the street and is held in a prison.", "en"),
        ("Der Journalist wurde auf der Straße festgenommen und ist in Haft.", "de"),
        ("Le journaliste a été arrêté dans la rue et il est en prison.", "fr"),
        ("El periodista fue detenido en la calle y está en la cárcel.", "es"),
        ("Журналист был задержан на улице, он находится в СИЗО.", "ru"),
        ("Журналіста затримали на вулиці, він перебуває у в'язниці.", "uk"),
        ("اعتقل الصحفي في الشارع", "ar"),
        ("记者在街上被捕。", "zh"),
        ("xyzzy plugh", "und"),
    ],
)
def test_the_language_is_recognised(text, language):
    assert freeze(text).language == language
