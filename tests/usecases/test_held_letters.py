"""A letter that holds what somebody should look at first: counted, held, and let go or stopped by a person."""

import pytest
from sqlalchemy import select

from actions.errors import NotFound, Refused
from actions.models.letters import Letter
from actions.models.pledges import Transition
from actions.queries.letters import find_held_letter, held_letters
from actions.queries.pledges import confirmed, waiting
from actions.usecases.letters import refuse_letter, release_letter
from actions.usecases.pledges import confirm
from tests.conftest import make_settings
from tests.factories import make_action, make_confirm_token, make_mission, make_pledge

REAL = make_settings(mail_provider="smtp")


def confirm_pledge(session, pledge):
    token = make_confirm_token(session, supporter_id=pledge.supporter_id)
    shown = waiting(session, raw_token=token, settings=REAL)
    confirm(session, raw_token=token, consent_hash=shown.consent_hash, settings=REAL)
    return shown.pledges[0], token


def the_letter(session):
    return session.scalars(select(Letter).execution_options(populate_existing=True)).one()


@pytest.fixture
def held(session):
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, action=make_action(session, slug="mira"), personal_line="See www.example.org")
    confirm_pledge(session, pledge)
    return the_letter(session)


def test_it_is_held_and_the_pledge_counts(session, held):
    assert (held.state, held.held_for) == ("held", "content")
    assert (held.pledge.state, held.pledge.number) == ("confirmed", 1)


def test_the_pages_before_and_after_say_so(session):
    make_mission(session, email="mission@example.org")
    plan, token = confirm_pledge(session, make_pledge(session, edited_end="Call 070 123 45 67"))
    assert (plan.is_held_for_look, plan.looks, plan.letter_state) == (True, ("number",), "held")
    (done,) = confirmed(session, raw_token=token, settings=REAL)
    assert done.is_held_for_look


def test_ones_own_address_holds_nothing_where_it_is_shown(session):
    make_mission(session, email="mission@example.org")
    line = "Write to anna@example.org"
    pledge = make_pledge(session, disclosure="name_reply_to", personal_line=line, email="anna@example.org")
    confirm_pledge(session, pledge)
    assert the_letter(session).state == "queued"


def test_the_list_shows_the_words_and_why(session, held):
    (listed,) = held_letters(session)
    assert (listed.uuid, listed.slug, listed.reasons) == (held.uuid, "mira", ("link",))
    assert listed.own_words == "See www.example.org"
    assert held_letters(session, slug="other") == ()


@pytest.mark.parametrize(
    ("email", "mode", "waits"),
    [
        ("mission@example.org", "individual", "queued"),
        ("mission@example.org", "digest", "for_digest"),
        ("mission@example.org", "hand_in", "for_hand_in"),
        (None, "individual", "for_hand_in"),
    ],
)
def test_released_it_goes_on_by_its_channel(session, email, mode, waits):
    make_mission(session, email=email)
    confirm_pledge(session, make_pledge(session, action=make_action(session, mode=mode), personal_line="t.me/x"))
    assert release_letter(session, uuid=the_letter(session).uuid, by="Ada") == waits
    letter = the_letter(session)
    assert (letter.state, letter.held_for) == (waits, None)
    assert session.scalars(select(Transition.actor).where(Transition.subject == "letters")).all() == ["Ada"]


def test_refused_it_never_goes_and_says_why(session, held):
    refuse_letter(session, uuid=held.uuid, by="Ada", reason=" It asks to\ncall a stranger. ")
    letter = the_letter(session)
    assert (letter.state, letter.held_for) == ("cancelled", "refused")
    assert letter.last_error == "It asks to call a stranger."
    assert letter.pledge.state == "confirmed"


def test_it_is_decided_once(session, held):
    release_letter(session, uuid=held.uuid, by="Ada")
    with pytest.raises(NotFound):
        refuse_letter(session, uuid=held.uuid, by="Bo", reason="x")
    with pytest.raises(NotFound):
        find_held_letter(session, held.uuid)


def test_nobody_decides_without_a_name_or_refuses_without_a_reason(session, held):
    with pytest.raises(Refused):
        release_letter(session, uuid=held.uuid, by=" ")
    with pytest.raises(Refused):
        refuse_letter(session, uuid=held.uuid, by="Ada", reason=" ")


def test_a_letter_held_for_another_cause_is_not_ours_to_release(session, held):
    held.held_for = "broken"
    session.flush()
    with pytest.raises(NotFound):
        release_letter(session, uuid=held.uuid, by="Ada")
