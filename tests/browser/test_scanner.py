"""A mail scanner that opens links in a real browser, runs scripts and waits, confirms nothing and takes nothing back."""

import pytest
from playwright.sync_api import Page

from tests.stage import Stage

PAUSE = 400
"""Milliseconds in which a script that pressed for the reader would have."""


@pytest.mark.parametrize("kind", ["waiting-email", "waiting-same-state", "done-email", "my"])
def test_opening_a_link_sends_nothing(page: Page, stage: Stage, kind: str) -> None:
    methods: set[str] = set()
    page.on("request", lambda each: methods.add(each.method))
    path = "my" if kind == "my" else "confirm"
    page.goto(f"{stage.origin}/{path}/{stage.tokens[kind, 'en']}")
    before = page.locator("main").inner_text()
    page.mouse.move(100, 300)
    page.mouse.wheel(0, 4000)
    page.wait_for_timeout(PAUSE)
    assert methods == {"GET"}
    page.reload()
    assert page.locator("main").inner_text() == before
