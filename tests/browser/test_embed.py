"""The form in a frame on a partner's page."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import SLUG, RunningSite
from tests.browser.supporter import an_address, choose


class PartnerPage(BaseHTTPRequestHandler):
    """A page with nothing but the frame."""

    framed = ""

    def do_GET(self) -> None:
        body = f'<!doctype html><title>Partner</title><iframe src="{self.framed}" width="380" height="3000"></iframe>'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture
def partner(running_site: RunningSite) -> Iterator[str]:
    """The origin that the settings allow."""
    PartnerPage.framed = f"{running_site.origin}/embed/{SLUG}"
    server = ThreadingHTTPServer(("127.0.0.1", running_site.partner_port), PartnerPage)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running_site.partner_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_somebody_signs_without_leaving_the_partners_page(page: Page, partner: str) -> None:
    page.goto(partner)
    frame = page.frame_locator("iframe")
    email = an_address()
    frame.get_by_label("Where do you live?").select_option("SE")
    choose(frame, "count_only")
    frame.get_by_label("Your email address").fill(email)
    frame.get_by_label("I am 16 or older.").check()
    expect(frame.locator("button.main")).to_have_text("Count me")
    frame.locator("button.main").click()
    expect(frame.locator(".typed")).to_have_text(email)
    assert page.url == partner
    assert page.context.cookies() == []


def test_an_error_stays_in_the_frame(page: Page, partner: str) -> None:
    page.goto(partner)
    frame = page.frame_locator("iframe")
    frame.locator("button.main").click()
    expect(frame.locator(".summary")).to_contain_text("Choose the country you live in.")


def test_another_origin_gets_no_frame(context: BrowserContext, partner: str) -> None:
    """The same page under a name that the settings don't list."""
    page = context.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(partner.replace("127.0.0.1", "localhost"))
    expect(page.frame_locator("iframe").locator("form")).to_have_count(0)
