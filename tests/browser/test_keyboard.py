"""Signing with the keyboard alone."""

from playwright.sync_api import Page, expect

from tests.browser.supporter import an_address, choose, open_action


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there; every stop on the way can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", page.evaluate("document.activeElement.outerHTML.slice(0, 80)")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not lead to {selector}")


def test_from_top_to_the_next_page(page: Page) -> None:
    open_action(page)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    tab_to(page, "#country")
    page.keyboard.type("Sweden")
    tab_to(page, "#letter summary")
    tab_to(page, "[name=disclosure]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#disclosure-name_country")).to_be_checked()
    tab_to(page, "#name")
    page.keyboard.type("Anna Lind")
    tab_to(page, "#email")
    page.keyboard.type(an_address())
    tab_to(page, "#consent")
    page.keyboard.press("Space")
    tab_to(page, "button.main")
    expect(page.locator("button.main")).to_have_text("Write my letter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Now open your mail")


def test_enter_in_a_field_is_the_main_button(page: Page) -> None:
    open_action(page)
    page.locator("#country").select_option("SE")
    choose(page, "count_only")
    page.locator("#consent").check()
    page.locator("#email").fill(an_address())
    page.locator("#email").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Now open your mail")


def test_nobody_falls_into_the_trap(page: Page) -> None:
    open_action(page)
    for _ in range(60):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.matches('[name=remarks]')")
