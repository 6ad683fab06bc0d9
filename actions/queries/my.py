"""All that one supporter has with one organisation, behind the link that only their mailbox holds.

One address may be known to several organisations. Each answers for its own data, so a link shows one organisation's alone.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload

from actions import clock
from actions.domain.contact import EmailAddress, address_hash
from actions.domain.disclosure import SENDS_LETTER
from actions.domain.states import LETTER, sources
from actions.domain.tokens import hash_token
from actions.errors import Conflict, Gone, NotFound, Refused
from actions.languages import N_
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.organisations import Organisation
from actions.models.pledges import ConsentEvent, ConsentText, OwnSending, Pledge, Transition
from actions.models.supporters import AccessToken, ConfirmAllowance, Supporter, Suppression
from actions.queries.pledges import ConfirmedPledge, PlannedPledge, plan_pledge, shown_pledge
from actions.queries.sharing import shared_action
from actions.settings import Settings

WAITING_LETTER = ("queued", "for_digest", "for_hand_in", "held")
"""States in which a supporter may still change a letter. One that is claimed can only be stopped."""
WITHDRAWABLE = frozenset({"pending", "confirmed"})
ENDED = frozenset({"withdrawn", "expired", "invalidated"})


@dataclass(frozen=True)
class Wish:
    """How a supporter wants to appear from now on."""

    disclosure: str
    name: str | None
    personal_line: str | None


@dataclass(frozen=True)
class MyPledge:
    shown: ConfirmedPledge
    title: str
    path: str
    """Of the action, in the reader's language where it is translated."""
    state: str
    is_counted: bool
    is_named: bool
    """On the action's page."""
    is_action_paused: bool
    has_ended: bool
    """The action has closed."""
    name: str | None
    personal_line: str | None
    signed_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None
    """When it was withdrawn, expired or was invalidated."""
    from_name: str | None
    reply_to: str | None
    held_for: str | None
    """Why the letter is held."""
    written_at: datetime | None
    handed_at: datetime | None
    settled_at: datetime | None
    """When the letter's state changed the last time."""
    expected_on: date | None
    """The first day on which the letter may go, where that is known."""
    send_before: date | None
    is_stopped: bool
    """The letter was cancelled, and no other was written."""

    @property
    def uuid(self) -> UUID:
        return self.shown.uuid

    @property
    def has_left(self) -> bool:
        """Whether the letter is, or may be, out of our hands."""
        return self.shown.letter_state is not None and self.shown.letter_state not in sources(LETTER, "cancel")

    @property
    def can_change(self) -> bool:
        return self.state == "confirmed" and self.shown.letter_state in WAITING_LETTER and not self.shown.is_neutral

    @property
    def can_withdraw(self) -> bool:
        return self.state in WITHDRAWABLE


@dataclass(frozen=True)
class MyPage:
    organisation: str
    email: str
    pledges: tuple[MyPledge, ...]
    has_updates: bool
    may_have_updates: bool
    """Not where a mail about it may harm them, and only once something was confirmed."""


def find_my_token(session: Session, raw_token: str) -> AccessToken:
    """The row behind a link to “my signatures”. Raises `NotFound` and `Gone`."""
    token = session.get(AccessToken, hash_token(raw_token))
    if token is None or token.purpose != "my":
        raise NotFound(N_("This link is not complete, or it is too old."))
    if token.expires_at < clock.now():
        raise Gone(N_("This link is older than six months and no longer works."))
    return token


def my_page(session: Session, *, raw_token: str, settings: Settings, language: str) -> MyPage:
    """Raises `NotFound` and `Gone` as `find_my_token` does."""
    token = find_my_token(session, raw_token)
    supporter, organisation = session.execute(
        select(Supporter, Organisation.name)
        .join(Organisation, Organisation.id == Supporter.organisation_id)
        .where(Supporter.id == token.supporter_id)
    ).one()
    pledges = _pledges_of(session, supporter.id)
    mine = tuple(_my_pledge(session, pledge, settings, language) for pledge in pledges)
    return MyPage(
        organisation=organisation,
        email=supporter.email or "",
        pledges=mine,
        has_updates=supporter.updates_since is not None,
        may_have_updates=any(each.state == "confirmed" and not each.shown.is_neutral for each in mine),
    )


def my_pledge(session: Session, *, raw_token: str, pledge: UUID, settings: Settings, language: str) -> MyPledge:
    """One of theirs. Raises `NotFound` for somebody else's, and as `find_my_token` does."""
    token = find_my_token(session, raw_token)
    return _my_pledge(session, _own(session, token.supporter_id, pledge), settings, language)


def _pledges_of(session: Session, supporter_id: int) -> list[Pledge]:
    """The latest first."""
    pledges = session.scalars(
        select(Pledge)
        .where(Pledge.supporter_id == supporter_id)
        .options(joinedload(Pledge.action), joinedload(Pledge.supporter), joinedload(Pledge.message_version))
        .order_by(Pledge.signed_at.desc(), Pledge.id.desc())
        .execution_options(populate_existing=True)
    )
    return list(pledges)


