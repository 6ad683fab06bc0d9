"""The one seam for time. Everything that asks what time it is asks here; leases ask the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime

_set_to: ContextVar[datetime | None] = ContextVar("clock_set_to", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _set_to.get() or datetime.now(UTC)


def today() -> date:
    """The present day in UTC."""
    return now().date()


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Stand still at `instant` (aware) inside this context: for tests."""
    token = _set_to.set(instant)
    try:
        yield
    finally:
        _set_to.reset(token)
