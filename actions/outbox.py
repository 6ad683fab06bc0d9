"""What waits to be handed over: put in by the caller's transaction, claimed in batches, settled once.

A claim is a lease by the database's clock and an attempt number. Everything that is written about a hand-over names its
attempt, so a worker that was stopped past its lease and comes back writes nothing over what happened meanwhile.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, select, update
from sqlalchemy.orm import Session

from actions.domain import retries, states
from actions.domain.states import Machine
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.transitions import change_state


@dataclass(frozen=True)
class Queue:
    model: type[Letter] | type[SupporterMail]
    machine: Machine

    @property
    def name(self) -> str:
        return self.model.__tablename__


LETTERS = Queue(Letter, states.LETTER)
MAILS = Queue(SupporterMail, states.MAIL)


@dataclass(frozen=True)
class Claim:
    """One worker's right to hand over one row, while the lease lasts."""

    queue: Queue
    id: int
    attempt: int


def enqueue_letter(
    session: Session,
    *,
    pledge_id: int,
    state: str,
    mission_id: int | None,
    contact_id: int | None,
    subject: str,
    body: str,
    from_name: str | None = None,
    reply_to: str | None = None,
    is_demo: bool = False,
    held_for: str | None = None,
) -> int:
    """Write the letter of a pledge; returns its id. Only what is `queued` is mailed by the worker."""
    letter = Letter(
        pledge_id=pledge_id,
        mission_id=mission_id,
        contact_id=contact_id,
        state=state,
        subject=subject,
        body=body,
        from_name=from_name,
        reply_to=reply_to,
        is_demo=is_demo,
        held_for=held_for,
    )
    session.add(letter)
    session.flush()
    return letter.id


def claim(session: Session, queue: Queue, *, batch: int, lease: float) -> list[Claim]:
    """Up to `batch` rows that are due, longest waiting first, for `lease` seconds. No two callers get the same row."""
    model = queue.model
    due = session.scalars(
        select(model.id)
        .where(model.state == "queued", model.not_before <= func.now())
        .order_by(model.not_before, model.id)
        .limit(batch)
        .with_for_update(skip_locked=True)
    ).all()
    if not due:
        return []
    values = {"attempt": model.attempt + 1, "leased_until": _from_now(lease)}
    claimed = change_state(session, model, due, machine=queue.machine, event="claim", actor="worker", values=values)
    rows = session.execute(select(model.id, model.attempt).where(model.id.in_(claimed)))
    attempts = {row.id: row.attempt for row in rows}
    return [Claim(queue, each, attempts[each]) for each in due if each in attempts]


def begin(session: Session, claim: Claim, *, attempt_uuid: UUID, lease: float) -> bool:
    """Begin the hand-over: a whole lease from now, and the uuid that travels with the mail. A letter is now `handing`.

    The caller commits before it calls the provider. False where the claim was lost meanwhile: then nothing may be sent.
    """
    model = claim.queue.model
    values = {"leased_until": _from_now(lease), "attempt_uuid": attempt_uuid}
    if claim.queue is LETTERS:
        return settle(session, claim, "call", actor="worker", **values)
    statement = (
        update(model)
        .where(model.id == claim.id, model.attempt == claim.attempt, model.state == "claimed")
        .values(**values)
        .returning(model.id)
    )
    return session.connection().execute(statement).first() is not None


def settle(session: Session, claim: Claim, event: str, *, actor: str = "provider", **values: Any) -> bool:
    """Let `event` happen to what was claimed; False where the claim was lost or the state does not admit it."""
    model = claim.queue.model
    happened = change_state(
        session,
        model,
        [claim.id],
        machine=claim.queue.machine,
        event=event,
        actor=actor,
        values={"leased_until": None, **values},
        where=[model.attempt == claim.attempt],
    )
    return bool(happened)


def settle_for_later(
    session: Session,
    claim: Claim,
    event: str,
    *,
    error: str,
    give_up: str,
    retry_after: float | None = None,
    **given_up_values: Any,
) -> bool:
    """Let `event` happen, with the next try at a later time; or `give_up`, once there were enough tries."""
    model = claim.queue.model
    statement = select(model.tries, model.first_attempt_at, func.now()).where(model.id == claim.id).with_for_update()
    row = session.execute(statement).one_or_none()
    if row is None:  # its supporter was erased meanwhile
        return False
    tries, first_attempt_at, now = row
    seconds = retries.delay(tries + 1, age=now - (first_attempt_at or now), retry_after=retry_after)
    values = {"tries": tries + 1, "last_error": error, **first_answer(claim.queue)}
    if seconds is None:
        return settle(session, claim, give_up, **values, **given_up_values)
    return settle(session, claim, event, not_before=_from_now(seconds), **values)


def first_answer(queue: Queue) -> dict[str, Any]:
    """The values that remember when a provider first answered."""
    return {"first_attempt_at": func.coalesce(queue.model.first_attempt_at, func.now())}


def give_back(session: Session, claims: list[Claim]) -> int:
    """Let go of claims whose hand-over has not begun; returns how many were still ours."""
    return sum(settle(session, claim, "give_back", actor="worker") for claim in claims)


def lapse(session: Session, queue: Queue, *, batch: int = 1000) -> int:
    """Take claims back whose lease is over: their worker died or hangs. Returns how many.

    What was only claimed waits again. A letter that was being handed over is `unknown` from then on, and nothing sends
    it again by itself.
    """
    model = queue.model
    over = session.scalars(
        select(model.id)
        .where(model.state.in_(states.sources(queue.machine, "lease_over")), model.leased_until < func.now())
        .limit(batch)
        .with_for_update(skip_locked=True)
    ).all()
    values = {"leased_until": None}
    return len(change_state(session, model, over, machine=queue.machine, event="lease_over", actor="worker", values=values))


def _from_now(seconds: float) -> ColumnElement[Any]:
    return func.now() + literal(timedelta(seconds=seconds))
