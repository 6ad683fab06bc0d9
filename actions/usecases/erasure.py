"""Somebody is forgotten at once, at their word. A keyed hash stays, so that a restored backup can be cleaned."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from actions import clock
from actions.domain import states
from actions.domain.contact import EmailAddress
from actions.models.letters import Letter
from actions.models.organisations import Organisation
from actions.models.pledges import OwnSending, Pledge, Transition
from actions.models.supporters import AccessToken, Erasure, Supporter
from actions.queries.my import supporters_at
from actions.transitions import change_state
from actions.usecases import counts

NO_TEXT: dict[str, str | None] = {"subject": "", "body": "", "from_name": None, "reply_to": None}
"""What is left of a letter's text."""
NO_PERSON: dict[str, str | bool | None] = {
    "name": None,
    "personal_line": None,
    "edited_top": None,
    "edited_end": None,
    "is_shown": False,
    "wants_updates": False,
    "came_by": None,
}
"""What is left of who signed."""


@dataclass(frozen=True)
class LedgerLine:
    """That somebody was erased, as it is kept outside the database."""

    organisation: UUID
    address_hash: bytes
    erased_at: datetime


@dataclass(frozen=True)
class Erased:
    supporters: int
    pledges: int


@dataclass(frozen=True)
class _Found:
    id: int
    action_id: int
    country: str
    state: str
    is_held: bool


def erase(session: Session, *, supporter_id: int, actor: str, as_of: datetime | None = None) -> int:
    """Forget a supporter; returns how many pledges lost them.

    A letter that waits is cancelled, and the pledges count no more: nobody could tell, were they to sign again, that the
    same person is counted twice. What was handed over stays a number. With `as_of` only what they did until then is
    erased: they may have come back since.
    """
    until = as_of or clock.now()
    # The row is the lock for all that is theirs; `sign` takes it first as well. Neither here nor on the pledges is it the
    # strongest lock, until the letters are ours: a worker that records a hand-over holds a letter, and then refers to both.
    lock = select(Supporter.organisation_id, Supporter.address_hash).where(Supporter.id == supporter_id)
    found = session.execute(lock.with_for_update(key_share=True)).one_or_none()
    if found is None:
        return 0
    pledges = _pledges_until(session, supporter_id, until)
    ids = [pledge.id for pledge in pledges]
    _forget_letters(session, ids, actor=actor)
    take_back_consents(session, pledge_ids=ids)
    session.execute(delete(OwnSending).where(OwnSending.pledge_id.in_(ids)))
    _forget_mails(session, supporter_id, ids, until=as_of)
    _forget_links(session, supporter_id, until=as_of)
    # The hash of what was agreed to holds the name. With another identifier nobody can try names until one fits.
    values = {"supporter_id": None, "number": None, "uuid": func.gen_random_uuid(), **NO_PERSON}
    change_state(session, Pledge, ids, machine=states.PLEDGE, event="erase", actor=actor, values=values)
    # When it happened would lead from the ledger's hash to the pledge.
    session.execute(delete(Transition).where(Transition.subject == Pledge.__tablename__, Transition.subject_id.in_(ids)))
    for pledge in pledges:
        if pledge.state == "confirmed" and not pledge.is_held:
            counts.add(session, action_id=pledge.action_id, country=pledge.country, delta=-1)
    _forget_address(session, supporter_id)
    _remember(session, found.organisation_id, found.address_hash, until)
    return len(ids)


def _pledges_until(session: Session, supporter_id: int, until: datetime) -> list[_Found]:
    rows = session.execute(
        select(Pledge.id, Pledge.action_id, Pledge.country, Pledge.state, Pledge.held_for.is_not(None))
        .where(Pledge.supporter_id == supporter_id, Pledge.signed_at <= until)
        .order_by(Pledge.id)
        .with_for_update(key_share=True)
    )
    return [_Found(*row) for row in rows]


def _forget_letters(session: Session, pledge_ids: Sequence[int], *, actor: str) -> None:
    """One that is being handed over at this moment goes; if it comes back, the erased pledge stops it."""
    cancel_letters(session, pledge_ids=pledge_ids, actor=actor)
    session.execute(update(Letter).where(Letter.pledge_id.in_(pledge_ids)).values(NO_TEXT))


def cancel_letters(session: Session, *, pledge_ids: Sequence[int], actor: str) -> list[int]:
    """Cancel what has not begun to leave; returns the ids of these letters."""
    letters = session.scalars(select(Letter.id).where(Letter.pledge_id.in_(pledge_ids))).all()
    return change_state(session, Letter, letters, machine=states.LETTER, event="cancel", actor=actor)


