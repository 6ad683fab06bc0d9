"""Codes and names of countries."""

import pytest
from babel import Locale

from actions.domain.countries import (
    COUNTRIES,
    _order,
    country_choices,
    country_name,
    country_named,
    name_in_sentence,
    parse_country,
    state_named,
)
from actions.errors import Refused

NOT_COUNTRIES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes that CLDR names though ISO 3166-1 doesn't list them."""


def test_there_are_the_249_of_the_standard_and_kosovo() -> None:
    known = {code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha()}
    assert known - NOT_COUNTRIES == COUNTRIES
    assert len(COUNTRIES) == 250


@pytest.mark.parametrize(("typed", "code"), [("ch", "CH"), (" NO ", "NO"), ("na", "NA"), ("XK", "XK")])
def test_a_code_is_taken_in_either_case(typed: str, code: str) -> None:
    assert parse_country(typed) == code


def test_a_lookalike_is_explained() -> None:
    with pytest.raises(Refused, match="UK is not a country code of ISO 3166-1; United Kingdom is GB"):
        parse_country("UK")


@pytest.mark.parametrize("typed", ["XX", "EU", "Sweden", "S", "\x00", "🇸🇪"])
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is not a country code"):
        parse_country(typed)


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("CH", "en", "Switzerland"),
        ("CH", "de", "Schweiz"),
        ("CH", "pt-BR", "Suíça"),
        ("CH", "xx", "Switzerland"),
        ("QQ", "en", "QQ"),
    ],
)
def test_names_come_in_every_language(code: str, language: str, name: str) -> None:
    assert country_name(code, language) == name


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("en", ["Afghanistan", "Åland Islands", "Albania", "Zambia"]),
        ("de", ["Afghanistan", "Ägypten", "Albanien"]),
        ("fr", ["Égypte", "Émirats arabes unis", "Équateur", "Espagne"]),
        ("ru", ["Исландия", "Испания", "Италия", "Йемен", "Кабо-Верде"]),
        ("ar", ["إثيوبيا", "أذربيجان", "الأردن", "ألبانيا", "السويد", "ألمانيا", "المغرب", "إندونيسيا", "بلجيكا"]),
    ],
)
def test_choices_are_in_the_order_of_the_language(language: str, in_order: list[str]) -> None:
    names = [name for _, name in country_choices(language)]
    assert len(names) == 250
    assert [name for name in names if name in in_order] == in_order


def test_letters_of_their_own_follow_the_one_they_resemble() -> None:
    assert sorted(["Nuria", "Ñuble", "Oman", "Nzwani"], key=lambda name: _order(name, "es")) == [
        "Nuria",
        "Nzwani",
        "Ñuble",
        "Oman",
    ]
    assert sorted(["Ёлкино", "Ереван", "Жуковка"], key=lambda name: _order(name, "ru")) == ["Ёлкино", "Ереван", "Жуковка"]


@pytest.mark.parametrize(
    ("code", "name"), [("GB", "the United Kingdom"), ("NL", "the Netherlands"), ("FR", "France"), ("CD", "Congo - Kinshasa")]
)
def test_some_names_take_an_article(code: str, name: str) -> None:
    assert name_in_sentence(code) == name


def test_other_languages_have_the_name_alone() -> None:
    assert name_in_sentence("GB", "de") == "Vereinigtes Königreich"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Republic of Ireland", "IE"),
        ("People's Republic of China", "CN"),
        ("Republic of China", "TW"),
        ("Republic of the Congo", "CG"),
        ("Democratic Republic of the Congo", "CD"),
        ("Republic of Korea", "KR"),
        ("North Korea", "KP"),
        ("Holy See", "VA"),
        ("Ivory Coast", "CI"),
        ("East Timor", "TL"),
        ("Turkey", "TR"),
        ("Saint Lucia", "LC"),
        ("Trinidad and Tobago", "TT"),
        ("São Tomé and Príncipe", "ST"),
        ("The Gambia", "GM"),
        ("Kosovo", "XK"),
        ("Congo", None),
        ("Korea", None),
        ("Abkhazia", None),
        ("", None),
    ],
)
def test_a_country_is_known_by_its_english_names(name: str, code: str | None) -> None:
    assert country_named(name) == code


@pytest.mark.parametrize(
    ("office", "code"),
    [
        ("Ministry of Foreign Affairs of the Russian Federation", "RU"),
        ("Ministry of Foreign Affairs and Cooperation of the Republic of Rwanda", "RW"),
        ("Ministry of Foreign Affairs of the People's Republic of China", "CN"),
        ("Government of Sweden", "SE"),
        ("Ministry of Foreign Affairs", None),
    ],
)
def test_a_state_is_known_by_its_offices(office: str, code: str | None) -> None:
    assert state_named(office) == code
