"""Style, script and fonts: ours, kept for good under an address that changes with them."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from actions.factory import ROOT
from actions.web.assets import Assets


def url(app: Flask, name: str) -> str:
    assets: Assets = app.extensions["site"].assets
    return assets.url(name)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("public.css", "text/css; charset=utf-8"),
        ("public.js", "text/javascript; charset=utf-8"),
        ("favicon.svg", "image/svg+xml; charset=utf-8"),
        ("fonts/newsreader.woff2", "font/woff2"),
    ],
)
def test_each_has_its_type_and_may_be_kept_for_good(app: Flask, client: FlaskClient, name: str, kind: str) -> None:
    answer = client.get(url(app, name))
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_address_of_another_version_is_not_kept(client: FlaskClient) -> None:
    answer = client.get("/static/0000000000/public.css")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("name", ["nothing.css", "../app.py", "..%2fapp.py", "fonts", ""])
def test_nothing_else_is_given_away(app: Flask, client: FlaskClient, name: str) -> None:
    version = url(app, "public.css").split("/")[2]
    assert client.get(f"/static/{version}/{name}").status_code == 404


def test_a_changed_file_changes_the_address(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("a {}")
    before = Assets(tmp_path).url("a.css")
    (tmp_path / "a.css").write_text("b {}")
    assert Assets(tmp_path).url("a.css") != before


def test_the_style_sheet_loads_nothing_from_elsewhere() -> None:
    assets = Assets(ROOT / "static")
    assert re.findall(r"url\(([^)]*)\)", assets.style) == [f'"{assets.url("fonts/newsreader.woff2")}"']
    assert "@import" not in assets.style
