"""The relay when the provider or the database is in trouble."""

import threading
from collections.abc import Callable

import pytest

from actions.db import Database
from actions.domain.mail import Mail
from actions.errors import Unavailable
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.outbox import LETTERS, MAILS
from actions.providers.base import Provider, Receipt
from actions.usecases import delivery
from actions.worker.breaker import Breaker
from tests.standins.sendgrid import KEY, sendgrid_server
from tests.standins.smtp import SmtpStandIn
from tests.worker.conftest import RelayMaker
from tests.worker.rows import add_letters, add_mails, outcome, states


def test_our_account_refused_opens_the_breaker_and_loses_nothing(
    committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    [first, *_] = add_letters(committing, 5)
    server.answers["connect"] = "554 5.7.1 blocked"
    breaker = Breaker()
    relay = make_relay(LETTERS, breaker=breaker)
    relay.run_batch()
    assert breaker.remaining() > 10
    assert states(committing, Letter) == ["queued"] * 5
    assert outcome(committing, Letter, first).events == ["claim", "call", "account_refused"]
    assert outcome(committing, Letter, first).tries == 0
    assert relay.run_batch() == 0


def test_no_server_opens_the_breaker_for_a_moment(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_mails(committing, 3)
    server.answers["connect"] = "cut"
    breaker = Breaker()
    make_relay(breaker=breaker).run_batch()
    assert 0 < breaker.remaining() <= 1
    assert (states(committing, SupporterMail), server.connections) == (["queued"] * 3, 1)


def test_too_many_requests_leave_the_provider_alone_as_long_as_it_asks(committing: Database, make_relay: RelayMaker) -> None:
    add_letters(committing, 2)
    breaker = Breaker()
    with sendgrid_server() as server:
        server.answer, server.headers = "429", {"Retry-After": "120"}
        relay = make_relay(LETTERS, breaker=breaker, mail_provider="sendgrid", sendgrid_url=server.url, sendgrid_api_key=KEY)
        relay.run_batch()
    assert 110 < breaker.remaining() <= 120
    assert states(committing, Letter) == ["queued"] * 2


def test_a_provider_that_leaves_us_in_doubt_does_not_get_all_letters(
    committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    add_letters(committing, 10)
    server.answers["data"] = "cut"
    breaker = Breaker()
    make_relay(LETTERS, breaker=breaker).run_batch()
    assert breaker.remaining() > 0
    assert sorted(states(committing, Letter)) == ["queued"] * 7 + ["unknown"] * 3


def test_the_next_mail_through_forgets_the_trouble(server: SmtpStandIn) -> None:
    breaker = Breaker()
    pauses = [breaker.trip(first=1) for _ in range(3)]
    breaker.reset()
    assert [*pauses, breaker.trip(first=1)] == [1, 2, 4, 1]


def test_a_pause_has_an_end() -> None:
    breaker = Breaker()
    assert max(breaker.trip(first=15) for _ in range(30)) == 300


class Broken(Provider):
    """A provider with a fault of its own."""

    name = "broken"

    def send(self, mail: Mail) -> Receipt:
        raise ZeroDivisionError(mail.to)


@pytest.mark.parametrize(("queue", "state"), [(MAILS, "queued"), (LETTERS, "unknown")])
def test_a_fault_in_the_provider_leaves_us_in_doubt(
    committing: Database, make_relay: RelayMaker, queue: object, state: str
) -> None:
    [row] = add_mails(committing) if queue is MAILS else add_letters(committing)
    make_relay(queue, provider=Broken()).run_batch()
    result = outcome(committing, SupporterMail if queue is MAILS else Letter, row)
    assert (result.state, result.last_error) == (state, "ZeroDivisionError")


@pytest.mark.parametrize(("queue", "states_after"), [(MAILS, ["queued", "sent"]), (LETTERS, ["queued", "handed"])])
def test_a_fault_of_ours_with_one_mail_does_not_stop_the_rest(
    committing: Database,
    server: SmtpStandIn,
    make_relay: RelayMaker,
    monkeypatch: pytest.MonkeyPatch,
    queue: object,
    states_after: list[str],
) -> None:
    first, _ = add_mails(committing, 2) if queue is MAILS else add_letters(committing, 2)
    prepare = delivery.prepare

    def prepare_but_the_first(*args: object, **values: object) -> Mail | None:
        if values["claim"].id == first:  # type: ignore[attr-defined]
            raise KeyError("whatever")
        return prepare(*args, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(delivery, "prepare", prepare_but_the_first)
    make_relay(queue).run_batch()
    assert states(committing, SupporterMail if queue is MAILS else Letter) == states_after
    assert len(server.taken) == 1


def test_a_stopped_relay_gives_the_rest_back(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_letters(committing, 5)
    stop = threading.Event()
    relay = make_relay(LETTERS, stop=stop, mail_timeout=10)
    server.answers["data"] = "store+hang"
    thread = threading.Thread(target=relay.run_batch)
    thread.start()
    server.arrived.wait(5)
    stop.set()
    server.stop_hanging()
    thread.join(5)
    assert sorted(states(committing, Letter)) == ["handed"] + ["queued"] * 4


@pytest.fixture
def without_database(committing: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the next so many transactions find no database."""
    left = 0
    begin = committing.unit_of_work

    def unit_of_work() -> object:
        nonlocal left
        if left:
            left -= 1
            raise Unavailable("The database does not answer.")
        return begin()

    def away_for(transactions: int) -> None:
        nonlocal left
        left = transactions

    monkeypatch.setattr(committing, "unit_of_work", unit_of_work)
    return away_for


def test_an_outcome_is_written_down_once_the_database_is_back(
    committing: Database,
    server: SmtpStandIn,
    make_relay: RelayMaker,
    without_database: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("actions.worker.relay.IDLE", 0.01)
    [letter] = add_letters(committing)

    class CutsTheDatabaseOff(Provider):
        name = "cuts"

        def send(self, _: Mail) -> Receipt:
            without_database(3)
            return Receipt("taken")

    make_relay(LETTERS, provider=CutsTheDatabaseOff()).run_batch()
    assert outcome(committing, Letter, letter).state == "handed"


def test_the_relay_comes_back_when_the_database_does(
    committing: Database,
    server: SmtpStandIn,
    make_relay: RelayMaker,
    without_database: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("actions.worker.relay.IDLE", 0.01)
    add_mails(committing)
    stop = threading.Event()
    without_database(2)
    thread = threading.Thread(target=make_relay(stop=stop).run)
    thread.start()
    assert server.arrived.wait(5)
    stop.set()
    thread.join(5)
    assert states(committing, SupporterMail) == ["sent"]
