"""Erasing works at once, reaches everything, and can be repeated on a restored backup."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, inspect, select, text

from actions import clock, outbox
from actions.domain.contact import parse_email
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.pledges import ConsentEvent, OwnSending, Pledge, Transition
from actions.models.supporters import AccessToken, Erasure, Supporter, Suppression
from actions.queries.counts import total
from actions.queries.pledges import plan_pledge
from actions.usecases import counts, delivery
from actions.usecases.counts import repair
from actions.usecases.erasure import clean, erase, erase_address, ledger
from tests.conftest import make_settings
from tests.factories import (
    ADDRESS_KEY,
    make_action,
    make_letter,
    make_mission,
    make_my_token,
    make_organisation,
    make_pledge,
)
from tests.usecases.test_my import confirm_all

ANNA = parse_email("anna@example.org")
SETTINGS = make_settings(mail_provider="smtp")


@pytest.fixture
def pledge(session):
    """Confirmed and counted, with all that may hang on a pledge."""
    pledge = make_pledge(
        session,
        email=ANNA.typed,
        state="confirmed",
        name="Anna Lind",
        personal_line="Anna: I am a nurse.",
        edited_top="Anna on top.",
        edited_end="Anna at the end.",
        is_shown=True,
        wants_updates=True,
        came_by="email",
        number=1,
    )
    counts.add(session, action_id=pledge.action_id, country="SE", delta=1)
    assert pledge.supporter is not None
    pledge.supporter.updates_since = clock.now()
    session.add(OwnSending(pledge_id=pledge.id, channel="post", reported_at=clock.now()))
    session.add(
        ConsentEvent(pledge_id=pledge.id, purpose="sign", event="confirmed", text_hash=b"x" * 32, happened_at=clock.now())
    )
    session.add(SupporterMail(kind="thanks", supporter_id=pledge.supporter_id, pledge_id=pledge.id, state="sent"))
    make_letter(session, pledge, reply_to=ANNA.typed)
    make_my_token(session, supporter_id=pledge.supporter_id)
    return pledge


def forget(session, pledge):
    return erase(session, supporter_id=pledge.supporter_id, actor="supporter")


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def everything(session):
    """All text of all tables, as one."""
    tables = inspect(session.connection()).get_table_names()
    quoted = (session.scalar(text("SELECT quote_ident(:name)"), {"name": name}) for name in tables)
    return "\n".join(row for name in quoted for row in session.scalars(text(f"SELECT row_to_json(t)::text FROM {name} t")))


def test_nothing_of_the_person_is_left_in_any_table(session, pledge):
    assert "Anna" in everything(session)
    forget(session, pledge)
    left = everything(session)
    assert "Anna" not in left
    assert "anna" not in left


def test_the_pledge_stays_without_a_person(session, pledge):
    forget(session, pledge)
    session.refresh(pledge)
    assert (pledge.state, pledge.supporter_id, pledge.number, pledge.is_shown) == ("erased", None, None, False)


def test_no_time_leads_from_the_ledger_to_the_pledge(session, pledge):
    forget(session, pledge)
    erased_at = session.scalar(select(Erasure.erased_at))
    assert (erased_at.hour, erased_at.minute, erased_at.second, erased_at.microsecond) == (0, 0, 0, 0)
    assert erased_at > clock.now()
    left = select(func.count()).where(Transition.subject == "pledges", Transition.subject_id == pledge.id)
    assert session.scalar(left) == 0


def test_it_counts_no_more(session, pledge):
    forget(session, pledge)
    assert total(session, action_id=pledge.action_id) == 0
    assert repair(session) == 0


@pytest.mark.parametrize("state", ["pending", "withdrawn", "expired", "invalidated"])
def test_what_was_not_counted_is_not_taken_from_the_count(session, state):
    pledge = make_pledge(session, state=state)
    forget(session, pledge)
    assert total(session, action_id=pledge.action_id) == 0
    assert repair(session) == 0


def test_a_letter_that_waits_is_stopped(session, pledge):
    forget(session, pledge)
    letter = session.scalars(select(Letter).execution_options(populate_existing=True)).one()
    assert (letter.state, letter.subject, letter.body, letter.from_name, letter.reply_to) == (
        "cancelled",
        "",
        "",
        None,
        None,
    )


@pytest.mark.parametrize("state", ["handing", "handed", "unknown", "handed_in"])
def test_of_a_letter_that_left_only_the_number_stays(session, pledge, state):
    letter = session.scalars(select(Letter)).one()
    letter.state = state
    session.flush()
    forget(session, pledge)
    session.refresh(letter)
    assert (letter.state, letter.body) == (state, "")


def test_links_mails_and_own_sendings_go(session, pledge):
    forget(session, pledge)
    assert [count(session, model) for model in (AccessToken, SupporterMail, OwnSending)] == [0, 0, 0]


def test_consents_are_taken_back_and_stay_as_proof(session, pledge):
    forget(session, pledge)
    assert session.scalars(select(ConsentEvent.event).order_by(ConsentEvent.id)).all() == ["confirmed", "withdrawn"]


def test_a_wish_for_silence_stays(session, pledge):
    session.add(Suppression(mailbox_hash=pledge.supporter.mailbox_hash, cause="not_me"))
    session.flush()
    forget(session, pledge)
    assert count(session, Suppression) == 1


def test_erasing_somebody_who_is_not_there(session):
    assert erase(session, supporter_id=999_999, actor="supporter") == 0


def test_another_supporter_of_the_same_action_is_left_alone(session, pledge):
    other = make_pledge(session, action=pledge.action, name="Bo Berg", state="confirmed")
    letter = make_letter(session, other, body="Bo")
    forget(session, pledge)
    session.refresh(other)
    session.refresh(letter)
    assert (other.state, other.name, letter.body, letter.state) == ("confirmed", "Bo Berg", "Bo", "queued")


def test_a_request_by_post_erases_the_address_in_every_organisation(session, pledge):
    elsewhere = make_action(session, organisation_id=make_organisation(session).id)
    make_pledge(session, action=elsewhere, email=ANNA.typed)
    done = erase_address(session, email=ANNA, address_key=ADDRESS_KEY, actor="organiser")
    assert (done.supporters, done.pledges) == (2, 2)
    assert count(session, Erasure) == 2


def test_a_worker_that_has_a_mail_in_hand_finds_that_somebody_else_decided(session, pledge):
    session.execute(text("UPDATE mails SET state = 'queued'"))
    (claimed,) = outbox.claim(session, outbox.MAILS, batch=1, lease=60)
    forget(session, pledge)
    assert not delivery.record_put_off(session, claim=claimed, error="451 later")
    assert not delivery.record_accepted(session, claim=claimed, provider_id=None)


def test_erasing_while_a_worker_writes_down_what_became_of_the_letter(committing):
    """Neither waits for the other in a circle, whoever comes first; nothing is left."""
    for _ in range(10):
        with committing.unit_of_work() as session:
            pledge = make_pledge(session, email=ANNA.typed, state="confirmed")
            make_letter(session, pledge)
        with committing.unit_of_work() as session:
            (claimed,) = outbox.claim(session, outbox.LETTERS, batch=1, lease=60)
            outbox.begin(session, claimed, attempt_uuid=uuid4(), lease=60)

        def record(claimed=claimed):
            with committing.unit_of_work() as session:
                return delivery.record_accepted(session, claim=claimed, provider_id="x")

        def forget_them(supporter_id=pledge.supporter_id):
            with committing.unit_of_work() as session:
                return erase(session, supporter_id=supporter_id, actor="supporter")

        with ThreadPoolExecutor(2) as pool:
            recorded, erased = pool.submit(record), pool.submit(forget_them)
            assert (recorded.result(), erased.result()) == (True, 1)
        with committing.unit_of_work() as session:
            assert "nna" not in everything(session).replace("channel", "")
            letter = session.scalars(select(Letter).order_by(Letter.id.desc())).first()
            assert (letter.state, letter.body) == ("handed", "")


# The ledger


def bring_back(session, pledge, supporter_id):
    """As a backup from before the erasure has it."""
    pledge = session.get(Pledge, pledge.id, populate_existing=True)
    pledge.state, pledge.supporter_id, pledge.name = "confirmed", supporter_id, "Anna Lind"
    session.get(Supporter, supporter_id, populate_existing=True).email = ANNA.typed
    session.flush()
    counts.add(session, action_id=pledge.action_id, country="SE", delta=1)
    return pledge


def test_a_restored_backup_is_cleaned_by_the_ledger(session, pledge):
    supporter_id = pledge.supporter_id
    forget(session, pledge)
    lines = ledger(session)
    session.execute(text("DELETE FROM erasures"))
    pledge = bring_back(session, pledge, supporter_id)
    done = clean(session, lines=lines)
    assert (done.supporters, done.pledges) == (1, 1)
    session.refresh(pledge)
    assert (pledge.state, pledge.name, total(session, action_id=pledge.action_id)) == ("erased", None, 0)
    assert ledger(session) == lines


def test_cleaning_twice_finds_nothing_more(session, pledge):
    supporter_id = pledge.supporter_id
    forget(session, pledge)
    bring_back(session, pledge, supporter_id)
    clean(session, lines=ledger(session))
    again = clean(session, lines=ledger(session))
    assert (again.supporters, again.pledges) == (0, 0)


def test_who_came_back_after_being_erased_stays(session, pledge):
    supporter_id = pledge.supporter_id
    forget(session, pledge)
    with clock.set_to(clock.now() + timedelta(days=1)):
        session.get(Supporter, supporter_id, populate_existing=True).email = ANNA.typed
        again = make_pledge(session, action=pledge.action, supporter=session.get(Supporter, supporter_id))
        assert clean(session, lines=ledger(session)).supporters == 0
    session.refresh(again)
    assert again.supporter_id == supporter_id


def test_who_came_back_loses_only_what_is_from_before(session, pledge):
    supporter_id = pledge.supporter_id
    forget(session, pledge)
    lines = ledger(session)
    old = bring_back(session, pledge, supporter_id)
    with clock.set_to(clock.now() + timedelta(days=1)):
        new = make_pledge(
            session, action=make_action(session, case=old.action.case), supporter=session.get(Supporter, supporter_id)
        )
        assert clean(session, lines=lines).pledges == 1
    session.refresh(old)
    session.refresh(new)
    assert (old.state, new.state) == ("erased", "pending")
    assert session.scalar(select(Supporter.email).execution_options(populate_existing=True)) == ANNA.typed


def test_lines_of_an_organisation_that_is_not_here_are_passed_over(session, pledge):
    forget(session, pledge)
    lines = [type(line)(pledge.uuid, line.address_hash, line.erased_at) for line in ledger(session)]
    assert clean(session, lines=lines).supporters == 0


def test_what_was_agreed_to_can_be_guessed_no_more(session):
    """The hash of what would go holds the name; whoever seizes the database must not try names until one fits."""
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, name="Anna Lind")
    before = plan_pledge(session, pledge, SETTINGS)
    confirm_all(session, pledge.supporter_id)
    hashes = set(session.scalars(select(ConsentEvent.text_hash)))
    assert before.consent_hash in hashes  # else the guess below proves nothing
    forget(session, pledge)
    session.refresh(pledge)
    assert replace(before, uuid=pledge.uuid).consent_hash not in hashes
