"""One reminder of a signature that nobody confirmed."""

from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.missions import COUNT_ONLY_REASONS
from actions.queries.missions import safety_of
from actions.usecases.pledges import MAIL_EVERY, MAIL_WINDOW, MAILS_PER_WINDOW, PENDING_FOR

REMIND_AFTER = timedelta(hours=24)
BATCH = 500

# The first pledge of each address that is due. A reminder is a mail like the first one: it counts against the address's
# allowance, and goes only where that first one left the house. Of two workers each takes its own rows.
_DUE = text("""
SELECT p.id, p.supporter_id, p.language, p.country, c.responsible_state, s.mailbox_hash
FROM pledges p
JOIN supporters s ON s.id = p.supporter_id
JOIN actions a ON a.id = p.action_id
JOIN cases c ON c.id = a.case_id
JOIN confirm_allowances w ON w.mailbox_hash = s.mailbox_hash
WHERE p.state = 'pending' AND p.held_for IS NULL AND p.reminded_at IS NULL
  AND p.signed_at < :signed_before AND p.signed_at > :signed_after
  AND a.state IN ('live', 'paused') AND s.email IS NOT NULL
  AND NOT EXISTS (SELECT FROM suppressions WHERE mailbox_hash = s.mailbox_hash)
  AND EXISTS (SELECT FROM mails m WHERE m.supporter_id = s.id AND m.kind = 'confirm' AND m.state = 'sent')
  AND w.last_at < :day_ago
  AND (w.verified_at IS NOT NULL OR w.sent < :most OR w.window_at < :window_start)
ORDER BY p.signed_at
LIMIT :batch
FOR UPDATE OF p SKIP LOCKED
""")

# The allowance is asked once more where it is taken: another pledge of the same address may have come first.
_REMIND = text("""
WITH settled AS (
    UPDATE pledges SET reminded_at = :now
    WHERE supporter_id = :supporter_id AND state = 'pending' AND reminded_at IS NULL AND signed_at < :signed_before
), taken AS (
    UPDATE confirm_allowances a SET
        last_at = :now,
        window_at = CASE WHEN a.window_at < :window_start THEN :now ELSE a.window_at END,
        sent = CASE WHEN a.window_at < :window_start THEN 1 ELSE a.sent + 1 END
    WHERE :is_told AND a.mailbox_hash = :mailbox_hash AND a.last_at < :day_ago
    RETURNING 1
)
INSERT INTO mails (kind, supporter_id, pledge_id, language)
SELECT 'reminder', :supporter_id, :pledge_id, :language FROM taken
RETURNING id
""")


def remind(session: Session, *, batch: int = BATCH) -> int:
    """Put the reminders that are due into the outbox; returns how many.

    Where a look over the supporter's shoulder may harm them none goes, now or later.
    """
    now = clock.now()
    terms = {
        "now": now,
        "signed_before": now - REMIND_AFTER,
        "signed_after": now - PENDING_FOR,
        "day_ago": now - MAIL_EVERY,
        "window_start": now - MAIL_WINDOW,
        "most": MAILS_PER_WINDOW,
    }
    reminded: set[int] = set()
    told = 0
    for row in session.execute(_DUE, terms | {"batch": batch}).all():
        if row.supporter_id in reminded:
            continue
        reminded.add(row.supporter_id)
        danger = safety_of(session, responsible_state=row.responsible_state, country=row.country)
        values = {
            "pledge_id": row.id,
            "supporter_id": row.supporter_id,
            "language": row.language,
            "mailbox_hash": row.mailbox_hash,
            "is_told": danger not in COUNT_ONLY_REASONS,
        }
        told += len(session.execute(_REMIND, terms | values).all())
    return told
