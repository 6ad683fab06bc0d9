"""No word of ours stands in a mail that the catalogues do not know."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from actions import clock, outbox
from actions.models.actions import Update
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.settings import Settings
from actions.usecases.delivery import prepare
from tests.factories import make_mission, make_pledge
from tests.pseudo import everything_marked, greek_action, unmarked, unmarked_on


@pytest.fixture(autouse=True)
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with everything_marked(monkeypatch):
        yield


def unmarked_in_mail(
    session: Session, settings: Settings, kind: str, *, letter: str | None = None, **pledge: Any
) -> list[str]:
    """Of that kind, about a pledge whose letter is in the state `letter`."""
    mission = make_mission(session, name="Πρεσβεία", city="Στοκχόλμη")
    action = greek_action(session, "mira")
    signed = make_pledge(session, action=action, **{"name": "Άννα Λιντ", "state": "confirmed"} | pledge)
    signed.confirmed_at, signed.number = clock.now(), 7
    assert signed.supporter
    signed.supporter.updates_since = clock.now()
    if letter:
        text = {"subject": "Γιατρό", "body": "Με τιμή", "handed_at": clock.now()}
        session.add(Letter(pledge_id=signed.id, mission_id=mission.id, state=letter, **text))
    update = Update(action_id=action.id, language="en", title="Νέα", body="Την είδε γιατρός.", published_at=clock.now())
    session.add(update)
    session.flush()
    update_id = update.id if kind == "update" else None
    session.add(SupporterMail(kind=kind, supporter_id=signed.supporter_id, pledge_id=signed.id, update_id=update_id))
    session.flush()
    claim = outbox.claim(session, outbox.MAILS, batch=1, lease=60)[0]
    mail = prepare(session, claim=claim, settings=settings)
    assert mail
    return unmarked(mail.subject, mail.text) + unmarked_on(mail.html or "")


@pytest.mark.parametrize("kind", ["confirm", "reminder"])
def test_asking_to_confirm(session: Session, settings: Settings, kind: str) -> None:
    assert unmarked_in_mail(session, settings, kind, state="pending") == []


def test_asking_where_somebody_may_look_over_the_shoulder(session: Session, settings: Settings) -> None:
    neutral = {"state": "pending", "country": "RU", "disclosure": "count_only", "name": None}
    assert unmarked_in_mail(session, settings, "confirm", **neutral) == []


@pytest.mark.parametrize("letter", [None, "queued", "for_digest", "for_hand_in", "held"])
def test_thanking(session: Session, settings: Settings, letter: str | None) -> None:
    assert unmarked_in_mail(session, settings, "thanks", letter=letter) == []


def test_a_letter_left(session: Session, settings: Settings) -> None:
    assert unmarked_in_mail(session, settings, "letter_sent", letter="handed") == []


def test_a_letter_came_back(session: Session, settings: Settings) -> None:
    assert unmarked_in_mail(session, settings, "letter_returned", letter="bounced") == []


@pytest.mark.parametrize("kind", ["update", "my_link"])
def test_others(session: Session, settings: Settings, kind: str) -> None:
    assert unmarked_in_mail(session, settings, kind) == []
