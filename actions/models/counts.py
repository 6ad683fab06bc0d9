from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Base
from actions.models.columns import Id, Words


class CountDelta(Base):
    """A confirmed pledge more or fewer, not yet folded into `counts`."""

    __tablename__ = "count_deltas"
    __table_args__ = (Index("ix_count_deltas_action_id", "action_id"),)

    id: Mapped[Id]
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"))
    country: Mapped[Words]
    delta: Mapped[int]


class Count(Base):
    """Confirmed pledges of an action from one country, as far as folded."""

    __tablename__ = "counts"

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), primary_key=True)
    country: Mapped[Words] = mapped_column(primary_key=True)
    confirmed: Mapped[int] = mapped_column(BigInteger, server_default="0")
