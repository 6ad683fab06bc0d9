"""Names, addresses and lines as people type them: what is taken, in which form it is kept, and what is said when not."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from actions.errors import Refused

MAX_NAME = 100
MAX_EMAIL = 254
MAX_PERSONAL_LINE = 500

_DOTS_IGNORED = frozenset({"gmail.com", "googlemail.com"})
_PLUS_TAGS = _DOTS_IGNORED | {
    "fastmail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mailbox.org",
    "me.com",
    "msn.com",
    "outlook.com",
    "pm.me",
    "posteo.de",
    "proton.me",
    "protonmail.com",
    "yandex.ru",
    "zoho.com",
}
_SAME_DOMAIN = {"googlemail.com": "gmail.com", "pm.me": "proton.me", "protonmail.com": "proton.me", "ya.ru": "yandex.ru"}

_YANDEX = re.compile(r"^(?:ya\.ru|yandex\.[a-z]+)$")

_NAME_PUNCTUATION = frozenset(" '’ʼ‘`.-‐‑·,()")
_JOINERS = "\u200c\u200d"  # Persian, Sinhala and others need them inside words
_LOOKS_LIKE_LINK = re.compile(
    r"https?:|www\.|://|\b[\w-]+\.(?:com|org|net|info|ru|de|io|me|cc|biz|xyz|top|site|online|shop)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class EmailAddress:
    typed: str
    """Where mail goes: NFC, domain in lower case, otherwise as typed."""
    canonical: str
    """For comparing only."""
    domain: str


def parse_email(text: str) -> EmailAddress:
    """One address (RFC 5321/6531) without a display name; raises `Refused` on the field `email`."""
    address = _one_line(text, field="email", what="The email address")
    if not address:
        raise Refused("Enter your email address.", field="email")
    if re.search(r"[,;\s]", address) or address.count("@") > 1:
        raise Refused("Enter one email address, without a name or spaces, like anna@example.org.", field="email")
    if len(address) > MAX_EMAIL:
        raise Refused(f"An email address has {MAX_EMAIL} characters at the most.", field="email")
    if "=?" in address:  # would be read as an encoded word of a header (RFC 2047)
        raise Refused("Enter an email address like anna@example.org.", field="email")
    try:
        valid = validate_email(address, check_deliverability=False, allow_domain_literal=False)
    except EmailNotValidError:
        raise Refused("Enter an email address like anna@example.org.", field="email") from None
    domain = valid.ascii_domain.lower()
    return EmailAddress(valid.normalized, canonical_email(valid.local_part, domain), domain)


def canonical_email(local_part: str, domain: str) -> str:
    """The form under which two spellings of one mailbox are equal, where its domain is known to ignore the difference."""
    local = _lower_ascii(unicodedata.normalize("NFC", local_part))
    if domain in _PLUS_TAGS:
        local = local.split("+", 1)[0] or local
    if domain in _DOTS_IGNORED:
        local = local.replace(".", "") or local
    return f"{local}@{_SAME_DOMAIN.get(domain, domain)}"


def mailbox(canonical: str) -> str:
    """The form under which spellings that may reach one person are equal: for limits on mail, where too strict is safe."""
    local, _, domain = canonical.rpartition("@")
    return f"{local.split('+', 1)[0].casefold()}@{_YANDEX.sub('yandex.ru', domain)}"


def _lower_ascii(text: str) -> str:
    """Other letters stay: “ſ” and “s”, “ß” and “ss” may be two people's mailboxes."""
    return "".join(each.lower() if each.isascii() else each for each in text)


def address_hash(key: str, canonical: str) -> bytes:
    """The keyed hash (HMAC-SHA-256) under which a canonical address is known."""
    return hmac.digest(key.encode(), canonical.encode(), hashlib.sha256)


def parse_name(text: str) -> str:
    """A person's name: letters and marks of any script, spaces and a little punctuation; raises `Refused` on `name`."""
    name = re.sub(r" +", " ", _one_line(text, field="name", what="The name"))
    if not name:
        raise Refused("Enter your name.", field="name")
    if len(name) > MAX_NAME:
        raise Refused(f"A name has {MAX_NAME} characters at the most.", field="name")
    if _LOOKS_LIKE_LINK.search(name):
        raise Refused("Enter your name alone, without a web address.", field="name")
    wrong = next((character for character in name if not _may_stand_in_name(character)), None)
    if wrong is not None:
        raise Refused(f"A name can't contain “{wrong}”.", field="name")
    if not any(unicodedata.category(character).startswith("L") for character in name):
        raise Refused("Enter your name with letters.", field="name")
    return name


def parse_personal_line(text: str) -> str:
    """A line of the supporter's own, plain text, with LF between lines; raises `Refused` on `personal_line`."""
    line = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_characters(line, allowed="\n", field="personal_line", what="Your line")
    line = re.sub(r"\n{3,}", "\n\n", unicodedata.normalize("NFC", line).strip())
    if len(line) > MAX_PERSONAL_LINE:
        raise Refused(f"Your line has {len(line)} characters; {MAX_PERSONAL_LINE} is the most.", field="personal_line")
    return line


def _one_line(text: str, *, field: str, what: str) -> str:
    if "\n" in text.strip() or "\r" in text.strip():
        raise Refused(f"{what} can't contain a line break.", field=field)
    stripped = text.strip()
    _refuse_characters(stripped, allowed="", field=field, what=what)
    return unicodedata.normalize("NFC", stripped)


def _refuse_characters(text: str, *, allowed: str, field: str, what: str) -> None:
    """Refuse control characters, lone surrogates, and marks that turn the direction of what follows (Unicode TR 36)."""
    for character in text:
        if character in allowed or character in _JOINERS:
            continue
        if unicodedata.category(character) in {"Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp"}:
            raise Refused(f"{what} contains a character that can't be shown (U+{ord(character):04X}).", field=field)


def _may_stand_in_name(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in _NAME_PUNCTUATION or character in _JOINERS
