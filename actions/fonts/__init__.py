"""Typefaces for what is drawn here: pictures and printed letters."""

from pathlib import Path

FONTS = Path(__file__).parent
SERIF = FONTS / "NotoSerif-Regular.ttf"
SERIF_BOLD = FONTS / "NotoSerif-Bold.ttf"
ARABIC = FONTS / "NotoNaskhArabic-Regular.ttf"
ARABIC_BOLD = FONTS / "NotoNaskhArabic-Bold.ttf"
HEBREW = FONTS / "NotoSerifHebrew-Regular.ttf"
EVERY_FONT = (SERIF, SERIF_BOLD, ARABIC, ARABIC_BOLD, HEBREW)
