"""The CSV of the database of embassies."""

import pytest

from actions.domain.mission_files import MissionFile, read_mission_file
from actions.domain.mission_rows import MissionRow
from actions.errors import Refused
from tests.missions import upstream_csv, upstream_row


def read(*rows: dict[str, str]) -> MissionFile:
    return read_mission_file(upstream_csv(*rows))


def read_row(**overrides: str) -> MissionRow:
    return read(upstream_row(**overrides)).missions[0]


def test_a_row_is_read() -> None:
    row = read_row(email="mailto:office@example.org", twitter="RusEmbSwiss")
    assert (row.operator_iso2, row.host_iso2, row.also_accredited_iso2s, row.located_in_iso2) == (
        "RU",
        "CH",
        frozenset({"LI"}),
        "CH",
    )
    assert (row.kind, row.source_id, row.city) == ("embassy", "Q200", "Bern")
    assert row.name == "Embassy of the Russian Federation in Bern"
    assert [contact.value for contact in row.contacts] == ["office@example.org", "https://twitter.com/RusEmbSwiss"]


def test_the_country_receives_it_whatever_the_order_of_the_jurisdictions() -> None:
    row = read_row(operator="Rwanda", jurisdictions="Holy See|Austria|Switzerland", city="Geneva")
    assert (row.host_iso2, row.also_accredited_iso2s) == ("CH", frozenset({"AT", "VA"}))


def test_without_jurisdictions_the_country_counts() -> None:
    row = read_row(jurisdictions="", jurisdictionQIDs="")
    assert (row.host_iso2, row.flags) == ("CH", frozenset({"no_jurisdiction"}))


def test_an_embassy_to_the_holy_see_stands_in_italy() -> None:
    row = read_row(jurisdictions="Malta|Holy See", country="Italy", city="Rome")
    assert (row.host_iso2, row.also_accredited_iso2s, row.located_in_iso2) == ("VA", frozenset({"MT"}), "IT")
    assert row.flags == {"located_outside_receiving_state"}


def test_one_that_stands_outside_all_it_covers_has_no_receiving_state() -> None:
    row = read_row(jurisdictions="Ethiopia|Kenya", country="Armenia", city="Yerevan")
    assert (row.host_iso2, row.also_accredited_iso2s) == (None, frozenset({"ET", "KE"}))


def test_an_embassy_does_not_stand_at_home() -> None:
    row = read_row(operator="Australia", jurisdictions="Bangladesh", country="Australia", city="Dhaka")
    assert (row.host_iso2, row.located_in_iso2, row.flags) == ("BD", None, frozenset({"source_country_wrong"}))


def test_a_contested_place_is_flagged_for_the_state_that_contests_it() -> None:
    file = read(upstream_row(jurisdictions="Abkhazia", country="Abkhazia", city="Sukhumi"))
    assert file.missions[0].host_iso2 is None
    assert "contested_host_not_for_GE" in file.missions[0].flags
    assert "“Abkhazia” is not a country with a code" in str(file.problems[0])


def test_twins_are_flagged() -> None:
    file = read(upstream_row(), upstream_row(QID="http://www.wikidata.org/entity/Q201"))
    assert [row.flags for row in file.missions] == [{"possible_duplicate"}, {"possible_duplicate"}]


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("consulate general", "consulate_general"),
        ("apostolic nunciature", "nunciature"),
        ("de facto embassy", "de_facto_embassy"),
    ],
)
def test_types_are_our_kinds(type_: str, kind: str) -> None:
    assert read_row(type=type_).kind == kind


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("operator", "Atlantis", "the operator “Atlantis” is not one known state"),
        ("operator", "Norway|Sweden", "is not one known state"),
        ("type", "castle", "“castle” is not a known type of mission"),
        ("QID", "", "QID is missing"),
    ],
)
def test_a_bad_row_is_left_out_with_its_line_and_reason(column: str, value: str, reason: str) -> None:
    file = read(upstream_row(), upstream_row(QID="http://www.wikidata.org/entity/Q201") | {column: value})
    assert len(file.missions) == 1
    assert file.problems[0].line == 3
    assert reason in file.problems[0].reason


def test_a_field_with_a_separator_in_it_breaks_its_row_alone() -> None:
    file = read(upstream_row(), upstream_row(QID="http://www.wikidata.org/entity/Q201", address="Road 1; Room 2"))
    assert str(file.problems[0]) == "line 3: 26 fields in place of 25"


def test_quotes_mean_nothing_here() -> None:
    assert read_row(city='"Bern').city == '"Bern'


def test_a_file_of_bad_rows_is_refused() -> None:
    with pytest.raises(Refused, match="No row of this file can be used"):
        read(upstream_row(operator="Atlantis"))
