"""Who answers for a country, as the database has it."""

import pytest
from sqlalchemy.orm import Session

from actions.domain.missions import resolve
from actions.errors import NotFound, Refused
from actions.models.missions import Accreditation, Contact
from actions.queries.missions import (
    Directories,
    find_directory,
    find_mission,
    gaps,
    list_missions,
    list_states,
    resolve_for,
)
from actions.queries.places import SEEDS, gazetteer
from actions.usecases.missions import load_seed_missions
from tests.factories import make_mission


def test_a_mission_comes_with_its_contacts(session: Session) -> None:
    mission = make_mission(session, email="embassy@example.org")
    found = resolve_for(session, responsible_state="RU", country="SE")
    assert (found.reason, found.channels) == ("resident", ("email", "hand_in"))
    assert (found.missions[0].id, found.contacts[0].value) == (mission.id, "embassy@example.org")


def test_an_unverified_email_counts_where_nothing_can_leave(session: Session) -> None:
    make_mission(session, email="embassy@example.org", email_status="unverified")
    assert resolve_for(session, responsible_state="RU", country="SE").channels == ("hand_in",)
    found = resolve_for(session, responsible_state="RU", country="SE", unverified_emails=True)
    assert found.channels == ("email", "hand_in")


def test_accreditations_count(session: Session) -> None:
    mission = make_mission(session)
    session.add(Accreditation(mission_id=mission.id, country="FI"))
    session.flush()
    assert resolve_for(session, responsible_state="RU", country="FI").reason == "non_resident"


def test_a_named_district_is_its_city_in_the_name_too(session: Session) -> None:
    make_mission(session, host_iso2="DE", located_in_iso2="DE", name="Embassy of Russia in Mitte", city="Mitte")
    mission = resolve_for(session, responsible_state="RU", country="DE").missions[0]
    assert (mission.name, mission.city) == ("Embassy of Russia in Berlin", "Berlin")


@pytest.mark.parametrize(("state", "country"), [("XX", "SE"), ("RU", "XX"), ("RU", "")])
def test_an_unknown_code_is_refused(session: Session, state: str, country: str) -> None:
    with pytest.raises(Refused):
        resolve_for(session, responsible_state=state, country=country)


def test_a_state_without_missions_has_none(session: Session) -> None:
    assert resolve_for(session, responsible_state="ER", country="SE").is_count_only


def test_what_matters_for_one_country_decides_as_everything_does(session: Session) -> None:
    load_seed_missions(session, directory=SEEDS)
    whole = find_directory(session, "RU")
    for country in ("SE", "LI", "JE", "GP", "HK", "AX", "UA", "GE", "XK", "VA", "IT", "TL", "TW", "RU", "BY", "KZ"):
        assert resolve_for(session, responsible_state="RU", country=country) == resolve(
            whole, country, gazetteer=gazetteer()
        )


def test_a_kept_directory_lags_behind_by_its_age_at_most(session: Session) -> None:
    mission = make_mission(session)
    kept, fresh = Directories(max_age=3600), Directories(max_age=0)
    assert channels_from(session, kept) == channels_from(session, fresh) == ("hand_in",)
    session.add(Contact(mission_id=mission.id, channel="website", value="https://example.org", source="test"))
    session.flush()
    assert channels_from(session, kept) == ("hand_in",)
    assert channels_from(session, fresh) == ("website", "hand_in")


def channels_from(session: Session, directories: Directories) -> tuple[str, ...]:
    return directories.resolve_for(session, responsible_state="RU", country="SE").channels


def test_gaps_are_the_countries_left_with_paper(session: Session) -> None:
    mission = make_mission(session)
    session.add(Contact(mission_id=mission.id, channel="website", value="https://example.org", source="test"))
    session.flush()
    left = {found.country for found in gaps(session, "RU")}
    assert len(left) == 249
    assert "SE" not in left


def test_missions_are_listed_by_host(session: Session) -> None:
    for host in ("SE", "FI"):
        make_mission(session, host_iso2=host)
    make_mission(session, operator_iso2="BY", status="closed")
    assert [mission.host_iso2 for mission in list_missions(session, "RU")] == ["FI", "SE"]
    assert [(each.state, each.missions, each.active) for each in list_states(session)] == [("BY", 1, 0), ("RU", 2, 2)]


def test_a_mission_is_found_by_its_id(session: Session) -> None:
    mission = make_mission(session, source_id="Q5")
    assert find_mission(session, "Q5").id == mission.id
    with pytest.raises(NotFound):
        find_mission(session, "Q6")


def test_an_id_that_states_share_needs_the_state(session: Session) -> None:
    make_mission(session, source_id="Q5")
    mission = make_mission(session, source_id="Q5", operator_iso2="BY")
    with pytest.raises(Refused, match="BY and of RU"):
        find_mission(session, "Q5")
    assert find_mission(session, "Q5", operator="BY").id == mission.id
