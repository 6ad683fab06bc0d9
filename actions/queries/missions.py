"""Missions, and which of them answers for a country."""

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select
from sqlalchemy.orm import Session

from actions.domain.countries import COUNTRIES, parse_country
from actions.domain.missions import (
    ContactInfo,
    Directory,
    MissionInfo,
    Override,
    Resolution,
    SafetyRule,
    resolve,
    safety,
)
from actions.errors import NotFound, Refused
from actions.models.missions import Accreditation, Contact, Mission, MissionOverride
from actions.models.missions import SafetyRule as SafetyRuleRow
from actions.queries.places import gazetteer

_MISSION_COLUMNS = (
    Mission.id,
    Mission.uuid,
    Mission.operator_iso2,
    Mission.host_iso2,
    Mission.located_in_iso2,
    Mission.kind,
    Mission.name,
    Mission.city,
    Mission.source,
    Mission.source_id,
    Mission.checked_on,
    Mission.status,
    Mission.flags,
)
_CONTACT_COLUMNS = (
    Contact.id,
    Contact.channel,
    Contact.value,
    Contact.status,
    Contact.source,
    Contact.source_on,
    Contact.is_offered,
    Contact.confirmed_at,
    Contact.note,
    Contact.flags,
)


def resolve_for(session: Session, *, responsible_state: str, country: str, unverified_emails: bool = False) -> Resolution:
    """Who answers for supporters in `country`. Raises `Refused` for a code that is no country's."""
    country = parse_country(country)
    return _resolve(find_directory(session, responsible_state, country=country), country, unverified_emails)


def safety_of(session: Session, *, responsible_state: str, country: str) -> str:
    """How far a letter may endanger its sender: `same_state`, `blocked`, `warn` or `free`."""
    parent = gazetteer().parent_of(country)
    rows = session.execute(
        select(SafetyRuleRow.country, SafetyRuleRow.rule).where(
            SafetyRuleRow.responsible_state == responsible_state, SafetyRuleRow.country.in_([country, parent])
        )
    )
    rules = {row.country: SafetyRule(row.rule) for row in rows}
    return safety(rules, responsible_state=responsible_state, country=country, gazetteer=gazetteer())[0]


def find_directory(session: Session, state: str, *, country: str | None = None) -> Directory:
    """All that is known of a state's missions, as it stands now, or all that matters for one country.

    Raises `Refused` for a code that is no country's.
    """
    state = parse_country(state, field="responsible_state")
    parent = gazetteer().parent_of(state)
    overrides = _overrides(session, state)
    narrowed = [_matters_for(country, overrides)] if country else []
    return Directory(
        state=state,
        missions=tuple(_missions(session, Mission.operator_iso2 == state, *narrowed)),
        overrides=overrides,
        rules=safety_rules(session, state),
        parent=find_directory(session, parent, country=country) if parent else None,
    )


def _matters_for(country: str, overrides: Mapping[str, Override]) -> ColumnElement[bool]:
    """Missions that the country or its parent state receives, that cover it, or that are turned to at last."""
    countries = [each for each in (country, gazetteer().parent_of(country)) if each]
    chosen = [overrides[each].mission_id for each in countries if each in overrides]
    covering = select(Accreditation.mission_id).where(Accreditation.country.in_(countries))
    return or_(
        Mission.host_iso2.in_(countries),
        Mission.kind.in_(["permanent_mission", "ministry_of_foreign_affairs"]),
        Mission.id.in_(covering),
        Mission.id.in_([each for each in chosen if each is not None]),
    )


