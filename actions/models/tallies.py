from datetime import date

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Base
from actions.models.columns import Words


class Tally(Base):
    """How often something happened on a day, without saying who did it: views, shares, what came of them."""

    __tablename__ = "tallies"

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[Words] = mapped_column(primary_key=True)
    """`view`, `share`, `share_visit`, `share_signature`, `own_sending`."""
    channel: Mapped[Words] = mapped_column(primary_key=True, server_default="")
    number: Mapped[int] = mapped_column(BigInteger)
