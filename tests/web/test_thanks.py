"""After confirming: the own number, what becomes of the letter, and how to send it alone."""

from collections.abc import Callable

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.missions import Contact, Mission
from actions.models.pledges import OwnSending, Pledge
from tests.factories import make_action, make_confirm_token, make_pledge
from tests.web.pages import Seen, Visitor

Confirm = Callable[..., str]


@pytest.fixture
def confirm(visitor: Visitor, session: Session, action: Action) -> Confirm:
    """Sign and confirm; gives the link."""

    def sign(**overrides: str | None) -> str:
        pledge = make_pledge(session, action=action, **overrides)
        link = f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id or 0)}"
        shown = visitor.get(link).page.one("input", name="consent_hash")["value"]
        assert visitor.client.post(link, data={"consent_hash": shown}).status_code == 303
        return link

    return sign


@pytest.fixture
def ways(session: Session, action: Action) -> None:
    """The embassy in Stockholm without email, and with everything else."""
    mission = session.query(Mission).filter_by(city="Stockholm").one()
    for channel, value in {
        "website": "https://embassy.example/contact",
        "post": "Example Street 1\n112 60 Stockholm",
        "public_account": "social.example/embassy",
        "phone": "+46 8 000 00 00",
    }.items():
        session.add(Contact(mission_id=mission.id, channel=channel, value=value, source="test"))
    session.flush()


def thanks(visitor: Visitor, link: str) -> Seen:
    seen = visitor.get(f"{link}/thanks")
    assert seen.status == 200
    return seen


def titles(seen: Seen) -> list[str]:
    return [each.text for each in seen.page.all("summary")]


def test_the_own_number_at_once(visitor: Visitor, confirm: Confirm) -> None:
    confirm()
    assert thanks(visitor, confirm()).page.one("p", class_="own-number").one("b").text == "2"


def test_a_letter_that_waits_is_not_called_sent(visitor: Visitor, confirm: Confirm) -> None:
    text = thanks(visitor, confirm(country="CH")).text
    assert "waits its turn and will be handed over by email" in text
    assert "In this demo it is written to the local mailbox" not in text  # the address is confirmed


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("queued", "waits its turn"),
        ("handing", "waits its turn"),
        ("handed", "Handed over is not the same as delivered"),
        ("delivered", "was delivered to the mail server"),
        ("unknown", "Whether it arrived is not known"),
        ("bounced", "did not take your letter"),
        ("failed", "did not take your letter"),
        ("held", "it was stopped, and a person decides how it goes on"),
        ("for_digest", "together with others"),
        ("handed_in", "was handed in on paper"),
        ("cancelled", "There is no letter of yours"),
    ],
)
def test_every_state_in_words_that_claim_no_more(
    visitor: Visitor, confirm: Confirm, session: Session, state: str, words: str
) -> None:
    link = confirm(country="CH")
    session.execute(update(Letter).values(state=state))
    assert words in thanks(visitor, link).text


def test_without_email_it_goes_into_the_printed_digest(visitor: Visitor, confirm: Confirm) -> None:
    assert "goes into the printed digest" in thanks(visitor, confirm()).text


@pytest.mark.usefixtures("ways")
def test_the_ways_to_send_it_alone_each_behind_a_step(visitor: Visitor, confirm: Confirm) -> None:
    seen = thanks(visitor, confirm())
    assert titles(seen) == [
        "By the embassy's website",
        "By post",
        "In public",
        "By telephone",
        "Your letter, to copy or print",
        "QR code, to print or to show",
    ]
    assert not any("open" in each.attributes for each in seen.page.all("details"))


@pytest.mark.usefixtures("ways")
def test_each_way_says_first_what_it_reveals(visitor: Visitor, confirm: Confirm) -> None:
    for way in thanks(visitor, confirm()).page.all("details", class_="way")[:4]:
        first = way.one("div").all()[0]
        assert first["class"] == "reveals"
        assert first.text


@pytest.mark.usefixtures("ways")
def test_initials_are_warned_that_it_is_more(visitor: Visitor, confirm: Confirm) -> None:
    text = thanks(visitor, confirm(disclosure="initials_country")).text
    assert text.count("That is more than the initials you chose.") == 4


@pytest.mark.usefixtures("ways")
def test_initials_take_one_step_more_to_each_way(visitor: Visitor, confirm: Confirm) -> None:
    for way in thanks(visitor, confirm(disclosure="initials_country")).page.all("details", class_="way")[:4]:
        step = way.one("details", class_="acknowledge")
        assert step.one("summary").text == "I understand that this shows more of me than my letter does"
        assert step.all("form")
        assert len(way.all("form")) == len(step.all("form"))


@pytest.mark.usefixtures("ways")
def test_i_did_this(visitor: Visitor, confirm: Confirm, session: Session) -> None:
    link = confirm()
    form = thanks(visitor, link).page.all("details", class_="way")[1].one("form")
    answer = visitor.post(form["action"], {"channel": form.one("input")["value"]})
    assert answer.response.headers["Location"] == f"{link}/thanks"
    assert "You told us that you did this." in thanks(visitor, link).page.all("details", class_="way")[1].text
    assert session.scalars(select(OwnSending.channel)).all() == ["post"]


