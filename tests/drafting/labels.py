"""Our articles with what a careful reader would draft from them."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actions.drafting.draft import Draft
from actions.drafting.engine import draft
from actions.drafting.source import freeze
from actions.drafting.spelling import is_same_name

ARTICLES = Path(__file__).parent / "articles"
PRESS = Path(__file__).parent / "press"


@dataclass(frozen=True)
class Labelled:
    name: str
    label: dict[str, Any]
    drafted: Draft

    @property
    def is_case(self) -> bool:
        return bool(self.label["state"])

    def has_right_person(self) -> bool:
        wanted = {self.label["person"], self.label.get("also_person", self.label["person"])}
        if not self.label["person"]:
            return self.drafted.person is None and self.label["group"] in (self.drafted.group or "").lower()
        return self.drafted.person in wanted or any(is_same_name(self.drafted.person or "", name) for name in wanted)

    def has_right_state(self) -> bool:
        return bool(self.drafted.responsible_state == self.label["state"])

    def has_right_status(self) -> bool:
        return self.drafted.status in {self.label["status"], self.label.get("also_status")}

    def has_right_tier(self) -> bool:
        return self.drafted.tier in {self.label["tier"], self.label.get("also")}

    def is_flagged(self, *prefixes: str) -> bool:
        return any(flag.startswith(prefixes) for flag in self.drafted.flags)

    def found_demands(self) -> list[bool]:
        drafted = [_plain(demand.text) for demand in self.drafted.demands]
        wanted = [_plain(demand["text"]) for demand in self.label.get("demands", [])]
        return [any(one in other or other in one for other in drafted) for one in wanted]


def labelled_articles() -> list[Labelled]:
    found = []
    for file in sorted(file for folder in (ARTICLES, PRESS) for file in folder.glob("*.toml")):
        label = tomllib.loads(file.read_text("utf-8"))
        found.append(Labelled(file.stem, label, draft(freeze(file.with_suffix(".md").read_bytes()))))
    return found


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()
