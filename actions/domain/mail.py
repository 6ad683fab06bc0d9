"""One mail as it leaves the house: checked, then written by the standard library alone (RFC 5322, 2047, 6532)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID

import idna

_ASCII_POLICY = SMTP.clone(cte_type="7bit")
_UTF8_POLICY = _ASCII_POLICY.clone(utf8=True)
"""Only for addresses that cannot be written in ASCII, and only where the next server reads them (RFC 6531)."""
_NOT_IN_TEXTS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but tab and line feed, and lone surrogates."""
_NOT_IN_LINES = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PART = re.compile(r"""[^\s"(),:;<>@\[\\\]]+""")
"""What may stand on either side of the @ without quotes (RFC 5322, 6532); nobody has an address that needs them."""
_ENCODED_WORD = re.compile(r"=\?(?=[^?]*\?[bBqQ]\?)")
"""Where text reads as an encoded word (RFC 2047). The standard library would decode it, line breaks inside included."""


class Unsendable(ValueError):
    """The mail holds what no mail may hold, so that sending it again is no help."""


@dataclass(frozen=True, kw_only=True)
class Mail:
    """Raises `Unsendable` when made of anything that could break its headers or cannot be encoded."""

    attempt: UUID
    """Of this hand-over alone; the Message-ID is made of it."""
    envelope_from: str
    """Where bounces go (RFC 5321 MAIL FROM)."""
    from_address: str
    from_name: str | None = None
    to: str
    reply_to: str | None = None
    subject: str
    text: str
    html: str | None = None
    sent_at: datetime
    headers: Mapping[str, str] = field(default_factory=dict)
    """Further ones, such as `Auto-Submitted`."""

    def __post_init__(self) -> None:
        for line in (self.subject, self.from_name or "", *self.headers, *self.headers.values()):
            _check(line, forbidden=_NOT_IN_LINES)
        for text in (self.text, self.html or ""):
            _check(text, forbidden=_NOT_IN_TEXTS)
        for address in self._addresses:
            split_address(address)

    @property
    def message_id(self) -> str:
        return f"<{self.attempt}@{split_address(self.from_address).domain}>"

    @property
    def needs_utf8(self) -> bool:
        """Whether an address has a non-ASCII local part, which only SMTPUTF8 can carry."""
        return not all(split_address(address).username.isascii() for address in self._addresses)

    def message(self) -> EmailMessage:
        message = EmailMessage(policy=_UTF8_POLICY if self.needs_utf8 else _ASCII_POLICY)
        message["From"] = split_address(self.from_address, display_name=one_line(self.from_name or ""))
        message["To"] = split_address(self.to)
        if self.reply_to:
            message["Reply-To"] = split_address(self.reply_to)
        message["Subject"] = one_line(self.subject)
        message["Date"] = format_datetime(self.sent_at)
        message["Message-ID"] = self.message_id
        for name, value in self.headers.items():
            message[name] = one_line(value)
        message.set_content(self.text)
        if self.html is not None:
            message.add_alternative(self.html, subtype="html")
        return message

    def as_bytes(self) -> bytes:
        """The message with CRLF line ends, 7-bit clean unless `needs_utf8`. Raises `Unsendable`."""
        try:
            return self.message().as_bytes()
        except Exception as error:  # the standard library's header parser fails in many ways on odd input
            raise Unsendable("No message can be made of its parts.") from error

    @property
    def _addresses(self) -> tuple[str, ...]:
        return (self.envelope_from, self.from_address, self.to, *([self.reply_to] if self.reply_to else []))


def split_address(address: str, *, display_name: str = "") -> Address:
    """`address` with its domain in ASCII (IDNA 2008, UTS 46); raises `Unsendable` where it is none."""
    _check(address, forbidden=_NOT_IN_LINES)
    username, at, domain = address.rpartition("@")
    if not (at and _PART.fullmatch(username) and _PART.fullmatch(domain)) or _ENCODED_WORD.search(address):
        raise Unsendable("An address is malformed.")
    try:
        ascii_domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode()
        return Address(display_name, username, ascii_domain)
    except ValueError as error:  # idna's errors and the registry's are both of this kind
        raise Unsendable("An address is malformed.") from error


def one_line(text: str) -> str:
    """`text` as a header can hold it: Unicode's own line separators as spaces, and nothing that reads as an encoded word."""
    line = " ".join(text.replace("\u2028", " ").replace("\u2029", " ").split())
    return _ENCODED_WORD.sub("=\u200b?", line)


def _check(text: str, *, forbidden: re.Pattern[str]) -> None:
    if forbidden.search(text):
        raise Unsendable("A text holds control characters or broken Unicode.")
