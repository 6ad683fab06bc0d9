"""`outcry actions …`: list, look at, publish, pause and close actions."""

import json
import sys
from dataclasses import asdict
from html import escape

import click

from actions.cli.database import database, load_settings
from actions.domain.countries import country_name
from actions.domain.schedules import find_zone
from actions.domain.states import OUTCOMES
from actions.errors import Refused
from actions.queries.actions import ActionCard, ActionFile, ActionPage, OpenPoint, find_action_file, list_all_actions
from actions.settings import Settings
from actions.usecases import actions as usecases


@click.group()
def actions() -> None:
    """List, look at, publish, change and close actions."""


@actions.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
def list_(as_json: bool) -> None:
    """Name every action, drafts included."""
    with database() as db, db.read_only() as session:
        cards = list_all_actions(session)
    if as_json:
        click.echo(json.dumps([asdict(card) for card in cards], ensure_ascii=False, default=str))
        return
    if not cards:
        click.echo("No actions yet. Next: outcry seed, or outcry draft ARTICLE --save")
        return
    slugs = max(len(card.slug) for card in cards)
    for card in cards:
        click.echo(f"{card.slug:{slugs}}  {_state(card):16}  {card.count:>7,}  {card.title}")
    click.echo("\nNext: outcry actions show SLUG")


def _state(card: ActionCard) -> str:
    return f"{card.state}, {card.outcome}" if card.outcome else card.state


@actions.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
def show(slug: str, as_json: bool) -> None:
    """Show one action, what is open before it can be published, and the snippet that embeds it."""
    loaded = load_settings()
    with database(loaded) as db, db.read_only() as session:
        found = find_action_file(session, slug)
        points = usecases.checklist(session, slug=slug, settings=loaded) if found.page.state == "draft" else ()
    if as_json:
        known = {"state": found.page.state, "open_points": [asdict(point) for point in points]}
        snippet = {"url": _url(loaded, slug), "embed": embed_snippet(loaded, slug, found.page.title)}
        click.echo(json.dumps({**asdict(found.page), **known, **snippet}, ensure_ascii=False, default=str))
        return
    _print_action(found, loaded)
    _print_points(points, slug)


def _print_action(found: ActionFile, loaded: Settings) -> None:
    page = found.page
    click.secho(page.title, bold=True)
    rows = {
        "slug": page.slug,
        "state": f"{page.state}, {page.outcome}" if page.outcome else page.state,
        "case": f"{page.case.name}, {page.case.status.replace('_', ' ')}, held by {_state_named(page)}",
        "asks": page.ask,
        "facts as of": page.case.facts_as_of or "not known",
        "languages": " ".join(page.languages),
        "goal": f"{page.goal:,}" if page.goal else "the next round number",
        "dates": _dates_named(page),
        "photo": page.photo.alt if page.photo else "none",
        "article": found.article_title or ("without a title" if found.has_article else "none"),
        "page": _url(loaded, page.slug),
    }
    for name, value in rows.items():
        click.echo(f"  {name:12}{value}")
    for number, demand in enumerate(page.demands):
        click.echo(f"  {'demands' if number == 0 else '':12}– {demand}")
    if page.message:
        click.echo(f"\n{click.style('Letter', bold=True)}  version {page.message.number}")
        for subject in page.message.subjects:
            click.echo(f"  Subject: {subject}")
        click.echo()
        for line in page.message.body.splitlines():
            click.echo(f"  {line}".rstrip())
    click.echo(f"\n{click.style('To embed it', bold=True)}\n{embed_snippet(loaded, page.slug, page.title)}")
    if not loaded.embed_origins:
        click.echo("  (Name the sites that may frame it in EMBED_ORIGINS first.)")


def _dates_named(page: ActionPage) -> str:
    zone = find_zone(page.time_zone)
    parts = [
        f"opens {page.opens_at.astimezone(zone):%Y-%m-%d %H:%M}" if page.opens_at else "",
        f"closes {page.closes_at.astimezone(zone):%Y-%m-%d %H:%M}" if page.closes_at else "",
        f"send before {page.send_before}" if page.send_before else "",
    ]
    known = ", ".join(part for part in parts if part)
    return f"{known} ({page.time_zone})" if known else "none"


def _state_named(page: ActionPage) -> str:
    state = page.case.responsible_state
    return f"{country_name(state)} ({state})"


def _print_points(points: tuple[OpenPoint, ...], slug: str) -> None:
    if not points:
        return
    click.echo(f"\n{click.style('Open before it can be published', bold=True)}")
    widest = max(len(point.point) for point in points)
    for point in points:
        click.echo(f"  {point.point:{widest}}  {point.text}")
    click.echo(f"\nNext: outcry actions publish {slug} --by 'YOUR NAME'")


def _url(loaded: Settings, slug: str) -> str:
    return f"{loaded.origin}/a/{slug}"


def embed_snippet(loaded: Settings, slug: str, title: str) -> str:
    """HTML for a partner's page: a frame with the form, and inside it a link for where frames don't show."""
    url, name = _url(loaded, slug), escape(title, quote=True)
    return (
        f'<iframe src="{loaded.origin}/embed/{slug}" title="{name}" width="100%" height="900" loading="lazy" '
        f'style="border:0" referrerpolicy="strict-origin"><a href="{url}">{name}</a></iframe>'
    )


