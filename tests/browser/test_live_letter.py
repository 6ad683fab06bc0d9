"""With script the letter fills in while somebody chooses."""

import re

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
    choose_level(page, "name_country")
    page.get_by_label("Your name").fill("Bo Ek")
    expect(page.locator("#name_country-hint")).to_contain_text('"Bo Ek via Example Campaign" <letters@')
    expect(page.locator("#name_country-hint")).to_contain_text("Bo Ek, Switzerland")
    expect(page.locator("#initials_country-hint")).to_contain_text("B. E., Switzerland")
    expect(page.locator("#initials_country-hint")).not_to_contain_text("Bo Ek")


def test_counted_alone_the_sheet_turns_into_the_digests_line(page: Page) -> None:
    choose_country(page, "SE")
    choose_level(page, "count_only")
    expect(page.locator("#letter .number")).to_be_visible()
    expect(page.locator("#letter .number")).to_contain_text("in Sweden")
    expect(page.get_by_text("Your Excellency,").first).to_be_hidden()
    expect(page.get_by_label("Your name")).to_be_hidden()


def test_the_own_line_comes_first_in_the_letter(page: Page) -> None:
    choose_level(page, "name_country")
    page.get_by_text("Add a line of your own").click()
    page.get_by_label("A line of your own").fill("I have read his books.\n<b>All.</b>")
    expect(page.locator("#letter .own").first).to_have_text("I have read his books.\n<b>All.</b>")
    expect(page.locator(".counter")).to_have_text("466 characters left")


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
    warning = page.locator("[data-instead]")
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
    expect(page.locator("[data-instead]")).to_be_empty()


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


def test_what_a_level_needs_is_there_when_it_is_chosen(page: Page) -> None:
    name, shown = page.get_by_label("Your name"), page.get_by_label("Show me on the page of this action")
    expect(name).to_be_hidden()
    choose_level(page, "initials_country")
    expect(name).to_be_visible()
    expect(shown).to_be_hidden()
    choose_level(page, "name_country")
    expect(shown).to_be_visible()


def test_a_name_that_the_level_hides_is_cautioned_at_once(page: Page) -> None:
    fill_in(page, country="SE", level="initials_country", name="Anna Lind")
    page.get_by_text("Add a line of your own").click()
    caution = page.locator("[data-caution=name]")
    page.get_by_label("A line of your own").fill("The linden tree in his yard is old.")
    expect(page.locator("#letter .own").first).to_contain_text("linden")
    expect(caution).to_be_hidden()
    page.get_by_label("A line of your own").fill("I am Anna Lind.")
    expect(caution).to_be_visible()
    page.locator("button.main").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Now open your mail")


def test_a_mailbox_within_reach_of_the_state_is_cautioned_at_once(page: Page) -> None:
    fill_in(page, country="SE", level="count_only", email="anna@mail.ru")
    expect(page.locator("[data-caution=mail_service]")).to_be_visible()
    page.get_by_label("Your email address").fill("anna@example.org")
    expect(page.locator("[data-caution=mail_service]")).to_be_hidden()


def test_own_words_stand_on_the_sheet_around_the_requests(page: Page) -> None:
    fill_in(page, country="SE", level="name_country", name="Anna Lind")
    page.get_by_text("Change the words of the letter").click()
    before, after = page.get_by_label("Before the requests"), page.get_by_label("After the requests")
    expect(before).to_have_value(re.compile("^I am writing to you about Boris Kagarlitsky"))
    before.fill("I have read his books.\n\nHe needs a doctor.")
    after.fill("")
    sheet = page.locator("#letter [data-chosen]")
    expect(sheet.locator("[data-edit=top]").first).to_have_text("I have read his books.")
    expect(sheet.locator("[data-edit=top]").last).to_have_text("He needs a doctor.")
    expect(sheet).to_contain_text("that he be released")
    expect(sheet.locator("[data-part=end]")).not_to_have_attribute("hidden", "")


def test_the_letter_in_the_embassys_language_takes_its_place_on_the_sheet(page: Page) -> None:
    fill_in(page, country="SE", level="name_country", name="Anna Lind")
    page.get_by_label("Russian").check()
    sheet = page.locator("#letter [data-chosen]")
    expect(sheet.locator("[data-letter]")).to_have_attribute("lang", "ru")
    expect(sheet.locator(".signature")).to_have_text("Anna Lind, Швеция")
    page.get_by_label("English").check()
    expect(sheet.locator(".signature")).to_have_text("Anna Lind, Sweden")
