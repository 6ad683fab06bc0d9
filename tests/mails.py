"""One mail of each kind, about the example action, as it would leave."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock, outbox
from actions.domain.mail import Mail
from actions.models.actions import Action, Update
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.missions import Mission
from actions.schema import ROOT
from actions.settings import Settings
from actions.usecases.delivery import prepare
from actions.usecases.seed import seed
from tests.factories import make_pledge
from tests.stage import EXAMPLE, NAMES

KINDS = ("confirm", "confirm_neutral", "reminder", "thanks", "letter_sent", "letter_returned", "update", "my_link")
_LETTER_STATES = {"thanks": "queued", "letter_sent": "handed", "letter_returned": "bounced"}
_NEWS = {
    "en": ("A hearing is set", "The court has set a hearing for the end of the month.\n\nThank you for writing."),
    "ru": ("Назначено заседание", "Суд назначил заседание на конец месяца.\n\nСпасибо, что пишете."),
    "ar": ("تحديد موعد جلسة", "حدّدت المحكمة جلسة في نهاية الشهر.\n\nشكرًا لأنكم تكتبون."),
}


def examples(session: Session, settings: Settings) -> Action:
    """The example action, with all that mails need around it."""
    seed(session, directory=ROOT / "seeds", settings=settings)
    return session.scalars(select(Action).where(Action.slug == EXAMPLE)).one()


def mail_of(session: Session, action: Action, *, kind: str, language: str, settings: Settings) -> Mail:
    is_neutral = kind == "confirm_neutral"
    values: dict[str, Any] = {"country": "RU", "disclosure": "count_only", "name": None} if is_neutral else {"country": "SE"}
    if kind in {"thanks", "letter_sent", "letter_returned", "update", "my_link"}:
        values |= {"state": "confirmed", "confirmed_at": clock.now(), "number": 1234}
    pledge = make_pledge(session, action=action, language=language, **{"name": NAMES[language]} | values)
    assert pledge.supporter is not None
    pledge.supporter.updates_since = clock.now()
    mission = session.scalars(select(Mission).where(Mission.host_iso2 == "SE")).first()
    assert mission is not None
    if kind in _LETTER_STATES:
        handed_at = clock.now() if kind != "thanks" else None
        state = _LETTER_STATES[kind]
        session.add(
            Letter(pledge_id=pledge.id, mission_id=mission.id, state=state, subject="…", body="…", handed_at=handed_at)
        )
    title, body = _NEWS[language]
    update = Update(action_id=action.id, language=language, title=title, body=body)
    session.add(update)
    session.flush()
    row = SupporterMail(
        kind=kind.removesuffix("_neutral"),
        supporter_id=pledge.supporter_id,
        pledge_id=pledge.id,
        update_id=update.id if kind == "update" else None,
        language=language,
    )
    session.add(row)
    session.flush()
    claim = next(
        each for each in outbox.claim(session, outbox.MAILS, batch=100, lease=settings.mail_lease) if each.id == row.id
    )
    mail = prepare(session, claim=claim, settings=settings)
    assert mail is not None, f"{kind} is not wanted"
    return mail
