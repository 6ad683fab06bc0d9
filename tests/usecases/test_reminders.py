"""One reminder of a signature that nobody confirmed."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.models.mails import SupporterMail
from actions.models.pledges import Pledge
from actions.models.supporters import ConfirmAllowance, Suppression
from actions.usecases.pledges import not_me, undo_not_me
from actions.usecases.reminders import remind
from tests.factories import make_action, make_confirm_token, make_mail, make_pledge

DAY = timedelta(days=1)


def waiting_since(session: Session, ago: timedelta, *, sent: int = 1, **overrides: Any) -> Pledge:
    """A pledge whose confirm mail left at once."""
    pledge = make_pledge(session, signed_at=clock.now() - ago, **overrides)
    make_mail(session, kind="confirm", pledge=pledge, state="sent")
    supporter = pledge.supporter
    assert supporter is not None
    then = clock.now() - ago
    if session.get(ConfirmAllowance, supporter.mailbox_hash) is None:
        session.add(ConfirmAllowance(mailbox_hash=supporter.mailbox_hash, window_at=then, sent=sent, last_at=then))
    session.flush()
    return pledge


def reminders(session: Session) -> list[SupporterMail]:
    return list(session.scalars(select(SupporterMail).where(SupporterMail.kind == "reminder")))


def test_after_a_day(session: Session) -> None:
    pledge = waiting_since(session, DAY * 1.1, language="ru")
    assert remind(session) == 1
    [mail] = reminders(session)
    assert (mail.pledge_id, mail.supporter_id, mail.language, mail.state) == (
        pledge.id,
        pledge.supporter_id,
        "ru",
        "queued",
    )


def test_not_before(session: Session) -> None:
    waiting_since(session, DAY * 0.9)
    assert remind(session) == 0


def test_once(session: Session) -> None:
    waiting_since(session, DAY * 1.1)
    remind(session)
    with clock.set_to(clock.now() + 2 * DAY):
        assert remind(session) == 0


def test_counts_as_a_mail_of_the_address(session: Session) -> None:
    waiting_since(session, DAY * 1.1)
    remind(session)
    allowance = session.scalars(select(ConfirmAllowance).execution_options(populate_existing=True)).one()
    assert allowance.sent == 2
    assert clock.now() - allowance.last_at < timedelta(minutes=1)


def test_two_that_wait_are_one_reminder(session: Session) -> None:
    first = waiting_since(session, DAY * 1.2)
    waiting_since(session, DAY * 1.1, supporter=first.supporter, action=make_action(session, case=first.action.case))
    assert remind(session) == 1
    with clock.set_to(clock.now() + 2 * DAY):
        assert remind(session) == 0


def test_not_where_three_mails_went_already(session: Session) -> None:
    waiting_since(session, DAY * 1.1, sent=3)
    assert remind(session) == 0


def test_not_within_a_day_of_another_mail(session: Session) -> None:
    waiting_since(session, DAY * 1.1)
    session.scalars(select(ConfirmAllowance)).one().last_at = clock.now() - DAY / 2
    session.flush()
    assert remind(session) == 0


def test_not_where_the_first_mail_did_not_leave(session: Session) -> None:
    waiting_since(session, DAY * 1.1)
    session.scalars(select(SupporterMail)).one().state = "failed"
    session.flush()
    assert remind(session) == 0


@pytest.mark.parametrize(
    "overrides",
    [
        {"held_for": "rate_network"},
        {"state": "confirmed"},
        {"state": "withdrawn"},
        {"country": "RU", "disclosure": "count_only", "name": None},
    ],
    ids=["held", "confirmed", "withdrawn", "same_state"],
)
def test_never_for(session: Session, overrides: dict[str, Any]) -> None:
    waiting_since(session, DAY * 1.1, **overrides)
    assert remind(session) == 0


def test_those_who_are_in_danger_are_not_asked_about_again_and_again(session: Session) -> None:
    pledge = waiting_since(session, DAY * 1.1, country="RU", disclosure="count_only", name=None)
    remind(session)
    session.refresh(pledge)
    assert pledge.reminded_at is not None
    assert session.scalars(select(ConfirmAllowance.sent).execution_options(populate_existing=True)).one() == 1


def test_not_to_a_suppressed_address(session: Session) -> None:
    pledge = waiting_since(session, DAY * 1.1)
    assert pledge.supporter is not None
    session.add(Suppression(mailbox_hash=pledge.supporter.mailbox_hash, cause="complaint"))
    session.flush()
    assert remind(session) == 0


def test_not_for_an_action_that_closed(session: Session) -> None:
    waiting_since(session, DAY * 1.1, action=make_action(session, state="closed"))
    assert remind(session) == 0


def test_not_me_can_be_undone_after_a_reminder(session: Session) -> None:
    pledge = waiting_since(session, DAY * 1.1)
    remind(session)
    token = make_confirm_token(session, supporter_id=pledge.supporter_id)
    not_me(session, raw_token=token)
    undo_not_me(session, raw_token=token)
    session.refresh(pledge)
    assert pledge.state == "pending"
    with clock.set_to(clock.now() + 2 * DAY):
        assert remind(session) == 0
