"""The picture that stands for an action where its address is shared: a sheet of paper with a name, a demand and a number."""

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import resvg_py
import uharfbuzz

from actions.fonts import ARABIC, EVERY_FONT, HEBREW, SERIF, SERIF_BOLD

WIDTH, HEIGHT = 1200, 630
DESIGN = 1
"""Grows with each change of how cards look, so that their addresses change."""
_START, _END = 112, WIDTH - 112
_ROOM = _END - _START
_FAMILIES = "'Noto Serif', 'Noto Naskh Arabic', 'Noto Serif Hebrew'"
_MOST = 400
"""Characters of a text that are looked at: more has no room on the card."""
_EMBED_RIGHT_TO_LEFT, _POP = "\u202b", "\u202c"


@dataclass(frozen=True)
class Card:
    name: str
    demand: str
    number: str
    """A sentence, or nothing while there are too few to be shown."""
    site: str
    is_right_to_left: bool

    @property
    def fingerprint(self) -> str:
        """Changes with what the picture shows; part of its address."""
        return hashlib.sha256(repr((DESIGN, astuple(self))).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Block:
    """Text that was made to fit: its lines, and how large they are."""

    lines: tuple[str, ...]
    size: int
    leading: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * self.leading


def draw(card: Card) -> bytes:
    """The card as PNG."""
    name = fit(card.name, sizes=range(92, 43, -4), most_lines=2, leading=1.14)
    demand = fit(card.demand, sizes=range(42, 27, -2), most_lines=4, leading=1.36)
    number = fit(card.number, sizes=range(40, 23, -2), most_lines=1, leading=1.2, room=_ROOM * 0.6, is_bold=True)
    site_room = _ROOM * 0.36 if card.number else _ROOM
    site = fit(card.site, sizes=range(30, 19, -2), most_lines=1, leading=1.2, room=site_room)
    name_at = 100 + name.size
    demand_at = 100 + name.height + 34 + demand.size
    side = _Side(card.is_right_to_left)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        '<rect width="1200" height="630" fill="#e9e1d0"/>'
        '<rect x="52" y="54" width="1100" height="640" fill="#d9cfba"/>'
        '<rect x="46" y="46" width="1108" height="640" fill="#fffdf8"/>'
        '<rect x="46" y="46" width="1108" height="6" fill="#b2301a"/>'
        f"{side.text(name, name_at, '#1e1b17')}"
        f"{side.text(demand, demand_at, '#4d473d')}"
        f'<rect x="{_START}" y="528" width="{_ROOM}" height="2" fill="#d8cebb"/>'
        f"{side.text(number, 580, '#a82a15', is_bold=True)}"
        f"{side.text(site, 580, '#5a5347', is_at_end=bool(card.number))}"
        "</svg>"
    )
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(font) for font in EVERY_FONT])
    )


@dataclass(frozen=True)
class _Side:
    """Where lines begin: on the left, or in languages written from the right, there."""

    is_right_to_left: bool

    def text(self, block: Block, y: float, colour: str, *, is_bold: bool = False, is_at_end: bool = False) -> str:
        is_left = self.is_right_to_left == is_at_end
        place = f'x="{_START}"' if is_left else f'x="{_END}" text-anchor="end"'
        weight = ' font-weight="700"' if is_bold else ""
        style = f'font-family="{_FAMILIES}" font-size="{block.size}"{weight} fill="{colour}"'
        lines = (
            f'<text {place} y="{y + number * block.size * block.leading:.1f}" {style}>{escape(self._directed(line))}</text>'
            for number, line in enumerate(block.lines)
        )
        return "".join(lines)

    def _directed(self, line: str) -> str:
        return f"{_EMBED_RIGHT_TO_LEFT}{line}{_POP}" if self.is_right_to_left else line


def fit(
    text: str, *, sizes: Sequence[int], most_lines: int, leading: float, room: float = _ROOM, is_bold: bool = False
) -> Block:
    """In the largest of `sizes` in which it has room; where it has none in the smallest, cut short with an ellipsis."""
    words = _plain(text).split()
    for size in sizes:
        lines = tuple(_wrap(words, room / size, is_bold=is_bold))
        is_whole = all(width_of(line, is_bold=is_bold) * size <= room for line in lines)
        if len(lines) <= most_lines and is_whole:
            return Block(lines, size, leading)
    smallest = sizes[-1]
    lines = tuple(_wrap(_broken(words, room / smallest, is_bold=is_bold), room / smallest, is_bold=is_bold))
    if len(lines) > most_lines:
        kept = lines[most_lines - 1]
        while kept and width_of(f"{kept}…", is_bold=is_bold) * smallest > room:
            kept = kept[:-1]
        lines = (*lines[: most_lines - 1], f"{kept.rstrip()}…")
    return Block(lines, smallest, leading)


def _plain(text: str) -> str:
    """Without what XML cannot hold or what would turn the line around."""
    plain = (each if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Cn"} else " " for each in text[:_MOST])
    return "".join(plain)


def _wrap(words: Sequence[str], room: float, *, is_bold: bool) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width_of(longer, is_bold=is_bold) > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line


def _broken(words: Sequence[str], room: float, *, is_bold: bool) -> list[str]:
    """Words that are wider than a line in pieces that are not."""
    pieces = []
    for word in words:
        while width_of(word, is_bold=is_bold) > room:
            length = next(
                at for at in range(len(word) - 1, 0, -1) if at == 1 or width_of(word[:at], is_bold=is_bold) <= room
            )
            pieces.append(word[:length])
            word = word[length:]  # noqa: PLW2901  # what is left of it
        pieces.append(word)
    return pieces


def width_of(text: str, *, is_bold: bool = False) -> float:
    """In multiples of the size of its letters."""
    return sum(_width_of_word(word, is_bold) for word in text.split(" ")) + 0.26 * text.count(" ")


def _width_of_word(word: str, is_bold: bool) -> float:
    font = _font(_file_for(word, is_bold))
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    advances = (place.x_advance if info.codepoint else font.face.upem for info, place in zip(infos, places, strict=True))
    return float(sum(advances) / font.face.upem)


def _file_for(word: str, is_bold: bool) -> Path:
    for each in word:
        match unicodedata.bidirectional(each):
            case "AL":
                return ARABIC
            case "R":
                return HEBREW
    return SERIF_BOLD if is_bold else SERIF


@cache
def _font(file: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))
