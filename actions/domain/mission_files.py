"""Files of missions and contacts, read into rows. Three formats, told apart by their header:

* our own CSV (RFC 4180, `OWN_COLUMNS`), several contacts of one kind in a cell with `|` between;
* our CSV of contacts found one by one, each with its own source and date (`CONTACT_COLUMNS`);
* the CSV of the “database of embassies” project, see `missions_upstream`.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.domain import missions_upstream as upstream
from actions.domain.countries import COUNTRIES, state_named
from actions.domain.mission_rows import (
    BadRowError,
    ContactsOfMission,
    MissionRow,
    Problem,
    Reading,
    check_lengths,
    code_in,
    codes_in,
    contacts_in,
    day_in,
    kind_in,
    needed,
    needed_code,
    partial_date,
)
from actions.errors import Refused

MAX_BYTES = 20 * 1024 * 1024

OWN_COLUMNS = (
    "operator_iso2", "host_iso2", "also_accredited_iso2s", "kind", "name", "city", "email", "phone", "website", "address",
    "source", "source_id", "checked_on", "located_in_iso2", "twitter", "facebook", "flags",
)  # fmt: skip
CONTACT_COLUMNS = (
    "operator_iso2", "host_iso2", "kind", "city", "address", "email", "phone", "website", "account", "source_url",
    "source_date", "note",
)  # fmt: skip
_OWN_NEEDED = frozenset({"operator_iso2", "host_iso2", "kind", "name", "source_id"})
_CONTACTS_NEEDED = frozenset({"operator_iso2", "host_iso2", "kind", "source_url", "source_date"})

_CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LINE_OF_CONSULATE = re.compile(r"\bphone\b.*\bCONSULAR\b")
_NOT_FOR_OFFICES = re.compile(r"\b(?:mobile|emergenc(?:y|ies))\b", re.IGNORECASE)
_ANOTHER_NUMBER = re.compile(r"\+[0-9]")


@dataclass(frozen=True)
class MissionFile:
    missions: tuple[MissionRow, ...] = ()
    contacts: tuple[ContactsOfMission, ...] = ()
    problems: tuple[Problem, ...] = ()
    states_in_doubt: frozenset[str] = frozenset()
    """States of which rows could not be read: whatever else is missing of them may be just that."""


def read_mission_file(content: bytes) -> MissionFile:
    """Every row that can be read, and what is wrong with the others. Raises `Refused` where nothing can be read."""
    text = decode(content)
    header = text.split("\n", 1)[0].rstrip("\r")
    if set(header.split(";")) >= upstream.NEEDED:
        found = _read(_upstream_lines(text), upstream.read_row)
        read = replace(found, missions=tuple(upstream.with_duplicates_flagged(found.missions)))
    else:
        names = _cells(header)
        if set(names) >= _OWN_NEEDED:
            read = _read(_csv_lines(text), _own_row)
        elif set(names) >= _CONTACTS_NEEDED:
            read = _read(_csv_lines(text), _contacts_row)
        else:
            raise Refused(_unknown_format(names))
    if not (read.missions or read.contacts):
        first = f" The first: {read.problems[0]}." if read.problems else ""
        raise Refused(f"No row of this file can be used.{first}")
    return read


def decode(content: bytes) -> str:
    """The text of a file; raises `Refused` for one that is empty, too large, binary or not UTF-8."""
    if len(content) > MAX_BYTES:
        raise Refused("The file has more than 20 MB.")
    if not content.strip():
        raise Refused("The file is empty.")
    if b"\0" in content:
        raise Refused("This is not a text file. Save the table as CSV in UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Refused(f"Line {line} is not UTF-8. Save the file as CSV in UTF-8.") from None


def _unknown_format(names: Sequence[str]) -> str:
    missing = sorted(_OWN_NEEDED - set(names))
    if len(missing) <= 2:
        return f"The header lacks {', '.join(missing)}."
    return (
        "The header is of none of the three formats: missions (operator_iso2, host_iso2, kind, name, source_id …), contacts "
        "(operator_iso2, host_iso2, kind, source_url, source_date …), or the database of embassies (operator; …; QID)."
    )


# Lines


Line = tuple[int, Mapping[str, str] | str]
"""Number and cells by column, or what is wrong with it."""


def _cells(line: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([line], strict=True))]
    except (csv.Error, StopIteration):
        return []


def _csv_lines(text: str) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = [name.strip() for name in next(reader)]
    start = reader.line_num + 1
    try:
        for values in reader:
            if values:
                yield start, _by_column(names, values)
            start = reader.line_num + 1
    except csv.Error as error:
        raise Refused(f"Line {start} can't be read as CSV ({error}): a quote may be missing.") from None


def _upstream_lines(text: str) -> Iterator[Line]:
    header, *lines = text.split("\n")
    names = [name for name in header.rstrip("\r").split(";") if name]
    for number, line in enumerate(lines, start=2):
        values = line.rstrip("\r").split(";")
        if len(values) == len(names) + 1 and not values[-1]:
            values.pop()
        if values != [""]:
            yield number, _by_column(names, values)


def _by_column(names: Sequence[str], values: Sequence[str]) -> Mapping[str, str] | str:
    if len(values) != len(names):
        return f"{len(values)} fields in place of {len(names)}"
    if any(_CONTROL.search(value) for value in values):
        return "a control character in it"
    return {name: " ".join(value.split()) for name, value in zip(names, values, strict=True)}


# Rows


Row = MissionRow | ContactsOfMission


def _read(lines: Iterable[Line], make: Callable[[Mapping[str, str], Reading], Row]) -> MissionFile:
    rows: list[Row] = []
    problems: list[Problem] = []
    first_line: dict[tuple[str, str], int] = {}
    in_doubt: set[str] = set()
    for number, cells in lines:
        reading = Reading(number)
        try:
            row = _made(cells, make, reading)
            _check_unseen(row, first_line)
        except BadRowError as error:
            problems.append(Problem(number, str(error), is_row_left_out=True))
            in_doubt |= _states_meant(cells)
            continue
        rows.append(row)
        problems += reading.remarks
    return MissionFile(
        missions=tuple(row for row in rows if isinstance(row, MissionRow)),
        contacts=tuple(row for row in rows if isinstance(row, ContactsOfMission)),
        problems=tuple(problems),
        states_in_doubt=frozenset(in_doubt),
    )


def _made(cells: Mapping[str, str] | str, make: Callable[[Mapping[str, str], Reading], Row], reading: Reading) -> Row:
    if isinstance(cells, str):
        raise BadRowError(cells)
    return make(cells, reading)


def _check_unseen(row: Row, first_line: dict[tuple[str, str], int]) -> None:
    if isinstance(row, MissionRow):
        earlier = first_line.setdefault((row.operator_iso2, row.source_id), row.line)
        if earlier != row.line:
            raise BadRowError(f"{row.source_id} stands in line {earlier} already")


def _states_meant(cells: Mapping[str, str] | str) -> set[str]:
    """The state that a row left out belongs to; where even that is unclear, all of them."""
    if isinstance(cells, str):
        return set(COUNTRIES)
    code = cells.get("operator_iso2", "").upper() or state_named(cells.get("operator", "")) or ""
    return {code} if code in COUNTRIES else set(COUNTRIES)


def _own_row(cells: Mapping[str, str], reading: Reading) -> MissionRow:
    check_lengths(cells, cells)
    operator = needed_code(cells, "operator_iso2")
    host, located = code_in(cells, "host_iso2"), code_in(cells, "located_in_iso2")
    kind, city = kind_in(cells), cells.get("city") or None
    flags = frozenset(flag for flag in cells.get("flags", "").split("|") if flag)
    return MissionRow(
        line=reading.line,
        operator_iso2=operator,
        host_iso2=host,
        also_accredited_iso2s=codes_in(cells, "also_accredited_iso2s", reading) - {host or ""},
        kind=kind,
        name=needed(cells, "name"),
        city=city,
        source=cells.get("source") or "not named",
        source_id=needed(cells, "source_id").partition(";")[0].strip(),
        checked_on=day_in(cells.get("checked_on", ""), reading),
        located_in_iso2=located,
        flags=flags,
        contacts=contacts_in(cells, kind, (operator, host, located), city, flags, reading),
    )


def _contacts_row(cells: Mapping[str, str], reading: Reading) -> ContactsOfMission:
    check_lengths(cells, cells)
    operator, host, kind = needed_code(cells, "operator_iso2"), needed_code(cells, "host_iso2"), kind_in(cells)
    note, city = cells.get("note") or None, cells.get("city") or None
    unusable = _unusable(note or "")
    contacts = tuple(
        replace(row, is_offered=False, flags=(*row.flags, unusable[row.channel])) if row.channel in unusable else row
        for row in contacts_in(cells, kind, (operator, host), city, frozenset(), reading)
    )
    if not contacts:
        raise BadRowError("no contact in it")
    return ContactsOfMission(
        line=reading.line,
        operator_iso2=operator,
        host_iso2=host,
        kind=kind,
        contacts=contacts,
        source=needed(cells, "source_url"),
        source_on=partial_date(cells.get("source_date", ""), reading.remark),
        note=note,
    )


def _unusable(note: str) -> dict[str, str]:
    """The channels that a note's doubts rule out, each with a flag that says why."""
    clauses = [clause.strip() for clause in note.split(";")]
    found = {"post": "partial_address"} if any(clause.startswith("PARTIAL") for clause in clauses) else {}
    if any(_LINE_OF_CONSULATE.search(clause) for clause in clauses):
        found["phone"] = "consular_line"
    elif any(_NOT_FOR_OFFICES.search(clause) and not _ANOTHER_NUMBER.search(clause) for clause in clauses):
        found["phone"] = "mobile_or_emergency_line"
    return found
