from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Base
from actions.models.columns import Created, Id, Words, iso2


class MissionReport(Base):
    """That somebody who read a page says a mission, or how it is reached, is wrong."""

    __tablename__ = "mission_reports"
    __table_args__ = (iso2("country"),)

    id: Mapped[Id]
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"))
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"), index=True)
    country: Mapped[Words]
    text: Mapped[Words]
    is_settled: Mapped[bool] = mapped_column(server_default="false")
    created_at: Mapped[Created]
