"""How often something happened on a day, without saying who did it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import clock


@dataclass(frozen=True)
class Counted:
    """What is counted: of which action, by which channel."""

    slug: str
    kind: str
    """`view`, `share`, `share_visit`, `share_signature`, `own_sending`."""
    channel: str = ""


_ADD = text("""
INSERT INTO tallies (action_id, day, kind, channel, number) VALUES (:action_id, :day, :kind, :channel, :number)
ON CONFLICT (action_id, day, kind, channel) DO UPDATE SET number = tallies.number + EXCLUDED.number
""")

# All of a process in one statement, in the order of the key, so that two processes cannot deadlock.
_ADD_ALL = text("""
INSERT INTO tallies (action_id, day, kind, channel, number)
SELECT a.id, :day, c.kind, c.channel, c.number
FROM unnest(CAST(:slugs AS text[]), CAST(:kinds AS text[]), CAST(:channels AS text[]), CAST(:numbers AS bigint[]))
     AS c (slug, kind, channel, number)
JOIN actions a ON a.slug = c.slug
ORDER BY a.id, c.kind, c.channel
ON CONFLICT (action_id, day, kind, channel) DO UPDATE SET number = tallies.number + EXCLUDED.number
""")


def add(session: Session, *, action_id: int, kind: str, channel: str = "", number: int = 1) -> None:
    values = {"action_id": action_id, "kind": kind, "channel": channel, "number": number}
    session.execute(_ADD, values | {"day": clock.today()})


def add_all(session: Session, *, counted: Mapping[Counted, int]) -> None:
    """What a process collected; what names no action of ours is dropped."""
    rows = list(counted.items())
    session.execute(
        _ADD_ALL,
        {
            "day": clock.today(),
            "slugs": [each.slug for each, _ in rows],
            "kinds": [each.kind for each, _ in rows],
            "channels": [each.channel for each, _ in rows],
            "numbers": [number for _, number in rows],
        },
    )