_FORGET_MAILS = text("""
WITH gone AS (
    DELETE FROM mails WHERE supporter_id = :supporter_id
        AND (CAST(:until AS timestamptz) IS NULL OR pledge_id = ANY(:pledge_ids) OR created_at <= :until)
    RETURNING id
)
DELETE FROM transitions USING gone WHERE subject = 'mails' AND subject_id = gone.id
""")


def _forget_mails(session: Session, supporter_id: int, pledge_ids: Sequence[int], *, until: datetime | None) -> None:
    session.execute(_FORGET_MAILS, {"supporter_id": supporter_id, "pledge_ids": list(pledge_ids), "until": until})


def _forget_links(session: Session, supporter_id: int, *, until: datetime | None) -> None:
    of_supporter = delete(AccessToken).where(AccessToken.supporter_id == supporter_id)
    session.execute(of_supporter.where(AccessToken.created_at <= until) if until else of_supporter)


def _forget_address(session: Session, supporter_id: int) -> None:
    """Unless they have signed again since."""
    session.execute(
        update(Supporter)
        .where(Supporter.id == supporter_id, ~exists().where(Pledge.supporter_id == supporter_id))
        .values(email=None, updates_since=None)
    )


def _remember(session: Session, organisation_id: int, hashed: bytes, at: datetime) -> None:
    """To the day, rounded up: a time to the second would lead to what else happened then."""
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    erased_at = day if at == day else day + timedelta(days=1)
    entry = upsert(Erasure).values(organisation_id=organisation_id, address_hash=hashed, erased_at=erased_at)
    latest = func.greatest(Erasure.erased_at, entry.excluded.erased_at)
    index = [Erasure.organisation_id, Erasure.address_hash]
    session.execute(entry.on_conflict_do_update(index_elements=index, set_={"erased_at": latest}))


_TAKE_BACK = text("""
INSERT INTO consent_events (pledge_id, purpose, event, text_hash, happened_at)
SELECT pledge_id, purpose, 'withdrawn', text_hash, :now FROM (
    SELECT DISTINCT ON (pledge_id, purpose) pledge_id, purpose, event, text_hash FROM consent_events
    WHERE pledge_id = ANY(:pledge_ids) AND (CAST(:purposes AS text[]) IS NULL OR purpose = ANY(:purposes))
    ORDER BY pledge_id, purpose, id DESC
) AS latest WHERE event <> 'withdrawn'
""")


def take_back_consents(session: Session, *, pledge_ids: Sequence[int], purposes: Sequence[str] | None = None) -> None:
    """Write down that what was agreed to with these pledges is agreed to no more; for some purposes or for all."""
    terms = {"pledge_ids": list(pledge_ids), "purposes": list(purposes) if purposes else None, "now": clock.now()}
    session.execute(_TAKE_BACK, terms)


def erase_address(session: Session, *, email: EmailAddress, address_key: str, actor: str) -> Erased:
    """Forget whoever has this address, in every organisation."""
    found = supporters_at(session, email=email, address_key=address_key)
    return Erased(len(found), sum(erase(session, supporter_id=each, actor=actor) for each in found))


def ledger(session: Session) -> list[LedgerLine]:
    """Everybody who was erased, the earliest first."""
    rows = session.execute(
        select(Organisation.uuid, Erasure.address_hash, Erasure.erased_at)
        .join(Organisation, Organisation.id == Erasure.organisation_id)
        .order_by(Erasure.erased_at, Erasure.address_hash)
    )
    return [LedgerLine(*row) for row in rows]


def clean(session: Session, *, lines: Iterable[LedgerLine]) -> Erased:
    """Erase again whom a restored backup brought back; the ledger here is completed by the way.

    Who came back by signing after they were erased stays.
    """
    supporters = pledges = 0
    organisations = {row.uuid: row.id for row in session.execute(select(Organisation.uuid, Organisation.id))}
    for line in lines:
        organisation_id = organisations.get(line.organisation)
        if organisation_id is None:
            continue
        found = _brought_back(session, organisation_id, line)
        if found is not None:
            supporters += 1
            pledges += erase(session, supporter_id=found, actor="worker", as_of=line.erased_at)
        _remember(session, organisation_id, line.address_hash, line.erased_at)
    return Erased(supporters, pledges)


def _brought_back(session: Session, organisation_id: int, line: LedgerLine) -> int | None:
    has_pledge = exists().where(Pledge.supporter_id == Supporter.id)
    is_from_before = exists().where(Pledge.supporter_id == Supporter.id, Pledge.signed_at <= line.erased_at)
    return session.scalar(
        select(Supporter.id).where(
            Supporter.organisation_id == organisation_id,
            Supporter.address_hash == line.address_hash,
            is_from_before | (Supporter.email.is_not(None) & ~has_pledge),
        )
    )
