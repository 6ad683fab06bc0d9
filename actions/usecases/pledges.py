"""A supporter signs, confirms, or says that it was somebody else."""

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from actions import clock
from actions.domain import states
from actions.domain.contact import EmailAddress, address_hash, mailbox
from actions.domain.disclosure import NEEDS_NAME, SENDS_LETTER, SHOWS_NAME
from actions.domain.missions import safety
from actions.errors import Conflict, Gone, NotFound, Refused
from actions.languages import N_
from actions.models.actions import Action
from actions.models.pledges import ConsentEvent, Pledge, Transition
from actions.models.supporters import ConfirmAllowance, Supporter, Suppression
from actions.outbox import enqueue_letter
from actions.queries import counts as count_queries
from actions.queries.actions import ActionPage, Message
from actions.queries.places import gazetteer
from actions.queries.pledges import CONTENT, PlannedPledge, find_token, planned_pledges, waiting_hash
from actions.settings import Settings
from actions.transitions import change_state
from actions.usecases import counts, mails

PENDING_FOR = timedelta(days=7)
MAIL_EVERY = timedelta(hours=24)
MAILS_PER_WINDOW = 3
MAIL_WINDOW = timedelta(days=90)
NEUTRAL = frozenset({"same_state", "blocked"})


@dataclass(frozen=True)
class Signature:
    """What a supporter filled in; everything but the address is still to be checked against the action."""

    country: str
    disclosure: str
    email: EmailAddress
    name: str | None
    personal_line: str | None
    letter_language: str | None = None
    """Of the letter chosen; none for the page's."""
    edited_top: str | None = None
    edited_end: str | None = None
    is_shown: bool = False
    wants_updates: bool = False
    came_by: str | None = None
    """Channel of the shared link that led here."""


