"""The folded counter: confirmations append deltas, the worker folds them, nobody counts rows on a page."""

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from actions.models.counts import CountDelta

_FOLD_LOCK = 0x6F757463727901
"""Advisory lock so that only one process folds at a time; any constant of our own."""

_FOLD = text("""
WITH gone AS (DELETE FROM count_deltas RETURNING action_id, country, delta),
     sums AS (SELECT action_id, country, sum(delta) AS delta FROM gone GROUP BY action_id, country)
INSERT INTO counts (action_id, country, confirmed)
SELECT action_id, country, delta FROM sums
ON CONFLICT (action_id, country) DO UPDATE SET confirmed = counts.confirmed + EXCLUDED.confirmed
""")

_VERIFY = text("""
WITH told AS (
    SELECT action_id, country, sum(n) AS n FROM (
        SELECT action_id, country, confirmed AS n FROM counts
        UNION ALL SELECT action_id, country, delta FROM count_deltas
    ) AS both_kinds GROUP BY action_id, country
), true_counts AS (
    SELECT action_id, country, count(*) AS n FROM pledges
    WHERE state = 'confirmed' AND held_for IS NULL GROUP BY action_id, country
)
SELECT action_id, country, COALESCE(true_counts.n, 0) - COALESCE(told.n, 0) AS missing
FROM told FULL JOIN true_counts USING (action_id, country)
WHERE COALESCE(true_counts.n, 0) <> COALESCE(told.n, 0)
""")


def add(session: Session, *, action_id: int, country: str, delta: int) -> None:
    session.execute(insert(CountDelta), [{"action_id": action_id, "country": country, "delta": delta}])


def fold(session: Session) -> int:
    """Add all deltas to the counters; returns how many counters changed, 0 where another process is at it."""
    if not _is_alone(session):
        return 0
    result = session.execute(_FOLD)
    return int(result.rowcount)  # type: ignore[attr-defined]  # an INSERT's result is a CursorResult


def _is_alone(session: Session) -> bool:
    """Whether no other process folds or repairs; none can begin until this transaction ends."""
    return bool(session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _FOLD_LOCK}))


def repair(session: Session) -> int:
    """Compare the counters with the pledges and append what is missing as deltas; returns how many were wrong.

    Both are read in one snapshot. A pledge and its delta are committed together, so no difference is ever in flight; and
    only one process repairs at a time, or two would append the same difference.
    """
    if not _is_alone(session):
        return 0
    wrong = session.execute(_VERIFY).all()
    for row in wrong:
        add(session, action_id=row.action_id, country=row.country, delta=row.missing)
    return len(wrong)
