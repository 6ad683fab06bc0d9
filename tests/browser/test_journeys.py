"""From the action's page to the letter, with script and without."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, WIDE, RunningSite
from tests.browser.supporter import fill_in, follow_link, open_action, open_mail_to


@pytest.fixture(params=["script", "no script"])
def anybody(request: pytest.FixtureRequest, chromium: Browser, running_site: RunningSite) -> Iterator[Page]:
    has_script = request.param == "script"
    viewport = PHONE if has_script else WIDE
    context = chromium.new_context(java_script_enabled=has_script, viewport=viewport, base_url=running_site.origin)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def press(page: Page, *names: str) -> None:
    """The main button, which says one of `names`."""
    button = page.locator("button.main")
    assert button.inner_text() in names
    button.click()


def test_switzerland_by_email(anybody: Page) -> None:
    open_action(anybody)
    email = fill_in(anybody, country="CH", level="name_country", name="Anna Lind")
    press(anybody, "Send my letter", "Sign the letter")
    expect(anybody.get_by_role("heading", level=1)).to_have_text("Now open your mail")
    expect(anybody.locator(".typed")).to_have_text(email)
    open_mail_to(anybody, email)
    follow_link(anybody)
    expect(anybody.locator(".sheet")).to_contain_text("Anna Lind, Switzerland")
    press(anybody, "Send my letter")
    expect(anybody.locator(".own-number")).to_be_visible()
    open_mail_to(anybody, "rusbotschaft@bluewin.ch", letter=True)
    expect(anybody.locator(".mail-text")).to_contain_text("Your Excellency,")
    expect(anybody.locator(".notice")).to_contain_text("In earnest it would not go by email.")


def test_sweden_without_email(anybody: Page) -> None:
    open_action(anybody)
    email = fill_in(anybody, country="SE", level="initials_country", name="Anna Lind")
    press(anybody, "Write my letter", "Sign the letter")
    open_mail_to(anybody, email)
    follow_link(anybody)
    press(anybody, "Write my letter")
    expect(anybody.locator("main")).to_contain_text("goes into the printed digest")
    anybody.locator("summary", has_text="By post").click()
    expect(anybody.locator(".way[open]")).to_contain_text("That is more than the initials you chose.")
    expect(anybody.get_by_role("link", name="Open the letter as PDF")).to_be_hidden()
    anybody.locator("summary", has_text="I understand").locator("visible=true").click()
    expect(anybody.get_by_role("link", name="Open the letter as PDF")).to_be_visible()
    anybody.locator("summary", has_text="Your letter, to copy or print").click()
    anybody.get_by_role("link", name="Print it").click()
    expect(anybody.locator(".sheet address")).to_contain_text("Gjörwellsgatan 31")
    expect(anybody.locator(".letter-text p").last).to_have_text("A. L., Sweden")


def test_russia_counted_alone(anybody: Page) -> None:
    open_action(anybody)
    email = fill_in(anybody, country="RU", level="count_only")
    press(anybody, "Count me", "Sign the letter")
    open_mail_to(anybody, email)
    expect(anybody.get_by_role("heading", level=1)).not_to_contain_text("Kagarlitsky")
    follow_link(anybody)
    expect(anybody.locator("main")).to_contain_text("You are counted as one more person.")
    press(anybody, "Count me")
    expect(anybody.locator("main")).to_contain_text("There is no letter of yours.")
    expect(anybody.locator(".way")).to_have_count(0)


def test_the_letter_before_it_is_signed(anybody: Page) -> None:
    open_action(anybody)
    email = fill_in(anybody, country="SE", level="name_country", name="Anna Lind")
    anybody.get_by_role("button", name="See my letter").click()
    expect(anybody.locator("#letter .signature")).to_have_text("Anna Lind, Sweden")
    expect(anybody.locator("#letter .to")).to_contain_text("Embassy of the Russian Federation in Stockholm")
    press(anybody, "Write my letter")
    expect(anybody.locator(".typed")).to_have_text(email)


def test_this_was_not_me(anybody: Page) -> None:
    open_action(anybody)
    email = fill_in(anybody, country="SE", level="count_only")
    anybody.locator("button.main").click()
    open_mail_to(anybody, email)
    follow_link(anybody)
    anybody.get_by_role("button", name="This was not me").click()
    expect(anybody.get_by_role("heading", level=1)).to_have_text("It is taken back")
    anybody.get_by_role("button", name="Undo").click()
    expect(anybody.locator("button.main")).to_have_text("Count me")
