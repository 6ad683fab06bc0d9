"""An action that is public already, changed: dates, goal, words. Cached pages follow, since its version grows."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.schedules import Schedule, check_schedule, closing, find_zone, opening
from actions.errors import Conflict, NotFound, Refused
from actions.models.actions import Action
from actions.usecases.actions import find_follow_on

NONE = "none"
"""Said for a date that is to be taken away."""
LARGEST_GOAL = 100_000_000
LONGEST = {"title": 200, "ask": 500, "story": 40_000, "outcome_text": 2_000}
"""Characters."""


def change_dates(
    session: Session,
    *,
    slug: str,
    opens: str | None = None,
    closes: str | None = None,
    send_before: str | None = None,
    zone: str | None = None,
) -> Schedule:
    """Change those that are given, in the action's time zone; `none` takes one away. Returns what holds then.

    Raises `NotFound`, `Conflict` for a closed action, `Refused` with the field to mend.
    """
    action = _find(session, slug)
    if action.state == "closed":
        raise Conflict(f"“{slug}” is closed: its dates are part of the record.")
    name = find_zone(zone).key if zone else action.time_zone
    schedule = Schedule(
        opens_at=action.opens_at if opens is None else None if opens == NONE else opening(opens, name),
        closes_at=action.closes_at if closes is None else None if closes == NONE else closing(closes, name),
        send_before=action.send_before if send_before is None else None if send_before == NONE else _day(send_before),
        time_zone=name,
    )
    _check_against_now(action, schedule, changed={"opens": opens, "closes": closes, "send_before": send_before})
    check_schedule(schedule)
    action.opens_at, action.closes_at = schedule.opens_at, schedule.closes_at
    action.send_before, action.time_zone = schedule.send_before, schedule.time_zone
    _changed(session, action)
    return schedule


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise Refused(f"“{value}” is not a day. They look like 2026-05-03.", field="send_before") from None


def _check_against_now(action: Action, schedule: Schedule, *, changed: dict[str, str | None]) -> None:
    now = clock.now()
    if changed["opens"] is not None and action.state in {"live", "paused"}:
        raise Refused("It is open already: pause it instead.", field="opens_at")
    if action.state == "scheduled" and schedule.opens_at is None:
        raise Refused("It is scheduled: name another day instead.", field="opens_at")
    if changed["closes"] is not None and schedule.closes_at and schedule.closes_at <= now:
        raise Refused("That is past. To end it now: outcry actions close.", field="closes_at")
    today = now.astimezone(find_zone(schedule.time_zone)).date()
    if changed["send_before"] is not None and schedule.send_before and schedule.send_before < today:
        raise Refused("That day is past.", field="send_before")


def set_goal(session: Session, *, slug: str, goal: int | None) -> None:
    """How many signatures are hoped for; with none, the next round number is. Raises `NotFound`, `Refused`."""
    action = _find(session, slug)
    if goal is not None and not 0 < goal <= LARGEST_GOAL:
        raise Refused("A goal is a number from 1 to 100,000,000.", field="goal")
    action.goal = goal
    _changed(session, action)


def edit_action(
    session: Session,
    *,
    slug: str,
    title: str | None = None,
    ask: str | None = None,
    story: str | None = None,
    outcome_text: str | None = None,
    follow_on: str | None = None,
) -> None:
    """Replace those words that are given. The letter is not among them: it has versions of its own.

    Raises `NotFound`, and `Refused` with the field to mend.
    """
    action = _find(session, slug)
    if outcome_text is not None and action.state != "closed":
        raise Refused("Only a closed action has an outcome.", field="outcome_text")
    words = {"title": title, "ask": ask, "story": story, "outcome_text": outcome_text}
    for name, text in words.items():
        if text is not None:
            setattr(action, name, _checked(name, text))
    if follow_on is not None:
        action.follow_on_id = None if follow_on == NONE else find_follow_on(session, action=action, slug=follow_on)
    _changed(session, action)


def _checked(name: str, text: str) -> str:
    text = text.strip() if name == "story" else " ".join(text.split())
    label = name.replace("_", " ")
    if not text:
        raise Refused(f"The {label} would be empty.", field=name)
    if len(text) > LONGEST[name]:
        raise Refused(f"The {label} has {len(text):,} characters: {LONGEST[name]:,} are the most.", field=name)
    if "\x00" in text:
        raise Refused(f"The {label} holds characters that are no text.", field=name)
    return text


def _changed(session: Session, action: Action) -> None:
    action.version += 1
    session.flush()


def _find(session: Session, slug: str) -> Action:
    action = session.scalar(select(Action).where(Action.slug == slug).with_for_update())
    if action is None:
        raise NotFound(f"There is no action “{slug}”. `outcry actions list` names them.")
    return action
