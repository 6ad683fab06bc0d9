"""`outcry missions …` at the terminal."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from actions.cli.missions import missions
from actions.db import Database
from actions.errors import Conflict, NotFound, Refused
from actions.models.missions import Contact
from actions.settings import Settings
from tests.factories import make_mission
from tests.missions import mission_row, missions_csv

Run = Callable[..., Result]


@pytest.fixture
def run(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("list", "RU")` is `outcry missions list RU` on the test's database."""

    def here(_: Settings | None = None) -> AbstractContextManager[Database]:
        return nullcontext(database)

    for name in ("missions", "mission_contacts", "mission_rules"):
        monkeypatch.setattr(import_module(f"actions.cli.{name}"), "database", here)
    monkeypatch.setattr(import_module("actions.cli.missions"), "load_settings", lambda: settings)

    def invoke(*arguments: str | Path, answer: str | None = None) -> Result:
        return CliRunner().invoke(missions, [str(argument) for argument in arguments], input=answer)

    return invoke


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "missions.csv"
    path.write_bytes(missions_csv(*(mission_row(source_id=f"Q{number}") for number in range(1, 11))))
    return path


def change(file: Path, rows: int) -> None:
    """Give that many of the file's missions another host."""
    file.write_bytes(file.read_bytes().replace(b"RU,SE,", b"RU,FI,", rows))


# import


def test_import_says_what_it_did_and_what_comes_next(run: Run, file: Path) -> None:
    result = run("import", file)
    assert result.exit_code == 0
    assert "Read 10 rows of 1 state." in result.output
    assert "new missions          10" in result.output
    assert "Next: outcry missions resolve" in result.output


def test_import_brings_the_safety_rules_along(run: Run, file: Path) -> None:
    run("import", file)
    assert json.loads(run("resolve", "RU", "BY", "--json").output)["reason"] == "blocked"


def test_import_reports_rows_that_it_left_out(run: Run, file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"RU,SE,embassy\n")
    result = run("import", file)
    assert result.exit_code == 0
    assert "line 12: 3 fields in place of 17" in result.output


@pytest.mark.parametrize("answer", ["n\n", ""])
def test_import_stops_before_a_large_change(run: Run, file: Path, answer: str) -> None:
    run("import", file)
    change(file, 2)
    result = run("import", file, answer=answer)
    assert result.exit_code == 1
    assert "Russia: 2 of 10 missions (20%): 2 changed" in result.output
    assert "Nothing was imported." in result.output
    assert "SE" in run("list", "RU").output
    assert "FI" not in run("list", "RU").output


def test_import_goes_on_when_somebody_agrees(run: Run, file: Path) -> None:
    run("import", file)
    change(file, 2)
    assert run("import", file, answer="y\n").exit_code == 0
    assert "FI" in run("list", "RU").output


def test_import_can_be_told_not_to_ask(run: Run, file: Path) -> None:
    run("import", file)
    change(file, 2)
    assert run("import", file, "--accept-large-change").exit_code == 0


def test_import_of_what_is_no_file_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    assert run("import", tmp_path).exit_code == 2
    assert run("import", tmp_path / "missing.csv").exit_code == 2


def test_import_of_what_is_no_table_is_refused(run: Run, file: Path) -> None:
    file.write_bytes(b"\x7fELF\0")
    assert isinstance(run("import", file).exception, Refused)


# resolve


def test_resolve_names_the_mission_and_the_channels(run: Run, session: Session) -> None:
    make_mission(session, email="embassy@example.org", email_status="unverified")
    result = run("resolve", "ru", "se")
    assert result.exit_code == 0
    assert result.output.startswith("Embassy of the Russian Federation in Stockholm, for Sweden.\n")
    assert "channels  email, hand-in on paper" in result.output
    assert "To mail embassy@example.org outside demo mode: outcry missions contact confirm" in result.output


def test_resolve_can_leave_demo_mode_aside(run: Run, session: Session) -> None:
    make_mission(session, email="embassy@example.org", email_status="unverified")
    assert "nothing usable is known: hand-in on paper" in run("resolve", "RU", "SE", "--confirmed-only").output


