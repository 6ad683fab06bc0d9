"""What goes wrong is answered with a page of the house, and the log learns where, never what somebody typed."""

from http import HTTPStatus
from typing import NoReturn

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from structlog.testing import capture_logs

from actions.errors import Conflict, Gone, NotFound, OutcryError, Refused, Unavailable
from actions.web.errors import WITH_PAGE
from tests.web.pages import read


@pytest.fixture
def failing(app: Flask) -> FlaskClient:
    """An app in which `/health/live` fails with what `failing.error` holds."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client(use_cookies=False)


def fail_with(app: Flask, error: Exception | int) -> None:
    def view() -> NoReturn:
        if isinstance(error, int):
            abort(error)
        raise error

    app.view_functions["health.live"] = view


@pytest.mark.parametrize("status", sorted(WITH_PAGE))
def test_every_status_has_a_page_without_the_database(app: Flask, failing: FlaskClient, status: int) -> None:
    fail_with(app, status)
    answer = failing.get("/health/live")
    page = read(answer.text)
    assert answer.status_code == status
    assert page.one("h1").text
    assert str(status) in page.one("main").text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("status", "shown"), [(HTTPStatus.IM_A_TEAPOT, 400), (HTTPStatus.BAD_GATEWAY, 500)])
def test_other_statuses_borrow_one(app: Flask, failing: FlaskClient, status: int, shown: int) -> None:
    fail_with(app, status)
    answer = failing.get("/health/live")
    assert answer.status_code == status
    words = {400: "That request cannot be read", 500: "Something broke on our side"}
    assert words[shown] in answer.text


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("Not like this."), 400),
        (NotFound("Not here."), 404),
        (Conflict("Not now."), 409),
        (Gone("Not any more."), 410),
        (Unavailable("Not at home."), 503),
    ],
)
def test_what_use_cases_raise(app: Flask, failing: FlaskClient, error: OutcryError, status: int) -> None:
    fail_with(app, error)
    answer = failing.get("/health/live")
    assert answer.status_code == status
    assert (str(error) in answer.text) == (status != 503)


def test_a_crash_shows_and_logs_nothing_that_somebody_typed(app: Flask, failing: FlaskClient) -> None:
    fail_with(app, ValueError("anna@example.org"))
    with capture_logs() as logs:
        answer = failing.get("/health/live?name=Anna")
    assert answer.status_code == 500
    assert "anna" not in answer.text.lower()
    assert "Traceback" not in answer.text
    assert [each["event"] for each in logs] == ["web.crashed"]
    assert "anna" not in str(logs).lower()
    assert "ValueError" in str(logs)
