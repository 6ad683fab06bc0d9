"""What waits for a supporter's word and what became of it, behind the link in their mail."""

import hashlib
import json
import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from actions import clock
from actions.domain.countries import country_name
from actions.domain.disclosure import SENDS_LETTER, Appearance, appearance, first_name
from actions.domain.letters import LetterText, render_letter
from actions.domain.missions import MissionInfo, Resolution
from actions.domain.screening import reasons_to_look
from actions.domain.tokens import hash_token
from actions.errors import Gone, NotFound
from actions.languages import N_
from actions.models.letters import Letter
from actions.models.missions import Mission
from actions.models.organisations import Organisation
from actions.models.pledges import OwnSending, Pledge
from actions.models.supporters import AccessToken
from actions.queries.missions import find_directory, resolve_for
from actions.queries.sharing import shared_action
from actions.settings import Settings

NO_LETTER_REASONS = frozenset({"same_state", "blocked"})
CONTENT = "content"
"""Why a letter is held until somebody has looked at it: what the supporter wrote (`domain/screening.py`)."""


@dataclass(frozen=True)
class PlannedPledge:
    """What confirming a pledge would do now."""

    pledge_id: int
    uuid: uuid.UUID
    action_id: int
    slug: str
    action_title: str
    """In the pledge's language, where the action is translated into it."""
    language: str
    """In which the supporter reads."""
    organisation: str
    person: str
    country: str
    disclosure: str
    name: str | None
    is_shown: bool
    shown_name: str | None
    """What the page would show of the name."""
    wants_updates: bool
    letter_language: str
    variants: int
    """How many wordings of the subject and the opening there are, of which this letter has one."""
    reason: str
    mission: MissionInfo | None
    channel: str
    """First of the mission's channels: `email` alone means that we send; `count` where there is no letter."""
    channels: tuple[str, ...]
    contact_id: int | None
    address: str | None
    """The email address of the mission that the letter goes to."""
    appearance: Appearance
    letter: LetterText | None
    letter_state: str | None
    looks: tuple[str, ...]
    """Keys of `screening.REASONS`: why somebody looks at the letter before it goes on; it is `held` until then."""
    went_before: bool
    """A letter of this pledge left before it was withdrawn: no second one is written."""
    is_demo: bool

    @property
    def is_held_for_look(self) -> bool:
        return bool(self.looks)

    @property
    def is_neutral(self) -> bool:
        """Whether mails and pages must not say what this is about."""
        return self.reason in NO_LETTER_REASONS

    @property
    def consent_text(self) -> str:
        """Exactly what will go, to whom and under which name, as one text."""
        parts = {
            "pledge": str(self.uuid),
            "action": self.slug,
            "disclosure": self.disclosure,
            "to": self.mission.name if self.mission else None,
            "address": self.address,
            "state": self.letter_state,
            "from_name": self.appearance.from_name,
            "reply_to": self.appearance.reply_to,
            "subject": self.letter.subject if self.letter else None,
            "body": self.letter.body if self.letter else None,
            "shown": self.is_shown,
            "updates": self.wants_updates,
        }
        return json.dumps(parts, ensure_ascii=False, sort_keys=True)

    @property
    def consent_hash(self) -> bytes:
        return hashlib.sha256(self.consent_text.encode()).digest()


@dataclass(frozen=True)
class Waiting:
    pledges: tuple[PlannedPledge, ...]
    consent_hash: str
    is_done: bool
    """Nothing waits any more: all is confirmed, withdrawn or expired."""


@dataclass(frozen=True)
class ConfirmedPledge:
    uuid: uuid.UUID
    slug: str
    action_title: str
    """In the pledge's language, where the action is translated into it."""
    language: str
    """In which the supporter reads."""
    action_id: int
    path: str
    """Of the action's page."""
    demands: tuple[str, ...]
    letter_language: str
    own_sendings: frozenset[str]
    """Ways by which the supporter says to have sent the letter alone."""
    person: str
    responsible_state: str
    number: int
    country: str
    disclosure: str
    reason: str
    mission: MissionInfo | None
    channels: tuple[str, ...]
    letter: LetterText | None
    letter_state: str | None
    is_held_for_look: bool
    """Somebody looks at what the supporter wrote before the letter goes on."""
    is_demo: bool

    @property
    def is_neutral(self) -> bool:
        return self.reason in NO_LETTER_REASONS


