"""What came of telling others, in numbers alone."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.domain.sharing import CHANNELS
from actions.errors import NotFound
from actions.models.actions import Action
from actions.models.pledges import Pledge
from actions.models.tallies import Tally
from actions.queries.pledges import find_token


@dataclass(frozen=True)
class ChannelNumbers:
    channel: str
    shares: int
    visits: int
    signatures: int
    """Confirmed ones that came by the channel."""


@dataclass(frozen=True)
class Arrival:
    """A confirmed signature that came by a shared link."""

    slug: str
    channel: str


@dataclass(frozen=True)
class ActionTallies:
    slug: str
    views: int
    channels: tuple[ChannelNumbers, ...]
    own_sendings: dict[str, int]
    """Letters that supporters say to have sent themselves, by way: counted apart from what we sent."""


def action_tallies(session: Session, slug: str) -> ActionTallies:
    """Raises `NotFound` for an unknown slug."""
    action_id = session.scalar(select(Action.id).where(Action.slug == slug))
    if action_id is None:
        raise NotFound(f"There is no action “{slug}”. `outcry actions list` names them.")
    rows = session.execute(
        select(Tally.kind, Tally.channel, func.sum(Tally.number))
        .where(Tally.action_id == action_id)
        .group_by(Tally.kind, Tally.channel)
    )
    numbers = {(kind, channel): int(number) for kind, channel, number in rows}
    kinds = ("share", "share_visit", "share_signature")
    channels = (ChannelNumbers(name, *(numbers.get((kind, name), 0) for kind in kinds)) for name in CHANNELS)
    return ActionTallies(
        slug=slug,
        views=numbers.get(("view", ""), 0),
        channels=tuple(each for each in channels if each.shares or each.visits or each.signatures),
        own_sendings={channel: number for (kind, channel), number in sorted(numbers.items()) if kind == "own_sending"},
    )


def arrivals(session: Session, *, raw_token: str) -> tuple[Arrival, ...]:
    """The shared links that led to what was confirmed last behind this link."""
    supporter_id = find_token(session, raw_token, purpose="confirm").supporter_id
    latest = select(func.max(Pledge.confirmed_at)).where(Pledge.supporter_id == supporter_id).scalar_subquery()
    rows = session.execute(
        select(Action.slug, Pledge.came_by)
        .join(Action, Action.id == Pledge.action_id)
        .where(Pledge.supporter_id == supporter_id, Pledge.confirmed_at == latest, Pledge.came_by.is_not(None))
    )
    return tuple(Arrival(slug, channel or "") for slug, channel in rows)
