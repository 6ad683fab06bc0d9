"""`outcry pledges held`, `release` and `discard`."""

import json
from datetime import timedelta

import pytest

from actions import clock
from tests.cli.running import outcry
from tests.factories import make_action, make_pledge


@pytest.fixture
def run(committing, committing_url, tmp_path):
    """The command on a database where two pledges are held."""
    with committing.unit_of_work() as session:
        action = make_action(session, slug="mira-solenko")
        two_hours_ago = clock.now() - timedelta(hours=2)
        make_pledge(session, action=action, held_for="rate_network", email="anna@example.org", signed_at=two_hours_ago)
        make_pledge(session, action=action, held_for="rate_domain", email="bo@flood.example.net")
    return lambda *words: outcry(tmp_path, "pledges", *words, DATABASE_URL=committing_url)


def test_held_lists_by_cause_and_tells_what_waits_too_long(run):
    listed = run("held").stdout
    assert "1  rate_network" in listed
    assert "1  rate_domain" in listed
    assert "1 held for more than an hour" in listed


def test_held_one_by_one_as_json_names_no_address(run):
    rows = json.loads(run("held", "--each", "--json").stdout)
    assert [(row["cause"], row["domain"]) for row in rows] == [
        ("rate_network", "example.org"),
        ("rate_domain", "flood.example.net"),
    ]
    assert "anna" not in str(rows)


def test_release_and_discard_leave_nothing_held(run):
    assert run("release", "--cause", "rate_network", "--by", "Ada").stdout == "1 released.\n"
    assert run("discard", "--action", "mira-solenko", "--by", "Ada").stdout == "1 discarded.\n"
    assert "Nothing is held." in run("held").stdout


def test_release_wants_to_know_which(run):
    refused = run("release", "--by", "Ada")
    assert refused.returncode == 2
    assert "Say which" in refused.stderr


def test_release_of_an_unknown_action_says_so(run):
    refused = run("release", "--action", "nowhere", "--by", "Ada")
    assert (refused.returncode, "There is no action" in refused.stderr) == (1, True)
