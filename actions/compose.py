"""Texts of our own mails, from `templates/email/<name>/`. Supporters' letters are no templates and never come here."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.exceptions import TemplateNotFound

TEMPLATES = Path(__file__).parent.parent / "templates" / "email"

_environment = Environment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    autoescape=select_autoescape(["html"]),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


@dataclass(frozen=True)
class Texts:
    subject: str
    text: str
    html: str | None


def compose(name: str, context: Mapping[str, Any]) -> Texts:
    """The mail `name` with `context`. Raises Jinja's `UndefinedError` where the context lacks something."""
    return Texts(
        subject=_environment.get_template(f"{name}/subject.txt").render(context).strip(),
        text=_environment.get_template(f"{name}/body.txt").render(context),
        html=_html(name, context),
    )


def _html(name: str, context: Mapping[str, Any]) -> str | None:
    try:
        template = _environment.get_template(f"{name}/body.html")
    except TemplateNotFound:
        return None
    return template.render(context)
