"""A plain HTTP client for tests of running servers: no redirects followed, no cookies, no proxy."""

import http.client
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    status: int
    """0 where no answer came."""
    text: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def request(port: int, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
    """Ask `http://localhost:port`; a body goes as a form."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    sent = {"Host": f"localhost:{port}", **(headers or {})}
    if body is not None:
        sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
    try:
        connection.request(method, path, body=body, headers=sent)
        answer = connection.getresponse()
        return Answer(answer.status, answer.read().decode(errors="replace"), dict(answer.getheaders()))
    except (OSError, http.client.HTTPException):
        return Answer(0)
    finally:
        connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
