"""Numbers for those who run actions."""

from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from actions.errors import NotFound
from actions.models.actions import Action
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.pledges import Pledge
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
    state = case((Pledge.held_for.is_not(None), "held"), else_=Pledge.state)
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
