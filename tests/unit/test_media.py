"""A photo from an organiser's file, as pages get it."""

import io
import struct
import zlib

import pytest
from PIL import Image

from actions.errors import Refused
from actions.media import LARGEST_FILE, PHONE_WIDTH, make_photo
from tests.pictures import GPS, ORIENTATION, drawn, noise_file, picture_file


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_made_in_four_widths(kind: str) -> None:
    photo = make_photo(picture_file(1280, 960, kind=kind))
    assert [(each.width, each.height) for each in photo.smaller] == [(390, 292), (640, 480), (960, 720), (1280, 960)]
    assert {opened(each.content).format for each in photo.smaller} == {"WEBP"}


def test_a_phone_gets_no_more_than_60_kb_even_of_noise() -> None:
    photo = make_photo(noise_file(970, 1200))
    assert all(len(each.content) <= 60_000 for each in photo.smaller if each.width <= PHONE_WIDTH)


def test_it_is_never_made_larger_than_it_was() -> None:
    assert [each.width for each in make_photo(picture_file(700, 900)).smaller] == [390, 640]


def test_one_narrower_than_a_phone_stays_as_wide_as_it_is() -> None:
    assert [each.width for each in make_photo(picture_file(320, 400)).smaller] == [320]


def test_a_photo_held_sideways_is_put_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    first = make_photo(picture_file(800, 600, exif=exif)).smaller[0]
    assert first.height > first.width


def test_where_and_when_it_was_taken_is_not_kept() -> None:
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (59.0, 19.0, 0.0)}
    photo = make_photo(picture_file(400, 400, exif=exif))
    for each in (photo.original, *photo.smaller):
        assert not opened(each.content).getexif()
        assert b"Exif" not in each.content


def test_what_is_transparent_stands_on_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(file, "PNG")
    made = opened(make_photo(file.getvalue()).smaller[0].content)
    assert min(made.convert("L").tobytes()) > 250


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        make_photo(content)
    assert refused.value.field == "photo"
    return str(refused.value)


def test_another_kind_of_file_is_refused() -> None:
    gif = io.BytesIO()
    drawn(400, 400).save(gif, "GIF")
    for content in (b"", b"<svg/>", b"%PDF-1.7", gif.getvalue()):
        assert "neither JPEG nor PNG nor WebP" in refusal(content)


def test_a_file_over_10_mb_is_refused() -> None:
    assert "10 MB" in refusal(b"\xff" * (LARGEST_FILE + 1))


def test_a_broken_file_is_refused() -> None:
    assert "broken" in refusal(picture_file()[:5000])


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@pytest.mark.parametrize("side", [7000, 30_000, 2**31 - 1])
def test_a_small_file_that_unpacks_to_a_vast_picture_is_refused(side: int) -> None:
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    assert "40 megapixels" in refusal(bomb)


def test_one_too_small_to_be_shown_is_refused() -> None:
    assert "too small" in refusal(picture_file(200, 900))


def test_a_narrow_strip_is_refused() -> None:
    assert "strip" in refusal(picture_file(2000, 400))
