"""What is no longer needed goes: names, addresses, the text of letters, links. The keyed hashes and the numbers stay."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.states import LETTER, sources
from actions.models.letters import Letter
from actions.transitions import change_state

AFTER_CLOSING = timedelta(days=183)
AFTER_SIGNING = timedelta(days=730)
AFTER_WITHDRAWING = timedelta(days=14)
"""From signing: until then “this was not me” can be undone from any mail."""
LETTER_AFTER_ITS_END = timedelta(days=28)
LETTER_AFTER_HAND_OVER = timedelta(days=90)
BATCH = 1000

_OVER = """COALESCE(
    p.state IN ('expired', 'erased')
    OR (p.state IN ('withdrawn', 'invalidated') AND p.signed_at < :withdrawn_before)
    OR (p.state <> 'pending' AND (a.closed_at < :closed_before OR p.signed_at < :signed_before))
, false)"""
"""That a pledge `p` on an action `a` needs nobody's identity any more. Never unknown: it is also asked whether not."""

_FORGET_NAMES = text(f"""
WITH over AS (
    SELECT p.id FROM pledges p JOIN actions a ON a.id = p.action_id
    WHERE (p.name IS NOT NULL OR p.personal_line IS NOT NULL) AND {_OVER}
    ORDER BY p.id LIMIT :batch FOR UPDATE OF p SKIP LOCKED
)
UPDATE pledges SET name = NULL, personal_line = NULL FROM over WHERE pledges.id = over.id
""")

_FORGET_ADDRESSES = text(f"""
WITH over AS (
    SELECT s.id FROM supporters s
    WHERE s.email IS NOT NULL AND NOT EXISTS (
        SELECT FROM pledges p JOIN actions a ON a.id = p.action_id WHERE p.supporter_id = s.id AND NOT {_OVER}
    )
    ORDER BY s.id LIMIT :batch FOR UPDATE OF s SKIP LOCKED
)
UPDATE supporters SET email = NULL FROM over WHERE supporters.id = over.id
""")

_WAITING_IN_VAIN = text(f"""
SELECT l.id FROM letters l JOIN pledges p ON p.id = l.pledge_id JOIN actions a ON a.id = p.action_id
WHERE l.state = ANY(:waiting) AND {_OVER} ORDER BY l.id LIMIT :batch
""")

_FORGET_LETTERS = text(f"""
WITH over AS (
    SELECT l.id FROM letters l JOIN pledges p ON p.id = l.pledge_id JOIN actions a ON a.id = p.action_id
    WHERE l.body <> '' AND l.state NOT IN ('claimed', 'handing') AND (
        {_OVER}
        OR COALESCE(l.handed_at, CASE WHEN l.state IN ('unknown', 'deferred') THEN l.first_attempt_at END) < :handed_before
        OR (l.state IN ('cancelled', 'failed', 'delivered', 'bounced', 'handed_in')
            AND COALESCE((SELECT max(happened_at) FROM transitions t
                          WHERE t.subject = 'letters' AND t.subject_id = l.id), l.created_at) < :ended_before)
    )
    ORDER BY l.id LIMIT :batch FOR UPDATE OF l SKIP LOCKED
)
UPDATE letters SET subject = '', body = '', from_name = NULL, reply_to = NULL FROM over WHERE letters.id = over.id
""")

_FORGET_LINKS = text("DELETE FROM access_tokens WHERE expires_at < :now")


def forget(session: Session) -> int:
    """Remove what is past its time, at most a batch of each kind; returns how many rows lost something.

    A letter that still waits when nothing may be kept of its sender any more is cancelled.
    """
    now = clock.now()
    terms = {
        "now": now,
        "closed_before": now - AFTER_CLOSING,
        "signed_before": now - AFTER_SIGNING,
        "withdrawn_before": now - AFTER_WITHDRAWING,
        "ended_before": now - LETTER_AFTER_ITS_END,
        "handed_before": now - LETTER_AFTER_HAND_OVER,
        "batch": BATCH,
    }
    in_vain = session.scalars(_WAITING_IN_VAIN, terms | {"waiting": list(sources(LETTER, "cancel"))}).all()
    change_state(session, Letter, in_vain, machine=LETTER, event="cancel", actor="worker")
    return sum(
        session.execute(statement, terms).rowcount  # type: ignore[attr-defined]  # of an UPDATE it is a CursorResult
        for statement in (_FORGET_NAMES, _FORGET_ADDRESSES, _FORGET_LETTERS, _FORGET_LINKS)
    )
