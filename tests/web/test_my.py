"""“My signatures”: what an address sees and does behind its link."""

import json
import uuid
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.letters import Letter
from actions.models.missions import Contact, Mission
from actions.models.pledges import OwnSending, Pledge, Transition
from actions.models.supporters import Supporter
from tests.factories import make_action, make_confirm_token, make_letter, make_my_token, make_organisation, make_pledge
from tests.web.pages import Seen, Visitor


@pytest.fixture
def pledge(session: Session, action: Action) -> Pledge:
    """Of Anna in Switzerland, confirmed."""
    return make_pledge(
        session,
        action=action,
        email="anna@example.org",
        country="CH",
        personal_line="I read her.",
        state="confirmed",
        confirmed_at=clock.now(),
        number=1,
    )


@pytest.fixture
def letter(session: Session, pledge: Pledge) -> Letter:
    return make_letter(session, pledge, body="Your Excellency,\n\nI read her.\n\nAnna Lind, Switzerland")


@pytest.fixture
def path(session: Session, pledge: Pledge) -> str:
    return f"/my/{make_my_token(session, supporter_id=pledge.supporter_id)}"


def text(visitor: Visitor, path: str) -> str:
    seen = visitor.get(path)
    assert seen.status == 200
    return seen.text


# What it shows


def test_every_signature_of_the_address_is_on_one_page(
    visitor: Visitor, path: str, pledge: Pledge, session: Session
) -> None:
    other = make_action(session, title="Freedom for Ivan Petrenko", organisation_id=pledge.action.organisation_id)
    make_pledge(session, action=other, supporter=pledge.supporter)
    seen = visitor.get(path)
    assert [each.text for each in seen.page.all("h2")][:2] == ["Freedom for Ivan Petrenko", "A doctor for Mira Solenko"]
    assert "anna@example.org" in seen.text


def test_nothing_of_somebody_else(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    make_letter(session, make_pledge(session, action=pledge.action, name="Bo Berg", email="bo@example.org"), body="Bo Berg")
    elsewhere = make_action(session, organisation_id=make_organisation(session).id, title="Of another organisation")
    make_pledge(session, action=elsewhere, email="anna@example.org")
    for page in (path, f"{path}/data", f"{path}/erase", f"{path}/updates/off"):
        seen = text(visitor, page)
        assert "Bo" not in seen
        assert "bo@example.org" not in seen
        assert "Of another organisation" not in seen


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("queued", "Queued is not sent yet"),
        ("claimed", "Queued is not sent yet"),
        ("handing", "is being handed over at this moment"),
        ("handed", "not the same as delivered"),
        ("delivered", "Whether somebody read it, nobody can tell"),
        ("deferred", "puts it off"),
        ("unknown", "Whether your letter left is not known"),
        ("bounced", "was returned"),
        ("failed", "could not be handed over"),
        ("held", "held back until a person has decided"),
        ("for_digest", "waits for the next digest"),
        ("for_hand_in", "waits for the printed digest"),
        ("handed_in", "was handed in on paper"),
        ("cancelled", "stopped before it left"),
    ],
)
def test_every_state_in_words_that_claim_no_more(
    visitor: Visitor, path: str, letter: Letter, session: Session, state: str, words: str
) -> None:
    letter.state = state
    session.flush()
    assert words in text(visitor, path)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("pending", "Not confirmed yet"),
        ("withdrawn", "Taken back: it does not count"),
        ("expired", "It ran out"),
        ("invalidated", "took it out of the count"),
    ],
)
def test_what_does_not_count_says_so(
    visitor: Visitor, path: str, pledge: Pledge, session: Session, state: str, words: str
) -> None:
    pledge.state = state
    session.flush()
    assert words in text(visitor, path)


def test_a_letter_held_for_its_words_says_so(visitor: Visitor, path: str, letter: Letter, session: Session) -> None:
    letter.state, letter.held_for = "held", "content"
    session.flush()
    assert "because of something in your own words" in text(visitor, path)


