"""`outcry pledges …`: numbers, never names."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

import click

from actions.cli.database import database
from actions.queries.holding import Chosen, HeldGroup, HeldPledge, held_groups, held_pledges, overdue
from actions.queries.statistics import pledge_statistics
from actions.usecases import holding

Command = TypeVar("Command", bound=Callable[..., Any])


@click.group()
def pledges() -> None:
    """See what supporters did."""


@pledges.command()
@click.argument("slug", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def stats(slug: str | None, as_json: bool) -> None:
    """Count pledges and letters by state, for all actions or for the one of SLUG."""
    with database() as db, db.read_only() as session:
        rows = pledge_statistics(session, slug=slug)
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
        return
    if not rows:
        click.echo("No actions yet. Next: outcry seed")
    for row in rows:
        click.echo(click.style(row.slug, bold=True))
        click.echo(f"  {'counted':14}{row.counted:>8}")
        for what, counts in (("pledges", row.pledges), ("letters", row.letters), ("confirm mails", row.mails)):
            line = ", ".join(f"{number} {state.replace('_', ' ')}" for state, number in counts.items())
            click.echo(f"  {what:14}{line or 'none':>8}")


def _choosing(command: Command) -> Command:
    """The options that say which held pledges are meant."""
    for option in (
        click.option("--domain", metavar="DOMAIN", help="Those whose address is at DOMAIN."),
        click.option("--cause", metavar="CAUSE", help="Those held for CAUSE, e.g. rate_network."),
        click.option("--action", "slug", metavar="SLUG", help="Those of one action."),
    ):
        command = option(command)
    return command


@pledges.command()
@_choosing
@click.option("--each", is_flag=True, help="List them one by one, with their ids.")
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def held(slug: str | None, cause: str | None, domain: str | None, each: bool, as_json: bool) -> None:
    """List what is held: not counted, and not mailed, until somebody releases it."""
    chosen = Chosen(slug=slug, cause=cause, domain=domain)
    rows: tuple[HeldGroup | HeldPledge, ...]
    with database() as db, db.read_only() as session:
        rows = held_pledges(session, chosen) if each else held_groups(session, chosen)
        late = overdue(session)
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, default=str))
        return
    if not rows:
        click.echo("Nothing is held.")
    for row in rows:
        click.echo(_line(row))
    if late:
        click.echo(f"\n{late} held for more than an hour. Next: outcry pledges release, or outcry pledges discard")


def _line(row: HeldGroup | HeldPledge) -> str:
    if isinstance(row, HeldGroup):
        return f"{row.number:>8}  {row.cause:14} since {row.oldest_at:%Y-%m-%d %H:%M}  {row.slug}"
    return f"{row.id:>8}  {row.cause:14} {row.signed_at:%Y-%m-%d %H:%M}  {row.slug}  {row.country}  {row.domain}"


def _each_batch(step: Callable[..., int], *, chosen: Chosen, by: str) -> int:
    """Until nothing is left, each batch in a transaction of its own."""
    done = 0
    with database() as db:
        while True:
            with db.unit_of_work() as session:
                number = step(session, chosen=chosen, by=by)
            if not number:
                return done
            done += number


def _chosen(ids: tuple[int, ...], slug: str | None, cause: str | None, domain: str | None) -> Chosen:
    if not (ids or slug or cause or domain):
        raise click.UsageError("Say which: by IDS, --action, --cause or --domain. `outcry pledges held` lists them.")
    return Chosen(slug=slug, cause=cause, domain=domain, ids=ids)


@pledges.command()
@click.argument("ids", type=int, nargs=-1)
@_choosing
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
def release(ids: tuple[int, ...], slug: str | None, cause: str | None, domain: str | None, by: str) -> None:
    """Let held pledges go on: their confirm mails leave, and they have seven days from now."""
    done = _each_batch(holding.release, chosen=_chosen(ids, slug, cause, domain), by=by)
    click.echo(f"{done} released.")


@pledges.command()
@click.argument("ids", type=int, nargs=-1)
@_choosing
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
def discard(ids: tuple[int, ...], slug: str | None, cause: str | None, domain: str | None, by: str) -> None:
    """Let held pledges expire now. Whoever is real can sign again."""
    done = _each_batch(holding.discard, chosen=_chosen(ids, slug, cause, domain), by=by)
    click.echo(f"{done} discarded.")
