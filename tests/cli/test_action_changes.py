"""`outcry actions photo|dates|goal|edit|load|update|pause|resume`, each as an organiser types it."""

import json

import pytest

from tests.cli.running import data_directory, outcry
from tests.conftest import ROOT
from tests.pictures import picture_file

SLUG = "boris-kagarlitsky"


@pytest.fixture(scope="module")
def home():
    with data_directory() as home:
        assert outcry(home, "seed").returncode == 0
        yield home


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    (folder / "photo.jpg").write_bytes(picture_file(800, 600))
    (folder / "news.md").write_text("On **Monday**.", encoding="utf-8")
    (folder / "latin1.md").write_bytes("Ärger".encode("latin-1"))
    return folder


def shown(home):
    return json.loads(outcry(home, "actions", "show", SLUG, "--json").stdout)


def test_a_photo_is_shown_and_taken_away(home, files):
    done = outcry(home, "actions", "photo", SLUG, str(files / "photo.jpg"), "--alt", "A hill", "--credit", "Ada")
    assert "390 px" in done.stdout, done.stderr
    assert shown(home)["photo"]["alt"] == "A hill"
    assert outcry(home, "actions", "photo", SLUG, "--remove").returncode == 0
    assert shown(home)["photo"] is None


def test_a_photo_needs_words_and_must_be_one(home, files):
    silent = outcry(home, "actions", "photo", SLUG, str(files / "photo.jpg"))
    assert (silent.returncode, "--alt" in silent.stderr) == (1, True)
    text = outcry(home, "actions", "photo", SLUG, str(files / "news.md"), "--alt", "A hill")
    assert (text.returncode, text.stderr.count("\n")) == (1, 1)
    assert outcry(home, "actions", "photo", SLUG).returncode == 2


def test_dates_are_said_back_in_their_zone(home):
    said = outcry(home, "actions", "dates", SLUG, "--closes", "2099-05-03", "--zone", "Europe/Berlin").stdout
    assert "2099-05-03 23:59" in said
    assert "Europe/Berlin" in said
    refused = outcry(home, "actions", "dates", SLUG, "--closes", "2020-01-01")
    assert (refused.returncode, "is past" in refused.stderr) == (1, True)


def test_goal_words_and_news_change(home, files):
    assert outcry(home, "actions", "goal", SLUG, "2000").returncode == 0
    assert outcry(home, "actions", "edit", SLUG, "--story", str(files / "news.md")).returncode == 0
    assert outcry(home, "actions", "update", SLUG, "--title", "News", "--file", str(files / "news.md")).returncode == 0
    page = shown(home)
    assert (page["goal"], page["story"]) == (2000, "On **Monday**.")


def test_a_file_that_is_no_text_is_refused(home, files):
    refused = outcry(home, "actions", "edit", SLUG, "--story", str(files / "latin1.md"))
    assert (refused.returncode, "UTF-8" in refused.stderr) == (1, True)
    assert outcry(home, "actions", "edit", SLUG).returncode == 2


def test_a_case_file_is_loaded_again(home):
    loaded = outcry(home, "actions", "load", str(ROOT / "seeds" / "cases" / f"{SLUG}.toml"))
    assert "is changed" in loaded.stdout, loaded.stderr
    assert shown(home)["goal"] == 500


def test_it_is_paused_and_goes_on(home):
    assert "resume" in outcry(home, "actions", "pause", SLUG).stdout
    assert outcry(home, "actions", "pause", SLUG).returncode == 1
    assert "live again" in outcry(home, "actions", "resume", SLUG).stdout
