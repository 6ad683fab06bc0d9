"""A letter as it lies on the sheet: its text, with the places where what a supporter chooses will stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from actions.domain.letters import render_letter
from actions.queries.actions import ActionPage

_MARK = re.compile("\ue000([a-z_]+)\ue001")
"""Private-use characters: no text of a letter holds them, since intake refuses them."""
SLOTS = ("mission", "city", "country", "personal_line", "signature")


@dataclass(frozen=True)
class Piece:
    text: str
    slot: str | None = None
    """Name of the place that `text` fills; with no text it is still open."""


Line = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    lines: tuple[Line, ...]

    @property
    def slot(self) -> str | None:
        """The slot, where the paragraph is nothing else."""
        return self.lines[0][0].slot if len(self.lines) == 1 and len(self.lines[0]) == 1 else None

    @property
    def is_list(self) -> bool:
        return all(line and line[0].text.startswith("– ") for line in self.lines)


@dataclass(frozen=True)
class Sheet:
    subject: Line
    paragraphs: tuple[Paragraph, ...]
    """Salutation, the supporter's own line, the message, the signature."""

    @property
    def opening(self) -> tuple[Paragraph, ...]:
        """What a small screen shows at once: as far as the message's first paragraph."""
        return self.paragraphs[:3]

    @property
    def rest(self) -> tuple[Paragraph, ...]:
        return self.paragraphs[3:-1]

    @property
    def signature(self) -> Piece:
        return self.paragraphs[-1].lines[0][0]


def sheet_of(action: ActionPage, filled: Mapping[str, str | None]) -> Sheet | None:
    """The action's letter with those `SLOTS` filled that are known; none where the action has no message."""
    if action.message is None:
        return None
    marks = {slot: f"\ue000{slot}\ue001" for slot in SLOTS}
    letter = render_letter(
        subject=action.message.subjects[0],
        body=action.message.body,
        person=action.case.name,
        demands=action.demands,
        mission_name=marks["mission"],
        city=marks["city"],
        country_name=marks["country"],
        personal_line=marks["personal_line"],
        signature=marks["signature"],
    )
    return Sheet(_line(letter.subject, filled), paragraphs(letter.body, filled))


def paragraphs(body: str, filled: Mapping[str, str | None] | None = None) -> tuple[Paragraph, ...]:
    """A letter's text taken apart at its blank lines."""
    parts = [part for part in body.strip().split("\n\n") if part.strip()]
    return tuple(Paragraph(tuple(_line(line, filled or {}) for line in part.split("\n"))) for part in parts)


def _line(text: str, filled: Mapping[str, str | None]) -> Line:
    pieces = []
    for index, part in enumerate(_MARK.split(text)):
        if index % 2:
            pieces.append(Piece(filled.get(part) or "", part))
        elif part:
            pieces.append(Piece(part))
    return tuple(pieces)
