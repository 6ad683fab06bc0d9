"""What leaves the house: looked at once more on the way out, written, and what became of it recorded."""

import re
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import select, text
from sqlalchemy.orm import Session, contains_eager, joinedload

from actions import clock, outbox
from actions.domain.disclosure import sender_name
from actions.domain.mail import Mail, split_address
from actions.domain.states import ENDED_STATUSES
from actions.models.actions import Action
from actions.models.letters import Letter
from actions.models.missions import Contact
from actions.models.organisations import Organisation
from actions.models.pledges import Pledge
from actions.outbox import Claim
from actions.settings import Settings
from actions.usecases.mails import prepare_mail

LONGEST_ERROR = 500
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")


def prepare(session: Session, *, claim: Claim, settings: Settings) -> Mail | None:
    """The mail of a claim, to be handed over as soon as this is committed; or none, where it must not go any more.

    Raises `Unsendable` where no mail can be made of it.
    """
    if claim.queue is outbox.LETTERS:
        return _prepare_letter(session, claim, settings)
    return prepare_mail(session, claim=claim, settings=settings)


# Letters to missions


@dataclass(frozen=True)
class _Stop:
    """Why a letter does not go: for now (`hold`) or for ever (`cancel`)."""

    event: str
    cause: str | None = None


def _prepare_letter(session: Session, claim: Claim, settings: Settings) -> Mail | None:
    letter, organisation = session.execute(
        select(Letter, Organisation.name)
        .join(Letter.pledge)
        .join(Pledge.action)
        .join(Action.case)
        .join(Organisation, Organisation.id == Action.organisation_id)
        .options(
            contains_eager(Letter.pledge).contains_eager(Pledge.action).contains_eager(Action.case),
            joinedload(Letter.contact),
        )
        .where(Letter.id == claim.id)
        .execution_options(populate_existing=True)
    ).one()
    if stop := _reason_to_stop(letter, settings):
        outbox.settle(session, claim, stop.event, actor="worker", held_for=stop.cause)
        return None
    mail = _letter_mail(letter, organisation, settings)
    return mail if outbox.begin(session, claim, attempt_uuid=mail.attempt, lease=settings.mail_lease) else None


def _reason_to_stop(letter: Letter, settings: Settings) -> _Stop | None:
    pledge, action = letter.pledge, letter.pledge.action
    if pledge.state != "confirmed" or action.state == "closed":
        return _Stop("cancel")
    reasons = {
        "pledge_held": pledge.held_for is not None,
        "paused": action.state != "live",
        "case_ended": action.case.status in ENDED_STATUSES,
        "written_in_demo_mode": letter.is_demo and not settings.is_demo,
        **_contact_reasons(letter.contact, settings),
    }
    return next((_Stop("hold", cause) for cause, applies in reasons.items() if applies), None)


def _contact_reasons(contact: Contact | None, settings: Settings) -> dict[str, bool]:
    if contact is None or contact.channel != "email":
        return {"no_email": True}
    usable = {"confirmed", "unverified"} if settings.is_demo else {"confirmed"}
    return {f"contact_{contact.status}": contact.status not in usable}


def _letter_mail(letter: Letter, organisation: str, settings: Settings) -> Mail:
    assert letter.contact is not None
    domain = split_address(settings.mail_from).domain
    return Mail(
        attempt=uuid4(),
        envelope_from=f"bounce+{letter.uuid}@{domain}",
        from_address=settings.mail_from,
        from_name=sender_name(letter.from_name, organisation),
        to=letter.contact.value,
        reply_to=letter.reply_to or f"reply+{letter.uuid}@{domain}",
        subject=letter.subject,
        text=letter.body,
        sent_at=clock.now(),
        headers={"X-Outcry-Demo": "yes"} if letter.is_demo else {},
    )


# What became of it. Each returns False where the claim was lost: somebody else has decided meanwhile.


# Once for each pledge, however often its letter changed. Whether it is still wanted is asked when the mail leaves.
_TELL_SENDER = text("""
INSERT INTO mails (kind, supporter_id, pledge_id, language)
SELECT 'letter_sent', p.supporter_id, p.id, p.language
FROM letters l JOIN pledges p ON p.id = l.pledge_id
WHERE l.id = :letter_id AND p.supporter_id IS NOT NULL
  AND NOT EXISTS (
      SELECT FROM mails m WHERE m.supporter_id = p.supporter_id AND m.pledge_id = p.id AND m.kind = 'letter_sent')
""")


def record_accepted(session: Session, *, claim: Claim, provider_id: str | None) -> bool:
    """The provider took it; of a letter, its sender is told."""
    is_ours = outbox.settle(
        session,
        claim,
        "accepted",
        provider_id=without_addresses(provider_id) if provider_id else None,
        handed_at=clock.now(),
        last_error=None,
        **outbox.first_answer(claim.queue),
    )
    if is_ours and claim.queue is outbox.LETTERS:
        session.execute(_TELL_SENDER, {"letter_id": claim.id})
    return is_ours


def record_refused(session: Session, *, claim: Claim, error: str) -> bool:
    """The mail was refused for good, or none could be made of it."""
    if claim.queue is outbox.LETTERS:
        outbox.settle(session, claim, "call", actor="worker")  # for one that failed before it was called out
    values = {"last_error": without_addresses(error), **outbox.first_answer(claim.queue)}
    return outbox.settle(session, claim, "refused_for_good", **values)


def record_broken(session: Session, *, claim: Claim, error: str) -> bool:
    """No mail could be made of it, for a fault of ours: it is tried again, and in the end left to a person."""
    if claim.queue is outbox.LETTERS:
        return outbox.settle_for_later(session, claim, "give_back", error=error, give_up="hold", held_for="broken")
    return outbox.settle_for_later(session, claim, "give_back", error=error, give_up="give_up")


def record_put_off(session: Session, *, claim: Claim, error: str, retry_after: float | None = None) -> bool:
    """This mail was refused for now; `retry_after` is in seconds."""
    give_up = "refused_for_good" if claim.queue is outbox.LETTERS else "give_up"
    return outbox.settle_for_later(
        session, claim, "refused_for_now", error=without_addresses(error), retry_after=retry_after, give_up=give_up
    )


def record_provider_away(session: Session, *, claim: Claim, error: str, is_account: bool = False) -> bool:
    """No mail would have been taken: this one waits where it was, and its tries don't count."""
    event = "account_refused" if is_account else "refused_for_now"
    return outbox.settle(session, claim, event, last_error=without_addresses(error))


def record_uncertain(session: Session, *, claim: Claim, error: str) -> bool:
    """It may have been taken: a letter stays `unknown`, a supporter's mail goes once more."""
    text = without_addresses(error)
    if claim.queue is outbox.LETTERS:
        return outbox.settle(session, claim, "uncertain", last_error=text, **outbox.first_answer(claim.queue))
    return outbox.settle_for_later(session, claim, "uncertain", error=text, give_up="give_up")


def without_addresses(text: str) -> str:
    """A provider's words without the addresses that they repeat, so that erasing a person leaves none behind."""
    return _ADDRESS.sub("(address)", text)[:LONGEST_ERROR]
