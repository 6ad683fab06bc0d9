"""Confirm mails on their way out: at least once, and only while they are still wanted."""

import re
from typing import Any

from sqlalchemy import select

from actions.db import Database
from actions.domain.tokens import hash_token
from actions.models.mails import SupporterMail
from actions.models.pledges import Pledge
from actions.models.supporters import AccessToken, Supporter, Suppression
from tests.factories import make_action, make_case
from tests.standins.smtp import SmtpStandIn
from tests.worker.conftest import RelayMaker
from tests.worker.rows import add_mails, outcome, states


def test_is_sent(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing, email="anna@example.org")
    assert make_relay().run_batch() == 1
    assert outcome(committing, SupporterMail, mail).state == "sent"
    assert outcome(committing, SupporterMail, mail).events == ["claim", "accepted"]
    assert [taken.recipient for taken in server.taken] == ["anna@example.org"]


def test_headers(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing)
    make_relay().run_batch()
    message = server.taken[0].message
    with committing.read_only() as session:
        row = session.get_one(SupporterMail, mail)
    assert message["From"] == "Example Campaign <letters@act.example.org>"
    assert message["Subject"] == "Please confirm your signature"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == f"<{row.attempt_uuid}@act.example.org>"
    assert server.taken[0].sender == f"bounce+{row.uuid}@act.example.org"


def test_its_link_is_known_by_hash_alone_and_lasts_a_week(
    committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    add_mails(committing)
    make_relay().run_batch()
    raw = link_token(server)
    with committing.read_only() as session:
        token = session.get_one(AccessToken, hash_token(raw))
        pledge = session.scalars(select(Pledge)).one()
    assert (token.purpose, token.supporter_id) == ("confirm", pledge.supporter_id)
    assert (token.expires_at - token.created_at).days in {6, 7}


def link_token(server: SmtpStandIn) -> str:
    body = server.taken[0].message.get_body(("plain",))
    assert body is not None
    found = re.search(r"http://localhost:8000/confirm/(\S+)", body.get_content())
    assert found is not None
    return found[1]


def test_repeats_nothing_that_somebody_typed(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_mails(committing, name="Cheap Watches", personal_line="Buy now")
    make_relay().run_batch()
    text = server.taken[0].message.as_string()
    assert "Watches" not in text
    assert "Buy" not in text


def test_a_batch_over_one_connection(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_mails(committing, 5)
    assert make_relay().run_batch() == 5
    assert states(committing, SupporterMail) == ["sent"] * 5
    assert server.connections == 1


def change_pledge(database: Database, **values: Any) -> None:
    with database.unit_of_work() as session:
        for pledge in session.scalars(select(Pledge)):
            for name, value in values.items():
                setattr(pledge, name, value)


def assert_suppressed(database: Database, server: SmtpStandIn, make_relay: RelayMaker, mail: int) -> None:
    make_relay().run_batch()
    assert outcome(database, SupporterMail, mail).state == "suppressed"
    assert server.taken == []


def test_not_where_nothing_waits_any_more(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing)
    change_pledge(committing, state="withdrawn")
    assert_suppressed(committing, server, make_relay, mail)


def test_not_for_a_held_pledge(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing, held_for="rate")
    assert_suppressed(committing, server, make_relay, mail)


def test_not_for_an_action_that_closed(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    with committing.unit_of_work() as session:
        action = make_action(session, state="closed")
    [mail] = add_mails(committing, action=action)
    assert_suppressed(committing, server, make_relay, mail)


def test_not_to_a_suppressed_address(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing)
    with committing.unit_of_work() as session:
        supporter = session.scalars(select(Supporter)).one()
        session.add(Suppression(mailbox_hash=supporter.mailbox_hash, cause="not_me"))
    assert_suppressed(committing, server, make_relay, mail)


def test_not_to_an_erased_supporter(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing)
    with committing.unit_of_work() as session:
        session.scalars(select(Supporter)).one().email = None
    assert_suppressed(committing, server, make_relay, mail)


def test_in_the_responsible_state_it_says_nothing(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    with committing.unit_of_work() as session:
        action = make_action(session, case=make_case(session, responsible_state="RU"))
    add_mails(committing, action=action, country="RU", disclosure="count_only", name=None)
    make_relay().run_batch()
    message = server.taken[0].message
    assert message["Subject"] == "Please confirm your address"
    assert message["From"] == "letters@act.example.org"
    assert "Example Campaign" not in message.as_string()
    assert "Solenko" not in message.as_string()


def test_in_a_territory_of_it_neither(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    with committing.unit_of_work() as session:
        action = make_action(session, case=make_case(session, responsible_state="CN"))
    add_mails(committing, action=action, country="HK", disclosure="count_only", name=None)
    make_relay().run_batch()
    assert server.taken[0].message["Subject"] == "Please confirm your address"


def test_refused_for_good(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing, email="gone@example.org")
    server.answers["rcpt"] = "550 5.1.1 <gone@example.org> no such user"
    make_relay().run_batch()
    result = outcome(committing, SupporterMail, mail)
    assert (result.state, result.last_error) == ("failed", "550 5.1.1 <(address)> no such user")


def test_refused_for_now_it_waits(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing)
    server.answers["rcpt"] = "451 4.7.1 greylisted"
    relay = make_relay()
    relay.run_batch()
    result = outcome(committing, SupporterMail, mail)
    assert (result.state, result.tries, result.events) == ("queued", 1, ["claim", "refused_for_now"])


def test_in_doubt_it_goes_once_more(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    [mail] = add_mails(committing)
    server.answers["data"] = "store+cut"
    make_relay().run_batch()
    result = outcome(committing, SupporterMail, mail)
    assert (result.state, result.events) == ("queued", ["claim", "uncertain"])
