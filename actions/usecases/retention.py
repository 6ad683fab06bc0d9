"""What is no longer needed goes: names, addresses, the text of letters, links. The keyed hashes and the numbers stay.

Each rule names its rows by one query; removing them and counting them in a dry run ask the same.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.states import LETTER, sources
from actions.models.letters import Letter
from actions.transitions import change_state
from actions.usecases import limits, pledges

AFTER_CLOSING = timedelta(days=183)
AFTER_SIGNING = timedelta(days=730)
AFTER_WITHDRAWING = timedelta(days=14)
"""Of a withdrawn pledge from signing: until then “this was not me” can be undone from any mail. Of one that an organiser
invalidated from that moment: until then it can be restored whole."""
LETTER_AFTER_ITS_END = timedelta(days=28)
LETTER_AFTER_HAND_OVER = timedelta(days=90)
MAIL_AFTER_ITS_END = timedelta(days=90)
ALLOWANCE_AFTER_LAST = timedelta(days=90)
REPORT_SETTLED = timedelta(days=90)
REPORT_OPEN = timedelta(days=365)
BATCH = 1000

_OVER = """COALESCE(
    p.state IN ('expired', 'erased')
    OR (p.state = 'withdrawn' AND p.signed_at < :withdrawn_before)
    OR (p.state = 'invalidated' AND COALESCE((
        SELECT max(happened_at) FROM transitions t WHERE t.subject = 'pledges' AND t.subject_id = p.id
    ), p.signed_at) < :withdrawn_before)
    OR (p.state <> 'pending' AND (a.closed_at < :closed_before OR p.signed_at < :signed_before))
, false)"""
"""That a pledge `p` on an action `a` needs nobody's identity any more. Never unknown: it is also asked whether not."""

_HAS_PERSON = """(p.name IS NOT NULL OR p.personal_line IS NOT NULL OR p.edited_top IS NOT NULL OR p.edited_end IS NOT NULL
    OR p.came_by IS NOT NULL OR p.is_shown)"""

_ENDED = "('cancelled', 'failed', 'delivered', 'bounced', 'handed_in')"
_LEFT = "('handed', 'deferred', 'unknown', 'cancelled', 'failed', 'delivered', 'bounced', 'handed_in')"
"""States in which nothing of ours sends the letter any more by itself. One that waits keeps its text until it is cancelled:
it might go out empty."""


@dataclass(frozen=True)
class Rule:
    what: str
    why: str
    rows: str
    """`SELECT` of the `id` of each row that is past its time."""
    remove: str
    """What to do with the rows `over`."""
    lock: str = ""
    """Alias of the table in `rows` whose rows are taken, none of them twice at once."""

    @property
    def removal(self) -> TextClause:
        locking = f" FOR UPDATE OF {self.lock} SKIP LOCKED" if self.lock else ""
        return text(f"WITH over AS ({self.rows} ORDER BY 1 LIMIT :batch{locking}) {self.remove}")

    @property
    def count(self) -> TextClause:
        return text(f"SELECT count(*) FROM ({self.rows}) AS over")


_WAITING_IN_VAIN = Rule(
    "letters that wait",
    "nothing may be kept of their sender any more: they are cancelled",
    f"""SELECT l.id FROM letters l JOIN pledges p ON p.id = l.pledge_id JOIN actions a ON a.id = p.action_id
    WHERE l.state = ANY(:waiting) AND {_OVER}""",
    "SELECT id FROM over",
    lock="l",
)

