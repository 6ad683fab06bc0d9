"""`outcry seed`: the example data."""

from pathlib import Path

import click

from actions.cli.database import database, load_settings
from actions.schema import ROOT
from actions.usecases.seed import seed as load_seeds


@click.command()
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path), default=ROOT / "seeds")
def seed(directory: Path) -> None:
    """Load example cases and Russia's missions from DIRECTORY. Doing it again changes nothing."""
    loaded = load_settings()
    with database(loaded) as db, db.unit_of_work() as session:
        load_seeds(session, directory=directory, settings=loaded)
    click.echo("The example data is there. Next: outcry actions list")
