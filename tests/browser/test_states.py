"""Every page in every state: nothing that axe-core finds, nothing over the edge, nothing too small to press.

In English as on a phone and in Arabic as on a wide screen, each in light and in dark.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.conftest import PHONE, WIDE
from tests.stage import Stage, scene_names

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = ViewportSize(width=320, height=640)
LARGE_TEXT = "document.documentElement.style.setProperty('font-size', '212.5%')"
PRESSED = "button, select, input:not([type=hidden]), textarea, summary, a"
# Not links in a sentence, which the line height governs (2.5.8, "Inline").
SMALL = """
    (selector) => [...document.querySelectorAll(selector)]
        .filter((each) => each.checkVisibility() && !each.closest(".trap, .skip"))
        .filter((each) => getComputedStyle(each).display !== "inline")
        .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.width < 23.9 || box.height < 23.9))
        .map(([html, box]) => `${html} ${box.width}x${box.height}`)
"""
OVER_THE_EDGE = """
    () => {
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return [];
        const over = [...document.querySelectorAll("main *, footer *, header *")].filter((each) => {
            const box = each.getBoundingClientRect();
            return box.width && (box.right > root.clientWidth + 1 || box.left < -1);
        });
        return [`${root.scrollWidth} > ${root.clientWidth}`, ...over.slice(-3).map((each) => each.outerHTML.slice(0, 120))];
    }
"""


@dataclass(frozen=True)
class Reader:
    language: str
    page: Page


@pytest.fixture(scope="module", params=["en", "ar"])
def reader(request: pytest.FixtureRequest, chromium: Browser, stage: Stage) -> Iterator[Reader]:
    viewport = PHONE if request.param == "en" else WIDE
    context = chromium.new_context(base_url=stage.origin, viewport=viewport, reduced_motion="reduce")
    yield Reader(request.param, context.new_page())
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("name", scene_names())
def test_everybody_can_read_and_press_it(reader: Reader, stage: Stage, axe_source: str, name: str) -> None:
    page = reader.page
    scene = next(each for each in stage.scenes(reader.language) if each.name == name)
    page.set_viewport_size(PHONE if reader.language == "en" else WIDE)
    page.goto(scene.path)
    if scene.act is not None:
        scene.act(page)
    check(violations(page, axe_source))
    page.set_viewport_size(NARROW)
    check(over_the_edge(page))
    check(page.evaluate(SMALL, PRESSED))
    page.set_viewport_size(PHONE)
    page.evaluate(LARGE_TEXT)
    check(over_the_edge(page))


def check(faults: list[str]) -> None:
    assert not faults, "\n".join(faults)


def violations(page: Page, axe: str) -> list[str]:
    """Of all rules in light, and of contrast in dark."""
    page.evaluate(axe)
    page.emulate_media(color_scheme="light")
    found = _run(page, RULES)
    page.emulate_media(color_scheme="dark")
    return found + _run(page, ["color-contrast"])


def _run(page: Page, tags: list[str]) -> list[str]:
    result = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    assert result["passes"], "axe looked at nothing"
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in result["violations"]]


def over_the_edge(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[str] = page.evaluate(OVER_THE_EDGE)
    return found
