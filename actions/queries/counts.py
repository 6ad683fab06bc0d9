"""Numbers for pages: folded counters plus what waits to be folded, never a count of rows."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_TOTAL = text("""
SELECT (SELECT COALESCE(sum(confirmed), 0) FROM counts WHERE action_id = :action)
     + (SELECT COALESCE(sum(delta), 0) FROM count_deltas WHERE action_id = :action)
""")


def total(session: Session, *, action_id: int) -> int:
    """Confirmed pledges of the action at this moment, what this transaction added included."""
    return int(session.scalar(_TOTAL, {"action": action_id}) or 0)


_IN_COUNTRY = text("""
SELECT (SELECT COALESCE(sum(confirmed), 0) FROM counts WHERE action_id = :action AND country = :country)
     + (SELECT COALESCE(sum(delta), 0) FROM count_deltas WHERE action_id = :action AND country = :country)
""")


def in_country(session: Session, *, action_id: int, country: str) -> int:
    """Confirmed pledges of the action from one country. Small numbers are not for showing."""
    return int(session.scalar(_IN_COUNTRY, {"action": action_id, "country": country}) or 0)
