"""Letters on their way out: at most once, and looked at once more before each call."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from actions import maildir, outbox
from actions.db import Database
from actions.models.actions import Action
from actions.models.cases import Case
from actions.models.letters import Letter
from actions.models.missions import Contact
from actions.models.pledges import Pledge
from actions.providers.mailbox import MailboxProvider
from tests.standins.smtp import SmtpStandIn
from tests.worker.conftest import RelayMaker
from tests.worker.rows import add_letters, outcome


def test_is_handed_over(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [letter] = add_letters(committing)
    assert make_relay(outbox.LETTERS).run_batch() == 1
    result = outcome(committing, Letter, letter)
    assert (result.state, result.events) == ("handed", ["claim", "call", "accepted"])
    assert result.provider_id == "2.0.0 queued as 4711"


def test_headers(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [letter] = add_letters(committing)
    make_relay(outbox.LETTERS).run_batch()
    with committing.read_only() as session:
        row = session.get_one(Letter, letter)
    taken = server.taken[0]
    assert {name: str(taken.message[name]) for name in ("From", "To", "Reply-To", "Subject", "Message-ID")} == {
        "From": "Anna Lind via Example Campaign <letters@act.example.org>",
        "To": "embassy@mission.example",
        "Reply-To": f"reply+{row.uuid}@act.example.org",
        "Subject": "Letter 0",
        "Message-ID": f"<{row.attempt_uuid}@act.example.org>",
    }
    assert taken.sender == f"bounce+{row.uuid}@act.example.org"
    assert taken.message.get_content_type() == "text/plain"
    assert not {"List-Unsubscribe", "Auto-Submitted", "X-Outcry-Demo"} & set(taken.message.keys())


def test_without_a_name_the_campaign_writes(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_letters(committing, from_name=None)
    make_relay(outbox.LETTERS).run_batch()
    assert server.taken[0].message["From"] == "Example Campaign <letters@act.example.org>"


def test_the_supporters_own_address_to_answer_to(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_letters(committing, reply_to="anna@example.org")
    make_relay(outbox.LETTERS).run_batch()
    assert server.taken[0].message["Reply-To"] == "anna@example.org"


CHANGES: dict[str, Callable[[Any], Any]] = {
    "pledge_withdrawn": lambda _: update(Pledge).values(state="withdrawn"),
    "action_closed": lambda _: update(Action).values(state="closed"),
    "pledge_held": lambda _: update(Pledge).values(held_for="a look"),
    "paused": lambda _: update(Action).values(state="paused"),
    "case_ended": lambda _: update(Case).values(status="released"),
    "contact_unverified": lambda _: update(Contact).values(status="unverified"),
    "contact_bounced": lambda _: update(Contact).values(status="bounced"),
    "contact_withdrawn": lambda _: update(Contact).values(status="withdrawn"),
    "no_email": lambda _: update(Letter).values(contact_id=None),
    "written_in_demo_mode": lambda _: update(Letter).values(is_demo=True),
}


def run_after(database: Database, make_relay: RelayMaker, change: str) -> int:
    [letter] = add_letters(database)
    with database.unit_of_work() as session:
        session.execute(CHANGES[change](None))
    make_relay(outbox.LETTERS).run_batch()
    return letter


@pytest.mark.parametrize("change", ["pledge_withdrawn", "action_closed"])
def test_is_cancelled(committing: Database, server: SmtpStandIn, make_relay: RelayMaker, change: str) -> None:
    letter = run_after(committing, make_relay, change)
    assert outcome(committing, Letter, letter).events == ["claim", "cancel"]
    assert server.taken == []


@pytest.mark.parametrize("change", [each for each in CHANGES if each not in {"pledge_withdrawn", "action_closed"}])
def test_is_held(committing: Database, server: SmtpStandIn, make_relay: RelayMaker, change: str) -> None:
    letter = run_after(committing, make_relay, change)
    result = outcome(committing, Letter, letter)
    assert (result.state, result.held_for, result.events) == ("held", change, ["claim", "hold"])
    assert server.taken == []


def test_in_demo_mode_an_unverified_address_will_do(committing: Database, make_relay: RelayMaker, tmp_path: Any) -> None:
    [letter] = add_letters(committing, email_status="unverified", is_demo=True)
    provider = MailboxProvider(tmp_path)
    make_relay(outbox.LETTERS, mail_provider="mailbox", provider=provider).run_batch()
    assert outcome(committing, Letter, letter).state == "handed"
    assert maildir.messages(tmp_path)[0].is_demo_letter


def test_refused_for_good(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [letter] = add_letters(committing)
    server.answers["rcpt"] = "550 5.1.1 no such user"
    make_relay(outbox.LETTERS).run_batch()
    assert outcome(committing, Letter, letter).state == "failed"


def test_refused_for_now_it_waits(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [letter] = add_letters(committing)
    server.answers["rcpt"] = "451 later"
    make_relay(outbox.LETTERS).run_batch()
    result = outcome(committing, Letter, letter)
    assert (result.state, result.events) == ("queued", ["claim", "call", "refused_for_now"])


@pytest.mark.parametrize("what", ["cut", "hang"])
def test_in_doubt_it_is_unknown_and_stays_so(
    committing: Database, server: SmtpStandIn, make_relay: RelayMaker, what: str
) -> None:
    [letter] = add_letters(committing)
    server.answers["data"] = f"store+{what}"
    relay = make_relay(outbox.LETTERS)
    relay.run_batch()
    server.stop_hanging()
    assert relay.run_batch() == 0
    assert outcome(committing, Letter, letter).events == ["claim", "call", "uncertain"]
    assert len(server.taken) == 1


def test_a_letter_that_no_mail_can_be_made_of_does_not_stop_the_rest(
    committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    first, second = add_letters(committing, 2)
    with committing.unit_of_work() as session:
        session.execute(update(Letter).where(Letter.id == first).values(subject="A\r\nBcc: all@example.org"))
    make_relay(outbox.LETTERS).run_batch()
    assert outcome(committing, Letter, first).state == "failed"
    assert "control characters" in (outcome(committing, Letter, first).last_error or "")
    assert outcome(committing, Letter, second).state == "handed"
    assert [taken.message["Subject"] for taken in server.taken] == ["Letter 1"]


def test_a_second_letter_of_a_pledge_is_refused_by_the_database(committing: Database) -> None:
    [letter] = add_letters(committing)
    with committing.read_only() as session:
        pledge_id = session.scalars(select(Letter.pledge_id).where(Letter.id == letter)).one()
    with pytest.raises(Exception, match="uq_letters_pledge_id"), committing.unit_of_work() as session:
        outbox.enqueue_letter(
            session, pledge_id=pledge_id, state="queued", mission_id=None, contact_id=None, subject="s", body="b"
        )
