"""The form alone, in a frame on the sites that the settings name."""

from flask import Blueprint, Response

from actions.web.policies import EMBED, EMBED_FORM, EMBED_TOKEN, route
from actions.web.public import action_page, check_email_page
from actions.web.signing import IN_FRAME, answer_form

embed = Blueprint("embed", __name__)


@route(embed, "/embed/<slug>", EMBED, in_languages=True)
def action(slug: str) -> Response:
    return action_page(slug, IN_FRAME, "embed/action.html")


@route(embed, "/embed/<slug>", EMBED_FORM, method="POST", in_languages=True)
def sign_action(slug: str) -> Response:
    return answer_form(slug, IN_FRAME)


@route(embed, "/embed/check-email/<sealed>", EMBED_TOKEN, in_languages=True)
def check_email(sealed: str) -> Response:
    return check_email_page(sealed, "embed/check_email.html")
