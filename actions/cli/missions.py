"""`outcry missions …`: import missions, find out which one answers for a country, vouch for contacts."""

import json
from collections import Counter
from pathlib import Path

import click

from actions.cli.countries import COUNTRY
from actions.cli.database import database, load_settings
from actions.cli.mission_contacts import contact
from actions.cli.mission_reports import reports
from actions.cli.mission_rules import override, rule
from actions.db import Database
from actions.domain.countries import country_name, name_in_sentence
from actions.domain.mission_files import MAX_BYTES
from actions.domain.mission_words import CHANNEL_WORDS, reason_in_words, sentence
from actions.domain.missions import ContactInfo, MissionInfo, Resolution
from actions.queries import missions as queries
from actions.queries.places import SEEDS
from actions.usecases.mission_rules import load_shipped_rules
from actions.usecases.missions import ImportReport, LargeChangeError, import_missions

MOST_PROBLEMS = 20


@click.group()
def missions() -> None:
    """Embassies and other missions: import them, find the one for a country, vouch for contacts."""


for command in (contact, override, rule, reports):
    missions.add_command(command)


@missions.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--accept-large-change", is_flag=True, help="Don't ask when more than a tenth of a state's missions change.")
def import_(file: Path, accept_large_change: bool) -> None:
    """Import missions or contacts from FILE. Doing it again changes nothing.

    FILE is our own CSV of missions or of contacts, or the CSV of the "database of embassies" project.
    """
    with file.open("rb") as opened:
        content = opened.read(MAX_BYTES + 1)
    with database() as db:
        try:
            report = _import(db, content, accept_large_change=accept_large_change)
        except LargeChangeError as large:
            click.echo(str(large), err=True)
            if not _agrees():
                click.echo("Nothing was imported. To agree: add --accept-large-change", err=True)
                raise click.exceptions.Exit(1) from None
            report = _import(db, content, accept_large_change=True)
    _print_report(report)


def _import(db: Database, content: bytes, *, accept_large_change: bool) -> ImportReport:
    with db.unit_of_work() as session:
        # Missions never come without the shipped safety rules: a pair that is blocked must be blocked from the start.
        load_shipped_rules(session, directory=SEEDS)
        return import_missions(session, content=content, accept_large_change=accept_large_change)


def _agrees() -> bool:
    try:
        return click.confirm("Import it all the same?", default=False, err=True)
    except click.Abort:
        click.echo(err=True)
        return False


def _print_report(report: ImportReport) -> None:
    whose = f"{report.states} state" if report.states == 1 else f"{report.states} states"
    click.echo(f"Read {report.rows:,} rows of {whose}.")
    counts = {
        "new missions": report.added,
        "updated": report.updated,
        "now unknown": report.vanished,
        "new contacts": report.contacts,
        "unchanged rows": report.unchanged,
        "rows left out": report.left_out,
    }
    for name, count in counts.items():
        click.echo(f"  {name:16}{count:>8,}")
    for problem in report.problems[:MOST_PROBLEMS]:
        click.echo(f"  {problem}", err=True)
    if len(report.problems) > MOST_PROBLEMS:
        click.echo(f"  … and {len(report.problems) - MOST_PROBLEMS:,} more.", err=True)
    click.echo("\nNo contact is mailed before somebody confirms it. Next: outcry missions resolve RU CH")


@missions.command()
@click.argument("state", type=COUNTRY)
@click.argument("country", type=COUNTRY)
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
@click.option("--confirmed-only", is_flag=True, help="As outside demo mode: an unverified email is no channel.")
def resolve(state: str, country: str, as_json: bool, confirmed_only: bool) -> None:
    """Name the mission of STATE that answers for supporters in COUNTRY, and how it can be reached."""
    loaded = load_settings()
    with database(loaded) as db, db.read_only() as session:
        found = queries.resolve_for(
            session,
            responsible_state=state,
            country=country,
            unverified_emails=loaded.is_demo and not confirmed_only,
        )
    if as_json:
        click.echo(json.dumps(_resolution_object(found), ensure_ascii=False))
    else:
        _print_resolution(found)


def _resolution_object(found: Resolution) -> dict[str, object]:
    return {
        "responsible_state": found.responsible_state,
        "country": found.country,
        "missions": [_mission_object(mission) for mission in found.missions],
        "reason": found.reason,
        "channels": list(found.channels),
        "contacts": [_contact_object(each) for each in found.contacts],
        "rule": found.rule,
        "warning": found.warning or None,
        "sentence": sentence(found),
    }


def _mission_object(mission: MissionInfo) -> dict[str, object]:
    return {
        "name": mission.name,
        "kind": mission.kind,
        "city": mission.city,
        "source_id": mission.source_id,
        "operator_iso2": mission.operator_iso2,
        "host_iso2": mission.host_iso2,
        "located_in_iso2": mission.located_in_iso2,
        "also_accredited_iso2s": sorted(mission.also_accredited_iso2s),
        "status": mission.status,
        "flags": sorted(mission.flags),
        "source": mission.source,
        "checked_on": mission.checked_on.isoformat() if mission.checked_on else None,
    }