def find_token(session: Session, raw_token: str, *, purpose: str) -> AccessToken:
    """The row behind a link. Raises `NotFound` for one that never was ours, `Gone` for one whose time is over."""
    token = session.get(AccessToken, hash_token(raw_token))
    if token is None or token.purpose != purpose:
        # Old ones are deleted: a link that was never ours and one of last year look alike.
        raise NotFound(N_("This link is not complete, or too old. Please copy it whole from the mail, or sign again."))
    if token.expires_at < clock.now():
        raise Gone(N_("This link is older than seven days and no longer works. You can sign again."))
    return token


def waiting(session: Session, *, raw_token: str, settings: Settings) -> Waiting:
    """What the link's page shows. Raises `NotFound` and `Gone` as `find_token` does."""
    token = find_token(session, raw_token, purpose="confirm")
    plans = planned_pledges(session, supporter_id=token.supporter_id, settings=settings)
    return Waiting(plans, waiting_hash(plans), is_done=not plans)


def waiting_hash(plans: tuple[PlannedPledge, ...]) -> str:
    """One hash over all that a confirm page shows, so that its button confirms just that."""
    return hashlib.sha256(b"".join(plan.consent_hash for plan in plans)).hexdigest()


def planned_pledges(session: Session, *, supporter_id: int, settings: Settings) -> tuple[PlannedPledge, ...]:
    """Every pledge of the supporter that can be confirmed now, oldest first."""
    pledges = session.scalars(
        select(Pledge)
        .where(Pledge.supporter_id == supporter_id, Pledge.state == "pending", Pledge.held_for.is_(None))
        .options(joinedload(Pledge.action), joinedload(Pledge.message_version), joinedload(Pledge.supporter))
        .order_by(Pledge.id)
        .execution_options(populate_existing=True)
    )
    return tuple(plan_pledge(session, pledge, settings) for pledge in pledges if pledge.action.state in {"live", "paused"})


def confirmed(session: Session, *, raw_token: str, settings: Settings) -> tuple[ConfirmedPledge, ...]:
    """The supporter's confirmed pledges, the latest first. Raises `NotFound` and `Gone` as `find_token` does."""
    token = find_token(session, raw_token, purpose="confirm")
    rows = session.execute(
        select(Pledge, Letter)
        .outerjoin(Letter, (Letter.pledge_id == Pledge.id) & (Letter.state != "cancelled"))
        .where(Pledge.supporter_id == token.supporter_id, Pledge.state == "confirmed")
        .options(joinedload(Pledge.action))
        .order_by(Pledge.confirmed_at.desc(), Pledge.id.desc())
    )
    return tuple(shown_pledge(session, pledge, letter, settings) for pledge, letter in rows)


def plan_pledge(session: Session, pledge: Pledge, settings: Settings) -> PlannedPledge:
    """What would become of the pledge as it stands now."""
    action, case = pledge.action, pledge.action.case
    found = _resolve(session, pledge, settings)
    mission = found.missions[0] if found.missions else None
    message = pledge.message_version
    country = country_name(pledge.country, message.language)
    email = pledge.supporter.email if pledge.supporter else None
    shown = appearance(pledge.disclosure, name=pledge.name, country_name=country, email=email)
    letter = None
    went_before = pledge.state == "pending" and _has_letter(session, pledge)
    may_write = found.reason not in NO_LETTER_REASONS and not went_before
    if pledge.disclosure in SENDS_LETTER and mission is not None and may_write:
        letter = render_letter(
            subject=message.subjects[pledge.variant % len(message.subjects)],
            body=message.body,
            person=case.name,
            demands=message.demands or action.demands,
            mission_name=mission.name,
            city=mission.city,
            country_name=country,
            personal_line=pledge.personal_line,
            signature=shown.signature,
            opening=message.openings[pledge.opening % len(message.openings)] if message.openings else None,
            edited_top=pledge.edited_top,
            edited_end=pledge.edited_end,
        )
    looks = _looks(pledge, shown) if letter else ()
    channel = _channel(found, has_letter=letter is not None)
    contact = mission.usable_email(unverified=settings.is_demo) if mission and channel == "email" else None
    return PlannedPledge(
        pledge_id=pledge.id,
        uuid=pledge.uuid,
        action_id=action.id,
        slug=action.slug,
        action_title=shared_action(session, action.id, pledge.language).title,
        language=pledge.language,
        organisation=session.get_one(Organisation, action.organisation_id).name,
        person=case.name,
        country=pledge.country,
        disclosure=pledge.disclosure,
        name=pledge.name,
        is_shown=pledge.is_shown,
        shown_name=first_name(pledge.name) if pledge.is_shown and pledge.name else None,
        wants_updates=pledge.wants_updates,
        letter_language=pledge.message_version.language,
        variants=max(len(pledge.message_version.subjects), 1) * max(len(pledge.message_version.openings), 1),
        reason=found.reason,
        mission=mission,
        channel=channel,
        channels=found.channels,
        contact_id=contact.id if contact else None,
        address=contact.value if contact else None,
        appearance=shown if letter else Appearance(None, None, None),
        letter=letter,
        letter_state=("held" if looks else letter_waits(channel, action.mode)) if letter else None,
        looks=looks,
        went_before=went_before,
        is_demo=contact is not None and contact.status != "confirmed",
    )


