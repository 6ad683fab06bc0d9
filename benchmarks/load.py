"""A small HTTP load: a fixed number of keep-alive connections, a fixed number of requests, every answer checked."""

import multiprocessing
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from threading import Thread

PROCESSES = 2
"""The client's; each holds half of the connections, so that one interpreter lock is not what is measured."""


@dataclass(frozen=True)
class Result:
    requests: int
    seconds: float
    wrong: int

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def run(port: int, requests: Sequence[bytes], *, connections: int, expected: bytes) -> Result:
    """Send every one of `requests` once over `connections` connections; `expected` is how each answer must begin."""
    shares = [requests[number::PROCESSES] for number in range(PROCESSES)]
    ready, go = multiprocessing.Barrier(PROCESSES + 1), multiprocessing.Barrier(PROCESSES + 1)
    wrong: multiprocessing.Queue[int] = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(
            target=_process, args=(port, share, connections // PROCESSES, expected, ready, go, wrong), daemon=True
        )
        for share in shares
    ]
    for worker in workers:
        worker.start()
    ready.wait(30)
    go.wait(30)
    began = time.perf_counter()
    failures = sum(wrong.get(timeout=120) for _ in workers)
    seconds = time.perf_counter() - began
    for worker in workers:
        worker.join(10)
    return Result(len(requests), seconds, failures)


def _process(
    port: int,
    requests: Sequence[bytes],
    connections: int,
    expected: bytes,
    ready: Barrier,
    go: Barrier,
    wrong: "multiprocessing.Queue[int]",
) -> None:
    failures: list[int] = []
    threads = [
        Thread(target=_connection, args=(port, requests[number::connections], expected, failures.append))
        for number in range(connections)
    ]
    ready.wait(30)
    go.wait(30)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wrong.put(sum(failures))


def _connection(port: int, requests: Sequence[bytes], expected: bytes, report: Callable[[int], None]) -> None:
    failures = 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            connection.sendall(request)
            failures += not _read_answer(connection).startswith(expected)
    report(failures)


def _read_answer(connection: socket.socket) -> bytes:
    """One answer with a Content-Length, or chunked to its last chunk."""
    data = b""
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += _received(connection)
    head = data[:end].lower()
    if (at := head.find(b"content-length:")) >= 0:
        length = int(head[at + 15 :].split(b"\r\n", 1)[0])
        missing = end + 4 + length - len(data)
        while missing > 0:
            missing -= len(_received(connection))
    else:
        while not data.endswith(b"0\r\n\r\n"):
            data += _received(connection)
    return data


def _received(connection: socket.socket) -> bytes:
    received = connection.recv(65_536)
    if not received:
        raise ConnectionError("The server closed the connection.")
    return received
