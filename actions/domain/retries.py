"""When a mail that was refused for now is tried again: exponential with full jitter, bounded by count and age."""

import random
from datetime import timedelta

FIRST_DELAY = 30.0
LONGEST_DELAY = 4 * 3600.0
MOST_TRIES = 20
OLDEST = timedelta(days=3)
"""Counted from the first refusal, not from queueing: what waited for us has not been tried yet."""


def delay(tries: int, *, age: timedelta, retry_after: float | None = None) -> float | None:
    """Seconds until the next try after `tries` refusals over `age`, or none where it is time to give up.

    `retry_after` is what the other side asked for, in seconds; it is a lower bound.
    """
    if tries >= MOST_TRIES or age >= OLDEST:
        return None
    longest = min(FIRST_DELAY * 2 ** (tries - 1), LONGEST_DELAY)
    jittered = random.uniform(0, longest)  # noqa: S311  # spreads load, guards nothing
    return min(max(jittered, retry_after or 0), OLDEST.total_seconds())
