"""Pictures made for a test: shapes and gradients, nobody's face."""

import io
from typing import Any

from PIL import Image, ImageDraw

ORIENTATION = 0x0112
GPS = 0x8825


def drawn(width: int = 1600, height: int = 1200) -> Image.Image:
    """A hill under a sky."""
    sky = Image.linear_gradient("L").resize((width, height))
    image = Image.merge(
        "RGB", (sky.point(lambda v: 150 + v // 3), sky.point(lambda v: 165 + v // 4), sky.point([190] * 256))
    )
    draw = ImageDraw.Draw(image)
    draw.ellipse((-width // 4, height * 2 // 3, width * 5 // 4, height * 2), fill=(84, 96, 80))
    draw.ellipse((width * 5 // 8, height // 8, width * 6 // 8, height // 8 + width // 8), fill=(236, 222, 186))
    return image


def picture_file(width: int = 1600, height: int = 1200, *, kind: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    drawn(width, height).save(file, kind, **options)
    return file.getvalue()


def noise_file(width: int, height: int) -> bytes:
    """The hardest picture to make small."""
    file = io.BytesIO()
    Image.effect_noise((width, height), 120).convert("RGB").save(file, "JPEG", quality=70)
    return file.getvalue()
