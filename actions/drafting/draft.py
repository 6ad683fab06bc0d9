"""What a draft consists of. Every offset counts code points into `Source.text`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Tier = Literal["case", "uncertain", "no_case"]
Beneficiary = Literal["person", "group", "others"]


class UnreadableArticle(Exception):
    """The bytes are no plain text that can be drafted from; the message says why, in one line."""

    @property
    def message(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Source:
    """An article as it was when it was brought: NFC, LF line ends, `sha256` of its UTF-8 bytes."""

    text: str
    sha256: str
    language: str
    title: str | None = None
    title_span: tuple[int, int] | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None


@dataclass(frozen=True)
class KnownCase:
    """A case that is already here, to compare a draft with."""

    name: str
    spellings: tuple[str, ...]
    responsible_state: str
    status: str
    status_on: date | None
    slug: str | None


@dataclass(frozen=True)
class Span:
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Person:
    name: str
    variants: tuple[str, ...]


@dataclass(frozen=True)
class Demand(Span):
    beneficiary: Beneficiary
    kind: str


@dataclass(frozen=True)
class Event(Span):
    date: str
    """ISO 8601, as precise as the article: `2025-03-04`, `2024-02`, `2021`; `--11-10` where no year is given."""


@dataclass(frozen=True)
class Quote(Span):
    speaker: str | None


@dataclass(frozen=True)
class Link(Span):
    kind: str


@dataclass(frozen=True)
class CallToAction(Span):
    addressee: str
    act: str


@dataclass(frozen=True)
class Alternative:
    value: str
    confidence: float


@dataclass(frozen=True)
class Field:
    """One drafted value with the places of the article that it rests on; `confidence` from 0 to 1."""

    value: str | tuple[str, ...] | None
    confidence: float = 0.0
    spans: tuple[tuple[int, int], ...] = ()
    flags: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True)
class Draft:
    source: Source
    tier: Tier
    persons: tuple[Person, ...] = ()
    person: str | None = None
    group: str | None = None
    responsible_state: str | None = None
    status: str = "unknown"
    detention_place: Span | None = None
    demands: tuple[Demand, ...] = ()
    summary: tuple[Span, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    links: tuple[Link, ...] = ()
    call_to_action: CallToAction | None = None
    title: str = ""
    message: str = ""
    hashtags: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    fields: dict[str, Field] = field(default_factory=dict)
    known: KnownCase | None = None
    untraced: tuple[str, ...] = ()
    """Statements that could not be traced to the article and were dropped."""

    @property
    def is_case(self) -> bool:
        return self.tier != "no_case"

    @property
    def person_variants(self) -> tuple[str, ...]:
        return self.persons[0].variants if self.person and self.persons else ()

    def statements(self) -> Sequence[Span]:
        """All that claims to stand in the article word for word."""
        single = [span for span in (self.detention_place, self.call_to_action) if span]
        return [*single, *self.demands, *self.summary, *self.events, *self.quotes, *self.links]
