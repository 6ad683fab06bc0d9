"""Sign, open the mail, confirm, my signatures: in three languages, with script, without it, with cookies blocked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import CHROMIUM, PHONE, QUIET, RunningSite
from tests.browser.supporter import fill_in, follow_link, open_action, open_mail_to
from tests.stage import NAMES

READERS = ("script", "no script", "cookies blocked")
BLOCKED = {"profile": {"default_content_setting_values": {"cookies": 2}}}


@pytest.fixture(params=READERS, scope="module")
def browsing(
    request: pytest.FixtureRequest, chromium: Browser, running_site: RunningSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    if request.param == "cookies blocked":
        context = _without_cookies(chromium, running_site.origin, tmp_path_factory.mktemp("profile"))
    else:
        has_script = request.param == "script"
        context = chromium.new_context(java_script_enabled=has_script, viewport=PHONE, base_url=running_site.origin)
    yield context
    assert context.cookies() == []
    context.close()


def _without_cookies(chromium: Browser, origin: str, profile: Path) -> BrowserContext:
    """A browser that refuses every cookie and every store of its own, as its user told it to."""
    (profile / "Default").mkdir()
    (profile / "Default" / "Preferences").write_text(json.dumps(BLOCKED))
    return chromium.browser_type.launch_persistent_context(
        profile, executable_path=CHROMIUM, args=QUIET, viewport=PHONE, base_url=origin
    )


@pytest.fixture
def page(browsing: BrowserContext) -> Iterator[Page]:
    page = browsing.new_page()
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    yield page
    page.close()
    assert thrown == []


@pytest.mark.parametrize("language", NAMES)
def test_from_the_page_to_my_signatures(page: Page, language: str) -> None:
    open_action(page, language)
    speaks(page, language)
    email = fill_in(page, country="CH", level="name_country", name=NAMES[language])
    page.locator("button.main").click()
    expect(page.locator(".typed")).to_have_text(email)
    speaks(page, language)
    open_mail_to(page, email, link="/confirm/")
    follow_link(page, "/confirm/")
    speaks(page, language)
    expect(page.locator(".sheet")).to_contain_text(NAMES[language])
    page.locator("button.main").click()
    expect(page.locator(".own-number")).to_be_visible()
    speaks(page, language)
    open_mail_to(page, email, link="/my/")
    follow_link(page, "/my/")
    speaks(page, language)
    expect(page.locator("main")).to_contain_text(email)
    assert page.locator("form button").count() > 0


def speaks(page: Page, language: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", direction)


def test_the_blocked_browser_does_block(chromium: Browser, running_site: RunningSite, tmp_path: Path) -> None:
    context = _without_cookies(chromium, running_site.origin, tmp_path)
    page = context.new_page()
    page.goto("/privacy")
    page.evaluate("document.cookie = 'a=b'")
    assert page.evaluate("document.cookie") == ""
    context.close()
