"""Somebody who read a page says that a mission, or how it is reached, is wrong; an editor settles it."""

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from actions.domain.contact import parse_report
from actions.errors import NotFound
from actions.languages import N_
from actions.models.reports import MissionReport

MOST_OPEN = 20
"""Open reports on one action and country. What comes beyond is answered alike and not kept: nobody can fill the table."""


def report_mission(session: Session, *, action_id: int, country: str, mission_id: int | None, text: str) -> None:
    """Keep what was said, without who said it. Raises `Refused` on the field `text`."""
    said = parse_report(text)
    is_open = (MissionReport.action_id == action_id, MissionReport.country == country, ~MissionReport.is_settled)
    waiting = session.scalar(select(func.count()).select_from(MissionReport).where(*is_open))
    if (waiting or 0) < MOST_OPEN:
        values = {"action_id": action_id, "country": country, "mission_id": mission_id, "text": said}
        session.execute(insert(MissionReport).values(values))


def settle_report(session: Session, *, report_id: int) -> None:
    """Raises `NotFound` where no such report is open."""
    settled = session.scalar(
        update(MissionReport)
        .where(MissionReport.id == report_id, ~MissionReport.is_settled)
        .values(is_settled=True)
        .returning(MissionReport.id)
    )
    if settled is None:
        raise NotFound(N_("No such report is open. `outcry missions reports` lists them."))
