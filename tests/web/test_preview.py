"""“See my letter”: the letter as it would go, and nothing stored."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.counts import Count
from actions.models.pledges import Pledge
from tests.web.pages import Element, Seen, Visitor

PATH = "/a/mira-solenko"

pytestmark = pytest.mark.usefixtures("action")


def preview(visitor: Visitor, **overrides: str) -> Seen:
    return visitor.post(PATH, visitor.fill(PATH, do="preview", **overrides))


def letter(seen: Seen) -> Element:
    return seen.page.one("section", id="letter")


def button(seen: Seen) -> str:
    return seen.page.one("button", class_="main").text


def test_the_letter_is_filled_in_and_nothing_is_stored(visitor: Visitor, session: Session) -> None:
    seen = preview(visitor, personal_line="I read her every week.")
    assert seen.status == 200
    text = letter(seen).text
    assert text.startswith("Embassy of the Russian Federation in Stockholm Stockholm Sweden")
    assert "I read her every week." in text
    assert letter(seen).one("p", class_="signature").text == "Anna Lind, Sweden"
    assert session.scalar(select(func.count()).select_from(Pledge)) == 0


def test_the_whole_letter_is_open(visitor: Visitor) -> None:
    assert "open" in letter(preview(visitor)).one("div", class_="letter-only").one("details").attributes


def test_a_line_that_is_not_there_leaves_no_gap(visitor: Visitor) -> None:
    assert "hidden" in letter(preview(visitor)).one("p", class_="own").attributes


def test_initials(visitor: Visitor) -> None:
    seen = preview(visitor, disclosure="initials_country", name="Anna-Maria Lind")
    assert letter(seen).one("p", class_="signature").text == "A. L., Sweden"


@pytest.mark.parametrize(("country", "words"), [("CH", "Send my letter"), ("SE", "Write my letter"), ("RU", "Count me")])
def test_the_button_says_what_will_happen(visitor: Visitor, country: str, words: str) -> None:
    assert button(preview(visitor, country=country)) == words


def test_counted_alone_the_sheet_shows_the_number(visitor: Visitor, session: Session, action: Action) -> None:
    session.add(Count(action_id=action.id, country="SE", confirmed=412))
    session.flush()
    seen = preview(visitor, disclosure="count_only", name="")
    assert "counted" in letter(seen)["class"]
    assert letter(seen).one("p", class_="number").text == "412 people in Sweden"


def test_small_numbers_of_one_country_are_not_shown(visitor: Visitor, session: Session, action: Action) -> None:
    session.add(Count(action_id=action.id, country="SE", confirmed=9))
    session.flush()
    assert letter(preview(visitor)).one("p", class_="number").text == "One more person in Sweden"


def test_the_form_is_ready_to_send(visitor: Visitor) -> None:
    page = preview(visitor).page
    values = {each["name"]: each["value"] for each in page.all("input") if "value" in each.attributes}
    form = visitor.fill(PATH, form_token=values["form_token"], email=values["email"], name=values["name"])
    assert visitor.client.post(PATH, data=form).status_code == 303


def test_it_needs_no_address_and_no_consent(visitor: Visitor) -> None:
    assert preview(visitor, email="", consent="", name="", disclosure="").status == 200


def test_it_needs_a_country(visitor: Visitor) -> None:
    seen = preview(visitor, country="", email="", consent="")
    assert seen.status == 400
    assert set(seen.errors()) == {"country"}


def test_what_is_filled_in_must_be_right(visitor: Visitor) -> None:
    assert set(preview(visitor, email="anna", name="www.example.org").errors()) == {"email", "name"}
