"""The languages of pages and mails. English stands in the code and the templates; the others in `locales/*.po`."""

import gettext
import hashlib
import io
import tomllib
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUES = Path(__file__).parent / "locales"
REVIEWED = CATALOGUES / "reviewed.toml"
SOURCE = "en"
LANGUAGES = {
    "en": "English",
    "ru": "Русский",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
}
"""By ISO 639-1 code, each by its own name."""
_PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
}
"""gettext's own order, which translators know (11 to 99, then 100 to 102): Babel has these two the other way round."""
_RIGHT_TO_LEFT = frozenset({"ar"})


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for it
    """Mark `message` for the catalogues where it is translated later, e.g. in an error."""
    return message


def direction(language: str) -> str:
    """`rtl` or `ltr`, as HTML's `dir` has it."""
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def known(language: str) -> str:
    """The language if it is one of ours, else English."""
    return language if language in LANGUAGES else SOURCE


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; for English and for languages that have none, one that gives back what it is asked."""
    path = CATALOGUES / f"{language}.po"
    if language not in LANGUAGES or not path.exists():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        texts = read_po(file, locale=language)
    if language in _PLURALS:
        texts.mime_headers = [("Plural-Forms", _PLURALS[language])]
    write_mo(compiled, texts)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def translate(language: str, message: str, **values: object) -> str:
    """`message` in the language, its `%(name)s` filled in from `values`."""
    text = catalogue(language).gettext(message) if message else message
    return text % values if values else text


def mark_of(language: str, message: str) -> str:
    """By which `reviewed.toml` knows this translation of `message`."""
    return hashlib.sha256(f"{message}\n{translate(language, message)}".encode()).hexdigest()[:16]


def is_reviewed(language: str, message: str) -> bool:
    """Whether a person has approved what `message` is in the language. English is what they compare it with."""
    return language == SOURCE or mark_of(language, message) in _marks(language)


@cache
def _marks(language: str) -> frozenset[str]:
    with REVIEWED.open("rb") as file:
        return frozenset(tomllib.load(file).get(language, {}).values())
