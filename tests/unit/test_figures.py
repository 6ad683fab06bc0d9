"""Numbers, dates and times, as each language writes them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.domain.figures import ago, day, number

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,234"),
        ("ru", "1\xa0234"),
        ("de", "1.234"),
        ("fr", "1\u202f234"),
        ("es", "12.345"),
        ("ar", "1,234"),
    ],
)
def test_thousands_are_grouped_as_the_language_does(language: str, written: str) -> None:
    assert number(12345 if language == "es" else 1234, language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "3 February 2026"),
        ("ru", "3 февраля 2026\u202fг."),
        ("de", "3. Februar 2026"),
        ("fr", "3 février 2026"),
        ("es", "3 de febrero de 2026"),
        ("ar", "3 فبراير 2026"),
    ],
)
def test_a_day_is_written_out(language: str, written: str) -> None:
    assert day(date(2026, 2, 3), language) == day("2026-02-03", language) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "February 2026"),
        ("ru", "февраль 2026\u202fг."),
        ("de", "Februar 2026"),
        ("fr", "février 2026"),
        ("es", "febrero de 2026"),
        ("ar", "فبراير 2026"),
    ],
)
def test_of_a_month_alone_no_day_is_said(language: str, written: str) -> None:
    assert day("2026-02", language) == written


@pytest.mark.parametrize(("language", "written"), [("en", "10 November"), ("ru", "10 ноября"), ("es", "10 de noviembre")])
def test_a_birthday_has_no_year(language: str, written: str) -> None:
    assert day("--11-10", language) == written


@pytest.mark.parametrize("text", ["2026", "around Easter", "2026-02-30", "--11", "-", ""])
def test_what_is_no_date_or_a_year_alone_stays_as_it_is(text: str) -> None:
    assert day(text, "de") == text


@pytest.mark.parametrize(
    ("passed", "language", "words"),
    [
        (timedelta(minutes=1), "en", "1 minute ago"),
        (timedelta(minutes=2), "en", "2 minutes ago"),
        (timedelta(minutes=2), "ru", "2 минуты назад"),
        (timedelta(minutes=5), "ru", "5 минут назад"),
        (timedelta(minutes=21), "ru", "21 минуту назад"),
        (timedelta(minutes=2), "ar", "قبل دقيقتين"),
        (timedelta(minutes=5), "ar", "قبل 5 دقائق"),
        (timedelta(minutes=11), "ar", "قبل 11 دقيقة"),
        (timedelta(minutes=119), "en", "1 hour ago"),
        (timedelta(hours=5), "de", "vor 5 Stunden"),
        (timedelta(days=3), "fr", "il y a 3 jours"),
        (timedelta(days=20), "es", "hace 2 semanas"),
        (timedelta(days=800), "en", "2 years ago"),
        (timedelta(0), "en", "1 second ago"),
        (timedelta(seconds=-9), "en", "1 second ago"),
    ],
)
def test_how_long_ago_in_the_largest_full_unit(passed: timedelta, language: str, words: str) -> None:
    assert ago(NOW - passed, NOW, language) == words
