"""What the worker does beside the mail."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.db import Database
from actions.errors import Unavailable
from actions.models.counts import Count
from actions.models.mails import SupporterMail
from actions.models.pledges import Pledge
from actions.models.supporters import ConfirmAllowance
from actions.outbox import MAILS
from actions.usecases import counts
from actions.worker import housekeeping
from actions.worker.housekeeping import Task, keep_house
from tests.conftest import make_settings
from tests.factories import make_mail, make_pledge
from tests.worker.rows import add_mails, states
from tests.worker.test_claims import claim, let_leases_end


def keep_house_until(database: Database, holds: Callable[[], bool]) -> None:
    """Keep house in a thread until `holds`, looked at after each task."""
    stop, end = threading.Event(), threading.Event()
    thread = threading.Thread(target=keep_house, args=(database, make_settings(mail_lease=1), stop))
    thread.start()
    try:
        for _ in range(500):
            if holds():
                return
            end.wait(0.01)
        raise AssertionError("it did not happen in time")
    finally:
        stop.set()
        thread.join(5)


def test_folds_counters(committing: Database) -> None:
    with committing.unit_of_work() as session:
        pledge = make_pledge(session, state="confirmed")
        counts.add(session, action_id=pledge.action_id, country="SE", delta=1)

    def is_folded() -> bool:
        with committing.read_only() as session:
            return session.scalars(select(Count.confirmed)).all() == [1]

    keep_house_until(committing, is_folded)


def test_takes_lapsed_claims_back(committing: Database) -> None:
    add_mails(committing)
    claim(committing, MAILS)
    let_leases_end(committing)
    keep_house_until(committing, lambda: states(committing, SupporterMail) == ["queued"])


def test_lets_old_pledges_expire(committing: Database) -> None:
    with committing.unit_of_work() as session:
        make_pledge(session, signed_at=clock.now() - timedelta(days=8))

    def is_expired() -> bool:
        with committing.read_only() as session:
            return session.scalars(select(Pledge.state)).all() == ["expired"]

    keep_house_until(committing, is_expired)


def test_reminds_who_has_not_confirmed_for_a_day(committing: Database) -> None:
    then = clock.now() - timedelta(hours=25)
    with committing.unit_of_work() as session:
        pledge = make_pledge(session, signed_at=then)
        make_mail(session, kind="confirm", pledge=pledge, state="sent")
        assert pledge.supporter is not None
        mailbox = pledge.supporter.mailbox_hash
        session.add(ConfirmAllowance(mailbox_hash=mailbox, window_at=then, sent=1, last_at=then))

    def is_reminded() -> bool:
        with committing.read_only() as session:
            return "reminder" in session.scalars(select(SupporterMail.kind)).all()

    keep_house_until(committing, is_reminded)


@pytest.mark.parametrize("trouble", [Unavailable("The database does not answer."), ZeroDivisionError()])
def test_one_tasks_trouble_is_not_the_others(
    committing: Database, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    done: list[str] = []

    def fail(_: Session) -> int:
        done.append("failed")
        raise trouble

    def work(_: Session) -> int:
        done.append("worked")
        return 1

    def tasks(_: Any) -> list[Task]:
        return [Task("fails", 0.01, fail), Task("works", 0.01, work)]

    monkeypatch.setattr(housekeeping, "tasks", tasks)
    keep_house_until(committing, lambda: done.count("worked") >= 2)
    assert done.count("failed") == 1