def test_i_did_this_of_a_way_that_there_is_not(visitor: Visitor, confirm: Confirm, session: Session) -> None:
    link = confirm()
    uuid = session.scalars(select(Pledge.uuid)).one()
    assert visitor.post(f"{link}/own/{uuid}", {"channel": "pigeon"}).status == 400
    assert visitor.post(f"{link}/own/{uuid}", {}).status == 400


def test_i_did_this_of_somebody_elses_letter(visitor: Visitor, confirm: Confirm, session: Session, action: Action) -> None:
    mine = confirm()
    other = make_pledge(session, action=action, state="confirmed", number=2)
    assert visitor.post(f"{mine}/own/{other.uuid}", {"channel": "post"}).status == 404


@pytest.mark.usefixtures("ways")
def test_the_letter_as_pdf(visitor: Visitor, confirm: Confirm) -> None:
    href = thanks(visitor, confirm()).page.all("details", class_="way")[1].one("a", class_="button")["href"]
    answer = visitor.client.get(href)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("ways")
def test_what_we_have_no_typeface_for_is_said(visitor: Visitor, confirm: Confirm) -> None:
    said = "those words stand in Latin letters"
    assert said not in thanks(visitor, confirm()).text
    assert said in thanks(visitor, confirm(personal_line="你好")).text


@pytest.mark.usefixtures("ways")
def test_links_of_the_ways(visitor: Visitor, confirm: Confirm) -> None:
    page = thanks(visitor, confirm()).page
    assert page.one("a", href="https://embassy.example/contact")["rel"] == "noopener noreferrer"
    assert page.one("a", href="https://social.example/embassy").text == "Open social.example"
    assert page.one("a", href="tel:+46800000 0".replace(" ", "0")).text == "+46 8 000 00 00"


def test_the_letter_can_be_selected_without_script(visitor: Visitor, confirm: Confirm) -> None:
    page = thanks(visitor, confirm()).page
    text, subject = page.one("textarea"), page.one("input", type="text")
    assert "readonly" in text.attributes
    assert text.text.startswith("Your Excellency,")
    assert subject["value"] == "A doctor for Mira Solenko"


def test_buttons_that_need_script_are_hidden_without_it(visitor: Visitor, confirm: Confirm) -> None:
    buttons = thanks(visitor, confirm()).page.all("button", type="button")
    assert buttons
    assert all("hidden" in button.attributes for button in buttons)


@pytest.mark.usefixtures("ways")
def test_where_we_send_it_nothing_else_is_offered(visitor: Visitor, confirm: Confirm) -> None:
    found = titles(thanks(visitor, confirm(country="CH")))
    assert found == ["Your letter, to copy or print", "QR code, to print or to show"]


@pytest.mark.usefixtures("ways")
def test_in_the_responsible_state_nothing_is_offered_shared_or_named(visitor: Visitor, confirm: Confirm) -> None:
    seen = thanks(visitor, confirm(country="RU", disclosure="count_only", name=None))
    assert titles(seen) == []
    assert "Tell others" not in seen.text
    assert "Mira Solenko" not in seen.text


def test_before_confirming_it_leads_back(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action)
    link = f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id or 0)}"
    assert visitor.client.get(f"{link}/thanks").headers["Location"] == link


def print_link(seen: Seen) -> str:
    return next(each["href"] for each in seen.page.all("a", class_="button") if "/print/" in each["href"])


@pytest.mark.usefixtures("ways")
def test_the_letter_for_printing_has_the_postal_address(visitor: Visitor, confirm: Confirm) -> None:
    link = confirm()
    href = print_link(thanks(visitor, link))
    sheet = visitor.get(href).page.one(class_="sheet")
    assert sheet.one("address").text == (
        "Embassy of the Russian Federation in Stockholm Example Street 1 112 60 Stockholm Sweden"
    )
    assert sheet.text.endswith("Anna Lind, Sweden")


def test_nobody_prints_the_letter_of_another(visitor: Visitor, confirm: Confirm, session: Session, action: Action) -> None:
    mine, theirs = confirm(), confirm()
    uuid = print_link(thanks(visitor, theirs)).rpartition("/")[2]
    assert visitor.get(f"{mine}/print/{uuid}").status == 404
    assert visitor.get(f"{mine}/letter/{uuid}.pdf").status == 404


def test_the_next_action(visitor: Visitor, confirm: Confirm, session: Session) -> None:
    make_action(session, slug="next", title="Freedom for Ivan Petrenko")
    assert thanks(visitor, confirm()).page.one("a", href="/a/next").text == "Freedom for Ivan Petrenko"


def test_the_page_is_in_the_language_of_its_link(visitor: Visitor, confirm: Confirm) -> None:
    seen = visitor.get(f"/ar{confirm(language='ar')}/thanks")
    html = seen.page.one("html")
    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    assert all(form["action"].startswith("/ar/confirm/") for form in seen.page.all("form"))


def test_a_thank_you_mail_waits(confirm: Confirm, session: Session) -> None:
    confirm(language="ru")
    assert session.execute(select(SupporterMail.kind, SupporterMail.language)).all() == [("thanks", "ru")]


def test_none_in_the_responsible_state(confirm: Confirm, session: Session) -> None:
    confirm(country="RU", disclosure="count_only", name=None)
    assert session.scalars(select(SupporterMail)).all() == []
