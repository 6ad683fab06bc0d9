"""No word of ours stands on a page that the catalogues do not know."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.db import Database
from actions.domain.states import LETTER, states
from actions.models.actions import Action
from actions.models.counts import CountDelta
from actions.models.letters import Letter
from actions.models.messages import MessageVersion
from actions.models.missions import Contact, Mission, SafetyRule
from actions.models.pledges import Pledge
from tests.conftest import make_settings
from tests.factories import make_confirm_token, make_letter, make_mission, make_photo, make_pledge, make_update
from tests.pseudo import ORGANISATION, everything_marked, greek_action, unmarked, unmarked_on
from tests.web.conftest import make_app
from tests.web.pages import Visitor

SLUG = "mira"
PATH = f"/a/{SLUG}"


@pytest.fixture(autouse=True)
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with everything_marked(monkeypatch):
        yield


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Flask:
    """Not a demo: that one's words are for who runs it."""
    settings = make_settings(
        organisation_name=ORGANISATION,
        public_url="http://localhost",
        mail_provider="smtp",
        organisation_address="Οδός 1\\nΠόλη",
        organisation_email="office@example.org",
        organisation_represented_by="Άντα",
        privacy_contact="privacy@example.org",
        privacy_processors="Φορέας",
        outcry_data=tmp_path / "data",
    )
    return make_app(settings, database)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client(use_cookies=False))


@pytest.fixture
def action(session: Session) -> Action:
    """Missions of RU in Sweden and Switzerland, this one with an address; Belarus is blocked."""
    make_mission(session, name="Πρεσβεία", city="Στοκχόλμη")
    make_mission(session, name="Πρεσβεία", city="Βέρνη", host_iso2="CH", located_in_iso2="CH", email="bern@example.org")
    return greek_action(session, SLUG)


@pytest.mark.parametrize(
    "path",
    ["/", "/privacy", "/imprint", PATH, f"/embed/{SLUG}", "/nothing", f"/ru{PATH}", "/check-email/a", "/confirm/a"],
)
def test_pages_for_everybody(visitor: Visitor, action: Action, path: str) -> None:
    assert unmarked_on(visitor.get(path).response.text) == []


@pytest.mark.parametrize("state", ["paused", "closed"])
@pytest.mark.parametrize("path", ["/", PATH, f"/embed/{SLUG}"])
def test_actions_that_take_nothing(visitor: Visitor, session: Session, state: str, path: str) -> None:
    closed = {"outcome": "died", "closed_at": clock.now()} if state == "closed" else {}
    greek_action(session, SLUG, state=state, **closed)
    assert unmarked_on(visitor.get(path).response.text) == []


@pytest.mark.parametrize("status", ["house_arrest", "disappeared", "released", "died", "executed", "unknown"])
def test_each_status_of_a_case(visitor: Visitor, action: Action, session: Session, status: str) -> None:
    action.case.status, action.case.status_on = status, clock.today()
    session.flush()
    assert unmarked_on(visitor.get(PATH).response.text) == []


def test_an_action_with_all_that_it_may_show(visitor: Visitor, session: Session, action: Action) -> None:
    action.send_before, action.closes_at = clock.today() + timedelta(days=9), clock.now() + timedelta(days=20)
    action.case.recheck_by = clock.today() - timedelta(days=1)
    make_photo(session, action=action)
    action.photo_alt, action.photo_credit = "Η Μίρα", "Φωτογράφος"
    for title in ("Νέα", "Παλιά"):
        make_update(session, action=action, title=title, body="Την είδε γιατρός.")
    session.add_all(CountDelta(action_id=action.id, country=country, delta=40) for country in ("SE", "DE", "RU"))
    for at, state in enumerate(["handed", "delivered", "for_hand_in", "bounced"] * 12):
        shown = make_pledge(session, action=action, name="Άννα Λιντ", state="confirmed", number=at, is_shown=True)
        shown.confirmed_at = clock.now() - timedelta(minutes=at)
        make_letter(session, shown, state=state)
    for path in ("/", PATH, f"{PATH}/updates.atom"):
        assert unmarked_on(visitor.get(path).response.text) == [], path


