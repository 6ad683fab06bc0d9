"""`outcry missions override` and `outcry missions rule`: decide for a pair of responsible state and country."""

import click

from actions.cli.countries import COUNTRY
from actions.cli.database import database
from actions.usecases.mission_rules import set_override, set_safety_rule


@click.command()
@click.argument("state", type=COUNTRY)
@click.argument("country", type=COUNTRY)
@click.argument("decision", metavar="MISSION|no_relations|none")
@click.option("--note", default="", help="Why.")
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
def override(state: str, country: str, decision: str, note: str, by: str) -> None:
    """Decide who answers for COUNTRY: a MISSION of STATE by its id, nobody for want of relations, or none: as usual."""
    is_kind = decision in {"no_relations", "none"}
    with database() as db, db.unit_of_work() as session:
        set_override(
            session,
            responsible_state=state,
            country=country,
            kind=decision if is_kind else "use_mission",
            source_id=None if is_kind else decision,
            note=note,
            by=by,
        )
    click.echo(f"Recorded. Next: outcry missions resolve {state} {country}")


@click.command()
@click.argument("state", type=COUNTRY)
@click.argument("country", type=COUNTRY)
@click.argument("decision", type=click.Choice(["block_personal", "warn", "none"]), metavar="block_personal|warn|none")
@click.option("--text", default="", help="What supporters in COUNTRY read first; needed for warn.")
@click.option("--note", default="", help="Why.")
@click.option("--by", required=True, metavar="NAME", help="Who decides.")
def rule(state: str, country: str, decision: str, text: str, note: str, by: str) -> None:
    """Decide how far letters from COUNTRY to STATE may endanger their senders."""
    with database() as db, db.unit_of_work() as session:
        set_safety_rule(session, responsible_state=state, country=country, rule=decision, text=text, note=note, by=by)
    click.echo(f"Recorded. Next: outcry missions resolve {state} {country}")
