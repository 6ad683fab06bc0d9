"""The shipped missions: Russia's, so that the example actions resolve on a new machine."""

from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.domain.mission_files import read_mission_file
from actions.errors import Refused
from actions.models.missions import Contact, Mission, MissionOverride, SafetyRule
from actions.queries.missions import gaps, resolve_for
from actions.queries.places import SEEDS
from actions.usecases.missions import import_missions, load_seed_missions
from tests.missions import mission_row, missions_csv


@pytest.fixture
def seeded(session: Session) -> Session:
    load_seed_missions(session, directory=SEEDS)
    return session


def totals(session: Session) -> list[int | None]:
    tables = (Mission, Contact, MissionOverride, SafetyRule)
    return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_every_row_can_be_read_and_names_its_source() -> None:
    for path in SEEDS.glob("ru*.csv"):
        file = read_mission_file(path.read_bytes())
        assert file.problems == ()
        assert all(row.source != "not named" for row in file.missions)


def test_loading_them_twice_gives_the_same_state(seeded: Session) -> None:
    before = totals(seeded)
    load_seed_missions(seeded, directory=SEEDS)
    assert totals(seeded) == before
    assert before[0] == 183


def test_what_was_imported_since_stays(session: Session) -> None:
    import_missions(session, content=missions_csv(mission_row(source_id="Q10658328", name="Newer")))
    load_seed_missions(session, directory=SEEDS)
    assert session.scalars(select(Mission.name).where(Mission.source_id == "Q10658328")).one() == "Newer"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ru.csv", "name,age\n"),
        ("overrides.csv", "responsible_state,country,kind,source_id,note\nRU,UA,often,,\n"),
        ("safety_rules.csv", "responsible_state,country,rule,text,note\nRU,,warn,,\n"),
    ],
)
def test_a_directory_with_a_bad_file_is_refused_by_its_name(
    session: Session, tmp_path: Path, name: str, content: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(Refused, match=name):
        load_seed_missions(session, directory=tmp_path)


def test_no_contact_comes_confirmed(seeded: Session) -> None:
    assert set(seeded.scalars(select(Contact.status))) == {"unverified"}


@pytest.mark.parametrize(
    ("country", "reason", "city", "channels"),
    [
        ("CH", "resident", "Bern", ("email", "website", "post", "phone", "hand_in")),
        ("SE", "resident", "Stockholm", ("website", "post", "hand_in")),
        ("LI", "non_resident", "Bern", ("email", "website", "post", "phone", "hand_in")),
        ("JE", "territory>GB:resident", "London", ("email", "website", "post", "phone", "hand_in")),
        ("UA", "no_relations", "Geneva", ("post", "hand_in")),
        ("GE", "no_relations", "Tbilisi", ("website", "phone", "hand_in")),
        ("XK", "none", "Geneva", ("post", "hand_in")),
    ],
)
def test_supporters_everywhere_find_a_mission(
    seeded: Session, country: str, reason: str, city: str, channels: tuple[str, ...]
) -> None:
    found = resolve_for(seeded, responsible_state="RU", country=country, unverified_emails=True)
    assert (found.reason, found.missions[0].city, found.channels) == (reason, city, channels)


@pytest.mark.parametrize(("country", "reason"), [("RU", "same_state"), ("BY", "blocked")])
def test_some_are_only_counted(seeded: Session, country: str, reason: str) -> None:
    found = resolve_for(seeded, responsible_state="RU", country=country)
    assert (found.reason, found.missions) == (reason, ())


def test_few_countries_are_left_with_paper_alone(seeded: Session) -> None:
    left = [found.country for found in gaps(seeded, "RU")]
    assert left == ["AW", "BQ", "BY", "CW", "LY", "NL", "PS", "RU", "SX", "VA"]
