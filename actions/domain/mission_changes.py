"""What an import would change, found by comparing a file's rows with what is stored."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from actions.domain.countries import country_name
from actions.domain.mission_rows import ContactRow, MissionRow

LARGE_SHARE = 0.10
"""An import that changes more than this share of a state's missions stops and asks."""

Key = tuple[str, str]
"""Operator and source id."""


@dataclass(frozen=True)
class Facts:
    """What a file says about a mission, contacts apart."""

    host_iso2: str | None
    located_in_iso2: str | None
    also_accredited_iso2s: frozenset[str]
    kind: str
    name: str
    city: str | None
    source: str
    checked_on: date | None
    flags: frozenset[str]
    status: str


@dataclass(frozen=True)
class StoredMission:
    id: int
    origin: str
    facts: Facts
    contact_keys: frozenset[tuple[str, str]]

    @property
    def is_editors(self) -> bool:
        return self.origin == "editor"


@dataclass(frozen=True)
class Share:
    """How much of one state's missions would change."""

    state: str
    stored: int
    added: int
    changed: int
    vanished: int

    @property
    def is_large(self) -> bool:
        return self.stored > 0 and self.total > LARGE_SHARE * self.stored

    @property
    def total(self) -> int:
        return self.added + self.changed + self.vanished

    def __str__(self) -> str:
        parts = [f"{count} {word}" for count, word in self._parts if count]
        return (
            f"{country_name(self.state)}: {self.total} of {self.stored} missions"
            f" ({self.total / self.stored:.0%}): {', '.join(parts)}"
        )

    @property
    def _parts(self) -> tuple[tuple[int, str], ...]:
        return (self.added, "new"), (self.changed, "changed"), (self.vanished, "gone")


@dataclass
class Changes:
    new: list[MissionRow] = field(default_factory=list)
    updated: list[tuple[StoredMission, Facts]] = field(default_factory=list)
    vanished: list[StoredMission] = field(default_factory=list)
    contacts: list[tuple[StoredMission, MissionRow, ContactRow]] = field(default_factory=list)
    """New contacts of stored missions."""
    unchanged: int = 0
    shares: tuple[Share, ...] = ()


def compare(
    stored: Mapping[Key, StoredMission],
    rows: Iterable[MissionRow],
    *,
    states_in_doubt: frozenset[str] = frozenset(),
    add_only: bool = False,
) -> Changes:
    """What importing `rows` would do to `stored`, which holds all missions of the states that the rows are of.

    Editors' missions are left alone. A mission that no row names becomes `unknown`, except of a state of which some row
    could not be read. With `add_only`, stored missions get new contacts and nothing else.
    """
    changes = Changes()
    seen: set[Key] = set()
    changed: Counter[str] = Counter()
    for row in rows:
        key = row.operator_iso2, row.source_id
        seen.add(key)
        there = stored.get(key)
        if there is None:
            changes.new.append(row)
        elif there.is_editors:
            changes.unchanged += 1
        else:
            changed[row.operator_iso2] += _compare_one(changes, there, row, add_only=add_only)
    if not add_only:
        _find_vanished(changes, stored, seen, states_in_doubt)
    changes.shares = _shares(changes, stored, changed, {operator for operator, _ in seen})
    return changes


def _compare_one(changes: Changes, there: StoredMission, row: MissionRow, *, add_only: bool) -> bool:
    """Note what the row changes; returns whether that counts as a change of the mission."""
    contacts = [(there, row, contact) for contact in row.contacts if contact.key not in there.contact_keys]
    changes.contacts += contacts
    facts = there.facts if add_only else merged(there.facts, row)
    if facts != there.facts:
        changes.updated.append((there, facts))
    else:
        changes.unchanged += not contacts
    return bool(contacts) or _essence(facts) != _essence(there.facts)


def merged(stored: Facts, row: MissionRow) -> Facts:
    """What is known after a row was read: a blank cell says nothing, and a guess gives way to what is stored."""
    told = facts_of(row)
    status = told.status if row.is_ours or stored.status == "unknown" else stored.status
    return Facts(
        host_iso2=told.host_iso2,
        located_in_iso2=told.located_in_iso2 or stored.located_in_iso2,
        also_accredited_iso2s=told.also_accredited_iso2s,
        kind=told.kind,
        name=told.name if row.is_ours else stored.name,
        city=told.city or stored.city,
        source=told.source,
        checked_on=told.checked_on or stored.checked_on,
        flags=told.flags if row.is_ours else told.flags | stored.flags,
        status=status,
    )


def facts_of(row: MissionRow) -> Facts:
    return Facts(
        host_iso2=row.host_iso2,
        located_in_iso2=row.located_in_iso2,
        also_accredited_iso2s=row.also_accredited_iso2s,
        kind=row.kind,
        name=row.name,
        city=row.city,
        source=row.source,
        checked_on=row.checked_on,
        flags=row.flags,
        status=row.status,
    )


def _essence(facts: Facts) -> tuple[object, ...]:
    """What a mission is and whom it answers for; where that was read and when doesn't count as a change."""
    return (
        facts.host_iso2,
        facts.located_in_iso2,
        facts.also_accredited_iso2s,
        facts.kind,
        facts.name,
        facts.city,
        facts.status,
    )


def _find_vanished(
    changes: Changes, stored: Mapping[Key, StoredMission], seen: set[Key], states_in_doubt: frozenset[str]
) -> None:
    for key, mission in stored.items():
        is_working = mission.facts.status in {"active", "suspended"}
        if key not in seen and key[0] not in states_in_doubt and is_working and not mission.is_editors:
            changes.vanished.append(mission)


def _shares(
    changes: Changes, stored: Mapping[Key, StoredMission], changed: Counter[str], states: set[str]
) -> tuple[Share, ...]:
    state_of = {mission.id: operator for (operator, _), mission in stored.items()}
    known = Counter(
        operator for (operator, _), mission in stored.items() if not mission.is_editors and mission.facts.status != "unknown"
    )
    added = Counter(row.operator_iso2 for row in changes.new)
    vanished = Counter(state_of[mission.id] for mission in changes.vanished)
    return tuple(Share(state, known[state], added[state], changed[state], vanished[state]) for state in sorted(states))
