"""Names, addresses and lines as people type them: what is taken, in which form it is kept, and what is said when not."""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from actions.errors import Refused
from actions.languages import N_

MAX_NAME = 100
MAX_EMAIL = 254
MAX_PERSONAL_LINE = 500
MAX_EDIT = 4_000
MAX_EDIT_BYTES = 12_000
MAX_REPORT = 500
_MOST_MARKS = 6
"""Combining marks that may stand on one letter: more than any script's spelling needs."""

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
class _Entry:
    """What is said of an input that holds what no text of its kind may."""

    field: str
    has_hidden: str
    has_pile: str
    has_break: str = ""


_ADDRESS = _Entry(
    "email",
    has_hidden=N_("The email address contains a character that can't be shown (%(code)s)."),
    has_pile=N_("The email address has too many marks on one letter."),
    has_break=N_("The email address can't contain a line break."),
)
_NAME = _Entry(
    "name",
    has_hidden=N_("The name contains a character that can't be shown (%(code)s)."),
    has_pile=N_("The name has too many marks on one letter."),
    has_break=N_("The name can't contain a line break."),
)
_LINE = _Entry(
    "personal_line",
    has_hidden=N_("Your line contains a character that can't be shown (%(code)s)."),
    has_pile=N_("Your line has too many marks on one letter."),
)
_EDITS = {
    field: _Entry(
        field,
        has_hidden=N_("Your words contain a character that can't be shown (%(code)s)."),
        has_pile=N_("Your words have too many marks on one letter."),
    )
    for field in ("edited_top", "edited_end")
}
_REPORT = _Entry(
    "text",
    has_hidden=N_("Your words contain a character that can't be shown (%(code)s)."),
    has_pile=N_("Your words have too many marks on one letter."),
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
    address = _one_line(text, _ADDRESS)
    if not address:
        raise Refused(N_("Enter your email address."), field="email")
    if re.search(r"[,;\s]", address) or address.count("@") > 1:
        raise Refused(N_("Enter one email address, without a name or spaces, like anna@example.org."), field="email")
    if len(address) > MAX_EMAIL:
        raise Refused(N_("An email address has %(most)s characters at the most."), field="email", most=MAX_EMAIL)
    if "=?" in address:  # would be read as an encoded word of a header (RFC 2047)
        raise Refused(N_("Enter an email address like anna@example.org."), field="email")
    try:
        valid = validate_email(address, check_deliverability=False, allow_domain_literal=False)
    except EmailNotValidError:
        raise Refused(N_("Enter an email address like anna@example.org."), field="email") from None
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
    name = re.sub(r" +", " ", _one_line(text, _NAME))
    if not name:
        raise Refused(N_("Enter your name."), field="name")
    if len(name) > MAX_NAME:
        raise Refused(N_("A name has %(most)s characters at the most."), field="name", most=MAX_NAME)
    if _LOOKS_LIKE_LINK.search(name):
        raise Refused(N_("Enter your name alone, without a web address."), field="name")
    wrong = next((character for character in name if not _may_stand_in_name(character)), None)
    if wrong is not None:
        raise Refused(N_("A name can't contain “%(character)s”."), field="name", character=wrong)
    if not _has_letter(name):
        raise Refused(N_("Enter your name with letters."), field="name")
    return name


def parse_personal_line(text: str) -> str:
    """A line of the supporter's own, plain text, with LF between lines; raises `Refused` on `personal_line`."""
    line = _own_words(text, _LINE)
    if len(line) > MAX_PERSONAL_LINE:
        raise Refused(
            N_("Your line has %(length)s characters; %(most)s is the most."),
            field="personal_line",
            length=len(line),
            most=MAX_PERSONAL_LINE,
        )
    if line and not _has_letter(line):
        raise Refused(N_("Write your line in words: the embassy gets it as plain text."), field="personal_line")
    return line


def parse_edit(text: str, *, field: str) -> str:
    """A part of the letter in the supporter's own words, plain text with LF; raises `Refused` on `field`.

    Markup and merge fields are text like any other.
    """
    words = _own_words(text, _EDITS[field])
    if len(words) > MAX_EDIT or len(words.encode()) > MAX_EDIT_BYTES:
        raise Refused(
            N_("Your words have %(length)s characters; %(most)s is the most."), field=field, length=len(words), most=MAX_EDIT
        )
    if words and not _has_letter(words):
        raise Refused(N_("Write this part in words: the embassy gets it as plain text."), field=field)
    return words


def parse_report(text: str) -> str:
    """What somebody says is wrong with a mission, plain text with LF; raises `Refused` on `text`."""
    words = _own_words(text, _REPORT)
    if not _has_letter(words):
        raise Refused(N_("Say what is wrong."), field="text")
    if len(words) > MAX_REPORT:
        told = N_("Your words have %(length)s characters; %(most)s is the most.")
        raise Refused(told, field="text", length=len(words), most=MAX_REPORT)
    return words


def _own_words(text: str, entry: _Entry) -> str:
    words = text.replace("\r\n", "\n").replace("\r", "\n")
    _refuse_characters(words, entry, allowed="\n")
    return re.sub(r"\n[ \n]*\n", "\n\n", unicodedata.normalize("NFC", words).strip())


def _has_letter(text: str) -> bool:
    return any(unicodedata.category(character).startswith("L") for character in text)


def _one_line(text: str, entry: _Entry) -> str:
    stripped = text.strip()
    if "\n" in stripped or "\r" in stripped:
        raise Refused(entry.has_break, field=entry.field)
    _refuse_characters(stripped, entry)
    return unicodedata.normalize("NFC", stripped)


def _refuse_characters(text: str, entry: _Entry, *, allowed: str = "") -> None:
    """Refuse control characters, lone surrogates, piles of marks, and what turns the direction of text (Unicode TR 36)."""
    pile = 0
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        pile = pile + 1 if category in {"Mn", "Me"} else 0
        if pile > _MOST_MARKS:
            raise Refused(entry.has_pile, field=entry.field)
        if character in allowed or character in _JOINERS:
            continue
        if category in {"Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp"}:
            raise Refused(entry.has_hidden, field=entry.field, code=f"U+{ord(character):04X}")


def _may_stand_in_name(character: str) -> bool:
    return unicodedata.category(character)[0] in "LM" or character in _NAME_PUNCTUATION or character in _JOINERS
