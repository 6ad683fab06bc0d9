"""The style sheet inside the pages that are kept: of all rules, those that the page has something for.

It is one request and one wait less on a first visit. The policy for content allows exactly that text, by its hash. What
a script adds to a page is in its strings, and counts as being there.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, Response, g

from actions.web.assets import Assets

PLACE = "<style></style>"
"""Where `base.html` wants it."""
_CLASSES = re.compile(r'\sclass="([^"]*)"')
_IDS = re.compile(r'\sid="([^"]*)"')
_TAGS = re.compile(r"<([a-z][a-z0-9]*)")
_STRINGS = re.compile(r'"[^"\n]*"|`[^`]*`')
_WORDS = re.compile(r"[A-Za-z][\w-]*")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]")


@dataclass(frozen=True)
class Selector:
    text: str
    needs: frozenset[str]
    """Tags, `.classes` and `#ids` without which it finds nothing."""


@dataclass(frozen=True)
class Rule:
    prelude: str
    """What stands before the brace, where that is no selector."""
    selectors: tuple[Selector, ...]
    rules: "tuple[Rule, ...]"
    body: str

    def text(self, present: frozenset[str]) -> str:
        """The rule as far as something of it is present; else nothing."""
        if self.rules:
            inner = "".join(each.text(present) for each in self.rules)
            return f"{self.prelude}{{{inner}}}" if inner else ""
        if self.prelude:
            return f"{self.prelude}{{{self.body}}}"
        wanted = ",".join(each.text for each in self.selectors if each.needs <= present)
        return f"{wanted}{{{self.body}}}" if wanted else ""


class Styles:
    def __init__(self, assets: Assets) -> None:
        self._rules = tuple(_parse(assets.style))
        words = {word for script in assets.scripts for text in _STRINGS.findall(script) for word in _WORDS.findall(text)}
        self._by_script = frozenset(f"{mark}{word}" for word in words for mark in ("", ".", "#"))

    def of_page(self, html: str) -> str:
        present = self._by_script | _present(html)
        return "".join(each.text(present) for each in self._rules)


def install(app: Flask, assets: Assets) -> None:
    """To be called after what puts the policy into the headers: Flask goes through them backwards."""
    styles = Styles(assets)

    @app.after_request
    def put_in_place(response: Response) -> Response:
        if response.mimetype != "text/html" or response.is_streamed:
            return response
        html = response.get_data(as_text=True)
        head, place, rest = html.partition(PLACE)
        if place:
            style = styles.of_page(html)
            g.style_hash = hash_of(style)
            response.set_data(f"{head}<style>{style}</style>{rest}")
        return response


def hash_of(style: str) -> str:
    """What a policy for content calls it."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}"


def _present(html: str) -> frozenset[str]:
    tags = _TAGS.findall(html)
    classes = (f".{name}" for names in _CLASSES.findall(html) for name in names.split())
    return frozenset([*tags, *classes, *(f"#{name}" for name in _IDS.findall(html))])


def _parse(style: str) -> Iterator[Rule]:
    at = 0
    while (opening := style.find("{", at)) >= 0:
        closing = _closing(style, opening)
        prelude, body = style[at:opening].strip(), style[opening + 1 : closing]
        at = closing + 1
        if prelude.startswith(("@media", "@supports")):
            yield Rule(prelude, (), tuple(_parse(body)), "")
        elif prelude.startswith("@"):
            yield Rule(prelude, (), (), body)
        else:
            yield Rule("", tuple(Selector(each, _needs(each)) for each in _split(prelude)), (), body)


def _closing(style: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(style)):
        depth += {"{": 1, "}": -1}.get(style[at], 0)
        if depth == 0:
            return at
    raise ValueError("A brace stays open in the style sheet.")


def _split(selectors: str) -> Iterator[str]:
    """At the commas that stand in no brackets."""
    depth, begin = 0, 0
    for at, character in enumerate(selectors):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            yield selectors[begin:at].strip()
            begin = at + 1
    yield selectors[begin:].strip()


def _needs(selector: str) -> frozenset[str]:
    """What stands in brackets is taken for true: `:is(…)`, `:not(…)`, `[…]`."""
    while (plain := _IN_BRACKETS.sub("", selector)) != selector:
        selector = plain
    tags = re.findall(r"(?:^|[\s>+~])([a-z][a-z0-9]*)", selector)
    return frozenset([*tags, *re.findall(r"[.#][A-Za-z][\w-]*", selector)])
