"""Mails to those who confirmed: each looked at once more on the way out."""

import re
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import select

from actions import outbox
from actions.db import Database
from actions.domain.tokens import hash_token
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.pledges import Pledge
from actions.models.supporters import AccessToken, Supporter, Suppression
from tests.factories import make_confirmed, make_letter, make_mail, make_mission, make_pledge, make_update
from tests.standins.smtp import SmtpStandIn
from tests.worker.conftest import RelayMaker
from tests.worker.rows import add_letters, outcome, states

KINDS = ["thanks", "letter_sent", "letter_returned", "update", "my_link"]


def add(database: Database, kind: str, *, language: str = "en", **overrides: Any) -> int:
    """A mail of that kind that waits, with all that it is about; returns its id."""
    with database.unit_of_work() as session:
        pledge = make_confirmed(session, language=language, **overrides)
        assert pledge.supporter is not None
        if pledge.disclosure != "count_only":
            state = "bounced" if kind == "letter_returned" else "handed" if kind == "letter_sent" else "queued"
            make_letter(session, pledge, state=state, mission_id=make_mission(session).id, handed_at=pledge.confirmed_at)
        update_id = None
        if kind == "update":
            pledge.supporter.updates_since = pledge.confirmed_at
            update_id = make_update(session, action=pledge.action).id
        return make_mail(session, kind=kind, pledge=pledge, update_id=update_id).id


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def sent(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> Any:
    def send(kind: str, **overrides: Any) -> EmailMessage:
        mail = add(committing, kind, **overrides)
        make_relay().run_batch()
        assert outcome(committing, SupporterMail, mail).state == "sent"
        return server.taken[-1].message

    return send


@pytest.mark.parametrize("kind", KINDS)
def test_is_sent_with_text_and_html(kind: str, sent: Any) -> None:
    message = sent(kind)
    assert message["From"] == "Example Campaign <letters@act.example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert text_of(message)
    assert text_of(message, "html").startswith("<!doctype html>")


@pytest.mark.parametrize("kind", KINDS)
def test_its_link_opens_the_supporters_page_for_180_days(kind: str, sent: Any, committing: Database) -> None:
    found = re.search(r"http://localhost:8000/my/(\S+)", text_of(sent(kind)))
    assert found is not None
    with committing.read_only() as session:
        token = session.get_one(AccessToken, hash_token(found[1]))
    assert (token.purpose, (token.expires_at - token.created_at).days) in {("my", 179), ("my", 180)}


@pytest.mark.parametrize("kind", KINDS)
def test_its_link_names_its_language(kind: str, sent: Any) -> None:
    message = sent(kind, language="ar")
    assert "http://localhost:8000/ar/my/" in text_of(message)
    assert '<html lang="ar" dir="rtl">' in text_of(message, "html")


@pytest.mark.parametrize("kind", KINDS)
def test_only_updates_can_be_unsubscribed_from(kind: str, sent: Any) -> None:
    message = sent(kind)
    if kind == "update":
        assert re.fullmatch(r"<http://localhost:8000/my/[\w-]{43}/updates/off>", message["List-Unsubscribe"])
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    else:
        assert message["List-Unsubscribe"] is None


def test_thanks_gives_the_own_number_and_a_link_to_share(sent: Any) -> None:
    text = text_of(sent("thanks", number=1413))
    assert "number 1,413: A doctor for Mira Solenko" in text
    assert re.search(r"http://localhost:8000/a/action-\w+\?s=email", text)


def test_handed_over_names_the_mission(sent: Any) -> None:
    text = " ".join(text_of(sent("letter_sent")).split())
    assert "to the mail server on its way to: Embassy of the Russian Federation in Stockholm" in text


def test_an_update_is_in_its_own_words(sent: Any) -> None:
    message = sent("update")
    assert message["Subject"] == "She has seen a doctor"
    assert "<strong>examined</strong>" in text_of(message, "html")


@pytest.mark.parametrize("kind", ["thanks", "letter_sent", "letter_returned"])
def test_repeats_nothing_that_the_supporter_typed(kind: str, sent: Any) -> None:
    assert "Watches" not in sent(kind, name="Cheap Watches", personal_line="Buy Watches").as_string()


def assert_suppressed(database: Database, server: SmtpStandIn, make_relay: RelayMaker, mail: int) -> None:
    make_relay().run_batch()
    assert outcome(database, SupporterMail, mail).state == "suppressed"
    assert server.taken == []


@pytest.mark.parametrize("kind", KINDS)
def test_not_to_a_suppressed_address(kind: str, committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    mail = add(committing, kind)
    with committing.unit_of_work() as session:
        supporter = session.scalars(select(Supporter)).one()
        session.add(Suppression(mailbox_hash=supporter.mailbox_hash, cause="complaint"))
    assert_suppressed(committing, server, make_relay, mail)


@pytest.mark.parametrize("kind", KINDS)
def test_not_to_an_erased_supporter(kind: str, committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    mail = add(committing, kind)
    with committing.unit_of_work() as session:
        session.scalars(select(Supporter)).one().email = None
    assert_suppressed(committing, server, make_relay, mail)


@pytest.mark.parametrize("kind", ["thanks", "letter_sent", "letter_returned", "update"])
def test_not_about_a_pledge_that_was_withdrawn(
    kind: str, committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    mail = add(committing, kind)
    with committing.unit_of_work() as session:
        session.scalars(select(Pledge)).one().state = "withdrawn"
    assert_suppressed(committing, server, make_relay, mail)


@pytest.mark.parametrize("kind", ["thanks", "letter_sent", "letter_returned", "update"])
def test_nothing_at_all_in_the_responsible_state(
    kind: str, committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    mail = add(committing, kind, country="RU", disclosure="count_only", name=None)
    assert_suppressed(committing, server, make_relay, mail)


def test_a_link_asked_for_there_names_nobody(sent: Any) -> None:
    message = sent("my_link", country="RU", disclosure="count_only", name=None)
    assert message["From"] == "letters@act.example.org"
    assert not re.search("Example Campaign|Solenko|letter|sign", text_of(message) + text_of(message, "html"))


def test_not_about_a_letter_that_is_somewhere_else_by_now(
    committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    mail = add(committing, "letter_sent")
    with committing.unit_of_work() as session:
        session.scalars(select(Letter)).one().state = "bounced"
    assert_suppressed(committing, server, make_relay, mail)


def test_no_update_to_those_who_stopped_them(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    mail = add(committing, "update")
    with committing.unit_of_work() as session:
        session.scalars(select(Supporter)).one().updates_since = None
    assert_suppressed(committing, server, make_relay, mail)


def test_a_letter_that_was_taken_is_told_once(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_letters(committing, 2)
    relay = make_relay(outbox.LETTERS)
    relay.run_batch()
    assert states(committing, Letter) == ["handed", "handed"]
    with committing.read_only() as session:
        mails = session.scalars(select(SupporterMail)).all()
    assert [mail.kind for mail in mails] == ["letter_sent", "letter_sent"]
    assert len({mail.pledge_id for mail in mails}) == 2


def test_one_that_was_refused_is_not_told(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_letters(committing)
    server.answers["rcpt"] = "550 5.1.1 no such user"
    make_relay(outbox.LETTERS).run_batch()
    assert states(committing, SupporterMail) == []


def add_reminder(database: Database, **overrides: Any) -> int:
    with database.unit_of_work() as session:
        return make_mail(session, kind="reminder", pledge=make_pledge(session, **overrides)).id


def test_a_reminder_has_a_new_link_to_confirm(committing: Database, server: SmtpStandIn, make_relay: RelayMaker) -> None:
    add_reminder(committing, name="Cheap Watches", language="ru")
    make_relay().run_batch()
    message = server.taken[0].message
    assert "http://localhost:8000/ru/confirm/" in text_of(message)
    assert "Watches" not in message.as_string()


@pytest.mark.parametrize(
    "overrides",
    [
        {"state": "confirmed"},
        {"held_for": "rate_network"},
        {"country": "RU", "disclosure": "count_only", "name": None},
    ],
    ids=["confirmed", "held", "same_state"],
)
def test_no_reminder_where_it_is_not_wanted_any_more(
    overrides: dict[str, Any], committing: Database, server: SmtpStandIn, make_relay: RelayMaker
) -> None:
    assert_suppressed(committing, server, make_relay, add_reminder(committing, **overrides))
