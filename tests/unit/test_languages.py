"""Texts in the language asked for, and in English where there is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from actions import languages
from actions.languages import catalogue, direction, known, translate

PEOPLE = """
msgid "%(num)s person"
msgid_plural "%(num)s people"
"""
RUSSIAN = f"""{PEOPLE}msgstr[0] "%(num)s человек"
msgstr[1] "%(num)s человека"
msgstr[2] "%(num)s человек (много)"

msgid "Hello %(name)s"
msgstr "Здравствуйте, %(name)s"
"""
FORMS = ("zero", "one", "two", "few", "many", "other")
ARABIC = PEOPLE + "\n".join(f'msgstr[{form}] "{name}"' for form, name in enumerate(FORMS))


@pytest.fixture(autouse=True)
def catalogues(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    (tmp_path / "ru.po").write_text(RUSSIAN)
    (tmp_path / "ar.po").write_text(ARABIC)
    monkeypatch.setattr(languages, "CATALOGUES", tmp_path)
    catalogue.cache_clear()
    yield
    catalogue.cache_clear()


def people(language: str, number: int) -> str:
    return catalogue(language).ngettext("%(num)s person", "%(num)s people", number) % {"num": number}


def test_values_are_filled_in() -> None:
    assert translate("ru", "Hello %(name)s", name="Anna") == "Здравствуйте, Anna"


@pytest.mark.parametrize("language", ["en", "de", "xx", "../ru"])
def test_without_a_catalogue_it_is_english(language: str) -> None:
    assert translate(language, "Hello %(name)s", name="Anna") == "Hello Anna"


def test_what_a_catalogue_lacks_is_english() -> None:
    assert translate("ru", "Goodbye") == "Goodbye"


def test_nothing_stays_nothing() -> None:
    assert translate("ru", "") == ""


def test_a_per_cent_sign_needs_no_values() -> None:
    assert translate("ru", "100 %") == "100 %"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 человек"),
        (2, "2 человека"),
        (4, "4 человека"),
        (5, "5 человек (много)"),
        (11, "11 человек (много)"),
        (12, "12 человек (много)"),
        (21, "21 человек"),
        (22, "22 человека"),
        (111, "111 человек (много)"),
        (0, "0 человек (много)"),
    ],
)
def test_russian_counts_in_three_forms(number: int, words: str) -> None:
    assert people("ru", number) == words


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many"), (100, "other"), (103, "few")],
)
def test_arabic_counts_in_six(number: int, form: str) -> None:
    assert people("ar", number) == form


def test_arabic_alone_runs_from_right_to_left() -> None:
    assert [direction(language) for language in ("en", "ru", "ar")] == ["ltr", "ltr", "rtl"]


def test_other_languages_are_answered_in_english() -> None:
    assert known("pl") == known("") == "en"
