"""What a supporter does with their signatures after signing: change, withdraw, erase, updates, a new link."""

import hashlib
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from actions import clock
from actions.domain import states
from actions.domain.contact import EmailAddress, address_hash, mailbox
from actions.domain.disclosure import LEVELS, NEEDS_NAME, SENDS_LETTER, SHOWS_NAME
from actions.errors import Conflict, NotFound, Refused
from actions.languages import N_
from actions.models.actions import Action
from actions.models.letters import Letter
from actions.models.pledges import ConsentEvent, ConsentText, Pledge
from actions.models.supporters import Supporter
from actions.queries.my import WAITING_LETTER, Wish, find_my_token, planned_change
from actions.queries.pledges import CONTENT
from actions.settings import Settings
from actions.transitions import change_state
from actions.usecases import counts, erasure
from actions.usecases.pledges import write_letter

OF_THE_SIGNATURE = ("sign", "shown")
"""Purposes that end with a signature. Updates are the organisation's, and end by themselves."""
LINKS_A_DAY = 1
LINKS_A_MONTH = 10
MONTH = timedelta(days=30)


# Signatures


def withdraw(session: Session, *, raw_token: str, pledge: UUID) -> None:
    """Take a signature back: it counts no more, and its letter is stopped if it has not left. A second time nothing.

    Raises `NotFound` for somebody else's, and as `find_my_token` does.
    """
    found = _own_pledge(session, _lock(session, raw_token), pledge)
    if found.state not in states.sources(states.PLEDGE, "withdraw"):
        return
    was_counted = found.state == "confirmed" and found.held_for is None
    erasure.cancel_letters(session, pledge_ids=[found.id], actor="supporter")
    change_state(session, Pledge, [found.id], machine=states.PLEDGE, event="withdraw", actor="supporter")
    if was_counted:
        counts.add(session, action_id=found.action_id, country=found.country, delta=-1)
    erasure.take_back_consents(session, pledge_ids=[found.id], purposes=OF_THE_SIGNATURE)


def check_wish(wish: Wish) -> None:
    """Raises `Refused` where a level and a name don't go together."""
    if wish.disclosure not in LEVELS:
        raise Refused(N_("Choose how you want to appear."), field="disclosure")
    if wish.disclosure in NEEDS_NAME and not wish.name:
        raise Refused(N_("Enter your name: your letter is signed with it."), field="name")


def change(session: Session, *, raw_token: str, pledge: UUID, wish: Wish, consent_hash: str, settings: Settings) -> None:
    """Write the waiting letter anew, as `consent_hash` was shown for it; with “count me only” there is none any more.

    Raises `Conflict` where the letter waits no more or would read otherwise, `Refused` with the field to mend,
    `NotFound` for somebody else's pledge, and as `find_my_token` does.
    """
    check_wish(wish)
    supporter_id = _lock(session, raw_token)
    found = _own_pledge(session, supporter_id, pledge)
    was_named = found.is_shown
    # Against closing, as when confirming: no letter may be written behind the back of the one who cancels what waits.
    lock = select(Action.id).where(Action.id == found.action_id)
    session.execute(lock.with_for_update(read=not was_named, key_share=was_named))
    plan = planned_change(session, supporter_id=supporter_id, pledge=pledge, wish=wish, settings=settings)
    if plan.consent_hash.hex() != consent_hash:
        raise Conflict(N_("What would be sent has changed since you opened this page. Please look at it once more."))
    held_for = _stop_waiting(session, found.id)
    _store_wish(session, found, wish)
    if was_named:
        _outdate_page(session, found.action_id)
    _consent(session, found.id, "sign", "confirmed", plan.consent_hash)
    # What else kept the first one back is settled by a person, not by a change; the words are looked at anew.
    write_letter(session, plan=plan, held_for=held_for if held_for != CONTENT else None)


def _stop_waiting(session: Session, pledge_id: int) -> str | None:
    """Cancel the letter that waits; returns why it was held. Of us and a worker who claims it, one wins."""
    letter = session.execute(
        select(Letter.id, Letter.state, Letter.held_for).where(Letter.pledge_id == pledge_id, Letter.state != "cancelled")
    ).one_or_none()
    waiting = [Letter.state.in_(WAITING_LETTER)]
    ids = [letter.id] if letter else []
    if not change_state(session, Letter, ids, machine=states.LETTER, event="cancel", actor="supporter", where=waiting):
        raise Conflict(N_("Your letter does not wait any more, so it cannot be changed."))
    return str(letter.held_for) if letter and letter.state == "held" and letter.held_for else None


def _store_wish(session: Session, pledge: Pledge, wish: Wish) -> None:
    """Nothing is kept that the level has no use for."""
    has_letter = wish.disclosure in SENDS_LETTER
    values: dict[str, object] = {
        "disclosure": wish.disclosure,
        "name": wish.name if has_letter else None,
        "personal_line": (wish.personal_line or None) if has_letter else None,
    }
    if not has_letter:
        values |= {"edited_top": None, "edited_end": None}
    if wish.disclosure not in SHOWS_NAME and pledge.is_shown:
        values["is_shown"] = False
        erasure.take_back_consents(session, pledge_ids=[pledge.id], purposes=("shown",))
    session.execute(update(Pledge).where(Pledge.id == pledge.id).values(values))


