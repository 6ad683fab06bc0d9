"""Links from mails that are used up, out of time, cut, or somebody else's: each a clear page, in the link's language."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.pledges import Pledge
from tests.factories import make_confirm_token, make_pledge
from tests.web.pages import Visitor

PAGES = ["", "/thanks", "/not-me"]
BUTTONS = ["", "/not-me", "/undo"]


@pytest.fixture
def pledge(session: Session, action: Action) -> Pledge:
    return make_pledge(session, action=action)


@pytest.fixture
def token(session: Session, pledge: Pledge) -> str:
    return make_confirm_token(session, supporter_id=pledge.supporter_id)


@pytest.mark.parametrize("rest", PAGES)
def test_cut_or_with_other_letters(visitor: Visitor, token: str, rest: str) -> None:
    for wrong in (token[:-1], token[:10], token.swapcase(), f"{token}x", f"{token}."):
        seen = visitor.get(f"/confirm/{wrong}{rest}")
        assert seen.status == 404
        assert "This link is not complete" in seen.text


@pytest.mark.parametrize("rest", BUTTONS)
def test_a_button_behind_a_cut_link_does_nothing(visitor: Visitor, token: str, rest: str, pledge: Pledge) -> None:
    assert visitor.post(f"/confirm/{token[:-1]}{rest}", {"consent_hash": "x"}).status == 404
    assert pledge.state == "pending"


@pytest.mark.parametrize("rest", PAGES)
def test_past_its_days(visitor: Visitor, token: str, rest: str) -> None:
    with clock.set_to(clock.now() + timedelta(days=8)):
        seen = visitor.get(f"/confirm/{token}{rest}")
    assert seen.status == 410
    assert "older than seven days" in seen.text


def test_of_another_purpose(visitor: Visitor, session: Session, pledge: Pledge) -> None:
    token = make_confirm_token(session, supporter_id=pledge.supporter_id, purpose="my")
    assert visitor.get(f"/confirm/{token}").status == 404


def test_used_again_it_shows_what_was_confirmed(visitor: Visitor, token: str, pledge: Pledge, session: Session) -> None:
    shown = visitor.get(f"/confirm/{token}").page.one("input", name="consent_hash")["value"]
    for _ in range(2):
        assert visitor.post(f"/confirm/{token}", {"consent_hash": shown}).response.headers["Location"].endswith("/thanks")
    session.refresh(pledge)
    assert pledge.number == 1
    assert visitor.get(f"/confirm/{token}").response.headers["Location"] == f"/confirm/{token}/thanks"


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_even_a_broken_link_is_answered_in_its_language(visitor: Visitor, language: str) -> None:
    seen = visitor.get(f"/{language}/confirm/broken")
    assert (seen.status, seen.page.one("html")["lang"]) == (404, language)


def test_every_step_stays_in_the_language(visitor: Visitor, token: str) -> None:
    base = f"/ru/confirm/{token}"
    page = visitor.get(base).page
    assert all(form["action"].startswith(base) for form in page.all("form"))
    assert visitor.client.post(f"{base}/not-me").headers["Location"] == f"{base}/not-me"
    assert visitor.client.post(f"{base}/undo").headers["Location"] == base


def test_a_client_that_follows_every_link_confirms_nothing(
    visitor: Visitor, token: str, pledge: Pledge, session: Session
) -> None:
    page = visitor.get(f"/confirm/{token}").page
    for link in page.all("a"):
        for ask in (visitor.client.get, visitor.client.head):
            ask(link["href"])
    session.refresh(pledge)
    assert pledge.state == "pending"
