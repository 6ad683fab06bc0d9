"""Plain rows for tests: each with defaults that hold together, anything overridden by name."""

import secrets
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions import clock
from actions.domain.contact import address_hash, mailbox, parse_email
from actions.domain.tokens import new_token
from actions.models.actions import Action, ActionTranslation, Update
from actions.models.cases import Case, CaseFact, CaseSource
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.messages import MessageVersion
from actions.models.missions import Contact, Mission
from actions.models.organisations import Organisation
from actions.models.pictures import Picture
from actions.models.pledges import Pledge
from actions.models.supporters import AccessToken, Supporter
from actions.queries.actions import ActionPage, find_action_by_id
from actions.usecases.mails import MY_LINK_LASTS
from actions.usecases.pledges import PENDING_FOR

ADDRESS_KEY = "a" * 40
"""The one in `conftest.make_settings`."""

BODY = "Your Excellency,\n\nI am writing to you about {person}.\n\n{demands}\n\nYours faithfully,"


def make_organisation(session: Session, **overrides: Any) -> Organisation:
    organisation = Organisation(**{"name": "Example Campaign"} | overrides)
    session.add(organisation)
    session.flush()
    return organisation


def make_case(session: Session, **overrides: Any) -> Case:
    organisation_id = overrides.pop("organisation_id", None) or make_organisation(session).id
    values: dict[str, Any] = {
        "organisation_id": organisation_id,
        "slug": f"case-{secrets.token_hex(4)}",
        "name": "Mira Solenko",
        "responsible_state": "RU",
        "status": "detained",
        "description": "Journalist.",
        "facts_as_of": "2026-02",
        "links": [],
    }
    case = Case(**values | overrides)
    session.add(case)
    session.flush()
    source = CaseSource(case_id=case.id, position=0, key="s", publisher="The Example Herald", published_on="2026-02")
    session.add(source)
    session.flush()
    session.add(CaseFact(case_id=case.id, position=0, text="She was arrested.", happened_on="2025-03", source_id=source.id))
    session.flush()
    session.refresh(case)
    return case


def make_action(session: Session, *, subjects: list[str] | None = None, body: str = BODY, **overrides: Any) -> Action:
    case = overrides.pop("case", None) or make_case(session)
    values = {
        "organisation_id": case.organisation_id,
        "case_id": case.id,
        "slug": f"action-{secrets.token_hex(4)}",
        "state": "live",
        "title": "A doctor for Mira Solenko",
        "ask": "Write to the Russian embassy in your country and ask that Mira Solenko be seen by a doctor.",
        "demands": ["that Mira Solenko be seen by a doctor", "that she be released"],
        "story": "Mira Solenko is a journalist.",
        "published_at": clock.now(),
        "doubts": [],
    }
    action = Action(**values | overrides)
    session.add(action)
    session.flush()
    session.add(MessageVersion(action_id=action.id, number=1, subjects=subjects or ["A doctor for {person}"], body=body))
    session.flush()
    return action


def make_message(session: Session, *, action: Action, **overrides: Any) -> MessageVersion:
    """Its next letter: editable, with two subjects and two openings; in the action's language unless another is given."""
    values: dict[str, Any] = {
        "action_id": action.id,
        "number": 2,
        "language": action.language,
        "subjects": ["A doctor for {person}", "{person} needs a doctor"],
        "openings": ["I am writing to you about {person}.", "In {country} many know of {person}."],
        "body": "Your Excellency,\n\nThe {mission} can help.\n\n{demands}\n\nI hope for an answer from {city}.",
        "is_editable": True,
    }
    message = MessageVersion(**values | overrides)
    session.add(message)
    session.flush()
    return message


def make_translation(session: Session, *, action: Action, language: str, **overrides: Any) -> ActionTranslation:
    """Of what an action says; its letter is not translated."""
    values = {"title": action.title, "ask": action.ask, "demands": action.demands}
    translation = ActionTranslation(action_id=action.id, language=language, **values | overrides)
    session.add(translation)
    session.flush()
    return translation


def make_action_page(session: Session, **overrides: Any) -> ActionPage:
    """An action as the web gets it from the queries."""
    return find_action_by_id(session, make_action(session, **overrides).id)


def make_mission(
    session: Session, *, email: str | None = None, email_status: str = "confirmed", **overrides: Any
) -> Mission:
    """An embassy of RU in Sweden; with `email`, a contact of that status."""
    values = {
        "operator_iso2": "RU",
        "host_iso2": "SE",
        "located_in_iso2": "SE",
        "kind": "embassy",
        "name": "Embassy of the Russian Federation in Stockholm",
        "city": "Stockholm",
        "source": "test",
        "source_id": f"Q{secrets.randbelow(10**9)}",
        "flags": [],
    }
    mission = Mission(**values | overrides)
    session.add(mission)
    session.flush()
    if email:
        session.add(Contact(mission_id=mission.id, channel="email", value=email, status=email_status, source="test"))
        session.flush()
    return mission


