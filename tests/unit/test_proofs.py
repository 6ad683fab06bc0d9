"""Challenges, and what is taken as their answer."""

import base64
import json
from datetime import timedelta

import pytest

from actions import clock
from actions.domain.proofs import LONGEST, MOST_TRIES, Proofs, solve

proofs = Proofs("s" * 40, rounds=1, most_tries=20)


def solved(slug="mira"):
    return solve(proofs.challenge(slug))


def changed(payload, **parameters):
    read = json.loads(base64.b64decode(payload))
    read["challenge"]["parameters"] |= parameters
    return base64.b64encode(json.dumps(read).encode()).decode()


def test_an_answered_challenge_is_a_proof_for_half_an_hour():
    proof = proofs.check(solved(), "mira")
    assert proof is not None
    assert timedelta(minutes=29) < proof.expires_at - clock.now() <= timedelta(minutes=30)


def test_every_challenge_is_another_proof():
    one, another = (proofs.check(solved(), "mira") for _ in range(2))
    assert one is not None
    assert another is not None
    assert one.challenge_hash != another.challenge_hash


def test_the_worst_case_is_bounded():
    challenge = Proofs("s" * 40, rounds=1, most_tries=3).challenge("mira")
    payload = json.loads(base64.b64decode(solve(challenge)))
    assert 1 <= payload["solution"]["counter"] <= 3
    assert MOST_TRIES < 5_000, "the script gives up there"


def test_a_proof_is_for_one_action():
    assert proofs.check(solved("mira"), "other") is None


def test_a_proof_of_another_site_is_none():
    assert Proofs("t" * 40).check(solved(), "mira") is None


def test_an_expired_proof_is_none():
    payload = solved()
    with clock.set_to(clock.now() + timedelta(minutes=31)):
        assert proofs.check(payload, "mira") is None


@pytest.mark.parametrize(
    "parameters", [{"expiresAt": 99_999_999_999}, {"data": {"action": "other"}}, {"cost": 0}, {"keyPrefix": ""}]
)
def test_a_changed_challenge_is_none(parameters):
    assert proofs.check(changed(solved(), **parameters), "other") is None
    assert proofs.check(changed(solved(), **parameters), "mira") is None


def test_a_wrong_answer_is_none():
    read = json.loads(base64.b64decode(solved()))
    read["solution"]["derivedKey"] = "00" * 32
    assert proofs.check(base64.b64encode(json.dumps(read).encode()).decode(), "mira") is None


MALFORMED: tuple[object, ...] = (
    {"challenge": [], "solution": {}},
    {"challenge": {"parameters": "x"}, "solution": []},
    {"challenge": {"parameters": {}, "signature": 1}, "solution": {}},
    {"challenge": {"parameters": {"algorithm": 1, "nonce": 2, "salt": 3, "cost": 4}}, "solution": 1},
    [[[[[[]]]]]],
)


@pytest.mark.parametrize(
    "text",
    ["", "x", "é", "\ud800", "e30=", "W10=", "bnVsbA==", base64.b64encode(b"\xff").decode(), "A" * (LONGEST + 1)]
    + [base64.b64encode(json.dumps(each).encode()).decode() for each in MALFORMED],
)
def test_garbage_is_none(text):
    assert proofs.check(text, "mira") is None


def test_what_the_script_sends_is_short_enough():
    assert len(solve(proofs.challenge("a" * 100))) < LONGEST