@actions.command()
@click.argument("slug")
@click.option("--by", default="", metavar="NAME", help="Who publishes, and accepts open points.")
@click.option("--accept", "accepted", multiple=True, metavar="POINT", help="Accept an open point, or `all`; repeatable.")
@click.option("--reason", default="", help="Why the points can be accepted.")
@click.option("--family", type=click.Choice(["agrees", "unreachable", "objects"]), help="What the prisoner's side says.")
@click.option("--family-note", default="", metavar="TEXT", help="Why they cannot be reached, or object.")
def publish(slug: str, by: str, accepted: tuple[str, ...], reason: str, family: str | None, family_note: str) -> None:
    """Make an action public. Asks about each open point, or takes --accept POINT --by NAME."""
    loaded = load_settings()
    with database(loaded) as db:
        with db.unit_of_work() as session:
            if family:
                usecases.record_family_answer(session, slug=slug, answer=family, note=family_note)
            points = usecases.checklist(session, slug=slug, settings=loaded)
        reasons = _accepted(points, accepted, reason) if accepted else _ask(points)
        by = by or (click.prompt("Your name") if reasons and sys.stdin.isatty() else "")
        if reasons:  # kept even where other points stay open
            with db.unit_of_work() as session:
                usecases.accept_points(session, slug=slug, reasons=reasons, by=by)
        with db.unit_of_work() as session:
            _refuse_while_open(usecases.checklist(session, slug=slug, settings=loaded), slug)
            usecases.publish_action(session, slug=slug, by=by or "command line", settings=loaded)
        with db.read_only() as session:
            page = find_action_file(session, slug).page
    if page.state == "scheduled":
        click.echo(f"{slug} is scheduled: {_dates_named(page)}. Until then nobody finds it.")
    else:
        click.echo(f"{slug} is live: {_url(loaded, slug)}")


def _accepted(points: tuple[OpenPoint, ...], accepted: tuple[str, ...], reason: str) -> dict[str, str]:
    open_names = {point.point for point in points}
    names = open_names - usecases.UNACCEPTABLE if "all" in accepted else set(accepted)
    unknown = sorted(names - open_names)
    if unknown:
        raise Refused(f"“{unknown[0]}” is not open. Open: {', '.join(sorted(open_names)) or 'nothing'}.")
    return dict.fromkeys(names, reason or "Accepted on the command line, without a reason given.")


def _ask(points: tuple[OpenPoint, ...]) -> dict[str, str]:
    """A reason for each open point, from the person at the terminal; nothing where there is none."""
    reasons: dict[str, str] = {}
    if not sys.stdin.isatty():
        return reasons
    for point in points:
        if point.point in usecases.UNACCEPTABLE:
            continue
        click.echo(f"\n{click.style(point.point, bold=True)}  {point.text}")
        answer = click.prompt("  Why can it be accepted? (empty: it can't)", default="", show_default=False)
        if answer.strip():
            reasons[point.point] = answer.strip()
    return reasons


def _refuse_while_open(points: tuple[OpenPoint, ...], slug: str) -> None:
    if not points:
        return
    lines = [f"{slug} cannot be published yet. Open:"]
    lines += [f"  {point.point}: {point.text}" for point in points]
    acceptable = [point.point for point in points if point.point not in usecases.UNACCEPTABLE]
    if acceptable:
        options = " ".join(f"--accept {name}" for name in acceptable)
        lines.append(f"To take responsibility: outcry actions publish {slug} {options} --by 'YOUR NAME' --reason '…'")
    raise Refused("\n".join(lines))


@actions.command()
@click.argument("slug")
@click.option("--outcome", required=True, type=click.Choice(OUTCOMES), help="What became of it.")
@click.option("--text", "outcome_text", default="", help="The outcome in a sentence or two, for the page.")
@click.option("--follow-on", metavar="SLUG", help="The action that goes on where this one ends.")
@click.option("--by", default="command line", metavar="NAME", help="Who closes it.")
def close(slug: str, outcome: str, outcome_text: str, follow_on: str | None, by: str) -> None:
    """Close an action: the outcome takes the form's place, and letters that wait are cancelled."""
    loaded = load_settings()
    with database(loaded) as db, db.unit_of_work() as session:
        usecases.close_action(session, slug=slug, outcome=outcome, outcome_text=outcome_text, follow_on=follow_on, by=by)
    click.echo(f"{slug} is closed: {_url(loaded, slug)}")


@actions.command()
@click.argument("slug")
@click.option("--by", default="command line", metavar="NAME", help="Who pauses it.")
def pause(slug: str, by: str) -> None:
    """Take no signatures for now."""
    with database() as db, db.unit_of_work() as session:
        usecases.pause_action(session, slug=slug, by=by)
    click.echo(f"{slug} is paused. To go on: outcry actions resume {slug}")


@actions.command()
@click.argument("slug")
@click.option("--by", default="command line", metavar="NAME", help="Who resumes it.")
def resume(slug: str, by: str) -> None:
    """Take signatures again."""
    loaded = load_settings()
    with database(loaded) as db, db.unit_of_work() as session:
        usecases.resume_action(session, slug=slug, by=by)
    click.echo(f"{slug} is live again: {_url(loaded, slug)}")
