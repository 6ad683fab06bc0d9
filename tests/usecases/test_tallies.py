"""Numbers of what happened, by day and channel."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.errors import NotFound, Refused
from actions.models.pledges import OwnSending
from actions.models.tallies import Tally
from actions.queries.tallies import ChannelNumbers, action_tallies
from actions.usecases.tallies import Counted, add, add_all
from actions.usecases.ways import report_own_sending
from tests.factories import make_action, make_confirm_token, make_confirmed, make_pledge


def test_the_same_again_is_one_row(session: Session) -> None:
    action = make_action(session)
    for _ in range(3):
        add(session, action_id=action.id, kind="share", channel="x")
    assert session.scalars(select(Tally.number)).all() == [3]


def test_another_day_is_another_row(session: Session) -> None:
    action = make_action(session)
    add(session, action_id=action.id, kind="view", number=2)
    with clock.set_to(clock.now() + timedelta(days=1)):
        add(session, action_id=action.id, kind="view")
    assert session.scalars(select(Tally.number).order_by(Tally.day)).all() == [2, 1]
    assert action_tallies(session, action.slug).views == 3


def test_what_a_process_collected(session: Session) -> None:
    action = make_action(session)
    collected = {Counted(action.slug, "view"): 40, Counted(action.slug, "share_visit", "x"): 3, Counted("nobody", "view"): 9}
    add_all(session, counted=collected)
    add_all(session, counted=collected)
    found = action_tallies(session, action.slug)
    assert (found.views, found.channels) == (80, (ChannelNumbers("x", 0, 6, 0),))


def test_an_unknown_action(session: Session) -> None:
    with pytest.raises(NotFound):
        action_tallies(session, "nobody")


def test_i_did_this_is_noted_once_and_counted_apart(session: Session) -> None:
    pledge = make_confirmed(session)
    token = make_confirm_token(session, supporter_id=pledge.supporter_id)
    for _ in range(2):
        report_own_sending(session, raw_token=token, purpose="confirm", pledge=pledge.uuid, channel="post")
    assert session.scalars(select(OwnSending.channel)).all() == ["post"]
    assert action_tallies(session, pledge.action.slug).own_sendings == {"post": 1}


def test_not_for_somebody_else(session: Session) -> None:
    pledge, other = make_confirmed(session), make_confirmed(session)
    token = make_confirm_token(session, supporter_id=other.supporter_id)
    with pytest.raises(NotFound):
        report_own_sending(session, raw_token=token, purpose="confirm", pledge=pledge.uuid, channel="post")


def test_not_before_it_is_confirmed(session: Session) -> None:
    pledge = make_pledge(session)
    token = make_confirm_token(session, supporter_id=pledge.supporter_id)
    with pytest.raises(NotFound):
        report_own_sending(session, raw_token=token, purpose="confirm", pledge=pledge.uuid, channel="post")


@pytest.mark.parametrize("channel", ["", "email", "x'", "pigeon"])
def test_not_by_a_way_that_there_is_not(session: Session, channel: str) -> None:
    pledge = make_confirmed(session)
    token = make_confirm_token(session, supporter_id=pledge.supporter_id)
    with pytest.raises(Refused):
        report_own_sending(session, raw_token=token, purpose="confirm", pledge=pledge.uuid, channel=channel)
