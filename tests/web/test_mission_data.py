"""What the script asks for when a country is chosen."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.missions import Contact, SafetyRule
from tests.factories import make_action, make_mission

PATH = "/a/mira-solenko/mission"


def test_a_mission_that_gets_email(client: FlaskClient, action: Action) -> None:
    answer = client.get(PATH, query_string={"country": "CH"})
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.json is not None
    assert answer.json["mission"] == "Embassy of the Russian Federation in Bern"
    assert answer.json["sentence"] == "Embassy of the Russian Federation in Bern, for Switzerland."
    assert (answer.json["channel"], answer.json["button"]) == ("email", "Send my letter")
    assert answer.json["lines"] == ["Bern", "Switzerland"]


def test_a_mission_without_email(client: FlaskClient, action: Action) -> None:
    answer = client.get(PATH, query_string={"country": "SE"}).json
    assert answer is not None
    assert (answer["channel"], answer["button"]) == ("hand_in", "Write my letter")
    assert "printed digest that Example Campaign posts or hands in" in answer["how"]


def test_its_postal_address_stands_on_the_letter(client: FlaskClient, session: Session) -> None:
    mission = make_mission(session)
    post = Contact(mission_id=mission.id, channel="post", value="Example Street 1\n112 60 Stockholm", source="test")
    session.add(post)
    make_action(session, slug="mira-solenko")
    answer = client.get(PATH, query_string={"country": "SE"}).json
    assert answer is not None
    assert answer["lines"] == ["Example Street 1", "112 60 Stockholm", "Sweden"]


def test_in_the_responsible_state_people_are_only_counted(client: FlaskClient, action: Action) -> None:
    answer = client.get(PATH, query_string={"country": "RU"}).json
    assert answer is not None
    assert (answer["count_only"], answer["mission"], answer["button"]) == (True, None, "Count me")
    assert "For your safety you can only be counted here" in answer["instead"]


def test_a_warning_is_passed_on(client: FlaskClient, session: Session, action: Action) -> None:
    session.add(SafetyRule(responsible_state="RU", country="SE", rule="warn", text="Think twice."))
    session.flush()
    answer = client.get(PATH, query_string={"country": "SE"}).json
    assert answer is not None
    assert answer["warning"] == "Think twice."


@pytest.mark.parametrize("country", ["", "XX", "Sweden", "\x00", "é" * 500])
def test_a_country_that_is_none(client: FlaskClient, action: Action, country: str) -> None:
    answer = client.get(PATH, query_string={"country": country})
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["error"]


def test_an_unknown_action(client: FlaskClient) -> None:
    assert client.get("/a/nobody/mission?country=SE").status_code == 404


def test_a_closed_action(client: FlaskClient, session: Session) -> None:
    make_action(session, slug="mira-solenko", state="closed")
    assert client.get(f"{PATH}?country=SE").status_code == 410
