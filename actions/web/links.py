"""Pages behind the link in a mail, in the language that the link names. A GET changes nothing: scanners follow links."""

from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request

from actions.domain.disclosure import sender_name
from actions.domain.screening import REASONS
from actions.domain.sharing import CHANNELS, NETWORKS
from actions.errors import Conflict
from actions.queries.actions import ActionCard, list_actions
from actions.queries.pledges import ConfirmedPledge, confirmed, waiting
from actions.queries.sharing import shared_action
from actions.queries.tallies import Arrival, arrivals
from actions.usecases import pledges
from actions.web.policies import TOKEN, route
from actions.web.redirects import see_other, see_path
from actions.web.site import site
from actions.web.speech import at, in_words, language_of_path, language_spoken, translate
from actions.web.ways import envelope_lines, is_in_our_faces, letter_as_pdf, own_letter, report_way, ways_to_write

links = Blueprint("links", __name__)


def _base(token: str) -> str:
    """Path of the link's page."""
    return at(f"/confirm/{token}")


@route(links, "/confirm/<token>", TOKEN, in_languages=True)
def confirm(token: str) -> Response:
    """Everything that waits for the word of this address. Raises `NotFound`, `Gone`."""
    return _confirm_page(token)


def _confirm_page(token: str, *, changed: str | None = None) -> Response:
    with site().database.read_only() as session:
        shown = waiting(session, raw_token=token, settings=site().settings)
        done = confirmed(session, raw_token=token, settings=site().settings) if shown.is_done else ()
    if done:
        return _to("links.thanks", token)
    template = "public/nothing_waits.html" if shown.is_done else "public/confirm.html"
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    page = render_template(
        template,
        base=_base(token),
        waiting=shown,
        changed=changed,
        mail_from=site().settings.mail_from,
        sender_name=sender_name,
        reasons=lambda keys: [translate(REASONS[key]) for key in keys],
    )
    return make_response(page, status)


def _to(endpoint: str, token: str) -> Response:
    return see_other(endpoint, token=token, **language_of_path())


@route(links, "/confirm/<token>", TOKEN, method="POST", in_languages=True)
def confirm_now(token: str) -> Response:
    arrived: tuple[Arrival, ...] = ()
    try:
        with site().database.unit_of_work() as session:
            done = pledges.confirm(
                session,
                raw_token=token,
                consent_hash=request.form.get("consent_hash", ""),
                settings=site().settings,
            )
            if done:
                arrived = arrivals(session, raw_token=token)
    except Conflict as error:
        return _confirm_page(token, changed=in_words(error))
    for each in arrived:
        site().tallies.count(each.slug, "share_signature", each.channel)
    return _to("links.thanks", token)


@route(links, "/confirm/<token>/anew/<uuid:pledge>", TOKEN, method="POST", in_languages=True)
def begin_anew(token: str, pledge: UUID) -> Response:
    """“This is not what I wrote”: back to the form. The link goes on to work for what is signed then."""
    with site().database.unit_of_work() as session:
        action_id = pledges.begin_anew(session, raw_token=token, pledge=pledge)
        action = shared_action(session, action_id, language_spoken())
    return see_path(action.path)


@route(links, "/confirm/<token>/thanks", TOKEN, in_languages=True)
def thanks(token: str) -> Response:
    with site().database.read_only() as session:
        done = confirmed(session, raw_token=token, settings=site().settings)
        actions = list_actions(session, language_spoken()) if done else ()
        shared = None
        if done and not any(pledge.is_neutral for pledge in done):
            shared = shared_action(session, done[0].action_id, done[0].language)
    if not done:
        return _to("links.confirm", token)
    page = render_template(
        "public/thanks.html",
        base=_base(token),
        pledges=done,
        ways={pledge.uuid: ways_to_write(pledge) for pledge in done},
        rewritten={pledge.uuid for pledge in done if not is_in_our_faces(pledge)},
        shared=shared.at(site().origin) if shared else None,
        path=shared.path if shared else "",
        channels=[(name, CHANNELS[name]) for name in NETWORKS],
        following=_next(actions, done) if shared else None,
    )
    return make_response(page)


def _next(actions: tuple[ActionCard, ...], done: tuple[ConfirmedPledge, ...]) -> ActionCard | None:
    signed = {pledge.slug for pledge in done}
    return next((card for card in actions if card.state == "live" and card.slug not in signed), None)


def _letter(token: str, pledge: UUID) -> ConfirmedPledge:
    with site().database.read_only() as session:
        return own_letter(confirmed(session, raw_token=token, settings=site().settings), pledge)


@route(links, "/confirm/<token>/print/<uuid:pledge>", TOKEN, in_languages=True)
def printed(token: str, pledge: UUID) -> Response:
    """A letter on a page of its own, to be printed. Raises `NotFound` for somebody else's."""
    found = _letter(token, pledge)
    return make_response(
        render_template("public/print.html", base=_base(token), pledge=found, address=envelope_lines(found))
    )


@route(links, "/confirm/<token>/letter/<uuid:pledge>.pdf", TOKEN, in_languages=True)
def letter(token: str, pledge: UUID) -> Response:
    return letter_as_pdf(_letter(token, pledge))


@route(links, "/confirm/<token>/own/<uuid:pledge>", TOKEN, method="POST", in_languages=True)
def sent_myself(token: str, pledge: UUID) -> Response:
    """“I did this”."""
    report_way(token, "confirm", pledge, request.form.get("channel", ""))
    return _to("links.thanks", token)


@route(links, "/confirm/<token>/not-me", TOKEN, in_languages=True)
def not_me(token: str) -> Response:
    with site().database.read_only() as session:
        shown = waiting(session, raw_token=token, settings=site().settings)
        done = confirmed(session, raw_token=token, settings=site().settings) if shown.is_done else ()
    return make_response(render_template("public/not_me.html", base=_base(token), waiting=shown, has_confirmed=bool(done)))


@route(links, "/confirm/<token>/not-me", TOKEN, method="POST", in_languages=True)
def say_not_me(token: str) -> Response:
    with site().database.unit_of_work() as session:
        pledges.not_me(session, raw_token=token)
    return _to("links.not_me", token)


@route(links, "/confirm/<token>/undo", TOKEN, method="POST", in_languages=True)
def undo_not_me(token: str) -> Response:
    with site().database.unit_of_work() as session:
        pledges.undo_not_me(session, raw_token=token)
    return _to("links.confirm", token)
