"""axe-core finds nothing on any page, on a phone and on a wide screen, in light and in dark."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, SLUG, WIDE, RunningSite
from tests.browser.supporter import fill_in, follow_link, open_action, open_mail_to

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(params=[PHONE, WIDE], ids=["phone", "wide"])
def page(request: pytest.FixtureRequest, chromium: Browser, running_site: RunningSite) -> Iterator[Page]:
    context = chromium.new_context(base_url=running_site.origin, viewport=request.param, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def violations(page: Page, axe: str) -> list[str]:
    """Of all rules in light, and of contrast in dark."""
    page.evaluate(axe)
    page.emulate_media(color_scheme="light")
    found = _run(page, RULES)
    page.emulate_media(color_scheme="dark")
    return found + _run(page, ["color-contrast"])


def _run(page: Page, tags: list[str]) -> list[str]:
    result = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    assert result["passes"], "axe looked at nothing"
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in result["violations"]]


@pytest.mark.parametrize(
    "path",
    ["/", f"/a/{SLUG}", "/a/alexei-navalny", "/privacy", "/imprint", "/outbox", f"/embed/{SLUG}", "/nothing", "/confirm/x"],
)
def test_pages(page: Page, axe_source: str, path: str) -> None:
    page.goto(path)
    assert violations(page, axe_source) == []


def test_the_form_filled_in_and_refused(page: Page, axe_source: str) -> None:
    open_action(page)
    fill_in(page, country="CH", level="initials_country", name="Anna Lind", email="not an address")
    page.locator("summary", has_text="Add a line of your own").click()
    assert violations(page, axe_source) == []
    page.locator("button.main").click()
    page.wait_for_selector(".summary")
    assert violations(page, axe_source) == []


def test_the_warning(page: Page, axe_source: str) -> None:
    open_action(page)
    page.get_by_label("Where do you live?").select_option("RU")
    page.wait_for_selector(".alarm:not(:empty)")
    assert violations(page, axe_source) == []


def test_the_pages_behind_the_mail(page: Page, axe_source: str) -> None:
    open_action(page)
    email = fill_in(page, country="SE", level="initials_country", name="Anna Lind")
    page.get_by_role("button", name="See my letter").click()
    assert violations(page, axe_source) == []
    page.locator("button.main").click()
    assert violations(page, axe_source) == []
    open_mail_to(page, email)
    assert violations(page, axe_source) == []
    follow_link(page)
    assert violations(page, axe_source) == []
    page.locator("button.main").click()
    for summary in page.locator(".way summary").all():
        summary.click()
    assert violations(page, axe_source) == []
    page.get_by_role("link", name="Print it or save it as PDF").click()
    assert violations(page, axe_source) == []
