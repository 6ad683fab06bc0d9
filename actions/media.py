"""Photos: taken from an organiser's file, cleaned of all that it says beside the picture, made small for pages."""

import hashlib
import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from actions.errors import Refused

LARGEST_FILE = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
SMALLEST_SIDE = 300
LONGEST_RATIO = 4
"""Of the longer side to the shorter: a longer strip is no photo for a page."""
FORMATS = ("JPEG", "PNG", "WEBP")
MEDIA_TYPE = "image/webp"
SIZES = ((390, 45_000), (640, 58_000), (960, 120_000), (1280, 200_000))
"""Widths in pixels, and the bytes that a picture of that width may have."""
PHONE_WIDTH = 640
"""The widest that a phone gets: within 60 kB, whatever its pixels are."""
_ORIGINAL_SIDE = 2560
_QUALITIES = (82, 74, 66, 58, 50, 40, 30)
_NARROWER = 0.8


@dataclass(frozen=True)
class Picture:
    content: bytes
    width: int
    height: int

    @property
    def content_hash(self) -> bytes:
        return hashlib.sha256(self.content).digest()


@dataclass(frozen=True)
class Photo:
    original: Picture
    """Upright and without metadata; kept to make other sizes from, never served."""
    smaller: tuple[Picture, ...]


def make_photo(content: bytes) -> Photo:
    """The photo in a JPEG, PNG or WebP file. Raises `Refused` for anything else, and for one that is too large or broken."""
    image = _read(content)
    original = _encode(image, min(image.width, _ORIGINAL_SIDE * image.width // max(image.size)), 90)
    return Photo(original, tuple(_smaller(image)))


def _read(content: bytes) -> Image.Image:
    if len(content) > LARGEST_FILE:
        raise Refused("The photo has more than 10 MB: make it smaller first.", field="photo")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower, and below
            image = Image.open(io.BytesIO(content), formats=FORMATS)
        _check_size(*image.size)
        image.draft("RGB", (_ORIGINAL_SIDE, _ORIGINAL_SIDE))
        image.load()
        return _plain(ImageOps.exif_transpose(image))
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        raise Refused("The photo is neither JPEG nor PNG nor WebP.", field="photo") from None
    # Pillow's decoders raise whatever a broken file makes them stumble over.
    except (OSError, ValueError, SyntaxError, IndexError, EOFError, MemoryError, OverflowError):
        raise Refused("The photo's file is broken: it cannot be read to its end.", field="photo") from None


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if min(width, height) < SMALLEST_SIDE:
        raise Refused(f"The photo is too small: each side needs {SMALLEST_SIDE} pixels.", field="photo")
    if max(width, height) > LONGEST_RATIO * min(width, height):
        raise Refused("The photo is a narrow strip: cut it to the person first.", field="photo")


def _too_many_pixels() -> Refused:
    return Refused("The photo has more than 40 megapixels: make it smaller first.", field="photo")


def _plain(image: Image.Image) -> Image.Image:
    """In sRGB, on white where it is transparent."""
    profile = image.info.get("icc_profile")
    if image.has_transparency_data:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    if profile and image.mode in {"RGB", "CMYK", "L"}:
        image = _in_srgb(image, profile)
    return image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image  # its colours are a little off, which is no reason to refuse it
    assert converted is not None
    return converted


def _smaller(image: Image.Image) -> Iterator[Picture]:
    width, budget = SIZES[0]
    yield _within(image, min(width, image.width), budget)
    for (before, _), (width, budget) in pairwise(SIZES):
        if width <= image.width:
            picture = _within(image, width, budget)
            if picture.width > before:  # else it had to shrink so far that the smaller one does
                yield picture


def _within(image: Image.Image, width: int, budget: int) -> Picture:
    """As good as `budget` bytes allow; where even the lowest quality is too much, narrower."""
    while True:
        for quality in _QUALITIES:
            made = _encode(image, width, quality)
            if len(made.content) <= budget:
                return made
        width = int(width * _NARROWER)


def _encode(image: Image.Image, width: int, quality: int) -> Picture:
    height = max(1, round(image.height * width / image.width))
    small = image.resize((width, height), Image.Resampling.LANCZOS) if width != image.width else image
    file = io.BytesIO()
    small.save(file, "WEBP", quality=quality, method=3)
    return Picture(file.getvalue(), width, height)
