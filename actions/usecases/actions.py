"""Actions: written as drafts, published past an open checklist, closed with an outcome."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from actions import clock
from actions.domain import states
from actions.domain.letters import check_merge_fields
from actions.domain.schedules import Schedule, check_schedule
from actions.errors import Conflict, NotFound, Refused
from actions.models.actions import FAMILY_ANSWERS, AcceptedPoint, Action
from actions.models.articles import Article
from actions.models.cases import Case
from actions.models.letters import Letter
from actions.models.messages import MessageVersion
from actions.models.missions import Mission
from actions.models.pledges import Pledge
from actions.queries.actions import OpenPoint, open_points
from actions.settings import Settings
from actions.transitions import change_state

FRESH_FOR = timedelta(days=90)
SECOND_LOOK = timedelta(hours=24)
REVIEW_EVERY = timedelta(days=365)
UNACCEPTABLE = frozenset({"imprint", "family_objects"})
"""Points that nobody can wave through."""


@dataclass(frozen=True)
class NewAction:
    slug: str
    title: str
    ask: str
    demands: Sequence[str]
    subjects: Sequence[str]
    body: str
    openings: Sequence[str] = ()
    is_editable: bool = False
    story: str = ""
    goal: int | None = None
    language: str = "en"
    schedule: Schedule = field(default_factory=Schedule)
    share_texts: Mapping[str, str] = field(default_factory=dict)
    article_id: int | None = None
    doubts: Sequence[OpenPoint] = ()


def create_action(session: Session, *, case: Case, new: NewAction) -> Action:
    """A draft of an action with the first version of its message. Raises `Refused` for a slug that is taken."""
    if session.scalar(select(Action.id).where(Action.slug == new.slug)):
        raise Refused(f"There is an action “{new.slug}” already.", field="slug")
    check_schedule(new.schedule)
    action = Action(
        organisation_id=case.organisation_id,
        case_id=case.id,
        article_id=new.article_id,
        slug=new.slug,
        title=new.title,
        ask=new.ask,
        demands=list(new.demands),
        story=new.story,
        goal=new.goal,
        language=new.language,
        opens_at=new.schedule.opens_at,
        closes_at=new.schedule.closes_at,
        send_before=new.schedule.send_before,
        time_zone=new.schedule.time_zone,
        share_texts=dict(new.share_texts),
        doubts=[{"point": doubt.point, "text": doubt.text} for doubt in new.doubts],
    )
    session.add(action)
    session.flush()
    write_message(
        session,
        action=action,
        subjects=new.subjects,
        openings=new.openings,
        body=new.body,
        is_editable=new.is_editable,
    )
    return action


def write_message(
    session: Session,
    *,
    action: Action,
    subjects: Sequence[str],
    body: str,
    language: str | None = None,
    openings: Sequence[str] = (),
    demands: Sequence[str] = (),
    is_editable: bool = False,
) -> MessageVersion:
    """The next version of the action's message in a language. Raises `Refused` for a merge field that is not ours."""
    for text in (*subjects, *openings, body):
        check_merge_fields(text)
    language = language or action.language
    of_language = (MessageVersion.action_id == action.id, MessageVersion.language == language)
    last = session.scalar(select(func.max(MessageVersion.number)).where(*of_language)) or 0
    version = MessageVersion(
        action_id=action.id,
        number=last + 1,
        language=language,
        subjects=list(subjects),
        openings=list(openings),
        body=body,
        demands=list(demands or action.demands),
        is_editable=is_editable,
    )
    session.add(version)
    session.flush()
    return version


def checklist(session: Session, *, slug: str, settings: Settings) -> tuple[OpenPoint, ...]:
    """What stands between the action and its publication, what was accepted left out. Raises `NotFound`."""
    action = _find(session, slug)
    accepted = set(session.scalars(select(AcceptedPoint.point).where(AcceptedPoint.action_id == action.id)))
    points = [
        *open_points(session, action),
        *_freshness(session, action),
        *_ended_case(session, action),
        *_family(action),
        *_imprint(settings),
        *_channels(session, action),
        *_second_look(action, settings),
    ]
    return tuple(point for point in points if point.point not in accepted)


