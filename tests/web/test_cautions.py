"""What tells more than somebody chose to tell is said once, and then taken."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.pledges import Pledge
from tests.web.pages import Seen, Visitor

PATH = "/a/mira-solenko"

pytestmark = pytest.mark.usefixtures("action")


def send(visitor: Visitor, **overrides: str) -> Seen:
    return visitor.post(PATH, visitor.fill(PATH, **overrides))


def shown(seen: Seen) -> set[str]:
    return {each["data-caution"] for each in seen.page.all("p", class_="caution") if "hidden" not in each.attributes}


def test_a_name_that_the_level_hides(visitor: Visitor, session: Session, action: Action) -> None:
    seen = send(visitor, disclosure="initials_country", personal_line="My name is Anna Lind.")
    assert (seen.status, shown(seen)) == (200, {"name"})
    assert "Please look once more" in seen.text
    assert session.scalar(select(func.count()).select_from(Pledge)) == 0


def test_sent_once_more_it_is_taken(visitor: Visitor, session: Session) -> None:
    seen = send(visitor, disclosure="initials_country", personal_line="My name is Anna Lind.")
    form = visitor.fill(PATH, disclosure="initials_country", personal_line="My name is Anna Lind.")
    seen_field = seen.page.one("input", name="seen")["value"]
    assert visitor.client.post(PATH, data=form | {"seen": seen_field}).status_code == 303


def test_a_new_cause_is_said_although_another_was(visitor: Visitor) -> None:
    seen = send(visitor, disclosure="name_country", personal_line="anna@example.org", seen="name")
    assert shown(seen) == {"address"}


def test_an_address_that_is_shown_anyway(visitor: Visitor) -> None:
    form = visitor.fill(PATH, disclosure="name_reply_to", personal_line="Write to anna@example.org")
    assert visitor.client.post(PATH, data=form).status_code == 303


def test_the_preview_says_it_too_without_a_summary(visitor: Visitor) -> None:
    seen = send(visitor, do="preview", disclosure="initials_country", personal_line="Lind")
    assert shown(seen) == {"name"}
    assert not seen.page.all("div", class_="summary")


@pytest.mark.parametrize("email", ["anna@mail.ru", "anna@yandex.com", "anna@box.vk.com", "anna@university.example.ru"])
def test_a_mailbox_within_reach_of_the_responsible_state(visitor: Visitor, email: str) -> None:
    seen = send(visitor, email=email)
    assert shown(seen) == {"mail_service"}
    assert visitor.client.post(PATH, data=visitor.fill(PATH, email=email, seen="mail_service")).status_code == 303


def test_a_mailbox_elsewhere(visitor: Visitor) -> None:
    assert visitor.client.post(PATH, data=visitor.fill(PATH, email="anna@notmail.rugby")).status_code == 303


def test_what_will_be_looked_at_is_said_in_the_preview(visitor: Visitor) -> None:
    seen = send(visitor, do="preview", personal_line="See www.example.org or call 070 123 45 67.")
    assert "a person looks at before the letter goes: a web address and a telephone number." in seen.text
