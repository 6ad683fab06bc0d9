"""Sockets with one deadline for everything. A time-out per operation would let a server trickle bytes for ever."""

import io
import select
import socket
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

CHUNK = 16_384
"""One TLS record: the time-out of a TLS socket counts anew for each."""


class Deadline:
    """An instant by which what was begun must be over."""

    def __init__(self) -> None:
        self._ends = 0.0

    def start(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left; raises `TimeoutError` when there are none."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the time for one hand-over is up")
        return left


class TimedSocket:
    """As much of a socket as `smtplib` and `http.client` use, each operation bounded by the deadline."""

    def __init__(self, plain: socket.socket, deadline: Deadline) -> None:
        self.plain = plain
        self.deadline = deadline

    def sendall(self, data: "ReadableBuffer") -> None:
        view = memoryview(data)
        for start in range(0, len(view), CHUNK):
            self.plain.settimeout(self.deadline.remaining())
            self.plain.sendall(view[start : start + CHUNK])

    def makefile(self, mode: str = "rb", *_: object, **__: object) -> io.BufferedReader:
        assert mode == "rb"
        return io.BufferedReader(_Reading(self))

    def close(self) -> None:
        self.plain.close()

    def is_stale(self) -> bool:
        """Whether the other side closed, or said something unasked, while the connection lay idle."""
        readable, _, _ = select.select([self.plain], [], [], 0)
        return bool(readable)


class _Reading(io.RawIOBase):
    def __init__(self, timed: TimedSocket) -> None:
        self._timed = timed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._timed.plain.settimeout(self._timed.deadline.remaining())
        return self._timed.plain.recv_into(buffer)
