"""`outcry draft FILE`: an article as a draft, in the terminal, as JSON, or saved as a draft action.

Exit codes: 0 for a case or an uncertain one, 2 for a file that cannot be read as an article, 3 for a text about no case.
"""

import json
import shlex
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import click

from actions import settings
from actions.cli.database import SECRETS_FILE, database, load_settings
from actions.cli.proof import print_proof
from actions.drafting import engine
from actions.drafting.draft import Draft, KnownCase, Source, UnreadableArticle
from actions.drafting.json_object import to_json
from actions.drafting.source import LARGEST_ARTICLE, freeze
from actions.embedded import EmbeddedError
from actions.errors import Misconfigured, Unavailable
from actions.queries.cases import known_cases
from actions.usecases.drafts import save_draft

UNREADABLE, NO_CASE = 2, 3


@click.command()
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Print the draft as one JSON object.")
@click.option("--save", is_flag=True, help="Make a draft action of it, which nobody sees yet.")
@click.option("--title", help="The article's title, where its first line is not it.")
@click.option("--url", help="Where the article stands.")
@click.option("--publisher", help="Who published it.")
@click.option("--published-on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="When it was published.")
def draft(
    file: str,
    as_json: bool,
    save: bool,
    title: str | None,
    url: str | None,
    publisher: str | None,
    published_on: datetime | None,
) -> None:
    """Draft an action from the article in FILE, plain text in UTF-8; `-` reads standard input.

    Every statement is shown with the place of the article that it rests on. Exits 3 where the text is about no case.
    """
    source = _frozen(file, title, url, publisher, published_on.date() if published_on else None)
    known = known_here()
    drafted = engine.draft(source, known=known or ())
    if known is None:
        click.echo("Not compared with known cases: no database can be reached.", err=True)
    if as_json:
        click.echo(json.dumps(to_json(drafted), ensure_ascii=False, indent=2))
    else:
        print_proof(drafted)
    if not drafted.is_case:
        _end_without_case(drafted, as_json)
    _say_next(file, drafted, as_json, keep(drafted) if save else None)


def known_here() -> Sequence[KnownCase] | None:
    """The cases of the database; None where there is none yet, or none that answers. Never makes one."""
    try:
        loaded = load_settings() if _has_database() else None
        if loaded is None:
            return None
        with database(loaded) as db, db.read_only() as session:
            return known_cases(session)
    except (Misconfigured, EmbeddedError, Unavailable):
        return None


def keep(drafted: Draft) -> str:
    """The slug of the draft action that is made of it."""
    loaded = load_settings()
    with database(loaded) as db, db.unit_of_work() as session:
        return save_draft(session, draft=drafted, settings=loaded)


def _has_database() -> bool:
    loaded = settings.load()
    return bool(loaded.database_url) or (loaded.outcry_data / SECRETS_FILE).exists()


def _frozen(file: str, title: str | None, url: str | None, publisher: str | None, published_on: date | None) -> Source:
    try:
        return freeze(_bytes(file), title=title, url=url, publisher=publisher, published_on=published_on)
    except UnreadableArticle as error:
        _refuse(file, error.message)
    except FileNotFoundError:
        _refuse(file, "there is no such file")
    except IsADirectoryError:
        _refuse(file, "this is a directory")
    except OSError as error:
        _refuse(file, error.strerror or "cannot be read")
    except ValueError:
        _refuse(file, "this is no name of a file")


def _bytes(file: str) -> bytes:
    """At most one byte more than an article may have."""
    if file == "-":
        return sys.stdin.buffer.read(LARGEST_ARTICLE + 1)
    with Path(file).open("rb") as opened:
        return opened.read(LARGEST_ARTICLE + 1)


def _refuse(file: str, reason: str) -> NoReturn:
    click.echo(f"{'standard input' if file == '-' else ascii(file)[1:-1]}: {reason}.", err=True)
    raise click.exceptions.Exit(UNREADABLE)


def _end_without_case(drafted: Draft, as_json: bool) -> NoReturn:
    if as_json:
        click.echo(f"Not about a case: {drafted.flags[0].partition(': ')[2]}.", err=True)
    raise click.exceptions.Exit(NO_CASE)


def _say_next(file: str, drafted: Draft, as_json: bool, slug: str | None) -> None:
    """The next command; beside JSON, on stderr."""
    if slug:
        click.echo(f"Saved as a draft action.\n\nNext: outcry actions show {slug}", err=as_json)
    elif not as_json and (drafted.person or drafted.group) and drafted.responsible_state:
        click.echo(f"Next: outcry draft {shlex.quote(file)} --save")
    elif not as_json:
        click.echo("Too little for an action: whom it is about and who holds them must be known.")
