"""Dates of an action, in its own time zone."""

from datetime import UTC, date, datetime

import pytest

from actions.domain.schedules import Schedule, check_schedule, closing, find_zone, opening
from actions.errors import Refused


def test_a_time_is_read_in_the_actions_zone() -> None:
    assert opening("2026-05-03 18:00", "Europe/Berlin") == datetime(2026, 5, 3, 16, tzinfo=UTC)


def test_an_opening_day_begins_at_midnight() -> None:
    assert opening("2026-05-03", "America/New_York") == datetime(2026, 5, 3, 4, tzinfo=UTC)


def test_a_closing_day_lasts_to_its_last_minute() -> None:
    assert closing("2026-05-03", "Asia/Kolkata") == datetime(2026, 5, 3, 18, 29, tzinfo=UTC)


@pytest.mark.parametrize("value", ["", "soon", "2026-13-01", "2026-02-30", "03.05.2026", "2026-05-03T18:00:00+02:00"])
def test_what_is_no_local_time_is_refused(value: str) -> None:
    with pytest.raises(Refused) as refused:
        closing(value, "UTC")
    assert refused.value.field == "closes_at"


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(Refused, match="no 02:30"):
        opening("2026-03-29 02:30", "Europe/Berlin")


@pytest.mark.parametrize(
    "name", ["", "Berlin", "Europe/Atlantis", "../../etc/passwd", "/etc/localtime", "Europe/Ber\x00lin"]
)
def test_a_zone_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        find_zone(name)
    assert refused.value.field == "time_zone"


def test_it_cannot_close_before_it_opens() -> None:
    noon = datetime(2026, 5, 3, 12, tzinfo=UTC)
    with pytest.raises(Refused, match="close before it opens"):
        check_schedule(Schedule(opens_at=noon, closes_at=noon))


def test_letters_cannot_be_due_before_it_opens() -> None:
    with pytest.raises(Refused, match="send before"):
        check_schedule(Schedule(opens_at=datetime(2026, 5, 3, 12, tzinfo=UTC), send_before=date(2026, 5, 2)))


def test_dates_that_follow_each_other_are_fine() -> None:
    check_schedule(
        Schedule(
            opens_at=datetime(2026, 5, 3, 22, tzinfo=UTC),
            closes_at=datetime(2026, 6, 1, tzinfo=UTC),
            send_before=date(2026, 5, 4),
            time_zone="Europe/Berlin",
        )
    )
