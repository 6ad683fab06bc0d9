"""The shipped facts about places."""

from zoneinfo import ZoneInfo

import pytest

from actions.domain.countries import COUNTRIES
from actions.queries.places import gazetteer


def test_every_country_has_a_place() -> None:
    assert set(gazetteer().places) == COUNTRIES


@pytest.mark.parametrize("code", sorted(COUNTRIES))
def test_its_time_zone_exists(code: str) -> None:
    assert ZoneInfo(gazetteer().time_zone_of(code) or "").key


def test_parents_are_states_of_their_own() -> None:
    parents = {place.parent for place in gazetteer().places.values() if place.parent}
    assert parents == {"AU", "CN", "DK", "FI", "FR", "GB", "NL", "NO", "NZ", "US"}
    assert not any(gazetteer().parent_of(parent) for parent in parents)


@pytest.mark.parametrize("code", ["XK", "TW", "PS", "EH", "AQ", "VA"])
def test_contested_places_belong_to_nobody_here(code: str) -> None:
    assert gazetteer().parent_of(code) is None


@pytest.mark.parametrize(
    ("name", "countries", "city"),
    [
        ("Mitte", ["DE"], "Berlin"),
        ("Uccle", ["BE"], "Brussels"),
        ("Beixinqiao Subdistrict", ["CN"], "Beijing"),
        ("Muri bei Bern", ["CH"], "Bern"),
        ("Centar Municipality", ["BA"], "Sarajevo"),
        ("Centar Municipality", ["MK"], "Centar Municipality"),
        ("Mitte", ["CH", "DE", "LI"], "Berlin"),
        ("Giza", ["EG"], "Giza"),
    ],
)
def test_a_named_district_is_its_city_and_nothing_else_is_replaced(name: str, countries: list[str], city: str) -> None:
    assert gazetteer().city_of(name, countries) == city


def test_districts_lie_in_countries_that_exist() -> None:
    assert {country for country, _ in gazetteer().districts} <= COUNTRIES