def _own(session: Session, supporter_id: int, pledge: UUID) -> Pledge:
    found = next((each for each in _pledges_of(session, supporter_id) if each.uuid == pledge), None)
    if found is None:
        raise NotFound(N_("There is no such signature behind this link."))
    return found


def _my_pledge(session: Session, pledge: Pledge, settings: Settings, language: str) -> MyPledge:
    letters = _letters_of(session, pledge.id)
    letter = next((each for each in letters if each.state != "cancelled"), None)
    action = pledge.action
    shared = shared_action(session, action.id, language)
    return MyPledge(
        shown=shown_pledge(session, pledge, letter, settings),
        title=shared.title,
        path=shared.path,
        state=pledge.state,
        is_counted=pledge.state == "confirmed" and pledge.held_for is None,
        is_named=pledge.state == "confirmed" and pledge.is_shown,
        is_action_paused=action.state == "paused",
        has_ended=action.state == "closed",
        name=pledge.name,
        personal_line=pledge.personal_line,
        signed_at=pledge.signed_at,
        confirmed_at=pledge.confirmed_at,
        ended_at=_last_change(session, "pledges", pledge.id) if pledge.state in ENDED else None,
        from_name=letter.from_name if letter else None,
        reply_to=letter.reply_to if letter else None,
        held_for=letter.held_for if letter and letter.state == "held" else None,
        written_at=letter.created_at if letter else None,
        handed_at=letter.handed_at if letter else None,
        settled_at=_last_change(session, "letters", letter.id) if letter else None,
        expected_on=_expected_on(letter),
        send_before=action.send_before,
        is_stopped=letter is None and bool(letters),
    )


def _expected_on(letter: Letter | None) -> date | None:
    if letter is None or letter.state not in {"queued", "claimed"}:
        return None
    return max(letter.not_before.astimezone(UTC).date(), clock.today())


def _letters_of(session: Session, pledge_id: int) -> list[Letter]:
    """The latest first."""
    chosen = select(Letter).where(Letter.pledge_id == pledge_id).order_by(Letter.id.desc())
    return list(session.scalars(chosen.execution_options(populate_existing=True)))


def _last_change(session: Session, subject: str, subject_id: int) -> datetime | None:
    changes = _transitions(session, subject, subject_id)
    return changes[-1].happened_at if changes else None


def _transitions(session: Session, subject: str, subject_id: int) -> list[Transition]:
    of_subject = select(Transition).where(Transition.subject == subject, Transition.subject_id == subject_id)
    return list(session.scalars(of_subject.order_by(Transition.id)))


# A change, before it is made


def planned_change(session: Session, *, supporter_id: int, pledge: UUID, wish: Wish, settings: Settings) -> PlannedPledge:
    """What would go after the change. Nothing is stored.

    Raises `NotFound` for somebody else's pledge, `Conflict` where its letter waits no more, and `Refused` where no letter
    may be written any more.
    """
    found = _own(session, supporter_id, pledge)
    letter = next((each for each in _letters_of(session, found.id) if each.state != "cancelled"), None)
    if found.state != "confirmed" or letter is None or letter.state not in WAITING_LETTER:
        raise Conflict(N_("Your letter does not wait any more, so it cannot be changed."))
    session.expunge(found)  # what follows is asked of a copy that nobody stores
    found.disclosure = wish.disclosure
    found.name = wish.name
    found.personal_line = wish.personal_line
    if wish.disclosure not in SENDS_LETTER:
        found.edited_top = found.edited_end = None
    plan = plan_pledge(session, found, settings)
    if wish.disclosure in SENDS_LETTER and plan.letter is None:
        raise Refused(
            N_("For your safety, supporters in this country can only be counted: choose “count me only”."),
            field="disclosure",
        )
    return plan


# Everything that is kept about them


def everything_held(session: Session, *, supporter_id: int) -> dict[str, Any]:
    """All that is stored about a supporter, as plain values; no other person is in it."""
    supporter = session.get_one(Supporter, supporter_id)
    organisation = session.get_one(Organisation, supporter.organisation_id)
    return {
        "made_at": clock.now(),
        "organisation": organisation.name,
        "email": supporter.email,
        "address_hash": supporter.address_hash.hex(),
        "mailbox_hash": supporter.mailbox_hash.hex(),
        "known_since": supporter.created_at,
        "updates_since": supporter.updates_since,
        "signatures": [_held_pledge(session, pledge) for pledge in _pledges_of(session, supporter_id)],
        "mails": [_held_mail(mail) for mail in _mails_of(session, supporter_id)],
        "links": _held_links(session, supporter_id),
        "confirm_mails": _held_allowance(session, supporter.mailbox_hash),
        "no_more_mail": [
            {"cause": each.cause, "since": each.created_at}
            for each in session.scalars(select(Suppression).where(Suppression.mailbox_hash == supporter.mailbox_hash))
        ],
    }