# One statement, so that a signature costs one round trip, and the same one whether or not the address signed before: no
# answer and no timing tells. What each part does:
#   live     the action, if it still is as the caller knows it: pages and callers keep actions for a while
#   silent   that the mailbox asked for no more mail
#   s        the supporter; the update locks the row, so that requests with one address go one after another. Until somebody
#            clicked a link, mail goes to the spelling typed last: an earlier one may have been a stranger's
#   was      this supporter's pledge on this action as it stood before
#   p        the pledge where there was none, or one taken up again with the new data: a withdrawn or expired one, or one
#            that only waits because it is held, and this time there is no cause to
#   waits    the pledge that a confirm mail can be about
#   due      whether a mail may go: one in 24 hours and three in 90 days over all actions until somebody clicked one;
#            afterwards one for each new pledge. A suppressed address gets none.
_SIGN = text("""
WITH live AS (
    SELECT id FROM actions WHERE id = :action_id AND state = 'live' AND version = :version
        AND (opens_at IS NULL OR opens_at <= :now) AND (closes_at IS NULL OR closes_at > :now)
), silent AS (
    SELECT FROM suppressions WHERE mailbox_hash = :mailbox_hash
), s AS (
    INSERT INTO supporters (organisation_id, address_hash, mailbox_hash, email)
    SELECT :organisation_id, :address_hash, :mailbox_hash, :email FROM live
    ON CONFLICT (organisation_id, address_hash) DO UPDATE SET email = CASE
        WHEN EXISTS (SELECT FROM confirm_allowances WHERE mailbox_hash = :mailbox_hash AND verified_at IS NOT NULL)
        THEN COALESCE(supporters.email, EXCLUDED.email) ELSE EXCLUDED.email END
    RETURNING id
), was AS (
    SELECT pledges.id, pledges.state, pledges.held_for FROM pledges
    JOIN s ON pledges.supporter_id = s.id WHERE pledges.action_id = :action_id
), p AS (
    INSERT INTO pledges (uuid, action_id, supporter_id, message_version_id, variant, opening, language, country,
                         disclosure, name, personal_line, edited_top, edited_end, is_shown, wants_updates, came_by,
                         held_for, signed_at)
    SELECT :uuid, :action_id, s.id, :message_version_id, :variant, :opening, :language, :country,
           :disclosure, :name, :personal_line, :edited_top, :edited_end, :is_shown, :wants_updates, :came_by,
           :held_for, :now FROM s
    ON CONFLICT (action_id, supporter_id) DO UPDATE SET
        state = 'pending', uuid = EXCLUDED.uuid, message_version_id = EXCLUDED.message_version_id,
        variant = EXCLUDED.variant, opening = EXCLUDED.opening, language = EXCLUDED.language,
        country = EXCLUDED.country, disclosure = EXCLUDED.disclosure, name = EXCLUDED.name,
        personal_line = EXCLUDED.personal_line, edited_top = EXCLUDED.edited_top, edited_end = EXCLUDED.edited_end,
        is_shown = EXCLUDED.is_shown, wants_updates = EXCLUDED.wants_updates, came_by = EXCLUDED.came_by,
        held_for = EXCLUDED.held_for, signed_at = EXCLUDED.signed_at, reminded_at = NULL, confirmed_at = NULL,
        number = NULL
        WHERE (pledges.state IN ('withdrawn', 'expired') AND NOT EXISTS (SELECT FROM silent))
           OR (pledges.state = 'pending' AND pledges.held_for IS NOT NULL AND EXCLUDED.held_for IS NULL)
    RETURNING id, held_for
), again AS (
    INSERT INTO transitions (subject, subject_id, from_state, to_state, event, actor)
    SELECT 'pledges', p.id, was.state, 'pending', 'sign', 'supporter' FROM p JOIN was USING (id)
    WHERE was.state <> 'pending'
), wording AS (
    INSERT INTO consent_texts (text_hash, text)
    SELECT * FROM unnest(CAST(:consent_hashes AS bytea[]), CAST(:consent_texts AS text[])) ON CONFLICT DO NOTHING
), consent AS (
    INSERT INTO consent_events (pledge_id, purpose, event, text_hash, happened_at)
    SELECT p.id, given.purpose, 'given', given.text_hash, :now
    FROM p, unnest(CAST(:purposes AS text[]), CAST(:consent_hashes AS bytea[])) AS given (purpose, text_hash)
), waits AS (
    SELECT id FROM p WHERE held_for IS NULL
    UNION ALL
    SELECT id FROM was WHERE state = 'pending' AND held_for IS NULL AND NOT EXISTS (SELECT FROM p)
), due AS (
    INSERT INTO confirm_allowances AS a (mailbox_hash, window_at, sent, last_at)
    SELECT :mailbox_hash, :now, 1, :now FROM waits WHERE NOT EXISTS (SELECT FROM silent)
    ON CONFLICT (mailbox_hash) DO UPDATE SET
        last_at = EXCLUDED.last_at,
        window_at = CASE WHEN a.window_at < :window_start THEN EXCLUDED.window_at ELSE a.window_at END,
        sent = CASE WHEN a.window_at < :window_start THEN 1 ELSE a.sent + 1 END
        WHERE (a.verified_at IS NOT NULL AND EXISTS (SELECT FROM p))
           OR (a.last_at < :day_ago
               AND (a.verified_at IS NOT NULL OR a.sent < :most OR a.window_at < :window_start))
    RETURNING 1
), mail AS (
    INSERT INTO mails (kind, supporter_id, pledge_id, language) SELECT 'confirm', s.id, waits.id, :language
    FROM s, waits, due
)
SELECT EXISTS (SELECT FROM live)
""")


