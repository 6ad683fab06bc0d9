"""Tiers and doubts: what is no case, what is unsure, and what must be asked about."""

import time
from datetime import date

import pytest

from actions.drafting.draft import Draft
from actions.drafting.engine import draft
from actions.drafting.source import freeze
from tests.drafting.harsh import ARREST, HARSH

TODAY = date(2026, 3, 1)


def drafted(text: str, **meta) -> Draft:
    return draft(freeze(text, **meta), today=TODAY)


def flags(text: str, prefix: str, **meta) -> list[str]:
    return [flag for flag in drafted(text, **meta).flags if flag.startswith(prefix)]


def test_a_case():
    made = drafted(f"{ARREST} The opposition activist is held in a prison in Tver as a political prisoner.")
    assert (made.tier, made.person, made.responsible_state) == ("case", "Boris Kagarlitsky", "RU")


@pytest.mark.parametrize("name", ["one word", "parody", "one long word", "quotation marks"])
def test_what_is_no_case_is_never_called_one(name):
    assert drafted(HARSH[name]).tier != "case"


def test_ordinary_crime_is_no_case():
    made = drafted("Police in Leeds arrested a man after a string of burglaries. He is held for theft.")
    assert (made.tier, made.is_case, made.person, made.demands) == ("no_case", False, None, ())


def test_nobody_is_picked_from_a_list_of_prisoners():
    made = drafted(HARSH["five hundred prisoners"])
    assert (made.person, made.tier) == (None, "uncertain")
    assert any(flag.startswith("group_") for flag in made.flags)


def test_a_language_that_is_not_read_is_said_so():
    made = drafted(HARSH["italian"])
    assert (made.tier, made.person) == ("uncertain", None)
    assert any(flag.startswith("language_it") for flag in made.flags)


def test_an_unknown_day_is_flagged():
    assert flags(ARREST, "date_") == [("date_unknown: when this was published is not known; check that it is still true")]


def test_an_old_article_is_flagged():
    assert flags(ARREST, "date_", published_on=date(2025, 11, 30))[0].startswith("date_old")


def test_a_fresh_one_is_not():
    assert flags(ARREST, "date_", published_on=date(2026, 2, 1)) == []


def test_no_demand_is_flagged():
    assert flags(("Boris Kagarlitsky, a political prisoner, was arrested in Moscow and is held in prison."), "no_demand")


def test_who_asks_for_them_is_not_who_holds_them():
    text = (
        "Dana Orlova, an opposition journalist from Kazakhstan, was arrested in Warsaw, Poland, at the "
        "request of Kazakhstan. "
        "She is held in a Polish prison. Human rights groups urge Poland not to extradite her to Kazakhstan."
    )
    made = drafted(text)
    assert made.responsible_state == "PL"
    assert any(flag.startswith("state_requested") for flag in made.flags)


@pytest.mark.parametrize("text", [ARREST, "(" * 2_000_000 + "arrested", "“a ” " * 300_000])
def test_five_megabytes_take_seconds(text):
    huge = (text + "\n\n") * (4_500_000 // len(text.encode() + b"\n\n"))
    started = time.perf_counter()
    made = drafted(huge)
    assert time.perf_counter() - started < 15
    assert made.tier != "case"


def test_what_hong_kong_holds_china_answers_for():
    text = (
        "Jimmy Lai, founder of a newspaper, returned to court on Thursday in his national security trial in "
        "Hong Kong. The "
        "77-year-old British citizen has been in solitary confinement for four years. Activists call him a "
        "political prisoner."
    )
    made = drafted(text)
    assert (made.person, made.responsible_state) == ("Jimmy Lai", "CN")
    assert any(flag.startswith("state_hong_kong") for flag in made.flags)
