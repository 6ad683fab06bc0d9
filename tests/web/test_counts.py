"""The number on the page is asked for now and then: a small answer that everybody shares."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.counts import CountDelta
from tests.factories import make_action

PATH = "/a/mira-solenko/count"


def sign(session: Session, action: Action, number: int) -> None:
    session.add(CountDelta(action_id=action.id, country="SE", delta=number))
    session.flush()


def test_it_tells_the_number_and_the_sentence_around_it(client: FlaskClient, session: Session, action: Action) -> None:
    sign(session, action, 1234)
    assert client.get(PATH).json == {"count": 1234, "shown": "1,234", "words": "1,234 people have signed."}


def test_the_number_is_written_as_in_the_language_of_the_page(client: FlaskClient, session: Session) -> None:
    action = make_action(session, slug="auf-deutsch", language="de")
    sign(session, action, 12345)
    told = client.get("/a/auf-deutsch/count").json
    assert told
    assert told["shown"] == "12.345"
    assert told["shown"] in told["words"]


@pytest.mark.parametrize("number", [0, 1, 9])
def test_few_are_not_told(client: FlaskClient, session: Session, action: Action, number: int) -> None:
    sign(session, action, number)
    assert client.get(PATH).json == {"count": None}


def test_it_may_be_kept_for_ten_seconds(client: FlaskClient, action: Action) -> None:
    answer = client.get(PATH)
    assert answer.headers["Cache-Control"] == "public, max-age=10"
    assert answer.headers["ETag"]
    assert "Set-Cookie" not in answer.headers


def test_it_follows_the_signatures(app: Flask, client: FlaskClient, session: Session, action: Action) -> None:
    sign(session, action, 40)
    assert client.get(PATH).json["count"] == 40  # type: ignore[index]
    sign(session, action, 2)
    app.extensions["site"].cache.poll()
    assert client.get(PATH).json["count"] == 42  # type: ignore[index]


@pytest.mark.parametrize("path", ["/a/nobody/count", "/ru/a/mira-solenko/count", "/a/mira-solenko/count/", "/a//count"])
def test_what_is_not_there_has_no_number(client: FlaskClient, action: Action, path: str) -> None:
    assert client.get(path).status_code == 404
