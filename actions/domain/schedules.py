"""When an action opens and closes, and by which day its letters should be there, in the organiser's own time zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from actions.errors import Refused

_ZONE_NAME = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+){0,2}")
_LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class Schedule:
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    send_before: date | None = None
    time_zone: str = "UTC"


def find_zone(name: str) -> ZoneInfo:
    """The time zone of that IANA name. Raises `Refused`."""
    if not _ZONE_NAME.fullmatch(name):
        raise Refused(f"“{name}” is not the name of a time zone. They look like Europe/Berlin.", field="time_zone")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(f"There is no time zone “{name}”. They look like Europe/Berlin.", field="time_zone") from None


def opening(value: str, zone: str) -> datetime:
    """An instant from `2026-05-03` (as that day begins) or `2026-05-03 18:00`, local time. Raises `Refused`."""
    return _instant(value, zone, time(0), field="opens_at")


def closing(value: str, zone: str) -> datetime:
    """The same; a day alone means its last minute. Raises `Refused`."""
    return _instant(value, zone, _LAST_MINUTE, field="closes_at")


def _instant(value: str, zone: str, at: time, *, field: str) -> datetime:
    try:
        local = datetime.fromisoformat(value.strip())
    except ValueError:
        raise Refused(f"“{value}” is not a date. They look like 2026-05-03 or 2026-05-03 18:00.", field=field) from None
    if local.tzinfo is not None:
        raise Refused(f"“{value}” names a time zone of its own: leave it out, and say --zone.", field=field)
    if ":" not in value:
        local = datetime.combine(local.date(), at)
    instant = local.replace(tzinfo=find_zone(zone)).astimezone(UTC)
    if instant.astimezone(find_zone(zone)).replace(tzinfo=None) != local:
        raise Refused(f"There is no {local:%H:%M} on that day in {zone}: clocks are put forward.", field=field)
    return instant


def check_schedule(schedule: Schedule) -> None:
    """Raises `Refused` for a zone that is none, and for dates that don't follow each other."""
    zone = find_zone(schedule.time_zone)
    if schedule.opens_at and schedule.closes_at and schedule.closes_at <= schedule.opens_at:
        raise Refused("The action would close before it opens.", field="closes_at")
    if schedule.opens_at and schedule.send_before and schedule.send_before < schedule.opens_at.astimezone(zone).date():
        raise Refused("Letters should be there before the action even opens: check “send before”.", field="send_before")
