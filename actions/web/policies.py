"""What each route promises: who may keep its answer, what its referrer tells, who may frame it, how much it reads."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Flask, current_app, request
from flask.sansio.app import App

FORM_BODY = 64 * 1024
"""Bytes that a form may have."""

View = Callable[..., Any]


@dataclass(frozen=True)
class Policy:
    name: str
    cache_control: str = "no-store"
    referrer: str = "same-origin"
    is_indexed: bool = True
    is_kept: bool = False
    """Served from the page cache: the same bytes for everybody."""
    is_framed: bool = False
    """May stand in a frame on the origins that the settings name."""
    is_demo_only: bool = False
    any_host: bool = False
    """Answers whatever `Host` says: for probes, which build no links."""
    any_origin: bool = False
    """Takes a POST from anywhere: for what a mail program sends, where the token in the path decides alone."""


PUBLIC = Policy("public-cached", "public, max-age=15, stale-while-revalidate=60, stale-if-error=86400", is_kept=True)
LIVE = Policy("public-live", "public, max-age=10", is_kept=True, is_indexed=False)
"""Small numbers that change by the second."""
DATA = Policy("public-data", "public, max-age=300", is_indexed=False)
ASSET = Policy("asset", "public, max-age=31536000, immutable", is_kept=True)
"""For files whose address holds the hash of what they say."""
FORM = Policy("public-form")
ONCE = Policy("public-once", is_indexed=False)
"""For a script, a new answer each time."""
TOKEN = Policy("token", referrer="no-referrer", is_indexed=False)
ONE_CLICK = Policy("token-one-click", referrer="no-referrer", is_indexed=False, any_origin=True)
EMBED = Policy("embed", "public, max-age=0, must-revalidate", is_kept=True, is_framed=True, is_indexed=False)
EMBED_FORM = Policy("embed-form", is_framed=True, is_indexed=False)
EMBED_TOKEN = Policy("embed-token", referrer="no-referrer", is_framed=True, is_indexed=False)
SHARE = Policy("share", referrer="no-referrer", is_indexed=False)
"""On the way to somebody else's site, which is not told where from."""
DEMO = Policy("demo-only", referrer="no-referrer", is_indexed=False, is_demo_only=True)
HEALTH = Policy("health", is_indexed=False, any_host=True)
ERROR = Policy("error", referrer="no-referrer", is_indexed=False)
"""For answers that no route gave."""


@dataclass(frozen=True)
class Registered:
    policy: Policy
    max_body: int
    """Bytes of a request's body; one more is a 413."""


def route(
    blueprint: Blueprint,
    rule: str,
    policy: Policy,
    *,
    method: str = "GET",
    max_body: int | None = None,
    in_languages: bool = False,
) -> Callable[[View], View]:
    """Register a view with its policy. Bodies are read for POST alone, 64 kB unless `max_body` says more.

    With `in_languages` the view also answers under `/<language>` (see `speech.py`).
    """

    def register(view: View) -> View:
        name = view.__name__
        for each in (rule, f"/<language:language>{rule}") if in_languages else (rule,):
            blueprint.add_url_rule(each, name, view, methods=[method], provide_automatic_options=False)
        limit = max_body if max_body is not None else FORM_BODY if method == "POST" else 0
        blueprint.record(lambda state: _declare(state.app, f"{blueprint.name}.{name}", Registered(policy, limit)))
        return view

    return register


def _declare(app: App, endpoint: str, registered: Registered) -> None:
    app.extensions.setdefault("policies", {})[endpoint] = registered


def registered(app: Flask, endpoint: str | None) -> Registered:
    """What the endpoint declared; for none (no route matched) the policy of errors."""
    if endpoint is None:
        return Registered(ERROR, 0)
    found: Registered = app.extensions["policies"][endpoint]
    return found


def current_policy() -> Policy:
    """The policy of the request being answered."""
    return registered(current_app, request.endpoint).policy


def uncached(policy: Policy) -> Policy:
    """The same, for an answer that nobody may keep: an error, or a form with somebody's input."""
    return replace(policy, cache_control="no-store", is_kept=False)