def sign(
    session: Session,
    *,
    action: ActionPage,
    signature: Signature,
    address_key: str,
    consents: Mapping[str, str],
    held_for: str | None = None,
) -> None:
    """Store the pledge, the consents given and the confirm mail to send, all in the one transaction.

    `consents` has the text shown for each purpose that was agreed to: `sign`, and `shown` and `updates` where ticked.
    The outcome is the same for an address that signed before: a pending pledge keeps its first data, a confirmed one
    stays. Raises `Gone` where the action takes no signatures, `Refused` with the field to mend, and `Conflict` where
    `action` is not the newest version any more.
    """
    message = message_chosen(action, signature.letter_language)
    if not action.is_open or message is None:
        raise Gone(N_("This action takes no more signatures."))
    check_signature(action=action, signature=signature)
    now = clock.now()
    kept = what_is_kept(action, signature)
    texts = {"sign": consents["sign"]}
    texts |= {"shown": consents["shown"]} if kept["is_shown"] else {}
    texts |= {"updates": consents["updates"]} if kept["wants_updates"] else {}
    is_newest = session.scalar(
        _SIGN,
        {
            "organisation_id": action.organisation_id,
            "address_hash": address_hash(address_key, signature.email.canonical),
            "mailbox_hash": address_hash(address_key, mailbox(signature.email.canonical)),
            "email": signature.email.typed,
            "uuid": uuid.uuid4(),
            "action_id": action.id,
            "version": action.version,
            "message_version_id": message.id,
            "variant": secrets.randbelow(len(message.subjects)),
            "opening": secrets.randbelow(max(len(message.openings), 1)),
            "language": action.language,
            "country": signature.country,
            "disclosure": signature.disclosure,
            **kept,
            "came_by": signature.came_by,
            "held_for": held_for,
            "now": now,
            "purposes": list(texts),
            "consent_texts": list(texts.values()),
            "consent_hashes": [hashlib.sha256(text.encode()).digest() for text in texts.values()],
            "day_ago": now - MAIL_EVERY,
            "window_start": now - MAIL_WINDOW,
            "most": MAILS_PER_WINDOW,
        },
    )
    if not is_newest:
        raise Conflict(N_("This action has just been changed."))


def message_chosen(action: ActionPage, language: str | None) -> Message | None:
    """The letter in that language where the action offers it, else the page's."""
    offered = {message.language: message for message in action.letters}
    return offered.get(language or "") or action.message


def what_is_kept(action: ActionPage, signature: Signature) -> dict[str, Any]:
    """Of what somebody filled in, what the chosen level and the country have a use for; nothing else is stored."""
    is_letter = signature.disclosure in SENDS_LETTER
    is_neutral = danger_of(action, signature.country) in NEUTRAL
    return {
        "name": signature.name if is_letter else None,
        "personal_line": (signature.personal_line or None) if is_letter else None,
        "edited_top": (signature.edited_top or None) if is_letter else None,
        "edited_end": (signature.edited_end or None) if is_letter else None,
        "is_shown": signature.is_shown and signature.disclosure in SHOWS_NAME and not is_neutral,
        "wants_updates": signature.wants_updates and not is_neutral,
    }


def danger_of(action: ActionPage, country: str) -> str:
    """How far a letter from there may endanger its sender: `same_state`, `blocked`, `warn` or `free`."""
    state = action.case.responsible_state
    return safety(action.safety_rules, responsible_state=state, country=country, gazetteer=gazetteer())[0]


def check_signature(*, action: ActionPage, signature: Signature) -> None:
    """Raises `Refused` where the action, the country and the level don't go together."""
    if signature.disclosure in NEEDS_NAME and not signature.name:
        raise Refused(N_("Enter your name: your letter is signed with it."), field="name")
    if signature.disclosure not in SENDS_LETTER:
        return
    danger = danger_of(action, signature.country)
    if danger == "same_state":
        raise Refused(
            N_("For your safety, supporters who live in the responsible state can only be counted: choose “count me only”."),
            field="disclosure",
        )
    if danger == "blocked":
        raise Refused(
            N_("For your safety, supporters in this country can only be counted: choose “count me only”."),
            field="disclosure",
        )


