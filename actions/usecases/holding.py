"""A person looks at held pledges, and lets them go on or ends them."""

from collections.abc import Sequence

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from actions import clock
from actions.domain import states
from actions.errors import NotFound
from actions.models.actions import Action
from actions.models.pledges import Pledge
from actions.models.supporters import Supporter
from actions.queries.holding import Chosen, is_held
from actions.transitions import change_state
from actions.usecases.pledges import MAIL_EVERY, MAIL_WINDOW, MAILS_PER_WINDOW

BATCH = 500

# The seven days to confirm, and the day until the reminder, begin when the mail goes. One address gets one mail, whose page
# lists all that waits; none where it had its share of mails, or asked for no more. Rows are locked in the order of signing:
# pledges, then allowances.
_RELEASE = text("""
WITH held AS (
    SELECT id FROM pledges WHERE id = ANY(:ids) AND state = 'pending' AND held_for IS NOT NULL ORDER BY id FOR UPDATE
), free AS (
    UPDATE pledges SET held_for = NULL, signed_at = :now FROM held WHERE pledges.id = held.id
    RETURNING pledges.id, pledges.supporter_id, pledges.language
), noted AS (
    INSERT INTO transitions (subject, subject_id, from_state, to_state, event, actor)
    SELECT 'pledges', id, 'pending', 'pending', 'release', :by FROM free
), told AS (
    SELECT DISTINCT ON (s.mailbox_hash) s.mailbox_hash, s.id AS supporter_id, free.id AS pledge_id, free.language
    FROM free JOIN supporters s ON s.id = free.supporter_id
    WHERE NOT EXISTS (SELECT FROM suppressions x WHERE x.mailbox_hash = s.mailbox_hash)
    ORDER BY s.mailbox_hash, free.id
), due AS (
    INSERT INTO confirm_allowances AS a (mailbox_hash, window_at, sent, last_at)
    SELECT mailbox_hash, :now, 1, :now FROM told ORDER BY mailbox_hash
    ON CONFLICT (mailbox_hash) DO UPDATE SET
        last_at = EXCLUDED.last_at,
        window_at = CASE WHEN a.window_at < :window_start THEN EXCLUDED.window_at ELSE a.window_at END,
        sent = CASE WHEN a.window_at < :window_start THEN 1 ELSE a.sent + 1 END
        WHERE a.verified_at IS NOT NULL
           OR (a.last_at < :day_ago AND (a.sent < :most OR a.window_at < :window_start))
    RETURNING mailbox_hash
), mail AS (
    INSERT INTO mails (kind, supporter_id, pledge_id, language)
    SELECT 'confirm', supporter_id, pledge_id, language FROM told JOIN due USING (mailbox_hash)
)
SELECT count(*) FROM free
""")


def release(session: Session, *, chosen: Chosen, by: str, batch: int = BATCH) -> int:
    """Let held pledges of live and paused actions go on, with their confirm mail; returns how many, `batch` at the most."""
    now = clock.now()
    values = {
        "ids": _held(session, chosen, batch=batch, action_states=("live", "paused")),
        "by": by,
        "now": now,
        "day_ago": now - MAIL_EVERY,
        "window_start": now - MAIL_WINDOW,
        "most": MAILS_PER_WINDOW,
    }
    return session.scalar(_RELEASE, values) or 0


def discard(session: Session, *, chosen: Chosen, by: str, batch: int = BATCH) -> int:
    """Let held pledges expire now, so that whoever is real can sign again; returns how many, `batch` at the most."""
    ids = _held(session, chosen, batch=batch)
    still_held = [Pledge.held_for.is_not(None)]
    return len(change_state(session, Pledge, ids, machine=states.PLEDGE, event="expire", actor=by, where=still_held))


def _held(session: Session, chosen: Chosen, *, batch: int, action_states: Sequence[str] | None = None) -> list[int]:
    """Raises `NotFound` for an unknown action."""
    if chosen.slug is not None and session.scalar(select(Action.id).where(Action.slug == chosen.slug)) is None:
        raise NotFound(f"There is no action “{chosen.slug}”. `outcry actions list` names them.")
    wanted = select(Pledge.id).join(Action).join(Supporter, Supporter.id == Pledge.supporter_id).where(*is_held(chosen))
    if action_states is not None:
        wanted = wanted.where(Action.state.in_(action_states))
    return list(session.scalars(wanted.order_by(Pledge.id).limit(batch)))
