"""The shipped facts about places."""

from functools import cache
from pathlib import Path

from actions.domain.places import Gazetteer, parse_districts, parse_places
from actions.errors import Misconfigured

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "missions"


@cache
def gazetteer() -> Gazetteer:
    """Read once in a process. Raises `Misconfigured` where the shipped files are not there."""
    try:
        return Gazetteer(
            parse_places((SEEDS / "places.csv").read_text(encoding="utf-8")),
            parse_districts((SEEDS / "districts.csv").read_text(encoding="utf-8")),
        )
    except OSError as error:
        raise Misconfigured([f"{error.filename} cannot be read: {error.strerror}. It comes with Outcry."]) from None
