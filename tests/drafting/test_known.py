"""A draft about somebody whose case is here says so, across spellings and scripts."""

from datetime import date

import pytest

from actions.drafting.draft import KnownCase
from actions.drafting.engine import draft
from actions.drafting.source import freeze

NAVALNY = KnownCase("Alexei Navalny", ("Aleksei Navalny",), "RU", "died", date(2024, 2, 16), "alexei-navalny")


def flags(text: str) -> list[str]:
    return [flag for flag in draft(freeze(text), known=[NAVALNY]).flags if flag.startswith("known_")]


@pytest.mark.parametrize("name", ["Alexei Navalny", "Aleksei Navalny", "Alexey Navalniy", "Aleksej Navalnyj"])
def test_a_known_name_is_found_however_it_is_spelt(name):
    text = f"{name} was arrested in Moscow. Human rights groups demand his release from prison."
    assert flags(text) == ["known_died: known here as died on 16 February 2024 (alexei-navalny)"]


def test_a_known_name_is_found_in_cyrillic():
    text = "Алексей Навальный был арестован в Москве. Навальный находится в СИЗО. Правозащитники требуют его освободить."
    assert flags(text) == ["known_died: known here as died on 16 February 2024 (alexei-navalny)"]


def test_a_namesake_in_another_state_is_asked_about():
    text = (
        "Alexei Navalny was arrested in Minsk, Belarus. Human rights groups demand his release from the Belarusian prison."
    )
    assert "known_state" in flags(text)[1]


@pytest.mark.parametrize("name", ["Oleg Navalny", "Yulia Navalnaya", "Alexei Ivanov"])
def test_a_relative_or_another_is_not_taken_for_them(name):
    assert flags(f"{name} was arrested in Moscow. Human rights groups demand a release from prison.") == []
