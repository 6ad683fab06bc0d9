"""The local mailbox of demo mode, for a reader on this machine: every mail as it would look."""

from flask import Blueprint, Response, abort, make_response, render_template

from actions import maildir
from actions.maildir import StoredMail
from actions.web.policies import DEMO, route
from actions.web.site import site

outbox = Blueprint("outbox", __name__)

MOST_SHOWN = 100
# Mails bring their styles with them, so here alone they may stand in the markup: in a sandbox without scripts, in a frame,
# on this machine. A click leaves the frame.
_MAIL_CSP = (
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation; "
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)


@route(outbox, "/outbox", DEMO)
def mails() -> Response:
    directory = site().settings.outcry_data / maildir.DIRECTORY
    return make_response(render_template("public/outbox.html", mails=maildir.messages(directory, MOST_SHOWN)))


@route(outbox, "/outbox/<key>", DEMO)
def mail(key: str) -> Response:
    return make_response(render_template("public/outbox_mail.html", mail=_find(key)))


@route(outbox, "/outbox/<key>/html", DEMO)
def mail_html(key: str) -> Response:
    html = _find(key).html
    if html is None:
        abort(404)
    response = Response('<!doctype html><base target="_top">' + html, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _MAIL_CSP
    return response


def _find(key: str) -> StoredMail:
    found = maildir.message(site().settings.outcry_data / maildir.DIRECTORY, key)
    if found is None:
        abort(404)
    return found
