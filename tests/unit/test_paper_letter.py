"""A letter as PDF."""

import re
import zlib
from typing import Any

import pytest

from actions.pdf import PaperLetter, in_our_letters, is_written_as_it_is, write_letter

MM = 72 / 25.4
BODY = "Your Excellency,\n\nI am writing about Mira Solenko.\n\n– a doctor\n\nYours faithfully,\n\nAnna Lind, Sweden\n"
ARABIC = "سعادة السفير،\n\nأكتب إليكم بشأن ميرا سولينكو.\n\nوتفضلوا بقبول فائق الاحترام،\n\nآنا ليند، السويد\n"


def pdf(**overrides: Any) -> bytes:
    values: dict[str, Any] = {
        "recipient": ("Embassy in Stockholm", "Example Street 1", "112 60 Stockholm", "Sweden"),
        "day": "21 November 2026",
        "subject": "A doctor for Mira Solenko",
        "body": BODY,
        "language": "en",
        "is_signed_by_hand": True,
    }
    return write_letter(PaperLetter(**values | overrides))


def pages(content: bytes) -> list[list[tuple[float, float]]]:
    """Where each line of text stands, in millimetres from the left and the top, by page."""
    streams = re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    texts = []
    for stream in streams:
        try:
            text = zlib.decompress(stream).decode("latin-1")
        except zlib.error:
            continue
        found = re.findall(r"BT ([\d.]+) ([\d.]+) Td", text)
        if found:
            texts.append([(float(x) / MM, 297 - float(y) / MM) for x, y in found])
    return texts


def test_is_a_pdf_of_one_page() -> None:
    content = pdf()
    assert content.startswith(b"%PDF-")
    assert len(pages(content)) == 1
    assert b"/MediaBox [0 0 595.28 841.89]" in content


def test_the_address_stands_in_the_window() -> None:
    lines = pages(pdf())[0][:4]
    assert all(25 <= x < 105 and 50 <= y <= 90 for x, y in lines)


def test_a_long_address_as_well() -> None:
    recipient = ["Embassy of a State with a Very Long Name Indeed in the Capital of Another " * 2] + ["A street"] * 7
    [lines] = pages(pdf(recipient=recipient))
    in_window = [y for _, y in lines if y < 95]
    assert len(in_window) >= 9
    assert max(in_window) <= 90


def test_the_date_is_at_the_far_side() -> None:
    assert pages(pdf())[0][4][0] > 140
    assert pages(pdf(language="ar", day="٢١ نوفمبر ٢٠٢٦", body=ARABIC, subject="طبيب"))[0][4][0] < 30


def test_arabic_begins_at_the_right() -> None:
    lines = pages(pdf(language="ar", body=ARABIC, subject="طبيب لميرا"))[0][5:]
    assert all(x > 100 for x, _ in lines)


def test_there_is_room_for_a_signature() -> None:
    def gap(content: bytes) -> float:
        *_, closing, name = pages(content)[0]
        return name[1] - closing[1]

    assert gap(pdf()) - gap(pdf(is_signed_by_hand=False)) == pytest.approx(20, abs=0.1)


def test_the_name_never_stands_alone_on_a_page() -> None:
    for paragraphs in range(18, 30):
        body = "Sir,\n\n" + "Words. \n\n" * paragraphs + "The last one.\n\nYours,\n\nAnna\n"
        assert all(len(page) >= 3 for page in pages(pdf(body=body)))


@pytest.mark.parametrize("text", ["Ваше имя", "Łukasz Żółć", "Ελλάδα", "שלום", "سعادة السفير", "– “” …\n\u200f"])
def test_scripts_that_we_have_a_face_for(text: str) -> None:
    assert is_written_as_it_is([text])


@pytest.mark.parametrize(
    ("text", "written"), [("Anna 你好 Lind", "Anna NiHao Lind"), ("नमस्ते", "nmste"), ("a\n😀 b", "a\n:grinning: b")]
)
def test_others_are_written_in_latin_letters(text: str, written: str) -> None:
    assert not is_written_as_it_is([text])
    assert in_our_letters(text) == written


@pytest.mark.parametrize("body", ["x", "a" * 5000, "Z̷̢̛" * 50 + "\n\nAnna", "\u202eAnna\n\nB", "**b** <i> {name} __u__"])
def test_whatever_a_form_takes_becomes_a_letter(body: str) -> None:
    assert pages(pdf(body=body))
