"""The thread that keeps pages fresh starts with the first request and outlives trouble."""

import threading
from collections.abc import Callable

from flask import Flask

from actions.db import Database
from actions.errors import Unavailable
from actions.factory import create_app
from actions.settings import Settings
from actions.web.pagecache import PageCache
from tests.factories import make_action

PATIENCE = 10


def test_a_change_is_seen_without_anybody_calling(settings: Settings, committing: Database) -> None:
    with committing.unit_of_work() as session:
        action = make_action(session, slug="mira-solenko")
    app = create_app(settings, committing, poll_every=0.01)
    cache = cache_of(app)
    client = app.test_client(use_cookies=False)
    assert "A new title" not in client.get("/a/mira-solenko").text
    with committing.unit_of_work() as session:
        changed = session.merge(action)
        changed.title, changed.version = "A new title", 2
    outdated = wait_until(lambda: cache._pages["/a/mira-solenko"].is_outdated)
    cache.stop()
    assert outdated
    assert "A new title" in client.get("/a/mira-solenko").text


def test_nothing_starts_before_the_first_request(settings: Settings, committing: Database) -> None:
    cache = cache_of(create_app(settings, committing, poll_every=0.01))
    assert cache._thread is None


def test_it_goes_on_after_any_error(settings: Settings, committing: Database) -> None:
    app = create_app(settings, committing, poll_every=0.001)
    cache = cache_of(app)
    errors = iter([Unavailable("away"), RuntimeError("a fault of ours")])
    went_on = threading.Event()

    def poll() -> None:
        for error in errors:
            raise error
        went_on.set()

    cache.poll = poll  # type: ignore[method-assign]
    app.test_client(use_cookies=False).get("/health/live")
    assert went_on.wait(PATIENCE)
    cache.stop()


def cache_of(app: Flask) -> PageCache:
    cache: PageCache = app.extensions["site"].cache
    return cache


def wait_until(is_so: Callable[[], bool]) -> bool:
    pause = threading.Event()
    return any(is_so() or pause.wait(0.01) for _ in range(PATIENCE * 100))
