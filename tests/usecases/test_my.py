"""What supporters do with their signatures after signing: withdraw, updates, a new link."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from actions import clock
from actions.domain.contact import address_hash, mailbox, parse_email
from actions.errors import Conflict, Gone, NotFound
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.pledges import ConsentEvent, Transition
from actions.models.supporters import ConfirmAllowance, Supporter, Suppression
from actions.queries.actions import find_action_by_id
from actions.queries.counts import total
from actions.queries.pledges import waiting
from actions.usecases import my
from actions.usecases.counts import repair
from actions.usecases.pledges import Signature, confirm, sign
from tests.conftest import make_settings
from tests.factories import (
    ADDRESS_KEY,
    make_action,
    make_confirm_token,
    make_mission,
    make_my_token,
    make_organisation,
    make_pledge,
    make_supporter,
)

SETTINGS = make_settings(mail_provider="smtp")
ANNA = parse_email("anna@example.org")


def confirm_all(session, supporter_id):
    token = make_confirm_token(session, supporter_id=supporter_id)
    shown = waiting(session, raw_token=token, settings=SETTINGS)
    return confirm(session, raw_token=token, consent_hash=shown.consent_hash, settings=SETTINGS)


@pytest.fixture
def pledge(session):
    """Confirmed, with a letter that waits to be mailed."""
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, email=ANNA.typed, personal_line="I am a nurse.")
    confirm_all(session, pledge.supporter_id)
    session.refresh(pledge)
    return pledge


@pytest.fixture
def token(session, pledge):
    return make_my_token(session, supporter_id=pledge.supporter_id)


def letter_states(session):
    return session.scalars(select(Letter.state).order_by(Letter.id)).all()


def consents(session, pledge):
    rows = session.execute(
        select(ConsentEvent.purpose, ConsentEvent.event).where(ConsentEvent.pledge_id == pledge.id).order_by(ConsentEvent.id)
    )
    return [tuple(row) for row in rows]


# Withdrawing


def test_what_is_withdrawn_counts_no_more_and_its_letter_is_stopped(session, pledge, token):
    my.withdraw(session, raw_token=token, pledge=pledge.uuid)
    session.refresh(pledge)
    assert pledge.state == "withdrawn"
    assert total(session, action_id=pledge.action_id) == 0
    assert letter_states(session) == ["cancelled"]
    assert consents(session, pledge) == [("sign", "confirmed"), ("sign", "withdrawn")]
    assert repair(session) == 0


def test_withdrawing_twice_takes_one_from_the_count(session, pledge, token):
    for _ in range(2):
        my.withdraw(session, raw_token=token, pledge=pledge.uuid)
    assert total(session, action_id=pledge.action_id) == 0
    assert session.scalar(select(func.count()).where(Transition.event == "withdraw")) == 1


@pytest.mark.parametrize("state", ["handing", "handed", "delivered", "unknown", "bounced", "handed_in"])
def test_a_letter_that_left_is_not_called_back(session, pledge, token, state):
    letter = session.scalars(select(Letter)).one()
    letter.state = state
    session.flush()
    my.withdraw(session, raw_token=token, pledge=pledge.uuid)
    assert letter_states(session) == [state]
    assert total(session, action_id=pledge.action_id) == 0


def test_a_letter_that_a_worker_has_just_claimed_is_stopped(session, pledge, token):
    letter = session.scalars(select(Letter)).one()
    letter.state = "claimed"
    session.flush()
    my.withdraw(session, raw_token=token, pledge=pledge.uuid)
    assert letter_states(session) == ["cancelled"]


def test_what_was_never_confirmed_can_be_withdrawn_and_takes_nothing_from_the_count(session):
    pledge = make_pledge(session)
    my.withdraw(session, raw_token=make_my_token(session, supporter_id=pledge.supporter_id), pledge=pledge.uuid)
    session.refresh(pledge)
    assert pledge.state == "withdrawn"
    assert total(session, action_id=pledge.action_id) == 0


def test_what_is_held_is_not_taken_from_the_count(session):
    pledge = make_pledge(session, state="confirmed", held_for="rate_address")
    my.withdraw(session, raw_token=make_my_token(session, supporter_id=pledge.supporter_id), pledge=pledge.uuid)
    assert total(session, action_id=pledge.action_id) == 0


def test_nobody_withdraws_for_another(session, pledge, token):
    other = make_pledge(session, action=pledge.action, state="confirmed")
    for strange in (other.uuid, uuid.uuid4()):
        with pytest.raises(NotFound):
            my.withdraw(session, raw_token=token, pledge=strange)
    session.refresh(other)
    assert other.state == "confirmed"


def test_the_same_address_in_another_organisation_stays_out_of_reach(session, pledge, token):
    elsewhere = make_action(session, organisation_id=make_organisation(session).id)
    other = make_pledge(session, action=elsewhere, email=ANNA.typed, state="confirmed")
    with pytest.raises(NotFound):
        my.withdraw(session, raw_token=token, pledge=other.uuid)


def test_updates_go_on_when_a_signature_is_withdrawn(session, pledge, token):
    my.updates_on(session, raw_token=token, consent_text="News")
    my.withdraw(session, raw_token=token, pledge=pledge.uuid)
    assert session.scalar(select(Supporter.updates_since)) is not None
    assert ("updates", "withdrawn") not in consents(session, pledge)


# Signing again


def sign_again(session, pledge):
    signature = Signature(country="SE", disclosure="name_country", email=ANNA, name="Anna Berg", personal_line=None)
    sign(
        session,
        action=find_action_by_id(session, pledge.action_id),
        signature=signature,
        address_key=ADDRESS_KEY,
        consents={"sign": "I agree."},
    )
    supporter_id = session.scalar(
        select(Supporter.id).where(Supporter.address_hash == address_hash(ADDRESS_KEY, ANNA.canonical))
    )
    return confirm_all(session, supporter_id)


def test_after_withdrawing_somebody_may_sign_again(session, pledge, token):
    my.withdraw(session, raw_token=token, pledge=pledge.uuid)
    assert sign_again(session, pledge) == 1
    assert letter_states(session) == ["cancelled", "queued"]
    assert total(session, action_id=pledge.action_id) == 1


def test_after_erasing_somebody_may_sign_again_and_counts_once(session, pledge, token):
    my.erase(session, raw_token=token)
    assert sign_again(session, pledge) == 1
    assert total(session, action_id=pledge.action_id) == 1
    assert repair(session) == 0


def test_after_expiring_somebody_may_sign_again(session):
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, email=ANNA.typed, state="expired")
    assert sign_again(session, pledge) == 1
    assert letter_states(session) == ["queued"]


def test_signing_again_sends_no_second_letter_where_the_first_has_left(session, pledge, token):
    session.scalars(select(Letter)).one().state = "handed"
    session.flush()
    my.withdraw(session, raw_token=token, pledge=pledge.uuid)
    assert sign_again(session, pledge) == 1
    assert letter_states(session) == ["handed"]
    assert total(session, action_id=pledge.action_id) == 1


# Updates


def test_updates_begin_with_a_consent_of_their_own(session, pledge, token):
    my.updates_on(session, raw_token=token, consent_text="News")
    assert session.scalar(select(Supporter.updates_since)) is not None
    assert consents(session, pledge)[-2:] == [("updates", "given"), ("updates", "confirmed")]


def test_updates_begin_once(session, pledge, token):
    for _ in range(2):
        my.updates_on(session, raw_token=token, consent_text="News")
    assert consents(session, pledge).count(("updates", "given")) == 1


def test_updates_end_and_ending_them_twice_is_the_same(session, pledge, token):
    my.updates_on(session, raw_token=token, consent_text="News")
    for _ in range(2):
        my.updates_off(session, raw_token=token)
    assert session.scalar(select(Supporter.updates_since)) is None
    assert consents(session, pledge)[-1] == ("updates", "withdrawn")
    assert consents(session, pledge).count(("updates", "withdrawn")) == 1


def test_ending_updates_ends_those_that_would_begin_when_confirming(session):
    pledge = make_pledge(session, wants_updates=True)
    my.updates_off(session, raw_token=make_my_token(session, supporter_id=pledge.supporter_id))
    session.refresh(pledge)
    assert not pledge.wants_updates


def test_no_updates_before_anything_is_confirmed(session):
    pledge = make_pledge(session)
    with pytest.raises(Conflict):
        my.updates_on(session, raw_token=make_my_token(session, supporter_id=pledge.supporter_id), consent_text="News")


# The link again


def ask(session, email=ANNA.typed):
    my.send_link(session, email=parse_email(email), address_key=ADDRESS_KEY, language="ru")


def links(session):
    return session.scalars(select(SupporterMail).where(SupporterMail.kind == "my_link")).all()


@pytest.fixture
def verified(session, pledge):
    mailbox_hash = address_hash(ADDRESS_KEY, mailbox(ANNA.canonical))
    session.add(
        ConfirmAllowance(
            mailbox_hash=mailbox_hash, window_at=clock.now(), sent=1, last_at=clock.now(), verified_at=clock.now()
        )
    )
    session.flush()
    return pledge


def test_who_has_signatures_gets_the_link_in_the_language_of_the_page(session, verified):
    ask(session)
    (mail,) = links(session)
    assert (mail.supporter_id, mail.language, mail.pledge_id) == (verified.supporter_id, "ru", None)


def test_a_stranger_gets_none(session, verified):
    ask(session, "somebody@example.org")
    assert links(session) == []


def test_an_address_that_nobody_confirmed_gets_none(session):
    make_pledge(session, email=ANNA.typed)
    ask(session)
    assert links(session) == []


def test_an_address_that_asked_for_silence_gets_none(session, verified):
    session.add(Suppression(mailbox_hash=address_hash(ADDRESS_KEY, mailbox(ANNA.canonical)), cause="complaint"))
    session.flush()
    ask(session)
    assert links(session) == []


def test_an_erased_address_gets_none(session, verified, token):
    my.erase(session, raw_token=token)
    ask(session)
    assert links(session) == []


def test_one_link_a_day_however_often_somebody_asks(session, verified):
    for _ in range(5):
        ask(session)
    assert len(links(session)) == 1
    with clock.set_to(clock.now() + timedelta(days=1)):
        ask(session)
    assert len(links(session)) == 2


def test_spellings_of_one_mailbox_share_the_limit(session, verified):
    make_supporter(session, organisation_id=verified.action.organisation_id, email="anna+x@example.org")
    ask(session)
    ask(session, "anna+x@example.org")
    assert len(links(session)) == 1


def test_ten_links_a_month_at_the_most(session, verified):
    begin = clock.now()
    for day in range(29):
        with clock.set_to(begin + timedelta(days=day)):
            ask(session)
    assert len(links(session)) == my.LINKS_A_MONTH


# Links that open nothing


@pytest.mark.parametrize(
    "break_", [lambda raw: raw[:-1], str.swapcase, lambda raw: raw + "a", lambda _: "", lambda _: "\ud800"]
)
def test_a_link_that_is_not_whole(session, token, pledge, break_):
    with pytest.raises(NotFound):
        my.withdraw(session, raw_token=break_(token), pledge=pledge.uuid)


def test_a_link_of_another_purpose(session, pledge):
    with pytest.raises(NotFound):
        my.erase(session, raw_token=make_confirm_token(session, supporter_id=pledge.supporter_id))


def test_a_link_past_its_time(session, pledge, token):
    with clock.set_to(clock.now() + timedelta(days=181)), pytest.raises(Gone):
        my.erase(session, raw_token=token)
