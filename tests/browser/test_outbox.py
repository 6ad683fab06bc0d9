"""The local mailbox of a demo: axe-core finds nothing, with mail in it and without. Other pages: `test_states.py`."""

from playwright.sync_api import Page

from tests.browser.supporter import open_action, open_mail_to
from tests.browser.test_states import violations


def test_everybody_can_read_the_mail(page: Page, axe_source: str) -> None:
    page.goto("/outbox")
    assert violations(page, axe_source) == []
    open_action(page)
    page.locator("#country").select_option("CH")
    page.locator("#disclosure-count_only").check()
    page.locator("#email").fill("anna.outbox@example.org")
    page.locator("#consent").check()
    page.locator("button.main").click()
    open_mail_to(page, "anna.outbox@example.org")
    assert violations(page, axe_source) == []
