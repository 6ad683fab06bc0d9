"""Which words speak of which state: names, demonyms, places, and the prisons, courts and police that only it has."""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from babel import Locale

Kind = Literal["name", "people", "place", "institution"]

_WORD = re.compile(r"[^\W_]+")
_LONGEST_PHRASE = 7
_NOT_A_STATE = frozenset(
    ["AC", "AQ", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "HM", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ", "UM", "TF", "IO"]
)
_LANGUAGES = ("en", "de", "fr", "es")


@dataclass(frozen=True)
class StateWord:
    """One place where a text names something of a state."""

    start: int
    end: int
    state: str
    kind: Kind


@dataclass(frozen=True)
class _Phrase:
    state: str
    kind: Kind
    shape: str
    """The phrase as written in the table: capitals and acronyms must be capitals in the text too."""


def find_state_words(view: str, start: int, end: int, language: str) -> Iterator[StateWord]:
    words = list(_WORD.finditer(view, start, end))
    plain = [_plain(word[0]) for word in words]
    index = 0
    while index < len(words):
        found = _phrase_at(view, words, plain, index) or _stem_at(words, plain, index, language)
        if found:
            yield found[0]
            index += found[1]
        else:
            index += 1


def state_name(state: str, language: str = "en") -> str:
    try:
        return str(_locale(language).territories.get(state, state))
    except ValueError:
        return state


def demonym(state: str) -> str | None:
    """The English adjective: "Belarusian"."""
    return _demonyms().get(state)


def is_state_word(word: str) -> bool:
    """Whether a capitalised word alone names a state, its people or one of its places."""
    return any(phrase.kind != "institution" for phrase in _phrases().get(_plain(word), ()))


def is_state_phrase(text: str) -> bool:
    """Whether a text as a whole is in the table: "Tizi Ouzou", "Addis Ababa"."""
    return " ".join(_plain(word) for word in _WORD.findall(text)) in _phrases()


def _phrase_at(view: str, words: list[re.Match[str]], plain: list[str], index: int) -> tuple[StateWord, int] | None:
    if plain[index] not in _first_words():
        return None
    for length in range(min(_LONGEST_PHRASE, len(words) - index), 0, -1):
        for phrase in _phrases().get(" ".join(plain[index : index + length]), ()):
            start, end = words[index].start(), words[index + length - 1].end()
            if _has_shape(view[start:end], phrase.shape) and _is_close(words[index : index + length]):
                return StateWord(start, end, phrase.state, phrase.kind), length
    return None


def _is_close(words: list[re.Match[str]]) -> bool:
    return all(after.start() - before.end() <= 2 for before, after in itertools.pairwise(words))


def _has_shape(text: str, shape: str) -> bool:
    if shape.isupper() and len(shape) <= 8:
        return text.replace(".", "") == shape.replace(".", "")
    return text[0].isupper() or not shape[0].isupper()


def _stem_at(words: list[re.Match[str]], plain: list[str], index: int, language: str) -> tuple[StateWord, int] | None:
    if language not in ("de", "fr", "es", "ru"):
        return None
    word, text = words[index], plain[index]
    adjectives, names = _stems(language == "ru")
    for length in range(min(len(text), 20), 1, -1):
        stem = text[:length]
        if stem in names and word[0][0].isupper() and len(text) <= length + 4:
            return StateWord(word.start(), word.end(), names[stem], "name"), 1
        if stem in adjectives:
            return StateWord(word.start(), word.end(), adjectives[stem], "people"), 1
        if length == len(text) and text.rstrip("s") + "=" in adjectives:
            return StateWord(word.start(), word.end(), adjectives[text.rstrip("s") + "="], "people"), 1
    return None


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).replace("ı", "i")


@lru_cache(maxsize=1)
def _table() -> list[list[list[str]]]:
    lines = files("actions.drafting").joinpath("data/states.txt").read_text("utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [[[entry.strip() for entry in cell.split(",") if entry.strip()] for cell in row] for row in rows]


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    return Locale(language if language in (*_LANGUAGES, "ru", "ar") else "en")


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    return {row[0][0]: row[2][0] for row in _table() if row[2]}


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[_Phrase, ...]]:
    collected: dict[str, dict[_Phrase, None]] = {}

    def add(text: str, state: str, kind: Kind) -> None:
        key = " ".join(_plain(word) for word in _WORD.findall(text))
        if key:
            collected.setdefault(key, {})[_Phrase(state, kind, text)] = None

    for row in _table():
        kinds: tuple[Kind, ...] = ("name", "people", "place", "institution")
        for kind, entries in zip(kinds, row[1:5], strict=True):
            for entry in entries:
                add(entry, row[0][0], kind)
    for language in _LANGUAGES:
        for state, name in _locale(language).territories.items():
            if len(state) == 2 and state.isalpha() and state not in _NOT_A_STATE and len(name) > 2:
                add(name, state, "name")
                add(re.sub(r"\s*\(.*?\)", "", name), state, "name")
    return {key: tuple(phrases) for key, phrases in collected.items()}


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(key.split(" ", 1)[0] for key in _phrases())


@lru_cache(maxsize=2)
def _stems(is_cyrillic: bool) -> tuple[dict[str, str], dict[str, str]]:
    """Adjective stems (a whole word carries `=` behind it) and name stems, each with its state."""
    adjectives: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in _table():
        for entry in row[5]:
            if bool(re.match("[а-яё]", entry)) == is_cyrillic:
                for stem in _expanded(entry):
                    adjectives.setdefault(stem, row[0][0])
        if is_cyrillic:
            for entry in row[6]:
                names.setdefault(_plain(entry), row[0][0])
    return adjectives, names


def _expanded(entry: str) -> list[str]:
    """`chin[oa]s?\\b` stands for the words chino, chinos, china, chinas; `turc[oa]` for two stems."""
    whole = entry.endswith(r"s?\b")
    entry = entry.removesuffix(r"s?\b")
    match = re.fullmatch(r"(.*)\[(.+)\](.*)", entry)
    forms = [match[1] + letter + match[3] for letter in match[2]] if match else [entry]
    return [_plain(form) + ("=" if whole else "") for form in forms]
