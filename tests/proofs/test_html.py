"""Every page in every state is valid HTML, to the checker of the web's own working group."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

from tests.proofs.conftest import from_npm, program
from tests.stage import Stage


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_in_every_state(chromium: Browser, stage: Stage, tmp_path: Path, language: str) -> None:
    """As the server sends it: without script."""
    context = chromium.new_context(base_url=stage.origin, java_script_enabled=False)
    documents: dict[str, Response] = {}
    page = context.new_page()
    page.on("response", lambda each: documents.update(last=each) if each.request.resource_type == "document" else None)
    for scene in stage.scenes(language):
        page.goto(scene.path)
        if scene.act is not None and scene.act.__name__ != "opened":
            scene.act(page)
        (tmp_path / f"{scene.name}.html").write_bytes(documents["last"].body())
    context.close()
    (tmp_path / "control.html").write_text("<!doctype html><html lang=en><title>A</title><p><div></p>")
    complaints = _complaints(tmp_path)
    assert [each for each in complaints if not each.startswith("control:")] == []
    assert complaints, "the checker looked at nothing"


def _complaints(folder: Path) -> list[str]:
    jar = from_npm("vnu-jar/build/dist/vnu.jar")
    checked = subprocess.run(
        [program("java"), "-jar", str(jar), "--format", "json", "--exit-zero-always", str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    messages = json.loads(checked.stderr)["messages"]
    return sorted(
        {
            f"{Path(each['url']).stem}: {each['message']} {each.get('extract', '')!r}"
            for each in messages
            if each["type"] == "error" or each.get("subType") == "warning"
        }
    )
