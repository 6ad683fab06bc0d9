"""What is mailed to supporters: kept by ids alone, looked at once more on the way out, and written only then."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVarTuple
from uuid import uuid4

from sqlalchemy import Select, exists, insert, literal, select
from sqlalchemy.orm import Session

from actions import clock, outbox
from actions.compose import compose, markdown
from actions.domain.mail import Mail, split_address
from actions.domain.missions import COUNT_ONLY_REASONS
from actions.domain.tokens import new_token
from actions.languages import SOURCE, direction
from actions.models.actions import Action, Update
from actions.models.cases import Case
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.missions import Mission
from actions.models.organisations import Organisation
from actions.models.pledges import Pledge
from actions.models.supporters import AccessToken, Supporter, Suppression
from actions.outbox import Claim
from actions.queries.missions import safety_of
from actions.queries.sharing import shared_action
from actions.settings import Settings

CONFIRM_LINK_LASTS = timedelta(days=7)
MY_LINK_LASTS = timedelta(days=180)
HANDED_OVER = ("handed", "deferred", "delivered")
RETURNED = ("bounced", "failed")
_Columns = TypeVarTuple("_Columns")


@dataclass(frozen=True)
class _Recipient:
    mail_id: int
    uuid: str
    kind: str
    language: str
    pledge_id: int | None
    update_id: int | None
    supporter_id: int
    email: str
    organisation: str


@dataclass(frozen=True)
class _Content:
    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    link: str = "my"
    """Purpose of the token in its link: `confirm` or `my`."""
    is_neutral: bool = False
    """Says neither who writes nor what about."""
    can_unsubscribe: bool = False


def prepare_mail(session: Session, *, claim: Claim, settings: Settings) -> Mail | None:
    """The mail of a claim, with a fresh link in it; or none, where it is not wanted any more."""
    recipient = _recipient(session, claim.id)
    content = _CONTENTS[recipient.kind](session, recipient, settings) if recipient else None
    if recipient is None or content is None:
        outbox.settle(session, claim, "suppress", actor="worker")
        return None
    attempt = uuid4()
    if not outbox.begin(session, claim, attempt_uuid=attempt, lease=settings.mail_lease):
        return None
    link = _link(session, recipient, content, settings)
    values = {"link": link, "organisation": recipient.organisation, **content.values}
    texts = compose(content.template, values, language=recipient.language)
    return Mail(
        attempt=attempt,
        envelope_from=f"bounce+{recipient.uuid}@{split_address(settings.mail_from).domain}",
        from_address=settings.mail_from,
        from_name=None if content.is_neutral else recipient.organisation,
        to=recipient.email,
        subject=texts.subject,
        text=texts.text,
        html=texts.html,
        sent_at=clock.now(),
        headers={"Auto-Submitted": "auto-generated", **(_unsubscribe(link) if content.can_unsubscribe else {})},
    )


def _recipient(session: Session, mail_id: int) -> _Recipient | None:
    """None where the address was erased, or asked for no more mail."""
    row = session.execute(
        select(SupporterMail, Supporter.email, Organisation.name)
        .join(Supporter, Supporter.id == SupporterMail.supporter_id)
        .join(Organisation, Organisation.id == Supporter.organisation_id)
        .where(
            SupporterMail.id == mail_id,
            Supporter.email.is_not(None),
            ~exists().where(Suppression.mailbox_hash == Supporter.mailbox_hash),
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        return None
    mail, email, organisation = row
    return _Recipient(
        mail_id=mail.id,
        uuid=str(mail.uuid),
        kind=mail.kind,
        language=mail.language,
        pledge_id=mail.pledge_id,
        update_id=mail.update_id,
        supporter_id=mail.supporter_id,
        email=email or "",
        organisation=organisation,
    )


# Asking for mails


def thank(session: Session, *, pledge_ids: Collection[int]) -> None:
    """One mail for all that a click confirmed."""
    first = (
        select(literal("thanks"), Pledge.supporter_id, Pledge.id, Pledge.language)
        .where(Pledge.id.in_(pledge_ids))
        .order_by(Pledge.id)
        .limit(1)
    )
    columns = ["kind", "supporter_id", "pledge_id", "language"]
    session.execute(insert(SupporterMail).from_select(columns, first, include_defaults=False))


# Links


def _link(session: Session, recipient: _Recipient, content: _Content, settings: Settings) -> str:
    if content.link == "my":
        return my_link(session, supporter_id=recipient.supporter_id, settings=settings, language=recipient.language)
    raw = _mint(session, purpose="confirm", supporter_id=recipient.supporter_id, lasts=CONFIRM_LINK_LASTS)
    return _address(settings, recipient.language, f"/confirm/{raw}")


def my_link(session: Session, *, supporter_id: int, settings: Settings, language: str = SOURCE) -> str:
    """A new address of the supporter's own page, good for 180 days."""
    raw = _mint(session, purpose="my", supporter_id=supporter_id, lasts=MY_LINK_LASTS)
    return _address(settings, language, f"/my/{raw}")