def _contact_object(each: ContactInfo) -> dict[str, object]:
    return {
        "id": each.id,
        "channel": each.channel,
        "value": each.value,
        "status": each.status,
        "source": each.source,
        "source_on": each.source_on,
    }


def _print_resolution(found: Resolution) -> None:
    click.secho(sentence(found), bold=True)
    if found.warning:
        click.echo(f"  {'warning':10}{found.warning}")
    click.echo(f"  {'reason':10}{reason_in_words(found)} ({found.reason})")
    if found.is_count_only:
        click.echo(f"  {'channels':10}none: a number in the hand-in")
        return
    channels = ", ".join(CHANNEL_WORDS[channel] for channel in found.channels)
    click.echo(f"  {'channels':10}{channels if found.contacts else f'nothing usable is known: {channels}'}")
    width = max((len(each.value) for each in found.contacts), default=0)
    for each in found.contacts:
        click.echo(f"  {CHANNEL_WORDS[each.channel]:16}{each.value:{width}}  {each.status}, {_origin(each)}")
    mission = found.missions[0]
    if mission.flags:
        click.echo(f"  {'flags':10}{', '.join(sorted(mission.flags))}")
    others = [f"{each.name} ({each.source_id})" for each in found.missions[1:]]
    if others:
        click.echo(f"  {'after it':10}{'; '.join(others)}")
    click.echo(f"\n{_next_step(mission)}")


def _next_step(mission: MissionInfo) -> str:
    sourced = "--by NAME --source URL --dated DATE"
    email = mission.usable_email(unverified=True)
    if email is None:
        whose = f"{mission.operator_iso2} {mission.source_id}"
        return f"Next: outcry missions contact add {whose} email ADDRESS {sourced}"
    if email.status != "confirmed":
        return f"To mail {email.value} outside demo mode: outcry missions contact confirm {email.id} {sourced}"
    return f"Next: outcry missions contact list {mission.operator_iso2} {mission.host_iso2 or ''}".rstrip()


def _origin(each: ContactInfo) -> str:
    return f"{each.source}, {each.source_on}" if each.source_on else each.source


@missions.command("list")
@click.argument("state", type=COUNTRY, required=False)
def list_(state: str | None) -> None:
    """List the missions of STATE, or the states of which missions are known."""
    with database() as db, db.read_only() as session:
        if state is None:
            _print_states(queries.list_states(session))
        else:
            _print_missions(state, queries.list_missions(session, state))


def _print_states(states: tuple[queries.StateTotals, ...]) -> None:
    if not states:
        click.echo("No missions yet. Next: outcry seed, or outcry missions import FILE")
        return
    for each in states:
        click.echo(f"{each.state}  {country_name(each.state):32}{each.missions:>6,}  {each.active:>6,} active")
    click.echo("\nNext: outcry missions list RU")


def _print_missions(state: str, found: tuple[MissionInfo, ...]) -> None:
    if not found:
        click.echo(f"No missions of {name_in_sentence(state)} are known. Next: outcry missions import FILE")
        return
    rows = [_cells(mission) for mission in found]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())
    kinds = Counter(mission.kind for mission in found)
    click.echo(f"\n{len(found):,} missions, {kinds['embassy']:,} of them embassies. Next: outcry missions gaps {state}")


def _cells(mission: MissionInfo) -> tuple[str, ...]:
    channels = [each.channel for each in mission.usable_contacts(unverified_emails=True)]
    return (
        mission.host_iso2 or "–",
        mission.kind.replace("_", " "),
        mission.city or "–",
        mission.status,
        " ".join(channels) or "–",
        mission.source_id,
        " ".join(sorted(mission.flags)),
    )


@missions.command()
@click.argument("state", type=COUNTRY)
@click.option("--json", "as_json", is_flag=True, help="Print an array of objects.")
@click.option("--confirmed-only", is_flag=True, help="As outside demo mode: an unverified email is no channel.")
def gaps(state: str, as_json: bool, confirmed_only: bool) -> None:
    """List the countries from which nothing but a hand-in on paper reaches a mission of STATE."""
    loaded = load_settings()
    with database(loaded) as db, db.read_only() as session:
        found = queries.gaps(session, state, unverified_emails=loaded.is_demo and not confirmed_only)
    if as_json:
        click.echo(json.dumps([_resolution_object(each) for each in found], ensure_ascii=False))
        return
    if not found:
        click.echo(f"Every country has a way to reach a mission of {name_in_sentence(state)}.")
        return
    names = max(len(country_name(each.country)) for each in found)
    reasons = max(len(reason_in_words(each)) for each in found)
    for each in found:
        who = each.missions[0].name if each.missions else "counted only"
        click.echo(f"{each.country}  {country_name(each.country):{names}}  {reason_in_words(each):{reasons}}  {who}")
    click.echo(f"\n{len(found)} countries. Next: outcry missions resolve {state} {found[0].country}")
