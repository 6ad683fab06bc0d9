"""The real worker, killed, stopped and cut off at each step on purpose."""

import json
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from actions import outbox
from actions.db import Database
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.outbox import LETTERS, MAILS, Queue
from tests.standins.smtp import SmtpStandIn
from tests.worker.conftest import RelayMaker
from tests.worker.processes import WorkerProcess, worker_process
from tests.worker.rows import add_letters, add_mails, states
from tests.worker.test_claims import let_leases_end

PATIENCE = 20.0
StartWorker = Callable[..., AbstractContextManager[WorkerProcess]]


@pytest.fixture
def start_worker(committing_url: str, server: SmtpStandIn, tmp_path: Path) -> StartWorker:
    @contextmanager
    def start(*, lease: int = 40) -> Iterator[WorkerProcess]:
        with worker_process(
            tmp_path,
            DATABASE_URL=committing_url,
            PUBLIC_URL="http://localhost:8000",
            SECRET_KEY="s" * 40,
            ADDRESS_KEY="a" * 40,
            MAIL_PROVIDER="smtp",
            MAIL_FROM="letters@act.example.org",
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=str(server.port),
            SMTP_SECURITY="none",
            MAIL_TIMEOUT="10",
            MAIL_LEASE=str(lease),
        ) as worker:
            yield worker

    return start


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def lapse(database: Database, queue: Queue) -> int:
    with database.unit_of_work() as session:
        return outbox.lapse(session, queue)


def sent(server: SmtpStandIn) -> Counter[str]:
    return Counter(taken.message["Subject"] + taken.recipient for taken in server.taken)


def add(database: Database, queue: Queue, number: int) -> None:
    if queue is MAILS:
        add_mails(database, number)
    else:
        add_letters(database, number)


@pytest.mark.parametrize("queue", [MAILS, LETTERS])
def test_killed_before_the_wire(
    committing: Database, server: SmtpStandIn, start_worker: StartWorker, make_relay: RelayMaker, queue: Queue
) -> None:
    """One is being handed over, four are only claimed; no byte of a text was sent."""
    add(committing, queue, 5)
    server.answers["rcpt"] = "hang"
    with start_worker() as worker:
        assert server.arrived.wait(PATIENCE)
        worker.kill()
    server.stop_hanging()
    let_leases_end(committing)
    assert lapse(committing, queue) == 5
    make_relay(queue).run_batch()
    if queue is MAILS:
        assert states(committing, SupporterMail) == ["sent"] * 5
        assert len(server.taken) == 5
    else:
        assert sorted(states(committing, Letter)) == ["handed"] * 4 + ["unknown"]
        assert len(server.taken) == 4
    assert set(sent(server).values()) == {1}


@pytest.mark.parametrize("queue", [MAILS, LETTERS])
def test_killed_after_the_provider_stored_it(
    committing: Database, server: SmtpStandIn, start_worker: StartWorker, make_relay: RelayMaker, queue: Queue
) -> None:
    """A letter is not sent again, and is on the list; a supporter's mail may come twice."""
    add(committing, queue, 2)
    server.answers["data"] = "store+hang"
    with start_worker() as worker:
        assert server.arrived.wait(PATIENCE)
        worker.kill()
    server.stop_hanging()
    let_leases_end(committing)
    lapse(committing, queue)
    make_relay(queue).run_batch()
    if queue is MAILS:
        assert states(committing, SupporterMail) == ["sent"] * 2
        assert sorted(sent(server).values()) == [1, 2]
    else:
        assert sorted(states(committing, Letter)) == ["handed", "unknown"]
        assert sorted(sent(server).values()) == [1, 1]


@pytest.mark.parametrize("queue", [MAILS, LETTERS])
def test_stopped_past_its_lease_and_resumed(
    committing: Database, server: SmtpStandIn, start_worker: StartWorker, make_relay: RelayMaker, queue: Queue
) -> None:
    add(committing, queue, 5)
    server.answers["rcpt"] = "hang"
    with start_worker(lease=2) as worker:
        assert server.arrived.wait(PATIENCE)
        worker.send(signal.SIGSTOP)
        server.stop_hanging()
        wait_until(lambda: lapse(committing, queue) > 0)
        make_relay(queue).run_batch()
        worker.send(signal.SIGCONT)
        worker.send(signal.SIGTERM)
        assert worker.process.wait(PATIENCE) == 0
    make_relay(queue).run_batch()
    assert set(sent(server).values()) == {1}
    assert len(server.taken) == 5 if queue is MAILS else len(server.taken) >= 4


def test_told_to_stop_it_finishes_the_current_one_and_gives_the_rest_back(
    committing: Database, server: SmtpStandIn, start_worker: StartWorker
) -> None:
    add_letters(committing, 3)
    server.answers["data"] = "store+hang"
    with start_worker() as worker:
        assert server.arrived.wait(PATIENCE)
        worker.send(signal.SIGTERM)
        server.stop_hanging()
        assert worker.process.wait(PATIENCE) == 0
        assert sorted(states(committing, Letter)) == ["handed", "queued", "queued"]


def test_told_to_stop_it_does_not_wait_for_a_server_that_never_answers(
    committing: Database, server: SmtpStandIn, start_worker: StartWorker
) -> None:
    add_letters(committing, 2)
    server.answers["data"] = "store+hang"
    with start_worker(lease=2) as worker:
        assert server.arrived.wait(PATIENCE)
        worker.send(signal.SIGTERM)
        assert worker.process.wait(PATIENCE) == 0
        assert sorted(states(committing, Letter)) == ["queued", "unknown"]


def test_the_database_cuts_it_off_and_it_goes_on(
    committing: Database, server: SmtpStandIn, start_worker: StartWorker
) -> None:
    add_mails(committing)
    with start_worker() as worker:
        wait_until(lambda: states(committing, SupporterMail) == ["sent"])
        with committing.unit_of_work() as session:
            session.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query <> ''"
                )
            )
        add_mails(committing)
        wait_until(lambda: states(committing, SupporterMail) == ["sent"] * 2)
        worker.send(signal.SIGTERM)
        assert worker.process.wait(PATIENCE) == 0


def test_what_it_says_holds_no_address(committing: Database, server: SmtpStandIn, start_worker: StartWorker) -> None:
    add_mails(committing, email="anna@example.org")
    add_letters(committing)
    server.answers["rcpt anna@example.org"] = "550 anna@example.org is unknown"
    with start_worker() as worker:
        wait_until(lambda: states(committing, Letter) + states(committing, SupporterMail) == ["handed", "failed", "sent"])
        worker.send(signal.SIGTERM)
        assert worker.process.wait(PATIENCE) == 0
        lines = worker.log.read_text().splitlines()
    assert [json.loads(lines[0])["event"], json.loads(lines[-1])["event"]] == ["worker started", "worker stopped"]
    assert "@" not in "".join(lines)


def test_without_settings_it_says_all_that_is_missing(tmp_path: Path) -> None:
    with worker_process(tmp_path, PUBLIC_URL="https://act.example.org") as worker:
        assert worker.process.wait(PATIENCE) == 2
        said = worker.log.read_text()
    assert all(name in said for name in ("DATABASE_URL", "SECRET_KEY", "MAIL_PROVIDER", "ORGANISATION_NAME"))
    assert "Traceback" not in said
