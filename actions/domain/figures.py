"""Numbers, dates and times as a language writes them (CLDR)."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import (
    TIMEDELTA_UNITS,
    format_date,
    format_skeleton,
    format_time,
    format_timedelta,
    get_datetime_format,
    get_timezone_name,
)
from babel.lists import format_list
from babel.numbers import format_decimal

_PARTIAL_DATE = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")
_SOME_LEAP_YEAR = 2000


def number(value: float, language: str) -> str:
    return str(format_decimal(value, locale=language))


def day(value: date | datetime | str, language: str) -> str:
    """A date in words; also one of which only a part is known: `2026`, `2026-02`, `--11-10`."""
    locale = _locale(language)
    if isinstance(value, date):
        return str(format_date(value, "long", locale=locale))
    match = _PARTIAL_DATE.fullmatch(value)
    if match is None:
        return value
    year, month, day_of_month = match["year"], match["month"], match["day"]
    try:
        known = date(_SOME_LEAP_YEAR if year == "-" else int(year), int(month or 1), int(day_of_month or 1))
    except ValueError:
        return value
    if year == "-":
        return str(format_skeleton("MMMMd", known, locale=locale)) if day_of_month else value
    if day_of_month:
        return str(format_date(known, "long", locale=locale))
    return str(format_skeleton("yMMMM", known, locale=locale)) if month else year


def moment(value: datetime, language: str) -> str:
    """Day and time of day. All readers see the same, so the time is UTC and says so."""
    time = format_time(value.astimezone(UTC), "short", locale=_locale(language))
    return f"{_joined(day(value.astimezone(UTC), language), time, language)} UTC"


def moment_in(zone: str, value: datetime, language: str) -> str:
    """Day and time on the clocks of a time zone (IANA name), which is named: the reader may live in another."""
    there = value.astimezone(ZoneInfo(zone))
    time = format_time(there, "short", tzinfo=there.tzinfo, locale=_locale(language))
    return f"{_joined(day(there, language), time, language)} ({get_timezone_name(there, locale=_locale(language))})"


def ago(then: datetime, now: datetime, language: str) -> str:
    """`2 minutes ago`: in the largest unit that is full, from seconds to years."""
    passed = max(int((now - then).total_seconds()), 1)
    seconds = next(seconds for _, seconds in TIMEDELTA_UNITS if seconds <= passed)
    full = timedelta(seconds=passed // seconds * seconds)
    return str(format_timedelta(-full, threshold=1, add_direction=True, locale=language))


def listed(words: Iterable[str], language: str) -> str:
    """`a link, a number and an address`."""
    return format_list(list(words), locale=_locale(language))


def _joined(day: str, time: str, language: str) -> str:
    """With the comma of the language."""
    return str(get_datetime_format("medium", locale=_locale(language))).replace("'", "").format(time, day)


def _locale(language: str) -> str:
    """English dates begin with the day, as most of its readers abroad write them."""
    return "en_GB" if language == "en" else language
