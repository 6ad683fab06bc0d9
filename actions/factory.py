"""Puts the web together: the only module that knows every part of it."""

from pathlib import Path

from flask import Flask

from actions import settings as environment
from actions.db import Database, make_engine
from actions.domain.proofs import Proofs
from actions.domain.tokens import FormTokens, SealedTokens
from actions.queries.missions import Directories
from actions.settings import Settings
from actions.web import errors, guards, rendering, speech, styles
from actions.web.actionmemory import ActionMemory
from actions.web.assets import Assets
from actions.web.challenge import challenge
from actions.web.counts import counts
from actions.web.embed import embed
from actions.web.found import found
from actions.web.health import health
from actions.web.links import links
from actions.web.my import my
from actions.web.outbox import outbox
from actions.web.pagecache import PageCache
from actions.web.public import public
from actions.web.reports import reports
from actions.web.sharing import sharing
from actions.web.site import Site
from actions.web.tallying import Tallies

ROOT = Path(__file__).parent.parent
POLL_EVERY = 1.0


def create_app(
    settings: Settings | None = None, database: Database | None = None, *, poll_every: float | None = POLL_EVERY
) -> Flask:
    """The site as a WSGI app. Raises `Misconfigured` with all that the environment lacks.

    `poll_every` is the seconds between two looks for changed pages; with none, pages stay until `cache.poll()` is called.
    """
    settings = settings or environment.load().checked_for_serving()
    database = database or _connect(settings)
    app = Flask("outcry", root_path=str(ROOT), template_folder="templates", static_folder=None)
    app.url_map.merge_slashes = False  # nothing redirects: an address is right, or it is not there
    tallies = Tallies(database)
    cache = PageCache(
        database, is_our_host=lambda host: guards.is_our_host(settings, host), poll_every=poll_every, tallies=tallies
    )
    app.extensions["site"] = _site(settings, database, cache, tallies)
    # Flask runs what follows a request in reverse: the cache keeps a page after the headers are on it.
    cache.install(app)
    speech.install(app)
    guards.install(app, settings)
    styles.install(app, app.extensions["site"].assets)
    errors.install(app, cache)
    rendering.install(app, app.extensions["site"])
    for blueprint in (public, found, sharing, counts, links, my, embed, reports, challenge, outbox, health):
        app.register_blueprint(blueprint)
    return app


def _connect(settings: Settings) -> Database:
    assert settings.database_url is not None
    return Database(make_engine(settings.database_url.get_secret_value(), pool_size=settings.database_pool_size))


def _site(settings: Settings, database: Database, cache: PageCache, tallies: Tallies) -> Site:
    assert settings.secret_key is not None
    assert settings.address_key is not None
    secret = settings.secret_key.get_secret_value()
    return Site(
        settings=settings,
        database=database,
        cache=cache,
        tallies=tallies,
        assets=Assets(ROOT / "static"),
        form_tokens=FormTokens(secret),
        proofs=Proofs(secret),
        sealed_addresses=SealedTokens(secret, purpose="check-email"),
        address_key=settings.address_key.get_secret_value(),
        actions=ActionMemory(),
        directories=Directories(),
    )
