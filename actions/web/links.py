"""Pages behind the link in a mail. A GET changes nothing: mail scanners follow links."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request

from actions.errors import Conflict, NotFound
from actions.queries.actions import list_actions
from actions.queries.pledges import confirmed, waiting
from actions.usecases import pledges
from actions.web.policies import TOKEN, route
from actions.web.redirects import see_other
from actions.web.site import site
from actions.web.ways import envelope_lines, ways_to_write

links = Blueprint("links", __name__)


@route(links, "/confirm/<token>", TOKEN)
def confirm(token: str) -> Response:
    """Everything that waits for the word of this address. Raises `NotFound`, `Gone`."""
    return _confirm_page(token)


def _confirm_page(token: str, *, changed: str | None = None) -> Response:
    with site().database.read_only() as session:
        shown = waiting(session, raw_token=token, settings=site().settings)
        done = confirmed(session, raw_token=token, settings=site().settings) if shown.is_done else ()
    if done:
        return see_other("links.thanks", token=token)
    template = "public/nothing_waits.html" if shown.is_done else "public/confirm.html"
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    return make_response(render_template(template, token=token, waiting=shown, changed=changed), status)


@route(links, "/confirm/<token>", TOKEN, method="POST")
def confirm_now(token: str) -> Response:
    try:
        with site().database.unit_of_work() as session:
            pledges.confirm(
                session,
                raw_token=token,
                consent_hash=request.form.get("consent_hash", ""),
                settings=site().settings,
            )
    except Conflict as error:
        return _confirm_page(token, changed=str(error))
    return see_other("links.thanks", token=token)


@route(links, "/confirm/<token>/thanks", TOKEN)
def thanks(token: str) -> Response:
    with site().database.read_only() as session:
        done = confirmed(session, raw_token=token, settings=site().settings)
        actions = list_actions(session)
    if not done:
        return see_other("links.confirm", token=token)
    signed = {pledge.slug for pledge in done}
    following = next((card for card in actions if card.state == "live" and card.slug not in signed), None)
    ways = {pledge.uuid: ways_to_write(pledge) for pledge in done}
    page = render_template("public/thanks.html", token=token, pledges=done, ways=ways, following=following)
    return make_response(page)


@route(links, "/confirm/<token>/print/<uuid:pledge>", TOKEN)
def printed(token: str, pledge: UUID) -> Response:
    """A letter on a page of its own, to be printed or saved as PDF. Raises `NotFound` for somebody else's."""
    with site().database.read_only() as session:
        done = confirmed(session, raw_token=token, settings=site().settings)
    found = next((each for each in done if each.uuid == pledge and each.letter and not each.is_neutral), None)
    if found is None:
        raise NotFound("There is no such letter behind this link.")
    return make_response(render_template("public/print.html", token=token, pledge=found, address=envelope_lines(found)))


@route(links, "/confirm/<token>/not-me", TOKEN)
def not_me(token: str) -> Response:
    with site().database.read_only() as session:
        shown = waiting(session, raw_token=token, settings=site().settings)
        done = confirmed(session, raw_token=token, settings=site().settings) if shown.is_done else ()
    return make_response(render_template("public/not_me.html", token=token, waiting=shown, has_confirmed=bool(done)))


@route(links, "/confirm/<token>/not-me", TOKEN, method="POST")
def say_not_me(token: str) -> Response:
    with site().database.unit_of_work() as session:
        pledges.not_me(session, raw_token=token)
    return see_other("links.not_me", token=token)


@route(links, "/confirm/<token>/undo", TOKEN, method="POST")
def undo_not_me(token: str) -> Response:
    with site().database.unit_of_work() as session:
        pledges.undo_not_me(session, raw_token=token)
    return see_other("links.confirm", token=token)
