"""“Something is wrong with this.”"""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.reports import MissionReport
from actions.queries.mission_reports import open_reports
from actions.usecases.mission_reports import MOST_OPEN, settle_report
from tests.web.pages import Seen, Visitor

PATH = "/a/mira-solenko/report"

pytestmark = pytest.mark.usefixtures("action")


def report(visitor: Visitor, **overrides: str) -> Seen:
    form = {"form_token": visitor.form_token(PATH), "country": "SE", "text": "It has moved: see https://example.org"}
    return visitor.post(PATH, form | overrides)


def number(session: Session) -> int | None:
    return session.scalar(select(func.count()).select_from(MissionReport))


def test_what_is_wrong_is_kept_without_who_said_it(visitor: Visitor, session: Session) -> None:
    seen = report(visitor)
    assert (seen.status, seen.response.headers["Location"]) == (303, f"{PATH}?sent=yes")
    (kept,) = open_reports(session)
    assert (kept.slug, kept.country) == ("mira-solenko", "SE")
    assert kept.mission == "Embassy of the Russian Federation in Stockholm"
    assert kept.text == "It has moved: see https://example.org"
    assert "Thank you" in visitor.get(seen.response.headers["Location"]).text


def test_the_link_on_the_page_leads_there_with_the_country(visitor: Visitor) -> None:
    preview = visitor.post("/a/mira-solenko", visitor.fill("/a/mira-solenko", do="preview"))
    link = preview.page.one("div", class_="found").one("a")["href"]
    page = visitor.get(link).page
    assert [each["value"] for each in page.all("option") if "selected" in each.attributes] == ["SE"]
    assert "Stockholm, for Sweden." in page.one("main").text


@pytest.mark.parametrize(
    ("overrides", "field"),
    [
        ({"country": ""}, "country"),
        ({"country": "XX"}, "country"),
        ({"text": " "}, "text"),
        ({"text": "1234"}, "text"),
        ({"text": "a" * 501}, "text"),
        ({"text": "a\x07"}, "text"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    visitor: Visitor, session: Session, overrides: dict[str, str], field: str
) -> None:
    seen = report(visitor, **overrides)
    assert seen.status == 400
    assert set(seen.errors()) == {field} == set(seen.summary())
    assert number(session) == 0


def test_without_the_token_of_this_form_nothing_is_kept(visitor: Visitor, session: Session) -> None:
    seen = report(visitor, form_token=visitor.form_token("/a/mira-solenko"))
    assert seen.status == 400
    assert "It has moved" in seen.page.one("textarea").text
    assert number(session) == 0


def test_a_robot_gets_the_same_answer(visitor: Visitor, session: Session) -> None:
    assert report(visitor, remarks="buy").status == 303
    assert number(session) == 0


def test_nobody_fills_the_table(visitor: Visitor, session: Session, action: Action) -> None:
    session.add_all(MissionReport(action_id=action.id, country="SE", text="x") for _ in range(MOST_OPEN))
    session.flush()
    assert report(visitor).status == 303
    assert number(session) == MOST_OPEN


def test_a_settled_one_is_listed_no_more(visitor: Visitor, session: Session) -> None:
    report(visitor)
    settle_report(session, report_id=open_reports(session)[0].id)
    assert open_reports(session) == ()


def test_there_is_none_for_a_page_that_is_not_there(visitor: Visitor) -> None:
    assert visitor.get("/a/nothing/report").status == 404
