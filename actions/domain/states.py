"""Which state follows which event, for everything that has states. The only place that knows.

Each machine is a table `{(state, event): next state}`. A model's state column admits exactly `states(machine)`; who
changes one asks `next_state`, writes the result with the old state in the WHERE clause, and records cause and actor.
"""

from collections.abc import Mapping

from actions.errors import Conflict

Machine = Mapping[tuple[str, str], str]

PLEDGE: Machine = {
    ("pending", "confirm"): "confirmed",
    ("pending", "expire"): "expired",
    ("pending", "not_me"): "withdrawn",
    ("withdrawn", "undo_not_me"): "pending",
    ("pending", "withdraw"): "withdrawn",
    ("confirmed", "withdraw"): "withdrawn",
    ("confirmed", "invalidate"): "invalidated",
    ("invalidated", "restore"): "confirmed",
    ("withdrawn", "sign"): "pending",
    ("expired", "sign"): "pending",
    ("pending", "erase"): "erased",
    ("confirmed", "erase"): "erased",
    ("withdrawn", "erase"): "erased",
    ("expired", "erase"): "erased",
    ("invalidated", "erase"): "erased",
}

_CANCELLABLE = ("queued", "held", "for_digest", "for_hand_in")

LETTER: Machine = {
    **{(state, "cancel"): "cancelled" for state in _CANCELLABLE},
    **{(state, "hold"): "held" for state in _CANCELLABLE if state != "held"},
    ("held", "release_to_queue"): "queued",
    ("held", "release_to_digest"): "for_digest",
    ("held", "release_to_hand_in"): "for_hand_in",
    ("queued", "claim"): "claimed",
    ("claimed", "give_back"): "queued",
    ("claimed", "lease_over"): "queued",
    ("claimed", "hold"): "held",
    ("claimed", "cancel"): "cancelled",
    ("claimed", "call"): "handing",
    ("handing", "accepted"): "handed",
    ("handing", "refused_for_now"): "queued",
    ("handing", "refused_for_good"): "failed",
    ("handing", "account_refused"): "queued",
    ("handing", "uncertain"): "unknown",
    ("handing", "lease_over"): "unknown",
    ("handed", "delivered"): "delivered",
    ("handed", "deferred"): "deferred",
    ("handed", "bounced"): "bounced",
    ("handed", "dropped"): "held",
    ("deferred", "delivered"): "delivered",
    ("deferred", "bounced"): "bounced",
    ("deferred", "silence"): "unknown",
    ("delivered", "bounced"): "bounced",
    ("unknown", "accepted"): "handed",
    ("unknown", "delivered"): "delivered",
    ("unknown", "deferred"): "deferred",
    ("unknown", "bounced"): "bounced",
    ("unknown", "resend"): "queued",
    ("unknown", "give_up"): "failed",
    ("for_digest", "digest_leaves"): "handed",
    ("for_hand_in", "hand_in"): "handed_in",
    ("for_hand_in", "contact_confirmed"): "queued",
}

DIGEST: Machine = LETTER

MAIL: Machine = {
    ("queued", "claim"): "claimed",
    ("queued", "suppress"): "suppressed",
    ("claimed", "give_back"): "queued",
    ("claimed", "lease_over"): "queued",
    ("claimed", "accepted"): "sent",
    ("claimed", "refused_for_now"): "queued",
    ("claimed", "account_refused"): "queued",
    ("claimed", "uncertain"): "queued",
    ("claimed", "refused_for_good"): "failed",
    ("claimed", "give_up"): "failed",
    ("claimed", "suppress"): "suppressed",
    ("sent", "bounced"): "bounced",
    ("sent", "complained"): "complained",
}

ACTION: Machine = {
    ("draft", "submit"): "in_review",
    ("in_review", "return"): "draft",
    ("in_review", "schedule"): "scheduled",
    ("draft", "schedule"): "scheduled",
    ("scheduled", "open"): "live",
    ("scheduled", "return"): "draft",
    ("draft", "publish"): "live",
    ("in_review", "publish"): "live",
    ("live", "pause"): "paused",
    ("paused", "resume"): "live",
    ("live", "close"): "closed",
    ("paused", "close"): "closed",
}

CONTACT: Machine = {
    ("unverified", "confirm"): "confirmed",
    ("unverified", "withdraw"): "withdrawn",
    ("confirmed", "bounce"): "bounced",
    ("confirmed", "withdraw"): "withdrawn",
    ("unverified", "bounce"): "bounced",
    ("bounced", "confirm"): "confirmed",
    ("bounced", "withdraw"): "withdrawn",
}

CASE_STATUSES = ("detained", "house_arrest", "disappeared", "released", "died", "executed", "unknown")
OUTCOMES = ("won", "released", "died", "ended", "other")
ENDED_STATUSES = ("released", "died", "executed")
"""Statuses after which an action of the case must not go on by itself."""


def states(machine: Machine) -> tuple[str, ...]:
    """Every state that the machine knows, in the order of its table."""
    seen = dict.fromkeys(state for state, _ in machine)
    seen.update(dict.fromkeys(machine.values()))
    return tuple(seen)


def next_state(machine: Machine, state: str, event: str) -> str:
    """The state after `event`; raises `Conflict` where the table has no such step."""
    try:
        return machine[state, event]
    except KeyError:
        raise Conflict(f"What is “{state}” cannot “{event}”.") from None


def sources(machine: Machine, event: str) -> tuple[str, ...]:
    """The states in which `event` may happen."""
    return tuple(state for (state, each) in machine if each == event)
