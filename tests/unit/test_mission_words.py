"""What supporters read about who is written to."""

import pytest

from actions.domain.mission_words import mission_title, reason_in_words, sentence
from actions.domain.missions import Override, Resolution, SafetyRule, resolve
from tests.missions import GAZETTEER, a_directory, a_mission

BERN = a_mission("CH", name="Embassy of the Russian Federation in Bern", also_accredited_iso2s={"LI"})
LONDON = a_mission("GB", name="Embassy of the Russian Federation in London")
GENEVA = a_mission("CH", "permanent_mission", name="Permanent Mission of the Russian Federation in Geneva", city="Geneva")
KOBE = a_mission("JP", "consulate", name="Consulate of the Russian Federation in Kobe")
ALL = a_directory(
    BERN,
    LONDON,
    GENEVA,
    KOBE,
    overrides={"UA": Override("no_relations"), "SM": Override("use_mission", BERN.id)},
    rules={"BY": SafetyRule("block_personal", "Not safe.")},
)


def found(country: str) -> Resolution:
    return resolve(ALL, country, gazetteer=GAZETTEER)


@pytest.mark.parametrize(
    ("country", "words"),
    [
        ("GB", "Embassy of the Russian Federation in London, for the United Kingdom."),
        ("LI", "Embassy of the Russian Federation in Bern, which also covers Liechtenstein."),
        (
            "JE",
            (
                "Embassy of the Russian Federation in London, for the United Kingdom. "
                "Abroad, the United Kingdom acts for Jersey."
            ),
        ),
        ("SM", "Embassy of the Russian Federation in Bern, which answers for San Marino."),
        ("JP", "Consulate of the Russian Federation in Kobe, since no embassy of Russia for Japan is known."),
        (
            "UA",
            "Permanent Mission of the Russian Federation in Geneva, since Russia and Ukraine have no diplomatic relations.",
        ),
        ("XK", "Permanent Mission of the Russian Federation in Geneva, since no mission of Russia for Kosovo is known."),
        ("RU", "Supporters in Russia are only counted: no letter of theirs goes to the state that they live in."),
        ("BY", "Supporters in Belarus are only counted: a letter to a mission of Russia could put them at risk."),
    ],
)
def test_each_reason_has_its_sentence(country: str, words: str) -> None:
    assert sentence(found(country)) == words


def test_where_no_mission_is_known_it_says_so() -> None:
    nothing = resolve(a_directory(state="TR"), "AM", gazetteer=GAZETTEER)
    assert sentence(nothing) == "No mission of Türkiye is known that answers for Armenia: supporters there are only counted."


def test_an_embassy_whose_seat_is_unknown_does_not_claim_one() -> None:
    mission = a_mission(None, name="Embassy of Australia in Berlin", also_accredited_iso2s={"DE"})
    assert (
        sentence(resolve(a_directory(mission), "DE", gazetteer=GAZETTEER))
        == "Embassy of Australia in Berlin, which covers Germany."
    )


@pytest.mark.parametrize(
    ("country", "words"), [("GB", "mission in the country"), ("JE", "through United Kingdom: mission in the country")]
)
def test_a_reason_is_a_short_phrase(country: str, words: str) -> None:
    assert reason_in_words(found(country)) == words


def test_in_english_a_mission_has_its_own_name() -> None:
    assert mission_title(BERN, "en") == "Embassy of the Russian Federation in Bern"


@pytest.mark.parametrize(("language", "state"), [("ru", "Россия"), ("de", "Russland"), ("ar", "روسيا")])
def test_in_other_languages_it_is_called_what_it_is(language: str, state: str) -> None:
    title = mission_title(a_mission("CH", name="Embassy of the Russian Federation in Bern", city="Bern"), language)
    assert state in title
    assert "Bern" in title
    assert "Embassy of" not in title


def test_a_mission_whose_city_is_unknown_is_named_without() -> None:
    assert "None" not in mission_title(a_mission("CH", city=None), "de")


def test_countries_are_named_in_the_language() -> None:
    words = sentence(found("LI"), "ru")
    assert "Лихтенштейн" in words
    assert "Liechtenstein" not in words
