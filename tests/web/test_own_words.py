"""Somebody writes the letter in their own words: around the requests, which stay."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.pledges import Pledge
from tests.factories import make_message
from tests.web.pages import Seen, Visitor

PATH = "/a/mira-solenko"
TOP = "I am writing to you about Mira Solenko.\r\n\r\nThe Embassy of the Russian Federation in Stockholm can help."
END = "I hope for an answer from Stockholm."


@pytest.fixture(autouse=True)
def editable(session: Session, action: Action) -> None:
    make_message(session, action=action)


def sign(visitor: Visitor, session: Session, **overrides: str) -> Pledge:
    form = visitor.fill(PATH, edited_for="SE.en", edited_top=TOP, edited_end=END, **overrides)
    answer = visitor.client.post(PATH, data=form)
    assert answer.status_code == 303
    return session.scalars(select(Pledge).execution_options(populate_existing=True)).one()


def send(visitor: Visitor, **overrides: str) -> Seen:
    as_it_is = {"edited_for": "SE.en", "edited_top": TOP, "edited_end": END}
    return visitor.post(PATH, visitor.fill(PATH, **as_it_is | overrides))


def area(seen: Seen, name: str) -> str:
    return seen.page.one("textarea", name=name).text


def test_the_preview_offers_its_words_without_salutation_requests_and_signature(visitor: Visitor) -> None:
    seen = visitor.post(PATH, visitor.fill(PATH, do="preview"))
    assert area(seen, "edited_top") == " ".join(TOP.split())
    assert area(seen, "edited_end") == END
    assert seen.page.one("input", name="edited_for")["value"] == "SE.en"


def test_before_a_country_is_chosen_there_is_nothing_to_edit_yet(visitor: Visitor) -> None:
    page = visitor.get(PATH).page
    assert "hidden" in page.one("div", class_="parts").attributes
    assert page.one("textarea", name="edited_top").text == ""


def test_the_requests_are_shown_as_kept(visitor: Visitor) -> None:
    kept = visitor.get(PATH).page.one("div", class_="kept").text
    assert kept.startswith("These requests stay as they are:")
    assert "that she be released" in kept


def test_words_left_as_they_are_are_no_words_of_ones_own(visitor: Visitor, session: Session) -> None:
    pledge = sign(visitor, session)
    assert (pledge.edited_top, pledge.edited_end) == (None, None)


def test_own_words_are_kept_with_the_signature(visitor: Visitor, session: Session) -> None:
    answer = visitor.client.post(
        PATH, data=visitor.fill(PATH, edited_for="SE.en", edited_top="I worry.\r\n\r\n\r\nVery much.", edited_end=END)
    )
    assert answer.status_code == 303
    pledge = session.scalars(select(Pledge)).one()
    assert (pledge.edited_top, pledge.edited_end) == ("I worry.\n\nVery much.", None)


def test_an_emptied_part_stays_as_it_was(visitor: Visitor, session: Session) -> None:
    answer = visitor.client.post(PATH, data=visitor.fill(PATH, edited_for="SE.en", edited_top="  ", edited_end=""))
    assert answer.status_code == 303
    assert session.scalars(select(Pledge.edited_top)).one() is None


def test_the_preview_shows_own_words_around_the_requests(visitor: Visitor) -> None:
    seen = send(visitor, do="preview", edited_top="I worry.", edited_end="")
    letter = seen.page.one("section", id="letter")
    assert [each.text for each in letter.all("div", data_edit="top")] == ["I worry.", ""]
    assert "that she be released" in letter.text
    assert area(seen, "edited_top") == "I worry."


def test_markup_and_merge_fields_are_text(visitor: Visitor) -> None:
    typed = "<b>{person}</b> {{ 7*7 }} {demands} %s"
    seen = send(visitor, do="preview", edited_top=typed)
    assert seen.page.one("section", id="letter").all("div", data_edit="top")[0].text == typed
    assert area(seen, "edited_top") == typed


@pytest.mark.parametrize("typed", ["a\x07b", "a\u202eb", "z" + "\u0301" * 40, "😀" * 20, "a" * 4001, "ж" * 10_000])
def test_what_no_letter_can_hold_is_refused_and_kept_in_its_field(visitor: Visitor, typed: str) -> None:
    seen = send(visitor, edited_end=typed)
    assert seen.status == 400
    assert set(seen.errors()) == {"edited_end"} == set(seen.summary())
    assert area(seen, "edited_end")


def test_in_another_country_own_words_are_looked_at_once_more(visitor: Visitor, session: Session) -> None:
    seen = send(visitor, country="CH", edited_top="The embassy in Stockholm can help.")
    assert seen.status == 200
    assert "See whether they still fit" in seen.text
    assert area(seen, "edited_top") == "The embassy in Stockholm can help."
    assert session.scalars(select(Pledge)).all() == []
    form = visitor.fill(PATH, country="CH", edited_top="The embassy in Bern can help.", edited_for="CH.en")
    assert visitor.client.post(PATH, data=form).status_code == 303


def test_in_another_country_the_letters_own_words_change_by_themselves(visitor: Visitor, session: Session) -> None:
    assert sign(visitor, session, country="CH").edited_top is None


@pytest.mark.parametrize("edited_for", ["", "XX.en", "SE", "SE.xx", "💥", "SE.en.en"])
def test_a_spoilt_hidden_field_harms_nothing(visitor: Visitor, session: Session, edited_for: str) -> None:
    form = visitor.fill(PATH, edited_top="I worry.", edited_end="", edited_for=edited_for)
    assert visitor.client.post(PATH, data=form).status_code == 303


def test_a_letter_that_nobody_may_edit_keeps_its_words(visitor: Visitor, session: Session, action: Action) -> None:
    make_message(session, action=action, number=3, is_editable=False)
    form = visitor.fill(PATH, edited_top="I worry.", edited_end="Bye.", edited_for="SE.en")
    assert visitor.client.post(PATH, data=form).status_code == 303
    assert session.scalars(select(Pledge.edited_top)).one() is None
    assert not visitor.get(PATH).page.all("textarea", name="edited_top")


def test_who_is_only_counted_writes_nothing(visitor: Visitor, session: Session) -> None:
    form = visitor.fill(PATH, disclosure="count_only", edited_top="\x07", edited_for="SE.en")
    assert visitor.client.post(PATH, data=form).status_code == 303
    assert session.scalars(select(Pledge.edited_top)).one() is None
