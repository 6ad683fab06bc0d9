"""Lighthouse finds nothing to better on the page of the example action, as the server of production serves it.

Over plain HTTP on localhost, which Chromium holds to be as safe as TLS: no audit is left out for that.
"""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import CHROMIUM, SLUG, RunningSite
from tests.proofs.conftest import from_npm, program

AT_LEAST = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
ATTEMPTS = 3
"""Performance is measured, and the machine does other things: the best of so many runs counts."""
FLAGS = "--headless=new --no-sandbox --disable-gpu"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("device", ["mobile", "desktop"])
def test_the_page_of_an_action(running_site: RunningSite, tmp_path: Path, device: str, language: str) -> None:
    path = f"/a/{SLUG}" if language == "en" else f"/{language}/a/{SLUG}"
    for attempt in range(ATTEMPTS):
        report = _audit(f"{running_site.origin}{path}", device, tmp_path / f"{attempt}.json")
        scores = {name: round((each["score"] or 0) * 100) for name, each in report["categories"].items()}
        if all(scores[name] >= least for name, least in AT_LEAST.items()):
            break
    assert all(scores[name] >= least for name, least in AT_LEAST.items()), (scores, _complaints(report))
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] == 0


def _audit(url: str, device: str, to: Path) -> dict[str, Any]:
    lighthouse = from_npm("lighthouse/cli/index.js")
    command = [
        program("node"),
        str(lighthouse),
        url,
        "--quiet",
        "--output=json",
        f"--output-path={to}",
        f"--chrome-flags={FLAGS}",
        f"--only-categories={','.join(AT_LEAST)}",
        "--no-enable-error-reporting",
        *(["--preset=desktop"] if device == "desktop" else []),
    ]
    environment = {"CHROME_PATH": CHROMIUM, "PATH": str(Path(command[0]).parent), "HOME": str(to.parent)}
    subprocess.run(command, env=environment, check=True, timeout=180)
    report: dict[str, Any] = json.loads(to.read_text(encoding="utf-8"))
    assert report.get("runtimeError") is None
    return report


def _complaints(report: dict[str, Any]) -> list[str]:
    audits = report["audits"].values()
    return [f"{each['id']} {each['score']} {each.get('displayValue', '')}" for each in audits if (each["score"] or 0) < 0.9]
