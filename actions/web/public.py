"""The pages that anybody may read, and the form on them."""

from http import HTTPStatus

from flask import Blueprint, Response, abort, jsonify, make_response, render_template, request

from actions.domain.shown_numbers import SMALLEST_SHOWN, shown
from actions.errors import Gone, Refused
from actions.languages import N_
from actions.queries.actions import PageVersion, find_action, list_actions, page_versions
from actions.web.desk import Stand, desk
from actions.web.mission_notes import as_json, note_for
from actions.web.pagecache import Origin, keep
from actions.web.policies import ASSET, DATA, FORM, PUBLIC, TOKEN, route
from actions.web.signing import ON_PAGE, answer_form, open_address
from actions.web.site import site
from actions.web.speech import in_words, language_spoken, path_language, speak_of
from actions.web.story import story_of

public = Blueprint("public", __name__)


@route(public, "/", PUBLIC, in_languages=True)
def home() -> Response:
    with site().database.read_only() as session:
        versions = frozenset(page_versions(session))
        cards = list_actions(session, language_spoken())
    page = render_template("public/home.html", actions=cards, smallest_shown=SMALLEST_SHOWN)
    return keep(make_response(page), Origin(versions, everything=True))


@route(public, "/a/<slug>", PUBLIC, in_languages=True)
def action(slug: str) -> Response:
    return action_page(slug, ON_PAGE, "public/action.html")


def action_page(slug: str, stand: Stand, template: str) -> Response:
    """An action's page, to be kept. Raises `NotFound`."""
    with site().database.read_only() as session:
        # Versions first: a change in between makes the page look older than it is, and it is rendered once more.
        version = next((each for each in page_versions(session) if each.slug == slug), None)
        found = find_action(session, slug, path_language())
    speak_of(found)
    version = version or PageVersion(slug, found.version, 0)
    story = story_of(found, version.count) if stand is ON_PAGE else None
    page = render_template(template, count=shown(version.count), story=story, **desk(found, stand))
    return keep(make_response(page), Origin(frozenset({version})))


@route(public, "/a/<slug>", FORM, method="POST", in_languages=True)
def sign_action(slug: str) -> Response:
    return answer_form(slug, ON_PAGE)


@route(public, "/a/<slug>/mission", DATA, in_languages=True)
def mission(slug: str) -> Response:
    """Who answers for `?country=` (ISO 3166-1 alpha-2), for the script that fills in the letter."""
    with site().database.read_only() as session:
        found = find_action(session, slug, path_language())
    speak_of(found)
    if not found.is_open:
        raise Gone(N_("This action takes no more signatures."))
    try:
        return jsonify(as_json(note_for(found, request.args.get("country", "")), found))
    except Refused as error:
        return make_response(jsonify(error=in_words(error)), HTTPStatus.BAD_REQUEST)


@route(public, "/check-email/<sealed>", TOKEN, in_languages=True)
def check_email(sealed: str) -> Response:
    return check_email_page(sealed, "public/check_email.html")


def check_email_page(sealed: str, template: str) -> Response:
    """The same for everybody: whether the address had signed before is not told. Raises `Gone`."""
    values = open_address(sealed)
    return make_response(render_template(template, email=values["email"], slug=values["slug"], back=values["back"]))


@route(public, "/privacy", PUBLIC, in_languages=True)
def privacy() -> Response:
    return keep(make_response(render_template("public/privacy.html", settings=site().settings)), Origin())


@route(public, "/imprint", PUBLIC, in_languages=True)
def imprint() -> Response:
    return keep(make_response(render_template("public/imprint.html", settings=site().settings)), Origin())


@route(public, "/static/<version>/<path:name>", ASSET)
def asset(version: str, name: str) -> Response:
    assets = site().assets
    content = assets.find(name)
    if content is None:
        abort(404)
    response = Response(content, mimetype=assets.kind(name))
    if not assets.is_present(name, version):  # a page from before an update still asks for it
        response.headers["Cache-Control"] = "public, max-age=60"
        return response
    return keep(response, Origin())


@route(public, "/favicon.ico", PUBLIC)
def favicon() -> Response:
    """Asked for by programs that read no HTML."""
    return keep(Response(site().assets.find("favicon.svg"), mimetype="image/svg+xml"), Origin())
