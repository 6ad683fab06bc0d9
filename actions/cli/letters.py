"""`outcry letters …`: letters that wait until a person has looked at them."""

import json
from dataclasses import asdict
from uuid import UUID

import click

from actions.cli.database import database
from actions.domain.screening import REASONS
from actions.queries.letters import HeldLetter, find_held_letter, held_letters
from actions.usecases import letters as usecases

WAITS = {
    "queued": "It leaves with the next mails.",
    "for_digest": "It goes with the next mailed digest.",
    "for_hand_in": "It goes with the next printed digest.",
}


@click.group()
def letters() -> None:
    """Look at letters with threats, links, telephone numbers or other people's addresses, and let them go or not."""


@letters.command()
@click.argument("slug", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def held(slug: str | None, as_json: bool) -> None:
    """List the letters that wait for a look, of all actions or of the one of SLUG."""
    with database() as db, db.read_only() as session:
        found = held_letters(session, slug=slug)
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], ensure_ascii=False, default=str))
        return
    if not found:
        click.echo("No letter waits for a look.")
        return
    for each in found:
        click.echo(f"{each.uuid}  {each.created_at:%Y-%m-%d}  {each.slug}  {each.country}  {_reasons(each)}")
    click.echo(f"\nNext: outcry letters show {found[0].uuid}")


@letters.command()
@click.argument("uuid", type=click.UUID)
def show(uuid: UUID) -> None:
    """Print the letter, and what its supporter wrote into it."""
    with database() as db, db.read_only() as session:
        found = find_held_letter(session, uuid)
    click.echo(click.style("The supporter's own words", bold=True) + f" ({_reasons(found)})\n")
    click.echo(f"{found.own_words}\n")
    click.echo(click.style(f"The whole letter: {found.subject}", bold=True) + "\n")
    click.echo(found.body)
    click.echo(f"Next: outcry letters release {found.uuid} --by NAME")
    click.echo(f"   or outcry letters refuse {found.uuid} --by NAME --reason WHY")


@letters.command()
@click.argument("uuid", type=click.UUID)
@click.option("--by", required=True, help="Who decides; it is recorded.")
def release(uuid: UUID, by: str) -> None:
    """Let the letter go."""
    with database() as db, db.unit_of_work() as session:
        waits = usecases.release_letter(session, uuid=uuid, by=by)
    click.echo(f"Released. {WAITS[waits]}")


@letters.command()
@click.argument("uuid", type=click.UUID)
@click.option("--by", required=True, help="Who decides; it is recorded.")
@click.option("--reason", required=True, help="Why; the supporter reads it.")
def refuse(uuid: UUID, by: str, reason: str) -> None:
    """Stop the letter for good. The signature stays counted."""
    with database() as db, db.unit_of_work() as session:
        usecases.refuse_letter(session, uuid=uuid, by=by, reason=reason)
    click.echo("Refused. The supporter sees it on the page of their signatures.")


def _reasons(letter: HeldLetter) -> str:
    return ", ".join(REASONS[each] for each in letter.reasons) or "looked at by older rules"