def test_resolve_prints_an_object(run: Run, session: Session) -> None:
    make_mission(session, source_id="Q5")
    found = json.loads(run("resolve", "RU", "SE", "--json").output)
    assert {name: found["missions"][0][name] for name in ("name", "kind", "city", "source_id")} == {
        "name": "Embassy of the Russian Federation in Stockholm",
        "kind": "embassy",
        "city": "Stockholm",
        "source_id": "Q5",
    }
    assert (found["reason"], found["channels"]) == ("resident", ["hand_in"])


def test_resolve_says_that_some_are_only_counted(run: Run) -> None:
    result = run("resolve", "RU", "RU")
    assert result.exit_code == 0
    assert "Supporters in Russia are only counted" in result.output
    assert json.loads(run("resolve", "RU", "RU", "--json").output)["missions"] == []


@pytest.mark.parametrize("code", ["XX", "UK", "Sweden", ""])
def test_resolve_refuses_what_is_no_country(run: Run, code: str) -> None:
    result = run("resolve", "RU", code)
    assert result.exit_code == 2
    assert "Invalid value for 'COUNTRY'" in result.output


# list, gaps


def test_list_without_a_state_names_the_states(run: Run, session: Session) -> None:
    assert "No missions yet. Next: outcry seed" in run("list").output
    make_mission(session)
    assert run("list").output.startswith("RU  Russia ")


def test_list_shows_where_and_how(run: Run, session: Session) -> None:
    assert "No missions of Russia are known" in run("list", "RU").output
    make_mission(session, source_id="Q5", email="embassy@example.org")
    assert run("list", "RU").output.startswith("SE  embassy  Stockholm  active  email  Q5\n")


def test_gaps_lists_countries_with_their_reason(run: Run, session: Session) -> None:
    make_mission(session, email="embassy@example.org")
    output = run("gaps", "RU").output
    assert "SE  Sweden" not in output
    assert "249 countries." in output
    assert len(json.loads(run("gaps", "RU", "--json").output)) == 249


# contact


def test_contact_add_confirm_and_withdraw(run: Run, session: Session) -> None:
    make_mission(session, source_id="Q5")
    sourced = ("--source", "https://example.org", "--dated", "2026-01")
    added = run("contact", "add", "RU", "Q5", "email", "embassy@example.org", "--by", "Anna", *sourced)
    assert added.exit_code == 0
    assert "Not mailed yet" in added.output
    contact = session.query(Contact).one()
    confirmed = run("contact", "confirm", str(contact.id), "--by", "Ben")
    assert confirmed.output == f"Contact {contact.id} is confirmed: embassy@example.org\n"
    assert (
        f"{contact.id}     SE  Stockholm  email  confirmed  embassy@example.org" in run("contact", "list", "RU", "SE").output
    )
    assert "is withdrawn" in run("contact", "withdraw", str(contact.id), "--by", "Anna").output


def test_contact_confirm_alone_says_when(run: Run, session: Session) -> None:
    mission = make_mission(session, email="embassy@example.org", email_status="unverified")
    contact_id = str(mission.contacts[0].id)
    result = run("contact", "confirm", contact_id, "--by", "Anna", "--source", "https://example.org", "--dated", "2026")
    assert result.exit_code == 0
    assert "sooner once a second person does" in result.output


def test_contact_needs_a_name(run: Run) -> None:
    assert run("contact", "confirm", "1").exit_code == 2


def test_contact_refusals_are_the_use_cases(run: Run, session: Session) -> None:
    mission = make_mission(session, email="embassy@example.org")
    assert isinstance(run("contact", "confirm", "0", "--by", "Anna").exception, NotFound)
    assert isinstance(run("contact", "confirm", str(mission.contacts[0].id), "--by", "Anna").exception, Conflict)


# override, rule


def test_override_and_rule_decide_for_a_pair(run: Run, session: Session) -> None:
    make_mission(session, source_id="Q5")
    assert run("override", "RU", "FI", "Q5", "--by", "Anna").exit_code == 0
    assert json.loads(run("resolve", "RU", "FI", "--json").output)["reason"] == "override"
    assert run("rule", "RU", "FI", "block_personal", "--by", "Anna").exit_code == 0
    assert json.loads(run("resolve", "RU", "FI", "--json").output)["reason"] == "blocked"
