"""Which mission answers for a country: the seven steps, in their order, and the traps beside them."""

import pytest

from actions.domain.missions import Directory, Override, Resolution, SafetyRule, resolve
from actions.errors import Refused
from tests.missions import GAZETTEER, a_directory, a_mission


def resolved(directory: Directory, country: str) -> Resolution:
    return resolve(directory, country, gazetteer=GAZETTEER)


def chosen(directory: Directory, country: str) -> tuple[str, str | None]:
    found = resolved(directory, country)
    return found.reason, found.missions[0].source_id if found.missions else None


# 1. The country


@pytest.mark.parametrize("country", ["", "  ", "XX", "ZZ", "UK", "EU", "sweden"])
def test_a_country_that_is_blank_or_unknown_is_asked_for(country: str) -> None:
    with pytest.raises(Refused) as refused:
        resolved(a_directory(), country)
    assert refused.value.field == "country"


def test_the_code_is_taken_in_either_case() -> None:
    directory = a_directory(a_mission("SE", source_id="Q1"))
    assert chosen(directory, "se") == ("resident", "Q1")


# 2. Safety


def test_a_supporter_in_the_responsible_state_is_only_counted() -> None:
    assert chosen(a_directory(a_mission("RU", "ministry_of_foreign_affairs")), "RU") == ("same_state", None)


def test_a_territory_of_the_responsible_state_is_the_same_state() -> None:
    directory = a_directory(a_mission("HK", "consulate_general"), state="CN")
    assert chosen(directory, "HK") == ("same_state", None)


def test_a_blocked_pair_has_no_mission_and_says_why() -> None:
    directory = a_directory(a_mission("BY"), rules={"BY": SafetyRule("block_personal", "Not safe.")})
    found = resolved(directory, "BY")
    assert (found.reason, found.missions, found.rule, found.warning) == ("blocked", (), "block_personal", "Not safe.")


def test_a_warning_comes_with_the_mission() -> None:
    directory = a_directory(a_mission("KZ", source_id="Q1"), rules={"KZ": SafetyRule("warn", "Mind this.")})
    found = resolved(directory, "KZ")
    assert (found.reason, found.rule, found.warning) == ("resident", "warn", "Mind this.")


def test_a_rule_holds_for_territories_too() -> None:
    directory = a_directory(a_mission("FR"), rules={"FR": SafetyRule("block_personal")})
    assert chosen(directory, "GP") == ("blocked", None)


def test_a_rule_that_an_editor_took_back_is_none() -> None:
    directory = a_directory(a_mission("BY", source_id="Q1"), rules={"BY": SafetyRule("none")})
    assert chosen(directory, "BY") == ("resident", "Q1")


def test_safety_comes_before_an_editors_choice() -> None:
    mission = a_mission("SE")
    override = {"BY": Override("use_mission", mission.id)}
    directory = a_directory(mission, overrides=override, rules={"BY": SafetyRule("block_personal")})
    assert chosen(directory, "BY") == ("blocked", None)


# 3. Overrides


def test_an_editors_mission_comes_before_a_resident_one() -> None:
    other = a_mission("FI", source_id="Q2")
    directory = a_directory(a_mission("SE", source_id="Q1"), other, overrides={"SE": Override("use_mission", other.id)})
    assert chosen(directory, "SE") == ("override", "Q2")


def test_without_relations_neither_resident_nor_accredited_missions_answer() -> None:
    directory = a_directory(
        a_mission("UA"),
        a_mission("PL", also_accredited_iso2s={"UA"}),
        a_mission("CH", "permanent_mission", source_id="Q9"),
        overrides={"UA": Override("no_relations")},
    )
    assert chosen(directory, "UA") == ("no_relations", "Q9")


def test_without_relations_an_interests_section_answers() -> None:
    directory = a_directory(
        a_mission("GE"), a_mission("GE", "interests_section", source_id="Q2"), overrides={"GE": Override("no_relations")}
    )
    assert chosen(directory, "GE") == ("no_relations", "Q2")