def _mint(session: Session, *, purpose: str, supporter_id: int, lasts: timedelta) -> str:
    token = new_token()
    values = {
        "token_hash": token.hash,
        "purpose": purpose,
        "supporter_id": supporter_id,
        "expires_at": clock.now() + lasts,
    }
    session.connection().execute(insert(AccessToken), values)
    return token.raw


def _address(settings: Settings, language: str, path: str) -> str:
    """Under its language, so that even a link that no longer works is answered in it."""
    return f"{settings.origin}{'' if language == SOURCE else f'/{language}'}{path}"


def _unsubscribe(link: str) -> dict[str, str]:
    """RFC 8058: a mail program's own button ends the updates by one POST."""
    return {"List-Unsubscribe": f"<{link}/updates/off>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


# What each kind says. Each returns none where there is nothing to say any more.


def _confirm(session: Session, recipient: _Recipient, _settings: Settings) -> _Content | None:
    """The one mail that goes to an address nobody confirmed yet: it repeats nothing that somebody typed.

    Where a look over the supporter's shoulder may harm them, it does not say what or whom it is about.
    """
    pairs = _pairs_waiting(session, recipient)
    if not pairs:
        return None
    is_neutral = _is_neutral(session, pairs)
    values = {"days": CONFIRM_LINK_LASTS.days}
    return _Content("confirm_neutral" if is_neutral else "confirm", values, link="confirm", is_neutral=is_neutral)


def _reminder(session: Session, recipient: _Recipient, _settings: Settings) -> _Content | None:
    pairs = _pairs_waiting(session, recipient)
    return None if not pairs or _is_neutral(session, pairs) else _Content("reminder", link="confirm")


def _thanks(session: Session, recipient: _Recipient, settings: Settings) -> _Content | None:
    """For all that was confirmed by the one click that the mail's pledge was."""
    pledge = session.get(Pledge, recipient.pledge_id)
    if pledge is None or pledge.confirmed_at is None:
        return None
    together = select(Pledge, Letter.state, Mission.name).where(
        Pledge.supporter_id == recipient.supporter_id,
        Pledge.confirmed_at == pledge.confirmed_at,
        Pledge.state == "confirmed",
    )
    rows = session.execute(_with_letter(together).order_by(Pledge.id)).all()
    if not rows or _is_neutral(session, _pairs(session, Pledge.id.in_([pledge.id for pledge, _, _ in rows]))):
        return None
    signed = []
    for each, letter_state, mission in rows:
        shared = shared_action(session, each.action_id, recipient.language)
        signed.append({"number": each.number, "title": shared.title, "letter_state": letter_state, "mission": mission})
    first = shared_action(session, rows[0][0].action_id, recipient.language)
    return _Content("thanks", {"signed": signed, "share": f"{settings.origin}{first.path}?s=email"})


def _letter_sent(session: Session, recipient: _Recipient, _settings: Settings) -> _Content | None:
    found = _letter_in(session, recipient, HANDED_OVER)
    if found is None or found["day"] is None:
        return None
    return _Content("letter_sent", found)


def _letter_returned(session: Session, recipient: _Recipient, _settings: Settings) -> _Content | None:
    found = _letter_in(session, recipient, RETURNED)
    return _Content("letter_returned", found) if found else None


def _letter_in(session: Session, recipient: _Recipient, states: tuple[str, ...]) -> dict[str, Any] | None:
    row = session.execute(
        _with_letter(select(Pledge.action_id, Letter.handed_at, Letter.is_demo, Mission.name)).where(
            Pledge.id == recipient.pledge_id,
            Pledge.supporter_id == recipient.supporter_id,
            Pledge.state == "confirmed",
            Letter.state.in_(states),
        )
    ).one_or_none()
    if row is None or _is_neutral(session, _pairs(session, Pledge.id == recipient.pledge_id)):
        return None
    title = shared_action(session, row.action_id, recipient.language).title
    return {"title": title, "day": row.handed_at, "is_demo": row.is_demo, "mission": row.name}


def _update(session: Session, recipient: _Recipient, settings: Settings) -> _Content | None:
    update = session.get(Update, recipient.update_id)
    wanted = select(Pledge.id).where(
        Pledge.supporter_id == recipient.supporter_id,
        Pledge.state == "confirmed",
        Supporter.id == Pledge.supporter_id,
        Supporter.updates_since.is_not(None),
    )
    if update is None:
        return None
    pledge_id = session.scalar(wanted.where(Pledge.action_id == update.action_id))
    if pledge_id is None or _is_neutral(session, _pairs(session, Pledge.id == pledge_id)):
        return None
    page = f"{settings.origin}{shared_action(session, update.action_id, update.language).path}"
    values = {
        "headline": update.title,
        "text": update.body,
        "html": markdown(update.body),
        "page": page,
        "language": update.language,
        "direction": direction(update.language),
    }
    return _Content("update", values, can_unsubscribe=True)


def _my_link(session: Session, recipient: _Recipient, _settings: Settings) -> _Content | None:
    """It says nothing of what stands behind the link, whoever may look over a shoulder."""
    is_neutral = _is_neutral(session, _pairs(session, Pledge.supporter_id == recipient.supporter_id))
    return _Content("my_link", {"days": MY_LINK_LASTS.days}, is_neutral=is_neutral)


_CONTENTS: Mapping[str, Callable[[Session, _Recipient, Settings], _Content | None]] = {
    "confirm": _confirm,
    "reminder": _reminder,
    "thanks": _thanks,
    "letter_sent": _letter_sent,
    "letter_returned": _letter_returned,
    "update": _update,
    "my_link": _my_link,
}


def _with_letter(statement: Select[*_Columns]) -> Select[*_Columns]:
    return (
        statement.select_from(Pledge)
        .outerjoin(Letter, (Letter.pledge_id == Pledge.id) & (Letter.state != "cancelled"))
        .outerjoin(Mission, Mission.id == Letter.mission_id)
    )


# Where saying anything may harm

_Pair = tuple[str, str]
"""The responsible state and the supporter's country."""


def _pairs(session: Session, *which: Any) -> set[_Pair]:
    rows = session.execute(
        select(Case.responsible_state, Pledge.country)
        .join(Pledge.action)
        .join(Case, Case.id == Action.case_id)
        .where(*which)
        .distinct()
    )
    return {(state, country) for state, country in rows}


def _pairs_waiting(session: Session, recipient: _Recipient) -> set[_Pair]:
    """Of the pledges that wait for a word from this address."""
    return _pairs(
        session,
        Pledge.supporter_id == recipient.supporter_id,
        Pledge.state == "pending",
        Pledge.held_for.is_(None),
        Action.state.in_(["live", "paused"]),
    )


def _is_neutral(session: Session, pairs: set[_Pair]) -> bool:
    return any(
        safety_of(session, responsible_state=state, country=country) in COUNT_ONLY_REASONS for state, country in pairs
    )
