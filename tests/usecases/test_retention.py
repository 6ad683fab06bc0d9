"""What is no longer needed goes, and nothing that is."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from actions import clock
from actions.models.mails import SupporterMail
from actions.models.pledges import Pledge, Transition
from actions.models.reports import MissionReport
from actions.models.supporters import AccessToken, ConfirmAllowance, Supporter, Suppression
from actions.outbox import LETTERS, claim
from actions.usecases import pledges
from actions.usecases.erasure import erase
from actions.usecases.retention import forget, preview, run
from tests import factories
from tests.factories import make_action, make_confirm_token, make_mission, make_my_token, make_pledge, make_supporter


@pytest.fixture
def pledge(session):
    return make_pledge(session, personal_line="I am a nurse.", email="anna@example.org", state="confirmed")


def later(days):
    return clock.set_to(clock.now() + timedelta(days=days))


def email(session):
    return session.scalar(select(Supporter.email).execution_options(populate_existing=True))


def make_letter(session, pledge, **values):
    return factories.make_letter(session, pledge, **{"state": "handed"} | values)


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
        assert forget(session) > 0
    session.refresh(pledge)
    assert (pledge.name, pledge.personal_line, pledge.supporter_id) == (None, None, None)
    assert session.scalar(select(func.count()).select_from(Supporter)) == 0


@pytest.mark.parametrize("name", ["Anna Lind", None])
def test_with_the_person_goes_what_the_hash_of_their_consent_was_made_of(session, pledge, name):
    """Else whoever seizes the database could try names until one fits. Who counts alone may have written before."""
    pledge.name, pledge.personal_line, pledge.action.closed_at = name, None, clock.now()
    session.flush()
    before = pledge.uuid
    with later(184):
        forget(session)
    session.refresh(pledge)
    assert pledge.uuid != before


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


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_all_of_the_own_words_go_with_the_name(session, pledge):
    pledge.edited_top, pledge.edited_end, pledge.is_shown, pledge.came_by = "top", "end", True, "email"
    session.flush()
    with later(731):
        forget(session)
    session.refresh(pledge)
    assert (pledge.edited_top, pledge.edited_end, pledge.is_shown, pledge.came_by) == (None, None, False, None)


def test_two_years_to_the_day(session, pledge):
    with later(729):
        assert forget(session) == 0
    assert email(session) == "anna@example.org"


def test_in_an_open_action_the_hash_stays_against_signing_twice(session, pledge):
    with later(731):
        forget(session)
    session.refresh(pledge)
    assert pledge.supporter_id is not None


def test_what_nobody_confirmed_is_kept_seven_days(session):
    pledge = make_pledge(session)
    with later(6.9):
        assert pledges.expire(session) == 0
    with later(7.1):
        assert pledges.expire(session) == 1
        forget(session)
    session.refresh(pledge)
    assert (pledge.state, pledge.name, email(session)) == ("expired", None, None)


def test_what_was_invalidated_long_after_signing_can_be_restored_for_a_while(session, pledge):
    with later(100):
        pledge.state = "invalidated"
        session.add(
            Transition(
                subject="pledges",
                subject_id=pledge.id,
                from_state="confirmed",
                to_state="invalidated",
                event="invalidate",
                actor="Ada",
                happened_at=clock.now(),
            )
        )
        session.flush()
    with later(113):
        assert forget(session) == 0
    with later(115):
        forget(session)
    assert email(session) is None


def test_who_asked_for_updates_is_mailed_for_two_years(session, pledge):
    pledge.action.closed_at = clock.now()
    pledge.supporter.updates_since = clock.now()
    session.flush()
    with later(729):
        forget(session)
    session.refresh(pledge)
    assert (pledge.name, email(session)) == (None, "anna@example.org")
    with later(731):
        forget(session)
    assert count(session, Supporter) == 0


# Nothing unsent is lost


@pytest.mark.parametrize("state", ["queued", "held", "for_digest", "for_hand_in"])
def test_a_letter_that_came_back_to_wait_keeps_its_text(session, pledge, state):
    """Dropped by the provider after it was handed over, say: it may go once more, and not empty."""
    letter = make_letter(session, pledge, state=state, handed_at=clock.now(), first_attempt_at=clock.now())
    with later(400):
        assert forget(session) == 0
    session.refresh(letter)
    assert letter.body


def test_more_that_wait_in_vain_than_one_batch_takes_never_go_out_empty(session, pledge, monkeypatch):
    monkeypatch.setattr("actions.usecases.retention.BATCH", 1)
    other = make_pledge(session, action=pledge.action, state="confirmed")
    letters = [make_letter(session, each, state="queued") for each in (pledge, other)]
    with later(731):
        forget(session)
    for letter in letters:
        session.refresh(letter)
    assert sorted((letter.state, bool(letter.body)) for letter in letters) == [("cancelled", False), ("queued", True)]


def test_a_letter_that_a_worker_holds_is_left_to_it(session, pledge):
    letter = make_letter(session, pledge, state="handing")
    with later(731):
        forget(session)
    session.refresh(letter)
    assert (letter.state, letter.body) == ("handing", "Anna Lind")


def test_what_was_cancelled_for_its_time_cannot_be_claimed(session, pledge):
    make_mission(session)
    make_letter(session, pledge, state="queued")
    with later(731):
        forget(session)
    assert claim(session, LETTERS, batch=10, lease=60) == []


# Mails, links and what protects from them


def make_mail(session, pledge, **values):
    mail = SupporterMail(
        **{"kind": "thanks", "supporter_id": pledge.supporter_id, "pledge_id": pledge.id, "state": "sent"} | values
    )
    session.add(mail)
    session.flush()
    return mail


@pytest.mark.parametrize("state", ["sent", "failed", "suppressed", "bounced", "complained"])
def test_mails_go_ninety_days_after_they_were_done(session, pledge, state):
    mail = make_mail(session, pledge, state=state)
    step = {"from_state": "claimed", "to_state": state, "event": "accepted", "actor": "provider"}
    session.add(Transition(subject="mails", subject_id=mail.id, **step))
    session.flush()
    with later(89):
        assert forget(session) == 0
    with later(91):
        assert forget(session) == 1
    assert (count(session, SupporterMail), count(session, Transition)) == (0, 0)


@pytest.mark.parametrize("state", ["queued", "claimed"])
def test_a_mail_that_waits_is_kept(session, pledge, state):
    make_mail(session, pledge, state=state)
    with later(400):
        assert forget(session) == 0


def test_a_link_to_ones_signatures_works_for_half_a_year(session, pledge):
    make_my_token(session, supporter_id=pledge.supporter_id)
    with later(179):
        assert forget(session) == 0
    with later(181):
        assert forget(session) == 1


def test_a_wish_for_silence_outlives_everything(session, pledge):
    key = pledge.supporter.mailbox_hash
    session.add(Suppression(mailbox_hash=key, cause="not_me"))
    session.flush()
    erase(session, supporter_id=pledge.supporter_id, actor="supporter")
    with later(4000):
        forget(session)
    assert count(session, Suppression) == 1


def make_allowance(session, supporter):
    now = clock.now()
    key = supporter.mailbox_hash
    session.add(ConfirmAllowance(mailbox_hash=key, window_at=now, sent=3, last_at=now, verified_at=now))
    session.flush()


def test_how_often_an_address_was_asked_is_known_while_it_counts(session, pledge):
    make_allowance(session, pledge.supporter)
    erase(session, supporter_id=pledge.supporter_id, actor="supporter")
    with later(89):
        forget(session)
    assert count(session, ConfirmAllowance) == 1
    with later(91):
        forget(session)
    assert count(session, ConfirmAllowance) == 0


def test_that_an_address_was_confirmed_is_known_while_it_is(session, pledge):
    make_allowance(session, pledge.supporter)
    with later(400):
        assert forget(session) == 0


def test_the_hash_of_whom_nothing_is_kept_goes(session, pledge):
    make_supporter(session, organisation_id=pledge.action.organisation_id).email = None
    session.flush()
    assert forget(session) == 1
    assert count(session, Supporter) == 1


# Reports


def make_report(session, pledge, **values):
    session.add(MissionReport(**{"action_id": pledge.action_id, "country": "SE", "text": "It moved."} | values))
    session.flush()


@pytest.mark.parametrize(("is_settled", "days"), [(True, 90), (False, 365)])
def test_reports_about_missions(session, pledge, is_settled, days):
    make_report(session, pledge, is_settled=is_settled)
    with later(days - 1):
        assert forget(session) == 0
    with later(days + 1):
        assert forget(session) == 1


# Looking first


def rows(dues):
    return {due.what: due.rows for due in dues if due.rows}


def test_a_dry_run_says_what_a_run_does_and_changes_nothing(session, pledge):
    make_letter(session, pledge, state="queued")
    make_pledge(session, action=pledge.action)
    make_my_token(session, supporter_id=pledge.supporter_id)
    with later(731):
        seen = rows(preview(session))
        assert rows(preview(session)) == seen
        assert session.scalar(select(Pledge.name).where(Pledge.id == pledge.id)) == "Anna Lind"
        done = rows(run(session))
    assert seen == {
        "signatures": 1,
        "letters that wait": 1,
        "names and own words": 1,
        "addresses": 1,
        "links": 1,
    }
    assert done == seen | {"names and own words": 2, "addresses": 2, "texts of letters": 1}  # one led to the other
