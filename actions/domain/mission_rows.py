"""Rows of files of missions, and how their cells are read: every cell is text, so that NA stays Namibia and NO Norway."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from actions.domain.countries import COUNTRIES
from actions.domain.mission_contacts import (
    account_link,
    clean_value,
    is_at_public_provider,
    is_consular_mailbox,
    is_personal_mailbox,
    value_key,
)
from actions.domain.missions import CONSULAR, KINDS
from actions.errors import Refused

MAX_CELL = 1000
_CHANNEL_COLUMNS = (
    ("email", "email"),
    ("phone", "phone"),
    ("website", "website"),
    ("address", "post"),
    ("account", "public_account"),
)
_SEPARATORS = {"email": r"[|,;\s]+", "phone": r"[|;]", "website": r"[|\s]+", "post": r"\|", "public_account": r"[|\s]+"}
_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


@dataclass(frozen=True)
class Problem:
    line: int
    reason: str
    is_row_left_out: bool
    """Else one field of the row was left out."""

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True)
class ContactRow:
    channel: str
    value: str
    is_offered: bool = True
    flags: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.channel, value_key(self.channel, self.value)


@dataclass(frozen=True)
class MissionRow:
    line: int
    operator_iso2: str
    host_iso2: str | None
    also_accredited_iso2s: frozenset[str]
    kind: str
    name: str
    city: str | None
    source: str
    source_id: str
    checked_on: date | None
    located_in_iso2: str | None
    flags: frozenset[str]
    contacts: tuple[ContactRow, ...]
    is_ours: bool = True
    """From our own format. Another one has no name, flags or status: there they are guessed, and stored ones stay."""

    @property
    def source_on(self) -> str | None:
        return self.checked_on.isoformat() if self.checked_on else None

    @property
    def status(self) -> str:
        if any(flag.startswith("relations_severed") or flag.endswith("do_not_use") for flag in self.flags):
            return "closed"
        return "suspended" if any(flag.startswith("suspended") for flag in self.flags) else "active"


@dataclass(frozen=True)
class ContactsOfMission:
    """Contacts for the mission of that kind which a state has in a country."""

    line: int
    operator_iso2: str
    host_iso2: str
    kind: str
    contacts: tuple[ContactRow, ...]
    source: str
    source_on: str | None
    note: str | None


class BadRowError(Exception):
    """A row that has to be left out, and why."""


@dataclass
class Reading:
    """One row being read: the problems met so far."""

    line: int
    remarks: list[Problem] = field(default_factory=list)

    def remark(self, reason: str) -> None:
        self.remarks.append(Problem(self.line, reason, is_row_left_out=False))


def check_lengths(cells: Mapping[str, str], columns: Iterable[str]) -> None:
    for column in columns:
        if len(cells.get(column, "")) > MAX_CELL:
            raise BadRowError(f"{column} has more than {MAX_CELL} characters")


def needed(cells: Mapping[str, str], column: str) -> str:
    if not (value := cells.get(column)):
        raise BadRowError(f"{column} is missing")
    return value


def code_in(cells: Mapping[str, str], column: str) -> str | None:
    code = cells.get(column, "").upper()
    if code and code not in COUNTRIES:
        raise BadRowError(f"{column} “{code}” is not a country code")
    return code or None


def needed_code(cells: Mapping[str, str], column: str) -> str:
    needed(cells, column)
    return str(code_in(cells, column))


def codes_in(cells: Mapping[str, str], column: str, reading: Reading) -> frozenset[str]:
    codes = {code.strip().upper() for code in cells.get(column, "").split("|")} - {""}
    for code in sorted(codes - COUNTRIES):
        reading.remark(f"{column}: “{code}” is not a country code")
    return frozenset(codes & COUNTRIES)


def kind_in(cells: Mapping[str, str]) -> str:
    kind = needed(cells, "kind")
    if kind not in KINDS:
        raise BadRowError(f"kind “{kind}” is not one of {', '.join(KINDS)}")
    return kind


def day_in(text: str, reading: Reading) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        reading.remark(f"checked_on “{text}” is not a date like 2026-01-31")
        return None


def partial_date(text: str, complain: Callable[[str], None]) -> str | None:
    """ISO 8601 date with as much as is known (`2026`, `2026-01`, `2026-01-31`); none, after a complaint, for others."""
    if not text:
        return None
    try:
        if _PARTIAL_DATE.fullmatch(text):
            date.fromisoformat((text + "-01-01")[:10])
            return text
    except ValueError:
        pass  # a day that no calendar has: complained about like any other
    complain(f"“{text}” is not a date like 2026-01-31, 2026-01 or 2026")
    return None


def contacts_in(
    cells: Mapping[str, str],
    kind: str,
    countries: Iterable[str | None],
    city: str | None,
    flags: frozenset[str],
    reading: Reading,
) -> tuple[ContactRow, ...]:
    known = tuple(country for country in countries if country)
    found: dict[tuple[str, str], ContactRow] = {}
    for channel, value in _values(cells, reading):
        row = _judged(ContactRow(channel, value), kind, known, city, flags)
        found.setdefault(row.key, row)
    return tuple(found.values())


def _values(cells: Mapping[str, str], reading: Reading) -> Iterator[tuple[str, str]]:
    for column, channel in _CHANNEL_COLUMNS:
        for text in filter(None, re.split(_SEPARATORS[channel], cells.get(column, ""))):
            try:
                yield channel, clean_value(channel, text)
            except Refused as error:
                reading.remark(f"{column}: {error}")
    for column in ("twitter", "facebook"):
        if name := cells.get(column):
            try:
                yield "public_account", account_link(f"{column}.com", name)
            except Refused as error:
                reading.remark(f"{column}: {error}")


def _judged(row: ContactRow, kind: str, countries: tuple[str, ...], city: str | None, flags: frozenset[str]) -> ContactRow:
    """The contact, kept from supporters where it is a person's, for passports, or an honorary consul's."""
    if kind == "honorary_consulate":
        return replace(row, is_offered=False, flags=("honorary_consul",))
    if row.channel == "phone" and kind in CONSULAR:
        return replace(row, is_offered=False, flags=("consular_line",))
    if row.channel != "email":
        return row
    if kind in CONSULAR or "consular_mailbox" in flags or is_consular_mailbox(row.value):
        return replace(row, is_offered=False, flags=("consular_mailbox",))
    if is_personal_mailbox(row.value, kind=kind, countries=countries, city=city):
        return replace(row, is_offered=False, flags=("personal_mailbox",))
    return replace(row, flags=("email_at_public_provider",)) if is_at_public_provider(row.value) else row
