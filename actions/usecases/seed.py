"""The example data of a new installation: one organisation, missions, two cases. Loading it again changes nothing."""

from datetime import UTC, datetime, time
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.domain import states
from actions.domain.casefiles import ActionSpec, CaseSpec, parse_case_file
from actions.models.actions import Action
from actions.models.organisations import Organisation
from actions.settings import Settings
from actions.transitions import change_state
from actions.usecases.actions import accept_points, checklist, publish_action
from actions.usecases.casefiles import add_missing_translations, create_from_file
from actions.usecases.cases import save_case
from actions.usecases.missions import load_seed_missions

EXAMPLE = "example data"


def seed(session: Session, *, directory: Path, settings: Settings) -> None:
    """Load what lies in `directory`. Raises `Refused` for a file that cannot be used."""
    organisation_id = ensure_organisation(session, settings=settings)
    load_seed_missions(session, directory=directory / "missions")
    for file in sorted((directory / "cases").glob("*.toml")):
        spec = parse_case_file(file.read_text(encoding="utf-8"), name=str(file))
        load_case(session, organisation_id=organisation_id, spec=spec, settings=settings)


def ensure_organisation(session: Session, *, settings: Settings) -> int:
    """The organisation that runs this installation, under the name that the settings give it."""
    organisation = session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    name = settings.organisation_name or "Example Campaign"
    if organisation is None:
        organisation = Organisation(name=name)
        session.add(organisation)
    elif settings.organisation_name and organisation.name != name:
        organisation.name = name
    session.flush()
    return organisation.id


def load_case(session: Session, *, organisation_id: int, spec: CaseSpec, settings: Settings) -> None:
    """The case with its facts, and its action where that is not there yet: what people did to it since stays.

    An action that came before its translations gets those it lacks.
    """
    case = save_case(session, organisation_id=organisation_id, spec=spec)
    if spec.action is None:
        return
    known = session.scalar(select(Action).where(Action.slug == spec.action.slug))
    if known is not None:
        add_missing_translations(session, action=known, spec=spec.action)
        return
    action = create_from_file(session, case=case, spec=spec.action)
    if spec.action.outcome:
        _record_closed(session, action, spec.action)
        return
    if not settings.is_demo:
        return  # where mail really leaves, an example stays a draft until somebody publishes it
    points = {point.point for point in checklist(session, slug=action.slug, settings=settings)}
    accept_points(session, slug=action.slug, reasons=dict.fromkeys(points, "An example, for trying."), by=EXAMPLE)
    publish_action(session, slug=action.slug, by=EXAMPLE, settings=settings)


def _record_closed(session: Session, action: Action, spec: ActionSpec) -> None:
    """A record of an action that ended before it came here: it never collected anything, so nothing is checked."""
    for event in ("publish", "close"):
        change_state(session, Action, [action.id], machine=states.ACTION, event=event, actor=EXAMPLE)
    session.refresh(action)
    action.outcome = spec.outcome
    action.outcome_text = spec.outcome_text
    if spec.closed_on:
        action.closed_at = datetime.combine(spec.closed_on, time(12), UTC)
    session.flush()
