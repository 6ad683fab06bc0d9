"""Somebody signs."""

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.mails import SupporterMail
from actions.models.messages import MessageVersion
from actions.models.pledges import ConsentEvent, ConsentText, Pledge
from actions.models.supporters import Supporter
from tests.factories import make_action, make_pledge
from tests.web.pages import Visitor

PATH = "/a/mira-solenko"


def test_a_signature_is_stored_with_its_mail_and_leads_to_the_next_page(
    visitor: Visitor, session: Session, action: Action
) -> None:
    answer = visitor.client.post(PATH, data=visitor.fill(PATH, personal_line="I read her.\r\nEvery week."))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/check-email/")
    pledge = session.scalars(select(Pledge)).one()
    assert (pledge.state, pledge.country, pledge.disclosure) == ("pending", "SE", "name_country")
    assert (pledge.name, pledge.personal_line) == ("Anna Lind", "I read her.\nEvery week.")
    assert session.scalars(select(SupporterMail.kind)).all() == ["confirm"]


def test_the_wording_agreed_to_is_kept(visitor: Visitor, session: Session, action: Action) -> None:
    page = visitor.get(PATH).page
    choice = page.one("div", data_choice="name_country")
    shown = [
        page.one("p", class_="safety").text,
        choice.one("label").text,
        choice.all("p")[0].text,
        page.one("label", **{"for": "consent"}).text,
    ]
    visitor.client.post(PATH, data=visitor.fill(PATH))
    assert session.scalars(select(ConsentText.text)).all() == ["\n\n".join(shown)]


def test_what_is_ticked_besides_has_a_consent_of_its_own(visitor: Visitor, session: Session, action: Action) -> None:
    visitor.client.post(PATH, data=visitor.fill(PATH, shown="yes", updates="yes"))
    pledge = session.scalars(select(Pledge)).one()
    assert (pledge.is_shown, pledge.wants_updates) == (True, True)
    assert set(session.scalars(select(ConsentEvent.purpose))) == {"sign", "shown", "updates"}


def test_nothing_is_ticked_beforehand(visitor: Visitor, action: Action) -> None:
    page = visitor.get(PATH).page
    boxes = [*page.all("input", name="disclosure"), *page.all("input", type="checkbox")]
    assert len(boxes) == 7
    assert not any("checked" in box.attributes for box in boxes)


def test_the_shared_link_that_led_here_is_kept_if_we_know_the_channel(
    visitor: Visitor, session: Session, action: Action
) -> None:
    for number, query in enumerate(["?s=telegram", "?s=nothing", ""]):
        visitor.client.post(f"{PATH}{query}", data=visitor.fill(PATH, email=f"anna{number}@example.org"))
    assert session.scalars(select(Pledge.came_by).order_by(Pledge.id)).all() == ["telegram", None, None]


def test_an_address_that_signed_before_gets_the_same_answer(visitor: Visitor, session: Session, action: Action) -> None:
    form = visitor.fill(PATH)
    first = visitor.client.post(PATH, data=form)
    again = visitor.client.post(PATH, data=form | {"name": "Somebody Else", "email": "ANNA@example.org"})
    confirmed = make_pledge(session, action=action, email="bo@example.org", state="confirmed", number=1)
    third = visitor.client.post(PATH, data=form | {"email": "bo@example.org"})
    assert confirmed.state == "confirmed"
    assert {answer.status_code for answer in (first, again, third)} == {303}
    names = [sorted(name for name, _ in answer.headers) for answer in (first, again, third)]
    assert names[0] == names[1] == names[2]
    assert len(session.scalars(select(Pledge)).all()) == 2


def test_what_a_level_has_no_use_for_is_not_kept(visitor: Visitor, session: Session, action: Action) -> None:
    visitor.client.post(PATH, data=visitor.fill(PATH, disclosure="count_only", name="Anna Lind", personal_line="Hello"))
    pledge = session.scalars(select(Pledge)).one()
    assert (pledge.name, pledge.personal_line) == (None, None)


