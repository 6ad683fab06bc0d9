"""Proofs with programs of others. `tests/proofs/prepare` gets them; where one is missing its proofs are skipped, and say so.

With CI=true they fail.
"""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from tests.browser.conftest import chromium, running_site, stage

__all__ = ["chromium", "running_site", "stage"]

MODULES = Path(__file__).parent / "node_modules"


def missing(what: str) -> NoReturn:
    message = f"{what} is missing: run tests/proofs/prepare"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(message)
    pytest.skip(f"NO PROOF: {message}")


def program(name: str) -> str:
    return shutil.which(name) or missing(name)


def from_npm(path: str) -> Path:
    found = MODULES / path
    return found if found.exists() else missing(path.partition("/")[0])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.proof)
