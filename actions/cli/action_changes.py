"""`outcry actions …`: what changes on the page of an action: photo, dates, goal, words, news."""

from pathlib import Path

import click

from actions.cli.database import database, load_settings
from actions.domain.casefiles import parse_case_file
from actions.domain.schedules import find_zone
from actions.errors import Refused
from actions.media import LARGEST_FILE, make_photo
from actions.usecases import photos, revisions, updates
from actions.usecases.casefiles import load_case_file
from actions.usecases.seed import ensure_organisation

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("slug")
@click.argument("file", type=FILE, required=False)
@click.option("--alt", default="", help="What the photo shows, for those who don't see it.")
@click.option("--credit", default="", help="Who took it.")
@click.option("--remove", is_flag=True, help="Take the photo away.")
def photo(slug: str, file: Path | None, alt: str, credit: str, remove: bool) -> None:
    """Show a photo (JPEG, PNG or WebP) on an action's page."""
    if (file is None) != remove:
        raise click.UsageError("Name a file, or say --remove.")
    if file is None:
        with database() as db, db.unit_of_work() as session:
            photos.remove_photo(session, slug=slug)
        click.echo(f"{slug} has no photo any more.")
        return
    if not alt.strip():
        raise Refused("Say what the photo shows, for those who don't see it: --alt.", field="alt")
    with file.open("rb") as opened:
        made = make_photo(opened.read(LARGEST_FILE + 1))
    with database() as db, db.unit_of_work() as session:
        photos.set_photo(session, slug=slug, photo=made, alt=alt, credit=credit)
    sizes = ", ".join(f"{each.width} px: {len(each.content) / 1000:.0f} kB" for each in made.smaller)
    click.echo(f"{slug} has a photo ({sizes}).")


@click.command()
@click.argument("slug")
@click.option("--opens", metavar="DATE", help="2026-05-03 or '2026-05-03 18:00'; `none` takes it away.")
@click.option("--closes", metavar="DATE", help="The last day, or moment, on which it can be signed; `none` takes it away.")
@click.option("--send-before", metavar="DAY", help="By which day letters should be there; `none` takes it away.")
@click.option("--zone", metavar="NAME", help="Time zone of these dates, e.g. Europe/Berlin.")
def dates(slug: str, opens: str | None, closes: str | None, send_before: str | None, zone: str | None) -> None:
    """Say when an action opens and closes."""
    with database() as db, db.unit_of_work() as session:
        schedule = revisions.change_dates(session, slug=slug, opens=opens, closes=closes, send_before=send_before, zone=zone)
    there = find_zone(schedule.time_zone)
    for label, moment in (("opens", schedule.opens_at), ("closes", schedule.closes_at)):
        click.echo(f"  {label:12}{f'{moment.astimezone(there):%Y-%m-%d %H:%M}' if moment else 'no date'}")
    click.echo(f"  {'send before':12}{schedule.send_before or 'no date'}")
    click.echo(f"  {'time zone':12}{schedule.time_zone}")


@click.command()
@click.argument("slug")
@click.argument("number", type=int, required=False)
def goal(slug: str, number: int | None) -> None:
    """Say how many signatures are hoped for; without NUMBER, the next round number is."""
    with database() as db, db.unit_of_work() as session:
        revisions.set_goal(session, slug=slug, goal=number)
    click.echo(f"{slug}: {f'{number:,}' if number else 'the next round number'} hoped for.")


@click.command()
@click.argument("slug")
@click.option("--title", help="What is asked, in a few words.")
@click.option("--ask", help="What is asked of supporters, as one sentence.")
@click.option("--story", type=FILE, help="A file with the story, in Markdown.")
@click.option("--outcome-text", help="What became of it, for a closed action.")
@click.option("--follow-on", metavar="SLUG", help="The action that goes on where this one ended; `none` for none.")
def edit(
    slug: str, title: str | None, ask: str | None, story: Path | None, outcome_text: str | None, follow_on: str | None
) -> None:
    """Replace words on an action's page. For all else there are case files: outcry actions load."""
    words = {"title": title, "ask": ask, "outcome_text": outcome_text, "follow_on": follow_on}
    if story is None and all(each is None for each in words.values()):
        raise click.UsageError("Say what to replace: --title, --ask, --story, --outcome-text or --follow-on.")
    text = _read(story) if story else None
    loaded = load_settings()
    with database(loaded) as db, db.unit_of_work() as session:
        revisions.edit_action(session, slug=slug, story=text, **words)
    click.echo(f"{slug} is changed: {loaded.origin}/a/{slug}")


@click.command()
@click.argument("file", type=FILE)
def load(file: Path) -> None:
    """Load a case file: a new action becomes a draft; one that is here becomes what the file says."""
    spec = parse_case_file(_read(file), name=str(file))
    loaded = load_settings()
    with database(loaded) as db, db.unit_of_work() as session:
        organisation_id = ensure_organisation(session, settings=loaded)
        done = load_case_file(session, organisation_id=organisation_id, spec=spec)
    click.echo(f"The case “{spec.name}” is saved.")
    if spec.action and done:
        click.echo(f"The action {spec.action.slug} is {done}. Next: outcry actions show {spec.action.slug}")


@click.command()
@click.argument("slug")
@click.option("--title", required=True, help="The news in a few words.")
@click.option("--file", "body", type=FILE, required=True, help="A file with the news, in Markdown.")
@click.option("--language", metavar="CODE", help="In which it is written: the action's own unless you say another.")
def update(slug: str, title: str, body: Path, language: str | None) -> None:
    """Put news on an action's page and into its feed."""
    text = _read(body)
    loaded = load_settings()
    with database(loaded) as db, db.unit_of_work() as session:
        updates.publish_update(session, slug=slug, title=title, body=text, language=language)
    click.echo(f"The news stands on {loaded.origin}/a/{slug}")


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{file} is not text in UTF-8.") from None


CHANGES = (photo, dates, goal, edit, load, update)
