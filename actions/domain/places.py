"""Facts about places: whose territory one is, its capital's time zone, and the city behind a district's name."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Place:
    iso2: str
    time_zone: str
    """IANA name of the capital's zone."""
    parent: str | None
    """The state that acts for this territory abroad."""


@dataclass(frozen=True)
class Gazetteer:
    places: Mapping[str, Place]
    districts: Mapping[tuple[str, str], str]
    """(country, district) → city."""

    def parent_of(self, iso2: str) -> str | None:
        place = self.places.get(iso2)
        return place.parent if place else None

    def time_zone_of(self, iso2: str) -> str | None:
        place = self.places.get(iso2)
        return place.time_zone if place else None

    def city_of(self, name: str, countries: Iterable[str]) -> str:
        """The city of a named district in one of `countries`; any other name stays as it is."""
        return next((self.districts[country, name] for country in countries if (country, name) in self.districts), name)


def parse_places(text: str) -> Mapping[str, Place]:
    """`iso2,time_zone,parent` as CSV; every cell is text, so that NA stays Namibia and NO Norway."""
    rows = csv.DictReader(text.splitlines(), strict=True)
    return MappingProxyType({row["iso2"]: Place(row["iso2"], row["time_zone"], row["parent"] or None) for row in rows})


def parse_districts(text: str) -> Mapping[tuple[str, str], str]:
    """`country,district,city` as CSV."""
    rows = csv.DictReader(text.splitlines(), strict=True)
    return MappingProxyType({(row["country"], row["district"]): row["city"] for row in rows})
