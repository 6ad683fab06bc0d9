"""Every route says what it promises, and keeps it."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.routing import Rule

from actions import maildir
from actions.models.actions import Action
from actions.web.policies import registered
from tests.factories import make_confirm_token, make_photo, make_pledge
from tests.web.pages import Visitor

KNOWN = {
    "public-cached",
    "public-live",
    "public-data",
    "public-form",
    "public-once",
    "asset",
    "token",
    "token-one-click",
    "embed",
    "embed-form",
    "embed-token",
    "share",
    "demo-only",
    "health",
}


def rules(app: Flask) -> Iterator[Rule]:
    return app.url_map.iter_rules()


def test_every_route_declares_its_policy(app: Flask) -> None:
    assert {registered(app, rule.endpoint).policy.name for rule in rules(app)} == KNOWN


def test_get_and_post_are_routes_of_their_own(app: Flask) -> None:
    for rule in rules(app):
        assert rule.methods in ({"GET", "HEAD"}, {"POST"}), rule


def test_only_posts_read_a_body_and_no_more_than_64_kb(app: Flask) -> None:
    for rule in rules(app):
        is_post = rule.methods == {"POST"}
        assert registered(app, rule.endpoint).max_body == (64 * 1024 if is_post else 0), rule


@pytest.fixture
def addresses(action: Action, app: Flask, visitor: Visitor, session: Session) -> dict[str, str]:
    """A value for each name in a rule."""
    pledge = make_pledge(session, action=action, state="confirmed", number=1)
    directory = app.extensions["site"].settings.outcry_data / maildir.DIRECTORY
    mail = b"Subject: A\r\nContent-Type: text/html\r\n\r\n<p>A</p>"
    sealed = app.extensions["site"].sealed_addresses.seal({"email": "anna@example.org", "slug": action.slug, "back": "/"})
    return {
        "slug": action.slug,
        "language": "en",
        "token": make_confirm_token(session, supporter_id=pledge.supporter_id or 0),
        "pledge": str(pledge.uuid),
        "channel": "x",
        "sealed": sealed,
        "key": maildir.deliver(directory, mail),
        "version": app.extensions["site"].assets.url("public.css").split("/")[2],
        "name": "public.css",
        "content_hash": make_photo(session, action=action).hex(),
        "ending": "webp",
        "code": "en",
        "fingerprint": "0" * 16,
    }


def each_answer(app: Flask, client: FlaskClient, addresses: dict[str, str]) -> Iterator[tuple[Rule, dict[str, str]]]:
    for rule in rules(app):
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda match: addresses[match[1]], rule.rule)
        ask = client.post if rule.methods == {"POST"} else client.get
        response = ask(path, environ_base={"REMOTE_ADDR": "127.0.0.1"})
        assert response.status_code < 500, path
        yield rule, dict(response.headers)


def test_no_route_sets_a_cookie(app: Flask, client: FlaskClient, addresses: dict[str, str]) -> None:
    for rule, headers in each_answer(app, client, addresses):
        assert "Set-Cookie" not in headers, rule
        assert "Cookie" not in headers.get("Vary", ""), rule


def test_every_answer_has_a_policy_for_content_without_unsafe_inline(
    app: Flask, client: FlaskClient, addresses: dict[str, str]
) -> None:
    for rule, headers in each_answer(app, client, addresses):
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert ("unsafe-inline" in policy) == (rule.endpoint == "outbox.mail_html"), rule
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_may_be_framed_but_embeds(app: Flask, client: FlaskClient, addresses: dict[str, str]) -> None:
    for rule, headers in each_answer(app, client, addresses):
        ancestors = headers["Content-Security-Policy"].partition("frame-ancestors ")[2]
        expected = "'self'" if rule.endpoint == "outbox.mail_html" else "'none'"  # no origin is named in these settings
        assert ancestors == expected, rule


def test_pages_behind_a_token_are_not_kept_indexed_or_referred_to(
    app: Flask, client: FlaskClient, addresses: dict[str, str]
) -> None:
    for rule, headers in each_answer(app, client, addresses):
        if "token" in registered(app, rule.endpoint).policy.name:
            assert headers["Cache-Control"] == "no-store", rule
            assert headers["Referrer-Policy"] == "no-referrer", rule
            assert headers["X-Robots-Tag"] == "noindex, nofollow", rule


def test_answers_to_a_post_are_never_kept(app: Flask, client: FlaskClient, addresses: dict[str, str]) -> None:
    for rule, headers in each_answer(app, client, addresses):
        if rule.methods == {"POST"}:
            assert headers["Cache-Control"] == "no-store", rule


def test_hsts_behind_tls_alone(client: FlaskClient, public_client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/privacy").headers
    answer = public_client.get("/privacy", base_url="https://act.example.org")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
