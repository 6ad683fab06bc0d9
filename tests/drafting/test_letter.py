"""Title and letter come from templates: polite, grammatical, and asking for nothing that the article does not."""

import pytest

from actions.drafting.draft import Demand, Span
from actions.drafting.letter import hashtags, letter, make_slots, title

PLACE = Span("Penal Colony No. 4 in Torzhok", 0, 29)


def demand(kind, text="x", beneficiary="person"):
    return Demand(text, 0, 1, beneficiary, kind)


def slots(*demands, person="Mira Solenko", group=None, state="BY", status="detained", place=None):
    made = make_slots(person, group, state, status, place, demands)
    assert made
    return made


def test_release_is_asked_for_where_it_is_demanded():
    made = slots(demand("release", "her immediate and unconditional release"))
    assert title(made) == "Free Mira Solenko"
    assert "to release Mira Solenko immediately and unconditionally." in letter(made)
    assert hashtags(made) == ("#FreeMiraSolenko",)


def test_nobody_is_freed_who_is_not_demanded_free():
    made = slots(demand("medical"))
    assert title(made) == "Medical care for Mira Solenko"
    assert "release" not in letter(made)
    assert hashtags(made) == ("#MiraSolenko",)


def test_a_demand_for_others_is_not_made_for_her():
    assert title(slots(demand("release", beneficiary="others"))) == "Write for Mira Solenko"


def test_a_letter_begins_and_ends_as_one_to_an_ambassador_does():
    made = letter(slots())
    assert made.startswith("Your Excellency,\n")
    assert made.endswith("Yours faithfully,")


def test_the_place_stands_with_its_state():
    assert "is being held in Penal Colony No. 4 in Torzhok, Russia." in letter(slots(state="RU", place=PLACE))
    assert "is being held in a prison in Minsk, Belarus." in letter(slots(place=Span("prison in Minsk", 0, 15)))


@pytest.mark.parametrize(
    ("state", "words"), [("US", "of the United States"), ("AE", "of the United Arab Emirates"), ("CN", "of China")]
)
def test_states_with_an_article(state, words):
    assert f"the authorities {words} to" in letter(slots(state=state))


def test_several_demands_are_a_list():
    made = letter(slots(demand("release"), demand("medical")))
    assert "\n– release Mira Solenko;\n– give Mira Solenko prompt access to adequate medical care." in made


def test_a_group_is_plural():
    made = slots(demand("release"), demand("fair_trial"), person=None, group="Six students")
    assert title(made) == "Free the six students"
    assert "the six students are being held" in letter(made)
    assert "ensure that the six students receive a fair trial" in letter(made)


def test_who_has_died_is_not_asked_to_be_released():
    made = slots(demand("release"), demand("investigate"), status="died")
    assert title(made) == "Truth about the death of Mira Solenko"
    assert "release" not in letter(made)
    assert "investigation into the death of Mira Solenko" in letter(made)


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("execution", "detained", "Stop the execution of Mira Solenko"),
        ("whereabouts", "disappeared", "Tell us where Mira Solenko can be found"),
        ("torture", "detained", "Stop the ill-treatment of Mira Solenko"),
        ("extradition", "detained", "Do not hand over Mira Solenko"),
        ("fair_trial", "detained", "A fair trial for Mira Solenko"),
        ("body", "died", "Truth about the death of Mira Solenko"),
    ],
)
def test_a_title_for_each_situation(kind, status, words):
    assert title(slots(demand(kind), status=status)) == words


def test_no_letter_about_nobody():
    assert make_slots(None, None, "BY", "detained", None, ()) is None