@dataclass
class Directories:
    """Directories kept for `max_age` seconds: for pages, which may lag behind an import by that much, not for letters.

    Whoever serves many requests holds one. Threads share it; at worst two of them load the same state.
    """

    max_age: float = 1.0
    _kept: dict[str, tuple[float, Directory]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def resolve_for(
        self, session: Session, *, responsible_state: str, country: str, unverified_emails: bool = False
    ) -> Resolution:
        """As the function of that name."""
        return _resolve(self.find(session, responsible_state), country, unverified_emails)

    def find(self, session: Session, state: str) -> Directory:
        kept = self._kept.get(state)
        if kept and time.monotonic() - kept[0] < self.max_age:
            return kept[1]
        loaded_at, directory = time.monotonic(), find_directory(session, state)
        with self._lock:
            self._kept[state] = loaded_at, directory
        return directory


def gaps(session: Session, state: str, *, unverified_emails: bool = False) -> tuple[Resolution, ...]:
    """What is found for each country for which nothing but hand-in is left, by code."""
    directory = find_directory(session, state)
    found = (_resolve(directory, country, unverified_emails) for country in sorted(COUNTRIES))
    return tuple(each for each in found if each.channels == ("hand_in",))


def find_mission(session: Session, source_id: str, *, operator: str | None = None) -> MissionInfo:
    """The mission with that id in its source. Raises `NotFound`, and `Refused` where states share the id."""
    query = select(Mission.operator_iso2).where(Mission.source_id == source_id)
    operators = session.scalars(query.where(Mission.operator_iso2 == operator) if operator else query).all()
    if not operators:
        whose = f" of {operator}" if operator else ""
        raise NotFound(f"There is no mission {source_id}{whose}. `outcry missions list` shows their ids.")
    if len(operators) > 1:
        raise Refused(f"{source_id} is the id of a mission of {' and of '.join(sorted(operators))}: say whose.")
    return next(iter(_missions(session, Mission.operator_iso2 == operators[0], Mission.source_id == source_id)))


def list_missions(session: Session, state: str) -> tuple[MissionInfo, ...]:
    """A state's missions by the country that receives them; raises `Refused` for a code that is no country's."""
    missions = _missions(session, Mission.operator_iso2 == parse_country(state, field="responsible_state"))
    return tuple(sorted(missions, key=lambda mission: (mission.host_iso2 or "~", mission.kind, mission.name, mission.id)))


@dataclass(frozen=True)
class StateTotals:
    state: str
    missions: int
    active: int


def list_states(session: Session) -> tuple[StateTotals, ...]:
    """Every state of which missions are known."""
    active = func.count().filter(Mission.status == "active")
    query = select(Mission.operator_iso2, func.count(), active).group_by(Mission.operator_iso2)
    return tuple(StateTotals(*row) for row in session.execute(query.order_by(Mission.operator_iso2)))


def _resolve(directory: Directory, country: str, unverified_emails: bool) -> Resolution:
    return resolve(directory, country, gazetteer=gazetteer(), unverified_emails=unverified_emails)


def _missions(session: Session, *where: ColumnElement[bool]) -> Iterable[MissionInfo]:
    rows = session.execute(select(*_MISSION_COLUMNS).where(*where).order_by(Mission.id)).all()
    also, contacts = defaultdict(set), defaultdict(list)
    accreditations = select(Accreditation.mission_id, Accreditation.country).join(Mission).where(*where)
    for mission_id, country in session.execute(accreditations):
        also[mission_id].add(country)
    known = select(Contact.mission_id, *_CONTACT_COLUMNS).join(Mission).where(*where).order_by(Contact.id)
    for row in session.execute(known):
        contacts[row.mission_id].append(_contact(row))
    return (_mission(row, frozenset(also[row.id]), tuple(contacts[row.id])) for row in rows)


def _contact(row: "Row[*tuple[Any, ...]]") -> ContactInfo:
    values = dict(row._mapping)  # noqa: SLF001  # SQLAlchemy's public name for it
    del values["mission_id"]
    return ContactInfo(**values | {"flags": tuple(row.flags)})


def _mission(row: "Row[*tuple[Any, ...]]", also: frozenset[str], contacts: tuple[ContactInfo, ...]) -> MissionInfo:
    values = dict(row._mapping)  # noqa: SLF001  # SQLAlchemy's public name for it
    values["flags"] = frozenset(row.flags)
    if row.city:
        countries = [country for country in (row.located_in_iso2, row.host_iso2, *sorted(also)) if country]
        values["city"] = gazetteer().city_of(row.city, countries)
        ending = f" in {row.city}"
        if values["city"] != row.city and row.name.endswith(ending):
            values["name"] = f"{row.name.removesuffix(ending)} in {values['city']}"
    return MissionInfo(**values, also_accredited_iso2s=also, contacts=contacts)


def _overrides(session: Session, state: str) -> dict[str, Override]:
    rows = session.scalars(select(MissionOverride).where(MissionOverride.responsible_state == state))
    return {row.country: Override(row.kind, row.mission_id, row.note) for row in rows}


def safety_rules(session: Session, state: str) -> dict[str, SafetyRule]:
    """A responsible state's rules, by the supporter's country."""
    rows = session.scalars(select(SafetyRuleRow).where(SafetyRuleRow.responsible_state == state))
    return {row.country: SafetyRule(row.rule, row.text) for row in rows}
