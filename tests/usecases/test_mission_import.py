"""Missions come in by files, whole or not at all, and nothing that people entered is lost."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.errors import Refused
from actions.models.missions import Accreditation, Contact, Mission
from actions.queries.missions import list_missions
from actions.usecases.missions import ImportReport, LargeChangeError, import_missions
from tests.factories import make_mission
from tests.missions import contacts_csv, mission_row, missions_csv, upstream_csv, upstream_row


def load(session: Session, *rows: dict[str, str], accept: bool = False) -> ImportReport:
    return import_missions(session, content=missions_csv(*rows), accept_large_change=accept)


def many(count: int, **overrides: str) -> list[dict[str, str]]:
    return [mission_row(source_id=f"Q{number}", **overrides) for number in range(1, count + 1)]


def one(session: Session) -> Mission:
    return session.scalars(select(Mission)).one()


def everything(session: Session) -> tuple[list[object], ...]:
    tables = (Mission.__table__, Accreditation.__table__, Contact.__table__)
    return tuple([tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))] for table in tables)


def test_missions_come_with_accreditations_and_contacts(session: Session) -> None:
    report = load(session, mission_row(also_accredited_iso2s="FI|NO", website="https://example.org", phone="+46 8 123"))
    mission = one(session)
    assert {each.country for each in mission.accreditations} == {"FI", "NO"}
    assert {(each.channel, each.status, each.source, each.source_on) for each in mission.contacts} == {
        ("website", "unverified", "test", "2026-01-31"),
        ("phone", "unverified", "test", "2026-01-31"),
    }
    assert (report.added, report.contacts, report.states) == (1, 2, 1)


def test_importing_it_again_changes_nothing(session: Session) -> None:
    rows = [
        mission_row(also_accredited_iso2s="FI", email="emb@example.org"),
        mission_row(source_id="Q2", flags="website_only"),
    ]
    load(session, *rows)
    before = everything(session)
    report = load(session, *rows)
    assert everything(session) == before
    assert (report.added, report.updated, report.contacts, report.vanished, report.unchanged) == (0, 0, 0, 0, 2)


def test_a_row_replaces_what_it_says(session: Session) -> None:
    load(session, mission_row(also_accredited_iso2s="FI|NO"))
    load(session, mission_row(also_accredited_iso2s="NO|DK", name="Embassy of Russia", flags="suspended_2026"), accept=True)
    mission = one(session)
    assert (mission.name, mission.status, mission.flags) == ("Embassy of Russia", "suspended", ["suspended_2026"])
    assert {each.country for each in mission.accreditations} == {"DK", "NO"}


def test_a_blank_cell_says_nothing(session: Session) -> None:
    load(session, mission_row(website="https://example.org"))
    load(session, mission_row(city="", checked_on="", website=""))
    assert one(session).city == "Stockholm"
    assert len(one(session).contacts) == 1


def test_a_mission_that_vanishes_becomes_unknown_and_comes_back(session: Session) -> None:
    rows = many(10)
    load(session, *rows)
    assert load(session, *rows[:9]).vanished == 1
    assert session.scalars(select(Mission.status).where(Mission.source_id == "Q10")).one() == "unknown"
    load(session, *rows, accept=True)
    assert session.scalars(select(Mission.status).where(Mission.source_id == "Q10")).one() == "active"


def test_a_file_says_nothing_about_states_that_it_does_not_name(session: Session) -> None:
    load(session, mission_row(operator_iso2="BY"))
    assert load(session, mission_row()).vanished == 0


def test_nothing_vanishes_from_a_state_of_which_a_row_cannot_be_read(session: Session) -> None:
    rows = many(10)
    load(session, *rows)
    report = load(session, *rows[:9], mission_row(source_id="Q10", kind="castle"))
    assert (report.vanished, report.left_out) == (0, 1)


def test_a_bad_row_is_reported_and_the_others_come_in(session: Session) -> None:
    report = load(session, mission_row(), mission_row(source_id="Q2", kind="castle"))
    assert (report.added, report.left_out) == (1, 1)
    assert str(report.problems[0]).startswith("line 3: kind “castle”")


# What people entered


def test_an_editors_mission_is_left_alone(session: Session) -> None:
    mission = make_mission(session, source_id="Q100", name="As the editor wrote it", origin="editor")
    load(session, mission_row(website="https://example.org"))
    session.refresh(mission)
    assert (mission.name, mission.contacts) == ("As the editor wrote it", [])


def test_an_editors_mission_does_not_vanish(session: Session) -> None:
    mission = make_mission(session, source_id="Q7", origin="editor")
    load(session, mission_row())
    session.refresh(mission)
    assert mission.status == "active"


@pytest.mark.parametrize("status", ["confirmed", "withdrawn", "bounced"])
def test_what_became_of_a_contact_survives(session: Session, status: str) -> None:
    load(session, mission_row(email="emb@example.org"))
    contact = one(session).contacts[0]
    contact.status = status
    session.flush()
    load(session, mission_row(email="EMB@example.org"))
    assert [(each.value, each.status) for each in one(session).contacts] == [("emb@example.org", status)]


# Large changes


def test_a_tenth_of_a_states_missions_may_change(session: Session) -> None:
    rows = many(10)
    load(session, *rows)
    assert load(session, rows[0] | {"host_iso2": "FI"}, *rows[1:]).updated == 1


@pytest.mark.parametrize(
    "change",
    [
        {"host_iso2": "FI"},
        {"kind": "consulate"},
        {"city": "Malmö"},
        {"email": "new.embassy@example.org"},
        {"flags": "do_not_use"},
    ],
)
def test_more_than_a_tenth_has_to_be_agreed_to(session: Session, change: dict[str, str]) -> None:
    rows = many(10)
    load(session, *rows)
    with pytest.raises(LargeChangeError, match=r"Russia: 2 of 10 missions \(20%\): 2 changed"):
        load(session, rows[0] | change, rows[1] | change, *rows[2:])


def test_so_do_new_and_vanished_missions(session: Session) -> None:
    load(session, *many(10))
    with pytest.raises(LargeChangeError, match="1 new, 1 gone"):
        load(session, *many(9), mission_row(source_id="Q99"))


def test_once_agreed_it_happens(session: Session) -> None:
    rows = many(10)
    load(session, *rows)
    assert load(session, *rows[:5], accept=True).vanished == 5


def test_a_states_first_import_is_no_change(session: Session) -> None:
    load(session, mission_row())
    assert load(session, mission_row(), *many(50, operator_iso2="BY")).added == 50


def test_where_it_was_read_and_when_is_no_change(session: Session) -> None:
    load(session, *many(3))
    assert load(session, *many(3, source="another copy", checked_on="2026-06-30")).updated == 3


# The database of embassies


def test_a_guessed_name_gives_way_to_the_stored_one(session: Session) -> None:
    load(
        session,
        mission_row(
            source_id="Q200", host_iso2="CH", also_accredited_iso2s="LI", name="Our name", city="Bern", located_in_iso2="CH"
        ),
    )
    report = import_missions(session, content=upstream_csv(upstream_row()))
    assert (one(session).name, report.updated) == ("Our name", 1)


def test_it_does_not_open_again_what_is_closed(session: Session) -> None:
    load(session, mission_row(source_id="Q200", flags="relations_severed_2022_do_not_use"))
    import_missions(session, content=upstream_csv(upstream_row()), accept_large_change=True)
    assert one(session).status == "closed"


def test_it_brings_back_what_had_vanished(session: Session) -> None:
    mission = make_mission(session, source_id="Q200", status="unknown")
    import_missions(session, content=upstream_csv(upstream_row()), accept_large_change=True)
    session.refresh(mission)
    assert mission.status == "active"


# Contacts found one by one


def test_contacts_are_added_with_their_own_source(session: Session) -> None:
    load(session, mission_row())
    content = contacts_csv(address="Gatan 1, Stockholm", note="undated")
    assert import_missions(session, content=content).contacts == 1
    contact = one(session).contacts[0]
    assert (contact.source, contact.source_on, contact.note) == ("https://example.org/embassies", "2026-01", "undated")
    assert import_missions(session, content=content).contacts == 0


def test_of_twins_the_chosen_one_gets_them(session: Session) -> None:
    load(session, mission_row(source_id="Q1", flags="possible_duplicate"), mission_row(source_id="Q2"))
    import_missions(session, content=contacts_csv(phone="+46 8 123 456"))
    assert [bool(mission.contacts) for mission in list_missions(session, "RU")] == [False, True]


def test_a_mission_that_is_not_known_is_reported(session: Session) -> None:
    report = import_missions(session, content=contacts_csv(phone="+46 8 123 456"))
    assert str(report.problems[0]) == "line 2: no embassy of Russia in Sweden is known here"


def test_a_file_that_cannot_be_read_changes_nothing(session: Session) -> None:
    load(session, mission_row())
    before = everything(session)
    with pytest.raises(Refused, match="The file is empty"):
        import_missions(session, content=b"")
    assert everything(session) == before
