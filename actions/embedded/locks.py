"""Two locks in the home directory. The kernel drops them when their holder dies, so none is ever left behind."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actions.embedded.problems import EmbeddedError

PATIENCE = 180
"""Seconds to wait for another process that starts or stops the server: longer than a start or a stop may take."""


class Locks:
    """`turn()` is held while somebody starts or stops the server; `use()` for as long as somebody needs it.

    The files stay open in between: the locks still hold after somebody deleted the directory.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._turn = _open(home / "postgres.lock")
        self._use = _open(home / "postgres.users")

    @contextmanager
    def turn(self) -> Iterator[None]:
        deadline = time.monotonic() + PATIENCE
        while not _taken(self._turn, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    f"Another process has been starting or stopping the database in {self._home} for {PATIENCE} s: "
                    f"end it, and look into {self._home / 'postgres.log'}."
                )
            time.sleep(0.02)
        try:
            yield
        finally:
            fcntl.flock(self._turn, fcntl.LOCK_UN)

    def use(self) -> None:
        """Count as a user until `close`. Call it inside `turn()`."""
        fcntl.flock(self._use, fcntl.LOCK_SH)

    def is_last_user(self) -> bool:
        """Whether nobody else uses the server. Call it inside `turn()`, once: one who isn't the last stops counting."""
        return _taken(self._use, fcntl.LOCK_EX)

    @property
    def is_open(self) -> bool:
        return self._use >= 0

    def close(self) -> None:
        if self.is_open:
            os.close(self._use)
            os.close(self._turn)
            self._use = self._turn = -1


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _taken(descriptor: int, kind: int) -> bool:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
