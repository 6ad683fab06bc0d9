"""Public pages, the same bytes for everybody: rendered once, kept in the process, answered before Flask's dispatch.

A kept page knows from which versions it was made. A thread asks the database once a second for the present ones (one query
for all actions) and marks what they outdate; so does the turn of the hour, since a page holds a form token and the date. The
first request after that renders anew while others still get the old page. While the database is away, the last good
pages stay. A page is compressed once, as small as it gets, when the first reader comes who can read that.
"""

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import brotli
import structlog
from flask import Flask, Response, g, request

from actions import clock
from actions.db import Database
from actions.errors import Unavailable
from actions.queries.actions import PageVersion, page_versions
from actions.web.policies import current_policy

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST_PAGES = 5_000
SMALLEST_COMPRESSED = 500
ALREADY_COMPRESSED = frozenset({"font/woff2", "image/png", "image/webp"})
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=11, lgwin=18),
    "gzip": lambda body: gzip.compress(body, compresslevel=9, mtime=0),
}
"""By content coding, the one that we like best first."""
RETRY_AFTER = 2.0
"""Seconds after which a page whose renewal failed is tried again."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Origin:
    """What a page was made from: the versions of its actions. `everything` says that any other change outdates it too."""

    versions: frozenset[PageVersion] = frozenset()
    everything: bool = False

    def is_current(self, now: frozenset[PageVersion]) -> bool:
        return self.versions == now if self.everything else self.versions <= now


@dataclass
class KeptPage:
    origin: Origin
    etag: str
    """Weak: one for all codings."""
    headers: list[tuple[str, str]]
    """Those of every coding."""
    body: bytes
    is_compressible: bool
    is_of_an_action: bool
    """Whether to ask for it is to look at an action."""
    fresh_until: float
    is_outdated: bool = False
    _codings: dict[str, tuple[list[tuple[str, str]], bytes]] = field(default_factory=dict)
    """Headers and body as they were asked for before."""
    _renewal_due: float = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def is_fresh(self, now: float) -> bool:
        return not self.is_outdated and now < self.fresh_until

    def claim_renewal(self, now: float) -> bool:
        """Whether the caller is the one to render this page anew; true once in two seconds."""
        with self._lock:
            if now < self._renewal_due:
                return False
            self._renewal_due = now + RETRY_AFTER
            return True

    def answer(self, environ: "WSGIEnvironment") -> tuple[str, list[tuple[str, str]], bytes]:
        """Status line, headers and body for this request."""
        if _is_known(self.etag, environ.get("HTTP_IF_NONE_MATCH", "")):
            return "304 Not Modified", [each for each in self.headers if each[0] != "Content-Type"], b""
        coding = best_coding(environ.get("HTTP_ACCEPT_ENCODING", "")) if self.is_compressible else ""
        headers, body = self._codings.get(coding) or self._encode(coding)
        return "200 OK", headers, b"" if environ["REQUEST_METHOD"] == "HEAD" else body

    def _encode(self, coding: str) -> tuple[list[tuple[str, str]], bytes]:
        body = COMPRESSORS[coding](self.body) if coding else self.body
        encoded = [("Content-Encoding", coding)] if coding else []
        made = ([*self.headers, *encoded, ("Content-Length", str(len(body)))], body)
        self._codings[coding] = made  # two readers at once: the same twice
        return made

    def response(self, environ: "WSGIEnvironment") -> Response:
        status, headers, body = self.answer(environ)
        return Response(body, status, headers)


def _is_known(etag: str, if_none_match: str) -> bool:
    return etag in if_none_match or if_none_match == "*"


@lru_cache(maxsize=256)
def best_coding(accepted: str) -> str:
    """The coding for an `Accept-Encoding`; empty for the body as it is."""
    weights = dict(_weighed(each) for each in accepted.lower().split(",") if each.strip())
    wanted = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in COMPRESSORS}
    best = max(wanted, key=wanted.__getitem__)
    return best if wanted[best] > 0 else ""


def _weighed(item: str) -> tuple[str, float]:
    name, _, parameter = item.partition(";")
    weight = parameter.strip().removeprefix("q=")
    try:
        return name.strip(), float(weight or 1)
    except ValueError:
        return name.strip(), 0.0


def keep(response: Response, origin: Origin) -> Response:
    """Mark a view's answer as one to be kept, made from `origin`."""
    g.kept_origin = origin
    return response


class Tallies(Protocol):
    def seen(self, path: str, query: str) -> None:
        """Somebody looks at the page of an action. Called for every look, by many threads: must not wait for anything."""

    def flush(self) -> None:
        """Called with each poll. May raise `Unavailable`."""


