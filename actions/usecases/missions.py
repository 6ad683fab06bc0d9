"""Missions come in by files. What editors entered, decided or confirmed survives every import."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from sqlalchemy import Table, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from actions.domain.countries import country_name
from actions.domain.mission_changes import Changes, Facts, Key, Share, StoredMission, compare, facts_of
from actions.domain.mission_contacts import value_key
from actions.domain.mission_files import MissionFile, read_mission_file
from actions.domain.mission_rows import ContactRow, ContactsOfMission, Problem
from actions.domain.missions import MissionInfo, by_source
from actions.errors import Refused
from actions.models.missions import Accreditation, Contact, Mission
from actions.queries.missions import list_missions
from actions.usecases.mission_rules import RULE_FILES, load_shipped_rules

_NOT_MISSIONS = frozenset({"places.csv", "districts.csv", *RULE_FILES})


class LargeChangeError(Refused):
    """The import would change more than 10 % of a state's missions: somebody has to agree."""

    def __init__(self, shares: tuple[Share, ...]) -> None:
        lines = ["This import changes more than a tenth of what is known of:", *(f"  {share}" for share in shares)]
        super().__init__("\n".join(lines))
        self.shares = shares


@dataclass(frozen=True)
class ImportReport:
    rows: int
    states: int
    added: int = 0
    updated: int = 0
    vanished: int = 0
    unchanged: int = 0
    contacts: int = 0
    """New contacts, none of them confirmed."""
    problems: tuple[Problem, ...] = ()

    @property
    def left_out(self) -> int:
        return sum(problem.is_row_left_out for problem in self.problems)


def import_missions(
    session: Session, *, content: bytes, accept_large_change: bool = False, add_only: bool = False
) -> ImportReport:
    """Read a file in any of the formats of `mission_files`. Importing it again changes nothing.

    Rows that cannot be read are left out and reported. Raises `Refused` for a file that cannot be read at all, and
    `LargeChangeError` where it would change more than 10 % of a state's missions. With `add_only`, missions that are
    here already stay as they are.
    """
    file = read_mission_file(content)
    # Two imports at once would both find a mission missing; readers are not kept waiting.
    session.execute(text("LOCK TABLE missions IN SHARE ROW EXCLUSIVE MODE"))
    if file.contacts:
        return _import_contacts(session, file)
    states = {row.operator_iso2 for row in file.missions}
    changes = compare(_stored(session, states), file.missions, states_in_doubt=file.states_in_doubt, add_only=add_only)
    large = tuple(share for share in changes.shares if share.is_large)
    if large and not (accept_large_change or add_only):
        raise LargeChangeError(large)
    contacts = _apply(session, changes)
    return ImportReport(
        rows=len(file.missions),
        states=len(states),
        added=len(changes.new),
        updated=len(changes.updated),
        vanished=len(changes.vanished),
        unchanged=changes.unchanged,
        contacts=contacts,
        problems=file.problems,
    )


def load_seed_missions(session: Session, *, directory: Path) -> None:
    """Load the shipped missions, contacts, overrides and safety rules. What is here already stays as it is.

    A state's missions may have been imported from a newer file since: the shipped ones only add what is not there.
    Raises `Refused` for a file that cannot be used.
    """
    for path in sorted(directory.glob("*.csv")):
        if path.name not in _NOT_MISSIONS:
            _import_seed(session, path)
    load_shipped_rules(session, directory=directory)


def _import_seed(session: Session, path: Path) -> None:
    try:
        import_missions(session, content=path.read_bytes(), add_only=True)
    except Refused as error:
        raise Refused(f"{path}: {error}") from None


def _stored(session: Session, states: set[str]) -> dict[Key, StoredMission]:
    of_states = Mission.operator_iso2.in_(states)
    also: dict[int, set[str]] = {}
    for mission_id, country in session.execute(
        select(Accreditation.mission_id, Accreditation.country).join(Mission).where(of_states)
    ):
        also.setdefault(mission_id, set()).add(country)
    keys: dict[int, set[tuple[str, str]]] = {}
    for mission_id, channel, value in session.execute(
        select(Contact.mission_id, Contact.channel, Contact.value).join(Mission).where(of_states)
    ):
        keys.setdefault(mission_id, set()).add((channel, value_key(channel, value)))
    table = Mission.__table__
    return {
        (row.operator_iso2, row.source_id): StoredMission(
            id=row.id,
            origin=row.origin,
            facts=Facts(
                host_iso2=row.host_iso2,
                located_in_iso2=row.located_in_iso2,
                also_accredited_iso2s=frozenset(also.get(row.id, ())),
                kind=row.kind,
                name=row.name,
                city=row.city,
                source=row.source,
                checked_on=row.checked_on,
                flags=frozenset(row.flags),
                status=row.status,
            ),
            contact_keys=frozenset(keys.get(row.id, ())),
        )
        for row in session.execute(select(table).where(table.c.operator_iso2.in_(states)))
    }


