"""A language in which every message stands in ⟦brackets⟧, and texts in Greek: Latin letters outside brackets are words that
nobody can translate.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from babel import Locale
from sqlalchemy.orm import Session

from actions import clock, compose, languages
from actions.domain.countries import COUNTRIES, country_name
from actions.models.actions import Action
from actions.web import speech
from tests.factories import make_action, make_case, make_organisation

ORGANISATION = "Οργάνωση"
BODY = "Εξοχότατε,\n\nΣας γράφω για: {person}.\n\n{demands}\n\nΜε τιμή,"

BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
LATIN = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"(?:https?://|urn:)\S+|\S+@\S+|[\w-]+(?:\.[\w-]+)*\.(?:org|com|example)\b|localhost\S*")
PROPER_NAMES = {
    "WhatsApp",
    "Telegram",
    "Bluesky",
    "Mastodon",
    "Facebook",
    "LinkedIn",
    "Reddit",
    "SVG",
    "PNG",
    "JSON",
    "PDF",
    "UTC",
}
HEADERS = {"From:", "Reply-To:", " via ", "Anna Lind"}
"""Of the letter's mail as the mission sees it, with the example that stands there until somebody has typed a name."""
OTHER_NAMES = {
    *(country_name(code) for code in COUNTRIES),
    *Locale("en").months["format"]["wide"].values(),
    *languages.LANGUAGES.values(),
    *PROPER_NAMES,
    *HEADERS,
}
NAMES = re.compile("|".join(re.escape(name) for name in sorted(OTHER_NAMES, key=len, reverse=True)))
SPOKEN = frozenset({"aria-label", "alt", "title", "placeholder", "aria-description"})
"""Attributes whose words readers hear or see."""
LISTS = frozenset({"data-services"})
"""Attributes with names of servers for the script."""
PREVIEWED = frozenset({"description", "og:title", "og:description", "og:image:alt", "twitter:image:alt"})


class Pseudo(gettext.NullTranslations):
    """A language in which every message stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, number: int) -> str:
        return f"⟦{one if number == 1 else many}⟧"


class _Words(HTMLParser):
    """What a page says: to be read, and in attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.attributes: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._unread += tag in {"script", "style"}
        self.attributes += [values[name] for name in SPOKEN & values.keys()]
        self.attributes += [
            each for name, each in values.items() if name.startswith("data-") and name not in LISTS and _is_prose(each)
        ]
        if tag == "meta" and (values.get("name") or values.get("property")) in PREVIEWED:
            self.attributes.append(values["content"])
        if tag == "input" and values.get("type") in {"submit", "button"}:
            self.attributes.append(values["value"])

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.text.append(data)


def _is_prose(value: str) -> bool:
    """Whether a `data-` attribute holds words for the script to show."""
    return value[:1].isupper() or " " in value


def unmarked(*texts: str) -> list[str]:
    """Words of ours outside the brackets."""
    found = []
    for text in texts:
        rest = text
        while BRACKETED.search(rest):
            rest = BRACKETED.sub("", rest)
        rest = NAMES.sub("", ADDRESS.sub("", rest))
        found += [line.strip() for line in rest.splitlines() if LATIN.search(line)]
    return found


def unmarked_on(html: str) -> list[str]:
    words = _Words()
    words.feed(html)
    return unmarked("\n".join(words.text)) + unmarked(*words.attributes)


@contextmanager
def everything_marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever the language, what the catalogues know stands in brackets."""
    for module in (languages, speech, compose):
        monkeypatch.setattr(module, "catalogue", lambda _language: Pseudo())
    compose._environment.cache_clear()
    yield
    compose._environment.cache_clear()


def greek_action(session: Session, slug: str, **overrides: Any) -> Action:
    case = make_case(
        session,
        organisation_id=make_organisation(session, name=ORGANISATION).id,
        name="Μίρα Σολένκο",
        description="Δημοσιογράφος.",
        place="Πέρα",
        recheck_by=clock.today() + timedelta(days=30),
        links=[{"url": "https://mira.example", "title": "Για τη Μίρα", "kind": "campaign_site"}],
    )
    for fact in case.facts:
        fact.text = "Συνελήφθη."
    for source in case.sources:
        source.publisher, source.title = "Κήρυξ", "Τίτλος"
    words: dict[str, Any] = {
        "case": case,
        "subjects": ["Γιατρό: {person}"],
        "body": BODY,
        "title": "Γιατρό για τη Μίρα",
        "ask": "Γράψτε.",
        "demands": ["να τη δει γιατρός", "να αφεθεί"],
        "story": "Είναι δημοσιογράφος.",
        "goal": 1000,
    }
    return make_action(session, slug=slug, **words | overrides)