def confirm(session: Session, *, raw_token: str, consent_hash: str, settings: Settings) -> int:
    """Confirm every pledge that waits for this link and do what its channel allows; returns how many it confirmed.

    A second call finds nothing that waits and returns 0. Raises `NotFound` and `Gone` as the link's page does, and
    `Conflict` where what would be sent is no longer what `consent_hash` was shown for.
    """
    token = find_token(session, raw_token, purpose="confirm")
    # The supporter's row is the lock for all their pledges: `sign` takes it first as well. The actions are locked against
    # closing: a letter must not be written behind the back of the one who cancels what waits.
    session.execute(select(Supporter.id).where(Supporter.id == token.supporter_id).with_for_update())
    of_supporter = select(Pledge.action_id).where(Pledge.supporter_id == token.supporter_id)
    session.execute(select(Action.id).where(Action.id.in_(of_supporter)).order_by(Action.id).with_for_update(read=True))
    plans = planned_pledges(session, supporter_id=token.supporter_id, settings=settings)
    if not plans:
        return 0
    if waiting_hash(plans) != consent_hash:
        raise Conflict(N_("What would be sent has changed since you opened this page. Please look at it once more."))
    now = clock.now()
    confirmed = set(
        change_state(
            session,
            Pledge,
            [plan.pledge_id for plan in plans],
            machine=states.PLEDGE,
            event="confirm",
            actor="supporter",
            values={"confirmed_at": now},
        )
    )
    for plan in plans:
        if plan.pledge_id in confirmed:
            _count_and_write(session, plan)
    _remember_verified(session, supporter_id=token.supporter_id)
    if not any(plan.is_neutral for plan in plans):
        mails.thank(session, pledge_ids=confirmed)
    return len(confirmed)


def _count_and_write(session: Session, plan: PlannedPledge) -> None:
    counts.add(session, action_id=plan.action_id, country=plan.country, delta=1)
    session.execute(
        update(Pledge)
        .where(Pledge.id == plan.pledge_id)
        .values(number=count_queries.total(session, action_id=plan.action_id))
    )
    ticked = {"sign": True, "shown": plan.is_shown, "updates": plan.wants_updates}
    events = [
        {"pledge_id": plan.pledge_id, "purpose": purpose, "event": "confirmed"}
        for purpose, is_agreed in ticked.items()
        if is_agreed
    ]
    session.execute(insert(ConsentEvent).values(text_hash=plan.consent_hash, happened_at=clock.now()), events)
    if plan.wants_updates:
        _want_updates(session, pledge_id=plan.pledge_id)
    write_letter(session, plan=plan)


def write_letter(session: Session, *, plan: PlannedPledge, held_for: str | None = None) -> int | None:
    """The letter as planned, if one is; returns its id. `held_for` keeps it back though nothing in it asks for that."""
    if plan.letter is None or plan.letter_state is None:
        return None
    is_held = plan.is_held_for_look or held_for is not None
    return enqueue_letter(
        session,
        pledge_id=plan.pledge_id,
        state="held" if is_held else plan.letter_state,
        mission_id=plan.mission.id if plan.mission else None,
        contact_id=plan.contact_id,
        subject=plan.letter.subject,
        body=plan.letter.body,
        from_name=plan.appearance.from_name,
        reply_to=plan.appearance.reply_to,
        is_demo=plan.is_demo,
        held_for=CONTENT if plan.is_held_for_look else held_for,
    )


def _want_updates(session: Session, *, pledge_id: int) -> None:
    supporter_id = select(Pledge.supporter_id).where(Pledge.id == pledge_id).scalar_subquery()
    session.execute(
        update(Supporter)
        .where(Supporter.id == supporter_id, Supporter.updates_since.is_(None))
        .values(updates_since=clock.now())
    )


