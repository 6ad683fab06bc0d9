"""What a case file must be."""

import pytest

from actions.domain.casefiles import parse_case_file
from actions.errors import Refused

CASE = """
slug = "mira"
name = "Mira"
responsible_state = "RU"
status = "detained"
[action]
slug = "mira"
title = "Title"
ask = "Ask"
demands = ["that she be freed"]
subjects = ["Subject"]
body = "Body {demands}"
"""
RUSSIAN = '\n[action.translations.ru]\ntitle = "Т"\nask = "П"\ndemands = ["чтобы её освободили"]\n'


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        parse_case_file(text, name="mira.toml")
    return str(refused.value)


def test_a_translation_without_a_letter_is_one() -> None:
    spec = parse_case_file(CASE + RUSSIAN, name="mira.toml")
    assert spec.action
    assert spec.action.translations["ru"].body is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CASE + RUSSIAN.replace(".ru]", ".xx]"), "no translation into “xx”"),
        (CASE + RUSSIAN.replace(".ru]", ".en]"), "no translation into “en”"),
        (CASE + RUSSIAN.replace('["чтобы её освободили"]', '["a", "b"]'), "of 1 demands 2 are translated"),
        (CASE + RUSSIAN + 'facts = ["a"]', "of 0 facts 1 are translated"),
        (CASE + RUSSIAN + 'subjects = ["Тема"]', "subjects and a body"),
        (CASE + RUSSIAN + 'subjects = ["Т"]\nbody = "{name}"', "{name} is not a merge field"),
        (CASE + 'openings = ["{name}"]', "{name} is not a merge field"),
        (CASE + 'closes = "tomorrow"', "is not a date"),
        (CASE + 'opens = "2026-05-03"\ncloses = "2026-05-02"', "close before it opens"),
        (CASE + 'time_zone = "Berlin"', "no time zone"),
        (CASE + '[action.share_texts]\npigeon = "Write"', "“pigeon” is no channel"),
        (CASE + f'[action.share_texts]\nx = "{"x" * 281}"', "too long"),
    ],
)
def test_what_cannot_be_used_is_named(text: str, told: str) -> None:
    assert told in refusal(text)
    assert refusal(text).startswith("mira.toml:")
