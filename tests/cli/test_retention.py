"""`outcry retention …` and `outcry supporters …` at the terminal."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from actions import clock
from actions.cli.retention import retention
from actions.cli.supporters import supporters
from actions.db import Database
from actions.errors import NotFound, Refused
from actions.models.pledges import Pledge
from actions.models.supporters import Supporter
from actions.settings import Settings
from tests.factories import make_letter, make_pledge

Run = Callable[..., Result]


@pytest.fixture
def run(database: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run(retention, "run")` is `outcry retention run` on the test's database."""

    def here(_: Settings | None = None) -> AbstractContextManager[Database]:
        return nullcontext(database)

    for name in ("retention", "supporters"):
        monkeypatch.setattr(import_module(f"actions.cli.{name}"), "database", here)
    monkeypatch.setattr(import_module("actions.cli.supporters"), "load_settings", lambda: settings)

    def invoke(command: click.Command, *arguments: str | Path, answer: str | None = None) -> Result:
        return CliRunner().invoke(command, [str(argument) for argument in arguments], input=answer)

    return invoke


@pytest.fixture
def pledge(session: Session) -> Pledge:
    pledge = make_pledge(session, email="anna@example.org", state="confirmed")
    make_letter(session, pledge)
    return pledge


def name_of(session: Session, pledge: Pledge) -> str | None:
    return session.scalar(select(Pledge.name).where(Pledge.id == pledge.id))


@pytest.mark.parametrize("arguments", [["--dry-run"], ["run", "--dry-run"]])
def test_a_dry_run_prints_a_table_and_changes_nothing(
    run: Run, session: Session, pledge: Pledge, arguments: list[str]
) -> None:
    with clock.set_to(clock.now() + timedelta(days=731)):
        result = run(retention, *arguments)
    assert result.exit_code == 0
    assert "names and own words" in result.stdout
    assert "letters that wait" in result.stdout
    assert "Nothing was changed." in result.stdout
    assert name_of(session, pledge) == "Anna Lind"


def test_a_run_removes_all_of_it(run: Run, session: Session, pledge: Pledge) -> None:
    with clock.set_to(clock.now() + timedelta(days=731)):
        assert "Removed:" in run(retention, "run").stdout
        assert run(retention, "run").stdout == "Nothing is past its time.\n"
    assert name_of(session, pledge) is None


def test_nothing_to_do(run: Run, pledge: Pledge) -> None:
    assert run(retention, "--dry-run").stdout == "Nothing is past its time.\n"


def test_the_group_alone_explains_itself(run: Run) -> None:
    assert "--dry-run" in run(retention).stdout


@pytest.fixture
def ledger(run: Run, session: Session, pledge: Pledge, tmp_path: Path) -> Path:
    """Of an erasure that a backup has undone since."""
    session.execute(text("SAVEPOINT backup"))
    assert run(supporters, "erase", "anna@example.org", "--yes").exit_code == 0
    file = tmp_path / "ledger.txt"
    file.write_text(run(retention, "ledger").stdout)
    session.execute(text("ROLLBACK TO SAVEPOINT backup"))
    session.expire_all()
    return file


def test_the_ledger_cleans_a_restored_backup(run: Run, session: Session, pledge: Pledge, ledger: Path) -> None:
    assert name_of(session, pledge) == "Anna Lind"
    assert run(retention, "clean", ledger).stdout == "Lines read: 1. Erased again: 1 supporters with 1 signatures.\n"
    assert name_of(session, pledge) is None
    assert "Erased again: 0 supporters" in run(retention, "clean", ledger).stdout


def test_the_ledger_names_nobody(ledger: Path) -> None:
    assert "anna" not in ledger.read_text().lower()


@pytest.mark.parametrize("row", ["", "x", "2026-01-01 y z", "2026-01-01T00:00:00 {uuid} " + "00" * 32, "\x00"])
def test_a_file_that_is_no_ledger_erases_nothing(run: Run, session: Session, pledge: Pledge, ledger: Path, row: str) -> None:
    whole = ledger.read_text()
    wrong = row.format(uuid=whole.split()[1]) if row else whole[:-5]
    ledger.write_text(whole + wrong + "\n")
    result = run(retention, "clean", ledger)
    assert isinstance(result.exception, Refused)
    assert "line 2" in str(result.exception)
    assert name_of(session, pledge) == "Anna Lind"


def test_a_ledger_that_is_not_text(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ledger"
    file.write_bytes(b"\xff\xfe\x00")
    assert isinstance(run(retention, "clean", file).exception, Refused)


def test_erasing_for_a_letter_that_came_by_post(run: Run, session: Session, pledge: Pledge) -> None:
    result = run(supporters, "erase", "ANNA@example.org", answer="y\n")
    assert "Erased. Signatures: 1." in result.stdout
    assert session.scalar(select(Supporter.email)) is None


def test_erasing_asks_first(run: Run, session: Session, pledge: Pledge) -> None:
    assert run(supporters, "erase", "anna@example.org", answer="n\n").exit_code == 1
    assert name_of(session, pledge) == "Anna Lind"


def test_an_address_of_whom_nothing_is_kept(run: Run, pledge: Pledge) -> None:
    assert run(supporters, "erase", "anna@example.org", "--yes").exit_code == 0
    for command in (("erase", "anna@example.org", "--yes"), ("export", "bo@example.org")):
        assert isinstance(run(supporters, *command).exception, NotFound)


def test_what_is_no_address(run: Run) -> None:
    assert isinstance(run(supporters, "erase", "anna", "--yes").exception, Refused)


def test_everything_about_an_address(run: Run, pledge: Pledge) -> None:
    (held,) = json.loads(run(supporters, "export", "anna@example.org").stdout)
    assert held["signatures"][0]["name"] == "Anna Lind"
