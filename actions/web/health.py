"""For whoever watches: is the process up, and can it serve?"""

from flask import Blueprint, Response

from actions.queries.actions import page_versions
from actions.web.policies import HEALTH, route
from actions.web.site import site

health = Blueprint("health", __name__)


@route(health, "/health/live", HEALTH)
def live() -> Response:
    return Response("live\n", mimetype="text/plain")


@route(health, "/health/ready", HEALTH)
def ready() -> Response:
    """Raises `Unavailable`, a 503, while the database does not answer."""
    with site().database.read_only() as session:
        page_versions(session)
    return Response("ready\n", mimetype="text/plain")
