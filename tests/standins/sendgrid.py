"""An HTTP server that takes v3 Mail Send requests as SendGrid documents them, and answers what a test asks for."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

KEY = "SG.stand-in"
FIELDS = {"from", "subject", "personalizations", "content", "headers", "custom_args", "tracking_settings", "reply_to"}


@dataclass
class SendGridStandIn:
    """`answer` is a status, `cut` or `hang` (until `release`); with `store+` before it, the mail is kept first."""

    port: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    answer: str = "202"
    headers: dict[str, str] = field(default_factory=dict)
    connections: int = 0
    closes_when_idle: bool = False
    problems: list[str] = field(default_factory=list)
    """What was wrong with a request, in the words of the API's documentation."""
    arrived: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    standin: ClassVar[SendGridStandIn]

    def setup(self) -> None:
        super().setup()
        self.standin.connections += 1

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        standin = self.standin
        if self.headers["Authorization"] != f"Bearer {KEY}":
            return self._say(401, {"errors": [{"message": "The provided authorization grant is invalid"}]})
        if problem := _problem(self.path, self.headers["Content-Type"], body):
            standin.problems.append(problem)
            return self._say(400, {"errors": [{"message": problem}]})
        action = standin.answer.removeprefix("store+")
        if action == "202" or standin.answer.startswith("store+"):
            standin.taken.append(json.loads(body))
        standin.arrived.set()
        if action == "hang":
            standin.release.wait(30)
        if action in {"hang", "cut"}:
            return self._cut()
        return self._say(int(action), None if action == "202" else {"errors": [{"message": "as asked"}]})

    def do_GET(self) -> None:
        self._say(200, {})

    def _say(self, status: int, content: dict[str, Any] | None) -> None:
        body = json.dumps(content).encode() if content is not None else b""
        self.send_response(status)
        headers = {"Content-Length": str(len(body)), "X-Message-Id": "stand-in-1", **self.standin.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = self.standin.closes_when_idle

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class's name
        """Say nothing."""


def _problem(path: str, content_type: str, body: bytes) -> str | None:
    if path != "/v3/mail/send" or content_type != "application/json":
        return "not a Mail Send request"
    mail = json.loads(body)
    if set(mail) - FIELDS:
        return "a field that nobody asked for"
    if len(mail["personalizations"]) != 1 or len(mail["personalizations"][0]["to"]) != 1:
        return "recipients who would see each other"
    if not mail["subject"] or not all(part["value"] for part in mail["content"]):
        return "an empty subject or content"
    if any(setting["enable"] for setting in mail["tracking_settings"].values()):
        return "tracking"
    return None


@contextmanager
def sendgrid_server() -> Iterator[SendGridStandIn]:
    standin = SendGridStandIn()
    handler = type("Handler", (_Handler,), {"standin": standin})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    standin.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield standin
    finally:
        standin.release.set()
        server.shutdown()
        server.server_close()
