"""What has become of them: leaving a cell is not leaving prison, and what may happen has not happened."""

import pytest

from actions.drafting.engine import draft
from actions.drafting.source import freeze

HELD = (
    "Mira Solenko, an opposition activist, was arrested in Minsk in 2023. Human rights groups call her a "
    "political prisoner. "
)


def status(text: str) -> str:
    return draft(freeze(HELD + text)).status


@pytest.mark.parametrize(
    "text",
    [
        "Solenko was released from solitary confinement on Monday.",
        "Solenko was released from hospital and returned to her cell.",
        "Solenko must be released at once.",
        "Solenko should have been released in May.",
        "Her friends released a video about Solenko.",
        "Solenko nearly died in her cell in May.",
        "Solenko could die in prison.",
        "Solenko was poisoned but survived.",
        "Solenko's mother died in May.",
        "Solenko was released in 2024 and arrested again in 2025.",
        "Solenko faces the death penalty.",
    ],
)
def test_still_detained(text):
    assert status(text) == "detained"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Solenko was freed from prison on Friday in a prisoner swap.", "released"),
        ("Solenko walked out of prison on Friday.", "released"),
        ("Solenko died in custody on Friday.", "died"),
        ("Solenko was found dead in her cell on Friday.", "died"),
        ("Solenko was executed at dawn on Friday.", "executed"),
        ("Solenko has been under house arrest since May.", "house_arrest"),
        ("Her whereabouts are unknown; nobody has seen Solenko since.", "disappeared"),
    ],
)
def test_what_became_of_her(text, wanted):
    assert status(text) == wanted


def test_bail_is_no_release():
    drafted = draft(freeze(HELD + "Solenko was released on bail on Friday."))
    assert drafted.status != "released"
    assert any(flag.startswith("status_") for flag in drafted.flags)


def test_leave_is_no_release():
    drafted = draft(freeze(HELD + "Solenko was temporarily released for 21 days after surgery."))
    assert drafted.status == "detained"
    assert any(flag.startswith("status_leave") for flag in drafted.flags)
