"""Hand-over to SendGrid's v3 Mail Send.

The library builds the request and knows the format; it is sent over a kept connection of our own, since the library
opens a new one for each call, follows redirects, and has no deadline.
"""

import http.client
import json
import logging
import ssl
from email.utils import parsedate_to_datetime
from typing import Any, NoReturn
from urllib.parse import urlsplit

from sendgrid.helpers import mail as sendgrid
from sendgrid.helpers.mail.exceptions import ApiKeyIncludedException

from actions import clock
from actions.domain.mail import Mail, one_line, split_address
from actions.providers.base import (
    AccountRefused,
    Ambiguous,
    PermanentRefusal,
    Provider,
    Receipt,
    TemporaryRefusal,
)
from actions.providers.deadline import Deadline, TimedSocket

logging.getLogger("python_http_client").setLevel(logging.WARNING)  # its debug lines show the key and the mail

LARGEST_ANSWER = 65_536


class SendGridProvider(Provider):
    name = "sendgrid"

    def __init__(self, url: str, key: str, *, timeout: float, context: ssl.SSLContext | None = None) -> None:
        """`url` is the API's base address; `timeout` the seconds that one mail may take in all."""
        parts = urlsplit(url)
        self._host, self._port, self._is_tls = parts.hostname or "", parts.port, parts.scheme == "https"
        self._path = parts.path.rstrip("/") + "/v3/mail/send"
        self._key = key
        self._timeout = timeout
        self._context = context or ssl.create_default_context()
        self._deadline = Deadline()
        self._kept: http.client.HTTPConnection | None = None

    def send(self, mail: Mail) -> Receipt:
        if mail.needs_utf8:
            raise PermanentRefusal("SendGrid cannot carry addresses with letters outside ASCII before the @.")
        body = json.dumps(request_body(mail), ensure_ascii=True).encode("ascii")
        self._deadline.start(self._timeout)
        connection = self._connected()
        self._write(connection, body)
        response, answer = self._read(connection)
        if response.status != 202:
            self._refuse(response, answer)
        return Receipt(response.headers.get("X-Message-Id"))

    def close(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _connected(self) -> http.client.HTTPConnection:
        if self._kept is not None and isinstance(self._kept.sock, TimedSocket) and not self._kept.sock.is_stale():
            return self._kept
        self.close()
        try:
            seconds = self._deadline.remaining()
            connection: http.client.HTTPConnection
            if self._is_tls:
                connection = http.client.HTTPSConnection(self._host, self._port, timeout=seconds, context=self._context)
            else:
                connection = http.client.HTTPConnection(self._host, self._port, timeout=seconds)
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            raise AccountRefused(f"The server's certificate is not to be trusted: {error.verify_message}.") from error
        except OSError as error:
            raise TemporaryRefusal(f"SendGrid cannot be reached: {error}.", is_general=True) from error
        connection.sock = TimedSocket(connection.sock, self._deadline)
        self._kept = connection
        return connection

    def _write(self, connection: http.client.HTTPConnection, body: bytes) -> None:
        headers = {
            "Authorization": f"Bearer {self._key}",
            "Content-Type": "application/json",
            "User-Agent": "outcry",
        }
        try:
            connection.request("POST", self._path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            # The request's last byte was never given to the network, so there is no whole mail at the other end.
            self.close()
            raise TemporaryRefusal("The connection broke off while the mail was written.", is_general=True) from error

    def _read(self, connection: http.client.HTTPConnection) -> tuple[http.client.HTTPResponse, bytes]:
        try:
            response = connection.getresponse()
            answer = response.read(LARGEST_ANSWER)
            if not response.isclosed():
                self.close()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Ambiguous("The connection broke off before SendGrid said whether it took the mail.") from error
        return response, answer

    def _refuse(self, response: http.client.HTTPResponse, answer: bytes) -> NoReturn:
        text = f"{response.status} {_reason(answer)}".strip()
        match response.status:
            case 400 | 413:
                raise PermanentRefusal(text)
            case 401 | 403:
                raise AccountRefused(text)
            case 429:
                raise TemporaryRefusal(text, retry_after=_retry_after(response.headers), is_general=True)
            case _:
                # 200 after a redirect, 3xx, 5xx: some have been seen after the mail was stored.
                raise Ambiguous(text)


def request_body(mail: Mail) -> dict[str, Any]:
    """The JSON of one mail to one recipient, all tracking off."""
    try:
        return _built(mail, text=mail.text, html=mail.html)
    except ApiKeyIncludedException:
        # The library refuses a text that begins like one of its keys. Supporters may write what they like, and it is
        # not our key: build without the texts and put them in.
        body = _built(mail, text="-", html=None if mail.html is None else "-")
        texts = {"text/plain": mail.text, "text/html": mail.html}
        for content in body["content"]:
            content["value"] = texts[content["type"]]
        return body


def _built(mail: Mail, *, text: str, html: str | None) -> dict[str, Any]:
    built = sendgrid.Mail(subject=one_line(mail.subject), plain_text_content=text, html_content=html)
    built.from_email = _party(sendgrid.From, mail.from_address, mail.from_name)
    built.add_to(_party(sendgrid.To, mail.to))
    if mail.reply_to:
        built.reply_to = _party(sendgrid.ReplyTo, mail.reply_to)
    for name, value in {"Message-ID": mail.message_id, **mail.headers}.items():
        built.add_header(sendgrid.Header(name, value))
    built.add_custom_arg(sendgrid.CustomArg("attempt", str(mail.attempt)))
    built.tracking_settings = _no_tracking()
    body: dict[str, Any] = built.get()
    return body


def _party(kind: type[Any], address: str, name: str | None = None) -> Any:
    party = kind()
    party.email = split_address(address).addr_spec  # given to the constructor, it would be parsed as a header
    party.name = one_line(name) if name else None
    return party


def _no_tracking() -> sendgrid.TrackingSettings:
    return sendgrid.TrackingSettings(
        click_tracking=sendgrid.ClickTracking(enable=False, enable_text=False),
        open_tracking=sendgrid.OpenTracking(enable=False),
        subscription_tracking=sendgrid.SubscriptionTracking(enable=False),
        ganalytics=sendgrid.Ganalytics(enable=False),
    )


def _reason(answer: bytes) -> str:
    try:
        errors = json.loads(answer)["errors"]
        return " ".join("; ".join(str(error["message"]) for error in errors).split())[:300]
    except (ValueError, KeyError, TypeError):
        return ""


def _retry_after(headers: http.client.HTTPMessage) -> float | None:
    """Seconds from `Retry-After` (RFC 9110: seconds or a date) or `X-RateLimit-Reset` (seconds since 1970)."""
    now = clock.now().timestamp()
    try:
        if after := headers.get("Retry-After"):
            at = now + float(after) if after.strip().isdigit() else parsedate_to_datetime(after).timestamp()
        elif reset := headers.get("X-RateLimit-Reset"):
            at = float(int(reset))
        else:
            return None
    except ValueError:
        return None
    return max(0.0, at - now)
