"""Who takes part in an action, as far as its page may say: countries with many, and supporters who chose to be named."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from actions.domain.disclosure import first_name
from actions.domain.missions import safety
from actions.domain.shown_numbers import Shares, merged
from actions.models.pledges import Pledge
from actions.queries.actions import ActionPage
from actions.queries.places import gazetteer

NAMES_SHOWN = 5
_LOOKED_AT = 50
"""Of the latest who chose to be named; among them are those whom we don't name all the same."""
_WITH_NAME = ("name_country", "name_reply_to")
"""Who hides their name from the mission must not be found by it on the page."""


@dataclass(frozen=True)
class Signer:
    first_name: str
    country: str
    signed_at: datetime
    """To the minute."""


@dataclass(frozen=True)
class Participation:
    countries: Shares
    """Confirmed pledges by country (ISO 3166-1 alpha-2)."""
    signers: tuple[Signer, ...]
    """The latest first."""


def participation_in(session: Session, action: ActionPage) -> Participation:
    return Participation(merged(_by_country(session, action.id)), _signers(session, action))


_BY_COUNTRY = text("""
SELECT country, sum(number)::bigint AS number FROM (
    SELECT country, confirmed AS number FROM counts WHERE action_id = :action
    UNION ALL SELECT country, delta FROM count_deltas WHERE action_id = :action
) AS parts GROUP BY country
""")


def _by_country(session: Session, action_id: int) -> dict[str, int]:
    return {row.country: row.number for row in session.execute(_BY_COUNTRY, {"action": action_id})}


def _signers(session: Session, action: ActionPage) -> tuple[Signer, ...]:
    rows = session.execute(
        select(Pledge.name, Pledge.country, Pledge.confirmed_at)
        .where(
            Pledge.action_id == action.id,
            Pledge.is_shown,
            Pledge.state == "confirmed",
            Pledge.held_for.is_(None),
            Pledge.disclosure.in_(_WITH_NAME),
            Pledge.name.is_not(None),
        )
        .order_by(Pledge.confirmed_at.desc())
        .limit(_LOOKED_AT)
    )
    found = [
        Signer(first_name(name), country, confirmed_at.replace(second=0, microsecond=0))
        for name, country, confirmed_at in rows
        if name and name.strip() and confirmed_at and _may_be_named(action, country)
    ]
    return tuple(found[:NAMES_SHOWN])


def _may_be_named(action: ActionPage, country: str) -> bool:
    """Nobody is, where a letter would endanger its sender: rules may have become stricter since they signed."""
    danger, _ = safety(
        action.safety_rules, responsible_state=action.case.responsible_state, country=country, gazetteer=gazetteer()
    )
    return danger not in {"same_state", "blocked"}
