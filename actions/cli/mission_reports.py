"""`outcry missions reports …`: what readers of pages say is wrong."""

import json
from dataclasses import asdict

import click

from actions.cli.database import database
from actions.queries.mission_reports import open_reports
from actions.usecases.mission_reports import settle_report


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
@click.pass_context
def reports(context: click.Context, as_json: bool) -> None:
    """List what readers say is wrong with a mission, until it is settled."""
    if context.invoked_subcommand:
        return
    with database() as db, db.read_only() as session:
        found = open_reports(session)
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, default=str))
        return
    if not found:
        click.echo("No report is open.")
        return
    for each in found:
        where = f"{each.mission} ({each.source_id})" if each.mission else "no mission"
        click.echo(f"{each.id:>5}  {each.created_at:%Y-%m-%d}  {each.slug}, from {each.country}: {where}")
        click.echo("".join(f"       {line}\n" for line in each.text.splitlines()), nl=False)
    click.echo(f"\nNext: outcry missions reports settle {found[0].id}")


@reports.command()
@click.argument("report_id", type=int, metavar="ID")
def settle(report_id: int) -> None:
    """Mark the report ID as settled."""
    with database() as db, db.unit_of_work() as session:
        settle_report(session, report_id=report_id)
    click.echo(f"Report {report_id} is settled.")
