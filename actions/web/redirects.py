from typing import Any

from flask import Response, url_for


def see_other(endpoint: str, **values: Any) -> Response:
    """After a POST, to the page that shows what it did: a reload does not repeat it."""
    return Response(status=303, headers={"Location": url_for(endpoint, **values)})
