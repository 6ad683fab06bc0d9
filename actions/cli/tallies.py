"""`outcry actions tallies`: what came of telling others."""

import json
from dataclasses import asdict

import click

from actions.cli.database import database
from actions.queries.tallies import action_tallies


@click.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print an object.")
def tallies(slug: str, as_json: bool) -> None:
    """Count looks at the page of SLUG, shares, what came of them, and letters that supporters sent themselves."""
    with database() as db, db.read_only() as session:
        found = action_tallies(session, slug)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
        return
    click.echo(f"{click.style(found.slug, bold=True)}: seen {found.views} times")
    if found.channels:
        click.echo(f"  {'by':14}{'shared':>10}{'visits':>10}{'signatures':>12}")
    for each in found.channels:
        click.echo(f"  {each.channel:14}{each.shares:>10}{each.visits:>10}{each.signatures:>12}")
    if found.own_sendings:
        click.echo("  sent by supporters themselves, as they say:")
    for channel, number in found.own_sendings.items():
        click.echo(f"  {channel.replace('_', ' '):14}{number:>10}")
