"""`outcry actions …`, from a saved draft to a closed action."""

import json

import pytest

from tests.cli.running import data_directory, outcry
from tests.conftest import ROOT

SLUG = "boris-kagarlitsky"


@pytest.fixture(scope="module")
def home():
    with data_directory() as home:
        assert outcry(home, "seed").returncode == 0
        yield home


@pytest.fixture(scope="module")
def draft(home):
    """The slug of a draft made from one of the articles that come with it."""
    article = min((ROOT / "seeds" / "articles").glob("*.txt"))
    saved = outcry(home, "draft", str(article), "--save")
    assert saved.returncode == 0, saved.stderr
    actions = json.loads(outcry(home, "actions", "list", "--json").stdout)
    return next(action["slug"] for action in actions if action["state"] == "draft")


def test_list_names_every_action(home):
    listed = outcry(home, "actions", "list").stdout
    assert "boris-kagarlitsky" in listed
    assert "closed, died" in listed


def test_show_prints_letter_and_snippet(home):
    shown = outcry(home, "actions", "show", SLUG).stdout
    assert "Your Excellency" in shown
    assert f'<iframe src="http://localhost:8000/embed/{SLUG}"' in shown


def test_show_as_json_is_one_object(home):
    shown = json.loads(outcry(home, "actions", "show", SLUG, "--json").stdout)
    assert (shown["slug"], shown["state"]) == (SLUG, "live")


def test_show_of_a_draft_names_what_is_open(home, draft):
    assert "family" in outcry(home, "actions", "show", draft).stdout


def test_publishing_without_accepting_names_the_points_and_the_command(home, draft):
    refused = outcry(home, "actions", "publish", draft, "--by", "Ada")
    assert refused.returncode == 1
    assert "--accept family" in refused.stderr


def test_accepting_a_point_needs_a_name(home, draft):
    refused = outcry(home, "actions", "publish", draft, "--accept", "all")
    assert refused.returncode == 1
    assert "--by NAME" in refused.stderr


def test_an_accepted_point_stays_accepted_while_others_are_open(home, draft):
    refused = outcry(home, "actions", "publish", draft, "--accept", "freshness", "--by", "Ada")
    assert refused.returncode == 1
    assert "freshness" not in outcry(home, "actions", "publish", draft).stderr


def test_accepting_what_is_not_open_is_refused(home, draft):
    refused = outcry(home, "actions", "publish", draft, "--accept", "nothing", "--by", "Ada")
    assert refused.returncode == 1
    assert "is not open" in refused.stderr


def test_a_draft_is_published_and_closed(home, draft):
    published = outcry(home, "actions", "publish", draft, "--accept", "all", "--by", "Ada", "--reason", "Checked.")
    assert published.returncode == 0, published.stderr
    assert f"/a/{draft}" in published.stdout
    closed = outcry(home, "actions", "close", draft, "--outcome", "won", "--text", "Free at last.")
    assert closed.returncode == 0
    assert json.loads(outcry(home, "actions", "show", draft, "--json").stdout)["outcome"] == "won"


def test_statistics_count_by_state(home):
    counted = json.loads(outcry(home, "pledges", "stats", SLUG, "--json").stdout)
    assert counted == [{"slug": SLUG, "counted": 0, "pledges": {}, "letters": {}, "mails": {}}]
    assert SLUG in outcry(home, "pledges", "stats").stdout


@pytest.mark.parametrize("command", [["actions", "show"], ["actions", "publish"], ["pledges", "stats"]])
def test_an_unknown_slug_is_one_line(home, command):
    refused = outcry(home, *command, "nothing")
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert "nothing" in refused.stderr


def test_an_outcome_that_is_none_is_a_usage_error(home):
    assert outcry(home, "actions", "close", SLUG, "--outcome", "lost").returncode == 2


def test_a_database_that_is_away_is_one_line(home):
    refused = outcry(home, "actions", "list", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1


def test_a_database_that_was_never_migrated_says_so(home, server_url):
    refused = outcry(home, "actions", "list", DATABASE_URL=server_url)
    assert refused.returncode == 2
    assert "outcry release" in refused.stderr


def test_tallies_are_numbers_alone(home):
    shown = outcry(home, "actions", "tallies", SLUG)
    assert shown.stdout == f"{SLUG}: seen 0 times\n"
    found = json.loads(outcry(home, "actions", "tallies", SLUG, "--json").stdout)
    assert found == {"slug": SLUG, "views": 0, "channels": [], "own_sendings": {}}


def test_tallies_of_an_unknown_action(home):
    assert outcry(home, "actions", "tallies", "nobody").returncode == 1
