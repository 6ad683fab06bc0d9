"""What a request must be before any view sees it, and what every answer carries."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from flask import Flask, Request, Response, abort, g, request

from actions.settings import Settings, is_loopback_host
from actions.web.policies import Policy, Registered, registered, uncached

LONGEST_URL = 8_000
FORM_TYPES = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})
_FORWARDED = re.compile(r"forwarded|x-forwarded|x-original|x-real|via$|cf-|true-client|.*client-ip", re.IGNORECASE)
"""Names of headers that only a proxy adds."""

_CSP = (
    "default-src 'none'; style-src 'self'{style}; script-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; {frames}frame-ancestors {ancestors}"
)
_PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


def install(app: Flask, settings: Settings) -> None:
    headers_of = lru_cache(maxsize=1000)(lambda policy, style_hash: headers_for(policy, settings, style_hash))

    @app.before_request
    def guard() -> None:
        declared = registered(app, request.endpoint)
        if not declared.policy.any_host and not is_our_host(settings, request.headers.get("Host", "")):
            abort(400, "host")
        if len(request.environ.get("RAW_URI", "") or request.full_path) > LONGEST_URL:
            abort(414)
        if declared.policy.is_demo_only and not (settings.is_demo and is_direct_loopback(request)):
            abort(404)
        if request.method == "POST" and request.routing_exception is None:
            _guard_post(settings, declared)

    @app.after_request
    def add_headers(response: Response) -> Response:
        policy = registered(app, request.endpoint).policy
        if response.status_code >= 400 or request.method == "POST":
            policy = uncached(policy)
        for name, value in headers_of(policy, g.get("style_hash")):
            response.headers.setdefault(name, value)
        return response


def _guard_post(settings: Settings, declared: Registered) -> None:
    request.max_content_length = declared.max_body
    request.max_form_memory_size = declared.max_body
    if (request.content_length or 0) > declared.max_body:
        abort(413)
    if request.mimetype and request.mimetype not in FORM_TYPES:
        abort(415)
    if not declared.policy.any_origin and is_foreign(request, settings):
        abort(403)


def is_our_host(settings: Settings, host: str) -> bool:
    """Whether `Host` names this site: the public URL's host and port, in demo mode any name of this machine."""
    ours = urlsplit(settings.origin)
    default_port = {"http": "80", "https": "443"}[ours.scheme]
    if host.lower().removesuffix(f":{default_port}") == ours.netloc.lower().removesuffix(f":{default_port}"):
        return True
    return settings.is_demo and is_loopback_host(_name_in(host))


def _name_in(host: str) -> str:
    """The name or address in `host`, without port; empty where it cannot be read."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def is_foreign(request: Request, settings: Settings) -> bool:
    """Whether another site, named, sent this. `Origin: null` names none: then the token in the form decides."""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site") == "cross-site"
    return origin != "null" and not is_our_host(settings, origin.partition("://")[2])


def is_direct_loopback(request: Request) -> bool:
    """Whether the peer is on this machine and no proxy stands between."""
    peer = request.environ.get("REMOTE_ADDR") or ""
    return is_loopback_host(peer) and not any(_FORWARDED.match(name) for name, _ in request.headers)


def headers_for(policy: Policy, settings: Settings, style_hash: str | None) -> list[tuple[str, str]]:
    """`style_hash` is of the style sheet that stands inside the page, if one does."""
    headers = [
        ("Cache-Control", policy.cache_control),
        ("Content-Security-Policy", _content_policy(policy, settings, style_hash)),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", policy.referrer),
        ("Permissions-Policy", _PERMISSIONS),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "cross-origin" if policy.is_framed else "same-origin"),
    ]
    if not policy.is_indexed:
        headers.append(("X-Robots-Tag", "noindex, nofollow"))
    if settings.is_secure:
        headers.append(("Strict-Transport-Security", "max-age=63072000; includeSubDomains"))
    return headers


def _content_policy(policy: Policy, settings: Settings, style_hash: str | None) -> str:
    origins = settings.embed_origin_list if policy.is_framed else ()
    frames = "frame-src 'self'; " if policy.is_demo_only else ""  # the mailbox shows HTML in one
    style = f" '{style_hash}'" if style_hash else ""
    return _CSP.format(style=style, frames=frames, ancestors=" ".join(origins) or "'none'")
