"""How a letter is put together."""

from typing import Any

import pytest

from actions.domain.letters import can_be_edited, check_merge_fields, mission_languages, render_letter
from actions.errors import Refused

WHOLE: dict[str, Any] = {
    "subject": "A doctor for {person}",
    "body": "Your Excellency,\n\nI write about {person}.\n\n{demands}\n\nYours faithfully,",
    "person": "Mira Solenko",
    "demands": ["that she be seen by a doctor", "that she be released"],
    "mission_name": "Embassy",
    "city": "Stockholm",
    "country_name": "Sweden",
    "personal_line": None,
    "signature": "Anna Lind, Sweden",
}


def test_a_letter_has_salutation_demands_and_signature():
    letter = render_letter(**WHOLE)
    assert letter.subject == "A doctor for Mira Solenko"
    assert letter.body == (
        "Your Excellency,\n\nI write about Mira Solenko.\n\n– that she be seen by a doctor\n– that she be released\n\n"
        "Yours faithfully,\n\nAnna Lind, Sweden\n"
    )


def test_the_personal_line_stands_first_after_the_salutation():
    letter = render_letter(**WHOLE | {"personal_line": "I am a nurse."})
    assert letter.body.startswith("Your Excellency,\n\nI am a nurse.\n\nI write about")


def test_supporters_text_is_never_a_template():
    letter = render_letter(**WHOLE | {"personal_line": "{person} {{7*7}} %s", "signature": "{demands}"})
    assert "{person} {{7*7}} %s" in letter.body
    assert letter.body.endswith("{demands}\n")


def test_a_merge_field_in_a_value_stays_as_it_is():
    assert "{person}" in render_letter(**WHOLE | {"city": "x", "person": "{person}"}).body


def test_an_unknown_merge_field_is_refused_when_it_is_written():
    with pytest.raises(Refused, match="is not a merge field"):
        check_merge_fields("Dear {name}")


def test_the_hash_changes_with_every_part():
    hashes = {
        render_letter(**WHOLE | change).sha256
        for change in ({}, {"subject": "x"}, {"signature": "A. L., Sweden"}, {"personal_line": "Hello"})
    }
    assert len(hashes) == 4


def test_an_opening_stands_after_the_personal_line():
    letter = render_letter(**WHOLE | {"opening": "Spring has come to {country}.", "personal_line": "I am a nurse."})
    assert letter.body.startswith("Your Excellency,\n\nI am a nurse.\n\nSpring has come to Sweden.\n\nI write about")


def test_own_words_replace_what_stands_around_the_demands_and_never_them():
    letter = render_letter(**WHOLE | {"edited_top": "I worry. {demands}", "edited_end": "Bye."})
    assert letter.body == (
        "Your Excellency,\n\nI worry. {demands}\n\n– that she be seen by a doctor\n– that she be released\n\nBye.\n\n"
        "Anna Lind, Sweden\n"
    )


@pytest.mark.parametrize("body", ["Dear all,\n\nI ask:\n{demands}\nThank you.", "Dear all,\n\nHelp her.", "Dear all,"])
def test_where_the_demands_have_no_place_of_their_own_nothing_is_replaced(body):
    whole = WHOLE | {"body": body}
    assert render_letter(**whole | {"edited_top": "x", "edited_end": "y"}) == render_letter(**whole)
    assert not can_be_edited(body)


def test_missions_of_a_state_read_its_languages():
    assert mission_languages("RU") == ("ru",)
    assert mission_languages("CH") == ("de", "fr")
    assert mission_languages("CN") == ()
