"""Proof of work: a sum that costs a phone about a second, so that each signature without a person costs somebody as much.

ALTCHA's second version. PBKDF2 rather than single hashes, since browsers compute it natively: an attacker's machine is then
faster by its cores, not by a hundred times. The server fixes the answer beforehand, so that the worst case is bounded, and
checking an answer costs two HMACs.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from altcha import Challenge, Payload, create_challenge, solve_challenge, verify_solution

from actions import clock
from actions.domain.tokens import derive_key

LASTS = timedelta(minutes=30)
LONGEST = 2_000
"""Characters that a proof may have; ours has about 900."""

ROUNDS = 1_000
"""What making a challenge costs the server: a quarter of a millisecond."""
MOST_TRIES = 1_200
"""On average 600 times 1,000 rounds: about 0.1 s of a laptop of today, and 1 s of a phone of 2015 with its four cores."""


@dataclass(frozen=True)
class Proof:
    challenge_hash: bytes
    """What is burned with it."""
    expires_at: datetime


class Proofs:
    """Challenges of one site, each for one action, and the check of what comes back. Keeps nothing."""

    def __init__(self, secret: str, *, rounds: int = ROUNDS, most_tries: int = MOST_TRIES) -> None:
        self._key = derive_key(secret, "proof")
        self._answer_key = derive_key(secret, "proof-answer")
        self._rounds = rounds
        self._most_tries = most_tries

    def challenge(self, slug: str) -> dict[str, object]:
        """A new one for the action `slug`, as ALTCHA's JSON."""
        made = create_challenge(
            "PBKDF2/SHA-256",
            self._rounds,
            counter=1 + secrets.randbelow(self._most_tries),
            expires_at=clock.now() + LASTS,
            data={"action": slug},
            hmac_secret=self._key,
            hmac_key_secret=self._answer_key,
        )
        return made.to_dict()

    def check(self, payload: str, slug: str) -> Proof | None:
        """The proof in a form's field, base64 of ALTCHA's JSON; none where it is not a good one for this action."""
        if not payload or len(payload) > LONGEST:
            return None
        try:
            read = Payload.from_base64(payload)
            checked = verify_solution(read, self._key, hmac_key_secret=self._answer_key)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # whatever a stranger may have sent
            return None
        parameters = read.challenge.parameters
        if not checked.verified or parameters.data != {"action": slug}:
            return None
        # Signed by us, so these are what we wrote.
        assert parameters.expires_at is not None
        assert read.challenge.signature is not None
        expires_at = datetime.fromtimestamp(parameters.expires_at, UTC)
        if expires_at < clock.now():
            return None
        return Proof(hashlib.sha256(read.challenge.signature.encode()).digest(), expires_at)


def solve(challenge: dict[str, object]) -> str:
    """What the page's script does: find the answer and write it for the form. For tests and measurements."""
    asked = Challenge.from_dict(challenge)
    found = solve_challenge(asked)
    assert found is not None
    return Payload(asked, found).to_base64()
