"""The picture that stands for an action where it is shared."""

import io

import pytest
from PIL import Image, ImageChops

from actions.sharecards import Card, draw, fit, width_of

ENGLISH = Card(
    "Mira Solenko", "Write to the Russian embassy and ask for a doctor.", "1,400+ people have signed", "Example", False
)
ARABIC = Card("ميرا سولينكو", "اكتبوا إلى السفارة الروسية واطلبوا طبيبًا.", "وقّع أكثر من 1,400 شخص", "Example", True)
PAPER = "#fffdf8"


def ink(card: Card) -> tuple[int, int, int, int]:
    """Where there is writing: left, top, right, bottom."""
    image = Image.open(io.BytesIO(draw(card))).convert("RGB").crop((48, 54, 1152, 520))
    box = ImageChops.difference(image, Image.new("RGB", image.size, PAPER)).getbbox()
    assert box
    return box[0] + 48, box[1] + 54, box[2] + 48, box[3] + 54


def test_it_is_1200_by_630() -> None:
    assert Image.open(io.BytesIO(draw(ENGLISH))).size == (1200, 630)


def test_what_is_written_from_the_left_begins_there_and_arabic_on_the_right() -> None:
    assert ink(ENGLISH)[0] < 125
    assert ink(ARABIC)[2] > 1075


@pytest.mark.parametrize("word", ["Mira", "Мира", "ميرا", "מירה", "Μίρα", "Đặng"])
def test_every_script_of_ours_is_drawn(word: str) -> None:
    """A letter that no face has would be a box, like any other that is missing."""
    missing = Card("\u4e00" * len(word), "", "", "", False)
    assert draw(Card(word, "", "", "", False)) != draw(missing)


@pytest.mark.parametrize(
    "name",
    [
        "Li",
        "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft",
        "Ana " * 60,
        "W" * 5000,
        "\u202eevil\u202c\x00<b>&",
        "شخص " * 90,
    ],
)
def test_no_name_overflows(name: str) -> None:
    left, _top, right, bottom = ink(Card(name, "Ask " * 200, "", "Example", False))
    assert left >= 100
    assert right <= 1100
    assert bottom < 520


def test_a_long_name_is_smaller_before_it_is_cut() -> None:
    short = fit("Mira Solenko", sizes=range(92, 43, -4), most_lines=2, leading=1.1)
    long = fit("Mira Konstantinowna Solenko-Wolfeschlegelstein", sizes=range(92, 43, -4), most_lines=2, leading=1.1)
    assert long.size < short.size
    assert "".join(long.lines).replace(" ", "") == "MiraKonstantinownaSolenko-Wolfeschlegelstein"


def test_arabic_letters_are_measured_as_they_are_joined() -> None:
    apart = sum(width_of(letter) for letter in "سولينكو")
    assert width_of("سولينكو") < apart


def test_its_address_changes_with_what_it_shows() -> None:
    other = Card(ENGLISH.name, ENGLISH.demand, "1,500+ people have signed", ENGLISH.site, False)
    assert ENGLISH.fingerprint != other.fingerprint
    assert len(ENGLISH.fingerprint) == 16