def _remember_verified(session: Session, *, supporter_id: int) -> None:
    mailbox_hash = select(Supporter.mailbox_hash).where(Supporter.id == supporter_id).scalar_subquery()
    session.execute(
        update(ConfirmAllowance)
        .where(ConfirmAllowance.mailbox_hash == mailbox_hash, ConfirmAllowance.verified_at.is_(None))
        .values(verified_at=clock.now())
    )


def not_me(session: Session, *, raw_token: str) -> None:
    """Withdraw every pledge that waits for this link and send nothing more to the address."""
    token = find_token(session, raw_token, purpose="confirm")
    pending = session.scalars(
        select(Pledge.id).where(Pledge.supporter_id == token.supporter_id, Pledge.state == "pending")
    ).all()
    withdrawn = change_state(session, Pledge, pending, machine=states.PLEDGE, event="not_me", actor="supporter")
    session.execute(_WITHDRAW_CONSENTS, {"pledge_ids": withdrawn, "now": clock.now()})
    session.execute(
        upsert(Suppression)
        .from_select(
            ["mailbox_hash", "cause"],
            select(Supporter.mailbox_hash, text("'not_me'")).where(Supporter.id == token.supporter_id),
        )
        .on_conflict_do_nothing()
    )


def begin_anew(session: Session, *, raw_token: str, pledge: uuid.UUID) -> int:
    """Take back one pledge that waits, so that its owner can sign with other words; returns the action's id.

    For somebody whose address another person typed first: until it is confirmed, the first data stand. Raises `NotFound`
    for one that does not wait behind this link.
    """
    token = find_token(session, raw_token, purpose="confirm")
    found = session.execute(
        select(Pledge.id, Pledge.action_id).where(
            Pledge.uuid == pledge, Pledge.supporter_id == token.supporter_id, Pledge.state == "pending"
        )
    ).one_or_none()
    if found is None:
        raise NotFound(N_("This signature does not wait any more."))
    withdrawn = change_state(session, Pledge, [found.id], machine=states.PLEDGE, event="withdraw", actor="supporter")
    session.execute(_WITHDRAW_CONSENTS, {"pledge_ids": withdrawn, "now": clock.now()})
    return int(found.action_id)


_WITHDRAW_CONSENTS = text("""
INSERT INTO consent_events (pledge_id, purpose, event, text_hash, happened_at)
SELECT DISTINCT ON (pledge_id, purpose) pledge_id, purpose, 'withdrawn', text_hash, :now
FROM consent_events WHERE pledge_id = ANY(:pledge_ids) AND event = 'given' ORDER BY pledge_id, purpose, id DESC
""")


def undo_not_me(session: Session, *, raw_token: str) -> None:
    """Take “this was not me” back: the address may be mailed again, and what it withdrew waits again."""
    token = find_token(session, raw_token, purpose="confirm")
    mailbox_hash = select(Supporter.mailbox_hash).where(Supporter.id == token.supporter_id).scalar_subquery()
    session.execute(delete(Suppression).where(Suppression.mailbox_hash == mailbox_hash, Suppression.cause == "not_me"))
    last_event = (
        select(Transition.event)
        .where(Transition.subject == "pledges", Transition.subject_id == Pledge.id)
        .order_by(Transition.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    withdrawn = session.scalars(
        select(Pledge.id).where(
            Pledge.supporter_id == token.supporter_id, Pledge.state == "withdrawn", last_event == "not_me"
        )
    ).all()
    change_state(session, Pledge, withdrawn, machine=states.PLEDGE, event="undo_not_me", actor="supporter")


def expire(session: Session, *, batch: int = 1000) -> int:
    """Let pledges expire that nobody confirmed within seven days; returns how many, `batch` at the most."""
    overdue = session.scalars(
        select(Pledge.id)
        .where(Pledge.state == "pending", Pledge.signed_at < clock.now() - PENDING_FOR)
        .order_by(Pledge.signed_at)
        .limit(batch)
    ).all()
    return len(change_state(session, Pledge, overdue, machine=states.PLEDGE, event="expire", actor="worker"))
