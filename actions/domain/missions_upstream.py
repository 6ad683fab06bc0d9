"""Rows of the CSV of the “database of embassies” project (Wikidata, CC0).

`;` between fields, no quoting, names for countries and operators. Its two lists of jurisdictions, names and Q-ids, are
sorted independently and cannot be zipped: only the names are used.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.domain.countries import country_named, name_in_sentence, state_named
from actions.domain.mission_rows import BadRowError, MissionRow, Reading, check_lengths, contacts_in
from actions.domain.missions import CONTESTED, DIPLOMATIC, KINDS

NEEDED = frozenset({"operator", "jurisdictions", "country", "type", "QID"})
"""Columns by which the format is known."""

_SOURCE = "database of embassies (Wikidata, CC0)"
_TYPES = {
    **{label.casefold(): kind for kind, label in KINDS.items()},
    "nunciature": "nunciature",
    "representation": "representative_office",
    "permanent mission to the united nations": "permanent_mission",
    "permanent representation": "permanent_mission",
    "foreign ministry": "ministry_of_foreign_affairs",
}
_CONTESTED_PLACES = {
    "abkhazia": "GE",
    "republic of abkhazia": "GE",
    "south ossetia": "GE",
    "republic of south ossetia": "GE",
    "northern cyprus": "CY",
    "turkish republic of northern cyprus": "CY",
    "transnistria": "MD",
    "crimea": "UA",
    "republic of crimea": "UA",
    "donetsk people's republic": "UA",
    "luhansk people's republic": "UA",
    "somaliland": "SO",
}
"""Places that one state or few recognise, and the state for which a mission there must not answer."""


def read_row(cells: Mapping[str, str], reading: Reading) -> MissionRow:
    check_lengths(cells, NEEDED | {"city"})
    operators = {state_named(name) for name in cells["operator"].split("|")}
    if len(operators) != 1 or None in operators:
        raise BadRowError(f"the operator “{cells['operator']}” is not one known state")
    operator = str(operators.pop())
    kind = _TYPES.get(cells["type"].split("|")[0].casefold())
    if kind is None:
        raise BadRowError(f"“{cells['type']}” is not a known type of mission")
    source_id = cells["QID"].rpartition("/")[2]
    if not source_id:
        raise BadRowError("QID is missing")
    where = _where(operator, kind, cells, reading)
    city = cells.get("city") or None
    return MissionRow(
        line=reading.line,
        operator_iso2=operator,
        host_iso2=where.host,
        also_accredited_iso2s=where.also,
        kind=kind,
        name=_guessed_name(operator, kind, city, where.host or where.located),
        city=city,
        source=_SOURCE,
        source_id=source_id,
        checked_on=None,
        located_in_iso2=where.located,
        flags=where.flags,
        contacts=contacts_in(cells, kind, (operator, where.host, where.located), city, where.flags, reading),
        is_ours=False,
    )


@dataclass(frozen=True)
class _Where:
    host: str | None
    also: frozenset[str]
    located: str | None
    flags: frozenset[str]


def _where(operator: str, kind: str, cells: Mapping[str, str], reading: Reading) -> _Where:
    """Which of the countries named receives the mission, and which others it covers."""
    flags = {
        CONTESTED + _CONTESTED_PLACES[name.casefold()]
        for column in ("country", "jurisdictions")
        for name in cells[column].split("|")
        if name.casefold() in _CONTESTED_PLACES
    }
    countries = _named_countries(cells["country"], reading)
    located = next(iter(countries)) if len(countries) == 1 else None
    if located == operator and kind != "ministry_of_foreign_affairs":
        flags.add("source_country_wrong")
        located = None
    covered = _named_countries(cells["jurisdictions"], reading) - {operator}
    if not covered:
        if kind in DIPLOMATIC:
            flags.add("no_jurisdiction")
        return _Where(located, frozenset(), located, frozenset(flags))
    if located in covered:
        return _Where(located, frozenset(covered - {located}), located, frozenset(flags))
    if located:
        flags.add("located_outside_receiving_state")
    # An embassy to the Holy See stands in Rome; any other that stands outside all it covers has no receiving state.
    host = "VA" if "VA" in covered and located == "IT" else (next(iter(covered)) if len(covered) == 1 else None)
    return _Where(host, frozenset(covered - {host}), located, frozenset(flags))


def _named_countries(names: str, reading: Reading) -> set[str]:
    found = set()
    for name in filter(None, names.split("|")):
        code = country_named(name)
        if code is None:
            reading.remark(f"“{name}” is not a country with a code")
        else:
            found.add(code)
    return found


def _guessed_name(operator: str, kind: str, city: str | None, country: str | None) -> str:
    whose = "the Russian Federation" if operator == "RU" else name_in_sentence(operator)
    place = city or (name_in_sentence(country) if country else "")
    return f"{KINDS[kind]} of {whose}" + (f" in {place}" if place else "")


def with_duplicates_flagged(rows: Sequence[MissionRow]) -> Iterator[MissionRow]:
    """Twins: more than one diplomatic mission of a state in one country."""
    hosted = Counter((row.operator_iso2, row.host_iso2) for row in rows if row.kind in DIPLOMATIC)
    for row in rows:
        is_twin = row.kind in DIPLOMATIC and row.host_iso2 and hosted[row.operator_iso2, row.host_iso2] > 1
        yield replace(row, flags=row.flags | {"possible_duplicate"}) if is_twin else row
