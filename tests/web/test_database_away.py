"""While the database is away the site says so, serves what it has, and comes back by itself."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from actions.db import Database, make_engine
from actions.settings import Settings
from tests.factories import make_action, make_mission
from tests.web.conftest import make_app
from tests.web.pages import Visitor

PATH = "/a/mira-solenko"
NOBODY = "postgresql://nobody@127.0.0.1:9/nothing"
"""Port 9 (discard): nothing listens there."""


@pytest.fixture
def away(settings: Settings) -> Iterator[Visitor]:
    """A site whose database cannot be reached."""
    engine = make_engine(NOBODY, pool_size=1)
    yield Visitor(make_app(settings, Database(engine)).test_client(use_cookies=False))
    engine.dispose()


@pytest.fixture
def site(committing_app: Flask, committing: Database) -> FlaskClient:
    with committing.unit_of_work() as session:
        make_mission(session)
        make_action(session, slug="mira-solenko")
    return committing_app.test_client(use_cookies=False)


def kill_connections(url: str) -> None:
    """What a restart of PostgreSQL does to every connection."""
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    with engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    engine.dispose()


@pytest.mark.parametrize(
    "path", ["/", PATH, "/embed/mira-solenko", "/confirm/x", "/health/ready", f"{PATH}/mission?country=SE"]
)
def test_pages_that_need_it_answer_503_and_when_to_come_again(away: Visitor, path: str) -> None:
    seen = away.get(path)
    assert seen.status == 503
    assert seen.response.headers["Retry-After"] == "5"
    assert seen.page.one("h1").text == "We will be back in a moment"
    assert seen.response.headers["Cache-Control"] == "no-store"


def test_signing_answers_503_and_not_yes(away: Visitor) -> None:
    assert away.post(PATH, {"do": "send", "country": "SE"}).status == 503


@pytest.mark.parametrize("path", ["/health/live", "/imprint", "/privacy", "/nothing"])
def test_the_rest_does_not_need_it(away: Visitor, path: str) -> None:
    assert away.get(path).status in {200, 404}


def test_after_a_restart_it_is_back_without_one_of_ours(site: FlaskClient, committing_url: str) -> None:
    assert site.get("/health/ready").status_code == 200
    kill_connections(committing_url)
    answers = [site.get("/health/ready").status_code for _ in range(3)]
    assert answers[0] in {200, 503}
    assert answers[1:] == [200, 200]


def test_several_dead_connections_cost_one_answer_not_each_one(
    site: FlaskClient, committing: Database, committing_url: str
) -> None:
    with committing.read_only() as one, committing.read_only() as two, committing.read_only() as three:
        for session in (one, two, three):
            session.execute(text("SELECT 1"))
    kill_connections(committing_url)
    assert [site.get("/health/ready").status_code for _ in range(4)].count(503) <= 1


def test_pages_once_rendered_are_served_meanwhile(settings: Settings, database: Database, session: Session) -> None:
    make_action(session, slug="mira-solenko")
    app = make_app(settings, database)
    client = app.test_client(use_cookies=False)
    shown = client.get(PATH).data
    engine = make_engine(NOBODY, pool_size=1)
    cache = app.extensions["site"].cache
    object.__setattr__(app.extensions["site"], "database", Database(engine))
    cache._pages[PATH].is_outdated = True
    answers = [client.get(PATH) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert {answer.data for answer in answers} == {shown}
    engine.dispose()
