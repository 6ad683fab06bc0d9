"""Whether a signature is to be held: the rates, the proof of work and the trap for robots.

Two ways lead in. With a proof of work, where somebody stands in the network decides nothing: a carrier has thousands of
phones behind one address. Without one (no JavaScript) a lower limit applies per network, mail domain and action. Both have
counts of their own, so that a flood without proofs uses nothing up of those who bring one.

Only what passes one limit is counted for the next, and a count that has reached its limit is read, not written: a flood
from one network uses up nothing that others need, and doesn't queue for a row.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.contact import EmailAddress, address_hash, mailbox
from actions.domain.mail_domains import kind_of, registrable
from actions.domain.networks import Network
from actions.domain.proofs import Proof

PER_ADDRESS = 30
"""Signatures of one mailbox in a day over all actions: more than a devoted supporter finds, less than a script likes."""
PER_NETWORK = 10
"""Without a proof, in a day: a household, or the few of an office whose browsers run no script."""
PER_WIDE_NETWORK = 40
"""The same for an IPv6 /48, which one customer may have, or a small provider."""
PER_DOMAIN = 100
"""With a proof, in an hour, on one action, at a mail domain that is no large provider's: a company or a university whose
people sign together. `DOMAIN_SHARE` of the action's signatures is added."""
PER_THROWAWAY_DOMAIN = 20
PER_DOMAIN_UNPROVEN = 5
"""Without a proof, in a day. Random names below one domain count as one; throw-away domains pass with a proof alone."""
PER_ACTION_OWN_DOMAINS = 20
PER_ACTION_PROVIDERS = 100
"""Without a proof, in an hour, on one action: from domains that anybody can register, and from large providers, where a
script cannot read the confirm mail. A share of the action's signatures with a proof is added: about one reader in a hundred
runs no JavaScript, some actions' readers more."""
DOMAIN_SHARE = 0.05
PROVIDER_SHARE = 0.10
_NO_LIMIT = 2**31 - 1
SAMPLE = 16
"""An action's signatures with a proof are counted by samples: one hot row would cost the peak most of its rate."""


def judge(
    session: Session,
    *,
    action_id: int,
    email: EmailAddress,
    network: Network | None,
    address_key: str,
    proof: Proof | None,
    is_trapped: bool,
) -> str | None:
    """Count a signature about to be stored; the cause to hold it for, or none.

    `network` is none where nothing limits: this machine's own requests to a site that nobody else reaches. `proof` is burned
    in the caller's transaction: it is good once. `is_trapped` says that the field for robots was filled: that holds it, and
    neither counts nor burns anything, though it takes about the same time.
    """
    values = _values(action_id=action_id, email=email, network=network, address_key=address_key, is_open=not is_trapped)
    counts_domain, cause = values["counts_domain"], "unproven"
    if proof is not None:
        burned = {"challenge": proof.challenge_hash, "expires_at": proof.expires_at}
        statement = _proven(counts_domain=counts_domain, is_sampled=values["is_sampled"])
        cause = session.scalar(statement, values | burned)
    if cause == "unproven":
        statement = _unproven(has_wide=network is not None and network.wide is not None, counts_domain=counts_domain)
        cause = session.scalar(statement, values)
    if is_trapped:
        return "honeypot"
    return None if network is None else cause


def _values(
    *, action_id: int, email: EmailAddress, network: Network | None, address_key: str, is_open: bool
) -> dict[str, Any]:
    now = clock.now()
    kind = kind_of(email.domain)
    person = address_hash(address_key, mailbox(email.canonical))
    is_provider = kind == "provider"

    def key(what: str) -> bytes:
        return hmac.digest(address_key.encode(), f"rate|{what}".encode(), hashlib.sha256)

    return {
        "day": now.date(),
        "day_at": _midnight(now),
        "hour_at": now.replace(minute=0, second=0, microsecond=0),
        "fresh_salt": secrets.token_bytes(32),
        "is_open": is_open,
        "address": person,
        "per_address": PER_ADDRESS if network else _NO_LIMIT,
        "near": key(network.near if network else ""),
        "per_network": PER_NETWORK if network else 0,
        "wide": key(network.wide if network and network.wide else ""),
        "per_wide_network": PER_WIDE_NETWORK,
        "domain": key(f"{action_id}|{registrable(email.domain)}"),
        "counts_domain": not is_provider,
        "per_domain": PER_THROWAWAY_DOMAIN if kind == "throwaway" else PER_DOMAIN,
        "domain_share": 0.0 if kind == "throwaway" else DOMAIN_SHARE,
        "per_domain_unproven": 0 if kind == "throwaway" else PER_DOMAIN_UNPROVEN,
        "action": key(f"{action_id}"),
        "action_kind": key(f"{action_id}|{'providers' if is_provider else 'own'}"),
        "per_action": PER_ACTION_PROVIDERS if is_provider else PER_ACTION_OWN_DOMAINS,
        "action_share": PROVIDER_SHARE if is_provider else 0.0,
        # By the address, so that trying again with the same one draws no other lot; nobody outside knows the hash.
        "is_sampled": person[0] % SAMPLE == 0,
        "sample": SAMPLE,
        "no_limit": _NO_LIMIT,
    }


# What is stored is sha256(salt of the day, HMAC of the value): once the salt is gone, not even the key tells whose it was.
# The salt is made by whoever comes first; the others wait for that row and take it.
_SALT = """WITH known AS (
    SELECT salt FROM rate_salts WHERE day = :day
), made AS (
    INSERT INTO rate_salts (day, salt) SELECT :day, :fresh_salt WHERE NOT EXISTS (SELECT FROM known)
    ON CONFLICT (day) DO UPDATE SET salt = rate_salts.salt RETURNING salt
), s AS (
    SELECT salt FROM known UNION ALL SELECT salt FROM made
)"""

