"""A letter on A4, to be printed, signed and posted, its address where an envelope has its window (DIN 5008, form B)."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from anyascii import anyascii
from fpdf import FPDF, Align, XPos, YPos
from fpdf.enums import MethodReturnValue, TextDirection
from fpdf.fonts import TTFFont

from actions.fonts import ARABIC, ARABIC_BOLD, HEBREW, SERIF, SERIF_BOLD
from actions.languages import direction

FACES = {"latin": SERIF, "arabic": ARABIC, "hebrew": HEBREW}
BOLD = {"latin": SERIF_BOLD, "arabic": ARABIC_BOLD}

LEFT, RIGHT, BOTTOM = 25.0, 20.0, 22.0
WINDOW_TOP, WINDOW_WIDTH, WINDOW_HEIGHT = 50.0, 85.0, 36.0
DATE_TOP = 97.0
SIZE, LINE = 11.0, 5.6
SMALLEST_ADDRESS = 7.0
SIGNATURE_SPACE = 20.0
LONGEST_CLOSING = 100.0
"""Millimetres beyond which the end of a letter is not kept together on a page."""
_KEPT = frozenset("\n\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u00ad\u00a0")
"""Characters that shape what stands around them; no face needs a glyph of its own for them."""


@dataclass(frozen=True, kw_only=True)
class PaperLetter:
    recipient: Sequence[str]
    """The mission's name, and the lines under it."""
    day: str
    """The date, in words of the letter's language."""
    subject: str
    body: str
    """Paragraphs with blank lines between; the last is the signature."""
    language: str
    is_signed_by_hand: bool
    """Whether to leave room for a signature above the name."""


def write_letter(letter: PaperLetter) -> bytes:
    with closing(_Paper(letter.language)) as paper:
        _write(letter, paper)
        return bytes(paper.output())


def _write(letter: PaperLetter, paper: "_Paper") -> None:
    paper.address(letter.recipient)
    paper.place(letter.day, top=DATE_TOP, align=_end(letter.language))
    paper.ln(LINE)
    paper.paragraph(letter.subject, bold=True)
    *paragraphs, signature = letter.body.strip().split("\n\n")
    space = SIGNATURE_SPACE if letter.is_signed_by_hand else 0
    for at, paragraph in enumerate(paragraphs):
        if at >= len(paragraphs) - 2:  # a last page with nothing on it but the name looks like somebody else's
            paper.keep_together(sum(map(paper.height, [*paragraphs[at:], signature])) + space)
        paper.paragraph(paragraph)
    paper.ln(space)
    paper.paragraph(signature)


def is_written_as_it_is(texts: Iterable[str]) -> bool:
    """Whether our faces have every letter; what they lack is written in Latin letters."""
    covered = _covered()
    return all(ord(each) in covered or each in _KEPT for text in texts for each in text)


def in_our_letters(text: str) -> str:
    """`text` with each word that our faces cannot write in Latin letters."""
    if is_written_as_it_is([text]):
        return text
    return "\n".join(" ".join(_word(word) for word in line.split(" ")) for line in text.split("\n"))


def _word(word: str) -> str:
    return word if is_written_as_it_is([word]) else anyascii(word)


@cache
def _covered() -> frozenset[int]:
    with closing(_Paper("en")) as paper:
        return frozenset(code for face in paper.faces for code in face.cmap)


def _end(language: str) -> Align:
    return Align.L if direction(language) == "rtl" else Align.R


class _Paper(FPDF):
    def __init__(self, language: str) -> None:
        super().__init__(format="A4")
        self._rtl = direction(language) == "rtl"
        self._family = "arabic" if language == "ar" else "latin"
        for style, faces in (("", FACES), ("B", BOLD)):
            for family, file in faces.items():
                self.add_font(family, style, file)
        self.set_fallback_fonts([family for family in FACES if family != self._family], exact_match=False)
        self.set_text_shaping(use_shaping_engine=True, direction=TextDirection.RTL if self._rtl else TextDirection.LTR)
        self.set_lang(language)
        self.set_creation_date(datetime(2000, 1, 1))  # noqa: DTZ001  # a file tells nobody when it was made
        self.set_margins(LEFT, BOTTOM, RIGHT)
        self.set_auto_page_break(auto=True, margin=BOTTOM)
        self.add_page()
        self.set_font(self._family, size=SIZE)

    @property
    def faces(self) -> list[TTFFont]:
        return [face for face in self.fonts.values() if isinstance(face, TTFFont)]

    def close(self) -> None:
        for face in self.faces:
            face.ttfont.close()

    @property
    def _start(self) -> Align:
        return Align.R if self._rtl else Align.L

    def paragraph(self, text: str, *, bold: bool = False) -> None:
        self.set_font(self._family, style="B" if bold else "", size=SIZE)
        self._write(text, width=0, align=self._start)
        self.ln(LINE / 2)

    def height(self, text: str) -> float:
        """Millimetres of a paragraph with the space after it."""
        self.set_font(self._family, size=SIZE)
        return len(self._lines(text, width=0)) * LINE + LINE / 2

    def place(self, text: str, *, top: float, align: Align) -> None:
        self.set_font(self._family, size=SIZE)
        self.set_xy(LEFT, top)
        self._write(text, width=0, align=align)

    def address(self, lines: Sequence[str]) -> None:
        """In the window, smaller where it would not fit. It stands at the left in every language, as envelopes do."""
        text = "\n".join(lines)
        size = SIZE
        self.set_font(self._family, size=size)
        while size > SMALLEST_ADDRESS and len(self._lines(text, width=WINDOW_WIDTH)) * LINE * size / SIZE > WINDOW_HEIGHT:
            size -= 0.5
            self.set_font(self._family, size=size)
        self.set_xy(LEFT, WINDOW_TOP)
        self._write(text, width=WINDOW_WIDTH, align=Align.L, line=LINE * size / SIZE)

    def keep_together(self, height: float) -> None:
        if height <= LONGEST_CLOSING and self.will_page_break(height):
            self.add_page()

    def _lines(self, text: str, *, width: float) -> list[str]:
        lines = self.multi_cell(width, LINE, in_our_letters(text), dry_run=True, output=MethodReturnValue.LINES)
        assert isinstance(lines, list)
        return lines

    def _write(self, text: str, *, width: float, align: Align, line: float = LINE) -> None:
        self.multi_cell(width, line, in_our_letters(text), align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