def test_a_filled_honeypot_is_held_and_answered_the_same(visitor: Visitor, session: Session, action: Action) -> None:
    answer = visitor.client.post(PATH, data=visitor.fill(PATH, remarks="buy now"))
    assert answer.status_code == 303
    assert session.scalars(select(Pledge.held_for)).all() == ["honeypot"]
    assert session.scalars(select(SupporterMail)).all() == []


def test_the_query_of_the_page_does_not_matter(visitor: Visitor, action: Action) -> None:
    path = f"{PATH}?utm_source=letter&utm_source=again"
    assert visitor.client.post(path, data=visitor.fill(PATH)).status_code == 303


def test_cookies_are_not_read(visitor: Visitor, action: Action) -> None:
    form = visitor.fill(PATH)
    plain = visitor.client.post(PATH, data=form | {"email": "not one"})
    with_cookie = visitor.client.post(PATH, data=form | {"email": "not one"}, headers={"Cookie": "session=x"})
    assert plain.data == with_cookie.data


def test_the_typed_address_is_shown_on_the_next_page(visitor: Visitor, session: Session, action: Action) -> None:
    answer = visitor.client.post(PATH, data=visitor.fill(PATH, email="Anna.Lind@Example.org"))
    seen = visitor.get(answer.headers["Location"])
    assert seen.page.one("p", class_="typed").text == "Anna.Lind@example.org"
    assert "one mail a day at the most" in seen.text
    assert session.scalars(select(Supporter.email)).all() == ["Anna.Lind@example.org"]


def test_the_next_page_is_over_for_a_token_that_is_not_ours(visitor: Visitor) -> None:
    seen = visitor.get("/check-email/gAAAAABnot-ours")
    assert seen.status == 410
    assert "the hour after signing" in seen.text


def test_a_closed_action_takes_nothing(visitor: Visitor, session: Session, action: Action) -> None:
    form = visitor.fill(PATH)
    action.state = "closed"
    session.flush()
    seen = visitor.post(PATH, form)
    assert seen.status == 410
    assert "takes no more signatures" in seen.text
    assert session.scalars(select(Pledge)).all() == []


def test_a_draft_cannot_be_signed_or_told_from_nothing(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="draft", state="draft")
    answers = [visitor.post(path, {"country": "SE"}) for path in ("/a/draft", "/a/nothing")]
    assert [answer.status for answer in answers] == [404, 404]
    assert answers[0].response.data == answers[1].response.data


def test_a_get_never_stores_anything(client: FlaskClient, session: Session, action: Action) -> None:
    client.get(f"{PATH}?country=SE&disclosure=count_only&email=anna@example.org&consent=yes&do=send")
    assert session.scalars(select(Pledge)).all() == []


def test_an_action_that_changed_a_moment_ago_takes_the_new_text(visitor: Visitor, session: Session, action: Action) -> None:
    form = visitor.fill(PATH)
    assert visitor.client.post(PATH, data=form).status_code == 303  # now the action is remembered
    newer = MessageVersion(action_id=action.id, number=2, subjects=["Newer"], body="Dear all,\n\nNewer.\n\nYours,")
    session.add(newer)
    action.version += 1
    session.flush()
    assert visitor.client.post(PATH, data=form | {"email": "bo@example.org"}).status_code == 303
    versions = session.scalars(select(Pledge.message_version_id).order_by(Pledge.id)).all()
    assert versions[-1] == newer.id


def test_an_action_that_closed_a_moment_ago_takes_nothing(visitor: Visitor, session: Session, action: Action) -> None:
    form = visitor.fill(PATH)
    assert visitor.client.post(PATH, data=form).status_code == 303
    action.state = "closed"
    action.version += 1
    session.flush()
    assert visitor.client.post(PATH, data=form | {"email": "bo@example.org"}).status_code == 410
