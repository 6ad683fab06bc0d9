"""Child processes that live and die with `outcry up`."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import click

_PR_SET_PDEATHSIG = 1
RESTARTS = 3
"""In a row of a process that ends within `LONG_ENOUGH` seconds: then it is no accident any more."""
LONG_ENOUGH = 5.0


@dataclass
class Child:
    """A process in a session of its own, so that the terminal's Ctrl-C reaches only us and we choose the order."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    grace: float
    """Seconds between SIGTERM and SIGKILL."""
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    short_lives: int = 0

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  # our own programs
            self.command,
            env={**os.environ, **self.environment},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=partial(_die_with_parent, os.getpid()) if sys.platform == "linux" else None,  # noqa: PLW1509  # before any thread is started
        )

    def ended(self) -> int | None:
        return self.process.poll() if self.process else None

    def revive(self) -> bool:
        """Start it again after it ended by itself; False once that happened too often."""
        was_short = time.monotonic() - self.started_at < LONG_ENOUGH
        self.short_lives = self.short_lives + 1 if was_short else 0
        if self.short_lives > RESTARTS:
            return False
        if self.process:
            _kill_group(self.process.pid)
        click.echo(f"The {self.name} process ended ({describe_exit(self.ended())}). Starting it again.", err=True)
        self.start()
        return True

    def stop(self) -> None:
        """SIGTERM to it, after its grace SIGKILL to its whole group; then reap it."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            click.echo(f"The {self.name} process does not end; killing it.", err=True)
        _kill_group(self.process.pid)
        self.process.wait()


def _kill_group(pid: int) -> None:
    """What is left of the child's session: the web server's own children outlive a killed parent."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _die_with_parent(parent: int) -> None:
    """In the child, before exec: ask Linux for SIGTERM when the parent dies, even by SIGKILL (prctl(2))."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:  # it died in between
        os._exit(1)


def describe_exit(code: int | None) -> str:
    if code is not None and code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
