"""Claims: nobody gets what another has, and nobody writes about what is no longer theirs."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, text, update

from actions import outbox
from actions.db import Database
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.outbox import LETTERS, MAILS, Claim, Queue
from actions.usecases import delivery
from tests.conftest import make_settings
from tests.standins.smtp import SmtpStandIn
from tests.worker.conftest import RelayMaker
from tests.worker.rows import add_letters, add_mails, outcome, states

SETTINGS = make_settings(mail_provider="smtp", mail_from="letters@act.example.org")


def claim(database: Database, queue: Queue = MAILS, *, batch: int = 10, lease: float = 60) -> list[Claim]:
    with database.unit_of_work() as session:
        return outbox.claim(session, queue, batch=batch, lease=lease)


def let_leases_end(database: Database) -> None:
    with database.unit_of_work() as session:
        for model in (Letter, SupporterMail):
            session.execute(
                update(model)
                .where(model.leased_until.is_not(None))
                .values(leased_until=func.now() - text("interval '1 second'"))
            )


def lapse(database: Database, queue: Queue) -> int:
    with database.unit_of_work() as session:
        return outbox.lapse(session, queue)


def test_the_longest_waiting_come_first(committing: Database) -> None:
    first, second, third = add_mails(committing, 3)
    with committing.unit_of_work() as session:
        session.execute(
            update(SupporterMail).where(SupporterMail.id == third).values(not_before=text("now() - interval '1 hour'"))
        )
    assert [each.id for each in claim(committing, batch=2)] == [third, first]
    assert [each.id for each in claim(committing)] == [second]


def test_what_is_not_due_stays(committing: Database) -> None:
    add_mails(committing)
    with committing.unit_of_work() as session:
        session.execute(update(SupporterMail).values(not_before=text("now() + interval '1 hour'")))
    assert claim(committing) == []


def test_twenty_claimers_at_once_get_each_row_once(committing: Database) -> None:
    ids = add_mails(committing, 200)
    barrier = threading.Barrier(20)

    def claim_until_empty() -> list[int]:
        barrier.wait()
        got: list[int] = []
        while claims := claim(committing, batch=3):
            got += [each.id for each in claims]
        return got

    with ThreadPoolExecutor(20) as pool:
        results = [future.result() for future in [pool.submit(claim_until_empty) for _ in range(20)]]
    assert sorted(each for got in results for each in got) == ids
    assert sum(bool(got) for got in results) > 1


def test_twenty_relays_at_once_send_each_letter_once(
    committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    add_letters(committing, 60)
    relays = [make_relay(LETTERS, mail_batch=2, mail_timeout=10) for _ in range(20)]
    barrier = threading.Barrier(20)

    def run(number: int) -> None:
        barrier.wait()
        while relays[number].run_batch():
            pass

    with ThreadPoolExecutor(20) as pool:
        for future in [pool.submit(run, number) for number in range(20)]:
            future.result()
    assert sorted(taken.message["Subject"] for taken in server.taken) == sorted(f"Letter {each}" for each in range(60))
    assert set(states(committing, Letter)) == {"handed"}


@pytest.mark.parametrize(("queue", "model"), [(MAILS, SupporterMail), (LETTERS, Letter)])
def test_a_claim_whose_lease_is_over_waits_again(
    committing: Database, queue: Queue, model: type[Letter] | type[SupporterMail]
) -> None:
    [row] = add_mails(committing) if queue is MAILS else add_letters(committing)
    claim(committing, queue)
    assert lapse(committing, queue) == 0
    let_leases_end(committing)
    assert lapse(committing, queue) == 1
    assert outcome(committing, model, row).events == ["claim", "lease_over"]
    assert [each.attempt for each in claim(committing, queue)] == [2]


def test_a_letter_being_handed_over_is_unknown_then_and_never_claimed_again(committing: Database) -> None:
    [letter] = add_letters(committing)
    [mine] = claim(committing, LETTERS)
    begin(committing, mine)
    let_leases_end(committing)
    lapse(committing, LETTERS)
    assert outcome(committing, Letter, letter).state == "unknown"
    assert claim(committing, LETTERS) == []


def begin(database: Database, mine: Claim) -> bool:
    with database.unit_of_work() as session:
        return delivery.prepare(session, claim=mine, settings=SETTINGS) is not None


@pytest.mark.parametrize("queue", [MAILS, LETTERS])
def test_who_lost_the_claim_sends_nothing(committing: Database, queue: Queue) -> None:
    add_mails(committing)
    add_letters(committing)
    [mine] = claim(committing, queue)
    let_leases_end(committing)
    lapse(committing, queue)
    assert not begin(committing, mine)
    [other] = claim(committing, queue)
    assert not begin(committing, mine)
    assert begin(committing, other)


@pytest.mark.parametrize("queue", [MAILS, LETTERS])
def test_who_lost_the_claim_records_nothing(committing: Database, queue: Queue) -> None:
    add_mails(committing)
    add_letters(committing)
    [mine] = claim(committing, queue)
    let_leases_end(committing)
    lapse(committing, queue)
    claim(committing, queue)
    with committing.unit_of_work() as session:
        assert not delivery.record_accepted(session, claim=mine, provider_id="x")
        assert not delivery.record_refused(session, claim=mine, error="no")
        assert not delivery.record_put_off(session, claim=mine, error="later")
        assert outbox.give_back(session, [mine]) == 0


def test_a_late_acceptance_settles_an_unknown_letter(committing: Database) -> None:
    [letter] = add_letters(committing)
    [mine] = claim(committing, LETTERS)
    begin(committing, mine)
    let_leases_end(committing)
    lapse(committing, LETTERS)
    with committing.unit_of_work() as session:
        assert delivery.record_accepted(session, claim=mine, provider_id="x")
    assert outcome(committing, Letter, letter).state == "handed"


def test_given_back_it_is_due_at_once(committing: Database) -> None:
    add_mails(committing, 3)
    claims = claim(committing)
    with committing.unit_of_work() as session:
        assert outbox.give_back(session, claims) == 3
    assert len(claim(committing)) == 3


@pytest.mark.parametrize(("queue", "end"), [(MAILS, "give_up"), (LETTERS, "refused_for_good")])
def test_enough_refusals_are_enough(committing: Database, queue: Queue, end: str) -> None:
    [row] = add_mails(committing) if queue is MAILS else add_letters(committing)
    with committing.unit_of_work() as session:
        session.execute(update(queue.model).values(tries=19))
    [mine] = claim(committing, queue)
    begin(committing, mine)
    with committing.unit_of_work() as session:
        delivery.record_put_off(session, claim=mine, error="450 later")
    result = outcome(committing, queue.model, row)
    assert (result.state, result.events[-1], result.tries) == ("failed", end, 20)


def test_three_days_of_refusals_are_enough(committing: Database) -> None:
    [row] = add_mails(committing)
    with committing.unit_of_work() as session:
        session.execute(update(SupporterMail).values(first_attempt_at=text("now() - interval '73 hours'")))
    [mine] = claim(committing)
    with committing.unit_of_work() as session:
        delivery.record_put_off(session, claim=mine, error="450 later")
    assert outcome(committing, SupporterMail, row).state == "failed"


def test_waiting_in_the_queue_is_not_counted_as_trying(committing: Database) -> None:
    [row] = add_mails(committing)
    with committing.unit_of_work() as session:
        session.execute(update(SupporterMail).values(created_at=text("now() - interval '30 days'")))
    [mine] = claim(committing)
    with committing.unit_of_work() as session:
        delivery.record_put_off(session, claim=mine, error="450 later")
    assert outcome(committing, SupporterMail, row).state == "queued"
