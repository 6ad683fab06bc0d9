"""The text of a letter: merge fields, and how the parts are put together."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.errors import Refused
from actions.languages import N_

MERGE_FIELDS = ("person", "mission", "city", "country", "demands")
_FIELD = re.compile(r"\{([a-z_]*)\}")
_DEMANDS = "{demands}"

READ_THERE = {
    "ar": "AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TD TN YE",
    "de": "AT BE CH DE LI LU",
    "en": "AU BB BS BW BZ CA CM ER ET FJ GB GD GH GM GY HK IE IN JM KE KN LC LK LR LS MT MW NA NG NZ PG PH PK RW SB SC SD "
    "SG SL SS SZ TO TT TV TZ UG US VC VU WS ZA ZM ZW",
    "es": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE",
    "fr": "BE BF BI BJ CA CD CF CG CH CI CM DJ DZ FR GA GN GQ HT KM LU MA MC MG ML MR NE RW SC SN TD TG TN VU",
    "ru": "BY KG KZ RU TJ",
}
"""Our languages, and the states (ISO 3166-1 alpha-2) whose ministries and missions work in them."""


@dataclass(frozen=True)
class LetterText:
    subject: str
    body: str
    """Complete and plain: salutation, the supporter's line, the message, the signature."""

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256(f"{self.subject}\n\n{self.body}".encode()).digest()


@dataclass(frozen=True)
class Parts:
    """A message with everything resolved, taken apart where supporters may put in words of their own."""

    salutation: str
    top: str
    """Between the salutation and the demands."""
    demands: str
    """One to a line; empty where the message does not name them in a place of their own."""
    end: str
    """After the demands, without the signature."""


def mission_languages(state: str) -> tuple[str, ...]:
    """Those of our languages in which the state's missions read letters."""
    return tuple(language for language, states in READ_THERE.items() if state in states.split())


def check_merge_fields(text: str) -> None:
    """Raises `Refused` for a merge field that is not ours, when a message is written, so that no mail can carry one."""
    for name in _FIELD.findall(text):
        if name not in MERGE_FIELDS:
            raise Refused(
                N_("%(name)s is not a merge field; there are %(names)s."),
                name=f"{{{name}}}",
                names=", ".join(f"{{{each}}}" for each in MERGE_FIELDS),
            )


def can_be_edited(body: str) -> bool:
    """Whether the demands stand in one place of their own, around which supporters may write."""
    return [part.strip() for part in body.split("\n\n")].count(_DEMANDS) == 1 and body.count(_DEMANDS) == 1


@dataclass(frozen=True)
class Facts:
    """What a message's merge fields stand for."""

    person: str
    demands: Sequence[str]
    mission_name: str
    city: str | None
    country_name: str

    def resolve(self, text: str) -> str:
        values = {
            "person": self.person,
            "mission": self.mission_name,
            "city": self.city or "",
            "country": self.country_name,
            "demands": self.demand_lines,
        }
        return _FIELD.sub(lambda match: values[match[1]], text).strip()

    @property
    def demand_lines(self) -> str:
        return "\n".join(f"– {demand}" for demand in self.demands)


def letter_parts(facts: Facts, *, body: str, opening: str | None = None) -> Parts:
    """The message resolved and taken apart. `body` begins with the salutation as its first paragraph."""
    salutation, _, rest = body.strip().partition("\n\n")
    message = "\n\n".join(part for part in (opening, rest) if part)
    if not can_be_edited(message):
        return Parts(facts.resolve(salutation), facts.resolve(message), "", "")
    top, _, end = message.partition(_DEMANDS)
    return Parts(facts.resolve(salutation), facts.resolve(top), facts.demand_lines, facts.resolve(end))


def render_letter(
    *,
    subject: str,
    body: str,
    person: str,
    demands: Sequence[str],
    mission_name: str,
    city: str | None,
    country_name: str,
    personal_line: str | None,
    signature: str | None,
    opening: str | None = None,
    edited_top: str | None = None,
    edited_end: str | None = None,
) -> LetterText:
    """The letter as it leaves.

    The personal line comes right after the salutation, then `opening`, and the signature at the end. `edited_top` and
    `edited_end` replace what stands before and after the demands, which always stay. Supporters' text is put in last, so
    that nothing in it is ever read as a merge field.
    """
    facts = Facts(person, demands, mission_name, city, country_name)
    message = letter_parts(facts, body=body, opening=opening)
    around = (edited_top, edited_end) if message.demands else (None, None)
    parts = [
        message.salutation,
        personal_line,
        around[0] or message.top,
        message.demands,
        around[1] or message.end,
        signature,
    ]
    return LetterText(facts.resolve(subject).replace("\n", " "), "\n\n".join(part for part in parts if part) + "\n")