@pytest.mark.parametrize(
    "dates",
    [{"opens_at": 5}, {"closes_at": -5}, {"opens_at": -5, "closes_at": 5}, {"published_at": -400, "closes_at": -300}],
)
def test_an_action_and_its_dates(visitor: Visitor, session: Session, dates: dict[str, int]) -> None:
    values = {name: clock.now() + timedelta(days=days) for name, days in dates.items()}
    greek_action(session, SLUG, time_zone="Europe/Oslo", **values)
    for path in ("/", PATH, f"/embed/{SLUG}"):
        assert unmarked_on(visitor.get(path).response.text) == [], path
    assert unmarked_on(visitor.post(PATH, {"do": "send"}).response.text) == []


@pytest.mark.parametrize("outcome", ["won", "released", "died", "ended", "other"])
def test_each_outcome_and_what_follows(visitor: Visitor, session: Session, action: Action, outcome: str) -> None:
    closed = {"state": "closed", "outcome": outcome, "closed_at": clock.now(), "follow_on_id": action.id}
    greek_action(session, "before", **closed)
    for path in ("/", "/a/before", "/embed/before"):
        assert unmarked_on(visitor.get(path).response.text) == [], path


def test_a_letter_that_may_be_edited(visitor: Visitor, session: Session, action: Action) -> None:
    version = session.scalars(select(MessageVersion).where(MessageVersion.action_id == action.id)).one()
    version.is_editable, version.openings = True, ["Πρώτα.", "Αλλιώς."]
    version.subjects = ["Γιατρό: {person}", "Για: {person}"]
    session.flush()
    assert unmarked_on(visitor.get(PATH).response.text) == []
    words = {"name": "Άννα Λιντ", "edited_top": "α" * 5000, "edited_end": "{όνομα}", "personal_line": "Άννα"}
    for do in ("preview", "send"):
        seen = visitor.post(PATH, visitor.fill(PATH, disclosure="initials_country", do=do, **words))
        assert unmarked_on(seen.response.text) == []


@pytest.mark.parametrize("rule", ["block_personal", "warn"])
def test_a_country_with_a_rule(visitor: Visitor, session: Session, action: Action, rule: str) -> None:
    make_mission(session, name="Πρεσβεία", city="Τόκιο", host_iso2="JP", located_in_iso2="JP")
    session.add(SafetyRule(responsible_state="RU", country="JP", rule=rule, text="Προσοχή."))
    session.flush()
    form = visitor.fill(PATH, country="JP", disclosure="name_country", name="Άννα Λιντ", do="preview")
    assert unmarked_on(visitor.post(PATH, form).response.text) == []
    assert unmarked_on(visitor.post(PATH, form | {"do": "send"}, follow_redirects=True).response.text) == []


@pytest.mark.parametrize("stand", ["/a", "/embed"])
def test_a_form_with_nothing_in_it(visitor: Visitor, action: Action, stand: str) -> None:
    seen = visitor.post(f"{stand}/{SLUG}", {"do": "send"})
    assert seen.status == 400
    assert unmarked_on(seen.response.text) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody"},
        {"email": "a b@example.org"},
        {"email": "a\u202eb@example.org"},
        {"email": f"{'a' * 300}@example.org"},
        {"name": "1"},
        {"name": "Άννα\nΛιντ"},
        {"name": "α" * 200},
        {"personal_line": "α" * 600},
        {"personal_line": "\x07"},
        {"country": "ZZ"},
        {"country": "RU"},
        {"disclosure": "all"},
        {"consent": ""},
    ],
)
def test_a_form_with_something_wrong(visitor: Visitor, action: Action, wrong: dict[str, str]) -> None:
    seen = visitor.post(PATH, visitor.fill(PATH, **{"name": "Άννα Λιντ"} | wrong))
    assert seen.status == 400
    assert unmarked_on(seen.response.text) == []


