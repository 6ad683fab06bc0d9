"""`outcry draft`: what it prints, what it saves, and how it exits."""

import json
import sys

import pytest
from click.testing import CliRunner, Result

from actions.cli import main
from actions.drafting.draft import Draft, KnownCase
from tests.drafting.labels import ARTICLES

CASE = ARTICLES / "brief-belarus-editor.md"
KNOWN = KnownCase("Darya Vasilenka", (), "BY", "released", None, "darya-vasilenka")


@pytest.fixture
def saved(monkeypatch) -> list[Draft]:
    """What was saved; the command finds one known case and reaches no database."""
    drafts: list[Draft] = []
    command = sys.modules["actions.cli.draft"]

    def keep(draft: Draft) -> str:
        drafts.append(draft)
        return "free-darya-vasilenka"

    monkeypatch.setattr(command, "known_here", lambda: (KNOWN,))
    monkeypatch.setattr(command, "keep", keep)
    return drafts


@pytest.fixture
def alone(monkeypatch, saved) -> None:
    monkeypatch.setattr(sys.modules["actions.cli.draft"], "known_here", lambda: None)


def run(*arguments: object, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["draft", *map(str, arguments)], input=given)


def test_it_shows_fields_sentences_and_doubts(saved):
    result = run(CASE)
    assert result.exit_code == 0
    for words in ("Darya Vasilenka", "Belarus (BY)", "for person: her immediate release", "? when this was published"):
        assert words in result.stdout
    assert result.stdout.endswith(f"Next: outcry draft {CASE} --save\n")


def test_it_fits_eighty_columns(saved):
    lines = run(CASE).stdout.splitlines()[:-1]
    assert max(map(len, lines)) <= 80
    assert "\x1b" not in "".join(lines)


def test_json_is_one_object_and_nothing_else(saved):
    drafted = json.loads(run(CASE, "--json", "--publisher", "A Paper", "--published-on", "2026-01-02").stdout)
    assert (drafted["person"], drafted["responsible_state"]) == ("Darya Vasilenka", "BY")
    assert (drafted["source"]["publisher"], drafted["source"]["published_on"]) == ("A Paper", "2026-01-02")


def test_it_says_who_is_known_here(saved):
    assert "known here as released (darya-vasilenka)" in run(CASE).stdout


def test_it_drafts_without_a_database_and_says_so(alone):
    result = run(CASE, "--json")
    assert result.exit_code == 0
    assert "Not compared with known cases" in result.stderr
    assert json.loads(result.stdout)["is_case"]


def test_it_saves(saved):
    result = run(CASE, "--save")
    assert [draft.person for draft in saved] == ["Darya Vasilenka"]
    assert result.stdout.endswith("Next: outcry actions show free-darya-vasilenka\n")


def test_saving_beside_json_says_so_on_stderr(saved):
    result = run(CASE, "--save", "--json")
    assert json.loads(result.stdout)["person"] == "Darya Vasilenka"
    assert "free-darya-vasilenka" in result.stderr


def test_it_reads_standard_input(saved):
    assert "Darya Vasilenka" in run("-", given=CASE.read_bytes()).stdout


def test_no_case_exits_with_3(saved):
    result = run(ARTICLES / "none-recipe.md", "--save")
    assert (result.exit_code, saved) == (3, [])
    assert "not about a case" in result.stdout


def test_no_case_still_gives_the_object(saved):
    result = run(ARTICLES / "none-recipe.md", "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["is_case"] is False


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "there is no text in it"),
        (b"\x00\x01", "zero bytes"),
        ("café".encode("latin-1"), "not UTF-8"),
        (b"a" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_an_unreadable_file_is_one_line_and_2(tmp_path, saved, data, reason):
    file = tmp_path / "article"
    file.write_bytes(data)
    result = run(file, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("name", "reason"), [("absent", "there is no such file"), (".", "this is a directory")])
def test_no_file_is_one_line_and_2(tmp_path, saved, name, reason):
    result = run(tmp_path / name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith(f": {reason}.\n")


def test_a_day_that_is_none_is_refused(saved):
    result = run(CASE, "--published-on", "yesterday")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr or "%Y-%m-%d" in result.stderr
