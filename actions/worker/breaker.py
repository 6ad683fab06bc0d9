"""A pause for a provider that turns everything away."""

import threading
import time

LONGEST_PAUSE = 300.0


class Breaker:
    """Closed, mail flows; tripped, it waits. Each trip in a row pauses twice as long. Shared by threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._opens_at = 0.0
        self._trips = 0

    def trip(self, *, first: float, at_least: float = 0) -> float:
        """Pause; `first` is the pause in seconds of a first trip. Returns the pause that it came to."""
        with self._lock:
            pause = max(min(first * 2.0**self._trips, LONGEST_PAUSE), at_least)
            self._trips = min(self._trips + 1, 20)
            self._opens_at = time.monotonic() + pause
            return pause

    def reset(self) -> None:
        """A mail went through."""
        with self._lock:
            self._trips = 0

    def remaining(self) -> float:
        """Seconds for which no mail should be tried."""
        return max(0.0, self._opens_at - time.monotonic())