def _freshness(session: Session, action: Action) -> list[OpenPoint]:
    article = session.get(Article, action.article_id) if action.article_id else None
    if article is None:
        return []
    if article.published_on is None:
        return [OpenPoint("freshness", "The article's publication date is not known: check that its facts still hold.")]
    if clock.today() - article.published_on > FRESH_FOR:
        text = f"The article is of {article.published_on:%-d %B %Y}, older than 90 days: check that its facts still hold."
        return [OpenPoint("freshness", text)]
    return []


def _ended_case(session: Session, action: Action) -> list[OpenPoint]:
    case = session.get(Case, action.case_id)
    assert case is not None
    if case.status not in states.ENDED_STATUSES:
        return []
    return [OpenPoint("ended_case", f"The case is known here as {case.status}: nothing should be asked for it any more.")]


def _family(action: Action) -> list[OpenPoint]:
    match action.family_answer:
        case None:
            return [OpenPoint("family", "Family, lawyer or campaign: do they agree, or why can't they be reached?")]
        case "objects":
            return [OpenPoint("family_objects", f"The prisoner's side objects: {action.family_note or 'no reason noted'}.")]
        case _:
            return []


def _imprint(settings: Settings) -> list[OpenPoint]:
    needed = (settings.organisation_name, settings.organisation_address, settings.privacy_contact)
    if settings.is_demo or all(needed):
        return []
    text = "Imprint and privacy notice are not set: ORGANISATION_NAME, ORGANISATION_ADDRESS, PRIVACY_CONTACT."
    return [OpenPoint("imprint", text)]


def _channels(session: Session, action: Action) -> list[OpenPoint]:
    case = session.get(Case, action.case_id)
    assert case is not None
    known = select(Mission.id).where(Mission.operator_iso2 == case.responsible_state, Mission.status == "active").limit(1)
    if session.scalar(known):
        return []
    text = f"No mission of {case.responsible_state} is known here: import some with `outcry missions import FILE`."
    return [OpenPoint("channels", text)]


def _second_look(action: Action, settings: Settings) -> list[OpenPoint]:
    if settings.is_demo or clock.now() - action.created_at >= SECOND_LOOK:
        return []
    return [OpenPoint("approval", "A second person approves text and targets, or the draft rests for 24 hours.")]


def record_family_answer(session: Session, *, slug: str, answer: str, note: str) -> None:
    """What the prisoner's side said. Raises `NotFound`, and `Refused` for a missing reason."""
    action = _find(session, slug)
    if answer not in FAMILY_ANSWERS:
        raise Refused(f"The answer is one of {', '.join(FAMILY_ANSWERS)}.", field="family")
    if answer != "agrees" and not note.strip():
        raise Refused("Say why with --family-note.", field="family_note")
    action.family_answer = answer
    action.family_note = note.strip() or None
    session.flush()


def accept_points(session: Session, *, slug: str, reasons: Mapping[str, str], by: str) -> None:
    """Record that `by` takes responsibility for open points. Raises `NotFound`, and `Refused` for the two that can't be."""
    action = _find(session, slug)
    if not by.strip():
        raise Refused("Say who accepts: --by NAME.", field="by")
    for point, reason in reasons.items():
        if point in UNACCEPTABLE:
            raise Refused(f"“{point}” cannot be accepted; it has to be mended.", field="accept")
        session.execute(
            upsert(AcceptedPoint)
            .values(action_id=action.id, point=point, accepted_by=by.strip(), reason=reason, accepted_at=clock.now())
            .on_conflict_do_nothing()
        )


