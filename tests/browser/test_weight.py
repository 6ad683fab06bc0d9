"""What a page costs, and that it tells nobody."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, SLUG, WIDE, RunningSite

MOST_REQUESTS = 4
"""The page with its style, the script, the face, the icon. A photo comes on top."""
MOST_BYTES = 25_000


# All that shifted so far (the observer tells of the past as well), as Chromium measures it.
SHIFTS = """
    () => new Promise((tell) => {
        const found = [];
        new PerformanceObserver((list) => found.push(...list.getEntries().map((each) => each.value)))
            .observe({type: "layout-shift", buffered: true});
        setTimeout(() => tell(found), 100);
    })
"""
PATHS = ["/", f"/a/{SLUG}", f"/ru/a/{SLUG}", f"/ar/a/{SLUG}", "/a/alexei-navalny", f"/embed/{SLUG}"]


@pytest.mark.parametrize("path", PATHS)
def test_few_requests_few_bytes_no_third_party(chromium: Browser, running_site: RunningSite, path: str) -> None:
    context = chromium.new_context(base_url=running_site.origin, viewport=PHONE)
    page = context.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda each: asked.append(each.url))
    page.goto(path, wait_until="networkidle")
    icon = page.locator("link[rel=icon]").get_attribute("href") or ""  # not loaded by a browser without a window
    own = {each for each in asked if "/media/" not in each} | {running_site.origin + icon}
    assert {urlsplit(each).netloc for each in asked} == {urlsplit(running_site.origin).netloc}
    assert len(own) <= MOST_REQUESTS, own
    for coding in ("br", "gzip"):
        sizes = {each: size(page, each, coding) for each in own}
        assert sum(sizes.values()) <= MOST_BYTES, sizes
    assert context.cookies() == []
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    context.close()


def size(page: Page, url: str, coding: str) -> int:
    """Bytes as they are sent to somebody who reads that coding."""
    return int(page.request.get(url, headers={"Accept-Encoding": coding}).headers["content-length"])


@pytest.mark.parametrize("path", PATHS)
def test_nothing_shifts_while_it_loads(chromium: Browser, running_site: RunningSite, path: str) -> None:
    for viewport in (PHONE, WIDE):
        context = chromium.new_context(base_url=running_site.origin, viewport=viewport)
        page = context.new_page()
        page.goto(path, wait_until="networkidle")
        # On a busy machine a page arrives in pieces, and a line may settle: 0.1 counts as good.
        assert sum(page.evaluate(SHIFTS)) < 0.005
        context.close()
