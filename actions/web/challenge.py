"""The proof of work that the page's script asks for when somebody begins to fill in the form."""

from flask import Blueprint, Response, jsonify

from actions.web.policies import ONCE, route
from actions.web.site import site

challenge = Blueprint("challenge", __name__)


@route(challenge, "/a/<slug>/challenge", ONCE)
def new(slug: str) -> Response:
    """Made without a look at the database: a proof for an action that isn't there is good for nothing."""
    return jsonify(site().proofs.challenge(slug))