@pytest.mark.parametrize("country", ["SE", "CH", "RU", "JP"])
@pytest.mark.parametrize("disclosure", ["", "count_only", "name_reply_to"])
def test_the_letter_before_it_is_sent(visitor: Visitor, action: Action, country: str, disclosure: str) -> None:
    form = visitor.fill(PATH, country=country, disclosure=disclosure, name="Άννα Λιντ", do="preview")
    assert unmarked_on(visitor.post(PATH, form).response.text) == []


@pytest.mark.parametrize("country", ["SE", "CH", "RU", "JP", "ZZ", ""])
def test_what_the_script_gets(visitor: Visitor, action: Action, country: str) -> None:
    answer = visitor.client.get(f"{PATH}/mission?country={country}").get_json()
    spoken = [text for name, text in answer.items() if isinstance(text, str) and name not in {"reason", "channel"}]
    assert unmarked(*spoken) == [country] * (answer.get("country") == country)


def test_after_signing(visitor: Visitor, action: Action) -> None:
    seen = visitor.post(PATH, visitor.fill(PATH, name="Άννα Λιντ"))
    assert unmarked_on(visitor.get(seen.response.location).response.text) == []


def token_of(session: Session, pledge: Pledge, **values: str) -> str:
    return make_confirm_token(session, supporter_id=pledge.supporter_id, **values)


@pytest.mark.parametrize("country", ["SE", "CH", "RU", "JP"])
@pytest.mark.parametrize("disclosure", ["count_only", "initials_country", "name_reply_to"])
def test_what_waits(visitor: Visitor, session: Session, action: Action, country: str, disclosure: str) -> None:
    pledge = make_pledge(session, action=action, country=country, disclosure=disclosure, name="Άννα Λιντ")
    seen = visitor.get(f"/confirm/{token_of(session, pledge)}")
    assert seen.status == 200
    assert unmarked_on(seen.response.text) == []


@pytest.mark.parametrize("country", ["SE", "CH", "RU"])
def test_after_confirming(visitor: Visitor, session: Session, action: Action, country: str) -> None:
    disclosure = "count_only" if country == "RU" else "name_country"
    pledge = make_pledge(session, action=action, country=country, disclosure=disclosure, name="Άννα Λιντ")
    link = f"/confirm/{token_of(session, pledge)}"
    consent = visitor.get(link).page.one("input", name="consent_hash")["value"]
    thanks = visitor.post(link, {"consent_hash": consent}).response.location
    pages = [thanks, f"{link}/not-me", *([] if country == "RU" else [f"{link}/print/{pledge.uuid}"])]
    for path in pages:
        assert unmarked_on(visitor.get(path).response.text) == [], path


def test_every_own_way_to_write(visitor: Visitor, session: Session, action: Action) -> None:
    mission = session.scalars(select(Mission).where(Mission.host_iso2 == "SE")).one()
    for channel, value in {
        "web_form": "https://form.example/",
        "website": "https://site.example/",
        "post": "Οδός 1",
        "public_account": "https://x.com/mission",
        "phone": "+46 8 123",
        "email": "stockholm@example.org",
    }.items():
        session.add(Contact(mission_id=mission.id, channel=channel, value=value, source="test", status="unverified"))
    session.flush()
    for disclosure in ("initials_country", "name_reply_to"):
        pledge = make_pledge(session, action=action, disclosure=disclosure, name="Άννα Λιντ")
        link = f"/confirm/{token_of(session, pledge)}"
        consent = visitor.get(link).page.one("input", name="consent_hash")["value"]
        thanks = visitor.post(link, {"consent_hash": consent}).response.location
        assert unmarked_on(visitor.get(thanks).response.text) == []


@pytest.mark.parametrize("line", ["https://example.org", "+46 8 123 456 78", "a@example.org"])
def test_a_letter_that_waits_for_a_look(visitor: Visitor, session: Session, action: Action, line: str) -> None:
    pledge = make_pledge(session, action=action, name="Άννα Λιντ", personal_line=line)
    link = f"/confirm/{token_of(session, pledge)}"
    consent = visitor.get(link).page.one("input", name="consent_hash")["value"]
    thanks = visitor.post(link, {"consent_hash": consent}).response.location
    for path in (link, thanks, f"/my/{token_of(session, pledge, purpose='my')}"):
        assert unmarked_on(visitor.get(path, follow_redirects=True).response.text) == [], path


