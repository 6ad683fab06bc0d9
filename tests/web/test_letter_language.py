"""A letter in the mission's language beside the supporter's."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.messages import MessageVersion
from actions.models.pledges import Pledge
from tests.factories import make_message
from tests.web.pages import Visitor

PATH = "/a/mira-solenko"


@pytest.fixture(autouse=True)
def russian(session: Session, action: Action) -> MessageVersion:
    body = "Уважаемый господин посол!\n\nПишу Вам из страны {country}.\n\n{demands}\n\nС уважением,"
    return make_message(
        session, action=action, number=1, language="ru", subjects=["Врача!"], openings=[], body=body, demands=["врача"]
    )


def test_both_are_there_and_the_pages_is_chosen(visitor: Visitor) -> None:
    page = visitor.get(PATH).page
    choices = page.all("input", name="letter_language")
    assert [(each["value"], "checked" in each.attributes) for each in choices] == [("en", True), ("ru", False)]
    other = page.one("details", class_="other").one("div", data_letter="ru")
    assert (other["lang"], other["dir"]) == ("ru", "ltr")
    assert "Уважаемый господин посол!" in other.text


def test_the_chosen_one_is_signed_with_the_country_in_its_language(visitor: Visitor) -> None:
    seen = visitor.post(PATH, visitor.fill(PATH, do="preview", letter_language="ru"))
    sheet = seen.page.one("section", id="letter")
    assert sheet.one("div", data_letter="ru").one("p", class_="signature").text == "Anna Lind, Швеция"
    assert "Пишу Вам из страны Швеция" in sheet.text


def test_the_choice_is_stored(visitor: Visitor, session: Session, russian: MessageVersion) -> None:
    visitor.client.post(PATH, data=visitor.fill(PATH, letter_language="ru"))
    pledge = session.scalars(select(Pledge)).one()
    assert (pledge.message_version_id, pledge.language) == (russian.id, "en")


@pytest.mark.parametrize("value", ["", "fr", "xx", "💥"])
def test_a_language_that_is_not_offered_is_the_pages(visitor: Visitor, session: Session, value: str) -> None:
    visitor.client.post(PATH, data=visitor.fill(PATH, letter_language=value))
    assert session.scalars(select(Pledge)).one().message_version.language == "en"


def test_a_letter_that_the_mission_does_not_read_is_not_offered(visitor: Visitor, session: Session, action: Action) -> None:
    action.case.responsible_state = "CN"
    session.flush()
    assert not visitor.get(PATH).page.all("input", name="letter_language")


def test_own_words_for_one_language_are_looked_at_once_more_for_the_other(
    visitor: Visitor, session: Session, action: Action
) -> None:
    make_message(session, action=action)
    seen = visitor.post(PATH, visitor.fill(PATH, letter_language="ru", edited_for="SE.en", edited_top="I worry."))
    assert "See whether they still fit" in seen.text
    assert session.scalars(select(Pledge)).all() == []
