"""What the rules reach on our own articles: nothing wrong goes unflagged, no case is turned away, and most is right."""

import pytest

from tests.drafting.labels import Labelled, labelled_articles


@pytest.fixture(scope="module")
def articles() -> list[Labelled]:
    return labelled_articles()


@pytest.fixture(scope="module")
def cases(articles: list[Labelled]) -> list[Labelled]:
    return [one for one in articles if one.is_case]


def share(answers: list[bool]) -> float:
    return sum(answers) / len(answers)


def test_there_are_enough_of_them(articles, cases):
    assert len(articles) >= 60
    assert len({one.label["state"] for one in cases}) >= 15
    assert len({one.label["style"] for one in articles}) >= 8
    assert len({one.label["language"] for one in articles}) >= 5


def test_no_case_is_turned_away(cases):
    assert [one.name for one in cases if one.drafted.tier == "no_case"] == []


def test_what_is_no_case_is_never_drafted_as_one(articles):
    assert [one.name for one in articles if not one.is_case and one.drafted.tier == "case"] == []


def test_what_is_surely_no_case_is_called_so(articles):
    assert [one.name for one in articles if one.label["tier"] == "no_case" and not one.has_right_tier()] == []


def test_a_wrong_person_is_flagged(cases):
    assert [one.name for one in cases if not one.has_right_person() and not one.is_flagged("person_", "group_")] == []


def test_a_wrong_state_is_flagged(cases):
    assert [one.name for one in cases if not one.has_right_state() and not one.is_flagged("state_")] == []


def test_a_wrong_status_is_flagged(cases):
    assert [one.name for one in cases if not one.has_right_status() and not one.is_flagged("status_")] == []


def test_most_persons_are_right(cases):
    assert share([one.has_right_person() for one in cases]) >= 0.95


def test_most_states_are_right(cases):
    assert share([one.has_right_state() for one in cases]) >= 0.95


def test_most_statuses_are_right(cases):
    assert share([one.has_right_status() for one in cases]) >= 0.92


def test_most_demands_are_found(cases):
    assert share([found for one in cases for found in one.found_demands()]) >= 0.9


def test_few_right_answers_are_doubted(cases):
    doubted = [one.has_right_person() and one.is_flagged("person_") for one in cases]
    assert share(doubted) <= 0.15