def test_what_is_held_looks_like_what_waits(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    pledge.state = "pending"
    session.flush()
    usual = visitor.get(path).text
    pledge.held_for = "rate_network"
    session.flush()
    assert visitor.get(path).text == usual


def test_when_it_happened_and_when_it_is_expected(visitor: Visitor, path: str, letter: Letter, session: Session) -> None:
    letter.not_before = clock.now().replace(year=2031, month=5, day=4, hour=12)
    session.flush()
    seen = text(visitor, path)
    assert "Letter written" in seen
    assert "Expected to leave 4 May 2031 or later" in seen
    letter.state, letter.handed_at = "handed", clock.now().replace(year=2031, month=5, day=4, hour=13, minute=7)
    session.flush()
    assert "Letter handed over 4 May 2031, 13:07 UTC" in text(visitor, path)


def test_a_paused_action_lets_nothing_leave(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session
) -> None:
    pledge.action.state = "paused"
    session.flush()
    seen = text(visitor, path)
    assert "the action is paused" in seen
    assert "no day is fixed yet" in seen


def test_the_text_as_sent(visitor: Visitor, path: str, letter: Letter, session: Session) -> None:
    letter.state = "handed"
    session.flush()
    sheet = visitor.get(path).page.one("section", class_="sheet")
    assert sheet.text == "A doctor Your Excellency, I read her. Anna Lind, Switzerland"
    letter.body = ""
    session.flush()
    assert "no longer kept" in text(visitor, path)


def test_a_neutral_signature_names_nothing(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action, country="RU", disclosure="count_only", name=None, state="confirmed")
    path = f"/my/{make_my_token(session, supporter_id=pledge.supporter_id)}"
    seen = visitor.get(path)
    assert "Signature of" in seen.text
    assert "Solenko" not in seen.response.text
    assert "mira" not in seen.response.text
    assert "Updates" not in seen.text


# Sending it oneself


@pytest.fixture
def on_paper(session: Session, pledge: Pledge) -> Letter:
    """A letter that waits for the printed digest of an embassy with a postal address."""
    mission = session.scalars(select(Mission).where(Mission.city == "Stockholm")).one()
    session.add(Contact(mission_id=mission.id, channel="post", value="Example Street 1\n112 60 Stockholm", source="test"))
    pledge.country = "SE"
    return make_letter(session, pledge, state="for_hand_in", mission_id=mission.id)


def test_what_waits_for_the_printed_digest_may_be_sent_by_oneself(
    visitor: Visitor, path: str, on_paper: Letter, pledge: Pledge
) -> None:
    assert "By post" in text(visitor, path)
    assert visitor.client.get(f"{path}/letter/{pledge.uuid}.pdf").data.startswith(b"%PDF")
    printed = visitor.get(f"{path}/print/{pledge.uuid}")
    assert "112 60 Stockholm" in printed.text
    assert printed.page.all("a", href=path)


def test_having_sent_it_is_told_once(
    visitor: Visitor, path: str, on_paper: Letter, pledge: Pledge, session: Session
) -> None:
    for _ in range(2):
        answer = visitor.client.post(f"{path}/own/{pledge.uuid}", data={"channel": "post"})
        assert answer.headers["Location"] == path
    assert session.scalars(select(OwnSending.channel)).all() == ["post"]
    assert "You told us that you did this." in text(visitor, path)


def test_nobody_prints_or_reports_the_letter_of_another(
    visitor: Visitor, path: str, session: Session, pledge: Pledge
) -> None:
    other = make_pledge(session, action=pledge.action, state="confirmed")
    make_letter(session, other, state="for_hand_in")
    assert visitor.get(f"{path}/print/{other.uuid}").status == 404
    assert visitor.get(f"{path}/letter/{other.uuid}.pdf").status == 404
    assert visitor.post(f"{path}/own/{other.uuid}", {"channel": "post"}).status == 404


def test_what_was_taken_back_is_offered_no_more(
    visitor: Visitor, path: str, on_paper: Letter, pledge: Pledge, session: Session
) -> None:
    on_paper.state, pledge.state = "handed_in", "withdrawn"
    session.flush()
    assert "By post" not in text(visitor, path)
    assert visitor.get(f"{path}/letter/{pledge.uuid}.pdf").status == 404


# Withdrawing


def test_withdrawing(visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session) -> None:
    answer = visitor.client.post(f"{path}/withdraw/{pledge.uuid}")
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    seen = text(visitor, path)
    assert "Taken back: it does not count." in seen
    assert "cannot be called back" not in seen
    assert session.scalar(select(Letter.state).execution_options(populate_existing=True)) == "cancelled"


def test_withdrawn_after_the_letter_left_says_so(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session
) -> None:
    letter.state = "handed"
    session.flush()
    assert "it cannot be called back" in text(visitor, path)
    visitor.client.post(f"{path}/withdraw/{pledge.uuid}")
    assert "It cannot be called back." in text(visitor, path)


def test_withdrawing_what_is_not_theirs(visitor: Visitor, path: str, session: Session, pledge: Pledge) -> None:
    other = make_pledge(session, action=pledge.action, state="confirmed")
    for strange in (other.uuid, uuid.uuid4()):
        assert visitor.post(f"{path}/withdraw/{strange}", {}).status == 404
    session.refresh(other)
    assert other.state == "confirmed"


# Changing


WISH = {"disclosure": "initials_country", "name": "Anna Lind", "personal_line": "I teach.", "do": "see"}


def change_path(path: str, pledge: Pledge) -> str:
    return f"{path}/change/{pledge.uuid}"


def test_the_form_begins_with_what_is_there(visitor: Visitor, path: str, letter: Letter, pledge: Pledge) -> None:
    page = visitor.get(change_path(path, pledge)).page
    assert page.one("input", name="name")["value"] == "Anna Lind"
    assert page.one("textarea").text == "I read her."
    (chosen,) = [each for each in page.all("input", type="radio") if "checked" in each.attributes]
    assert chosen["value"] == "name_country"


def press_change(visitor: Visitor, path: str, pledge: Pledge, seen: Seen) -> Seen:
    consent_hash = seen.page.one("input", name="consent_hash")["value"]
    return visitor.post(change_path(path, pledge), WISH | {"do": "change", "consent_hash": consent_hash})


def test_a_change_is_shown_and_then_made(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session
) -> None:
    seen = visitor.post(change_path(path, pledge), WISH)
    assert seen.status == 200
    assert "They see A. L., Switzerland" in seen.text
    assert "I teach." in seen.page.one("section", class_="sheet").text
    answer = press_change(visitor, path, pledge, seen).response
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert session.scalars(select(Letter.state).order_by(Letter.id)).all() == ["cancelled", "queued"]
    assert "A. L., Switzerland" in text(visitor, path)


def test_a_name_taken_out_of_the_letter_leaves_the_kept_page_of_the_action(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session, app: Flask
) -> None:
    pledge.is_shown = True
    session.flush()
    assert "Anna" in visitor.get("/a/mira-solenko").page.one("ul", class_="signers").text
    press_change(visitor, path, pledge, visitor.post(change_path(path, pledge), WISH))
    app.extensions["site"].cache.poll()
    assert not visitor.get("/a/mira-solenko").page.all("ul", class_="signers")


def hide(visitor: Visitor, path: str, pledge: Pledge) -> Seen:
    return visitor.post(f"{path}/hide-name/{pledge.uuid}", {})


def test_the_name_leaves_the_kept_page_of_the_action_though_the_letter_has_gone(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session, app: Flask
) -> None:
    pledge.is_shown, letter.state = True, "handed"
    session.flush()
    assert "Anna" in visitor.get("/a/mira-solenko").page.one("ul", class_="signers").text
    assert "Take my name off the page" in text(visitor, path)
    assert hide(visitor, path, pledge).response.headers["Location"] == path
    app.extensions["site"].cache.poll()
    assert not visitor.get("/a/mira-solenko").page.all("ul", class_="signers")
    assert "Take my name off the page" not in text(visitor, path)


def test_nobody_hides_somebody_elses_name(visitor: Visitor, path: str, action: Action, session: Session) -> None:
    other = make_pledge(session, action=action, email="bob@example.org", state="confirmed", is_shown=True)
    assert hide(visitor, path, other).status == 404
    session.refresh(other)
    assert other.is_shown


def test_a_change_pressed_twice_is_made_once(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session
) -> None:
    seen = visitor.post(change_path(path, pledge), WISH)
    for _ in range(2):
        press_change(visitor, path, pledge, seen)
    assert session.scalars(select(Letter.state).where(Letter.state != "cancelled")).all() == ["queued"]


def test_a_button_of_no_page_of_ours_shows_the_letter_first(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session
) -> None:
    seen = visitor.post(change_path(path, pledge), WISH | {"do": "change", "consent_hash": "x"})
    assert seen.status == 409
    assert "Please look at it once more." in seen.page.one("div", class_="summary").text
    assert session.scalars(select(Letter.state)).all() == ["queued"]


def test_a_letter_that_left_meanwhile(visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session) -> None:
    seen = visitor.post(change_path(path, pledge), WISH)
    letter.state = "handing"
    session.flush()
    after = press_change(visitor, path, pledge, seen)
    assert after.status == 409
    assert "does not wait any more" in after.text
    assert not after.page.all("textarea")


@pytest.mark.parametrize(
    ("overrides", "field", "words"),
    [
        ({"disclosure": ""}, "disclosure", "Choose how you want to appear."),
        ({"disclosure": "all"}, "disclosure", "Choose how you want to appear."),
        ({"name": ""}, "name", "Enter your name."),
        ({"name": "www.example.org"}, "name", "without a web address"),
        ({"name": "A\u202eB"}, "name", "can't be shown"),
        ({"personal_line": "x" * 10_000}, "personal_line", "500 is the most"),
        ({"personal_line": "a\x00b"}, "personal_line", "can't be shown"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_kept(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, overrides: dict[str, str], field: str, words: str
) -> None:
    seen = visitor.post(change_path(path, pledge), WISH | overrides)
    assert seen.status == 400
    assert words in seen.errors()[field]
    assert seen.page.one("div", class_="summary").all("a")
    if field != "personal_line":
        assert seen.page.one("textarea").text == "I teach."


@pytest.mark.parametrize("line", ["{name} {{ 7*7 }}", "<b>bold</b>", "Peace 🕊", "Z̸̢̛͍a̵͎̕l̶̰̈́g̷͇͘o̶̗͝"])
def test_whatever_they_write_is_text(visitor: Visitor, path: str, letter: Letter, pledge: Pledge, line: str) -> None:
    seen = visitor.post(change_path(path, pledge), WISH | {"personal_line": line})
    assert seen.status == 200
    assert line in seen.page.one("section", class_="sheet").text


def test_what_left_has_no_form(visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session) -> None:
    letter.state = "handed"
    session.flush()
    assert not visitor.get(change_path(path, pledge)).page.all("form")


def test_nobody_sees_the_form_of_another(visitor: Visitor, path: str, session: Session, pledge: Pledge) -> None:
    other = make_pledge(session, action=pledge.action, state="confirmed", name="Bo Berg")
    make_letter(session, other)
    for answer in (visitor.get(change_path(path, other)), visitor.post(change_path(path, other), WISH)):
        assert answer.status == 404
        assert "Bo" not in answer.text


# Erasing


def test_erasing_needs_a_second_word(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    seen = visitor.post(f"{path}/erase", {})
    assert seen.status == 400
    assert "Nothing was erased" in seen.text
    session.refresh(pledge)
    assert pledge.state == "confirmed"


def test_erasing_works_at_once_and_ends_the_link(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session
) -> None:
    answer = visitor.client.post(f"{path}/erase", data={"sure": "yes"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/my/erased")
    assert "You are forgotten here" in text(visitor, "/my/erased")
    assert visitor.get(path).status == 404
    assert session.scalar(select(Supporter.email)) is None


def test_erasing_twice_leads_to_a_clear_page(visitor: Visitor, path: str, pledge: Pledge) -> None:
    visitor.client.post(f"{path}/erase", data={"sure": "yes"})
    seen = visitor.post(f"{path}/erase", {"sure": "yes"})
    assert seen.status == 404
    assert "After erasing, it opens nothing any more." in seen.text


# Download


def test_the_download_holds_all_that_is_kept(visitor: Visitor, path: str, letter: Letter, pledge: Pledge) -> None:
    answer = visitor.client.get(f"{path}/data.json")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    held = json.loads(answer.text)
    (signature,) = held["signatures"]
    assert held["email"] == "anna@example.org"
    assert (signature["name"], signature["personal_line"], signature["country"]) == ("Anna Lind", "I read her.", "CH")
    assert signature["letters"][0]["body"] == letter.body
    assert [link["purpose"] for link in held["links"]] == ["my"]


def test_the_download_names_no_organiser(visitor: Visitor, path: str, pledge: Pledge, session: Session) -> None:
    session.add(
        Transition(
            subject="pledges",
            subject_id=pledge.id,
            from_state="confirmed",
            to_state="invalidated",
            event="invalidate",
            actor="Ada Example",
        )
    )
    session.flush()
    for page in (f"{path}/data.json", f"{path}/data"):
        assert "Ada" not in visitor.client.get(page).text
    assert '"by": "organiser"' in visitor.client.get(f"{path}/data.json").text


def test_the_same_to_read(visitor: Visitor, path: str, letter: Letter) -> None:
    seen = text(visitor, f"{path}/data")
    for words in ("anna@example.org", "I read her.", "Anna Lind", "A doctor"):
        assert words in seen


# Updates


def test_one_click_from_a_mail_program_ends_the_updates(
    client: FlaskClient, path: str, pledge: Pledge, session: Session
) -> None:
    """RFC 8058: no cookie, no redirect, no look at where it comes from."""
    assert pledge.supporter is not None
    pledge.supporter.updates_since = clock.now()
    session.flush()
    answer = client.post(
        f"{path}/updates/off",
        data={"List-Unsubscribe": "One-Click"},
        headers={"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert session.scalar(select(Supporter.updates_since).execution_options(populate_existing=True)) is None


def test_one_click_as_multipart(client: FlaskClient, path: str) -> None:
    data = {"List-Unsubscribe": "One-Click"}
    assert client.post(f"{path}/updates/off", data=data, content_type="multipart/form-data").status_code == 200


def test_everything_else_looks_at_where_it_comes_from(client: FlaskClient, path: str, pledge: Pledge) -> None:
    for page in (f"{path}/erase", f"{path}/withdraw/{pledge.uuid}", f"{path}/updates/on", "/my"):
        assert client.post(page, data={"sure": "yes"}, headers={"Origin": "https://other.example"}).status_code == 403


def test_updates_on_and_off_again(visitor: Visitor, path: str, session: Session) -> None:
    assert "may write to me with news" in text(visitor, path)
    assert visitor.client.post(f"{path}/updates/on").headers["Location"] == path
    assert visitor.get(f"{path}/updates/off").page.one("button").text == "Stop the updates"
    assert "You get no updates" in visitor.post(f"{path}/updates/off", {}).text


# GET and HEAD change nothing


def test_a_mail_scanner_changes_nothing(
    visitor: Visitor, path: str, letter: Letter, pledge: Pledge, session: Session
) -> None:
    assert pledge.supporter is not None
    pledge.supporter.updates_since = clock.now()
    session.flush()
    for page in ("", "/erase", "/updates/off", "/data", "/data.json", f"/change/{pledge.uuid}"):
        assert visitor.client.get(path + page).status_code == 200
        assert visitor.client.head(path + page).status_code == 200
    for page in (f"/withdraw/{pledge.uuid}", "/updates/on"):
        assert visitor.client.get(path + page).status_code == 405
    for each in (pledge, letter, pledge.supporter):
        session.refresh(each)
    assert (pledge.state, letter.state, pledge.supporter.updates_since is None) == ("confirmed", "queued", False)


def test_no_page_is_kept_indexed_or_referred_to(visitor: Visitor, path: str, letter: Letter, pledge: Pledge) -> None:
    for page in (*pages_of(path)[:-1], f"{path}/change/{pledge.uuid}", "/my", "/my/erased", "/my/x"):
        headers = visitor.client.get(page).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in headers


# Links that open nothing


def pages_of(path: str) -> list[str]:
    return [path + page for page in ("", "/erase", "/updates/off", "/data", "/data.json", f"/change/{uuid.uuid4()}")]


def test_a_link_that_is_not_whole(visitor: Visitor, path: str) -> None:
    for broken in (
        path[:-1],
        path + "x",
        "/my/" + path[4:].swapcase(),
        "/my/x",
        "/my/%00",
        "/my/%ED%A0%80",
        "/my/" + "a" * 2000,
    ):
        for page in pages_of(broken):
            seen = visitor.get(page)
            assert seen.status == 404
            assert seen.page.one("a", class_="button")["href"] == "/my"


def test_a_link_past_its_time(visitor: Visitor, session: Session, pledge: Pledge) -> None:
    old = clock.now() - timedelta(minutes=1)
    path = f"/my/{make_my_token(session, supporter_id=pledge.supporter_id, expires_at=old)}"
    for page in pages_of(path):
        seen = visitor.get(page)
        assert seen.status == 410
        assert "older than six months" in seen.text
    for page in (f"{path}/erase", f"{path}/updates/off", f"{path}/updates/on", f"{path}/withdraw/{pledge.uuid}"):
        assert visitor.post(page, {"sure": "yes"}).status == 410


def test_a_link_to_confirm_opens_nothing_here_and_the_other_way_round(
    visitor: Visitor, session: Session, pledge: Pledge, path: str
) -> None:
    assert visitor.get(f"/my/{make_confirm_token(session, supporter_id=pledge.supporter_id)}").status == 404
    assert visitor.get(f"/confirm/{path[4:]}").status == 404


def test_in_another_language(visitor: Visitor, path: str, letter: Letter, pledge: Pledge) -> None:
    page = visitor.get(f"/ar{path}").page
    assert page.one("html")["dir"] == "rtl"
    forms = [each["action"] for each in page.all("form")]
    assert forms
    assert all(each.startswith(f"/ar{path}") for each in forms)
    assert visitor.client.post(f"/ar{path}/withdraw/{pledge.uuid}").headers["Location"] == f"/ar{path}"


def test_no_updates_to_those_who_were_never_asked(visitor: Visitor, path: str, session: Session) -> None:
    session.execute(update(Pledge).values(state="pending"))
    assert visitor.post(f"{path}/updates/on", {}).status == 409
