"""Three real articles, where they are at hand."""

import pytest

from actions.drafting.draft import Draft
from actions.drafting.engine import draft
from actions.drafting.source import freeze
from tests.conftest import SHARED

FILES = sorted((SHARED / "seeds").glob("00*.txt"))
pytestmark = pytest.mark.skipif(len(FILES) < 3, reason="the shared articles are not here")


def drafted(number: int) -> Draft:
    return draft(freeze(FILES[number].read_bytes()))


@pytest.mark.parametrize(("number", "name"), [(0, "Alexei Navalny"), (1, "Aleksei Navalny"), (2, "Boris Kagarlitsky")])
def test_who_is_held_where_and_how(number, name):
    made = drafted(number)
    assert (made.person, made.responsible_state, made.status, made.tier) == (name, "RU", "detained", "case")


def test_hospital_treatment_is_demanded_for_him_and_release_for_others():
    by_kind = {(demand.kind, demand.beneficiary) for demand in drafted(2).demands}
    assert by_kind == {("medical", "person"), ("release", "others")}
    assert drafted(2).title == "Medical care for Boris Kagarlitsky"


def test_the_campaign_has_its_link_and_the_appeal_for_money_none():
    assert {(link.text, link.kind) for link in drafted(2).links} == {
        ("freeboris.info", "campaign_site"),
        ("links.org.au", "source"),
    }


def test_a_year_that_is_not_given_stays_away():
    assert "--11-10" in {event.date for event in drafted(2).events}


def test_the_article_asks_to_write_to_the_embassy():
    call = drafted(1).call_to_action
    assert call
    assert (call.addressee, call.act) == ("the Russian embassy", "email or message")
