"""The number of signatures keeps up while somebody reads, without moving anything."""

from playwright.sync_api import Page, Route, expect

from tests.stage import EXAMPLE, Stage

PATH = f"/a/{EXAMPLE}"
WORDS = "1,300,042 people have signed."
LATER: dict[str, object] = {"count": 1_300_042, "shown": "1,300,042", "words": WORDS}
SHIFTS = """
    () => {
        window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((each) => each.value)))
            .observe({type: "layout-shift", buffered: true});
    }
"""


def open_with_clock(page: Page, stage: Stage, answer: dict[str, object] | None) -> list[str]:
    """The page, its clock stopped; returns a list of what it asks for."""
    asked: list[str] = []

    def tell(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json=answer) if answer else route.fulfill(status=404, body="")

    page.route("**/count", tell)
    page.clock.install()
    page.goto(stage.origin + PATH)
    return asked


def test_it_turns_over_and_nothing_moves(page: Page, stage: Stage) -> None:
    asked = open_with_clock(page, stage, LATER)
    before = page.locator("[name=country]").bounding_box()
    page.evaluate(SHIFTS)
    page.clock.run_for(21_000)
    expect(page.locator("[data-count]")).to_have_text(WORDS)
    expect(page.locator("[data-count]")).to_have_attribute("aria-live", "polite")
    assert len(asked) == 1
    assert page.locator("[name=country]").bounding_box() == before
    assert page.evaluate("window.shifts") == []


def test_nobody_asks_while_the_page_is_hidden(page: Page, stage: Stage) -> None:
    asked = open_with_clock(page, stage, LATER)
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
    page.clock.run_for(120_000)
    assert asked == []


def test_without_an_answer_the_number_stays(page: Page, stage: Stage) -> None:
    open_with_clock(page, stage, None)
    before = page.locator("[data-count]").inner_text()
    page.clock.run_for(41_000)
    expect(page.locator("[data-count]")).to_have_text(before)


def test_the_real_answer_fits_the_page(page: Page, stage: Stage) -> None:
    page.goto(stage.origin + PATH)
    address = page.locator("[data-count]").get_attribute("data-count-url")
    told = page.request.get(f"{stage.origin}{address}").json()
    expect(page.locator("[data-count]")).to_have_text(told["words"])
