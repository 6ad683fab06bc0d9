from datetime import date

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Base
from actions.models.columns import Digest32, Instant, Words


class RateCount(Base):
    """How often something happened within a window of time, over all processes. Keys are hashes with a rotating salt."""

    __tablename__ = "rate_counts"

    scope: Mapped[Words] = mapped_column(primary_key=True)
    key_hash: Mapped[Digest32] = mapped_column(primary_key=True)
    window_at: Mapped[Instant] = mapped_column(primary_key=True)
    """Start of the window."""
    number: Mapped[int]


class RateSalt(Base):
    """The salt of a day's network hashes. Once it is gone, nobody can tell whose they were."""

    __tablename__ = "rate_salts"

    day: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)


class SpentChallenge(Base):
    """A proof of work that was used: burned in the transaction of its pledge."""

    __tablename__ = "spent_challenges"

    challenge_hash: Mapped[Digest32] = mapped_column(primary_key=True)
    expires_at: Mapped[Instant]
