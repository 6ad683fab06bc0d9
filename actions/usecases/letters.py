"""A person has looked at a letter that was held for what its supporter wrote: it goes on, or it does not."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from actions.domain import states
from actions.errors import Conflict, NotFound, Refused
from actions.languages import N_
from actions.models.letters import Letter
from actions.models.pledges import Pledge
from actions.queries.pledges import CONTENT, letter_waits
from actions.transitions import change_state

REFUSED = "refused"
"""Stands as `held_for` in a cancelled letter that nobody lets go; `last_error` says why, for the supporter too."""
LONGEST_REASON = 500
_RELEASE = {"queued": "release_to_queue", "for_digest": "release_to_digest", "for_hand_in": "release_to_hand_in"}


def release_letter(session: Session, *, uuid: UUID, by: str) -> str:
    """Let the letter go on by its mission's channel; returns the state in which it waits now.

    Raises `NotFound` where it is not held for what it says, `Refused` without a name, `Conflict` where somebody was quicker.
    """
    letter = _held(session, uuid, by)
    channel = letter.contact.channel if letter.contact else "hand_in"
    waits = letter_waits(channel, letter.pledge.action.mode)
    _settle(session, letter, event=_RELEASE[waits], by=by, held_for=None)
    return waits


def refuse_letter(session: Session, *, uuid: UUID, by: str, reason: str) -> None:
    """Stop the letter for good, and keep why; the signature stays counted. Raises as `release_letter`."""
    letter = _held(session, uuid, by)
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise Refused(N_("Say why, in %(most)s characters at the most: the supporter reads it."), most=LONGEST_REASON)
    _settle(session, letter, event="cancel", by=by, held_for=REFUSED, last_error=reason)


def _held(session: Session, uuid: UUID, by: str) -> Letter:
    if not by.strip():
        raise Refused(N_("Say who decides."))
    letter = session.scalar(
        select(Letter)
        .where(Letter.uuid == uuid, Letter.state == "held", Letter.held_for == CONTENT)
        .options(joinedload(Letter.contact), joinedload(Letter.pledge).joinedload(Pledge.action))
        .execution_options(populate_existing=True)
    )
    if letter is None:
        raise NotFound(N_("No such letter is held. `outcry letters held` lists them."))
    return letter


def _settle(session: Session, letter: Letter, *, event: str, by: str, **values: str | None) -> None:
    changed = change_state(
        session,
        Letter,
        [letter.id],
        machine=states.LETTER,
        event=event,
        actor=by.strip(),
        values=values,
        where=[Letter.state == "held", Letter.held_for == CONTENT],
    )
    if not changed:
        raise Conflict(N_("Somebody else has just decided about this letter."))
