"""What a mission may see of a supporter. Chosen by the supporter, none pre-selected."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, get_args

Level = Literal["count_only", "initials_country", "name_country", "name_reply_to"]
LEVELS: tuple[str, ...] = get_args(Level)
SENDS_LETTER = frozenset(LEVELS) - {"count_only"}
NEEDS_NAME = SENDS_LETTER


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
        return Appearance(f"{initials(name)}, {country_name}", None, None)
    reply_to = email if level == "name_reply_to" else None
    return Appearance(f"{name}, {country_name}", name, reply_to)


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