_PROOF = """, proof AS (
    INSERT INTO spent_challenges (challenge_hash, expires_at) SELECT :challenge, :expires_at WHERE :is_open
    ON CONFLICT (challenge_hash) DO NOTHING RETURNING 1
)"""


def _hash(key: str) -> str:
    return f"sha256(salt || CAST(:{key} AS bytea))"


def _number(scope: str, key: str, window: str) -> str:
    """What was counted before this statement."""
    return (
        f"COALESCE((SELECT number FROM rate_counts WHERE scope = '{scope}'"
        f" AND key_hash = (SELECT {_hash(key)} FROM s) AND window_at = :{window}), 0)"
    )


def _within(number: str, most: str, share: str | None) -> str:
    """The action's total is only looked for where the rest does not decide."""
    total = f" OR {number} <= :{most} + :{share} * {_number('action', 'action', 'hour_at')}" if share else ""
    return f"({number} <= :{most}{total})"


def _count(scope: str, key: str, window: str, *, when: str, most: str, share: str | None = None, by: str = "1") -> str:
    """Counts `key` `when` that holds; a row named like the scope says that it was and is within `most` and its share."""
    return f""", {scope}_now AS (
    INSERT INTO rate_counts AS c (scope, key_hash, window_at, number)
    SELECT '{scope}', {_hash(key)}, :{window}, {by} FROM s WHERE {when}
    ON CONFLICT (scope, key_hash, window_at) DO UPDATE SET number = c.number + EXCLUDED.number RETURNING number
), {scope} AS (
    SELECT FROM {scope}_now WHERE {_within("number", most, share)}
)"""


def _count_below(scope: str, key: str, window: str, *, when: str, most: str, share: str | None = None) -> str:
    """The same, without touching a count that has reached its limit."""
    is_below = _within(f"1 + {_number(scope, key, window)}", most, share)
    return _count(scope, key, window, when=f"{when} AND {is_below}", most=most, share=share)


def _passed(part: str) -> str:
    return f"EXISTS (SELECT FROM {part})"


# In both statements, rows are locked in the order of the parts, each part asking the one before, and all before those of
# signing: so two requests never wait for each other in a circle. A part that is not needed costs a tenth of a millisecond.
@cache
def _proven(*, counts_domain: bool, is_sampled: bool) -> TextClause:
    """Burns the proof and counts; gives the cause to hold it for, none, or `unproven` where the proof was burned before."""
    parts = [_SALT, _PROOF, _count("address", "address", "day_at", when=_passed("proof"), most="per_address")]
    causes = [("proof", "unproven"), ("address", "rate_address")]
    if counts_domain:
        parts += [_count("domain", "domain", "hour_at", when=_passed("address"), most="per_domain", share="domain_share")]
        causes += [("domain", "rate_domain")]
    if is_sampled:
        last = causes[-1][0]
        parts += [_count("action", "action", "hour_at", when=_passed(last), most="no_limit", by=":sample")]
    return _asking(parts, causes)


@cache
def _unproven(*, has_wide: bool, counts_domain: bool) -> TextClause:
    """Counts; gives the cause to hold it for, or none."""
    parts = [_SALT, _count_below("near", "near", "day_at", when=":is_open", most="per_network")]
    causes = [("near", "rate_network")]

    def then(scope: str, cause: str, key: str, window: str, most: str, share: str | None = None) -> None:
        parts.append(_count_below(scope, key, window, when=_passed(causes[-1][0]), most=most, share=share))
        causes.append((scope, cause))

    if has_wide:
        then("wide", "rate_network", "wide", "day_at", "per_wide_network")
    then("address_unproven", "rate_address", "address", "day_at", "per_address")
    if counts_domain:
        then("domain_unproven", "rate_domain", "domain", "day_at", "per_domain_unproven")
    then("action_unproven", "rate_action", "action_kind", "hour_at", "per_action", "action_share")
    return _asking(parts, causes)


def _asking(parts: list[str], causes: list[tuple[str, str]]) -> TextClause:
    """One statement of all parts; the cause is that of the first part which was not passed."""
    cases = " ".join(f"WHEN NOT {_passed(part)} THEN '{cause}'" for part, cause in causes)
    return text(f"{''.join(parts)} SELECT CASE {cases} END")


def forget(session: Session, *, batch: int = 50_000) -> int:
    """Delete counts and salts of days that are over, and spent proofs that would not be taken any more; returns how many.

    An hour late, for machines whose clocks differ.
    """
    until = clock.now() - timedelta(hours=1)
    values = {"until": until, "day": until.date(), "day_at": _midnight(until), "batch": batch}
    return sum(session.connection().execute(statement, values).rowcount for statement in _FORGET)


_FORGET = (
    text(
        "DELETE FROM rate_counts WHERE ctid = ANY(ARRAY("
        "SELECT ctid FROM rate_counts WHERE window_at < :day_at LIMIT :batch))"
    ),
    text(
        "DELETE FROM spent_challenges WHERE ctid = ANY(ARRAY("
        "SELECT ctid FROM spent_challenges WHERE expires_at < :until LIMIT :batch))"
    ),
    text("DELETE FROM rate_salts WHERE day < :day"),
)


def _midnight(instant: datetime) -> datetime:
    return datetime.combine(instant.date(), time(), instant.tzinfo)
