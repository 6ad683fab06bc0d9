"""The story, in a browser: finer times, and nothing that moves or that the policy for content blocks."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route

from actions import clock
from tests.browser.conftest import SLUG


@pytest.mark.parametrize(
    ("passed", "said"),
    [
        (timedelta(seconds=150), "2 minutes ago"),
        (timedelta(hours=3, minutes=5), "3 hours ago"),
        (timedelta(days=2), "1 March"),
        (timedelta(minutes=-5), "1 March"),
    ],
)
def test_a_signature_of_today_says_how_long_ago_it_was(page: Page, passed: timedelta, said: str) -> None:
    then = (clock.now() - passed).isoformat()

    def with_a_time(route: Route) -> None:
        answer = route.fetch()
        line = f'<time id="signed" data-ago datetime="{then}">1 March</time></article>'
        route.fulfill(response=answer, body=answer.text().replace("</article>", line))

    page.route(f"**/a/{SLUG}", with_a_time)
    page.goto(f"/a/{SLUG}")
    assert page.locator("#signed").inner_text() == said


SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.shifted += entry.value; })
        .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("path", [f"/a/{SLUG}", f"/ar/a/{SLUG}", "/a/alexei-navalny", "/"])
def test_nothing_moves_while_the_page_comes(page: Page, path: str) -> None:
    page.add_init_script(SHIFTS)
    page.goto(path, wait_until="networkidle")
    assert page.evaluate("window.shifted") == 0
