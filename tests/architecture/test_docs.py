"""What the docs say is there: settings, dependencies, commands, files, links."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from actions.cli import main
from actions.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_CODE_BLOCK = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_INLINE = re.compile(r"`([^`\n]+)`")
_OF_OURS = re.compile(r"(?:actions|tests|seeds|static|templates|migrations|benchmarks|docs|\.ci)/[\w./-]*")
MADE_ON_DEMAND = frozenset({"benchmarks/results/"})


@pytest.fixture(params=PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def page(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def _rows(page: Path) -> Iterator[list[str]]:
    """The cells of each row of the page's tables, heads and rules left out."""
    for line in page.read_text(encoding="utf-8").splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


# Settings


def _documented_settings() -> dict[str, str]:
    rows = _rows(ROOT / "docs" / "configuration.md")
    return {cells[0].strip("`"): cells[1].strip("`") for cells in rows if cells[0].startswith("`")}


def _settings() -> dict[str, str]:
    fields = Settings.model_fields
    return {name.upper(): "–" if field.default in {None, ""} else str(field.default) for name, field in fields.items()}


def test_every_setting_is_documented_with_its_default() -> None:
    assert _documented_settings() == _settings()


def test_the_example_environment_names_every_setting_once() -> None:
    named = re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(_settings())


def test_pages_name_no_setting_that_is_not_there(page: Path) -> None:
    named = re.findall(r"`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`", page.read_text(encoding="utf-8"))
    assert set(named) <= _settings().keys()


# Dependencies


def _declared(kind: str) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lists = {"running": project["project"]["dependencies"], **project["dependency-groups"]}
    return sorted(re.split(r"[\[<>=!~ ]", requirement)[0] for requirement in lists[kind])


HEADINGS = {"running": "For running", "dev": "For testing and checking", "build": "For building"}


@pytest.mark.parametrize(("kind", "heading"), HEADINGS.items())
def test_every_direct_dependency_has_its_reason(kind: str, heading: str) -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = text.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    reasons = dict(re.findall(r"^\| (\w[\w-]*) \| (.+) \|$", section, re.MULTILINE))
    reasons.pop("package")
    assert sorted(reasons) == _declared(kind)
    assert all(reasons.values())


# Commands


def _commands(page: Path) -> Iterator[list[str]]:
    """The words of each command line: in a shell's code block, or in backticks."""
    text = page.read_text(encoding="utf-8")
    lines = [line for language, block in _CODE_BLOCK.findall(text) if language == "sh" for line in block.splitlines()]
    for line in [*lines, *_INLINE.findall(_CODE_BLOCK.sub("", text))]:
        command = re.sub(r"^(?:[A-Z_]+=\S+ )+", "", line.strip()).removeprefix(".venv/bin/")
        if command.startswith(("outcry ", "make ")):
            yield shlex.split(command.replace("…", ""), comments=True)


def _unknown_to(command: click.Command, words: list[str]) -> str | None:
    """The first word that names no subcommand or option, or none."""
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        name, *words = words
        if name not in command.commands:
            return name
        command = command.commands[name]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)}
    options = [word for word in words if word.startswith("-")]
    return next((option for option in options if option not in known | {"-h", "--help"}), None)


def test_every_command_on_a_page_exists(page: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for program, *words in _commands(page):
        if program == "make":
            assert words[0] in targets
        else:
            assert _unknown_to(main, words) is None, f"outcry {' '.join(words)}"


# Files and links


def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        assert not anchor or anchor in _anchors(file), target


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, by GitHub's rule."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    names = [name for name in _INLINE.findall(page.read_text(encoding="utf-8")) if _OF_OURS.fullmatch(name)]
    missing = [name for name in names if not (ROOT / name).exists()]
    assert set(missing) <= MADE_ON_DEMAND