def hide_name(session: Session, *, raw_token: str, pledge: UUID) -> None:
    """Name them on the action's page no more, whatever became of the letter. A second time nothing.

    Raises `NotFound` for somebody else's, and as `find_my_token` does.
    """
    found = _own_pledge(session, _lock(session, raw_token), pledge)
    if not found.is_shown:
        return
    session.execute(update(Pledge).where(Pledge.id == found.id).values(is_shown=False))
    erasure.take_back_consents(session, pledge_ids=[found.id], purposes=("shown",))
    _outdate_page(session, found.action_id)


def _outdate_page(session: Session, action_id: int) -> None:
    """It is kept while nothing that it shows changes, and it shows names."""
    session.execute(update(Action).where(Action.id == action_id).values(version=Action.version + 1))


# Erasing


def erase(session: Session, *, raw_token: str) -> None:
    """Forget whoever this link is for. Raises as `find_my_token` does."""
    token = find_my_token(session, raw_token)
    erasure.erase(session, supporter_id=token.supporter_id, actor="supporter")


# Updates


def updates_off(session: Session, *, raw_token: str) -> None:
    """Send no more news of the organisation, nor begin to. Raises as `find_my_token` does."""
    supporter_id = _lock(session, raw_token)
    session.execute(update(Supporter).where(Supporter.id == supporter_id).values(updates_since=None))
    pledges = session.scalars(select(Pledge.id).where(Pledge.supporter_id == supporter_id)).all()
    session.execute(update(Pledge).where(Pledge.id.in_(pledges), Pledge.wants_updates).values(wants_updates=False))
    erasure.take_back_consents(session, pledge_ids=pledges, purposes=("updates",))


def updates_on(session: Session, *, raw_token: str, consent_text: str) -> None:
    """Send news of the organisation from now on, as `consent_text` said beside the button.

    Raises `Conflict` before anything is confirmed, and as `find_my_token` does.
    """
    supporter_id = _lock(session, raw_token)
    pledge_id = session.scalar(
        select(Pledge.id)
        .where(Pledge.supporter_id == supporter_id, Pledge.state == "confirmed")
        .order_by(Pledge.confirmed_at.desc())
        .limit(1)
    )
    if pledge_id is None:
        raise Conflict(N_("News goes to those who have confirmed a signature."))
    started = session.scalar(
        update(Supporter)
        .where(Supporter.id == supporter_id, Supporter.updates_since.is_(None))
        .values(updates_since=clock.now())
        .returning(Supporter.id)
    )
    if started is None:
        return
    text_hash = hashlib.sha256(consent_text.encode()).digest()
    session.execute(upsert(ConsentText).values(text_hash=text_hash, text=consent_text).on_conflict_do_nothing())
    _consent(session, pledge_id, "updates", "given", text_hash)
    _consent(session, pledge_id, "updates", "confirmed", text_hash)


# A new link


# One statement, the same for every address, so that neither answer nor time tells whether it is known. Asking counts for
# any address; a mail goes to those who once confirmed from this mailbox and did not ask for silence.
_SEND_LINK = text("""
WITH today AS (
    INSERT INTO rate_counts AS r (scope, key_hash, window_at, number) VALUES ('my_link', :mailbox_hash, :day_at, 1)
    ON CONFLICT (scope, key_hash, window_at) DO UPDATE SET number = r.number + 1
    RETURNING number
)
INSERT INTO mails (kind, supporter_id, language)
SELECT 'my_link', s.id, :language
FROM today, organisations o JOIN supporters s ON s.organisation_id = o.id AND s.address_hash = :address_hash
WHERE today.number <= :a_day AND s.email IS NOT NULL
  AND EXISTS (SELECT FROM confirm_allowances WHERE mailbox_hash = s.mailbox_hash AND verified_at IS NOT NULL)
  AND NOT EXISTS (SELECT FROM suppressions WHERE mailbox_hash = s.mailbox_hash)
  AND :a_month > (
      SELECT count(*) FROM mails m WHERE m.supporter_id = s.id AND m.kind = 'my_link' AND m.created_at > :month_ago)
""")


def send_link(session: Session, *, email: EmailAddress, address_key: str, language: str) -> None:
    """Mail the link to “my signatures” if the address has any, one for each organisation; at most once a day."""
    now = clock.now()
    session.execute(
        _SEND_LINK,
        {
            "address_hash": address_hash(address_key, email.canonical),
            "mailbox_hash": address_hash(address_key, mailbox(email.canonical)),
            "language": language,
            "day_at": datetime.combine(now.date(), time(), UTC),
            "month_ago": now - MONTH,
            "a_day": LINKS_A_DAY,
            "a_month": LINKS_A_MONTH,
        },
    )


# What they share


def _lock(session: Session, raw_token: str) -> int:
    """The supporter behind the link, locked: one thing at a time is done with what is theirs, signing included.

    Not the strongest lock, for the reason that `erasure.erase` gives.
    """
    supporter_id = find_my_token(session, raw_token).supporter_id
    session.execute(select(Supporter.id).where(Supporter.id == supporter_id).with_for_update(key_share=True))
    return supporter_id


def _own_pledge(session: Session, supporter_id: int, pledge: UUID) -> Pledge:
    found = session.scalars(
        select(Pledge)
        .where(Pledge.supporter_id == supporter_id, Pledge.uuid == pledge)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such signature behind this link."))
    return found


def _consent(session: Session, pledge_id: int, purpose: str, event: str, text_hash: bytes) -> None:
    values = {"pledge_id": pledge_id, "purpose": purpose, "event": event, "text_hash": text_hash}
    session.execute(insert(ConsentEvent).values(**values, happened_at=clock.now()))
