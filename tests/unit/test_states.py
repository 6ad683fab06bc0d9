"""The machines of `domain/states.py`."""

import pytest

from actions.domain import states
from actions.errors import Conflict

MACHINES = {name: getattr(states, name) for name in ("PLEDGE", "LETTER", "DIGEST", "MAIL", "ACTION", "CONTACT")}


def test_a_pending_pledge_is_confirmed():
    assert states.next_state(states.PLEDGE, "pending", "confirm") == "confirmed"


def test_a_step_that_the_table_lacks_is_a_conflict():
    with pytest.raises(Conflict):
        states.next_state(states.PLEDGE, "erased", "confirm")


@pytest.mark.parametrize("name", MACHINES)
def test_every_state_but_the_first_ones_can_be_reached(name):
    machine = MACHINES[name]
    reached = {
        "PLEDGE": {"pending"},
        "LETTER": {"queued", "for_digest", "for_hand_in", "held"},
        "DIGEST": {"queued", "for_digest", "for_hand_in", "held"},
        "MAIL": {"queued"},
        "ACTION": {"draft"},
        "CONTACT": {"unverified"},
    }[name] | set(machine.values())
    assert set(states.states(machine)) == reached


def test_an_uncertain_letter_is_never_queued_without_a_person():
    events = {event for (state, event), to in states.LETTER.items() if state == "unknown" and to == "queued"}
    assert events == {"resend"}


def test_once_handing_began_only_a_definite_refusal_leads_back_to_the_queue():
    events = {event for (state, event), to in states.LETTER.items() if state == "handing" and to == "queued"}
    assert events == {"refused_for_now", "account_refused"}
