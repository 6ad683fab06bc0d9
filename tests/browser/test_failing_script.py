"""A script that fails, at once or half-way, takes nothing away: the form is a form."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.supporter import fill_in, open_action
from tests.conftest import ROOT


def broken_half_way(script: str) -> str:
    """After half of its statements on the outermost level something throws."""
    lines = script.splitlines()
    outermost = [at for at, line in enumerate(lines) if line.startswith("  const ")]
    half_way = outermost[len(outermost) // 2]
    return "\n".join([*lines[:half_way], "  throw new Error('broken');", *lines[half_way:]])


BROKEN: dict[str, Callable[[str], str]] = {
    "at once": lambda _: "throw new Error('broken');",
    "half-way": broken_half_way,
    "cut off": lambda script: script[: len(script) // 2],
    "not ours": lambda _: "<!doctype html><title>A hotel's sign-in page</title>",
}


@pytest.fixture
def page(page: Page) -> Page:
    """The errors are meant."""
    for event in ("pageerror", "console"):
        page._impl_obj.remove_all_listeners(event)
    return page


@pytest.mark.parametrize("way", BROKEN)
@pytest.mark.parametrize("name", ["public.js", "desk.js"])
def test_somebody_signs_all_the_same(page: Page, name: str, way: str) -> None:
    def answer(route: Route) -> None:
        script = (ROOT / "static" / name).read_text(encoding="utf-8")
        route.fulfill(body=BROKEN[way](script), content_type="text/javascript")

    page.route(f"**/{name}", answer)
    thrown: list[str] = []
    page.on("pageerror", lambda error: thrown.append(str(error)))
    open_action(page)
    email = fill_in(page, country="CH", level="name_country", name="Anna Lind")
    page.locator("button[value=preview]").click()
    expect(page.locator("#letter")).to_contain_text("Anna Lind")
    page.locator("button.main").click()
    expect(page.locator(".typed")).to_have_text(email)
    assert thrown, "the script did not fail"


@pytest.mark.parametrize("name", ["public.js", "desk.js"])
def test_a_script_that_never_comes_holds_nothing_up(page: Page, name: str) -> None:
    page.route(f"**/{name}", lambda route: route.abort())
    open_action(page)
    email = fill_in(page, country="SE", level="count_only")
    page.locator("button.main").click()
    expect(page.locator(".typed")).to_have_text(email)
