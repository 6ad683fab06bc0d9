"""Where letters go. A contact is used for mail only once people vouched for it, by one rule:

a source with its date, and a second person or a day's wait. Replacing an address that letters went to needs both, or
three days alone. Until organisers sign in, people are told apart by the names they give, and each step is kept.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from actions import clock
from actions.domain import states
from actions.domain.mission_contacts import clean_value, value_key
from actions.domain.mission_rows import partial_date
from actions.domain.missions import CONSULAR
from actions.errors import Conflict, NotFound, Refused
from actions.models.letters import Letter
from actions.models.missions import Contact, Mission
from actions.models.pledges import Transition

WAIT_ALONE = timedelta(hours=24)
WAIT_TO_REPLACE_ALONE = timedelta(hours=72)
WAIT_TO_REPLACE = timedelta(hours=24)
MAX_NAME = 100
MAX_SOURCE = 500


@dataclass(frozen=True)
class Confirmation:
    """What became of a person's word for a contact."""

    contact_id: int
    value: str
    is_confirmed: bool
    waits_until: datetime | None = None
    """From when on it can be confirmed."""
    needs_second: bool = False
    """Whether the word of a second person would shorten that."""


def add_contact(
    session: Session,
    *,
    mission_id: int,
    channel: str,
    value: str,
    source: str,
    source_on: str,
    by: str,
) -> Confirmation:
    """Enter a contact with the source it was found in; `by` vouches for it, so that it only lacks a second word or a wait.

    A contact that an import brought is taken over with the new source, also where it was kept from supporters. Raises
    `Refused` for what can't be a contact of that mission, `Conflict` where it is there by somebody's hand already.
    """
    mission = session.get(Mission, mission_id)
    if mission is None:
        raise NotFound("There is no such mission.")
    name = _name(by)
    cleaned = clean_value(channel, value)
    _refuse_never_written_to(mission, channel)
    there = _same_contact(session, mission_id, channel, cleaned)
    if there is not None and (there.status != "unverified" or there.proposed_by):
        raise Conflict(f"{there.value} is there already, as contact {there.id}: {there.status}.")
    contact = there or Contact(mission_id=mission_id, channel=channel, value=cleaned, source="", added_by=name)
    contact.origin = "editor"
    contact.is_offered = True
    contact.flags = []
    _propose(contact, source=source, source_on=source_on, by=name)
    session.add(contact)
    session.flush()
    return _waiting(session, contact)


def confirm_contact(
    session: Session, *, contact_id: int, by: str, source: str | None = None, source_on: str | None = None
) -> Confirmation:
    """Take `by`'s word for a contact, and confirm it if that is enough now; see this module's rule.

    The first word needs a source with its date. Raises `NotFound`, `Refused` for what must never be written to or lacks
    its source, and `Conflict` for a contact that is confirmed or withdrawn.
    """
    contact = _locked(session, contact_id)
    states.next_state(states.CONTACT, contact.status, "confirm")
    name = _name(by)
    _refuse_never_written_to(contact.mission, contact.channel)
    if not contact.is_offered:
        why = ", ".join(flag.replace("_", " ") for flag in contact.flags) or "kept from supporters"
        raise Refused(f"{contact.value} can't be confirmed: {why}. If that is wrong, add it again with a source.")
    if contact.proposed_by is None:
        _propose(contact, source=source or "", source_on=source_on or "", by=name)
    elif not _is_same(contact.proposed_by, name):
        contact.seconded_by = name
    waiting = _waiting(session, contact)
    if waiting.waits_until and clock.now() < waiting.waits_until:
        session.flush()
        return waiting
    _confirm(session, contact, actor=name)
    return Confirmation(contact.id, contact.value, is_confirmed=True)


def withdraw_contact(session: Session, *, contact_id: int, by: str) -> None:
    """Never use a contact again, whatever an import says. Raises `NotFound`, and `Conflict` for one withdrawn before."""
    contact = _locked(session, contact_id)
    _change(session, contact, "withdraw", actor=_name(by))
    _forget_words(contact)
    session.flush()


def mark_bounced(session: Session, *, contact_id: int, actor: str = "provider") -> None:
    """That the address does not take mail: the channel is picked anew. Raises `Conflict` for one withdrawn or bounced."""
    contact = _locked(session, contact_id)
    _change(session, contact, "bounce", actor=actor)
    _forget_words(contact)
    session.flush()


