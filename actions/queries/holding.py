"""Which pledges are held, and for what."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.pledges import Pledge
from actions.models.supporters import Supporter

LOOK_WITHIN = timedelta(hours=1)
"""Older than this a hold is told to the organisers: somebody real may be waiting."""


@dataclass(frozen=True)
class Chosen:
    """Held pledges that somebody means: all that fit each of what is given."""

    slug: str | None = None
    cause: str | None = None
    domain: str | None = None
    ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class HeldGroup:
    slug: str
    cause: str
    number: int
    oldest_at: datetime


@dataclass(frozen=True)
class HeldPledge:
    id: int
    slug: str
    cause: str
    country: str
    domain: str
    """Of the address; never more of it."""
    signed_at: datetime


_domain = func.split_part(Supporter.email, "@", 2)


def is_held(chosen: Chosen) -> tuple[ColumnElement[bool], ...]:
    """Conditions on `Pledge` joined with `Action` and `Supporter`."""
    conditions = [Pledge.state == "pending", Pledge.held_for.is_not(None)]
    if chosen.slug is not None:
        conditions.append(Action.slug == chosen.slug)
    if chosen.cause is not None:
        conditions.append(Pledge.held_for == chosen.cause)
    if chosen.domain is not None:
        conditions.append(_domain == chosen.domain.lower())
    if chosen.ids:
        conditions.append(Pledge.id.in_(chosen.ids))
    return tuple(conditions)


def held_groups(session: Session, chosen: Chosen) -> tuple[HeldGroup, ...]:
    """How many by action and cause, the largest first."""
    rows = session.execute(
        select(Action.slug, Pledge.held_for, func.count(), func.min(Pledge.signed_at))
        .join_from(Pledge, Action)
        .join(Supporter, Supporter.id == Pledge.supporter_id)
        .where(*is_held(chosen))
        .group_by(Action.slug, Pledge.held_for)
        .order_by(func.count().desc(), Action.slug, Pledge.held_for)
    )
    return tuple(HeldGroup(slug, cause or "", number, oldest_at) for slug, cause, number, oldest_at in rows)


def held_pledges(session: Session, chosen: Chosen) -> tuple[HeldPledge, ...]:
    """One by one, the oldest first."""
    rows = session.execute(
        select(Pledge.id, Action.slug, Pledge.held_for, Pledge.country, _domain, Pledge.signed_at)
        .join_from(Pledge, Action)
        .join(Supporter, Supporter.id == Pledge.supporter_id)
        .where(*is_held(chosen))
        .order_by(Pledge.signed_at, Pledge.id)
    )
    return tuple(HeldPledge(*row) for row in rows)


def overdue(session: Session) -> int:
    """How many are held for longer than an hour."""
    held = select(func.count()).where(
        Pledge.state == "pending", Pledge.held_for.is_not(None), Pledge.signed_at < clock.now() - LOOK_WITHIN
    )
    return session.scalar(held) or 0
