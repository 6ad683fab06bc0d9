"""A kept page holds the rules that it has something for, under a policy that allows just these."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from actions.factory import ROOT
from actions.models.actions import Action
from actions.web.assets import Assets, squeeze, without_comments
from actions.web.styles import PLACE, Styles, hash_of

PAGE = '<html lang="en"><body><main id="top" class="page wide"><p>Text</p></main></body></html>'


def kept(tmp_path: Path, style: str, *, script: str = "", page: str = PAGE) -> str:
    (tmp_path / "public.css").write_text(style)
    (tmp_path / "public.js").write_text(script)
    return Styles(Assets(tmp_path)).of_page(page)


@pytest.mark.parametrize(
    "rule",
    [
        "p{margin:0}",
        ".page p{margin:0}",
        ".page.wide>p{margin:0}",
        "#top{margin:0}",
        "*,::before{margin:0}",
        ":root:lang(ar){margin:0}",
        "[hidden]{margin:0}",
        ".page:not(.other){margin:0}",
        ".page:has(> :is(.other,.more)){margin:0}",
        "@media (width > 60rem){.page{margin:0}}",
        "@font-face{font-family:A}",
        "@keyframes turn{from{opacity:0}}",
    ],
)
def test_what_the_page_has_something_for_stays(tmp_path: Path, rule: str) -> None:
    assert kept(tmp_path, rule) == rule


@pytest.mark.parametrize(
    "rule", [".other{margin:0}", "#bottom{margin:0}", "ul{margin:0}", ".page .other{margin:0}", "@media print{ul{margin:0}}"]
)
def test_the_rest_goes(tmp_path: Path, rule: str) -> None:
    assert kept(tmp_path, rule) == ""


def test_of_a_list_of_selectors_the_needed_ones_stay(tmp_path: Path) -> None:
    assert kept(tmp_path, "ul, .page, :is(ol, p) .other {margin:0}") == ".page{margin:0}"


def test_what_a_script_may_add_stays(tmp_path: Path) -> None:
    script = 'box.classList.add("written"); document.createElement("span")'
    rules = ".written{color:red}span{color:red}.never{color:red}"
    assert kept(tmp_path, rules, script=script) == ".written{color:red}span{color:red}"


def test_comments_and_needless_space_go() -> None:
    assert (
        squeeze("/* A */\na  {\n  margin: 0 1px;\n}\n/* { */ b > c { color: red; }") == "a{margin: 0 1px}b > c{color: red}"
    )
    assert without_comments("// A\n  let a = 1;\n\n  // b\n  a += 1; // c\n") == "let a = 1;\na += 1; // c"


def test_our_scripts_have_no_text_over_several_lines() -> None:
    """Without comments and indentation they would say something else."""
    for path in (ROOT / "static").glob("*.js"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert line.count("`") % 2 == 0, (path.name, line)


@pytest.mark.parametrize("path", ["/", "/a/mira-solenko", "/embed/mira-solenko", "/privacy"])
def test_a_kept_page_holds_its_style_and_its_policy_allows_it(client: FlaskClient, action: Action, path: str) -> None:
    for _ in range(2):  # rendered, then kept
        answer = client.get(path)
        styles = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        assert len(styles) == 1
        assert f"style-src 'self' '{hash_of(styles[0])}';" in answer.headers["Content-Security-Policy"]
        assert '<link rel="stylesheet"' not in answer.text


def test_another_page_refers_to_the_style_sheet(client: FlaskClient) -> None:
    answer = client.get("/nothing")
    assert PLACE not in answer.text
    assert '<link rel="stylesheet"' in answer.text
    assert "style-src 'self';" in answer.headers["Content-Security-Policy"]