def _confirm(session: Session, contact: Contact, *, actor: str) -> None:
    words = [contact.proposed_by, contact.seconded_by]
    _change(session, contact, "confirm", actor=actor)
    contact.confirmed_by = " and ".join(word for word in words if word)
    contact.confirmed_at = clock.now()
    _forget_words(contact)
    session.flush()


def _waiting(session: Session, contact: Contact) -> Confirmation:
    assert contact.proposed_at is not None
    alone, together = WAIT_ALONE, timedelta(0)
    if _replaces_used_address(session, contact):
        alone, together = WAIT_TO_REPLACE_ALONE, WAIT_TO_REPLACE
    return Confirmation(
        contact.id,
        contact.value,
        is_confirmed=False,
        waits_until=contact.proposed_at + (together if contact.seconded_by else alone),
        needs_second=contact.seconded_by is None,
    )


def _replaces_used_address(session: Session, contact: Contact) -> bool:
    """Whether letters went to another address of this mission, whatever became of that one since."""
    others = select(Contact.id).where(
        Contact.mission_id == contact.mission_id, Contact.channel == "email", Contact.id != contact.id
    )
    tried = exists().where(
        Letter.contact_id.in_(others), Letter.first_attempt_at.is_not(None) | Letter.handed_at.is_not(None)
    )
    return contact.channel == "email" and bool(session.scalar(select(tried)))


def _propose(contact: Contact, *, source: str, source_on: str, by: str) -> None:
    cleaned, dated = _source(source), _source_date(source_on)
    if contact.source and contact.source != cleaned:
        earlier = f"before: {contact.source}" + (f", {contact.source_on}" if contact.source_on else "")
        contact.note = "; ".join(part for part in (contact.note, earlier) if part)
    contact.source, contact.source_on = cleaned, dated
    contact.proposed_by, contact.proposed_at, contact.seconded_by = by, clock.now(), None


def _forget_words(contact: Contact) -> None:
    """After a step, a new one needs new words."""
    contact.proposed_by = contact.proposed_at = contact.seconded_by = None


def _change(session: Session, contact: Contact, event: str, *, actor: str) -> None:
    before = contact.status
    contact.status = states.next_state(states.CONTACT, before, event)
    session.add(
        Transition(
            subject="contacts", subject_id=contact.id, from_state=before, to_state=contact.status, event=event, actor=actor
        )
    )


def _locked(session: Session, contact_id: int) -> Contact:
    contact = session.get(Contact, contact_id, with_for_update=True, populate_existing=True)
    if contact is None:
        raise NotFound(f"There is no contact {contact_id}. `outcry missions contact list STATE` names them.")
    return contact


def _same_contact(session: Session, mission_id: int, channel: str, value: str) -> Contact | None:
    contacts = session.scalars(select(Contact).where(Contact.mission_id == mission_id, Contact.channel == channel))
    return next((each for each in contacts if value_key(channel, each.value) == value_key(channel, value)), None)


def _refuse_never_written_to(mission: Mission, channel: str) -> None:
    if mission.kind == "honorary_consulate":
        raise Refused("An honorary consul is never written to.")
    if channel == "email" and mission.kind in CONSULAR:
        raise Refused("A consulate's mailbox is for passports: it is never written to by email.", field="channel")


def _name(by: str) -> str:
    name = " ".join(by.split())
    if not name or len(name) > MAX_NAME:
        raise Refused(f"Say who does this, by a name of {MAX_NAME} characters at the most.", field="by")
    return name


def _is_same(one: str, other: str) -> bool:
    return re.sub(r"\W", "", one.casefold()) == re.sub(r"\W", "", other.casefold())


def _source(text: str) -> str:
    source = " ".join(text.split())
    if not source:
        raise Refused("Say where this was found: a link, or the name of a document.", field="source")
    if len(source) > MAX_SOURCE:
        raise Refused(f"A source has {MAX_SOURCE} characters at the most.", field="source")
    return source


def _source_date(text: str) -> str:
    complaints: list[str] = []
    found = partial_date(text.strip(), complaints.append)
    if complaints or found is None:
        raise Refused((complaints or ["Say when the source said so, like 2026-01-31"])[0] + ".", field="source_on")
    if found > clock.today().isoformat():
        raise Refused(f"{found} is still to come.", field="source_on")
    return found
