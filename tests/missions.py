"""Missions, directories of them, and files, for tests."""

import csv
import io
import uuid
from itertools import count
from typing import Any

from actions.domain.mission_files import CONTACT_COLUMNS, OWN_COLUMNS
from actions.domain.missions import ContactInfo, Directory, MissionInfo, Override, SafetyRule
from actions.domain.places import Gazetteer, Place

_ids = count(1)

GAZETTEER = Gazetteer(
    places={
        code: Place(code, "UTC", parent)
        for code, parent in {"GB": None, "JE": "GB", "FR": None, "GP": "FR", "CN": None, "HK": "CN", "MO": "CN"}.items()
    },
    districts={("DE", "Mitte"): "Berlin"},
)


def a_contact(channel: str, value: str = "value", **overrides: Any) -> ContactInfo:
    values: dict[str, Any] = {"id": next(_ids), "status": "unverified", "source": "test", "source_on": None}
    return ContactInfo(channel=channel, value=value, **values | overrides)


def a_mission(host: str | None, kind: str = "embassy", **overrides: Any) -> MissionInfo:
    number = next(_ids)
    values: dict[str, Any] = {
        "id": number,
        "uuid": uuid.uuid4(),
        "operator_iso2": "RU",
        "located_in_iso2": host,
        "name": f"{kind} in {host}",
        "city": None,
        "source": "test",
        "source_id": f"Q{number}",
    }
    for name in ("flags", "also_accredited_iso2s"):
        overrides[name] = frozenset(overrides.get(name, ()))
    return MissionInfo(host_iso2=host, kind=kind, **values | overrides)


def a_directory(
    *missions: MissionInfo,
    overrides: dict[str, Override] | None = None,
    rules: dict[str, SafetyRule] | None = None,
    state: str = "RU",
    parent: Directory | None = None,
) -> Directory:
    return Directory(state, missions, overrides or {}, rules or {}, parent)


def mission_row(**overrides: str) -> dict[str, str]:
    """A row of our own format: Russia's embassy in Sweden."""
    values = dict.fromkeys(OWN_COLUMNS, "") | {
        "operator_iso2": "RU",
        "host_iso2": "SE",
        "kind": "embassy",
        "name": "Embassy of the Russian Federation in Stockholm",
        "city": "Stockholm",
        "source": "test",
        "source_id": "Q100",
        "checked_on": "2026-01-31",
        "located_in_iso2": "SE",
    }
    return values | overrides


def missions_csv(*rows: dict[str, str]) -> bytes:
    return _csv(OWN_COLUMNS, rows)


def contacts_csv(**overrides: str) -> bytes:
    """A file with one row of contacts for Russia's embassy in Sweden."""
    values = dict.fromkeys(CONTACT_COLUMNS, "") | {
        "operator_iso2": "RU",
        "host_iso2": "SE",
        "kind": "embassy",
        "source_url": "https://example.org/embassies",
        "source_date": "2026-01",
    }
    return _csv(CONTACT_COLUMNS, [values | overrides])


def _csv(columns: tuple[str, ...], rows: Any) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


UPSTREAM_COLUMNS = (
    "operator", "operatorQID", "jurisdictions", "jurisdictionQIDs", "country", "countryQID", "city", "cityQID", "address",
    "latitude", "longitude", "phone", "email", "website", "facebook", "twitter", "youtube", "picture", "pictureAuthor",
    "pictureLicense", "pictureLicenseURL", "type", "typeQID", "creation", "QID",
)  # fmt: skip


def upstream_csv(*rows: dict[str, str]) -> bytes:
    """A file of the database of embassies: the header ends with a separator, the rows do not."""
    lines = [";".join(UPSTREAM_COLUMNS) + ";"]
    lines += [";".join({**dict.fromkeys(UPSTREAM_COLUMNS, ""), **row}[name] for name in UPSTREAM_COLUMNS) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def upstream_row(**overrides: str) -> dict[str, str]:
    """Russia's embassy in Bern."""
    values = {
        "operator": "Russia",
        "jurisdictions": "Switzerland|Liechtenstein",
        "jurisdictionQIDs": "http://www.wikidata.org/entity/Q347|http://www.wikidata.org/entity/Q39",
        "country": "Switzerland",
        "city": "Bern",
        "type": "embassy",
        "QID": "http://www.wikidata.org/entity/Q200",
    }
    return values | overrides
