"""`outcry letters held`, `show`, `release` and `refuse`."""

import json

import pytest

from actions.outbox import enqueue_letter
from tests.cli.running import outcry
from tests.factories import make_action, make_mission, make_pledge


@pytest.fixture
def run(committing, committing_url, tmp_path):
    """The command on a database where one letter is held for what it says."""
    with committing.unit_of_work() as session:
        action = make_action(session, slug="mira-solenko")
        line = "See www.example.org"
        pledge = make_pledge(session, action=action, state="confirmed", number=1, personal_line=line)
        enqueue_letter(
            session,
            pledge_id=pledge.id,
            state="held",
            held_for="content",
            mission_id=make_mission(session).id,
            contact_id=None,
            subject="A doctor",
            body=f"Your Excellency,\n\n{line}\n\nAnna Lind, Sweden\n",
        )
    return lambda *words: outcry(tmp_path, "letters", *words, DATABASE_URL=committing_url)


def test_held_names_no_supporter_and_what_to_type_next(run):
    (letter,) = json.loads(run("held", "--json").stdout)
    listed = run("held", "mira-solenko").stdout
    assert "mira-solenko  SE  a web address" in listed
    assert f"Next: outcry letters show {letter['uuid']}" in listed
    assert "Anna" not in listed


def test_one_is_looked_at_and_let_go(run):
    (letter,) = json.loads(run("held", "--json").stdout)
    assert "See www.example.org" in run("show", letter["uuid"]).stdout
    released = run("release", letter["uuid"], "--by", "Ada")
    assert released.stdout == "Released. It goes with the next printed digest.\n"
    assert run("held").stdout == "No letter waits for a look.\n"
    assert run("release", letter["uuid"], "--by", "Ada").returncode == 1


def test_one_is_refused(run):
    (letter,) = json.loads(run("held", "--json").stdout)
    assert run("refuse", letter["uuid"], "--by", "Ada").returncode == 2
    assert run("refuse", letter["uuid"], "--by", "Ada", "--reason", "A link").returncode == 0
    assert run("held").stdout == "No letter waits for a look.\n"