# With the person goes the identifier: it is part of what the hashes of consents were made of, and they hold the name.
_RULES = (
    Rule(
        "names and own words",
        "signature expired, taken back, 24 months old, or its action closed 6 months ago",
        f"SELECT p.id FROM pledges p JOIN actions a ON a.id = p.action_id WHERE {_HAS_PERSON} AND {_OVER}",
        """UPDATE pledges SET name = NULL, personal_line = NULL, edited_top = NULL, edited_end = NULL, came_by = NULL,
        is_shown = false, uuid = gen_random_uuid() FROM over WHERE pledges.id = over.id""",
        lock="p",
    ),
    Rule(
        "addresses",
        "no signature needs them any more, nor updates asked for in the last 24 months",
        f"""SELECT s.id FROM supporters s
        WHERE s.email IS NOT NULL AND NOT COALESCE(s.updates_since >= :signed_before, false) AND NOT EXISTS (
            SELECT FROM pledges p JOIN actions a ON a.id = p.action_id WHERE p.supporter_id = s.id AND NOT {_OVER}
        )""",
        "UPDATE supporters SET email = NULL, updates_since = NULL FROM over WHERE supporters.id = over.id",
        lock="s",
    ),
    Rule(
        "who signed",
        "the action closed 6 months ago: the hash that kept anybody from signing twice has done its work",
        """SELECT p.id FROM pledges p JOIN actions a ON a.id = p.action_id
        WHERE p.supporter_id IS NOT NULL AND p.state <> 'pending' AND a.closed_at < :closed_before""",
        "UPDATE pledges SET supporter_id = NULL, uuid = gen_random_uuid() FROM over WHERE pledges.id = over.id",
        lock="p",
    ),
    Rule(
        "texts of letters",
        "28 days after their end, 90 after being handed over, or with their sender",
        f"""SELECT l.id FROM letters l JOIN pledges p ON p.id = l.pledge_id JOIN actions a ON a.id = p.action_id
        WHERE l.body <> '' AND l.state IN {_LEFT} AND (
            {_OVER}
            OR COALESCE(l.handed_at, CASE WHEN l.state IN ('unknown', 'deferred') THEN l.first_attempt_at END)
                < :handed_before
            OR (l.state IN {_ENDED} AND COALESCE((
                SELECT max(happened_at) FROM transitions t WHERE t.subject = 'letters' AND t.subject_id = l.id
            ), l.created_at) < :ended_before)
        )""",
        """UPDATE letters SET subject = '', body = '', from_name = NULL, reply_to = NULL
        FROM over WHERE letters.id = over.id""",
        lock="l",
    ),
    Rule(
        "links",
        "they work no longer",
        "SELECT token_hash AS id FROM access_tokens k WHERE expires_at < :now",
        "DELETE FROM access_tokens USING over WHERE token_hash = over.id",
        lock="k",
    ),
    Rule(
        "mails",
        "done 90 days ago, or of an erased signature",
        """SELECT m.id FROM mails m LEFT JOIN pledges p ON p.id = m.pledge_id
        WHERE m.state NOT IN ('queued', 'claimed')
          AND (GREATEST(m.created_at, m.handed_at) < :mailed_before OR p.state = 'erased')""",
        """, gone AS (DELETE FROM mails USING over WHERE mails.id = over.id RETURNING mails.id),
        steps AS (DELETE FROM transitions t USING over WHERE t.subject = 'mails' AND t.subject_id = over.id)
        SELECT id FROM gone""",
        lock="m",
    ),
    Rule(
        "counts of confirm mails",
        "the last one went 90 days ago, and no address needs them",
        """SELECT w.mailbox_hash AS id FROM confirm_allowances w
        WHERE w.last_at < :asked_before AND NOT EXISTS (
            SELECT FROM supporters s WHERE s.mailbox_hash = w.mailbox_hash AND s.email IS NOT NULL
        )""",
        "DELETE FROM confirm_allowances USING over WHERE mailbox_hash = over.id",
        lock="w",
    ),
    Rule(
        "reports about missions",
        "settled and 90 days old, or a year old",
        """SELECT r.id FROM mission_reports r
        WHERE r.created_at < CASE WHEN r.is_settled THEN :settled_before ELSE :reported_before END""",
        "DELETE FROM mission_reports USING over WHERE mission_reports.id = over.id",
        lock="r",
    ),
    Rule(
        "hashes of supporters",
        "nothing is theirs any more",
        """SELECT s.id FROM supporters s WHERE s.email IS NULL
        AND NOT EXISTS (SELECT FROM pledges p WHERE p.supporter_id = s.id)
        AND NOT EXISTS (SELECT FROM mails m WHERE m.supporter_id = s.id)""",
        "DELETE FROM supporters USING over WHERE supporters.id = over.id",
        lock="s",
    ),
)


_EXPIRING = ("signatures", "nobody confirmed them within seven days: they expire")
_RATES_OVER = ("counts of rates, their salts, spent proofs of work", "their day is over")


@dataclass(frozen=True)
class Due:
    """What a rule would remove, or removed."""

    what: str
    why: str
    rows: int


_UNCONFIRMED = text("SELECT count(*) FROM pledges WHERE state = 'pending' AND signed_at < :unconfirmed_before")
_RATES = text("""
SELECT (SELECT count(*) FROM rate_counts WHERE window_at < :day_ago) + (SELECT count(*) FROM rate_salts WHERE day < :day_ago)
     + (SELECT count(*) FROM spent_challenges WHERE expires_at < :now)
""")


def preview(session: Session) -> list[Due]:
    """What is past its time now. Changes nothing."""
    terms = _terms()
    beside = [
        Due(*_EXPIRING, session.scalar(_UNCONFIRMED, terms) or 0),
        Due(*_RATES_OVER, session.scalar(_RATES, terms) or 0),
    ]
    return [
        *beside,
        *(Due(rule.what, rule.why, session.scalar(rule.count, terms) or 0) for rule in (_WAITING_IN_VAIN, *_RULES)),
    ]


def run(session: Session) -> list[Due]:
    """Everything that the worker does by and by, a batch of each kind."""
    beside = [Due(*_EXPIRING, pledges.expire(session)), Due(*_RATES_OVER, limits.forget(session))]
    return [*beside, *remove(session)]


def forget(session: Session) -> int:
    """Remove what is past its time, at most a batch of each kind; returns how many rows lost something."""
    return sum(due.rows for due in remove(session))


def remove(session: Session) -> list[Due]:
    """As `forget` does, told by rule.

    A letter that still waits when nothing may be kept of its sender any more is cancelled, and loses its text thereby.
    """
    terms = _terms()
    in_vain = session.scalars(_WAITING_IN_VAIN.removal, terms).all()
    cancelled = change_state(session, Letter, in_vain, machine=LETTER, event="cancel", actor="worker")
    done = [Due(_WAITING_IN_VAIN.what, _WAITING_IN_VAIN.why, len(cancelled))]
    for rule in _RULES:
        result = session.connection().execute(rule.removal, terms)
        done.append(Due(rule.what, rule.why, len(result.all()) if result.returns_rows else result.rowcount))
    return done


def _terms() -> dict[str, Any]:
    now = clock.now()
    return {
        "now": now,
        "day_ago": now - timedelta(days=1),
        "unconfirmed_before": now - pledges.PENDING_FOR,
        "closed_before": now - AFTER_CLOSING,
        "signed_before": now - AFTER_SIGNING,
        "withdrawn_before": now - AFTER_WITHDRAWING,
        "ended_before": now - LETTER_AFTER_ITS_END,
        "handed_before": now - LETTER_AFTER_HAND_OVER,
        "mailed_before": now - MAIL_AFTER_ITS_END,
        "asked_before": now - ALLOWANCE_AFTER_LAST,
        "settled_before": now - REPORT_SETTLED,
        "reported_before": now - REPORT_OPEN,
        "waiting": list(sources(LETTER, "cancel")),
        "batch": BATCH,
    }
