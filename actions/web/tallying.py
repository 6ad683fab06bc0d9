"""What a process counts while it answers, and brings to the database now and then: a look at a page writes nothing."""

import re
import threading
from collections import Counter
from urllib.parse import parse_qs

from actions import clock
from actions.db import Database
from actions.domain.sharing import known_channel
from actions.languages import LANGUAGES
from actions.usecases import tallies
from actions.usecases.tallies import Counted

FLUSH_EVERY = 10.0
"""Seconds."""
MOST = 5_000
"""Different things to count between two flushes; more than all actions by all channels of any real site."""
_ACTION = re.compile(rf"(?:/(?:{'|'.join(LANGUAGES)}))?/a/([a-z0-9-]+)")


class Tallies:
    """Numbers alone: no address, no browser, no order in which things happened."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counted: Counter[Counted] = Counter()
        self._lock = threading.Lock()
        self._flushed_at = clock.now().timestamp()

    def seen(self, path: str, query: str) -> None:
        """Somebody looks at the page of an action, by a shared link where `query` names its channel."""
        found = _ACTION.fullmatch(path)
        if found is None:
            return
        self.count(found[1], "view")
        if channel := channel_in(query):
            self.count(found[1], "share_visit", channel)

    def count(self, slug: str, kind: str, channel: str = "") -> None:
        counted = Counted(slug, kind, channel)
        with self._lock:
            if counted in self._counted or len(self._counted) < MOST:
                self._counted[counted] += 1

    def flush(self, *, at_once: bool = False) -> None:
        """Bring the numbers to the database, every ten seconds at the most. Raises `Unavailable`; then they are kept."""
        now = clock.now().timestamp()
        if not at_once and 0 <= now - self._flushed_at < FLUSH_EVERY:
            return
        self._flushed_at = now
        with self._lock:
            taken, self._counted = self._counted, Counter()
        if not taken:
            return
        try:
            with self._database.unit_of_work() as session:
                tallies.add_all(session, counted=taken)
        except Exception:
            with self._lock:
                self._counted.update(taken)
            raise


def channel_in(query: str) -> str | None:
    """The channel that a shared link names, if it is one of ours."""
    if "s=" not in query:
        return None
    values = parse_qs(query, max_num_fields=50) if query.count("&") < 50 else {}
    return known_channel(next(iter(values.get("s", [])), None))
