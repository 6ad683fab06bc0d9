"""What became of letters, as of some minutes ago: counting a million of them is not for every rendering."""

import time
from dataclasses import dataclass, field

from actions.db import Database
from actions.queries.statistics import Fate, fate_of


@dataclass
class FateMemory:
    """Threads share it; at worst two of them count the same letters."""

    max_age: float = 300.0
    """Seconds."""
    _kept: dict[int, tuple[float, Fate]] = field(default_factory=dict)

    def find(self, database: Database, action_id: int) -> Fate:
        kept = self._kept.get(action_id)
        if kept and time.monotonic() - kept[0] < self.max_age:
            return kept[1]
        with database.read_only() as session:
            fate = fate_of(session, action_id=action_id)
        self._kept[action_id] = time.monotonic(), fate
        return fate
