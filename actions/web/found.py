"""How pages are found and shared: pictures, the sitemap, feeds, and what robots may read."""

import re

from flask import Blueprint, Response, abort, render_template

from actions.languages import LANGUAGES
from actions.queries.actions import PageVersion, find_action, list_addresses, page_versions
from actions.queries.photos import ENDINGS, find_picture
from actions.queries.updates import news_of
from actions.web.cards import card_of
from actions.web.pagecache import Origin, keep
from actions.web.policies import ASSET, PUBLIC, route
from actions.web.site import site
from actions.web.speech import path_language, speak_of

found = Blueprint("found", __name__)

_HASH = re.compile(r"[0-9a-f]{64}")
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_PRIVATE = ("confirm", "check-email", "my")
"""Where links in mails lead. Their pages say `noindex` besides."""
_OF_ANOTHER_DAY = "public, max-age=3600"


@route(found, "/media/<content_hash>.<ending>", ASSET)
def media(content_hash: str, ending: str) -> Response:
    """A photo in one of its sizes."""
    if not _HASH.fullmatch(content_hash) or ending not in ENDINGS.values():
        abort(404)
    with site().database.read_only() as session:
        picture = find_picture(session, bytes.fromhex(content_hash))
    if picture is None or ENDINGS[picture.media_type] != ending:
        abort(404)
    return keep(Response(picture.content, mimetype=picture.media_type), Origin())


@route(found, "/card/<slug>/<code>/<fingerprint>.png", ASSET)
def card(slug: str, code: str, fingerprint: str) -> Response:
    """The card of an action in a language. A card that was shared when fewer had signed is answered with today's."""
    if not _FINGERPRINT.fullmatch(fingerprint):
        abort(404)
    with site().database.read_only() as session:
        action = find_action(session, slug, code)
        version = next((each for each in page_versions(session) if each.slug == slug), None)
    drawn = card_of(action, version.count if version else 0, site_name=site().name)
    response = Response(site().cards.find(action, drawn), mimetype="image/png")
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if fingerprint == drawn.fingerprint:
        return keep(response, Origin())
    response.headers["Cache-Control"] = _OF_ANOTHER_DAY  # and not kept here: anybody can make such addresses up
    return response


@route(found, "/a/<slug>/updates.atom", PUBLIC, in_languages=True)
def updates(slug: str) -> Response:
    """The news of an action as an Atom feed."""
    with site().database.read_only() as session:
        version = next((each for each in page_versions(session) if each.slug == slug), None)
        action = find_action(session, slug, path_language())
        news = news_of(session, action_id=action.id, language=action.language, own_language=action.own_language)
    speak_of(action)
    text = render_template("public/updates.xml", action=action, news=news)
    version = version or PageVersion(slug, action.version, 0)
    return keep(Response(text, content_type="application/atom+xml; charset=utf-8"), Origin(frozenset({version})))


@route(found, "/sitemap.xml", PUBLIC)
def sitemap() -> Response:
    with site().database.read_only() as session:
        versions = frozenset(page_versions(session))
        text = render_template("public/sitemap.xml", addresses=list_addresses(session), offered=tuple(LANGUAGES))
    return keep(Response(text, content_type="application/xml; charset=utf-8"), Origin(versions, everything=True))


@route(found, "/robots.txt", PUBLIC)
def robots() -> Response:
    rules = ["User-agent: *", *(f"Disallow: /{each}/" for each in _PRIVATE), "", f"Sitemap: {site().origin}/sitemap.xml", ""]
    return keep(Response("\n".join(rules), mimetype="text/plain"), Origin())
