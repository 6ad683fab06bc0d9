"""`python -m actions.worker`: one process, which owns its signals."""

import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

import structlog

from actions import logs, outbox
from actions.db import Database, make_engine
from actions.errors import Misconfigured
from actions.providers import make_provider
from actions.settings import Settings, load
from actions.worker.breaker import Breaker
from actions.worker.housekeeping import keep_house
from actions.worker.relay import Relay

LONGEST_STOP = 28.0
"""Seconds within which a stopping worker is gone, come what may."""

log = structlog.get_logger("actions.worker")


def main() -> int:
    """Run until SIGTERM or SIGINT; returns the exit code."""
    try:
        settings = load().checked_for_serving()
    except Misconfigured as error:
        print(error, file=sys.stderr)  # noqa: T201  # before there are logs
        return 2
    logs.configure(settings)
    return run(settings, _signals())


def run(settings: Settings, signals: "queue.SimpleQueue[int]") -> int:
    """Run the parts as threads until a signal comes or one of them dies; returns the exit code."""
    assert settings.database_url is not None
    stop = threading.Event()
    engine = make_engine(settings.database_url.get_secret_value(), pool_size=4)
    threads = [
        threading.Thread(target=part, name=name, daemon=True)
        for name, part in _parts(Database(engine), settings, stop).items()
    ]
    for thread in threads:
        thread.start()
    log.info("worker started", provider=settings.mail_provider)
    is_clean = _wait(signals, threads)
    stop.set()
    is_clean = _join(threads) and is_clean
    engine.dispose()
    log.info("worker stopped", outcome="clean" if is_clean else "broken")
    return 0 if is_clean else 1


def _parts(database: Database, settings: Settings, stop: threading.Event) -> dict[str, Callable[[], None]]:
    breaker = Breaker()
    relays = {
        waiting.name: Relay(
            database=database,
            queue=waiting,
            provider=make_provider(settings),
            settings=settings,
            breaker=breaker,
            stop=stop,
        ).run
        for waiting in (outbox.MAILS, outbox.LETTERS)
    }
    return {**relays, "housekeeping": partial(keep_house, database, settings, stop)}


def _signals() -> "queue.SimpleQueue[int]":
    """Where SIGTERM and SIGINT arrive. A handler may put into this kind of queue wherever it interrupts."""
    arrived: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda received, _: arrived.put(received))
    return arrived


def _wait(signals: "queue.SimpleQueue[int]", threads: list[threading.Thread]) -> bool:
    """Until a signal comes (True) or a part died that never should (False)."""
    while all(thread.is_alive() for thread in threads):
        try:
            signals.get(timeout=1)
        except queue.Empty:
            continue
        return True
    log.error("a part of the worker died")
    return False


def _join(threads: list[threading.Thread]) -> bool:
    """Wait for all to finish what they are at; False where one does not in time."""
    end = time.monotonic() + LONGEST_STOP
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)


if __name__ == "__main__":
    sys.exit(main())
