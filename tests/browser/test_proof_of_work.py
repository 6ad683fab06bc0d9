"""The browser proves its work while somebody fills in the form, and nobody notices."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import PHONE, SLUG, RunningSite
from tests.browser.supporter import an_address, fill_in, open_action, open_mail_to
from tests.http import request

FORWARDED = {"X-Forwarded-For": "203.0.113.7"}
"""Makes the site count this machine as any other network."""


@pytest.fixture
def stranger(chromium: Browser, running_site: RunningSite) -> Iterator[Page]:
    """A page whose network counts."""
    context = chromium.new_context(viewport=PHONE, base_url=running_site.origin, extra_http_headers=FORWARDED)
    yield context.new_page()
    context.close()


def send(page: Page) -> dict[str, list[str]]:
    """Press the button; what the browser sent."""
    sent: list[Request] = []
    page.on("request", lambda each: sent.append(each) if each.method == "POST" else None)
    page.locator("button.main").click()
    expect(page.locator(".typed")).to_be_visible(timeout=15_000)
    assert len(sent) == 1
    return parse_qs(sent[0].post_data or "")


def use_up_the_network(site: RunningSite, page: Page) -> None:
    """Signatures without a proof until the network's limit is passed."""
    token = page.locator("input[name=form_token]").first.get_attribute("value")
    for _ in range(12):
        form = {"form_token": token, "country": "SE", "disclosure": "count_only", "email": an_address(), "consent": "yes"}
        body = urlencode(form | {"do": "send"})
        assert request(site.port, "POST", f"/a/{SLUG}", body, FORWARDED).status == 303


def test_a_signature_carries_a_proof_and_is_not_held(stranger: Page, page: Page, running_site: RunningSite) -> None:
    open_action(stranger)
    use_up_the_network(running_site, stranger)
    email = fill_in(stranger, country="SE", level="count_only")
    assert len(send(stranger)["proof"][0]) > 500
    open_mail_to(page, email)  # held ones get none


def test_the_answer_is_there_before_the_form_is_filled_in(stranger: Page) -> None:
    open_action(stranger)
    stranger.get_by_label("Where do you live?").focus()
    expect(stranger.locator("[data-challenge] [name=proof]")).to_have_value(re.compile(r"\S{500}"), timeout=10_000)


def test_who_sends_at_once_waits_for_the_answer(stranger: Page) -> None:
    open_action(stranger)
    stranger.evaluate(
        """() => {
          const form = document.querySelector("[data-challenge]").elements;
          form.country.value = "SE";
          form.email.value = "at-once@example.org";
          form.consent.checked = true;
          document.querySelector("[value=count_only]").checked = true;
        }"""
    )
    assert "proof" in send(stranger)


def test_without_an_answer_the_form_is_sent_all_the_same(stranger: Page) -> None:
    stranger.route("**/challenge", lambda route: route.abort())
    open_action(stranger)
    fill_in(stranger, country="SE", level="count_only")
    assert "proof" not in send(stranger)


def test_the_way_back_leads_to_a_form_that_proves_anew(stranger: Page) -> None:
    open_action(stranger)
    fill_in(stranger, country="SE", level="count_only")
    first = send(stranger)["proof"]
    stranger.go_back()
    fill_in(stranger, country="SE", level="count_only")
    assert send(stranger)["proof"] != first
