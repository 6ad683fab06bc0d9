from typing import Any

from flask import Response, url_for


def see_other(endpoint: str, **values: Any) -> Response:
    """After a POST, to the page that shows what it did: a reload does not repeat it."""
    return see_path(url_for(endpoint, **values))


def see_path(path: str) -> Response:
    """The same, to a path of this site."""
    return Response(status=303, headers={"Location": path})