def make_supporter(session: Session, *, organisation_id: int, email: str | None = None) -> Supporter:
    email = email or f"anna-{secrets.token_hex(4)}@example.org"
    canonical = parse_email(email).canonical
    supporter = Supporter(
        organisation_id=organisation_id,
        address_hash=address_hash(ADDRESS_KEY, canonical),
        mailbox_hash=address_hash(ADDRESS_KEY, mailbox(canonical)),
        email=email,
    )
    session.add(supporter)
    session.flush()
    return supporter


def make_pledge(session: Session, *, action: Action | None = None, email: str | None = None, **overrides: Any) -> Pledge:
    """A pending pledge of somebody in Sweden who signs with their name."""
    action = action or make_action(session)
    supporter = overrides.pop("supporter", None) or make_supporter(
        session, organisation_id=action.organisation_id, email=email
    )
    version = session.query(MessageVersion).filter_by(action_id=action.id).order_by(MessageVersion.number.desc()).first()
    assert version is not None
    values = {
        "action_id": action.id,
        "supporter_id": supporter.id,
        "message_version_id": version.id,
        "variant": 0,
        "state": "pending",
        "country": "SE",
        "disclosure": "name_country",
        "name": "Anna Lind",
        "signed_at": clock.now(),
    }
    pledge = Pledge(**values | overrides)
    session.add(pledge)
    session.flush()
    return pledge


def make_confirm_token(session: Session, *, supporter_id: int | None, **overrides: Any) -> str:
    """The raw token of a confirm link."""
    token = new_token()
    values = {"purpose": "confirm", "supporter_id": supporter_id, "expires_at": clock.now() + PENDING_FOR}
    session.add(AccessToken(token_hash=token.hash, **values | overrides))
    session.flush()
    return token.raw


def make_my_token(session: Session, *, supporter_id: int | None, **overrides: Any) -> str:
    """The raw token of a link to “my signatures”."""
    lasts = {"purpose": "my", "expires_at": clock.now() + MY_LINK_LASTS}
    return make_confirm_token(session, supporter_id=supporter_id, **lasts | overrides)


def make_letter(session: Session, pledge: Pledge, **overrides: Any) -> Letter:
    """The letter of a pledge, waiting for its turn."""
    values = {
        "pledge_id": pledge.id,
        "state": "queued",
        "subject": "A doctor",
        "body": "Anna Lind",
        "from_name": "Anna Lind",
    }
    letter = Letter(**values | overrides)
    session.add(letter)
    session.flush()
    return letter


def make_update(session: Session, *, action: Action, **overrides: Any) -> Update:
    values = {
        "action_id": action.id,
        "language": "en",
        "title": "She has seen a doctor",
        "body": "On Monday she was **examined**.\n\nThank you.",
    }
    update = Update(**values | overrides)
    session.add(update)
    session.flush()
    return update


def make_mail(session: Session, *, kind: str, pledge: Pledge, **overrides: Any) -> SupporterMail:
    """A mail that waits to leave."""
    values = {"kind": kind, "supporter_id": pledge.supporter_id, "pledge_id": pledge.id, "language": pledge.language}
    mail = SupporterMail(**values | overrides)
    session.add(mail)
    session.flush()
    return mail


def make_confirmed(session: Session, **overrides: Any) -> Pledge:
    """A pledge of somebody in Sweden that was confirmed just now, number 1."""
    values: dict[str, Any] = {"state": "confirmed", "confirmed_at": clock.now(), "number": 1}
    return make_pledge(session, **values | overrides)


def make_photo(session: Session, *, action: Action, widths: Sequence[int] = (390, 640, 1280)) -> bytes:
    """A photo on the action's page, in sizes that hold no picture; returns the hash of its smallest."""
    original = secrets.token_bytes(32)
    session.add(Picture(content_hash=original, media_type="image/webp", width=1600, height=1200, content=b"original"))
    hashes = {width: secrets.token_bytes(32) for width in widths}
    for width, content_hash in hashes.items():
        values: dict[str, Any] = {"original_hash": original, "media_type": "image/webp", "content": f"{width} px".encode()}
        session.add(Picture(content_hash=content_hash, width=width, height=width * 3 // 4, **values))
    session.flush()
    action.photo_hash, action.photo_alt, action.photo_credit = original, "A woman at a desk", "Ada Example"
    session.flush()
    return hashes[min(widths)]
