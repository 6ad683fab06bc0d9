"""When a mail that was refused for now is tried again."""

from datetime import timedelta

import pytest

from actions.domain import retries

NEW = timedelta()


@pytest.mark.parametrize(("tries", "longest"), [(1, 30), (2, 60), (5, 480), (15, 4 * 3600)])
def test_waits_longer_each_time(tries: int, longest: float) -> None:
    delays = [retries.delay(tries, age=NEW) for _ in range(200)]
    assert all(delay is not None and 0 <= delay <= longest for delay in delays)
    assert max(delay or 0 for delay in delays) > longest / 2


def test_is_not_sooner_than_the_other_side_asked() -> None:
    assert retries.delay(1, age=NEW, retry_after=900) == 900


def test_gives_up_after_enough_tries() -> None:
    assert retries.delay(retries.MOST_TRIES, age=NEW) is None


def test_gives_up_after_three_days() -> None:
    assert retries.delay(2, age=timedelta(days=3)) is None


def test_an_absurd_wish_to_be_left_alone_is_cut() -> None:
    assert retries.delay(1, age=NEW, retry_after=1e12) == retries.OLDEST.total_seconds()
