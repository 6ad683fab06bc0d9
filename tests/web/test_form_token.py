"""A form is taken only with a token of that form, not older than a day."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.tokens import FormTokens
from actions.models.pledges import Pledge
from tests.factories import make_action
from tests.web.pages import Seen, Visitor

PATH = "/a/mira-solenko"
SENTENCE = "What you filled in is still here."

pytestmark = pytest.mark.usefixtures("action")


def refuse(visitor: Visitor, session: Session, token: str) -> Seen:
    seen = visitor.post(PATH, visitor.fill(PATH, form_token=token))
    assert seen.status == 400
    assert session.scalar(select(func.count()).select_from(Pledge)) == 0
    return seen


def token_from(visitor: Visitor, *, hours: int) -> str:
    """One that was made that many hours ago."""
    tokens: FormTokens = visitor.client.application.extensions["site"].form_tokens
    return tokens.make("action:mira-solenko", now=(clock.now() - timedelta(hours=hours)).timestamp())


def test_it_is_the_same_for_everybody(visitor: Visitor) -> None:
    assert visitor.form_token(PATH) == visitor.form_token(PATH)


def test_a_missing_one(visitor: Visitor, session: Session) -> None:
    seen = refuse(visitor, session, "")
    assert SENTENCE in seen.text
    assert seen.title.startswith("Error: ")


def test_input_is_kept_and_a_fresh_token_is_in_the_form(visitor: Visitor, session: Session) -> None:
    page = refuse(visitor, session, "0.x").page
    assert page.one("input", id="name")["value"] == "Anna Lind"
    token = page.one("input", name="form_token")["value"]
    assert visitor.client.post(PATH, data=visitor.fill(PATH, form_token=token)).status_code == 303


def test_a_tampered_one(visitor: Visitor, session: Session) -> None:
    token = visitor.form_token(PATH)
    refuse(visitor, session, token[:-1] + ("A" if token[-1] != "A" else "B"))


@pytest.mark.parametrize("token", ["…", "1.", ".1", "9" * 400, "1" * 30 + ".x", "\x00", "-1.x"])
def test_garbage(visitor: Visitor, session: Session, token: str) -> None:
    refuse(visitor, session, token)


def test_one_of_another_action(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="another")
    refuse(visitor, session, visitor.form_token("/a/another"))


def test_one_of_the_frame(visitor: Visitor, session: Session) -> None:
    refuse(visitor, session, visitor.form_token("/embed/mira-solenko"))


def test_one_of_the_day_before_yesterday(visitor: Visitor, session: Session) -> None:
    assert SENTENCE in refuse(visitor, session, token_from(visitor, hours=49)).text


def test_one_of_yesterday_is_good(visitor: Visitor) -> None:
    form = visitor.fill(PATH, form_token=token_from(visitor, hours=23))
    assert visitor.client.post(PATH, data=form).status_code == 303
