"""`outcry translations`: what a person still has to read before the English beside it may go."""

import click

from actions.domain.reviewed import TEXTS
from actions.languages import LANGUAGES, REVIEWED, SOURCE, is_reviewed, mark_of, translate


@click.command()
def translations() -> None:
    """List the safety and consent texts in each language, with the mark by which to approve each."""
    waiting = 0
    for language, name in LANGUAGES.items():
        if language == SOURCE:
            continue
        click.secho(f"[{language}]  {name}", bold=True)
        for text_id, message in TEXTS.items():
            is_done = is_reviewed(language, message)
            waiting += not is_done
            click.echo(f'{"reviewed" if is_done else "to read":10}{text_id} = "{mark_of(language, message)}"')
            click.echo(f"          {translate(language, message)}")
    if waiting:
        click.echo(f"{waiting} to read. Who has read one and agrees puts its line under the language in {REVIEWED}")
