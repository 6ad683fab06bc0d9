"""Hand-over by SMTP (RFC 5321), with one connection for a batch.

The line that everything turns on is the final dot of DATA: cut before it, the server cannot have taken the mail; cut
after it, nobody knows.
"""

import re
import smtplib
import socket
import ssl
from contextlib import suppress
from typing import Literal, NoReturn

from actions.domain.mail import Mail, split_address
from actions.providers.base import (
    AccountRefused,
    Ambiguous,
    PermanentRefusal,
    Provider,
    Receipt,
    SendError,
    TemporaryRefusal,
)
from actions.providers.deadline import Deadline, TimedSocket

Security = Literal["starttls", "tls", "none"]

OK = 250
START_DATA = 354
START_TLS = 220
CLOSING = 421
AUTHENTICATION_CODES = frozenset({530, 534, 535, 538})
"""5xx that are about us, whichever command they answer (RFC 4954)."""
ABOUT_THE_SENDER = re.compile(rb"5\.(?:7\.\d+|1\.[78])\b")
"""Enhanced codes (RFC 3463) of a refused MAIL FROM: our sender is the same for every mail, and so would the answer be."""


class SmtpProvider(Provider):
    name = "smtp"

    def __init__(
        self,
        host: str,
        port: int,
        *,
        security: Security,
        username: str = "",
        password: str = "",
        hello: str,
        timeout: float,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """`hello` is our name in EHLO; `timeout` the seconds that one mail may take in all, connecting included."""
        self._host, self._port, self._security = host, port, security
        self._username, self._password = username, password
        self._hello = hello
        self._timeout = timeout
        self._context = context or ssl.create_default_context()
        self._deadline = Deadline()
        self._kept: _Connection | None = None

    def send(self, mail: Mail) -> Receipt:
        content = mail.as_bytes()
        self._deadline.start(self._timeout)
        connection = self._with_open_envelope(mail)
        try:
            return connection.hand_over(content)
        except _Answered as answer:
            self._refuse(answer)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise _before_the_dot(error) from error
        except Ambiguous:
            self.close()
            raise

    def close(self) -> None:
        if self._kept is not None:
            self._kept.leave()
            self._kept = None

    def _with_open_envelope(self, mail: Mail) -> "_Connection":
        """A connection, the kept one if it still lives, on which the server agreed to sender and recipient."""
        if self._kept is not None and (connection := self._on_kept(self._kept, mail)):
            return connection
        self.close()
        self._kept = self._connected()
        try:
            return self._open_envelope(self._kept, mail)
        except _Answered as answer:
            self._refuse(answer)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise _before_the_dot(error) from error

    def _on_kept(self, kept: "_Connection", mail: Mail) -> "_Connection | None":
        """The kept connection, or none where the server closed it meanwhile: nothing was handed over on it."""
        if kept.is_stale():
            return None
        try:
            return self._open_envelope(kept, mail)
        except _Answered as answer:
            if answer.code != CLOSING:
                self._refuse(answer)
            return None
        except (smtplib.SMTPException, OSError):
            return None

    def _open_envelope(self, connection: "_Connection", mail: Mail) -> "_Connection":
        options = []
        if mail.needs_utf8:
            if not connection.has_extn("smtputf8"):
                raise PermanentRefusal("The server cannot carry addresses with letters outside ASCII before the @.")
            options = ["SMTPUTF8", "BODY=8BITMIME"]
        connection.open_envelope(_ascii(mail.envelope_from), _ascii(mail.to), options)
        return connection

    def _connected(self) -> "_Connection":
        connection = _Connection(self._host, self._port, self._hello, self._deadline, self._context)
        try:
            connection.greet(self._security)
            if self._username:
                connection.sign_in(self._username, self._password)
        except (SendError, _Answered, smtplib.SMTPException, OSError) as error:
            connection.close()
            raise _while_connecting(error) from error
        return connection

    def _refuse(self, answer: "_Answered") -> NoReturn:
        """Raise what the server's definite answer to this mail means, with the connection ready for the next."""
        if answer.code == CLOSING or not (self._kept and self._kept.reset()):
            self.close()
        if answer.code in AUTHENTICATION_CODES:
            raise AccountRefused(str(answer)) from answer
        if 500 <= answer.code < 600:
            raise PermanentRefusal(str(answer)) from answer
        raise TemporaryRefusal(str(answer), is_general=answer.code == CLOSING) from answer


class _Answered(Exception):
    """The server answered, and did not agree."""

    def __init__(self, code: int, reply: bytes) -> None:
        super().__init__(f"{code} {_one_line(reply)}")
        self.code = code


class _Connection(smtplib.SMTP):
    """smtplib's connection under one deadline, taken apart where we must know how far it got."""

    sock: TimedSocket | None  # type: ignore[assignment]  # smtplib asks no more of it

    def __init__(self, host: str, port: int, hello: str, deadline: Deadline, context: ssl.SSLContext) -> None:
        super().__init__(local_hostname=hello)  # without a host smtplib does not connect, and asks no DNS for our name
        self._server, self._port = host, port
        self._deadline = deadline
        self._context = context

    def greet(self, security: Security) -> None:
        """Connect, secure and say hello; raises `_Answered`, `AccountRefused`, `OSError` or `SMTPException`."""
        plain = socket.create_connection((self._server, self._port), self._deadline.remaining())
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock = TimedSocket(self._secured(plain) if security == "tls" else plain, self._deadline)
        self._expect(START_TLS, *self.getreply())
        self._expect(OK, *self.ehlo())
        if security == "starttls":
            self._start_tls()

    def sign_in(self, username: str, password: str) -> None:
        try:
            self.login(username, password)
        except (smtplib.SMTPResponseException, smtplib.SMTPServerDisconnected):
            raise
        except smtplib.SMTPException as error:
            raise AccountRefused("The server offers no way to sign in. See SMTP_USERNAME.") from error

    def _start_tls(self) -> None:
        if not self.has_extn("starttls"):
            raise AccountRefused("The server offers no STARTTLS, and without it nothing is sent. See SMTP_SECURITY.")
        self._expect(START_TLS, *self.docmd("STARTTLS"))
        assert self.sock is not None
        self.sock = TimedSocket(self._secured(self.sock.plain), self._deadline)
        self.file = None  # whatever came in clear behind the answer is not believed (RFC 3207)
        self._expect(OK, *self.ehlo())

    def _secured(self, plain: socket.socket) -> ssl.SSLSocket:
        plain.settimeout(self._deadline.remaining())
        return self._context.wrap_socket(plain, server_hostname=self._server)

    def open_envelope(self, sender: str, recipient: str, options: list[str]) -> None:
        self.command_encoding = "utf-8" if options else "ascii"
        code, reply = self.mail(sender, options)
        if ABOUT_THE_SENDER.match(reply) and 500 <= code < 600:
            raise AccountRefused(f"{code} {_one_line(reply)}")
        self._expect(OK, code, reply)
        code, reply = self.rcpt(recipient)
        if code not in {OK, 251}:
            raise _Answered(code, reply)

    def hand_over(self, content: bytes) -> Receipt:
        """DATA. Raises `_Answered` for a definite no, `Ambiguous` once the final dot is out, else what broke."""
        self._expect(START_DATA, *self.docmd("DATA"))
        body = content if content.endswith(b"\r\n") else content + b"\r\n"
        self.send(body.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        try:
            code, reply = self.getreply()
        except (smtplib.SMTPException, OSError) as error:
            raise Ambiguous("The connection broke off before the server said whether it took the mail.") from error
        if not 200 <= code < 600:
            raise Ambiguous(f"The server's answer to the mail cannot be understood: {code}.")
        self._expect(OK, code, reply)
        return Receipt(_one_line(reply) or None)

    def is_stale(self) -> bool:
        return self.sock is None or self.sock.is_stale()

    def reset(self) -> bool:
        """Forget the envelope; whether the connection can be used again."""
        try:
            return self.rset()[0] == OK
        except (smtplib.SMTPException, OSError):
            return False

    def leave(self) -> None:
        """Say goodbye, if anybody is still there, without waiting for an answer."""
        self._deadline.start(1)
        with suppress(smtplib.SMTPException, OSError):
            self.putcmd("QUIT")
        self.close()

    def _expect(self, wanted: int, code: int, reply: bytes) -> None:
        if code != wanted:
            raise _Answered(code, reply)


def _ascii(address: str) -> str:
    """`address` with its domain as the wire wants it."""
    return split_address(address).addr_spec


def _one_line(reply: bytes) -> str:
    return " ".join(reply.decode("utf-8", "replace").split())[:300]


def _before_the_dot(error: Exception) -> SendError:
    return TemporaryRefusal(f"The connection broke off before the mail was handed over: {error}.", is_general=True)


def _while_connecting(error: Exception) -> SendError:
    """What a failure to connect, to secure or to sign in means. No mail was on its way yet."""
    if isinstance(error, SendError):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        return AccountRefused(f"The server's certificate is not to be trusted: {error.verify_message}.")
    if isinstance(error, smtplib.SMTPResponseException):
        error = _Answered(error.smtp_code, _as_bytes(error.smtp_error))
    if isinstance(error, _Answered) and 500 <= error.code < 600:
        return AccountRefused(str(error))
    return TemporaryRefusal(f"The server cannot be reached: {error}.", is_general=True)


def _as_bytes(reply: bytes | str) -> bytes:
    return reply.encode() if isinstance(reply, str) else reply
