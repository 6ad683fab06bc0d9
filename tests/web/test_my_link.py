"""“Send me the link again”: the same for every address."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.contact import address_hash, mailbox, parse_email
from actions.models.actions import Action
from actions.models.mails import SupporterMail
from actions.models.supporters import ConfirmAllowance
from tests.factories import ADDRESS_KEY, make_pledge
from tests.web.pages import Seen, Visitor

ANNA = "anna@example.org"


@pytest.fixture(autouse=True)
def known(session: Session, action: Action) -> None:
    """Anna has confirmed something; Bert never did."""
    make_pledge(session, action=action, email=ANNA, state="confirmed")
    make_pledge(session, action=action, email="bert@example.org")
    key = address_hash(ADDRESS_KEY, mailbox(parse_email(ANNA).canonical))
    now = clock.now()
    session.add(ConfirmAllowance(mailbox_hash=key, window_at=now, sent=1, last_at=now, verified_at=now))
    session.flush()


def ask(visitor: Visitor, email: str, path: str = "/my") -> Seen:
    form = {"email": email, "form_token": visitor.form_token(path)}
    return visitor.post(path, form)


def mails(session: Session) -> list[str]:
    return list(session.scalars(select(SupporterMail.language).where(SupporterMail.kind == "my_link")))


def test_the_link_is_mailed(visitor: Visitor, session: Session) -> None:
    assert ask(visitor, ANNA).status == 303
    assert mails(session) == ["en"]


def test_in_the_language_of_the_page(visitor: Visitor, session: Session) -> None:
    answer = ask(visitor, ANNA, "/ru/my")
    assert answer.response.headers["Location"].startswith("/ru/my/asked/")
    assert mails(session) == ["ru"]


def test_every_address_gets_the_same_answer(visitor: Visitor) -> None:
    answers = []
    for email in (ANNA, "bert@example.org", "cleo@example.org", ANNA):
        first = ask(visitor, email)
        after = visitor.get(first.response.headers["Location"])
        headers = {name: value for name, value in first.response.headers if name != "Location"}
        answers.append((first.status, headers, after.text.replace(email, "…"), list(after.response.headers)))
    assert all(answer == answers[0] for answer in answers)


def test_every_address_costs_the_same_statements(visitor: Visitor, session: Session) -> None:
    said: list[list[str]] = []
    connection = session.connection()

    def listen(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        said[-1].append(re.sub(r"savepoint_\d+", "savepoint", statement))

    token = visitor.form_token("/my")
    event.listen(connection, "before_cursor_execute", listen)
    for email in (ANNA, "cleo@example.org"):
        said.append([])
        visitor.post("/my", {"email": email, "form_token": token})
    event.remove(connection, "before_cursor_execute", listen)
    assert said[0]
    assert said[0] == said[1]


@pytest.mark.parametrize(
    "email", ["", "anna", "anna@", "a@b@c", "a b@example.org", "a\x00@example.org", "x" * 300 + "@example.org"]
)
def test_what_is_no_address(visitor: Visitor, session: Session, email: str) -> None:
    seen = ask(visitor, email)
    assert seen.status == 400
    assert seen.errors()["email"]
    assert seen.summary()["email"] == seen.errors()["email"]
    assert mails(session) == []


def test_a_form_that_is_too_old_keeps_what_was_typed(visitor: Visitor, session: Session) -> None:
    token = visitor.form_token("/my")
    with clock.set_to(clock.now() + timedelta(days=2)):
        seen = visitor.post("/my", {"email": ANNA, "form_token": token})
    assert seen.status == 400
    assert seen.page.one("input", name="email")["value"] == ANNA
    assert mails(session) == []


@pytest.mark.parametrize("token", ["", "x", "1.x"])
def test_a_form_of_somebody_else(visitor: Visitor, session: Session, token: str) -> None:
    assert visitor.post("/my", {"email": ANNA, "form_token": token}).status == 400
    assert mails(session) == []


def test_the_page_after_asking_stands_an_hour(visitor: Visitor) -> None:
    after = ask(visitor, ANNA).response.headers["Location"]
    assert ANNA in visitor.get(after).text
    assert visitor.get("/my/asked/x").status == 410


def test_the_page_after_signing_does_not_open_here(visitor: Visitor, app: Flask) -> None:
    sealed = app.extensions["site"].sealed_addresses.seal({"email": ANNA, "slug": "x"})
    assert visitor.get(f"/my/asked/{sealed}").status == 410
