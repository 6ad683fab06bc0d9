"""Logs: structured, on stderr, and with no field that is not on the list, so that no address, name or token gets in."""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from actions.settings import Settings

FIELDS = frozenset(
    {
        "action",
        "attempt",
        "cause",
        "code",
        "count",
        "country",
        "endpoint",
        "error",
        "event",
        "kind",
        "level",
        "logger",
        "method",
        "outcome",
        "pid",
        "port",
        "process",
        "provider",
        "queue",
        "row",
        "seconds",
        "state",
        "status",
        "timestamp",
        "trace",
        "version",
    }
)
"""All that a line may hold. `row` is a key inside the database, `error` the name of an exception's class."""

_ADDRESS = re.compile(r"\S+@\S+")
_TOKEN = re.compile(r"[A-Za-z0-9_\-]{32,}")


def configure(settings: Settings) -> None:
    """Set the logs of this process up, those of the libraries included. `structlog.get_logger()` writes to them."""
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        errors_by_name,
        listed_fields_only,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if settings.log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), pad_event_to=0)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[without_personal_data, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("actions").setLevel(settings.log_level.upper())
    logging.captureWarnings(capture=True)


def errors_by_name(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """An exception as its class and the places it came through. Its message may quote a row, so it is left out."""
    error = _exception(event.pop("exc_info", None))
    if error is not None:
        event["error"] = type(error).__name__
        event["trace"] = " < ".join(_places(error.__traceback__))
    return event


def listed_fields_only(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    return {key: value for key, value in event.items() if key in FIELDS or key.startswith("_")}


def without_personal_data(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A library's own words without what looks like an address or a token."""
    text = _TOKEN.sub("(token)", _ADDRESS.sub("(address)", str(event.get("event", ""))))
    event["event"] = " ".join(text.split())
    return event


def _exception(info: Any) -> BaseException | None:
    match info:
        case BaseException():
            return info
        case (_, BaseException() as error, _):
            return error
        case True:
            return sys.exc_info()[1]
        case _:
            return None


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(frames)][:12]