def _has_letter(session: Session, pledge: Pledge) -> bool:
    return session.scalar(select(Letter.id).where(Letter.pledge_id == pledge.id, Letter.state != "cancelled")) is not None


def _channel(found: Resolution, *, has_letter: bool) -> str:
    if not has_letter:
        return "count"
    return found.channels[0] if found.channels else "hand_in"


def _looks(pledge: Pledge, shown: Appearance) -> tuple[str, ...]:
    own_words = [each for each in (pledge.personal_line, pledge.edited_top, pledge.edited_end) if each]
    return reasons_to_look("\n\n".join(own_words), own_email=shown.reply_to)


def letter_waits(channel: str, mode: str) -> str:
    """Where a letter waits: without an email of the mission, or where the action says so, for the printed digest."""
    if channel != "email" or mode == "hand_in":
        return "for_hand_in"
    return "queued" if mode == "individual" else "for_digest"


def shown_pledge(session: Session, pledge: Pledge, letter: Letter | None, settings: Settings) -> ConfirmedPledge:
    """A pledge with its letter as pages after signing show them."""
    found = _resolve(session, pledge, settings)
    mission = _written_to(session, letter, found)
    shared = shared_action(session, pledge.action_id, pledge.language)
    return ConfirmedPledge(
        uuid=pledge.uuid,
        slug=pledge.action.slug,
        action_title=shared.title,
        language=pledge.language,
        action_id=pledge.action_id,
        path=shared.path,
        demands=tuple(pledge.message_version.demands or pledge.action.demands),
        letter_language=pledge.message_version.language,
        own_sendings=frozenset(session.scalars(select(OwnSending.channel).where(OwnSending.pledge_id == pledge.id))),
        person=pledge.action.case.name,
        responsible_state=pledge.action.case.responsible_state,
        number=pledge.number or 1,
        country=pledge.country,
        disclosure=pledge.disclosure,
        reason=found.reason,
        mission=mission,
        channels=_channels_of(mission, settings) if mission else found.channels,
        letter=LetterText(letter.subject, letter.body) if letter else None,
        letter_state=letter.state if letter else None,
        is_held_for_look=letter is not None and letter.state == "held" and letter.held_for == CONTENT,
        is_demo=letter.is_demo if letter else False,
    )


def _written_to(session: Session, letter: Letter | None, found: Resolution) -> MissionInfo | None:
    """The mission of the letter as it was written, whatever the data say since; without a letter, today's."""
    if letter is None or letter.mission_id is None or (found.mission and found.mission.id == letter.mission_id):
        return found.mission
    mission = session.get(Mission, letter.mission_id)
    assert mission is not None
    return find_directory(session, mission.operator_iso2).by_id[mission.id]


def _channels_of(mission: MissionInfo, settings: Settings) -> tuple[str, ...]:
    contacts = mission.usable_contacts(unverified_emails=settings.is_demo)
    return (*(contact.channel for contact in contacts), "hand_in")


def _resolve(session: Session, pledge: Pledge, settings: Settings) -> Resolution:
    return resolve_for(
        session,
        responsible_state=pledge.action.case.responsible_state,
        country=pledge.country,
        unverified_emails=settings.is_demo,
    )
