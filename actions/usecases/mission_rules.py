"""Editors' words on pairs of responsible state and country: whom to write to, and where a letter may endanger its sender."""

import csv
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from actions.domain.countries import country_name, parse_country
from actions.domain.mission_files import decode
from actions.domain.missions import CONTESTED, MissionInfo
from actions.errors import Refused
from actions.models.missions import OVERRIDES, SAFETY_RULES, Mission, MissionOverride, SafetyRule
from actions.queries.missions import find_mission

OVERRIDES_FILE, SAFETY_RULES_FILE = "overrides.csv", "safety_rules.csv"
RULE_FILES = frozenset({OVERRIDES_FILE, SAFETY_RULES_FILE})


def set_override(
    session: Session,
    *,
    responsible_state: str,
    country: str,
    kind: str,
    by: str,
    source_id: str | None = None,
    note: str = "",
) -> None:
    """Decide for a pair: `use_mission` with the mission's `source_id`, `no_relations`, or `none` to take it back.

    Raises `Refused` for a mission that can't be written to from there, and `NotFound` for one that isn't known.
    """
    state, country = _pair(responsible_state, country)
    if kind not in OVERRIDES:
        raise Refused(f"{kind} is not one of {', '.join(OVERRIDES)}.", field="kind")
    if (kind == "use_mission") != (source_id is not None):
        raise Refused("A mission belongs to use_mission, and to nothing else.", field="source_id")
    mission = find_mission(session, source_id, operator=state) if source_id else None
    if mission:
        _check_target(mission, country)
    values = {"kind": kind, "mission_id": mission.id if mission else None, "note": note, "decided_by": _name(by)}
    _put(session, MissionOverride, state, country, values)


def set_safety_rule(
    session: Session, *, responsible_state: str, country: str, rule: str, by: str, text: str = "", note: str = ""
) -> None:
    """Decide for a pair: `block_personal`, `warn` with the text to show first, or `none` to take a rule back."""
    state, country = _pair(responsible_state, country)
    if rule not in SAFETY_RULES:
        raise Refused(f"{rule} is not one of {', '.join(SAFETY_RULES)}.", field="rule")
    if rule == "warn" and not text.strip():
        raise Refused("A warning needs its text.", field="text")
    values = {"rule": rule, "text": text.strip(), "note": note, "decided_by": _name(by)}
    _put(session, SafetyRule, state, country, values)


def load_shipped_rules(session: Session, *, directory: Path) -> None:
    """Load the overrides and safety rules that lie in `directory`; what an editor decided stays.

    Raises `Refused` for a file that cannot be used.
    """
    for row in _rows(directory / OVERRIDES_FILE, kinds=OVERRIDES, column="kind"):
        mission_id = session.scalar(
            select(Mission.id).where(
                Mission.operator_iso2 == row["responsible_state"], Mission.source_id == row["source_id"]
            )
        )
        if row["kind"] != "use_mission" or mission_id is not None:
            _ship(session, MissionOverride, row, {"kind": row["kind"], "mission_id": mission_id, "note": row["note"]})
    for row in _rows(directory / SAFETY_RULES_FILE, kinds=SAFETY_RULES, column="rule"):
        _ship(session, SafetyRule, row, {"rule": row["rule"], "text": row["text"], "note": row["note"]})
    session.expire_all()


def _rows(path: Path, *, kinds: tuple[str, ...], column: str) -> list[dict[str, str]]:
    if not path.exists():
        return []
    rows = list(csv.DictReader(decode(path.read_bytes()).splitlines()))
    for row in rows:
        if {None, ""} & {row.get("responsible_state"), row.get("country")} or row.get(column) not in kinds:
            raise Refused(f"{path}: “{','.join(map(str, row.values()))}” can't be used.")
        _pair(row["responsible_state"], row["country"])
    return rows


def _pair(responsible_state: str, country: str) -> tuple[str, str]:
    return parse_country(responsible_state, field="responsible_state"), parse_country(country)


def _check_target(mission: MissionInfo, country: str) -> None:
    if mission.kind == "honorary_consulate":
        raise Refused("An honorary consul is never written to.", field="source_id")
    if CONTESTED + country in mission.flags:
        raise Refused(f"{mission.name} can't answer for {country_name(country)}, which disputes it.", field="source_id")


def _name(by: str) -> str:
    if not (name := " ".join(by.split())):
        raise Refused("Say who decides.", field="by")
    return name


def _put(
    session: Session,
    model: type[MissionOverride] | type[SafetyRule],
    state: str,
    country: str,
    values: Mapping[str, object],
) -> None:
    statement = upsert(model).values(responsible_state=state, country=country, **values)
    keys = ["responsible_state", "country"]
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=dict(values)))
    session.expire_all()


def _ship(
    session: Session,
    model: type[MissionOverride] | type[SafetyRule],
    row: Mapping[str, str],
    values: Mapping[str, object],
) -> None:
    keys = ["responsible_state", "country"]
    statement = upsert(model).values({key: row[key] for key in keys} | dict(values))
    session.execute(
        statement.on_conflict_do_update(index_elements=keys, set_=dict(values), where=model.decided_by.is_(None))
    )