def test_without_relations_to_a_territory_its_parent_state_is_asked() -> None:
    directory = a_directory(a_mission("GB", source_id="Q1"), overrides={"JE": Override("no_relations")})
    assert chosen(directory, "JE") == ("territory>GB:resident", "Q1")


def test_an_override_that_an_editor_took_back_is_none() -> None:
    directory = a_directory(a_mission("UA", source_id="Q1"), overrides={"UA": Override("none")})
    assert chosen(directory, "UA") == ("resident", "Q1")


# 4. Resident


@pytest.mark.parametrize("status", ["suspended", "closed", "unknown"])
def test_only_a_mission_at_work_answers(status: str) -> None:
    directory = a_directory(a_mission("SE", status=status), a_mission("FI", also_accredited_iso2s={"SE"}, source_id="Q2"))
    assert chosen(directory, "SE") == ("non_resident", "Q2")


def test_kinds_have_an_order() -> None:
    kinds = ["interests_section", "liaison_office", "de_facto_embassy", "nunciature", "high_commission", "embassy"]
    directory = a_directory(*(a_mission("SE", kind) for kind in kinds))
    assert [mission.kind for mission in resolved(directory, "SE").missions] == kinds[::-1]


def test_a_flagged_twin_comes_after_its_unflagged_one() -> None:
    directory = a_directory(a_mission("SE", source_id="Q1", flags={"possible_duplicate"}), a_mission("SE", source_id="Q2"))
    assert chosen(directory, "SE") == ("resident", "Q2")


def test_twins_are_ordered_by_number_and_not_by_text() -> None:
    directory = a_directory(a_mission("SE", source_id="Q1000"), a_mission("SE", source_id="Q999"))
    assert chosen(directory, "SE") == ("resident", "Q999")


def test_a_row_without_a_q_id_comes_last() -> None:
    directory = a_directory(a_mission("SE", source_id="none:embassy:SE"), a_mission("SE", source_id="Q999999999"))
    assert chosen(directory, "SE") == ("resident", "Q999999999")


@pytest.mark.parametrize("flag", ["website_only", "email_at_public_provider", "unverified:email", "consular_mailbox"])
def test_what_is_known_of_its_contacts_never_decides(flag: str) -> None:
    directory = a_directory(a_mission("SE", source_id="Q1", flags={flag}), a_mission("SE", source_id="Q2"))
    assert chosen(directory, "SE") == ("resident", "Q1")


def test_an_embassy_to_the_holy_see_answers_for_it_from_rome() -> None:
    directory = a_directory(a_mission("VA", located_in_iso2="IT", source_id="Q1"))
    assert chosen(directory, "VA") == ("resident", "Q1")


def test_an_embassy_to_the_holy_see_never_answers_for_italy() -> None:
    directory = a_directory(a_mission("VA", located_in_iso2="IT", also_accredited_iso2s={"IT", "MT"}, source_id="Q1"))
    assert chosen(directory, "IT") == ("none", None)
    assert chosen(directory, "MT") == ("non_resident", "Q1")


def test_an_embassy_answers_where_it_is_received_and_not_where_it_stands() -> None:
    directory = a_directory(a_mission("LY", located_in_iso2="TN", source_id="Q1"))
    assert chosen(directory, "LY") == ("resident", "Q1")
    assert chosen(directory, "TN") == ("none", None)


def test_a_mission_never_answers_for_the_state_that_contests_its_host() -> None:
    contested = a_mission("GE", flags={"contested_host_not_for_GE"})
    override = {"GE": Override("use_mission", contested.id)}
    assert chosen(a_directory(contested), "GE") == ("none", None)
    assert chosen(a_directory(contested, overrides=override), "GE") == ("none", None)


@pytest.mark.parametrize("kind", ["permanent_mission", "honorary_consulate", "trade_office", "apostolic_delegation"])
def test_other_kinds_represent_nobody_there(kind: str) -> None:
    assert chosen(a_directory(a_mission("BE", kind, city="Brussels")), "BE") == ("none", None)


# 5. Accredited from elsewhere


