"""Texts of our own mails, from `templates/email/<name>/`. Supporters' letters are no templates and never come here."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.exceptions import TemplateNotFound
from markupsafe import Markup

from actions.domain import figures
from actions.domain.countries import country_name
from actions.domain.prose import as_html
from actions.languages import SOURCE, catalogue, direction

TEMPLATES = Path(__file__).parent.parent / "templates" / "email"
LINE = 72
"""Characters of a line in the text of a mail; an address stays whole."""


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    words = catalogue(language)
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # comes with the extension
        words.gettext, words.ngettext, newstyle=True
    )
    environment.filters.update(
        number=lambda value: figures.number(value, language),
        day=lambda value: figures.day(value, language),
        country=lambda iso2: country_name(iso2, language),
    )
    environment.globals.update(lang=language, dir=direction(language))
    return environment


@dataclass(frozen=True)
class Texts:
    subject: str
    text: str
    html: str | None


def compose(name: str, context: Mapping[str, Any], *, language: str = SOURCE) -> Texts:
    """The mail `name` with `context`. Raises Jinja's `UndefinedError` where the context lacks something."""
    environment = _environment(language)
    return Texts(
        subject=environment.get_template(f"{name}/subject.txt").render(context).strip(),
        text=_wrapped(environment.get_template(f"{name}/body.txt").render(context)),
        html=_html(environment, name, context),
    )


def _html(environment: Environment, name: str, context: Mapping[str, Any]) -> str | None:
    try:
        template = environment.get_template(f"{name}/body.html")
    except TemplateNotFound:
        return None
    return template.render(context)


def markdown(text: str) -> Markup:
    """An organisation's own text, for the HTML of a mail."""
    return Markup(as_html(text))  # noqa: S704  # cleaned there


def _wrapped(text: str) -> str:
    """A paragraph is one line in a template, however long its translation; here it becomes lines of a mail."""
    lines = (textwrap.wrap(line, LINE, break_long_words=False, break_on_hyphens=False) or [""] for line in text.splitlines())
    return "\n".join(line for wrapped in lines for line in wrapped).strip() + "\n"
