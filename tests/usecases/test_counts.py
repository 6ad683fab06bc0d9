"""The folded counter."""

from sqlalchemy import select

from actions.models.counts import Count, CountDelta
from actions.queries.counts import total
from actions.usecases.counts import add, fold, repair
from tests.factories import make_action, make_pledge


def test_a_delta_counts_at_once(session):
    action = make_action(session)
    add(session, action_id=action.id, country="SE", delta=1)
    assert total(session, action_id=action.id) == 1


def test_folding_changes_no_total(session):
    action = make_action(session)
    for country in ("SE", "SE", "NO"):
        add(session, action_id=action.id, country=country, delta=1)
    fold(session)
    add(session, action_id=action.id, country="SE", delta=-1)
    fold(session)
    assert total(session, action_id=action.id) == 2
    assert session.scalars(select(CountDelta)).all() == []
    assert dict(session.execute(select(Count.country, Count.confirmed)).all()) == {"SE": 1, "NO": 1}


def test_only_one_process_folds_at_a_time(committing):
    with committing.unit_of_work() as session:
        action = make_action(session)
        add(session, action_id=action.id, country="SE", delta=1)
    with committing.unit_of_work() as first, committing.unit_of_work() as second:
        assert fold(first) == 1
        assert fold(second) == 0


def test_only_one_process_repairs_at_a_time(committing):
    with committing.unit_of_work() as session:
        add(session, action_id=make_action(session).id, country="SE", delta=1)
    with committing.unit_of_work() as first, committing.unit_of_work() as second:
        assert repair(first) == 1
        assert repair(second) == 0


def test_repair_finds_what_is_missing_or_too_much(session):
    action = make_action(session)
    make_pledge(session, action=action, state="confirmed")
    make_pledge(session, action=action, state="confirmed", held_for="a look")
    add(session, action_id=action.id, country="NO", delta=3)
    assert repair(session) == 2
    assert total(session, action_id=action.id) == 1
    assert repair(session) == 0
