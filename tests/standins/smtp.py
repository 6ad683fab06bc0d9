"""An SMTP server that keeps what it takes, and does at each step what a test asks of it."""

import asyncio
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Taken:
    """A mail that the server stored."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.content, policy=SMTP_POLICY)
        assert isinstance(parsed, EmailMessage)
        return parsed


@dataclass
class SmtpStandIn:
    """`answers` maps a step (`connect`, `mail`, `rcpt`, `data`) to what is said there instead of yes.

    An answer is a reply such as `451 later`, `cut` (the connection is closed) or `hang` (nothing is said until `release`).
    At `data`, `store+cut` and `store+hang` keep the mail first.
    """

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    connections: int = 0
    open_connections: "list[_Server]" = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)
    """Set when a mail was stored, or a step began to hang."""
    release: threading.Event = field(default_factory=threading.Event)

    def answer_to(self, recipient: str, reply: str) -> None:
        """Say `reply` to this recipient alone."""
        self.answers[f"rcpt {recipient}"] = reply

    def stop_hanging(self) -> None:
        self.answers.clear()
        self.release.set()


class _Server(SMTP):
    def __init__(self, standin: SmtpStandIn, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._standin = standin
        standin.open_connections.append(self)

    async def _handle_client(self) -> None:
        self._standin.connections += 1
        greeting = self._standin.answers.get("connect")
        if greeting is None:
            await super()._handle_client()
        elif greeting == "hang":
            await _until_released(self._standin)
        elif greeting != "cut":
            await self.push(greeting)
        if greeting is not None and self.transport is not None:
            self.transport.close()


class _Handler:
    def __init__(self, standin: SmtpStandIn) -> None:
        self.standin = standin

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if reply := await self._told("mail", server):
            return reply
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = await self._told(f"rcpt {address}", server) or await self._told("rcpt", server)
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = self.standin.answers.get("data", "")
        if not answer or answer.startswith("store"):
            assert isinstance(envelope.content, bytes)
            self.standin.taken.append(Taken(envelope.mail_from or "", envelope.rcpt_tos[0], envelope.content))
            self.standin.arrived.set()
        told = answer.removeprefix("store+")
        return await self._do(told, server) if told else "250 2.0.0 queued as 4711"

    async def _told(self, step: str, server: SMTP) -> str:
        return await self._do(self.standin.answers.get(step, ""), server)

    async def _do(self, answer: str, server: SMTP) -> str:
        if answer == "hang":
            await _until_released(self.standin)
            return "250 OK after all"
        if answer == "cut":
            _abort(server)
            return "421 gone"
        return answer


def _abort(server: SMTP) -> None:
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()


async def _until_released(standin: SmtpStandIn) -> None:
    standin.arrived.set()
    while not standin.release.is_set():  # noqa: ASYNC110  # set from another thread
        await asyncio.sleep(0.01)


@contextmanager
def smtp_server(
    *,
    tls: ssl.SSLContext | None = None,
    implicit_tls: bool = False,
    password: str | None = None,
    smtputf8: bool = False,
) -> Iterator[SmtpStandIn]:
    """A server on a free port; with `password`, it wants somebody to sign in."""
    standin = SmtpStandIn()

    def sign_in(_: SMTP, __: Session, ___: Envelope, ____: str, data: Any) -> AuthResult:
        is_right = isinstance(data, LoginPassword) and data.password == (password or "").encode()
        return AuthResult(success=is_right, handled=False)

    def serve() -> SMTP:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that signing in without TLS is not safe
            return _Server(
                standin,
                _Handler(standin),
                enable_SMTPUTF8=smtputf8,
                hostname="standin.example",
                tls_context=None if implicit_tls else tls,
                require_starttls=tls is not None and not implicit_tls,
                authenticator=sign_in if password else None,
                auth_required=bool(password),
                auth_require_tls=False,
                auth_exclude_mechanism=[] if password else ["LOGIN", "PLAIN"],
                loop=loop,
            )

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = loop.create_server(serve, "127.0.0.1", 0, ssl=tls if implicit_tls else None)
    server = asyncio.run_coroutine_threadsafe(listening, loop).result(10)
    standin.port = server.sockets[0].getsockname()[1]
    try:
        yield standin
    finally:
        standin.release.set()
        loop.call_soon_threadsafe(_stop, loop, server, standin)
        thread.join(5)
        loop.close()


def _stop(loop: asyncio.AbstractEventLoop, server: asyncio.Server, standin: SmtpStandIn) -> None:
    server.close()
    for each in standin.open_connections:
        _abort(each)
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.call_later(0.02, loop.stop)
