"""Letters that wait for a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from actions.domain.screening import reasons_to_look
from actions.errors import NotFound
from actions.languages import N_
from actions.models.actions import Action
from actions.models.letters import Letter
from actions.models.pledges import Pledge
from actions.queries.pledges import CONTENT


@dataclass(frozen=True)
class HeldLetter:
    uuid: UUID
    slug: str
    country: str
    language: str
    reasons: tuple[str, ...]
    """Keys of `screening.REASONS`, as the words are judged today."""
    own_words: str
    """What the supporter wrote, without the rest of the letter."""
    subject: str
    body: str
    created_at: datetime


def held_letters(session: Session, *, slug: str | None = None) -> tuple[HeldLetter, ...]:
    """Those held for what their supporters wrote, the longest waiting first; of all actions, or of the one of `slug`."""
    chosen = _held().order_by(Letter.id)
    rows = session.execute(chosen.where(Action.slug == slug) if slug else chosen)
    return tuple(_shown(*row) for row in rows)


def find_held_letter(session: Session, uuid: UUID) -> HeldLetter:
    """Raises `NotFound` where no such letter is held for what it says."""
    row = session.execute(_held().where(Letter.uuid == uuid)).one_or_none()
    if row is None:
        raise NotFound(N_("No such letter is held. `outcry letters held` lists them."))
    return _shown(*row)


def _held() -> Select[Letter, Pledge, str]:
    return (
        select(Letter, Pledge, Action.slug)
        .join(Pledge, Letter.pledge_id == Pledge.id)
        .join(Action, Pledge.action_id == Action.id)
        .where(Letter.state == "held", Letter.held_for == CONTENT)
    )


def _shown(letter: Letter, pledge: Pledge, slug: str) -> HeldLetter:
    own_words = "\n\n".join(each for each in (pledge.personal_line, pledge.edited_top, pledge.edited_end) if each)
    return HeldLetter(
        uuid=letter.uuid,
        slug=slug,
        country=pledge.country,
        language=pledge.message_version.language,
        reasons=reasons_to_look(own_words, own_email=letter.reply_to),
        own_words=own_words,
        subject=letter.subject,
        body=letter.body,
        created_at=letter.created_at,
    )
