"""Confirming: the pledge counts, and what its channel allows is done exactly once."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from actions import clock
from actions.errors import Conflict, Gone, NotFound
from actions.models.letters import Letter
from actions.models.missions import Contact, Mission
from actions.models.pledges import ConsentEvent, Transition
from actions.models.supporters import Suppression
from actions.queries.counts import total
from actions.queries.pledges import confirmed, waiting
from actions.usecases.pledges import confirm, expire, not_me, undo_not_me
from tests.conftest import make_settings
from tests.factories import make_action, make_confirm_token, make_message, make_mission, make_pledge, make_supporter

REAL = make_settings(mail_provider="smtp")
DEMO = make_settings()


def confirm_all(session, token, settings=REAL):
    shown = waiting(session, raw_token=token, settings=settings)
    return confirm(session, raw_token=token, consent_hash=shown.consent_hash, settings=settings)


def letters(session):
    return session.scalars(select(Letter).execution_options(populate_existing=True)).all()


@pytest.fixture
def pledge(session):
    make_mission(session, email="mission@example.org")
    return make_pledge(session, personal_line="I am a nurse.", email="anna@example.org")


@pytest.fixture
def token(session, pledge):
    return make_confirm_token(session, supporter_id=pledge.supporter_id)


def test_a_confirmed_email_gets_the_letter(session, pledge, token):
    assert confirm_all(session, token) == 1
    (letter,) = letters(session)
    assert letter.state == "queued"
    assert letter.body.startswith("Your Excellency,\n\nI am a nurse.\n\n")
    assert letter.body.endswith("Anna Lind, Sweden\n")
    assert (letter.from_name, letter.reply_to) == ("Anna Lind", None)
    assert letter.contact_id is not None


def test_the_pledge_is_confirmed_and_numbered(session, pledge, token):
    confirm_all(session, token)
    session.refresh(pledge)
    assert (pledge.state, pledge.number) == ("confirmed", 1)
    assert total(session, action_id=pledge.action_id) == 1


def test_the_second_consent_is_the_hash_of_exactly_what_goes(session, pledge, token):
    (plan,) = waiting(session, raw_token=token, settings=REAL).pledges
    confirm_all(session, token)
    (consent,) = session.scalars(select(ConsentEvent).where(ConsentEvent.event == "confirmed")).all()
    (letter,) = letters(session)
    assert consent.text_hash == plan.consent_hash
    assert json.loads(plan.consent_text)["body"] == letter.body


def test_confirming_twice_does_nothing_more(session, pledge, token):
    confirm_all(session, token)
    assert confirm_all(session, token) == 0
    assert len(letters(session)) == 1
    assert total(session, action_id=pledge.action_id) == 1


def test_every_step_is_recorded(session, pledge, token):
    confirm_all(session, token)
    (step,) = session.scalars(select(Transition).where(Transition.subject == "pledges")).all()
    assert (step.from_state, step.to_state, step.event, step.actor) == ("pending", "confirmed", "confirm", "supporter")


def test_one_link_confirms_all_that_waits(session, pledge, token):
    make_pledge(session, action=make_action(session, case=pledge.action.case), supporter=pledge.supporter)
    assert confirm_all(session, token) == 2


def test_without_a_confirmed_email_the_letter_waits_to_be_handed_in(session):
    make_mission(session, email="mission@example.org", email_status="unverified")
    token = make_confirm_token(session, supporter_id=make_pledge(session).supporter_id)
    confirm_all(session, token)
    (letter,) = letters(session)
    assert (letter.state, letter.contact_id) == ("for_hand_in", None)


def test_in_demo_mode_an_unverified_email_is_tried_and_marked(session):
    make_mission(session, email="mission@example.org", email_status="unverified")
    token = make_confirm_token(session, supporter_id=make_pledge(session).supporter_id)
    confirm_all(session, token, DEMO)
    (letter,) = letters(session)
    assert (letter.state, letter.is_demo) == ("queued", True)


def test_an_action_may_hand_in_everything(session):
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, action=make_action(session, mode="hand_in"))
    confirm_all(session, make_confirm_token(session, supporter_id=pledge.supporter_id))
    assert letters(session)[0].state == "for_hand_in"


def test_count_only_never_has_a_letter(session):
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, disclosure="count_only", name=None)
    assert confirm_all(session, make_confirm_token(session, supporter_id=pledge.supporter_id)) == 1
    assert letters(session) == []


def test_in_the_responsible_state_there_is_no_letter_and_no_mission(session):
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, country="RU", disclosure="count_only", name=None)
    token = make_confirm_token(session, supporter_id=pledge.supporter_id)
    assert waiting(session, raw_token=token, settings=REAL).pledges[0].is_neutral
    confirm_all(session, token)
    (done,) = confirmed(session, raw_token=token, settings=REAL)
    assert (done.letter, done.mission, done.is_neutral) == (None, None, True)


def test_initials_show_no_name_anywhere(session):
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, disclosure="initials_country")
    confirm_all(session, make_confirm_token(session, supporter_id=pledge.supporter_id))
    (letter,) = letters(session)
    assert letter.body.endswith("A. L., Sweden\n")
    assert (letter.from_name, letter.reply_to) == (None, None)


def test_an_address_to_answer_to_is_given_where_chosen(session):
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, disclosure="name_reply_to", email="anna@example.org")
    confirm_all(session, make_confirm_token(session, supporter_id=pledge.supporter_id))
    assert letters(session)[0].reply_to == "anna@example.org"


def test_what_changed_since_the_page_is_shown_again(session, pledge, token):
    shown = waiting(session, raw_token=token, settings=REAL)
    pledge.action.demands = ["that she be released"]
    session.flush()
    with pytest.raises(Conflict):
        confirm(session, raw_token=token, consent_hash=shown.consent_hash, settings=REAL)
    assert letters(session) == []


def test_afterwards_the_mission_is_the_one_written_to(session, pledge, token):
    confirm_all(session, token)
    mission = session.get(Mission, letters(session)[0].mission_id)
    mission.status = "closed"
    session.flush()
    (done,) = confirmed(session, raw_token=token, settings=REAL)
    assert done.mission
    assert done.mission.id == mission.id


def test_the_address_is_part_of_what_is_agreed_to(session, pledge, token):
    shown = waiting(session, raw_token=token, settings=REAL)
    session.execute(update(Contact).values(value="other@example.org"))
    with pytest.raises(Conflict):
        confirm(session, raw_token=token, consent_hash=shown.consent_hash, settings=REAL)


def test_a_held_pledge_cannot_be_confirmed(session, pledge, token):
    pledge.held_for = "honeypot"
    session.flush()
    assert confirm_all(session, token) == 0


def test_a_closed_action_confirms_nothing(session, pledge, token):
    pledge.action.state = "closed"
    session.flush()
    assert confirm_all(session, token) == 0


def test_ten_at_once_are_one_letter(committing):
    with committing.unit_of_work() as session:
        make_mission(session, email="mission@example.org")
        token = make_confirm_token(session, supporter_id=make_pledge(session).supporter_id)

    def once(_):
        with committing.unit_of_work() as session:
            return confirm_all(session, token)

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(once, range(10))) == 1
    with committing.read_only() as session:
        assert session.scalar(select(func.count()).select_from(Letter)) == 1


@pytest.mark.parametrize("token", ["", "x", "é" * 40, "\ud800", "a" * 10_000])
def test_garbage_is_no_link(session, token):
    with pytest.raises(NotFound):
        waiting(session, raw_token=token, settings=REAL)


def test_a_link_of_another_purpose_is_refused(session, pledge):
    token = make_confirm_token(session, supporter_id=pledge.supporter_id, purpose="other")
    with pytest.raises(NotFound):
        waiting(session, raw_token=token, settings=REAL)


def test_a_link_expires(session, token):
    with clock.set_to(clock.now() + timedelta(days=8)), pytest.raises(Gone):
        waiting(session, raw_token=token, settings=REAL)


def test_not_me_withdraws_all_that_waits_and_suppresses_the_address(session, pledge, token):
    not_me(session, raw_token=token)
    session.refresh(pledge)
    assert pledge.state == "withdrawn"
    assert session.scalars(select(Suppression.cause)).all() == ["not_me"]
    assert session.scalar(select(func.count()).where(ConsentEvent.event == "withdrawn")) == 0  # none was given here


def test_not_me_twice_is_the_same(session, pledge, token):
    not_me(session, raw_token=token)
    not_me(session, raw_token=token)
    assert session.scalars(select(Suppression.cause)).all() == ["not_me"]


def test_not_me_can_be_undone(session, pledge, token):
    not_me(session, raw_token=token)
    undo_not_me(session, raw_token=token)
    session.refresh(pledge)
    assert pledge.state == "pending"
    assert session.scalars(select(Suppression)).all() == []
    assert confirm_all(session, token) == 1


def test_not_me_leaves_what_was_confirmed(session, pledge, token):
    confirm_all(session, token)
    not_me(session, raw_token=token)
    session.refresh(pledge)
    assert pledge.state == "confirmed"


def test_undo_brings_back_only_what_not_me_withdrew(session, pledge, token):
    other = make_pledge(
        session, action=make_action(session, case=pledge.action.case), supporter=pledge.supporter, state="withdrawn"
    )
    not_me(session, raw_token=token)
    undo_not_me(session, raw_token=token)
    session.refresh(other)
    assert other.state == "withdrawn"


def test_what_nobody_confirms_expires_after_seven_days(session, pledge):
    fresh = make_pledge(
        session, supporter=make_supporter(session, organisation_id=pledge.action.organisation_id), action=pledge.action
    )
    pledge.signed_at = clock.now() - timedelta(days=7, minutes=1)
    session.flush()
    assert expire(session) == 1
    session.refresh(pledge)
    session.refresh(fresh)
    assert (pledge.state, fresh.state) == ("expired", "pending")


def test_each_consent_is_confirmed_and_updates_begin(session):
    pledge = make_pledge(session, is_shown=True, wants_updates=True)
    confirm_all(session, make_confirm_token(session, supporter_id=pledge.supporter_id))
    session.refresh(pledge.supporter)
    assert pledge.supporter is not None
    assert pledge.supporter.updates_since is not None
    purposes = session.scalars(select(ConsentEvent.purpose).where(ConsentEvent.event == "confirmed"))
    assert set(purposes) == {"sign", "shown", "updates"}


def test_without_the_tick_nobody_gets_updates(session, pledge, token):
    confirm_all(session, token)
    session.refresh(pledge.supporter)
    assert pledge.supporter.updates_since is None


def test_the_variant_and_own_words_fixed_when_signing_are_what_goes(session):
    make_mission(session, email="mission@example.org")
    action = make_action(session)
    message = make_message(session, action=action)
    pledge = make_pledge(session, action=action, message_version_id=message.id, variant=1, opening=1, edited_end="Bye.")
    confirm_all(session, make_confirm_token(session, supporter_id=pledge.supporter_id))
    (letter,) = letters(session)
    assert letter.subject == "Mira Solenko needs a doctor"
    assert "\n\nIn Sweden many know of Mira Solenko.\n\n" in letter.body
    assert letter.body.endswith("– that she be released\n\nBye.\n\nAnna Lind, Sweden\n")
