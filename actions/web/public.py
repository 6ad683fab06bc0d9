"""The pages that anybody may read, and the form on them."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from actions.errors import Gone, Refused
from actions.queries.actions import PageVersion, find_action, list_actions, page_versions
from actions.web.mission_notes import as_json, note_for
from actions.web.pagecache import Origin, keep
from actions.web.policies import ASSET, DATA, FORM, PUBLIC, TOKEN, route
from actions.web.signing import ON_PAGE, Stand, answer_form, desk, open_address
from actions.web.site import site

public = Blueprint("public", __name__)


@route(public, "/", PUBLIC)
def home() -> Response:
    with site().database.read_only() as session:
        versions = frozenset(page_versions(session))
        page = render_template("public/home.html", actions=list_actions(session))
    return keep(make_response(page), Origin(versions, everything=True))


@route(public, "/a/<slug>", PUBLIC)
def action(slug: str) -> Response:
    return action_page(slug, ON_PAGE, "public/action.html")


def action_page(slug: str, stand: Stand, template: str) -> Response:
    """An action's page, to be kept. Raises `NotFound`."""
    with site().database.read_only() as session:
        # Versions first: a change in between makes the page look older than it is, and it is rendered once more.
        version = next((each for each in page_versions(session) if each.slug == slug), None)
        found = find_action(session, slug)
    version = version or PageVersion(slug, found.version, 0)
    page = render_template(template, count=version.count, **desk(found, stand))
    return keep(make_response(page), Origin(frozenset({version})))


@route(public, "/a/<slug>", FORM, method="POST")
def sign_action(slug: str) -> Response:
    return answer_form(slug, ON_PAGE)


@route(public, "/a/<slug>/mission", DATA)
def mission(slug: str) -> Response:
    """Who answers for `?country=` (ISO 3166-1 alpha-2), for the script that fills in the letter."""
    with site().database.read_only() as session:
        found = find_action(session, slug)
    if not found.is_open:
        raise Gone("This action takes no more signatures.")
    try:
        return jsonify(as_json(note_for(found, request.args.get("country", ""))))
    except Refused as error:
        return make_response(jsonify(error=str(error)), HTTPStatus.BAD_REQUEST)


@route(public, "/check-email/<sealed>", TOKEN)
def check_email(sealed: str) -> Response:
    return check_email_page(sealed, "public/check_email.html")


def check_email_page(sealed: str, template: str) -> Response:
    """The same for everybody: whether the address had signed before is not told. Raises `Gone`."""
    values = open_address(sealed)
    return make_response(render_template(template, email=values["email"], slug=values["slug"]))


@route(public, "/privacy", PUBLIC)
def privacy() -> Response:
    return keep(make_response(render_template("public/privacy.html", settings=site().settings)), Origin())


@route(public, "/imprint", PUBLIC)
def imprint() -> Response:
    return keep(make_response(render_template("public/imprint.html", settings=site().settings)), Origin())


@route(public, "/static/<version>/<path:name>", ASSET)
def asset(version: str, name: str) -> Response:
    assets = site().assets
    content = assets.find(name)
    if content is None:
        abort(404)
    response = Response(content, mimetype=assets.kind(name))
    if version != assets.version:  # a page from before an update still asks for it
        response.headers["Cache-Control"] = "public, max-age=60"
        return response
    return keep(response, Origin())


@route(public, "/robots.txt", PUBLIC)
def robots() -> Response:
    return keep(Response("User-agent: *\nDisallow: /confirm/\nDisallow: /check-email/\n", mimetype="text/plain"), Origin())


@route(public, "/favicon.ico", PUBLIC)
def favicon() -> Response:
    """Asked for by programs that read no HTML."""
    return keep(Response(site().assets.find("favicon.svg"), mimetype="image/svg+xml"), Origin())
