"""The shipped warnings can be translated, and carry the mark of a review."""

import csv

from actions.domain.reviewed import TEXTS
from tests.conftest import ROOT


def test_every_shipped_text_is_one_of_the_reviewed():
    with (ROOT / "seeds/missions/safety_rules.csv").open(encoding="utf-8", newline="") as file:
        assert {row["text"] for row in csv.DictReader(file)} <= set(TEXTS.values())
