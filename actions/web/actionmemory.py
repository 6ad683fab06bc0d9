"""Open actions as of a moment ago, so that a signature costs no query for what its page has just shown."""

import time
from dataclasses import dataclass, field

from actions.db import Database
from actions.queries.actions import ActionPage, find_action

MAX_AGE = 5.0
"""Seconds. Signing itself notices an action that has changed or closed since."""
MOST = 1000


@dataclass
class ActionMemory:
    """Threads share it; at worst two of them load the same action."""

    _kept: dict[tuple[str, str | None], tuple[float, ActionPage]] = field(default_factory=dict)

    def find(self, database: Database, slug: str, language: str | None = None) -> ActionPage:
        """As `find_action`: raises `NotFound`."""
        kept = self._kept.get((slug, language))
        if kept and time.monotonic() - kept[0] < MAX_AGE:
            return kept[1]
        loaded_at = time.monotonic()
        with database.read_only() as session:
            found = find_action(session, slug, language)
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[slug, language] = loaded_at, found
        return found

    def forget(self, slug: str) -> None:
        for key in [each for each in list(self._kept) if each[0] == slug]:
            self._kept.pop(key, None)
