"""`outcry supporters …`: requests about somebody's own data that come by post."""

import json
from datetime import datetime

import click

from actions.cli.database import database, load_settings
from actions.domain.contact import EmailAddress, parse_email
from actions.errors import NotFound
from actions.queries.my import held_about
from actions.settings import Settings
from actions.usecases.erasure import erase_address


@click.group()
def supporters() -> None:
    """Answer requests about somebody's own data that come by post. Make sure first that it is theirs."""


@supporters.command()
@click.argument("email")
def export(email: str) -> None:
    """Print all that is kept about the address EMAIL, as JSON."""
    address = parse_email(email)
    loaded = load_settings()
    with database(loaded) as db, db.read_only() as session:
        held = held_about(session, email=address, address_key=_address_key(loaded))
    if not held:
        raise _not_here(address)
    click.echo(json.dumps(held, ensure_ascii=False, indent=2, default=_as_text))


@supporters.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Don't ask.")
def erase(email: str, *, yes: bool) -> None:
    """Erase all that is kept about the address EMAIL, for good: as the button on their own page does."""
    address = parse_email(email)
    loaded = load_settings()
    if not yes:
        click.confirm(f"Erase everything about {address.typed}? Nobody can undo it.", abort=True)
    with database(loaded) as db, db.unit_of_work() as session:
        done = erase_address(session, email=address, address_key=_address_key(loaded), actor="organiser")
    if not done.supporters:
        raise _not_here(address)
    click.echo(f"Erased. Signatures: {done.pledges}. Letters that were handed over cannot be called back.")


def _not_here(address: EmailAddress) -> NotFound:
    return NotFound(f"Nothing is kept about {address.typed} here.")


def _address_key(loaded: Settings) -> str:
    assert loaded.address_key is not None
    return loaded.address_key.get_secret_value()


def _as_text(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()
