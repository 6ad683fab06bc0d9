"""Safety and consent texts: in English as well, until a translation has been approved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import languages
from actions.domain import reviewed
from actions.domain.consent import signing_consent
from actions.domain.reviewed import TEXTS, rule_wording, wording
from actions.languages import LANGUAGES, mark_of


@pytest.fixture
def approve(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The German safety sentence as it is now."""
    file = tmp_path / "reviewed.toml"
    file.write_text(f'[de]\nsafety = "{mark_of("de", TEXTS["safety"])}"\n')
    monkeypatch.setattr(languages, "REVIEWED", file)
    languages._marks.cache_clear()
    yield
    languages._marks.cache_clear()


def test_english_needs_no_other_beside_it() -> None:
    shown = wording("safety", "en", state="GB")
    assert "a passport of the United Kingdom" in shown.text
    assert shown.english is None
    assert shown.whole == shown.text


def test_an_unreviewed_translation_has_the_english_beside_it() -> None:
    shown = wording("safety", "ar", state="RU")
    assert "روسيا" in shown.text
    assert "a passport of Russia" in str(shown.english)
    assert shown.whole == f"{shown.text}\n\n{shown.english}"


def test_an_approved_one_stands_alone(approve: None) -> None:
    assert wording("safety", "de", state="RU").english is None


def test_approval_is_for_one_text_in_one_language(approve: None) -> None:
    assert wording("same_state", "de").english
    assert wording("safety", "fr", state="RU").english


def test_a_changed_translation_has_to_be_read_again(approve: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(languages, "translate", lambda *_: "Etwas anderes.")
    assert wording("safety", "de", state="RU").english


def test_nobody_approves_what_is_not_there() -> None:
    for language in LANGUAGES:
        known = {mark_of(language, message) for message in TEXTS.values()}
        assert languages._marks(language) <= known


def test_a_rule_that_somebody_wrote_stands_as_it_was_written() -> None:
    shown = rule_wording("Förderung gefährlich.", "ru")
    assert (shown.text, shown.english) == ("Förderung gefährlich.", None)


def test_a_shipped_rule_has_the_english_beside_its_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewed, "translate", lambda *_: "Осторожно.")
    assert rule_wording(TEXTS["rule_union_state"], "ru").english == TEXTS["rule_union_state"]


def test_no_rule_says_nothing() -> None:
    assert rule_wording("", "ru").text == ""


def test_what_is_agreed_to_is_all_that_was_shown() -> None:
    consent = signing_consent(organisation="Free Them", state="RU", language="fr")
    assert "Free Them" in consent.text
    assert str(consent.english) in consent.whole
