"""Telling others: a link for each channel, counted without saying who used it; and the address as a QR code."""

import io
from http import HTTPStatus

import segno
from flask import Blueprint, Response, make_response, redirect, render_template, request

from actions.domain.sharing import Shared, known_channel, parse_instance
from actions.errors import NotFound, Refused
from actions.languages import N_
from actions.queries.sharing import SharedAction, find_shared
from actions.web.policies import DATA, SHARE, route
from actions.web.site import site
from actions.web.speech import in_words, path_language, speak

sharing = Blueprint("sharing", __name__)


def _find(slug: str) -> SharedAction:
    with site().database.read_only() as session:
        found = find_shared(session, slug, path_language())
    speak(found.language)
    return found


@route(sharing, "/a/<slug>/share/<channel>", SHARE, in_languages=True)
def share(slug: str, channel: str) -> Response:
    """To the channel, with the text filled in; nothing but a number is kept of it.

    What has no page to go to (a copied link, the device's own menu) is only counted, for the script. Mastodon first asks
    on which server.
    """
    found = _find(slug)
    if known_channel(channel) is None:
        raise NotFound(N_("There is no such page."))
    shared = found.at(site().origin)
    if channel == "mastodon":
        return _mastodon(found, shared)
    _count(slug, channel)
    intent = shared.intent(channel)
    if intent is None or not intent.startswith("https:"):
        return Response(status=HTTPStatus.NO_CONTENT)
    return make_response(redirect(intent))


def _mastodon(found: SharedAction, shared: Shared) -> Response:
    """A page with the link rather than a redirect: a form may lead to this site alone (`form-action`)."""
    typed = request.args.get("instance", "")[:300]
    instance, problem = None, None
    if typed:
        try:
            instance = parse_instance(typed)
            _count(found.slug, "mastodon")
        except Refused as error:
            problem = in_words(error)
    page = render_template(
        "public/mastodon.html",
        shared=shared,
        path=found.path,
        typed=typed,
        problem=problem,
        instance=instance,
        intent=shared.intent("mastodon", instance=instance),
    )
    return make_response(page, HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK)


def _count(slug: str, channel: str) -> None:
    if request.method == "GET":
        site().tallies.count(slug, "share", channel)


@route(sharing, "/a/<slug>/qr.svg", DATA, in_languages=True)
def qr_svg(slug: str) -> Response:
    return _qr(slug, "svg", "image/svg+xml")


@route(sharing, "/a/<slug>/qr.png", DATA, in_languages=True)
def qr_png(slug: str) -> Response:
    return _qr(slug, "png", "image/png")


def _qr(slug: str, kind: str, mimetype: str) -> Response:
    """Black on white with its quiet zone, so that it can be printed and read from any ground."""
    drawn = io.BytesIO()
    code = segno.make(_find(slug).at(site().origin).link_by("qr"), error="m", micro=False)
    code.save(drawn, kind=kind, scale=10, border=4, light="#fff")
    return Response(drawn.getvalue(), mimetype=mimetype)
