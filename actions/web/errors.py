"""One table from what went wrong to what is answered. The pages need no database."""

import traceback
from http import HTTPStatus

import structlog
from flask import Flask, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from actions.errors import Conflict, Gone, NotFound, NotTranslated, OutcryError, Refused, Unavailable
from actions.web import speech
from actions.web.pagecache import PageCache

STATUS: dict[type[OutcryError], HTTPStatus] = {
    Refused: HTTPStatus.BAD_REQUEST,
    NotFound: HTTPStatus.NOT_FOUND,
    NotTranslated: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    Gone: HTTPStatus.GONE,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
RETRY_AFTER = "5"
"""Seconds after which a browser or proxy may ask again while the database is away."""
WITH_PAGE = frozenset({400, 403, 404, 405, 409, 410, 413, 414, 415, 429, 500, 503})

log = structlog.get_logger()


def install(app: Flask, cache: PageCache) -> None:
    def answer_domain_error(error: OutcryError) -> Response:
        status = STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
        if isinstance(error, Unavailable):
            return answer_unavailable()
        if isinstance(error, NotTranslated):
            return not_translated(error)
        return error_page(status, detail=speech.in_words(error))

    def answer_unavailable() -> Response:
        kept = cache.last_good(request.environ) if request.method in {"GET", "HEAD"} else None
        if kept is not None:
            return kept
        log.warning("web.database_away", endpoint=request.endpoint)
        response = error_page(HTTPStatus.SERVICE_UNAVAILABLE)
        response.headers["Retry-After"] = RETRY_AFTER
        return response

    app.register_error_handler(OutcryError, answer_domain_error)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(Exception, answer_crash)


def not_translated(error: NotTranslated) -> Response:
    page = render_template("errors/not_translated.html", status=404, own=speech.own_version(error))
    return make_response(page, HTTPStatus.NOT_FOUND)


def answer_http_error(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or 500)
    answer = error_page(status, kind="host" if error.description == "host" else None)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        answer.headers["Allow"] = error.get_headers()[-1][1]
    return answer


def answer_crash(error: Exception) -> Response:
    """The 500 page. The log gets where it happened, never the message: it may quote what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    log.error("web.crashed", endpoint=request.endpoint, error=type(error).__name__, trace=where)
    return error_page(HTTPStatus.INTERNAL_SERVER_ERROR)


def error_page(status: HTTPStatus, *, detail: str | None = None, kind: str | None = None) -> Response:
    """`detail` is a sentence for the reader in place of the page's own; `kind` picks a page other than the status's."""
    name = kind or (str(status.value) if status in WITH_PAGE else "500" if status >= 500 else "400")
    page = render_template(f"errors/{name}.html", status=status.value, detail=detail)
    return make_response(page, status.value)