def _apply(session: Session, changes: Changes) -> int:
    """Write the changes; returns how many contacts that makes."""
    contacts = [_contact(there.id, contact, row.source, row.source_on) for there, row, contact in changes.contacts]
    ids = _insert(session, changes)
    for mission_id, row in zip(ids, changes.new, strict=True):
        contacts += [_contact(mission_id, contact, row.source, row.source_on) for contact in row.contacts]
    _update(session, changes)
    if changes.vanished:
        gone = [mission.id for mission in changes.vanished]
        session.execute(update(Mission).where(Mission.id.in_(gone)).values(status="unknown"))
    _insert_contacts(session, contacts)
    session.expire_all()
    return len(contacts)


def _insert(session: Session, changes: Changes) -> list[int]:
    if not changes.new:
        return []
    rows = [
        {"operator_iso2": row.operator_iso2, "source_id": row.source_id, **_columns(facts_of(row))} for row in changes.new
    ]
    # The table and not the mapped class, whose insert splits the rows by which of their columns are empty.
    table = cast(Table, Mission.__table__)
    ids = list(session.scalars(insert(table).returning(table.c.id, sort_by_parameter_order=True), rows))
    _insert_accreditations(session, zip(ids, (row.also_accredited_iso2s for row in changes.new), strict=True))
    return ids


def _update(session: Session, changes: Changes) -> None:
    if not changes.updated:
        return
    session.execute(update(Mission), [{"id": there.id, **_columns(facts)} for there, facts in changes.updated])
    moved = [
        (there.id, facts.also_accredited_iso2s)
        for there, facts in changes.updated
        if facts.also_accredited_iso2s != there.facts.also_accredited_iso2s
    ]
    if moved:
        session.execute(delete(Accreditation).where(Accreditation.mission_id.in_([mission_id for mission_id, _ in moved])))
        _insert_accreditations(session, moved)


def _columns(facts: Facts) -> dict[str, object]:
    return {
        "host_iso2": facts.host_iso2,
        "located_in_iso2": facts.located_in_iso2,
        "kind": facts.kind,
        "name": facts.name,
        "city": facts.city,
        "source": facts.source,
        "checked_on": facts.checked_on,
        "flags": sorted(facts.flags),
        "status": facts.status,
    }


def _insert_accreditations(session: Session, missions: Iterable[tuple[int, frozenset[str]]]) -> None:
    rows = [
        {"mission_id": mission_id, "country": country} for mission_id, countries in missions for country in sorted(countries)
    ]
    if rows:
        session.execute(insert(cast(Table, Accreditation.__table__)), rows)


def _contact(
    mission_id: int, contact: ContactRow, source: str, source_on: str | None, note: str | None = None
) -> dict[str, object]:
    return {
        "mission_id": mission_id,
        "channel": contact.channel,
        "value": contact.value,
        "source": source,
        "source_on": source_on,
        "note": note,
        "is_offered": contact.is_offered,
        "flags": list(contact.flags),
    }


def _insert_contacts(session: Session, rows: list[dict[str, object]]) -> None:
    if rows:
        session.execute(upsert(cast(Table, Contact.__table__)).on_conflict_do_nothing(), rows)


def _import_contacts(session: Session, file: MissionFile) -> ImportReport:
    """Add each row's contacts to the mission of that kind in that country; of twins to the one that is chosen."""
    problems = list(file.problems)
    contacts: list[dict[str, object]] = []
    known = {state: list_missions(session, state) for state in sorted({row.operator_iso2 for row in file.contacts})}
    unchanged = 0
    for row in file.contacts:
        mission = _mission_meant(known[row.operator_iso2], row)
        if mission is None:
            reason = f"no {row.kind.replace('_', ' ')} of {country_name(row.operator_iso2)} in {country_name(row.host_iso2)}"
            problems.append(Problem(row.line, f"{reason} is known here", is_row_left_out=True))
            continue
        fresh = list(_fresh_contacts(mission, row))
        contacts += [_contact(mission.id, contact, row.source, row.source_on, row.note) for contact in fresh]
        unchanged += not fresh
    _insert_contacts(session, contacts)
    session.expire_all()
    return ImportReport(
        rows=len(file.contacts),
        states=len(known),
        unchanged=unchanged,
        contacts=len(contacts),
        problems=tuple(sorted(problems, key=lambda problem: problem.line)),
    )


def _mission_meant(missions: Iterable[MissionInfo], row: ContactsOfMission) -> MissionInfo | None:
    twins = (mission for mission in missions if (mission.host_iso2, mission.kind) == (row.host_iso2, row.kind))
    return min(twins, key=by_source, default=None)


def _fresh_contacts(mission: MissionInfo, row: ContactsOfMission) -> Iterator[ContactRow]:
    known = {(contact.channel, value_key(contact.channel, contact.value)) for contact in mission.contacts}
    return (contact for contact in row.contacts if contact.key not in known)
