"""The gate: exact, or exact but for quotes, dashes, spaces and capitals, or dropped; never alike."""

from dataclasses import replace

import pytest

from actions.drafting.draft import Demand, Draft, Span
from actions.drafting.gate import pass_gate, trace
from actions.drafting.source import freeze

TEXT = "She got a “six-year” sentence – in  Minsk.\nShe is ill."


def test_a_statement_at_its_place_stays():
    assert trace(TEXT, Span("She is ill.", 43, 54)) == Span("She is ill.", 43, 54)


@pytest.mark.parametrize("words", ['a "six-year" sentence - in Minsk', "A “SIX‑YEAR” sentence – in\nMinsk"])
def test_other_quotes_dashes_spaces_and_capitals_are_found_again(words):
    found = trace(TEXT, Span(words, 900, 930))
    assert found == Span("a “six-year” sentence – in  Minsk", 8, 41)


@pytest.mark.parametrize("words", ["five-year sentence", "ear", "She is very ill.", "", "   "])
def test_what_does_not_stand_there_is_dropped(words):
    assert trace(TEXT, Span(words, 0, len(words))) is None


def test_what_was_dropped_is_listed():
    invented = Demand("her immediate release", 0, 21, "person", "release")
    draft = pass_gate(replace(Draft(freeze(TEXT), "case"), demands=(invented,)))
    assert (draft.demands, draft.untraced) == ((), ("her immediate release",))
