"""What the words just before and just after a name say about that person: the form that every language's rules have.

`before` patterns end where the name begins, `after` patterns begin where it ends; each has a weight: positive for somebody
who is held, negative for who speaks, rules, defends, judges, writes or is related. Windows are short, so that no
pattern meets more than a few hundred characters.
"""

import re
from dataclasses import dataclass

Weighted = tuple[re.Pattern[str], float]

KIN, LAWYER = -2.0, -4.0
"""The weights of "his wife NAME" and "her lawyer NAME". They hardly count where the same words tell that NAME is held
("her brother NAME was taken")."""


@dataclass(frozen=True)
class PersonRules:
    before: tuple[Weighted, ...]
    after: tuple[Weighted, ...]
    pronoun: re.Pattern[str]
    first_person: re.Pattern[str]
    group: re.Pattern[str]
    group_held: re.Pattern[str]


def before_name(pattern: str, weight: float, flags: int = re.IGNORECASE) -> Weighted:
    return re.compile(rf"(?:{pattern})\s?[\"'(\[]?$", flags), weight


def after_name(pattern: str, weight: float, flags: int = re.IGNORECASE) -> Weighted:
    return re.compile(pattern, flags), weight


def plain_group(number: str, people: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<label>\b(?:{number})\s(?:[\w'-]+\s){{0,2}}?(?P<noun>{people}))\b", re.IGNORECASE)
