"""What must be done again and again, beside the mail: fold counters, take lapsed claims back, let pledges expire."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog

from actions import outbox
from actions.db import Database
from actions.errors import Unavailable
from actions.queries import holding
from actions.settings import Settings
from actions.usecases import actions, counts, limits, pledges, reminders, retention

log = structlog.get_logger("actions.worker.housekeeping")


@dataclass
class Task:
    name: str
    every: float
    """Seconds."""
    run: Callable[[Any], int]
    """With a session, in a transaction of its own; returns how much it did."""
    due_at: float = 0.0


def tasks(settings: Settings) -> list[Task]:
    lapsing = min(settings.mail_lease / 4, 5)
    return [
        Task("fold counters", 1, counts.fold),
        Task("lapse mails", lapsing, lambda session: outbox.lapse(session, outbox.MAILS)),
        Task("lapse letters", lapsing, lambda session: outbox.lapse(session, outbox.LETTERS)),
        Task("repair counters", 86_400, counts.repair),
        Task("open actions", 1, actions.open_scheduled),
        Task("expire pledges", 60, pledges.expire),
        Task("remind", 60, reminders.remind),
        Task("forget counts", 60, limits.forget),
        Task("tell of holds", 3600, _tell_of_holds),
        Task("forget what is past its time", 300, retention.forget),
    ]


def _tell_of_holds(session: Any) -> int:
    """Somebody real may be among them, and waits for a mail."""
    number = holding.overdue(session)
    if number:
        log.warning("pledges are held for more than an hour", count=number)
    return number


def keep_house(database: Database, settings: Settings, stop: threading.Event) -> None:
    """Run the tasks until told to stop, whatever becomes of one of them."""
    todo = tasks(settings)
    while not stop.is_set():
        for task in todo:
            if time.monotonic() >= task.due_at:
                _run(task, database)
        soonest = min(task.due_at for task in todo)
        stop.wait(max(0.05, soonest - time.monotonic()))


def _run(task: Task, database: Database) -> None:
    task.due_at = time.monotonic() + task.every
    try:
        with database.unit_of_work() as session:
            done = task.run(session)
    except Unavailable:
        task.due_at = time.monotonic() + max(task.every, 2)
        log.warning("database away", kind=task.name)
    except Exception:
        task.due_at = time.monotonic() + max(task.every, 10)
        log.exception("task failed", kind=task.name)
    else:
        if done:
            log.debug("task done", kind=task.name, count=done)
