"""The page of one action."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.counts import Count
from tests.factories import make_action, make_case
from tests.web.pages import Visitor

PATH = "/a/mira-solenko"


def test_who_what_is_asked_and_the_letter(visitor: Visitor, action: Action) -> None:
    seen = visitor.get(PATH)
    assert seen.status == 200
    assert seen.page.one("h1").text == "A doctor for Mira Solenko"
    letter = seen.page.one("section", id="letter")
    assert "Your Excellency," in letter.text
    assert "that Mira Solenko be seen by a doctor" in letter.text


def test_the_form_comes_before_the_story(visitor: Visitor, action: Action) -> None:
    text = visitor.get(PATH).response.get_data(as_text=True)
    assert text.index("<form") < text.index("Mira Solenko is a journalist.")


def test_the_count_and_the_goal(visitor: Visitor, session: Session) -> None:
    action = make_action(session, slug="mira-solenko", goal=2000)
    session.add(Count(action_id=action.id, country="SE", confirmed=1412))
    session.flush()
    assert visitor.get(PATH).page.one("div", class_="tally").text == "1,412 people have signed. Hoped for: 2,000"


def test_facts_have_their_dates_and_sources(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko")
    page = visitor.get(PATH).page
    fact = page.one("ol", class_="dates").one("li")
    assert fact.text == "March 2025 She was arrested. 1"
    assert page.one("li", id=fact.one("a")["href"].removeprefix("#")).text == "The Example Herald · February 2026"


def test_it_says_as_of_when_the_facts_are_and_when_they_are_checked_again(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", case=make_case(session, recheck_by=date(2026, 5, 31)))
    with clock.set_to(datetime(2026, 5, 31, 12, tzinfo=UTC)):
        assert "Facts as of: February 2026. To be checked again by 31 May 2026." in visitor.get(PATH).page.text


def test_facts_whose_check_is_overdue_are_marked(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", case=make_case(session, recheck_by=date(2026, 5, 31)))
    with clock.set_to(datetime(2026, 6, 1, 12, tzinfo=UTC)):
        assert "which has not been done yet" in visitor.get(PATH).page.one("p", class_="overdue").text


def test_the_campaigns_own_site_is_linked(visitor: Visitor, session: Session) -> None:
    link = {"url": "https://free-mira.example", "title": "free-mira.example", "kind": "campaign_site"}
    make_action(session, slug="mira-solenko", case=make_case(session, links=[link]))
    assert visitor.get(PATH).page.one("a", href="https://free-mira.example").text == "free-mira.example"


def test_safety_is_said_before_the_choice(visitor: Visitor, action: Action) -> None:
    choice = visitor.get(PATH).page.one("fieldset", id="disclosure").text
    safety = "If you or your family live in, travel to or hold a passport of Russia, choose “count me only”."
    assert safety in choice
    assert choice.index(safety) < choice.index("My initials and my country")


def test_four_ways_to_appear_and_none_is_chosen(visitor: Visitor, action: Action) -> None:
    choices = visitor.get(PATH).page.all("input", name="disclosure")
    values = [choice["value"] for choice in choices]
    assert values == ["count_only", "initials_country", "name_country", "name_reply_to"]
    assert not any("checked" in choice.attributes for choice in choices)


def test_every_field_has_a_label(visitor: Visitor, action: Action) -> None:
    page = visitor.get(PATH).page
    labelled = {label["for"] for label in page.all("label")}
    fields = [each for tag in ("input", "select", "textarea") for each in page.all(tag)]
    assert {each["id"] for each in fields if each.attributes.get("type") != "hidden"} == labelled


def test_no_id_stands_twice(visitor: Visitor, action: Action) -> None:
    ids = [each["id"] for each in visitor.get(PATH).page.all() if "id" in each.attributes]
    assert len(ids) == len(set(ids))


def test_markdown_of_the_story_is_cleaned(visitor: Visitor, session: Session) -> None:
    story = 'She **writes**. <script>alert(1)</script> [here](javascript:alert(1)) [there](https://example.org "x")'
    make_action(session, slug="mira-solenko", story=story)
    prose = visitor.get(PATH).page.one("section", class_="prose")
    assert prose.one("strong").text == "writes"
    assert not prose.all("script")
    assert [link["href"] for link in prose.all("a")] == ["https://example.org"]


def test_what_organisers_write_is_never_markup(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", title="<b>Bold</b> & {{ 7 * 7 }}")
    assert visitor.get(PATH).page.one("h1").text == "<b>Bold</b> & {{ 7 * 7 }}"


def test_a_closed_action_keeps_its_story_and_shows_the_outcome_for_the_form(visitor: Visitor, session: Session) -> None:
    make_action(
        session,
        slug="mira-solenko",
        state="closed",
        outcome="died",
        outcome_text="She died in custody on 3 May 2025.",
        closed_at=clock.now(),
    )
    seen = visitor.get(PATH)
    assert seen.status == 200
    assert "She died in custody on 3 May 2025." in seen.text
    assert "Mira Solenko is a journalist." in seen.text
    assert not seen.page.all("form")


def test_a_paused_action_says_so(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", state="paused")
    seen = visitor.get(PATH)
    assert "takes no signatures at the moment" in seen.text
    assert not seen.page.all("form")


def test_a_draft_is_not_there(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", state="draft")
    assert visitor.get(PATH).status == 404


def test_an_unknown_slug_is_not_there(visitor: Visitor) -> None:
    for slug in ("nobody", "%00", "%ED%A0%80", "..", "a" * 300):
        assert visitor.get(f"/a/{slug}").status == 404
