"""What a page costs, and that it tells nobody."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Request

from tests.browser.conftest import SLUG, RunningSite

MOST_REQUESTS = 5
MOST_BYTES = 40_000


@pytest.mark.parametrize("path", ["/", f"/a/{SLUG}", "/a/alexei-navalny", f"/embed/{SLUG}"])
def test_few_requests_few_bytes_no_third_party(context: BrowserContext, running_site: RunningSite, path: str) -> None:
    page = context.new_page()
    finished: list[Request] = []
    page.on("requestfinished", lambda each: finished.append(each))  # noqa: PLW0108  # Playwright marks the handler, which a built-in does not allow
    page.goto(path, wait_until="networkidle")
    sizes = [each.sizes()["responseBodySize"] for each in finished]
    hosts = {urlsplit(each.url).netloc for each in finished}
    assert hosts == {urlsplit(running_site.origin).netloc}
    assert len(finished) <= MOST_REQUESTS
    assert sum(sizes) <= MOST_BYTES
    assert context.cookies() == []
    assert page.evaluate("[document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
