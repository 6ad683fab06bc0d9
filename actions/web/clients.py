"""Where a request comes from, as far as it can be believed."""

import re

from flask import Request

from actions.domain.networks import Network, network_of
from actions.settings import Settings
from actions.web.guards import is_direct_loopback


def client_network(request: Request, settings: Settings) -> Network | None:
    """The network of the client; none for this machine's own requests to a site that nobody else reaches."""
    if settings.is_loopback and settings.proxy_hops == 0 and is_direct_loopback(request):
        return None
    return network_of(_client_address(request, settings.proxy_hops))


def _client_address(request: Request, hops: int) -> str:
    """The address that the outermost of `hops` proxies saw; the peer's where fewer of them left a word.

    Each proxy appends the address that it was asked from, so the last `hops` entries of `X-Forwarded-For` are the
    proxies', and whatever stands before them the client may have written.
    """
    peer = request.environ.get("REMOTE_ADDR") or ""
    entries = [each.strip() for line in request.headers.getlist("X-Forwarded-For") for each in line.split(",")]
    return _without_port(entries[-hops]) if 0 < hops <= len(entries) else peer


def _without_port(entry: str) -> str:
    """Some proxies write `192.0.2.1:50000` or `[2001:db8::1]:50000`."""
    found = re.fullmatch(r"\[(?P<six>[^\]]+)\](?::\d+)?|(?P<four>[\d.]+):\d+", entry)
    return (found["six"] or found["four"]) if found else entry
