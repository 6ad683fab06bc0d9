"""What leaves the house: looked at once more on the way out, written, and what became of it recorded."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import bindparam, exists, insert, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from actions import clock, outbox
from actions.compose import compose
from actions.domain.mail import Mail, split_address
from actions.domain.states import ENDED_STATUSES
from actions.domain.tokens import new_token
from actions.models.actions import Action
from actions.models.cases import Case
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.missions import Contact
from actions.models.organisations import Organisation
from actions.models.pledges import Pledge
from actions.models.supporters import AccessToken, Supporter, Suppression
from actions.outbox import Claim
from actions.queries.missions import safety_of
from actions.settings import Settings

LINK_LASTS = timedelta(days=7)
NEUTRAL_SAFETY = frozenset({"same_state", "blocked"})
LONGEST_ERROR = 500
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']+")


def prepare(session: Session, *, claim: Claim, settings: Settings) -> Mail | None:
    """The mail of a claim, to be handed over as soon as this is committed; or none, where it must not go any more.

    Raises `Unsendable` where no mail can be made of it.
    """
    if claim.queue is outbox.LETTERS:
        return _prepare_letter(session, claim, settings)
    return _prepare_confirm(session, claim, settings)


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
        from_name=f"{letter.from_name} via {organisation}" if letter.from_name else organisation,
        to=letter.contact.value,
        reply_to=letter.reply_to or f"reply+{letter.uuid}@{domain}",
        subject=letter.subject,
        text=letter.body,
        sent_at=clock.now(),
        headers={"X-Outcry-Demo": "yes"} if letter.is_demo else {},
    )


# Mails to supporters


# A row for each kind of pledge that waits for a word from the mail's address; none where the mail is not wanted any more.
_WAITING = (
    select(
        SupporterMail.uuid,
        SupporterMail.supporter_id,
        Supporter.email,
        Organisation.name.label("organisation"),
        Case.responsible_state,
        Pledge.country,
    )
    .join(Supporter, Supporter.id == SupporterMail.supporter_id)
    .join(Organisation, Organisation.id == Supporter.organisation_id)
    .join(Pledge, Pledge.supporter_id == Supporter.id)
    .join(Action, Action.id == Pledge.action_id)
    .join(Case, Case.id == Action.case_id)
    .where(
        SupporterMail.id == bindparam("mail_id"),
        Supporter.email.is_not(None),
        ~exists().where(Suppression.mailbox_hash == Supporter.mailbox_hash),
        Pledge.state == "pending",
        Pledge.held_for.is_(None),
        Action.state.in_(["live", "paused"]),
    )
    .distinct()
)


def _prepare_confirm(session: Session, claim: Claim, settings: Settings) -> Mail | None:
    waiting = session.execute(_WAITING, {"mail_id": claim.id}).all()
    if not waiting:
        outbox.settle(session, claim, "suppress", actor="worker")
        return None
    pairs = {(row.responsible_state, row.country) for row in waiting}
    is_neutral = any(
        safety_of(session, responsible_state=state, country=country) in NEUTRAL_SAFETY for state, country in pairs
    )
    first, token = waiting[0], new_token()
    mail = _confirm_mail(
        f"{settings.origin}/confirm/{token.raw}",
        to=first.email or "",
        organisation=first.organisation,
        bounces_to=f"bounce+{first.uuid}@{split_address(settings.mail_from).domain}",
        is_neutral=is_neutral,
        settings=settings,
    )
    if not outbox.begin(session, claim, attempt_uuid=mail.attempt, lease=settings.mail_lease):
        return None
    values = {
        "token_hash": token.hash,
        "purpose": "confirm",
        "supporter_id": first.supporter_id,
        "expires_at": clock.now() + LINK_LASTS,
    }
    session.connection().execute(insert(AccessToken), values)
    return mail


def _confirm_mail(link: str, *, to: str, organisation: str, bounces_to: str, is_neutral: bool, settings: Settings) -> Mail:
    """The one mail that goes to an address nobody confirmed yet: it repeats nothing that somebody typed.

    Where a look over the supporter's shoulder may harm them, it does not say what or whom it is about.
    """
    context = {"link": link, "organisation": organisation, "days": LINK_LASTS.days}
    texts = compose("confirm_neutral" if is_neutral else "confirm", context)
    return Mail(
        attempt=uuid4(),
        envelope_from=bounces_to,
        from_address=settings.mail_from,
        from_name=None if is_neutral else organisation,
        to=to,
        subject=texts.subject,
        text=texts.text,
        html=texts.html,
        sent_at=clock.now(),
        headers={"Auto-Submitted": "auto-generated"},
    )


# What became of it. Each returns False where the claim was lost: somebody else has decided meanwhile.


def record_accepted(session: Session, *, claim: Claim, provider_id: str | None) -> bool:
    return outbox.settle(
        session,
        claim,
        "accepted",
        provider_id=without_addresses(provider_id) if provider_id else None,
        handed_at=clock.now(),
        last_error=None,
        **outbox.first_answer(claim.queue),
    )


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
