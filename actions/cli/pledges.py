"""`outcry pledges …`: numbers, never names."""

import json
from dataclasses import asdict

import click

from actions.cli.database import database
from actions.queries.statistics import pledge_statistics


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