def test_one_mission_serves_many_states() -> None:
    directory = a_directory(a_mission("CH", also_accredited_iso2s={"LI"}, source_id="Q1"))
    assert chosen(directory, "LI") == ("non_resident", "Q1")


def test_a_consulate_that_covers_more_countries_represents_nobody_there() -> None:
    directory = a_directory(a_mission("HK", "consulate_general", also_accredited_iso2s={"MO", "LI"}))
    assert chosen(directory, "LI") == ("none", None)


# 6. Territories


def test_a_territory_turns_to_its_parent_state() -> None:
    directory = a_directory(a_mission("GB", source_id="Q1"))
    found = resolved(directory, "JE")
    assert (found.reason, found.via, found.answered_country) == ("territory>GB:resident", "GB", "GB")
    assert found.missions[0].source_id == "Q1"


def test_a_mission_of_the_territorys_own_comes_first() -> None:
    directory = a_directory(a_mission("GB"), a_mission("JE", source_id="Q2"))
    assert chosen(directory, "JE") == ("resident", "Q2")


def test_a_mission_accredited_to_the_territory_comes_before_its_parents() -> None:
    directory = a_directory(a_mission("FR"), a_mission("DM", also_accredited_iso2s={"GP"}, source_id="Q2"))
    assert chosen(directory, "GP") == ("non_resident", "Q2")


def test_the_parents_embassy_comes_before_a_consulate_in_the_territory() -> None:
    directory = a_directory(a_mission("CN", source_id="Q1"), a_mission("HK", "consulate_general"))
    assert chosen(directory, "HK") == ("territory>CN:resident", "Q1")


def test_a_consulate_in_the_territory_comes_before_one_at_its_parents() -> None:
    directory = a_directory(a_mission("CN", "consulate"), a_mission("HK", "consulate_general", source_id="Q2"))
    assert chosen(directory, "HK") == ("consular_only", "Q2")


def test_the_parents_last_resort_is_the_territorys() -> None:
    directory = a_directory(a_mission("CH", "permanent_mission", city="Geneva", source_id="Q1"))
    assert chosen(directory, "GP") == ("territory>FR:none", "Q1")


def test_a_responsible_territory_is_represented_by_its_parent_state() -> None:
    china = a_directory(a_mission("SE", operator_iso2="CN", source_id="Q1"), state="CN")
    hong_kong = a_directory(state="HK", parent=china)
    assert chosen(hong_kong, "SE") == ("resident", "Q1")
    assert chosen(hong_kong, "CN") == ("same_state", None)
    assert chosen(hong_kong, "MO") == ("same_state", None)


# 7. Nothing


def test_a_consulate_stands_in_where_nothing_else_is_known() -> None:
    directory = a_directory(a_mission("SE", "consulate", source_id="Q1"), a_mission("CH", "permanent_mission"))
    assert chosen(directory, "SE") == ("consular_only", "Q1")


def test_an_honorary_consulate_never_does() -> None:
    assert chosen(a_directory(a_mission("SE", "honorary_consulate")), "SE") == ("none", None)


def test_then_geneva_then_new_york_then_the_ministry() -> None:
    directory = a_directory(
        a_mission("RU", "ministry_of_foreign_affairs", source_id="Q1"),
        a_mission("US", "permanent_mission", city="New York", source_id="Q2"),
        a_mission("CH", "permanent_mission", city="Geneva", source_id="Q3"),
    )
    found = resolved(directory, "XK")
    assert found.reason == "none"
    assert [mission.source_id for mission in found.missions] == ["Q3", "Q2", "Q1"]


@pytest.mark.parametrize(
    ("host", "city"), [("AT", "Vienna"), ("BE", "Brussels"), ("US", "Washington, D.C."), ("CH", "Bern")]
)
def test_other_permanent_missions_are_no_last_resort(host: str, city: str) -> None:
    assert chosen(a_directory(a_mission(host, "permanent_mission", city=city)), "XK") == ("none", None)


def test_a_neighbours_embassy_never_answers() -> None:
    assert chosen(a_directory(a_mission("GE"), a_mission("AZ")), "AM") == ("none", None)
