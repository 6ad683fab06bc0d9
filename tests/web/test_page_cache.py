"""Public pages are rendered once and kept, until something they show changes."""

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock, patch

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.counts import CountDelta
from actions.queries.actions import PageVersion
from actions.web import pagecache, public
from actions.web.pagecache import PageCache, best_coding
from tests.factories import make_action

PATH = "/a/mira-solenko"
NOON = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)


@pytest.fixture
def cache(app: Flask) -> PageCache:
    cache: PageCache = app.extensions["site"].cache
    return cache


def change(session: Session, action: Action, **values: object) -> None:
    for name, value in values.items():
        setattr(action, name, value)
    action.version += 1
    session.flush()


def test_the_second_reader_gets_the_same_bytes_without_rendering(client: FlaskClient, action: Action) -> None:
    first = client.get(PATH)
    with patch.object(public, "find_action", side_effect=AssertionError("rendered again")):
        second = client.get(PATH)
    assert second.data == first.data
    assert second.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", PATH, "/embed/mira-solenko", "/privacy", "/imprint", "/robots.txt"])
def test_every_public_page_is_kept(client: FlaskClient, cache: PageCache, action: Action, path: str) -> None:
    client.get(path)
    assert path in cache._pages


def test_the_query_does_not_make_another_page(client: FlaskClient, cache: PageCache, action: Action) -> None:
    for number in range(3):
        assert client.get(f"{PATH}?utm_source={number}").status_code == 200
    assert list(cache._pages) == [PATH]


def test_what_is_not_there_is_not_kept(client: FlaskClient, cache: PageCache) -> None:
    for number in range(3):
        client.get(f"/a/nobody-{number}")
    assert cache._pages == {}


def test_caches_in_front_are_told(client: FlaskClient, action: Action) -> None:
    expected = "public, max-age=15, stale-while-revalidate=60, stale-if-error=86400"
    assert [client.get(PATH).headers["Cache-Control"] for _ in range(2)] == [expected, expected]


def test_an_unchanged_page_is_not_sent_again(client: FlaskClient, action: Action) -> None:
    etag = client.get(PATH).headers["ETag"]
    answer = client.get(PATH, headers={"If-None-Match": f'"other", {etag}'})
    assert (answer.status_code, answer.data) == (304, b"")
    assert answer.headers["ETag"] == etag


