"""The expected answers for every kind of pair, where the full list of missions lies beside the checkout."""

import csv
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from actions.queries.missions import resolve_for
from actions.queries.places import SEEDS
from actions.usecases.missions import import_missions, load_seed_missions
from tests.conftest import SHARED

MISSIONS = SHARED / "missions" / "missions_full.csv"
CASES = SHARED / "missions" / "resolution_cases.csv"

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the full list of missions is not here")


def cases() -> list[dict[str, str]]:
    if not CASES.exists():
        return []
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def full(engine: Engine) -> Iterator[Session]:
    """All missions, imported over the shipped ones, for this module's tests, which only read."""
    with engine.connect() as connection:
        yield from _imported(connection)


def _imported(connection: Connection) -> Iterator[Session]:
    transaction = connection.begin()
    with Session(connection) as session:
        load_seed_missions(session, directory=SEEDS)
        import_missions(session, content=MISSIONS.read_bytes())
        yield session
    transaction.rollback()


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['responsible_iso2']}-{case['supporter_iso2']}")
def test_a_pair_resolves_as_expected(full: Session, case: dict[str, str]) -> None:
    found = resolve_for(full, responsible_state=case["responsible_iso2"], country=case["supporter_iso2"])
    mission = found.missions[0] if found.missions else None
    resolved = {
        "expected_reason": found.reason,
        "expected_mission": mission and mission.kind,
        "receiving_iso2": mission and mission.host_iso2,
        "city": mission and mission.city,
        "source_id": mission and mission.source_id,
    }
    expected = {name: case[name] for name in resolved if case[name]}
    assert {name: resolved[name] for name in expected} == expected


def test_the_shipped_missions_agree_with_the_full_list(full: Session) -> None:
    """Else importing it over them would stop and ask."""
    report = import_missions(full, content=MISSIONS.read_bytes())
    assert (report.added, report.updated, report.vanished, report.problems) == (0, 0, 0, ())
