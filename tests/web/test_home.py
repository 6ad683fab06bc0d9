"""The list of actions."""

from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from tests.factories import make_action, make_case
from tests.web.pages import Visitor


def test_live_actions_stand_first_then_closed_ones_with_their_outcome(
    visitor: Visitor, session: Session, action: Action
) -> None:
    case = make_case(session, name="Ivan Petrenko", status="released")
    make_action(session, case=case, state="closed", outcome="released", closed_at=clock.now())
    page = visitor.get("/").page
    assert [each.text for each in page.all("h3")] == ["A doctor for Mira Solenko", "Ivan Petrenko"]
    assert "Released" in page.one("ul", class_="record").text


def test_drafts_are_not_shown(visitor: Visitor, session: Session) -> None:
    make_action(session, state="draft", title="Not yet")
    assert "Not yet" not in visitor.get("/").text


def test_an_empty_site_says_so(visitor: Visitor) -> None:
    assert "No action is open at the moment." in visitor.get("/").text


def test_it_says_that_this_is_a_demo(visitor: Visitor) -> None:
    banner = visitor.get("/").page.one("aside", class_="demo")
    assert "nothing leaves this machine" in banner.text
    assert banner.one("a")["href"] == "/outbox"