@pytest.mark.parametrize(
    ("accepted", "coding", "expand"), [("gzip, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress)]
)
def test_it_is_sent_compressed_to_who_can_read_that_from_the_first_reader_on(
    client: FlaskClient, action: Action, accepted: str, coding: str, expand: Callable[[bytes], bytes]
) -> None:
    first, second = (client.get(PATH, headers={"Accept-Encoding": accepted}) for _ in range(2))
    plain = client.get(PATH).data
    assert first.data == second.data
    assert dict(first.headers) == dict(second.headers)
    assert first.headers["Content-Encoding"] == coding
    assert first.headers["Vary"] == "Accept-Encoding"
    assert expand(first.data) == plain
    assert int(first.headers["Content-Length"]) == len(first.data) < len(plain) / 2


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.8", "gzip"),
        ("gzip;q=0.000", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *;q=0.1", "gzip"),
        ("br;q=much", ""),
        (",;,=;q", ""),
    ],
)
def test_the_coding_is_the_one_that_the_reader_likes_best(accepted: str, coding: str) -> None:
    assert best_coding(accepted) == coding


def test_it_is_compressed_once(client: FlaskClient, action: Action) -> None:
    client.get(PATH, headers={"Accept-Encoding": "br"})
    with patch.dict(pagecache.COMPRESSORS, br=Mock(side_effect=AssertionError("compressed again"))):
        assert client.get(PATH, headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"


def test_all_codings_share_a_weak_etag(client: FlaskClient, action: Action) -> None:
    etags = {client.get(PATH, headers={"Accept-Encoding": each}).headers["ETag"] for each in ("", "br", "gzip")}
    assert len(etags) == 1
    assert etags.pop().startswith('W/"')


def test_fonts_are_sent_as_they_are(app: Flask, client: FlaskClient) -> None:
    font = app.extensions["site"].assets.url("fonts/newsreader.woff2")
    assert "Content-Encoding" not in client.get(font, headers={"Accept-Encoding": "br"}).headers


class Seen:
    """Collects what the cache tells."""

    def __init__(self) -> None:
        self.looks: list[tuple[str, str]] = []

    def seen(self, path: str, query: str) -> None:
        self.looks.append((path, query))

    def flush(self) -> None: ...


@pytest.fixture
def seen(cache: PageCache) -> Seen:
    cache._tallies = Seen()
    return cache._tallies


def test_every_look_at_an_action_is_told(client: FlaskClient, action: Action, seen: Seen) -> None:
    for query in ("", "?s=telegram"):
        client.get(f"{PATH}{query}")
    assert seen.looks == [(PATH, ""), (PATH, "s=telegram")]


@pytest.mark.parametrize("path", ["/", "/privacy", "/a/nobody", f"{PATH}/count", "/health/live"])
def test_a_look_at_anything_else_is_not(client: FlaskClient, action: Action, seen: Seen, path: str) -> None:
    client.get(path)
    assert seen.looks == []


def test_nor_is_a_question_for_the_headers(client: FlaskClient, action: Action, seen: Seen) -> None:
    for _ in range(2):
        client.head(PATH)
    assert seen.looks == []


def test_head_has_no_body(client: FlaskClient, action: Action) -> None:
    for _ in range(2):
        answer = client.head(PATH)
        assert (answer.status_code, answer.data) == (200, b"")


def test_a_changed_action_drops_its_page(client: FlaskClient, cache: PageCache, session: Session, action: Action) -> None:
    client.get(PATH)
    change(session, action, title="A new title")
    assert "A new title" not in client.get(PATH).text
    cache.poll()
    assert "A new title" in client.get(PATH).text


def test_a_signature_changes_the_count(client: FlaskClient, cache: PageCache, session: Session, action: Action) -> None:
    for path in (PATH, "/"):
        assert "people have signed" not in client.get(path).text
    session.add(CountDelta(action_id=action.id, country="SE", delta=10))
    session.flush()
    cache.poll()
    for path in (PATH, "/"):
        assert "people have signed" in client.get(path).text


def test_a_page_changes_when_the_actions_last_day_is_past(
    client: FlaskClient, cache: PageCache, session: Session, action: Action
) -> None:
    change(session, action, closes_at=NOON + timedelta(minutes=5))
    with clock.set_to(NOON):
        assert "<form" in client.get(PATH).text
    with clock.set_to(NOON + timedelta(minutes=5)):
        cache.poll()
        for path in (PATH, "/"):
            assert "Signing has ended" in client.get(path).text


def test_other_pages_stay(client: FlaskClient, cache: PageCache, session: Session, action: Action) -> None:
    other = make_action(session, slug="other")
    client.get(PATH)
    change(session, other, title="A new title")
    cache.poll()
    assert not cache._pages[PATH].is_outdated


def test_a_new_action_changes_the_list(client: FlaskClient, cache: PageCache, session: Session, action: Action) -> None:
    client.get("/")
    make_action(session, title="Freedom for Ivan Petrenko")
    cache.poll()
    assert "Freedom for Ivan Petrenko" in client.get("/").text


def test_what_is_no_longer_public_is_gone_for_the_next_reader(
    client: FlaskClient, cache: PageCache, session: Session, action: Action
) -> None:
    client.get(PATH)
    change(session, action, state="draft")
    cache.poll()
    assert client.get(PATH).status_code == 404


def test_while_one_renders_anew_the_others_get_the_old_page(
    client: FlaskClient, cache: PageCache, session: Session, action: Action
) -> None:
    client.get(PATH)
    change(session, action, title="A new title")
    cache.poll()
    assert cache._pages[PATH].claim_renewal(clock.now().timestamp())  # somebody else is at it
    assert "A new title" not in client.get(PATH).text


def test_the_turn_of_the_hour_brings_a_new_token(client: FlaskClient, action: Action) -> None:
    def page_at(moment: datetime) -> str:
        with clock.set_to(moment):
            return str(client.get(PATH).text)

    with patch("time.time", return_value=NOON.timestamp()):
        first = page_at(NOON)
        assert page_at(NOON + timedelta(minutes=59)) == first
    later = NOON + timedelta(hours=1)
    with patch("time.time", return_value=later.timestamp()):
        assert page_at(later) != first


def test_a_page_made_while_it_changed_is_made_once_more(client: FlaskClient, cache: PageCache, action: Action) -> None:
    seen_before = (PageVersion(slug=action.slug, version=action.version - 1, count=0),)
    with patch.object(public, "page_versions", return_value=seen_before):
        client.get(PATH)
    cache.poll()
    assert cache._pages[PATH].is_outdated
