"""A state changes along its machine, once, and it is recorded who caused it."""

import threading
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from actions.db import Database
from actions.domain.states import PLEDGE
from actions.models.pledges import Pledge, Transition
from actions.transitions import change_state
from tests.factories import make_pledge


def confirm(session: Session, *ids: int, **more: object) -> list[int]:
    return change_state(session, Pledge, ids, machine=PLEDGE, event="confirm", actor="supporter", **more)  # type: ignore[arg-type]


def state_of(session: Session, pledge: Pledge) -> str:
    session.refresh(pledge)
    return pledge.state


def test_changes_and_records(session: Session) -> None:
    pledge = make_pledge(session)
    assert confirm(session, pledge.id) == [pledge.id]
    assert state_of(session, pledge) == "confirmed"
    recorded = session.scalars(select(Transition)).one()
    assert (recorded.subject, recorded.subject_id, recorded.from_state, recorded.to_state) == (
        "pledges",
        pledge.id,
        "pending",
        "confirmed",
    )
    assert (recorded.event, recorded.actor) == ("confirm", "supporter")


def test_sets_further_values(session: Session) -> None:
    pledge = make_pledge(session)
    confirm(session, pledge.id, values={"number": 7})
    session.refresh(pledge)
    assert pledge.number == 7


def test_leaves_alone_what_the_machine_does_not_admit(session: Session) -> None:
    pledge = make_pledge(session, state="withdrawn")
    assert confirm(session, pledge.id) == []
    assert state_of(session, pledge) == "withdrawn"
    assert session.scalars(select(Transition)).all() == []


def test_leaves_alone_what_a_condition_excludes(session: Session) -> None:
    pledge = make_pledge(session)
    assert confirm(session, pledge.id, where=[Pledge.country == "AU"]) == []
    assert state_of(session, pledge) == "pending"


def test_each_row_by_its_own_state(session: Session) -> None:
    pending, expired = make_pledge(session), make_pledge(session, state="expired")
    assert confirm(session, pending.id, expired.id) == [pending.id]


def test_none_is_none(session: Session) -> None:
    assert confirm(session) == []


def test_one_of_many_at_once_wins(committing: Database) -> None:
    with committing.unit_of_work() as session:
        ids = [make_pledge(session).id for _ in range(5)]
    barrier = threading.Barrier(8)

    def run(number: int) -> list[int]:
        with committing.unit_of_work() as session:
            barrier.wait()
            return confirm(session, *(ids if number % 2 else reversed(ids)))

    with ThreadPoolExecutor(8) as pool:
        won = [each for future in [pool.submit(run, number) for number in range(8)] for each in future.result()]
    assert sorted(won) == ids


def test_the_loser_waits_and_sees_the_winners_state(committing: Database) -> None:
    with committing.unit_of_work() as session:
        pledge_id = make_pledge(session).id

    def withdraw() -> list[int]:
        with committing.unit_of_work() as session:
            return change_state(session, Pledge, [pledge_id], machine=PLEDGE, event="not_me", actor="supporter")

    with ThreadPoolExecutor(1) as pool, committing.unit_of_work() as session:
        confirm(session, pledge_id)
        withdrawal = pool.submit(withdraw)
        while not session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted")):
            session.execute(text("SELECT pg_sleep(0.01)"))
        session.commit()
        assert withdrawal.result() == []
