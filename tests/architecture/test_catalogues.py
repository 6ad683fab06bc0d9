"""Every text has its translation in every language, with the same placeholders and markup, and nothing else is there."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.pofile import read_po
from babel.util import pathmatch

from actions.languages import CATALOGUES, LANGUAGES, SOURCE
from tests.conftest import ROOT

TRANSLATED = sorted(set(LANGUAGES) - {SOURCE})
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?(.)")
MARKUP = re.compile(r"<[^>]+>")

Texts = str | tuple[str, ...] | list[str]
"""A message, or its singular and plural."""


@cache
def extracted() -> dict[str, Texts]:
    """What code and templates say, found as `make messages` finds it; plurals by their singular."""
    keywords = DEFAULT_KEYWORDS | parse_keywords(re.findall(r" -k (\S+)", (ROOT / "Makefile").read_text()))
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found: dict[str, Texts] = {}
    for path in _sources():
        pattern, method = next((each for each in methods if pathmatch(each[0], path)), (None, None))
        if method:
            for _, texts, _, _ in extract_from_file(method, ROOT / path, keywords, options=options.get(pattern, {})):
                found[texts if isinstance(texts, str) else texts[0]] = texts
    return found


def _sources() -> Iterator[str]:
    for folder in ("actions", "templates"):
        yield from (str(path.relative_to(ROOT)) for path in sorted((ROOT / folder).rglob("*.*")) if path.is_file())


@cache
def catalogue(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> dict[str, Message]:
    return {_all(message.id)[0]: message for message in catalogue(language) if message.id}


def _all(texts: Texts | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def placeholders(text: str) -> set[str]:
    """Names of the values; anything else after a per cent sign stands for itself."""
    return {match[1] or match[0] for match in PLACEHOLDER.finditer(text) if match[0] != "%%"}


def test_code_and_templates_are_read() -> None:
    found = extracted()
    assert "Enter your name." in found  # from Python
    assert "There is no such page" in found  # from a page
    assert len(found) > 100


def test_texts_are_whole_sentences_without_loose_ends() -> None:
    odd = [text for text in extracted() if text != text.strip() or "\n" in text or text[0] in ".,;:"]
    assert odd == []


def test_every_value_in_a_text_has_a_name() -> None:
    wrong = [text for text, texts in extracted().items() for each in _all(texts) if not _is_named(each)]
    assert wrong == []


def _is_named(text: str) -> bool:
    return all(name.isidentifier() for name in placeholders(text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_lacks_a_translation(language: str) -> None:
    assert sorted(extracted().keys() - messages(language).keys()) == []
    empty = [text for text, message in messages(language).items() if not all(_all(message.string))]
    assert empty == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_translated_that_nobody_says(language: str) -> None:
    assert sorted(messages(language).keys() - extracted().keys()) == []
    assert not catalogue(language).obsolete
    wrong_kind = [text for text, message in messages(language).items() if _all(message.id) != _all(extracted()[text])]
    assert wrong_kind == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_nothing_is_a_guess(language: str) -> None:
    assert [text for text, message in messages(language).items() if message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_plurals_have_all_their_forms(language: str) -> None:
    plurals = [message for message in messages(language).values() if message.pluralizable]
    assert plurals
    assert [each.id[0] for each in plurals if len(_all(each.string)) != catalogue(language).num_plurals] == []


@pytest.mark.parametrize(("language", "number"), [("de", 2), ("ru", 3), ("ar", 6)])
def test_a_language_has_as_many_forms_as_its_grammar(language: str, number: int) -> None:
    assert catalogue(language).num_plurals == number


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_are_those_of_the_english(language: str) -> None:
    """A plural's form for one or two may do without the number."""
    wrong = []
    for text, message in messages(language).items():
        wanted = placeholders(_all(message.id)[-1])
        *special, last = _all(message.string)
        if placeholders(last) != wanted or any(not placeholders(each) <= wanted for each in special):
            wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_markup_is_that_of_the_english(language: str) -> None:
    def tags(text: str) -> Counter[str]:
        return Counter(MARKUP.findall(text))

    wrong = [
        text
        for text, message in messages(language).items()
        if any(tags(each) != tags(_all(message.id)[-1]) for each in _all(message.string))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogues_are_in_order(language: str) -> None:
    texts = list(messages(language))
    assert texts == sorted(texts)


def test_there_is_no_other_catalogue() -> None:
    assert sorted(path.stem for path in Path(CATALOGUES).glob("*.po")) == TRANSLATED
