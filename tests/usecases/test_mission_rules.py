"""Editors decide for pairs of responsible state and country, and what they decide stays."""

import pytest
from sqlalchemy.orm import Session

from actions.errors import NotFound, Refused
from actions.queries.missions import resolve_for, safety_of
from actions.queries.places import SEEDS
from actions.usecases.mission_rules import load_shipped_rules, set_override, set_safety_rule
from tests.factories import make_mission


def reason(session: Session, country: str) -> str:
    return resolve_for(session, responsible_state="RU", country=country).reason


def override(session: Session, country: str, kind: str, source_id: str | None = None, by: str = "Anna") -> None:
    set_override(session, responsible_state="RU", country=country, kind=kind, source_id=source_id, by=by)


def rule(session: Session, country: str, name: str, text: str = "") -> None:
    set_safety_rule(session, responsible_state="RU", country=country, rule=name, text=text, by="Anna")


def test_a_mission_is_chosen_for_a_country(session: Session) -> None:
    make_mission(session, source_id="Q5")
    override(session, "XK", "use_mission", "Q5")
    found = resolve_for(session, responsible_state="RU", country="XK")
    assert (found.reason, found.missions[0].source_id) == ("override", "Q5")


def test_a_choice_can_be_taken_back(session: Session) -> None:
    make_mission(session)
    override(session, "SE", "no_relations")
    assert reason(session, "SE") == "no_relations"
    override(session, "SE", "none")
    assert reason(session, "SE") == "resident"


def test_a_pair_is_blocked_and_unblocked(session: Session) -> None:
    make_mission(session)
    rule(session, "SE", "block_personal")
    assert (reason(session, "SE"), safety_of(session, responsible_state="RU", country="SE")) == ("blocked", "blocked")
    rule(session, "SE", "none")
    assert (reason(session, "SE"), safety_of(session, responsible_state="RU", country="SE")) == ("resident", "free")


def test_what_an_editor_decided_outlives_the_shipped_rules(session: Session) -> None:
    load_shipped_rules(session, directory=SEEDS)
    rule(session, "BY", "warn", "Mind this.")
    override(session, "GE", "none")
    load_shipped_rules(session, directory=SEEDS)
    assert safety_of(session, responsible_state="RU", country="BY") == "warn"
    assert reason(session, "GE") == "none"


def test_the_shipped_rules_block_and_warn(session: Session) -> None:
    load_shipped_rules(session, directory=SEEDS)
    assert safety_of(session, responsible_state="RU", country="BY") == "blocked"
    assert safety_of(session, responsible_state="BY", country="RU") == "blocked"
    warned = [
        country
        for country in ("AM", "AZ", "KG", "KZ", "TJ", "TM", "UZ")
        if resolve_for(session, responsible_state="RU", country=country).warning
    ]
    assert len(warned) == 7


@pytest.mark.parametrize(("country", "expected"), [("RU", "same_state"), ("SE", "free")])
def test_safety_needs_no_rules(session: Session, country: str, expected: str) -> None:
    assert safety_of(session, responsible_state="RU", country=country) == expected


def test_a_territory_shares_its_parents_rule(session: Session) -> None:
    rule(session, "FR", "block_personal")
    assert safety_of(session, responsible_state="RU", country="GP") == "blocked"


@pytest.mark.parametrize(("kind", "flags"), [("honorary_consulate", []), ("embassy", ["contested_host_not_for_GE"])])
def test_some_missions_cannot_be_chosen(session: Session, kind: str, flags: list[str]) -> None:
    make_mission(session, source_id="Q5", kind=kind, flags=flags)
    with pytest.raises(Refused):
        override(session, "GE", "use_mission", "Q5")


def test_another_states_mission_cannot_be_chosen(session: Session) -> None:
    make_mission(session, source_id="Q5", operator_iso2="BY")
    with pytest.raises(NotFound):
        override(session, "SE", "use_mission", "Q5")


@pytest.mark.parametrize(
    ("kind", "source_id", "by", "field"),
    [
        ("use_mission", None, "Anna", "source_id"),
        ("no_relations", "Q5", "Anna", "source_id"),
        ("often", None, "Anna", "kind"),
        ("none", None, " ", "by"),
    ],
)
def test_half_a_decision_is_refused(session: Session, kind: str, source_id: str | None, by: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        override(session, "SE", kind, source_id, by)
    assert refused.value.field == field


def test_a_warning_needs_its_text(session: Session) -> None:
    with pytest.raises(Refused, match="A warning needs its text"):
        rule(session, "SE", "warn", " ")
