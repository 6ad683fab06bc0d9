"""Which numbers a public page shows. None is invented, and none so small that it points at somebody."""

from collections.abc import Mapping
from dataclasses import dataclass

SMALLEST_SHOWN = 10
_STEPS = (25, 50, 100)
"""The ladder of goals; from here on each three steps are ten times the last three."""


@dataclass(frozen=True)
class Shares:
    """A number taken apart, e.g. by country."""

    shown: tuple[tuple[str, int], ...]
    """The largest first."""
    others: int
    """What the parts hold that are too small to be shown alone; 0 where there is none."""


def shown(number: int) -> int | None:
    """The number if it is for showing; none while it is small."""
    return number if number >= SMALLEST_SHOWN else None


def goal_shown(count: int, goal: int | None) -> int:
    """What is hoped for next: the organiser's goal until it is reached, then the next step of the ladder above the count."""
    return goal if goal is not None and count < goal else next_step(count)


def next_step(count: int) -> int:
    """25, 50, 100, 250, 500, 1,000, …: the first above `count`."""
    unit = 1
    while count >= _STEPS[-1] * unit:
        unit *= 10
    return next(step * unit for step in _STEPS if step * unit > count)


def rounded_down(number: int) -> int:
    """With two digits that say something: 1,412 → 1,400. For what must not change with each signature."""
    unit = int(10 ** max(0, len(str(number)) - 2))
    return number // max(unit, 10) * max(unit, 10)


def merged(numbers: Mapping[str, int]) -> Shares:
    """The parts that are for showing, and the rest in one."""
    by_size = sorted(numbers.items(), key=lambda part: (-part[1], part[0]))
    large = tuple((name, number) for name, number in by_size if shown(number) is not None)
    return Shares(large, sum(max(number, 0) for name, number in by_size if shown(number) is None))
