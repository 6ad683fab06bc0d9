"""`outcry missions contact …`: enter, confirm, withdraw and list contacts."""

import click

from actions.cli.countries import COUNTRY
from actions.cli.database import database
from actions.domain.missions import CHANNELS, ContactInfo, MissionInfo
from actions.queries.missions import find_mission, list_missions
from actions.usecases import mission_contacts as usecases


@click.group()
def contact() -> None:
    """Enter, confirm and withdraw contacts. Only a confirmed email is ever mailed."""


@contact.command()
@click.argument("state", type=COUNTRY)
@click.argument("mission")
@click.argument("channel", type=click.Choice(CHANNELS))
@click.argument("value")
@click.option("--source", required=True, metavar="URL", help="Where it was found: a link, or the name of a document.")
@click.option("--dated", required=True, metavar="DATE", help="When the source said so: 2026-01-31, 2026-01 or 2026.")
@click.option("--by", required=True, metavar="NAME", help="Who enters it and vouches for it.")
def add(state: str, mission: str, channel: str, value: str, source: str, dated: str, by: str) -> None:
    """Enter a contact of STATE's MISSION, which is named by its id in the source, e.g. Q16487654."""
    with database() as db, db.unit_of_work() as session:
        found = find_mission(session, mission, operator=state)
        added = usecases.add_contact(
            session, mission_id=found.id, channel=channel, value=value, source=source, source_on=dated, by=by
        )
    click.echo(f"Contact {added.contact_id} of {found.name}: {added.value}")
    _print_waiting(added)


@contact.command()
@click.argument("contact_id", type=int)
@click.option("--by", required=True, metavar="NAME", help="Who vouches for it.")
@click.option("--source", metavar="URL", help="Where it was found; needed for the first word.")
@click.option("--dated", metavar="DATE", help="When the source said so: 2026-01-31, 2026-01 or 2026.")
def confirm(contact_id: int, by: str, source: str | None, dated: str | None) -> None:
    """Vouch for a contact: a second person's word confirms it, or the same person's a day later.

    To replace an address that letters went to, it takes both, or three days alone.
    """
    with database() as db, db.unit_of_work() as session:
        given = usecases.confirm_contact(session, contact_id=contact_id, by=by, source=source, source_on=dated)
    if given.is_confirmed:
        click.echo(f"Contact {given.contact_id} is confirmed: {given.value}")
    else:
        click.echo(f"{by} vouches for contact {given.contact_id}: {given.value}")
        _print_waiting(given)


@contact.command()
@click.argument("contact_id", type=int)
@click.option("--by", required=True, metavar="NAME", help="Who withdraws it.")
def withdraw(contact_id: int, by: str) -> None:
    """Never use a contact again, whatever an import says."""
    with database() as db, db.unit_of_work() as session:
        usecases.withdraw_contact(session, contact_id=contact_id, by=by)
    click.echo(f"Contact {contact_id} is withdrawn.")


@contact.command("list")
@click.argument("state", type=COUNTRY)
@click.argument("country", type=COUNTRY, required=False)
def list_(state: str, country: str | None) -> None:
    """List the contacts of STATE's missions, or of those that COUNTRY receives."""
    with database() as db, db.read_only() as session:
        found = [each for each in list_missions(session, state) if country in {None, each.host_iso2}]
    rows = [(mission, each) for mission in found for each in mission.contacts]
    if not rows:
        click.echo(f"No contacts are known. Next: outcry missions list {state}")
        return
    _print_contacts(rows)
    click.echo(
        f"\n{len(rows):,} contacts; – marks those kept from supporters. Next: outcry missions contact confirm ID --by NAME"
    )


def _print_contacts(rows: list[tuple[MissionInfo, ContactInfo]]) -> None:
    lines = [_cells(mission, each) for mission, each in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        click.echo("  ".join(f"{cell:{width}}" for cell, width in zip(line, widths, strict=True)).rstrip())


def _cells(mission: MissionInfo, each: ContactInfo) -> tuple[str, ...]:
    return (
        str(each.id),
        " " if each.is_offered else "–",
        mission.host_iso2 or "–",
        mission.city or "–",
        each.channel,
        each.status,
        each.value,
        " ".join((*each.flags, f"({each.note})" if each.note else "")).strip(),
    )


def _print_waiting(given: usecases.Confirmation) -> None:
    assert given.waits_until is not None
    when = f"{given.waits_until:%Y-%m-%d %H:%M} UTC"
    sooner = ", sooner once a second person does" if given.needs_second else ""
    click.echo(f"Not mailed yet: it can be confirmed from {when} on{sooner}.")
    click.echo(f"Next: outcry missions contact confirm {given.contact_id} --by NAME")
