"""`outcry retention …`: what goes when its time is over, and the ledger of those who were erased."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import click

from actions.cli.database import database
from actions.db import Database
from actions.errors import Refused
from actions.usecases import erasure
from actions.usecases import retention as use_cases
from actions.usecases.erasure import LedgerLine
from actions.usecases.retention import Due

MOST_LINES = 5_000_000


@click.group(invoke_without_command=True)
@click.option("--dry-run", is_flag=True, help="Show what is past its time, and change nothing.")
@click.pass_context
def retention(context: click.Context, *, dry_run: bool) -> None:
    """Remove what is past its time, as the worker does every five minutes; keep the ledger of those who were erased."""
    if context.invoked_subcommand is None:
        if not dry_run:
            click.echo(context.get_help())
            return
        _preview()


@retention.command("run")
@click.option("--dry-run", is_flag=True, help="Show what is past its time, and change nothing.")
def run(*, dry_run: bool) -> None:
    """Remove what is past its time now, all of it."""
    if dry_run:
        _preview()
        return
    with database() as db:
        done = _run_all(db)
    _print(done, "Removed")


def _preview() -> None:
    with database() as db, db.read_only() as session:
        due = use_cases.preview(session)
    _print(due, "Past its time")
    if any(each.rows for each in due):
        click.echo("Nothing was changed. To remove it now: outcry retention run")


def _run_all(db: Database) -> list[Due]:
    """Batch by batch, each in a transaction of its own."""
    total: list[Due] = []
    while True:
        with db.unit_of_work() as session:
            done = use_cases.run(session)
        total = [Due(a.what, a.why, a.rows + b.rows) for a, b in zip(total, done, strict=True)] if total else done
        if not any(each.rows for each in done):
            return total


def _print(dues: list[Due], title: str) -> None:
    found = [each for each in dues if each.rows]
    if not found:
        click.echo("Nothing is past its time.")
        return
    width = max(len(each.what) for each in found)
    click.echo(f"{title}:")
    for each in found:
        click.echo(f"  {each.rows:>9,}  {each.what:{width}}  {each.why}")


@retention.command()
def ledger() -> None:
    """Print who was erased, as keyed hashes, one line each: to be kept outside the database, with every backup.

    After a backup was restored, `outcry retention clean FILE` erases again whom it brought back.
    """
    with database() as db, db.read_only() as session:
        lines = erasure.ledger(session)
    for line in lines:
        click.echo(f"{line.erased_at.isoformat()} {line.organisation} {line.address_hash.hex()}")


@retention.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def clean(file: Path) -> None:
    """Erase again whom a restored backup brought back, by the ledger in FILE. Doing it again changes nothing."""
    lines = _read(file)
    with database() as db, db.unit_of_work() as session:
        done = erasure.clean(session, lines=lines)
    click.echo(f"Lines read: {len(lines):,}. Erased again: {done.supporters:,} supporters with {done.pledges:,} signatures.")


def _read(file: Path) -> list[LedgerLine]:
    """Raises `Refused` for a file that is no ledger, before anything is erased."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{file.name} is no ledger: it is not text.") from None
    rows = text.splitlines()
    if len(rows) > MOST_LINES:
        raise Refused(f"{file.name} has more than {MOST_LINES:,} lines.")
    return [_line(row, number, file.name) for number, row in enumerate(rows, 1) if row.strip()]


def _line(row: str, number: int, name: str) -> LedgerLine:
    try:
        erased_at, organisation, hashed = row.split()
        line = LedgerLine(UUID(organisation), bytes.fromhex(hashed), datetime.fromisoformat(erased_at))
    except ValueError:
        line = None
    if line is None or len(line.address_hash) != 32 or line.erased_at.tzinfo is None:
        raise Refused(f"{name}, line {number}: is not a line of `outcry retention ledger`. Nothing was erased.")
    return line
