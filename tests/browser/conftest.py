"""A whole site as `outcry up` starts it, and Chromium in front of it.

`tests/browser/prepare` gets Chromium and axe-core (into `node_modules`). Where they are missing, these tests are skipped,
and say so; with CI=true they fail.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from sqlalchemy.engine import make_url

from actions import schema
from actions.db import Database, make_engine
from tests.conftest import ROOT, _administer, new_database
from tests.http import free_port, request
from tests.stage import Stage, serving

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PHONE = ViewportSize(width=390, height=844)
WIDE = ViewportSize(width=1280, height=800)
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
)
SLUG = "boris-kagarlitsky"
STARTS_WITHIN = 60.0
ANSWERED_WITH_ERROR = "Failed to load resource: the server responded with a status of 4"


def _missing(what: str) -> NoReturn:
    message = f"{what} is missing: run tests/browser/prepare"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(message)
    pytest.skip(f"NO BROWSER TESTS: {message}")


@dataclass(frozen=True)
class RunningSite:
    port: int
    partner_port: int
    """Of the only other origin that may frame the form."""

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def action(self) -> str:
        return f"{self.origin}/a/{SLUG}"


@pytest.fixture(scope="session")
def running_site(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """Web and worker as processes of their own, in demo mode, with the example cases."""
    site = RunningSite(free_port(), free_port())
    name = f"outcry_browser_{os.getpid()}"
    _administer(server_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    environment = {
        **os.environ,
        "DATABASE_URL": _named(server_url, name),
        "OUTCRY_DATA": str(tmp_path_factory.mktemp("site")),
        "PORT": str(site.port),
        "PUBLIC_URL": site.origin,
        "ORGANISATION_NAME": "Example Campaign",
        "EMBED_ORIGINS": f"http://127.0.0.1:{site.partner_port}",
    }
    up = subprocess.Popen([sys.executable, "-m", "actions.cli", "up"], cwd=ROOT, env=environment, start_new_session=True)
    try:
        wait_for(site.port, up)
        yield site
    finally:
        up.send_signal(signal.SIGINT)
        up.wait(60)
        _administer(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _named(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, "the site stopped while starting"
        if request(port, "GET", "/health/ready").status == 200:
            return
        time.sleep(0.1)
    raise AssertionError("the site did not start")


@pytest.fixture(scope="session")
def stage(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Every page in every state, served by this process."""
    with new_database(server_url, "outcry_stage") as url:
        engine = make_engine(url, pool_size=8)
        schema.upgrade(engine)
        with serving(Database(engine), tmp_path_factory.mktemp("stage")) as stage:
            yield stage
        engine.dispose()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        _missing("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe_source() -> str:
    if not AXE.exists():
        _missing("axe-core")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def context(chromium: Browser, running_site: RunningSite) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport=PHONE, base_url=running_site.origin)
    yield context
    assert context.cookies() == []
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """On a phone, with script. What the script throws and what the policy for content blocks fails the test."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    assert [each for each in complaints if not each.startswith(ANSWERED_WITH_ERROR)] == []
