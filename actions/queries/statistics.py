"""Numbers for those who run actions."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, distinct, func, select
from sqlalchemy.orm import Session

from actions.errors import NotFound
from actions.models.actions import Action
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.pledges import OwnSending, Pledge
from actions.queries.counts import total


@dataclass(frozen=True)
class PledgeStatistics:
    slug: str
    counted: int
    pledges: dict[str, int]
    letters: dict[str, int]
    mails: dict[str, int]


def pledge_statistics(session: Session, *, slug: str | None = None) -> tuple[PledgeStatistics, ...]:
    """By action and state; held pledges count as `held`. Raises `NotFound` for an unknown slug."""
    chosen = select(Action.id, Action.slug).order_by(Action.id)
    if slug is not None:
        chosen = chosen.where(Action.slug == slug)
    actions = session.execute(chosen).all()
    if slug is not None and not actions:
        raise NotFound(f"There is no action “{slug}”. `outcry actions list` names them.")
    return tuple(_of_action(session, action_id, each) for action_id, each in actions)


def _of_action(session: Session, action_id: int, slug: str) -> PledgeStatistics:
    is_held = (Pledge.state == "pending") & Pledge.held_for.is_not(None)
    state = case((is_held, "held"), else_=Pledge.state)
    of_action = Pledge.action_id == action_id
    pledges = select(state, func.count()).where(of_action).group_by(state)
    letters = select(Letter.state, func.count()).join(Letter.pledge).where(of_action).group_by(Letter.state)
    mails = (
        select(SupporterMail.state, func.count())
        .join(Pledge, Pledge.id == SupporterMail.pledge_id)
        .where(of_action)
        .group_by(SupporterMail.state)
    )
    return PledgeStatistics(
        slug=slug,
        counted=total(session, action_id=action_id),
        pledges=_counted(session, pledges),
        letters=_counted(session, letters),
        mails=_counted(session, mails),
    )


def _counted(session: Session, statement: Select[str, int]) -> dict[str, int]:
    return dict(sorted((state, number) for state, number in session.execute(statement)))


_LEFT_THE_HOUSE = ("handed", "delivered", "deferred", "bounced", "handed_in")
"""Of letters that a provider accepted, or that were handed in on paper. Those `unknown` may have left: we don't know."""


@dataclass(frozen=True)
class Fate:
    """What became of an action's letters, in states that are known."""

    handed_over: int
    """Accepted by a mail provider or handed in on paper. Those that came back later are among them."""
    missions: int
    """To how many of them."""
    delivered: int
    """Confirmed by the mission's own mail server."""
    returned: int
    waiting_for_hand_in: int
    own: int
    """Supporters' own sendings, by their own word."""


def fate_of(session: Session, *, action_id: int) -> Fate:
    """Counts rows: not for every request."""
    left = Letter.state.in_(_LEFT_THE_HOUSE)

    def number(state: str) -> ColumnElement[int]:
        return func.count().filter(Letter.state == state)

    letters = session.execute(
        select(
            func.count().filter(left),
            func.count(distinct(Letter.mission_id)).filter(left),
            number("delivered"),
            number("bounced"),
            number("for_hand_in"),
        )
        .join(Letter.pledge)
        .where(Pledge.action_id == action_id)
    ).one()
    own = session.scalar(
        select(func.count(distinct(OwnSending.pledge_id)))
        .join(Pledge, Pledge.id == OwnSending.pledge_id)
        .where(Pledge.action_id == action_id, Pledge.state == "confirmed")
    )
    return Fate(*letters, own=own or 0)
