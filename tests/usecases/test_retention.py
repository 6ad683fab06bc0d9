"""What is no longer needed goes, and nothing that is."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from actions import clock
from actions.models.letters import Letter
from actions.models.supporters import AccessToken, Supporter
from actions.usecases.retention import forget
from tests.factories import make_action, make_confirm_token, make_pledge


@pytest.fixture
def pledge(session):
    return make_pledge(session, personal_line="I am a nurse.", email="anna@example.org", state="confirmed")


def later(days):
    return clock.set_to(clock.now() + timedelta(days=days))


def email(session):
    return session.scalar(select(Supporter.email).execution_options(populate_existing=True))


def make_letter(session, pledge, **values):
    letter = Letter(**{"pledge_id": pledge.id, "state": "handed", "subject": "s", "body": "b", "from_name": "Anna"} | values)
    session.add(letter)
    session.flush()
    return letter


def test_a_confirmed_pledge_of_an_open_action_is_kept(session, pledge):
    with later(700):
        assert forget(session) == 0
    session.refresh(pledge)
    assert (pledge.name, email(session)) == ("Anna Lind", "anna@example.org")


def test_identities_go_half_a_year_after_closing(session, pledge):
    pledge.action.closed_at = clock.now()
    session.flush()
    with later(182):
        assert forget(session) == 0
    with later(184):
        assert forget(session) == 2
    session.refresh(pledge)
    assert (pledge.name, pledge.personal_line, email(session)) == (None, None, None)


def test_identities_go_two_years_after_signing_at_the_latest(session, pledge):
    with later(731):
        forget(session)
    assert email(session) is None


def test_what_nobody_confirmed_goes_when_it_expires(session, pledge):
    pledge.state = "expired"
    session.flush()
    forget(session)
    session.refresh(pledge)
    assert (pledge.name, email(session)) == (None, None)


def test_what_was_withdrawn_can_be_taken_back_for_a_while(session, pledge):
    pledge.state = "withdrawn"
    session.flush()
    assert forget(session) == 0
    with later(15):
        forget(session)
    assert email(session) is None


def test_an_address_stays_while_another_pledge_needs_it(session, pledge):
    pledge.state = "expired"
    make_pledge(session, action=make_action(session, case=pledge.action.case), supporter=pledge.supporter)
    forget(session)
    assert email(session) == "anna@example.org"


def test_a_letters_text_goes_ninety_days_after_its_hand_over(session, pledge):
    letter = make_letter(session, pledge, handed_at=clock.now())
    with later(89):
        assert forget(session) == 0
    with later(91):
        assert forget(session) == 1
    session.refresh(letter)
    assert (letter.subject, letter.body, letter.from_name, letter.state) == ("", "", None, "handed")


def test_a_letters_text_goes_four_weeks_after_its_end(session, pledge):
    make_letter(session, pledge, state="cancelled")
    with later(27):
        assert forget(session) == 0
    with later(29):
        assert forget(session) == 1


@pytest.mark.parametrize("state", ["queued", "for_hand_in", "for_digest", "held", "unknown"])
def test_what_is_not_settled_keeps_its_text(session, pledge, state):
    make_letter(session, pledge, state=state)
    with later(400):
        assert forget(session) == 0


@pytest.mark.parametrize("state", ["queued", "for_hand_in", "held"])
def test_a_letter_that_waits_longer_than_its_sender_may_be_kept_is_cancelled(session, pledge, state):
    letter = make_letter(session, pledge, state=state)
    with later(731):
        forget(session)
    session.refresh(letter)
    assert (letter.state, letter.body, letter.from_name) == ("cancelled", "", None)


def test_an_uncertain_letter_loses_its_text_ninety_days_after_the_attempt(session, pledge):
    letter = make_letter(session, pledge, state="unknown", first_attempt_at=clock.now())
    with later(91):
        forget(session)
    session.refresh(letter)
    assert (letter.state, letter.body) == ("unknown", "")


def test_links_go_when_they_stop_working(session, pledge):
    make_confirm_token(session, supporter_id=pledge.supporter_id)
    with later(8):
        forget(session)
    assert session.scalar(select(func.count()).select_from(AccessToken)) == 0


def test_forgetting_twice_finds_nothing_more(session, pledge):
    pledge.state = "expired"
    session.flush()
    forget(session)
    assert forget(session) == 0
