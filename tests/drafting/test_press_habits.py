"""What press texts do that a rule must see through: whose death, whose husband, which list, whose headline."""

import pytest

from actions.drafting.draft import Draft
from actions.drafting.engine import draft
from actions.drafting.source import freeze

HELD = (
    "Mira Solenko, an opposition journalist, was arrested in Minsk in 2023 and is held in a prison in Belarus. Human rights "
    "groups call her a political prisoner. "
)


def drafted(text: str) -> Draft:
    return draft(freeze(text))


def test_a_list_after_a_colon_is_several_demands():
    made = drafted(HELD + "Her sister asks for three things: that a doctor examine her, and that she be released at once.")
    assert [one.text for one in made.demands] == ["a doctor examine her", "she be released at once"]


def test_numbered_lines_after_a_call_are_demands():
    made = drafted(HELD + "\n\nWe call for:\n1. the immediate release of Mira Solenko;\n2. an inquiry into her torture.")
    assert [one.text for one in made.demands] == ["the immediate release of Mira Solenko", "an inquiry into her torture"]


def test_a_demand_goes_on_after_a_relative_clause():
    made = drafted(
        HELD + "They urged Serbia not to extradite her to Belarus, where she may be tortured, and to set her free."
    )
    assert [one.text for one in made.demands] == ["not to extradite her to Belarus", "set her free"]


def test_what_was_refused_is_no_demand():
    assert drafted(HELD + "A request for her to be seen by a doctor was refused.").demands == ()


@pytest.mark.parametrize(
    "text",
    [
        "At least eight others have died behind bars since 2021.",
        "A woman who was released from the colony in the spring saw her faint.",
        "Two other reporters who were tried in the same case have been acquitted.",
    ],
)
def test_what_became_of_others_is_not_what_became_of_her(text):
    assert drafted(HELD + text).status == "detained"


def test_moved_to_house_arrest():
    assert drafted(HELD + "On Monday Solenko was moved from prison to house arrest.").status == "house_arrest"


def test_the_husband_of_the_one_who_speaks_is_the_one_who_is_held():
    made = drafted(
        "Hanna Nie said that guards had told her that her husband, Krong Nie, had lost the right to a visit. Nie, 49, was "
        "arrested in Vietnam for his faith and is held in a prison camp in Vietnam as a political prisoner."
    )
    assert made.person == "Krong Nie"


def test_a_group_in_an_apposition_is_nobody():
    made = drafted(f"Open Highlands, a charity that was raided and sentenced to a fine, supports her. {HELD}")
    assert made.person == "Mira Solenko"


def test_other_headlines_below_an_article_are_not_read():
    made = drafted(f"Journalist held\n\n{HELD}\n\nRelated stories\n\nIvan Orlov arrested in Moscow\n\nPoet Olga Lis jailed")
    assert [person.name for person in made.persons] == ["Mira Solenko"]


def test_entities_that_a_page_left_are_characters():
    assert freeze("She isn&rsquo;t free &amp; waits.").text == "She isn’t free & waits."


def test_a_quote_is_not_given_to_whom_it_is_about():
    made = drafted(
        HELD + 'The secretary, Abdul Jamali, said in an answer that Solenko was "not in the custody of any agency".'
    )
    assert [quote.speaker for quote in made.quotes] == ["Abdul Jamali"]


def test_two_demands_in_one_clause_are_two():
    text = (
        "Journalist Leila Farhadi was arrested on 3 August and is held in Evin Prison in Tehran.\n\n"
        "A press freedom group asks that she be released at once and be given access to a lawyer."
    )
    demands = draft(freeze(text)).demands
    assert [(demand.text, demand.kind) for demand in demands] == [
        ("she be released at once", "release"),
        ("be given access to a lawyer", "lawyer"),
    ]
