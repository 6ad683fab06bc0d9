"""What readers say is wrong with missions, until an editor has settled it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.models.actions import Action
from actions.models.missions import Mission
from actions.models.reports import MissionReport


@dataclass(frozen=True)
class Report:
    id: int
    created_at: datetime
    slug: str
    country: str
    mission: str | None
    source_id: str | None
    text: str


def open_reports(session: Session) -> tuple[Report, ...]:
    """The oldest first."""
    said = (MissionReport.id, MissionReport.created_at, Action.slug, MissionReport.country)
    rows = session.execute(
        select(*said, Mission.name, Mission.source_id, MissionReport.text)
        .join(Action, MissionReport.action_id == Action.id)
        .outerjoin(Mission, MissionReport.mission_id == Mission.id)
        .where(~MissionReport.is_settled)
        .order_by(MissionReport.id)
    )
    return tuple(Report(*row) for row in rows)
