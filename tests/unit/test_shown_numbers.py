"""Which numbers a public page shows."""

import pytest

from actions.domain.shown_numbers import goal_shown, merged, next_step, rounded_down, shown


def test_a_number_under_ten_is_not_for_showing() -> None:
    assert [shown(number) for number in (0, 9, 10, 1412)] == [None, None, 10, 1412]


@pytest.mark.parametrize(
    ("count", "step"),
    [(0, 25), (24, 25), (25, 50), (99, 100), (100, 250), (250, 500), (999, 1000), (1000, 2500), (1_000_000, 2_500_000)],
)
def test_the_next_step_is_the_first_above_the_count(count: int, step: int) -> None:
    assert next_step(count) == step


def test_the_organisers_goal_stands_until_it_is_reached() -> None:
    assert [goal_shown(count, 700) for count in (0, 699, 700, 1200)] == [700, 700, 1000, 2500]


def test_without_a_goal_the_ladder_begins_at_once() -> None:
    assert goal_shown(12, None) == 25


@pytest.mark.parametrize(("number", "rounded"), [(9, 0), (10, 10), (57, 50), (412, 410), (1412, 1400), (99_999, 99_000)])
def test_rounded_down_is_never_more_than_is_true(number: int, rounded: int) -> None:
    assert rounded_down(number) == rounded


def test_small_parts_become_one() -> None:
    parts = merged({"SE": 40, "LI": 3, "DE": 1200, "MT": 9})
    assert parts.shown == (("DE", 1200), ("SE", 40))
    assert parts.others == 12


def test_where_every_part_is_large_nothing_is_left_over() -> None:
    assert merged({"SE": 10}).others == 0
