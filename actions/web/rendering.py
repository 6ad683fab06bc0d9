"""What templates can say: dates, numbers, Markdown and text as people typed it. The wording stands in the templates."""

import re
import unicodedata
from datetime import date, datetime

import nh3
from babel.dates import format_date
from babel.numbers import format_decimal
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

from actions import clock
from actions.domain.countries import country_name
from actions.web.sheets import paragraphs
from actions.web.site import Site

LANGUAGE = "en"
"""Of the interface. Letters and stories name their own."""

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": False})
_STORY_TAGS = {"p", "h2", "h3", "ul", "ol", "li", "blockquote", "em", "strong", "a", "br", "hr"}
_PARTIAL_DATE = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?")
_SOME_LEAP_YEAR = 2000


def install(app: Flask, site: Site) -> None:
    app.jinja_env.filters.update(
        number=number,
        day=day,
        markdown=markdown,
        kept=kept,
        country=country,
        host=host,
        paragraphs=paragraphs,
        linked=lambda text: linked(text, site.origin),
    )
    app.jinja_env.globals.update(site=site, asset=site.assets.url, today=clock.today, lang=LANGUAGE, dir="ltr")
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def number(value: int) -> str:
    return str(format_decimal(value, locale=LANGUAGE))


def day(value: date | datetime | str) -> str:
    """A date in words; also one of which only a part is known: `2026`, `2026-02`, `--11-10`."""
    if isinstance(value, date):
        return str(format_date(value, "d MMMM y", locale=LANGUAGE))
    match = _PARTIAL_DATE.fullmatch(value)
    if match is None:
        return value
    year, month, day_of_month = match["year"], match["month"], match["day"]
    pattern = " ".join(word for word, known in (("d", day_of_month), ("MMMM", month), ("y", year != "-")) if known)
    try:
        known = date(_SOME_LEAP_YEAR if year == "-" else int(year), int(month or 1), int(day_of_month or 1))
    except ValueError:
        return value
    return str(format_date(known, pattern, locale=LANGUAGE))


def country(iso2: str) -> str:
    return country_name(iso2, LANGUAGE)


def markdown(text: str) -> Markup:
    """An organisation's own text as HTML, cleaned of everything but plain structure and links."""
    html = nh3.clean(
        _MARKDOWN.render(text),
        tags=_STORY_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener",
    )
    return Markup(html)  # noqa: S704  # cleaned on the line before


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
