"""With script the letter fills in while somebody chooses."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.supporter import LEVELS, choose, fill_in, open_action


@pytest.fixture(autouse=True)
def opened(page: Page) -> None:
    open_action(page)


def choose_country(page: Page, code: str) -> None:
    page.get_by_label("Where do you live?").select_option(code)


def choose_level(page: Page, level: str) -> None:
    choose(page, level)


def test_the_address_becomes_that_of_their_embassy(page: Page) -> None:
    expect(page.locator("#letter .to")).to_have_text("The mission of Russia in the country where you live")
    choose_country(page, "SE")
    expect(page.locator("#letter .to")).to_contain_text("Embassy of the Russian Federation in Stockholm")
    choose_country(page, "CH")
    expect(page.locator("#letter .to")).to_contain_text("Embassy of the Russian Federation in Bern")
    expect(page.locator("[data-found]")).to_contain_text("for Switzerland.")


def test_the_signature_follows_the_choice_and_the_name(page: Page) -> None:
    signature = page.locator("#letter .signature")
    expect(signature).to_have_text("Your signature")
    choose_country(page, "SE")
    choose_level(page, "name_country")
    page.get_by_label("Your name").fill("Anna-Maria Lind")
    expect(signature).to_have_text("Anna-Maria Lind, Sweden")
    choose_level(page, "initials_country")
    expect(signature).to_have_text("A. L., Sweden")


def test_the_choices_say_it_with_the_name_typed(page: Page) -> None:
    choose_country(page, "CH")
    page.get_by_label("Your name").fill("Bo Ek")
    expect(page.locator("#name_country-hint")).to_contain_text("They see Bo Ek, Switzerland")
    expect(page.locator("#initials_country-hint")).to_contain_text("They see B. E., Switzerland")


def test_counted_alone_the_sheet_turns_into_the_digests_line(page: Page) -> None:
    choose_country(page, "SE")
    choose_level(page, "count_only")
    expect(page.locator("#letter .number")).to_be_visible()
    expect(page.locator("#letter .number")).to_contain_text("in Sweden")
    expect(page.get_by_text("Your Excellency,").first).to_be_hidden()
    expect(page.get_by_label("Your name")).to_be_hidden()


def test_the_own_line_comes_first_in_the_letter(page: Page) -> None:
    page.get_by_text("Add a line of your own").click()
    page.get_by_label("A line of your own").fill("I have read his books.\n<b>All.</b>")
    expect(page.locator("#letter .own")).to_have_text("I have read his books.\n<b>All.</b>")


def test_the_button_says_what_will_happen(page: Page) -> None:
    button = page.locator("button.main")
    expect(button).to_have_text("Sign the letter")
    choose_level(page, "name_country")
    choose_country(page, "CH")
    expect(button).to_have_text("Send my letter")
    choose_country(page, "SE")
    expect(button).to_have_text("Write my letter")
    choose_level(page, "count_only")
    expect(button).to_have_text("Count me")


def test_in_the_responsible_state_the_warning_comes_at_once_and_one_choice_is_left(page: Page) -> None:
    choose_level(page, "name_country")
    choose_country(page, "RU")
    warning = page.locator("[data-warning]")
    expect(warning).to_contain_text("For your safety you can only be counted here")
    expect(page.locator("input[name=disclosure]:visible")).to_have_count(1)
    expect(page.get_by_label(LEVELS["name_country"], exact=True)).not_to_be_checked()
    expect(page.get_by_label("Your name")).to_be_hidden()
    box, email = warning.bounding_box(), page.locator("#email").bounding_box()
    assert box
    assert email
    assert box["y"] < email["y"]


def test_back_in_another_country_all_choices_are_there_again(page: Page) -> None:
    choose_country(page, "RU")
    expect(page.locator("input[name=disclosure]:visible")).to_have_count(1)
    choose_country(page, "SE")
    expect(page.locator("input[name=disclosure]:visible")).to_have_count(4)
    expect(page.locator("[data-warning]")).to_be_empty()


def test_going_back_keeps_letter_and_form_together(page: Page) -> None:
    fill_in(page, country="SE", level="name_country", name="Anna Lind")
    expect(page.locator("#letter .signature")).to_have_text("Anna Lind, Sweden")
    page.goto("/privacy")
    page.go_back()
    country = page.get_by_label("Where do you live?").input_value()
    shown = page.locator("#letter .to")
    expect(shown).to_contain_text("Stockholm" if country == "SE" else "in the country where you live")


def test_an_error_summary_has_the_focus_and_leads_to_its_fields(page: Page) -> None:
    fill_in(page, country="SE", level="name_country", email="anna")
    page.locator("button.main").click()
    expect(page.locator(".summary")).to_be_focused()
    page.locator(".summary a", has_text="email").click()
    expect(page.get_by_label("Your email address")).to_be_focused()
