"""What somebody does on the pages, by the names of fields: the same in every language."""

from playwright.sync_api import Locator, Page, expect

from tests.stage import EXAMPLE, an_address, choose, fill

__all__ = ["LEVELS", "an_address", "choose", "fill_in", "follow_link", "open_action", "open_mail_to"]

LEVELS = {
    "count_only": "Count me only",
    "initials_country": "My initials and my country",
    "name_country": "My name and my country",
    "name_reply_to": "My name, my country and an address to answer to",
}
"""In English."""


def fill_in(page: Page, *, country: str, level: str, name: str = "", email: str | None = None) -> str:
    """Fill in the form of the action; returns the address."""
    return fill(page, country, level, name=name, email=email)


def open_action(page: Page, language: str = "en") -> None:
    page.goto(f"/a/{EXAMPLE}" if language == "en" else f"/{language}/a/{EXAMPLE}")


def open_mail_to(page: Page, recipient: str, *, letter: bool = False, link: str | None = None) -> None:
    """Wait until the worker has written that mail, and open it: the latest that holds a link with `link` in its path."""
    if "/a/" in page.url:  # the form waits for its proof of work
        page.wait_for_url("**/check-email/**")
    entries = page.locator(".mails li").filter(has_text=recipient)
    if letter:
        entries = entries.filter(has_text="nobody has confirmed")
    for _ in range(80):
        page.goto("/outbox")
        for entry in entries.all():
            entry.get_by_role("link").click()
            expect(page.locator("dl.mail-head").first).to_contain_text(recipient)
            if link is None or link_with(page, link).count():
                return
            page.goto("/outbox")
        page.wait_for_timeout(250)
    raise AssertionError(f"no mail to {recipient} came")


def link_with(page: Page, path: str) -> Locator:
    return page.locator(f".mail-text a[href*='{path}']")


def follow_link(page: Page, path: str = "/confirm/") -> None:
    link_with(page, path).first.click()
