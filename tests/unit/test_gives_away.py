"""Whether somebody's own words tell what their level hides."""

import pytest

from actions.domain.disclosure import gives_away


def told(level, text, name="Anna Lind", email="anna@example.org"):
    return gives_away(level, [None, text], name=name, email=email)


@pytest.mark.parametrize("text", ["I am Anna Lind.", "ANNA\nLIND", "the Lind family", "Lind's neighbour", "(lind)"])
def test_a_name_at_the_level_of_initials(text):
    assert told("initials_country", text) == ("name",)


@pytest.mark.parametrize("text", ["My grandmother Anna", "a linden tree", "blind", "", "Lindqvist"])
def test_what_is_not_the_name(text):
    assert told("initials_country", text) == ()


@pytest.mark.parametrize("level", ["initials_country", "name_country"])
def test_an_address_at_the_levels_that_hide_it(level):
    assert told(level, "write to Anna@Example.org!") == ("address",)


@pytest.mark.parametrize(("level", "text"), [("name_country", "Anna Lind"), ("name_reply_to", "Anna Lind anna@example.org")])
def test_what_the_level_shows_anyway(level, text):
    assert told(level, text) == ()


@pytest.mark.parametrize("level", ["count_only", ""])
def test_without_a_letter_nothing_can_be_told(level):
    assert told(level, "Anna Lind anna@example.org") == ()


def test_names_in_other_scripts_and_with_signs_in_them():
    assert told("initials_country", "меня зовут Иванова", name="Анна Иванова") == ("name",)
    assert told("initials_country", "it is O'Neill (J.)", name="J. O'Neill (J.)") == ("name",)
    assert told("initials_country", "x", name="A (") == ()
