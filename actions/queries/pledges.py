"""What waits for a supporter's word and what became of it, behind the link in their mail."""

import hashlib
import json
import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from actions import clock
from actions.domain.countries import country_name
from actions.domain.disclosure import SENDS_LETTER, Appearance, appearance
from actions.domain.letters import LetterText, render_letter
from actions.domain.missions import MissionInfo, Resolution
from actions.domain.tokens import hash_token
from actions.errors import Gone, NotFound
from actions.models.letters import Letter
from actions.models.missions import Mission
from actions.models.pledges import Pledge
from actions.models.supporters import AccessToken
from actions.queries.missions import find_directory, resolve_for
from actions.settings import Settings

NO_LETTER_REASONS = frozenset({"same_state", "blocked"})


@dataclass(frozen=True)
class PlannedPledge:
    """What confirming a pledge would do now."""

    pledge_id: int
    uuid: uuid.UUID
    action_id: int
    slug: str
    action_title: str
    person: str
    country: str
    disclosure: str
    name: str | None
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
    is_demo: bool

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
    is_demo: bool

    @property
    def is_neutral(self) -> bool:
        return self.reason in NO_LETTER_REASONS


def find_token(session: Session, raw_token: str, *, purpose: str) -> AccessToken:
    """The row behind a link. Raises `NotFound` for one that never was ours, `Gone` for one whose time is over."""
    token = session.get(AccessToken, hash_token(raw_token))
    if token is None or token.purpose != purpose:
        raise NotFound("This link is not complete. Please copy it whole from the mail.")
    if token.expires_at < clock.now():
        raise Gone("This link is older than seven days and no longer works. You can sign again.")
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
    return tuple(_plan(session, pledge, settings) for pledge in pledges if pledge.action.state in {"live", "paused"})


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
    return tuple(_confirmed(session, pledge, letter, settings) for pledge, letter in rows)


def _plan(session: Session, pledge: Pledge, settings: Settings) -> PlannedPledge:
    action, case = pledge.action, pledge.action.case
    found = _resolve(session, pledge, settings)
    mission = found.missions[0] if found.missions else None
    country = country_name(pledge.country, action.language)
    email = pledge.supporter.email if pledge.supporter else None
    shown = appearance(pledge.disclosure, name=pledge.name, country_name=country, email=email)
    letter = None
    if pledge.disclosure in SENDS_LETTER and mission is not None and found.reason not in NO_LETTER_REASONS:
        message = pledge.message_version
        letter = render_letter(
            subject=message.subjects[pledge.variant % len(message.subjects)],
            body=message.body,
            person=case.name,
            demands=action.demands,
            mission_name=mission.name,
            city=mission.city,
            country_name=country,
            personal_line=pledge.personal_line,
            signature=shown.signature,
        )
    channel = _channel(found, has_letter=letter is not None)
    contact = mission.usable_email(unverified=settings.is_demo) if mission and channel == "email" else None
    return PlannedPledge(
        pledge_id=pledge.id,
        uuid=pledge.uuid,
        action_id=action.id,
        slug=action.slug,
        action_title=action.title,
        person=case.name,
        country=pledge.country,
        disclosure=pledge.disclosure,
        name=pledge.name,
        reason=found.reason,
        mission=mission,
        channel=channel,
        channels=found.channels,
        contact_id=contact.id if contact else None,
        address=contact.value if contact else None,
        appearance=shown if letter else Appearance(None, None, None),
        letter=letter,
        letter_state=_letter_state(channel, action.mode) if letter else None,
        is_demo=contact is not None and contact.status != "confirmed",
    )


def _channel(found: Resolution, *, has_letter: bool) -> str:
    if not has_letter:
        return "count"
    return found.channels[0] if found.channels else "hand_in"


def _letter_state(channel: str, mode: str) -> str:
    """Where a letter waits: without an email of the mission, or where the action says so, for the printed digest."""
    if channel != "email" or mode == "hand_in":
        return "for_hand_in"
    return "queued" if mode == "individual" else "for_digest"


def _confirmed(session: Session, pledge: Pledge, letter: Letter | None, settings: Settings) -> ConfirmedPledge:
    found = _resolve(session, pledge, settings)
    mission = _written_to(session, letter, found)
    return ConfirmedPledge(
        uuid=pledge.uuid,
        slug=pledge.action.slug,
        action_title=pledge.action.title,
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