def test_what_was_changed_meanwhile(visitor: Visitor, session: Session, action: Action) -> None:
    link = f"/confirm/{token_of(session, make_pledge(session, action=action, name='Άννα'))}"
    assert unmarked_on(visitor.post(link, {"consent_hash": "00"}).response.text) == []


def test_it_was_somebody_else(visitor: Visitor, session: Session, action: Action) -> None:
    link = f"/confirm/{token_of(session, make_pledge(session, action=action, name='Άννα'))}"
    visitor.post(f"{link}/not-me", {})
    for path in (link, f"{link}/not-me"):
        assert unmarked_on(visitor.get(path).response.text) == [], path


def test_a_link_past_its_time(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action)
    token = make_confirm_token(session, supporter_id=pledge.supporter_id, expires_at=clock.now() - timedelta(days=1))
    assert unmarked_on(visitor.get(f"/confirm/{token}").response.text) == []


@pytest.mark.parametrize("state", ["pending", "confirmed", "withdrawn", "expired", "invalidated"])
def test_my_signatures(visitor: Visitor, session: Session, action: Action, state: str) -> None:
    pledge = make_pledge(session, action=action, state=state, name="Άννα Λιντ")
    link = f"/my/{token_of(session, pledge, purpose='my')}"
    for page in ("", "/erase", "/updates/off"):
        assert unmarked_on(visitor.get(f"{link}{page}").response.text) == [], page


def test_the_labels_of_my_data(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action, name="Άννα Λιντ")
    page = visitor.get(f"/my/{token_of(session, pledge, purpose='my')}/data").response.text
    assert unmarked_on(re.sub(r"<dd.*?</dd>", "", page, flags=re.DOTALL)) == []


@pytest.mark.parametrize("state", sorted(states(LETTER)))
def test_each_state_of_a_letter(visitor: Visitor, session: Session, action: Action, state: str) -> None:
    pledge = make_pledge(session, action=action, state="confirmed", name="Άννα Λιντ", confirmed_at=clock.now())
    mission_id = session.scalars(select(Mission.id)).first()
    session.add(Letter(pledge_id=pledge.id, mission_id=mission_id, state=state, subject="Γιατρό", body="Με τιμή"))
    session.flush()
    link = f"/my/{token_of(session, pledge, purpose='my')}"
    assert unmarked_on(visitor.get(link).response.text) == []


def test_changing_a_letter(visitor: Visitor, session: Session, action: Action) -> None:
    pledge = make_pledge(session, action=action, name="Άννα Λιντ")
    consent = visitor.get(f"/confirm/{token_of(session, pledge)}").page.one("input", name="consent_hash")["value"]
    visitor.post(f"/confirm/{token_of(session, pledge)}", {"consent_hash": consent})
    path = f"/my/{token_of(session, pledge, purpose='my')}/change/{pledge.uuid}"
    assert unmarked_on(visitor.get(path).response.text) == []
    assert unmarked_on(visitor.post(path, {"disclosure": "all", "name": "1"}).response.text) == []


@pytest.mark.parametrize("path", ["/my", "/my/a", "/my/erased", "/my/asked/a", f"{PATH}/share/mastodon"])
def test_other_pages(visitor: Visitor, action: Action, path: str) -> None:
    assert unmarked_on(visitor.get(path).response.text) == []


@pytest.mark.parametrize("email", ["", "nobody", "anna@example.org"])
def test_asking_for_the_link(visitor: Visitor, action: Action, email: str) -> None:
    assert unmarked_on(visitor.post("/my", {"email": email}, follow_redirects=True).response.text) == []


def test_words_outside_the_brackets_are_found() -> None:
    assert unmarked_on('<p>⟦Good⟧ day to <b>Sweden</b></p><img alt="A dog"><p>⟦a <b>⟦b⟧</b> c⟧</p>') == ["day to", "A dog"]
