"""`outcry release` and `outcry db …`: the schema."""

import click

from actions import schema, settings
from actions.cli.database import database, engine, load_settings
from actions.errors import Misconfigured
from actions.usecases.seed import ensure_organisation


@click.command()
def release() -> None:
    """Prepare a new release in production: check the settings, migrate the database."""
    loaded = settings.load().checked_for_serving()
    with engine(loaded) as made:
        schema.upgrade(made)
    with database(loaded) as migrated, migrated.unit_of_work() as session:
        ensure_organisation(session, settings=loaded)
    click.echo(f"The database's schema is at {schema.head()}.")


@click.group()
def db() -> None:
    """Look after the database's schema (for developers)."""


@db.command()
def check() -> None:
    """Say whether models and migrations agree."""
    with engine(load_settings()) as made, schema.scratch(made) as empty:
        schema.upgrade(empty)
        differences = schema.differences(empty)
    if differences:
        raise Misconfigured([differences, "Write a migration: make migration m='what it does'."])
    click.echo("Models and migrations agree.")


@db.command()
def sql() -> None:
    """Print all migrations as SQL, for a linter to read."""
    schema.print_sql()


@db.command()
@click.option("-m", "--message", required=True, help="What the migration does, in a few words.")
def revision(message: str) -> None:
    """Write a migration from what the models changed, to be read and mended."""
    with engine(load_settings()) as made, schema.scratch(made) as empty:
        schema.upgrade(empty)
        schema.write_revision(empty, message=message)
