"""What a mission may see of a supporter. Chosen by the supporter, none pre-selected."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from actions.languages import N_

Level = Literal["count_only", "initials_country", "name_country", "name_reply_to"]
LEVELS: tuple[str, ...] = get_args(Level)
SENDS_LETTER = frozenset(LEVELS) - {"count_only"}
NEEDS_NAME = SENDS_LETTER
SHOWS_NAME = frozenset({"name_country", "name_reply_to"})
"""Levels at which the name is no secret, so that the action's page may show it too."""

LABELS = {
    "count_only": N_("Count me only"),
    "initials_country": N_("My initials and my country"),
    "name_country": N_("My name and my country"),
    "name_reply_to": N_("My name, my country and an address to answer to"),
}
MEANINGS = {
    "count_only": N_("They see a number: one more person in your country. You write no letter."),
    "initials_country": N_(
        "They see your initials and your country under your letter. Your name and your address stay with us."
    ),
    "name_country": N_(
        "They see your name and your country under your letter, and your name as its sender. Your address stays with us."
    ),
    "name_reply_to": N_("They see your name, your country and your email address. Their answer goes to you alone."),
}
"""In plain words, what the mission sees at each level."""

_WORD = r"(?<!\w){}(?!\w)"
_SHORTEST_SURNAME = 3


@dataclass(frozen=True)
class Appearance:
    """How a supporter appears to a mission: in the letter's last line and in the header of its mail."""

    signature: str | None
    from_name: str | None
    reply_to: str | None


def appearance(level: str, *, name: str | None, country_name: str, email: str | None) -> Appearance:
    """What `level` lets the mission see. `count_only` has no letter, so nothing at all."""
    if level == "count_only" or not name:
        return Appearance(None, None, None)
    if level == "initials_country":
        return Appearance(_signed(initials(name), country_name), None, None)
    reply_to = email if level == "name_reply_to" else None
    return Appearance(_signed(name, country_name), name, reply_to)


def _signed(name: str, country_name: str) -> str:
    """With the comma of the script that the country is written in. The same is in desk.js."""
    comma = "،" if unicodedata.bidirectional(country_name[:1] or " ") == "AL" else ","
    return f"{name}{comma} {country_name}"


def sender_name(from_name: str | None, organisation: str) -> str:
    """The name in the `From:` of a letter's mail, beside our own address."""
    return f"{from_name} via {organisation}" if from_name else organisation


def gives_away(level: str, texts: Iterable[str | None], *, name: str | None, email: str | None) -> tuple[str, ...]:
    """What of `name` and `address` the supporter's own words tell, though `level` hides it.

    Surnames count by themselves, first names don't: “my grandmother Anna” gives nobody away.
    """
    if level not in SENDS_LETTER:
        return ()
    words = " ".join(unicodedata.normalize("NFC", text).casefold() for text in texts if text)
    found = []
    if level not in SHOWS_NAME and name and any(_stands_in(part, words) for part in _telling_parts(name)):
        found.append("name")
    if level != "name_reply_to" and email and email.casefold() in words:
        found.append("address")
    return tuple(found)


def _telling_parts(name: str) -> list[str]:
    whole = unicodedata.normalize("NFC", name).casefold()
    return [whole, *(part for part in whole.split()[1:] if len(part) >= _SHORTEST_SURNAME)]


def _stands_in(part: str, words: str) -> bool:
    return re.search(_WORD.format(r"\s+".join(map(re.escape, part.split()))), words) is not None


def first_name(name: str) -> str:
    """What a page shows of those who chose to be shown: the first word, as they typed it."""
    return name.split(maxsplit=1)[0]


def initials(name: str) -> str:
    """`Anna-Maria Lind` → `A. L.`; a name in a script without capitals gives its first characters likewise."""
    words = [word.lstrip("'’\"-.") for word in re.split(r"\s+", name.strip())]
    letters = [first_grapheme(word) for word in words if word]
    return " ".join(f"{letter.upper()}." for letter in letters[:3])


def first_grapheme(word: str) -> str:
    """The first character with the combining marks that belong to it."""
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return word[:end]


def header_line(name: str, address: str) -> str:
    """A name and an address as the header of a mail has them (RFC 5322)."""
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'
