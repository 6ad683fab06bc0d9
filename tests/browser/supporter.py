"""What somebody does on the pages, in the words of the pages."""

import re
from uuid import uuid4

from playwright.sync_api import FrameLocator, Page, expect

from tests.browser.conftest import SLUG

LEVELS = {
    "count_only": "Count me only",
    "initials_country": "My initials and my country",
    "name_country": "My name and my country",
    "name_reply_to": "My name, my country and an address to answer to",
}


def an_address() -> str:
    return f"anna-{uuid4().hex[:8]}@example.org"


def fill_in(page: Page, *, country: str, level: str, name: str = "", email: str | None = None) -> str:
    """Fill in the form of the action; returns the address."""
    email = email or an_address()
    page.get_by_label("Where do you live?").select_option(country)
    choose(page, level)
    if name:
        page.get_by_label("Your name").fill(name)
    page.get_by_label("Your email address").fill(email)
    page.get_by_label("I am 16 or older.").check()
    return email


def choose(page: Page | FrameLocator, level: str) -> None:
    """Press the level until it is chosen: what the embassy's answer says may just move it away under the finger."""
    choice = page.get_by_label(LEVELS[level], exact=True)
    for _ in range(10):
        choice.click()
        if choice.is_checked():
            return
    raise AssertionError(f"{level} cannot be chosen")


def open_action(page: Page) -> None:
    page.goto(f"/a/{SLUG}")


def open_mail_to(page: Page, recipient: str, *, letter: bool = False) -> None:
    """Wait until the worker has written that mail, and open it."""
    entry = page.locator(".mails li").filter(has_text=recipient)
    if letter:
        entry = entry.filter(has_text="nobody has confirmed")
    for _ in range(60):
        page.goto("/outbox")
        if entry.count():
            break
        page.wait_for_timeout(250)
    entry.first.get_by_role("link").click()
    expect(page.locator("dl.mail-head").first).to_contain_text(recipient)


def follow_link(page: Page) -> None:
    page.locator(".mail-text a", has_text=re.compile("/confirm/")).click()
