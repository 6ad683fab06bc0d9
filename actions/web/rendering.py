"""What templates can say: dates, numbers, Markdown and text as people typed it. The wording stands in the templates."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime

from flask import Flask
from markupsafe import Markup, escape

from actions import clock
from actions.domain import figures
from actions.domain.countries import country_name, name_in_sentence
from actions.domain.prose import as_html
from actions.languages import direction
from actions.web.policies import current_policy
from actions.web.sheets import paragraphs
from actions.web.site import Site
from actions.web.speech import language_spoken

WITHOUT_FACE = frozenset({"ru", "ar"})
"""Languages in whose letters our face has no letters: their readers need not load it."""


def install(app: Flask, site: Site) -> None:
    app.jinja_env.filters.update(
        number=number,
        day=day,
        ago=ago,
        listed=listed,
        moment=moment,
        moment_in=moment_in,
        instant=instant,
        markdown=markdown,
        kept=kept,
        country=country,
        country_in_sentence=lambda iso2: name_in_sentence(iso2, language_spoken()),
        host=host,
        paragraphs=paragraphs,
        linked=lambda text: linked(text, site.origin),
    )
    app.jinja_env.globals.update(
        site=site,
        asset=site.assets.url,
        is_kept=lambda: current_policy().is_kept,
        has_face=lambda: language_spoken() not in WITHOUT_FACE,
        today=clock.today,
        direction=direction,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def number(value: int) -> str:
    return figures.number(value, language_spoken())


def day(value: date | datetime | str, language: str | None = None) -> str:
    """A date in words, also one of which only a part is known."""
    return figures.day(value, language or language_spoken())


def listed(words: Iterable[str]) -> str:
    """`a link, a number and an address`."""
    return figures.listed(words, language_spoken())


def moment(value: datetime) -> str:
    """Day and time of day."""
    return figures.moment(value, language_spoken())


def ago(then: datetime) -> str:
    """How long ago that was."""
    return figures.ago(then, clock.now(), language_spoken())


def moment_in(value: datetime, zone: str) -> str:
    """Day and time on the clocks of a time zone, which is named."""
    return figures.moment_in(zone, value, language_spoken())


def instant(value: datetime) -> str:
    """For machines."""
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def country(iso2: str) -> str:
    return country_name(iso2, language_spoken())


def markdown(text: str) -> Markup:
    """An organisation's own text as HTML, cleaned of everything but plain structure and links."""
    return Markup(as_html(text))  # noqa: S704  # cleaned there


def kept(text: str | None) -> str:
    """What somebody typed, to be shown to them again: without characters that HTML cannot hold."""
    return "".join(each for each in text or "" if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"})


def host(url: str) -> str:
    """The part of an address that tells a reader where it leads."""
    return re.sub(r"^https?://(www\.)?", "", url).partition("/")[0]


def linked(text: str, origin: str) -> Markup:
    """Plain text in which addresses of this site can be followed."""
    parts = re.split(rf"({re.escape(origin)}/[\w/.~-]*)", text)
    links = (Markup('<a href="{0}">{0}</a>').format(part) if at % 2 else escape(part) for at, part in enumerate(parts))
    return Markup("").join(links)