class PageCache:
    """The kept pages of this process, and the middleware that answers with them."""

    def __init__(
        self,
        database: Database,
        *,
        is_our_host: Callable[[str], bool],
        poll_every: float | None,
        tallies: Tallies | None = None,
    ) -> None:
        """`poll_every` is in seconds; with none nothing polls by itself, and `poll` is for the caller."""
        self._database = database
        self._is_our_host = is_our_host
        self._poll_every = poll_every
        self._tallies = tallies
        self._pages: dict[str, KeptPage] = {}
        self._hosts: dict[str, bool] = {}
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def install(self, app: Flask) -> None:
        app.after_request(self._store)
        self._app: WSGIApplication = app.wsgi_app
        app.wsgi_app = self  # type: ignore[method-assign]  # Flask's own way to add a middleware

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if self._thread is None and self._poll_every is not None:
            self._start_polling(self._poll_every)
        page = self._find(environ)
        if page is None:
            return self._app(environ, start_response)
        self._tally(page, environ)
        status, headers, body = page.answer(environ)
        start_response(status, headers)
        return (body,)

    def _find(self, environ: "WSGIEnvironment") -> KeptPage | None:
        """The page for this request, unless it is for Flask: not kept, another host's, or due to be rendered anew."""
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return None
        page = self._pages.get(environ["PATH_INFO"])
        if page is None or not self._is_known_host(environ.get("HTTP_HOST", "")):
            return None
        now = clock.now().timestamp()
        return None if not page.is_fresh(now) and page.claim_renewal(now) else page

    def _is_known_host(self, host: str) -> bool:
        known = self._hosts.get(host)
        if known is None:
            known = self._is_our_host(host)
            if len(self._hosts) < 100:
                self._hosts[host] = known
        return known

    def last_good(self, environ: "WSGIEnvironment") -> Response | None:
        """The page as it was last rendered, however old: better than none while the database is away."""
        page = self._pages.get(environ["PATH_INFO"])
        return page.response(environ) if page else None

    def _store(self, response: Response) -> Response:
        origin = g.pop("kept_origin", None)
        path = request.environ["PATH_INFO"]
        if response.status_code in {404, 410}:
            self._pages.pop(path, None)  # what is taken away, e.g. a photo, is not for one more reader
        if origin is None or response.status_code != 200 or not current_policy().is_kept:
            return response
        page = make_page(response, origin)
        if path in self._pages or len(self._pages) < MOST_PAGES:
            self._pages[path] = page
        self._tally(page, request.environ)
        return page.response(request.environ)

    def _tally(self, page: KeptPage, environ: "WSGIEnvironment") -> None:
        if page.is_of_an_action and self._tallies is not None and environ["REQUEST_METHOD"] == "GET":
            self._tallies.seen(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))

    def poll(self) -> None:
        """Compare the kept pages with the database. Raises `Unavailable`."""
        with self._database.read_only() as session:
            now = frozenset(page_versions(session))
        slugs = {version.slug for version in now}
        for path, page in list(self._pages.items()):
            if not page.origin.everything and any(each.slug not in slugs for each in page.origin.versions):
                del self._pages[path]  # no longer public: not for one more reader
            elif not page.origin.is_current(now):
                page.is_outdated = True

    def _start_polling(self, every: float) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._poll_on, args=(every,), name="pages", daemon=True)
                self._thread.start()

    def _poll_on(self, every: float) -> None:
        is_away = False
        while not self._stopped.wait(every):
            try:
                self.poll()
                if self._tallies is not None:
                    self._tallies.flush()
                is_away = False
            except Unavailable:
                if not is_away:
                    log.warning("pages.database_away")
                is_away = True
            except Exception as error:  # noqa: BLE001  # this thread must outlive whatever goes wrong once
                log.error("pages.poll_failed", error=type(error).__name__)  # noqa: TRY400  # a message may quote data

    def stop(self) -> None:
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()


def make_page(response: Response, origin: Origin) -> KeptPage:
    body = response.get_data()
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = [(name, value) for name, value in response.headers if name not in {"Content-Length", "ETag", "Vary"}]
    return KeptPage(
        origin=origin,
        etag=etag,
        headers=[*headers, ("ETag", etag), ("Vary", "Accept-Encoding")],
        body=body,
        is_compressible=len(body) >= SMALLEST_COMPRESSED and response.mimetype not in ALREADY_COMPRESSED,
        is_of_an_action=bool(origin.versions) and not origin.everything and response.mimetype == "text/html",
        fresh_until=_next_hour(),
    )


def _next_hour() -> float:
    return (clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)).timestamp()
