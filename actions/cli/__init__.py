"""The `outcry` command. Each group of commands is a module here."""

import os
import sys

import click

from actions.cli.action_changes import CHANGES
from actions.cli.actions import actions
from actions.cli.db import db, release
from actions.cli.draft import draft
from actions.cli.letters import letters
from actions.cli.missions import missions
from actions.cli.pledges import pledges
from actions.cli.retention import retention
from actions.cli.seed import seed
from actions.cli.supporters import supporters
from actions.cli.tallies import tallies
from actions.cli.translations import translations
from actions.cli.up import up
from actions.embedded import EmbeddedError
from actions.errors import Misconfigured, OutcryError, Unavailable


class _OutcryGroup(click.Group):
    """Turns what a use-case raises into a line on stderr and an exit code: 1 for a refusal, 2 for what is not set up."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Misconfigured as error:
            _complain("Outcry can't start like this:", *(f"  · {problem}" for problem in error.problems))
            raise click.exceptions.Exit(2) from None
        except (EmbeddedError, Unavailable) as error:
            _complain(str(error))
            raise click.exceptions.Exit(2) from None
        except OutcryError as error:
            _complain(str(error))
            raise click.exceptions.Exit(1) from None
        except BrokenPipeError:
            # The reader went away, e.g. `| head`; nothing more can be said on stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(1) from None


def _complain(*lines: str) -> None:
    for line in lines:
        click.echo(line, err=True)


@click.group(cls=_OutcryGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="outcry", prog_name="outcry")
def main() -> None:
    """Turn a news article about a political prisoner into an action page, and signatures into letters."""


for command in (*CHANGES, tallies):
    actions.add_command(command)
for command in (up, draft, actions, missions, letters, pledges, supporters, retention, seed, release, db, translations):
    main.add_command(command)