def publish_action(session: Session, *, slug: str, by: str, settings: Settings) -> None:
    """Make the action public, or have that done by itself when it opens.

    Raises `NotFound`, `Conflict` for one that is public already, `Refused` while points are open.
    """
    action = _find(session, slug)
    open_ones = checklist(session, slug=slug, settings=settings)
    if open_ones:
        listed = ", ".join(point.point for point in open_ones)
        raise Refused(f"“{slug}” cannot be published yet. Open: {listed}.", field="accept")
    if action.opens_at and action.opens_at > clock.now():
        _move(session, action, event="schedule", actor=by)
        return
    _move(session, action, event="publish", actor=by)
    action.published_at = clock.now()
    action.review_on = (clock.now() + REVIEW_EVERY).date()
    action.version += 1
    session.flush()


def open_scheduled(session: Session) -> int:
    """Make those actions public whose time has come; returns how many."""
    due = session.scalars(select(Action.id).where(Action.state == "scheduled", Action.opens_at <= clock.now())).all()
    values = {
        "published_at": clock.now(),
        "review_on": (clock.now() + REVIEW_EVERY).date(),
        "version": Action.version + 1,
    }
    return len(change_state(session, Action, due, machine=states.ACTION, event="open", actor="worker", values=values))


def pause_action(session: Session, *, slug: str, by: str) -> None:
    """Take no signatures for now. Raises `NotFound`, `Conflict` for one that is not live."""
    _pause(session, slug, event="pause", by=by)


def resume_action(session: Session, *, slug: str, by: str) -> None:
    """Raises `NotFound`, `Conflict` for one that is not paused."""
    _pause(session, slug, event="resume", by=by)


def _pause(session: Session, slug: str, *, event: str, by: str) -> None:
    action = _find(session, slug)
    _move(session, action, event=event, actor=by)
    action.version += 1
    session.flush()


def close_action(
    session: Session, *, slug: str, outcome: str, outcome_text: str, by: str, follow_on: str | None = None
) -> None:
    """Replace the form by an outcome and cancel what waits. `follow_on` is the slug of the action that goes on.

    Raises `NotFound`, `Conflict`, `Refused`.
    """
    action = _find(session, slug)
    if outcome not in states.OUTCOMES:
        raise Refused(f"The outcome is one of {', '.join(states.OUTCOMES)}.", field="outcome")
    if follow_on:
        action.follow_on_id = find_follow_on(session, action=action, slug=follow_on)
    _move(session, action, event="close", actor=by)
    action.closed_at = clock.now()
    action.outcome = outcome
    if outcome in states.ENDED_STATUSES and action.case.status not in states.ENDED_STATUSES:
        action.case.status = outcome
        action.case.status_on = clock.today()
    action.outcome_text = outcome_text.strip() or None
    action.version += 1
    waiting = session.scalars(
        select(Letter.id)
        .join(Pledge, Pledge.id == Letter.pledge_id)
        .where(Pledge.action_id == action.id, Letter.state.in_(states.sources(states.LETTER, "cancel")))
    ).all()
    change_state(session, Letter, waiting, machine=states.LETTER, event="cancel", actor=by)
    session.flush()


def _move(session: Session, action: Action, *, event: str, actor: str) -> None:
    if not change_state(session, Action, [action.id], machine=states.ACTION, event=event, actor=actor):
        raise Conflict(f"“{action.slug}” is {action.state}: it cannot be {_PAST[event]}.")
    session.refresh(action)


_PAST = {
    "publish": "published",
    "schedule": "scheduled",
    "close": "closed",
    "pause": "paused",
    "resume": "resumed",
}


def find_follow_on(session: Session, *, action: Action, slug: str) -> int:
    """The id of the action that goes on where `action` ends. Raises `NotFound`, and `Refused` for the action itself."""
    following = _find(session, slug)
    if following.id == action.id:
        raise Refused("An action does not go on as itself.", field="follow_on")
    return following.id


def _find(session: Session, slug: str) -> Action:
    action = session.scalar(select(Action).where(Action.slug == slug))
    if action is None:
        raise NotFound(f"There is no action “{slug}”. `outcry actions list` names them.")
    return action
