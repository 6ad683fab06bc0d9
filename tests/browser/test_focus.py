"""Where the keyboard is can be seen at every stop of every page: with a ring around it, and nothing lying over it."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, WIDE
from tests.stage import EXAMPLE, Stage

MOST_STOPS = 150
# The middle of what has the focus must be in sight and be itself, its label or a part of it (2.4.11).
HIDDEN = """
    () => {
        const here = document.activeElement;
        if (!here || here === document.body) return "end";
        const style = getComputedStyle(here);
        const hasRing = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        if (!hasRing) return `no ring: ${here.outerHTML.slice(0, 80)}`;
        const box = here.getClientRects()[0] ?? here.getBoundingClientRect();
        const x = box.left + box.width / 2, y = box.top + Math.min(box.height / 2, 20);
        if (x < 0 || y < 0 || x > innerWidth || y > innerHeight) return `out of sight: ${here.outerHTML.slice(0, 80)}`;
        const top = document.elementFromPoint(x, y);
        const isSeen = top && (here.contains(top) || top.contains(here) || top.closest("label")?.control === here);
        return isSeen ? "" : `hidden: ${here.outerHTML.slice(0, 80)} under ${top?.outerHTML.slice(0, 80)}`;
    }
"""


def stops(page: Page) -> list[str]:
    """What is wrong at any stop of the Tab key, from the top to the end."""
    wrong: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found = page.evaluate(HIDDEN)
        if found == "end":
            return wrong
        if found:
            wrong.append(found)
    raise AssertionError("the page does not end")


@pytest.mark.parametrize("viewport", [PHONE, WIDE], ids=["phone", "wide"])
@pytest.mark.parametrize("kind", ["action", "thanks", "my", "embed"])
def test_the_focus_is_seen_at_every_stop(chromium: Browser, stage: Stage, viewport: dict[str, int], kind: str) -> None:
    paths = {
        "action": f"/a/{EXAMPLE}",
        "thanks": f"/confirm/{stage.tokens['done-hand-in', 'en']}/thanks",
        "my": f"/my/{stage.tokens['my', 'en']}",
        "embed": f"/embed/{EXAMPLE}",
    }
    context = chromium.new_context(viewport=viewport, base_url=stage.origin, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(paths[kind])
    assert stops(page) == []
    context.close()
