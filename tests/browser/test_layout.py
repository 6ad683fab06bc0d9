"""Where things stand, on a phone, on a wide screen, and with large text."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, SLUG, WIDE, RunningSite
from tests.browser.supporter import fill_in, open_action


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def test_on_a_phone_the_form_begins_within_a_screen_and_a_half(page: Page) -> None:
    open_action(page)
    assert top(page, "#country") < 1.5 * PHONE["height"]


def test_on_a_phone_country_letter_choice_and_button_follow_each_other(page: Page) -> None:
    open_action(page)
    places = [top(page, each) for each in ("#country", "#letter", "#disclosure", "#email", "button.main", ".story")]
    assert places == sorted(places)


def test_on_a_phone_only_the_beginning_of_the_letter_is_open(page: Page) -> None:
    open_action(page)
    assert page.get_by_text("Your Excellency,").first.is_visible()
    assert not page.locator("#letter").get_by_text("I would be grateful for your answer.").is_visible()
    page.locator("#letter").get_by_text("Read the whole letter").click()
    assert page.locator("#letter").get_by_text("I would be grateful for your answer.").is_visible()


@pytest.mark.parametrize("has_script", [True, False])
def test_on_a_wide_screen_letter_and_form_stand_side_by_side(
    chromium: Browser, running_site: RunningSite, has_script: bool
) -> None:
    wide = chromium.new_context(viewport=WIDE, java_script_enabled=has_script)
    page = wide.new_page()
    page.goto(running_site.action)
    letter, form = page.locator("#letter").bounding_box(), page.locator("#country").bounding_box()
    assert letter
    assert form
    assert letter["x"] + letter["width"] < form["x"]
    assert letter["y"] < WIDE["height"]
    assert page.locator("#letter").get_by_text("I would be grateful for your answer.").is_visible()
    wide.close()


PATHS = ["/", f"/a/{SLUG}", "/a/alexei-navalny", "/privacy", "/imprint", "/outbox", f"/embed/{SLUG}", "/nothing"]


def width_of_content(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("path", PATHS)
def test_nothing_hangs_over_the_edge_even_with_text_twice_as_large(page: Page, path: str) -> None:
    page.goto(path)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert width_of_content(page) <= width
    page.set_viewport_size(PHONE)
    page.evaluate("document.documentElement.style.setProperty('font-size', '212.5%')")
    assert width_of_content(page) <= PHONE["width"]


PRESSED = "button, select, input:not([type=hidden]), textarea, summary, header a, footer a"
SMALL = """
    (selector) => [...document.querySelectorAll(selector)]
        .filter((each) => each.offsetParent && !each.closest(".trap"))
        .map((each) => [each.outerHTML.slice(0, 60), each.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24)
        .map(([html]) => html)
"""


def test_everything_to_press_is_large_enough(page: Page) -> None:
    """24 by 24 CSS pixels (WCAG 2.2, 2.5.8), but for links in a sentence."""
    open_action(page)
    fill_in(page, country="CH", level="name_country", name="Anna Lind")
    assert page.evaluate(SMALL, PRESSED) == []


def test_the_letter_for_printing_stands_alone(page: Page) -> None:
    open_action(page)
    page.emulate_media(media="print")
    for hidden in (".masthead", ".footer", ".demo", "#country", "button.main"):
        assert not page.locator(hidden).first.is_visible()
    assert page.locator("#letter").is_visible()


def test_who_wants_less_motion_gets_none(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_action(page)
    fill_in(page, country="CH", level="name_country", name="Anna Lind")
    page.wait_for_selector("#letter .written")
    assert page.evaluate("document.getAnimations().length") == 0
