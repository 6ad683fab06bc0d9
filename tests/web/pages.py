"""Pages as a reader without a browser sees them: elements, their attributes and their text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect", "source"})


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    @property
    def text(self) -> str:
        parts = (child if isinstance(child, str) else child.text for child in self.children)
        return " ".join(" ".join(parts).split())

    def all(self, tag: str | None = None, **attributes: str) -> "list[Element]":
        """Elements below of that tag whose attributes have those values; `class_` must be among the classes."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if child.matches(tag, attributes):
                    found.append(child)
                found += child.all(tag, **attributes)
        return found

    def one(self, tag: str | None = None, **attributes: str) -> "Element":
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes}"
        return found[0]

    def matches(self, tag: str | None, wanted: dict[str, str]) -> bool:
        if tag and self.tag != tag:
            return False
        wanted = dict(wanted)
        class_ = wanted.pop("class_", None)
        if class_ and class_ not in self.attributes.get("class", "").split():
            return False
        return all(self.attributes.get(name.replace("_", "-")) == value for name, value in wanted.items())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.stack[-1].children.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.stack[-1].tag == tag, f"</{tag}> closes <{self.stack[-1].tag}>"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].children.append(data)


def read(html: str) -> Element:
    """The document; an element that is not closed, or closed for another one, is an error."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.stack) == 1, f"<{reader.stack[-1].tag}> stays open"
    return reader.stack[0]


@dataclass
class Seen:
    """An answer, read."""

    response: TestResponse
    page: Element

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def title(self) -> str:
        return self.page.one("title").text

    @property
    def text(self) -> str:
        return self.page.one("body").text

    def errors(self) -> dict[str, str]:
        """What stands beside each field, without the word that only screen readers hear."""
        beside = self.page.all("p", class_="error")
        return {each["id"].removesuffix("-error"): each.text.removeprefix("Error: ") for each in beside}

    def summary(self) -> dict[str, str]:
        """The summary's lines by the field that each leads to."""
        links = self.page.one("div", class_="summary").all("a")
        return {link["href"].removeprefix("#"): link.text for link in links}


class Visitor:
    """Somebody without script or cookies."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, **options: Any) -> Seen:
        return self._seen(self.client.get(path, **options))

    def post(self, path: str, form: dict[str, str], **options: Any) -> Seen:
        return self._seen(self.client.post(path, data=form, **options))

    def _seen(self, response: TestResponse) -> Seen:
        return Seen(response, read(response.get_data(as_text=True)))

    def form_token(self, path: str) -> str:
        return self.get(path).page.one("input", name="form_token")["value"]

    def fill(self, path: str, **overrides: str) -> dict[str, str]:
        """The form of that page, filled in rightly by somebody in Sweden who signs with their name."""
        return {
            "form_token": self.form_token(path),
            "country": "SE",
            "disclosure": "name_country",
            "name": "Anna Lind",
            "personal_line": "",
            "email": "anna@example.org",
            "consent": "yes",
            "do": "send",
        } | overrides
