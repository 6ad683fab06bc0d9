"""Dates are as precise as the article's, and no year is made up."""

from datetime import date

import pytest

from actions.drafting.dates import find_dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on 4 March 2025", "2025-03-04"),
        ("on March 4, 2025", "2025-03-04"),
        ("on the 4th of March 2025", "2025-03-04"),
        ("on November 10", "--11-10"),
        ("on March 31st", "--03-31"),
        ("in February 2024", "2024-02"),
        ("since May", "--05"),
        ("since 2021", "2021"),
        ("2025-03-04", "2025-03-04"),
        ("am 4. März 2025", "2025-03-04"),
        ("am 04.03.2025", "2025-03-04"),
        ("le 4 mars 2025", "2025-03-04"),
        ("el 4 de marzo de 2025", "2025-03-04"),
        ("4 марта 2025 года", "2025-03-04"),
        ("in February last year", "--02"),
    ],
)
def test_a_date_is_read(text, iso):
    assert [found.iso for found in find_dates(text, 0, len(text))] == [iso]


@pytest.mark.parametrize(
    "text", ["now", "$10", "May I ask", "on 31 February 2025", "10/11/12", "in 1,700 cells", "article 207.3", "on Tuesday"]
)
def test_what_is_no_date_is_none(text):
    assert find_dates(text, 0, len(text)) == []


def test_last_year_is_resolved_against_a_known_day():
    text = "in February last year"
    assert [found.iso for found in find_dates(text, 0, len(text), date(2025, 11, 12))] == ["2024-02"]
