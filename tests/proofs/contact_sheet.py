"""Every page in every state, as pictures: `python -m tests.proofs.contact_sheet [folder] [only scenes that contain this]`.

One picture for each width, light and dark, and three languages, and one overview of each state to look at.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from html import escape
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from actions import embedded, schema
from actions.db import Database, make_engine
from tests.browser.conftest import CHROMIUM, QUIET
from tests.conftest import ROOT, new_database
from tests.stage import NAMES, Scene, Stage, serving

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")


def main(folder: Path, only: str = "") -> int:
    folder.mkdir(parents=True, exist_ok=True)
    with _stage(folder / "site") as stage, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        failed = [each for language in NAMES for each in _take(browser, stage, language, folder, only)]
        for name in dict.fromkeys(scene.name for scene in stage.scenes("en") if only in scene.name):
            _overview(browser, folder, name)
        browser.close()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}; {folder / 'index.html'} shows them all.\n")
    _index(folder)
    for each in failed:
        sys.stdout.write(f"failed: {each}\n")
    return bool(failed)


@contextmanager
def _stage(home: Path) -> Iterator[Stage]:
    with ExitStack() as stack:
        server = os.environ.get("DATABASE_URL") or stack.enter_context(embedded.running(ROOT / ".data" / "tests")).url()
        engine = make_engine(stack.enter_context(new_database(server, "outcry_sheet")), pool_size=8)
        stack.callback(engine.dispose)
        schema.upgrade(engine)
        yield stack.enter_context(serving(Database(engine), home))


def _take(browser: Browser, stage: Stage, language: str, folder: Path, only: str) -> Iterator[str]:
    """The pictures of one language; yields what could not be shown."""
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 844 if width < 600 else 800}, base_url=stage.origin, reduced_motion="reduce"
        )
        page = context.new_page()
        page.set_default_timeout(5000)
        for scene in (each for each in stage.scenes(language) if only in each.name):
            try:
                _show(page, scene)
            except (Error, AssertionError) as error:
                yield f"{scene.name} {language} {width}: {str(error).splitlines()[0]}"
            for scheme in SCHEMES:
                page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
                page.screenshot(path=folder / f"{scene.name}-{width}-{scheme}-{language}.png", full_page=True)
        context.close()


def _show(page: Page, scene: Scene) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(scene.path)
    if scene.act is not None:
        scene.act(page)


def _overview(browser: Browser, folder: Path, name: str) -> None:
    """The pictures of one state side by side: one sheet of phones, one of wide screens."""
    style = "body{margin:0;display:grid;gap:6px;background:#888;align-items:start}img{width:100%;display:block}"
    for width, columns in ((390, 6), (1280, 3)):
        pictures = "".join(
            f'<img src="{name}-{width}-{scheme}-{language}.png" alt="{language} {scheme}">'
            for scheme in SCHEMES
            for language in NAMES
        )
        grid = f"body{{grid-template-columns:repeat({columns},1fr)}}"
        html = folder / f"{name}-{width}.html"
        title = f"<title>{escape(name)} {width}</title>"
        html.write_text(f"<!doctype html><meta charset=utf-8>{title}<style>{style}{grid}</style>{pictures}")
        page = browser.new_page(viewport={"width": 1560, "height": 800})
        page.goto(html.as_uri())
        page.screenshot(path=folder / f"_{name}-{width}.png", full_page=True)
        page.close()


def _index(folder: Path) -> None:
    names = sorted(path.stem for path in folder.glob("*.html") if path.stem != "index")
    links = "".join(f'<h2><a href="{each}.html">{each}</a></h2><img src="_{each}.png" width="1200">' for each in names)
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8><title>Contact sheet</title>{links}")


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(Path(given[0]) if given else ROOT / ".data" / "contact-sheet", *given[1:2]))
