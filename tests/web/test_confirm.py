"""The page behind the link in the mail."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.letters import Letter
from actions.models.pledges import Pledge
from tests.factories import make_action, make_confirm_token, make_pledge
from tests.web.pages import Seen, Visitor


@pytest.fixture
def pledge(session: Session, action: Action) -> Pledge:
    return make_pledge(session, action=action, email="anna@example.org", personal_line="I read her.")


@pytest.fixture
def path(session: Session, pledge: Pledge) -> str:
    return f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id or 0)}"


def press(visitor: Visitor, path: str, seen: Seen | None = None) -> Seen:
    """The button on the page as it was seen."""
    shown = seen or visitor.get(path)
    return visitor.post(path, {"consent_hash": shown.page.one("input", name="consent_hash")["value"]})


def test_it_shows_what_will_go_to_whom_and_under_which_name(visitor: Visitor, path: str) -> None:
    seen = visitor.get(path)
    assert seen.status == 200
    text = seen.text
    assert "Goes to Embassy of the Russian Federation in Stockholm" in text
    assert "They see Anna Lind, Sweden" in text
    letter = seen.page.one(class_="sheet").text
    assert "I read her." in letter
    assert letter.endswith("Anna Lind, Sweden")


def test_the_header_that_the_embassy_will_see(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action, country="CH", disclosure="name_reply_to", email="anna@example.org")
    text = visitor.get(f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id)}").text
    assert "From Anna Lind via Example Campaign <letters@localhost>" in text
    assert "Answers go to anna@example.org" in text


def test_with_initials_the_sender_is_the_campaign(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action, country="CH", disclosure="initials_country")
    text = visitor.get(f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id)}").text
    assert "From Example Campaign <letters@localhost>" in text
    assert "Answers go to an address of ours" in text
    assert "They see A. L., Switzerland" in text


def test_what_was_ticked_beside(visitor: Visitor, session: Session, action: Action) -> None:
    def shown(**ticked: Any) -> str:
        pledge = make_pledge(session, action=action, **ticked)
        return visitor.get(f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id)}").text

    assert "You ticked as well" not in shown()
    assert "News by mail from Example Campaign" in shown(wants_updates=True)
    assert "may show your first name" in shown(is_shown=True)


def test_what_is_looked_at_first_is_said(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action, personal_line="See https://example.org")
    link = f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id)}"
    seen = visitor.get(link)
    assert "First a person looks at it, since your own words hold this: a web address." in seen.text
    press(visitor, link, seen)
    assert "waits for a look by a person before it goes. You are counted all the same." in visitor.get(f"{link}/thanks").text


def test_which_wording_in_which_language(visitor: Visitor, session: Session, action: Action) -> None:
    other = make_action(session, case=action.case, subjects=["A doctor for {person}", "{person} needs a doctor"])
    pledge = make_pledge(session, action=other, variant=1)
    text = visitor.get(f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id)}").text
    assert "Mira Solenko needs a doctor" in text
    assert "One of 2: letters that differ" in text
    assert "Language of the letter English" in text


def test_the_script_has_nothing_to_do_with_its_forms(visitor: Visitor, path: str) -> None:
    forms = visitor.get(path).page.all("form")
    assert len(forms) == 3
    assert not any(name.startswith("data-") for form in forms for each in (form, *form.all()) for name in each.attributes)


def test_opening_it_changes_nothing(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    for _ in range(3):
        visitor.get(path)
        visitor.client.head(path)
    session.refresh(pledge)
    assert pledge.state == "pending"


def test_the_button_confirms(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    answer = press(visitor, path).response
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{path}/thanks"
    session.refresh(pledge)
    assert (pledge.state, pledge.number) == ("confirmed", 1)
    assert session.scalars(select(Letter.state)).all() == ["for_hand_in"]


def test_pressed_twice_it_counts_once(visitor: Visitor, path: str, session: Session) -> None:
    seen = visitor.get(path)
    assert [press(visitor, path, seen).status for _ in range(2)] == [303, 303]
    assert len(session.scalars(select(Letter)).all()) == 1


def test_opened_again_it_leads_to_the_thanks(visitor: Visitor, path: str) -> None:
    press(visitor, path)
    assert visitor.client.get(path).headers["Location"] == f"{path}/thanks"


def test_everything_that_waits_for_this_address_is_shown(
    visitor: Visitor, path: str, pledge: Pledge, session: Session
) -> None:
    other = make_action(session, title="Freedom for Ivan Petrenko", organisation_id=pledge.action.organisation_id)
    make_pledge(session, action=other, supporter=pledge.supporter, disclosure="count_only", name=None)
    seen = visitor.get(path)
    assert seen.page.one("h1").text == "2 signatures wait for your word"
    assert "Freedom for Ivan Petrenko" in seen.text
    assert seen.page.one("button", class_="main").text == "Confirm all of them"


def test_who_is_counted_sees_no_letter(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action, country="RU", disclosure="count_only", name=None)
    seen = visitor.get(f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id or 0)}")
    assert "counted as one more person" in seen.text
    assert "Country: Russia" in seen.text
    assert not seen.page.all(class_="sheet")
    assert seen.title == "Please confirm · Example Campaign"


def test_what_changed_meanwhile_is_shown_again(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    seen = visitor.get(path)
    pledge.name = "Anna Berg"
    session.flush()
    again = press(visitor, path, seen)
    assert again.status == 409
    assert "has changed since you opened this page" in again.text
    assert "Anna Berg, Sweden" in again.text
    assert press(visitor, path, again).status == 303


@pytest.mark.parametrize("consent_hash", ["", "x", "0" * 64])
def test_a_button_of_no_page_of_ours(visitor: Visitor, path: str, consent_hash: str) -> None:
    assert visitor.post(path, {"consent_hash": consent_hash}).status == 409


def test_a_link_that_never_was(visitor: Visitor) -> None:
    for token in ("x", "%00", "%ED%A0%80", "a" * 2000):
        seen = visitor.get(f"/confirm/{token}")
        assert seen.status == 404
        assert "copy it whole from the mail" in seen.text


def test_a_link_past_its_days(visitor: Visitor, session: Session, pledge: Pledge) -> None:
    yesterday = clock.now() - timedelta(days=1)
    token = make_confirm_token(session, supporter_id=pledge.supporter_id or 0, expires_at=yesterday)
    for answer in (visitor.get(f"/confirm/{token}"), visitor.post(f"/confirm/{token}", {"consent_hash": "x"})):
        assert answer.status == 410
        assert "older than seven days" in answer.text


def test_nothing_waits_any_more(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    pledge.state = "expired"
    session.flush()
    assert visitor.get(path).page.one("h1").text == "Nothing waits here any more"


def test_not_me_takes_it_back_and_undo_brings_it_again(
    visitor: Visitor, path: str, pledge: Pledge, session: Session
) -> None:
    answer = visitor.client.post(f"{path}/not-me")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{path}/not-me")
    assert "It is taken back" in visitor.get(f"{path}/not-me").text
    session.refresh(pledge)
    assert pledge.state == "withdrawn"
    assert visitor.client.post(f"{path}/undo").headers["Location"] == path
    session.refresh(pledge)
    assert pledge.state == "pending"


def test_opening_not_me_changes_nothing(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    assert visitor.get(f"{path}/not-me").page.one("button", class_="main").text == "This was not me"
    session.refresh(pledge)
    assert pledge.state == "pending"


def test_what_somebody_else_typed_is_taken_back_and_signed_anew(
    visitor: Visitor, path: str, pledge: Pledge, session: Session, action: Action
) -> None:
    """A stranger was first with this address; its owner has the link, and signs with words of their own."""
    answer = visitor.client.post(f"{path}/anew/{pledge.uuid}")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/a/{action.slug}")
    visitor.post(f"/a/{action.slug}", visitor.fill(f"/a/{action.slug}", disclosure="initials_country"))
    session.expire_all()
    text = visitor.get(path).text
    assert "They see A. L., Sweden" in text
    assert "I read her." not in text


def test_another_supporters_signature_is_not_taken_back(visitor: Visitor, path: str, session: Session) -> None:
    foreign = make_pledge(session, email="ben@example.org")
    assert visitor.post(f"{path}/anew/{foreign.uuid}", {}).status == 404
    session.refresh(foreign)
    assert foreign.state == "pending"


def test_the_name_that_a_page_would_show_stands_there(visitor: Visitor, session: Session, action: Action) -> None:
    """The first word is a surname to many: they see it before they confirm."""
    pledge = make_pledge(session, action=action, name="Lind Anna", is_shown=True)
    seen = visitor.get(f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id or 0)}")
    assert "Lind · Sweden" in seen.text
