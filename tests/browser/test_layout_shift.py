"""Nothing moves by itself: what the embassy's answer brings has its place from the start."""

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import PHONE, WIDE, RunningSite
from tests.browser.supporter import choose, open_action

OBSERVE = """
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const each of list.getEntries()) {
            const moved = each.sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80));
            shifts.push([each.value, moved]);
        }
    }).observe({ type: "layout-shift", buffered: true });
"""
COUNTRIES = {"SE": "Stockholm", "CH": "Bern", "LI": "Liechtenstein", "AM": "Yerevan", "RU": "only counted", "GB": "London"}
"""With and without email, covered from elsewhere, with a warning, the responsible state itself."""


def shifts(page: Page) -> list[object]:
    """Those after input as well, which browsers forgive."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))")
    found: list[object] = page.evaluate("shifts")
    return found


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("looking_at", ["#country", "#letter", "#disclosure"])
def test_when_the_embassy_comes_nothing_moves(
    chromium: Browser, running_site: RunningSite, viewport: ViewportSize, looking_at: str
) -> None:
    context = chromium.new_context(viewport=viewport, base_url=running_site.origin)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    open_action(page)
    for code, words in COUNTRIES.items():
        page.locator("#country").select_option(code)
        page.locator(looking_at).evaluate("(element) => element.scrollIntoView()")
        expect(page.locator("[data-found]")).to_contain_text(words)
    assert shifts(page) == []
    context.close()


def test_a_level_is_chosen_at_once_while_the_embassys_answer_is_on_its_way(page: Page) -> None:
    open_action(page)
    page.get_by_label("Where do you live?").select_option("AM")
    choose(page, "name_country")
    expect(page.locator("[data-found]")).to_contain_text("Yerevan")
    expect(page.locator("#disclosure-name_country")).to_be_checked()