def held_about(session: Session, *, email: EmailAddress, address_key: str) -> list[dict[str, Any]]:
    """The same for an address, by organisation; of one that was erased nothing."""
    found = supporters_at(session, email=email, address_key=address_key)
    return [everything_held(session, supporter_id=each) for each in found]


def supporters_at(session: Session, *, email: EmailAddress, address_key: str) -> list[int]:
    """Ids of those of whom more is kept than the hash of this address, one for each organisation."""
    has_pledge = exists().where(Pledge.supporter_id == Supporter.id)
    found = select(Supporter.id).where(
        Supporter.address_hash == address_hash(address_key, email.canonical), Supporter.email.is_not(None) | has_pledge
    )
    return list(session.scalars(found.order_by(Supporter.id)))


def _held_pledge(session: Session, pledge: Pledge) -> dict[str, Any]:
    return {
        "id": str(pledge.uuid),
        "action": pledge.action.slug,
        "action_title": pledge.action.title,
        "state": pledge.state,
        "is_held": pledge.held_for is not None,
        "country": pledge.country,
        "disclosure": pledge.disclosure,
        "name": pledge.name,
        "personal_line": pledge.personal_line,
        "edited_top": pledge.edited_top,
        "edited_end": pledge.edited_end,
        "is_shown": pledge.is_shown,
        "wants_updates": pledge.wants_updates,
        "language": pledge.language,
        "came_by": pledge.came_by,
        "signed_at": pledge.signed_at,
        "reminded_at": pledge.reminded_at,
        "confirmed_at": pledge.confirmed_at,
        "number": pledge.number,
        "history": _held_history(session, "pledges", pledge.id),
        "letters": [_held_letter(session, letter) for letter in _letters_of(session, pledge.id)],
        "consents": _held_consents(session, pledge.id),
        "own_sendings": [
            {"channel": each.channel, "reported_at": each.reported_at}
            for each in session.scalars(select(OwnSending).where(OwnSending.pledge_id == pledge.id))
        ],
    }


def _held_letter(session: Session, letter: Letter) -> dict[str, Any]:
    return {
        "id": str(letter.uuid),
        "state": letter.state,
        "mission": letter.mission.name if letter.mission else None,
        "to": letter.contact.value if letter.contact else None,
        "subject": letter.subject,
        "body": letter.body,
        "from_name": letter.from_name,
        "reply_to": letter.reply_to,
        "written_at": letter.created_at,
        "handed_at": letter.handed_at,
        "history": _held_history(session, "letters", letter.id),
    }


def _held_history(session: Session, subject: str, subject_id: int) -> list[dict[str, Any]]:
    """Who of the organisation did something is somebody else's data."""
    return [
        {
            "state": each.to_state,
            "event": each.event,
            "by": each.actor if each.actor in {"supporter", "worker", "provider"} else "organiser",
            "at": each.happened_at,
        }
        for each in _transitions(session, subject, subject_id)
    ]


def _held_consents(session: Session, pledge_id: int) -> list[dict[str, Any]]:
    rows = session.execute(
        select(ConsentEvent, ConsentText.text)
        .outerjoin(ConsentText, ConsentText.text_hash == ConsentEvent.text_hash)
        .where(ConsentEvent.pledge_id == pledge_id)
        .order_by(ConsentEvent.id)
    )
    return [
        {
            "purpose": event.purpose,
            "event": event.event,
            "at": event.happened_at,
            "text_hash": event.text_hash.hex(),
            "text": words,
        }
        for event, words in rows
    ]


def _mails_of(session: Session, supporter_id: int) -> list[SupporterMail]:
    of_supporter = select(SupporterMail).where(SupporterMail.supporter_id == supporter_id)
    return list(session.scalars(of_supporter.order_by(SupporterMail.id)))


def _held_mail(mail: SupporterMail) -> dict[str, Any]:
    return {
        "kind": mail.kind,
        "state": mail.state,
        "language": mail.language,
        "written_at": mail.created_at,
        "handed_at": mail.handed_at,
    }


def _held_links(session: Session, supporter_id: int) -> list[dict[str, Any]]:
    of_supporter = select(AccessToken).where(AccessToken.supporter_id == supporter_id).order_by(AccessToken.expires_at)
    return [
        {"purpose": each.purpose, "written_at": each.created_at, "works_until": each.expires_at}
        for each in session.scalars(of_supporter)
    ]


def _held_allowance(session: Session, mailbox_hash: bytes) -> dict[str, Any] | None:
    found = session.get(ConfirmAllowance, mailbox_hash)
    if found is None:
        return None
    return {"number": found.sent, "since": found.window_at, "last_at": found.last_at, "verified_at": found.verified_at}
