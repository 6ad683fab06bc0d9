"""Every statement of every draft stands in the frozen article, letter for letter, at its offsets."""

import hashlib
import re
from itertools import pairwise
from pathlib import Path

import pytest

from actions.drafting.boilerplate import PHONE
from actions.drafting.draft import Draft
from actions.drafting.engine import draft
from actions.drafting.json_object import to_json
from actions.drafting.source import freeze
from tests.conftest import ROOT, SHARED
from tests.drafting.harsh import HARSH
from tests.drafting.labels import ARTICLES, PRESS

OURS = sorted([*ARTICLES.glob("*.md"), *PRESS.glob("[!R]*.md"), *(ROOT / "seeds" / "articles").glob("*.txt")])
TEXTS = {
    **{file.name: file.read_bytes() for file in [*OURS, *sorted((SHARED / "seeds").glob("*.txt"))]},
    **{name: text.encode() for name, text in HARSH.items()},
}


@pytest.fixture(params=TEXTS, name="drafted")
def _drafted(request) -> Draft:
    return draft(freeze(TEXTS[request.param]))


def test_statements_stand_in_the_article(drafted):
    text = drafted.source.text
    assert all(text[one.start : one.end] == one.text for one in drafted.statements())
    assert all(0 <= start < end <= len(text) for field in drafted.fields.values() for start, end in field.spans)
    assert drafted.untraced == ()


def test_names_stand_in_the_article(drafted):
    text = re.sub(r"\s+", " ", drafted.source.text).translate(str.maketrans("’‘‑", "''-"))
    if drafted.source.language == "ru":
        return  # a nominative may be put together from the forms that are there
    assert all(variant in text for person in drafted.persons for variant in person.variants)


def test_the_hash_is_that_of_the_text(drafted):
    assert drafted.source.sha256 == hashlib.sha256(drafted.source.text.encode()).hexdigest()


def test_no_telephone_number_and_no_appeal_for_money_is_drafted(drafted):
    drafts = [one.text for one in drafted.statements()] + [drafted.title, drafted.message]
    assert not any(PHONE.search(text) or re.search(r"(?i)\bdonat(?:e|ion)\b|subscri", text) for text in drafts)


def test_the_letter_takes_no_sentence_of_the_article(drafted):
    place = drafted.detention_place.text if drafted.detention_place else "\0"
    letter = re.sub(r"\s+", " ", drafted.message.replace(place, "…"))
    words = re.findall(r"\S+", drafted.source.text[:20_000])
    runs = (" ".join(words[index : index + 9]) for index in range(len(words) - 8))
    assert not any(run in letter for run in runs)


def test_json_has_every_key(drafted):
    made = to_json(drafted)
    keys = (
        "tier is_case person persons person_variants responsible_state status detention_place demands summary events quotes"
    )
    more = "links call_to_action title message hashtags flags fields source"
    assert not set(f"{keys} {more}".split()) - made.keys()
    assert made["is_case"] is (drafted.tier != "no_case")


def test_flags_begin_as_agreed(drafted):
    prefixes = "person_ group_ state_ status_ language_ date_ known_ no_demand case_uncertain no_case"
    assert all(flag.startswith(tuple(prefixes.split())) for flag in drafted.flags)
    assert len(set(drafted.flags)) == len(drafted.flags)


def test_articles_are_our_own():
    shared = sorted((SHARED / "seeds").glob("*.txt"))
    if not shared:
        pytest.skip("the shared articles are not here")
    theirs = {run for file in shared for run in _runs(file)}
    assert not [file.name for file in OURS if theirs & _runs(file)]


def _runs(file: Path) -> set[str]:
    """All runs of eight words."""
    words = re.findall(r"\w+", file.read_text("utf-8").lower())
    return {" ".join(words[index : index + 8]) for index, _ in enumerate(pairwise(words)) if index + 8 <= len(words)}
