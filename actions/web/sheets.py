"""A letter as it lies on the sheet: its text, with the places where what a supporter chooses will stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from actions.domain.letters import Facts, letter_parts
from actions.queries.actions import ActionPage, Message

_MARK = re.compile("\ue000([a-z_]+)\ue001")
"""Private-use characters: no text of a letter holds them, since intake refuses them."""
SLOTS = ("mission", "city", "country")


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
    def is_list(self) -> bool:
        return all(line and line[0].text.startswith("– ") for line in self.lines)


Paragraphs = tuple[Paragraph, ...]


@dataclass(frozen=True)
class Sheet:
    message: Message
    subject: Line
    salutation: Paragraphs
    own_line: str
    top: Paragraphs
    """Between the supporter's own line and the demands."""
    demands: Paragraphs
    end: Paragraphs
    """After the demands."""
    signature: str
    edited_top: Paragraphs
    """The supporter's words in its stead; none where they left it as it is."""
    edited_end: Paragraphs

    @property
    def language(self) -> str:
        return self.message.language

    @property
    def wordings(self) -> int:
        return len(self.message.subjects) * max(len(self.message.openings), 1)

    @property
    def can_be_edited(self) -> bool:
        return self.message.is_editable and bool(self.demands)


@dataclass(frozen=True)
class Words:
    """What a supporter brings to a letter."""

    own_line: str | None = None
    signature: str | None = None
    edited_top: str | None = None
    edited_end: str | None = None


def sheet_of(action: ActionPage, message: Message, filled: Mapping[str, str | None], words: Words) -> Sheet:
    """That letter in the first of its wordings, with those `SLOTS` filled that are known."""
    marks = {slot: f"\ue000{slot}\ue001" for slot in SLOTS}
    facts = Facts(action.case.name, message.demands, marks["mission"], marks["city"], marks["country"])
    parts = letter_parts(facts, body=message.body, opening=message.openings[0] if message.openings else None)
    return Sheet(
        message=message,
        subject=_line(facts.resolve(message.subjects[0]), filled),
        salutation=paragraphs(parts.salutation, filled),
        own_line=words.own_line or "",
        top=paragraphs(parts.top, filled),
        demands=paragraphs(parts.demands, filled),
        end=paragraphs(parts.end, filled),
        signature=words.signature or "",
        edited_top=paragraphs(words.edited_top or ""),
        edited_end=paragraphs(words.edited_end or ""),
    )


def plain(part: Paragraphs) -> str | None:
    """The text of a part of the sheet; none while a place in it is open."""
    pieces = [piece for paragraph in part for line in paragraph.lines for piece in line]
    if any(piece.slot and not piece.text for piece in pieces):
        return None
    return "\n\n".join("\n".join("".join(piece.text for piece in line) for line in each.lines) for each in part)


def paragraphs(body: str, filled: Mapping[str, str | None] | None = None) -> Paragraphs:
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
