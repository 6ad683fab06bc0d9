"""The text of a letter: merge fields, and how the parts are put together."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.errors import Refused

MERGE_FIELDS = ("person", "mission", "city", "country", "demands")
_FIELD = re.compile(r"\{([a-z_]*)\}")


@dataclass(frozen=True)
class LetterText:
    subject: str
    body: str
    """Complete and plain: salutation, the supporter's line, the message, the signature."""

    @property
    def sha256(self) -> bytes:
        return hashlib.sha256(f"{self.subject}\n\n{self.body}".encode()).digest()


def check_merge_fields(text: str) -> None:
    """Raises `Refused` for a merge field that is not ours, when a message is written, so that no mail can carry one."""
    for name in _FIELD.findall(text):
        if name not in MERGE_FIELDS:
            raise Refused(f"{{{name}}} is not a merge field; there are {', '.join(f'{{{each}}}' for each in MERGE_FIELDS)}.")


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
) -> LetterText:
    """The letter as it leaves.

    `body` opens with the salutation as its first paragraph; the personal line comes right after it, and the signature at
    the end. Supporters' text is put in last, so that nothing in it is ever read as a merge field.
    """
    values = {
        "person": person,
        "mission": mission_name,
        "city": city or "",
        "country": country_name,
        "demands": "\n".join(f"– {demand}" for demand in demands),
    }

    def resolved(text: str) -> str:
        return _FIELD.sub(lambda match: values[match[1]], text).strip()

    salutation, _, rest = resolved(body).partition("\n\n")
    parts = [salutation, personal_line, rest, signature]
    return LetterText(resolved(subject).replace("\n", " "), "\n\n".join(part for part in parts if part) + "\n")
