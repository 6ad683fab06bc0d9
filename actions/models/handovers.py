from datetime import datetime
from uuid import UUID

from sqlalchemy import Integer, SmallInteger, Uuid, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from actions.models.columns import Instant


class HandOver:
    """What everything that is handed to a mail provider needs: one claim at a time, leased by the database's clock."""

    attempt: Mapped[int] = mapped_column(Integer, server_default="0")
    """Grows with each claim, and fences: who records an outcome names the attempt that it belongs to."""
    attempt_uuid: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    """Travels as the Message-ID and as the provider's custom argument, so that a later event can settle the outcome."""
    leased_until: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    not_before: Mapped[Instant] = mapped_column(server_default=text("now()"))
    tries: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    """Hand-overs that a provider refused for now. Claims that were given back or lapsed are not among them."""
    first_attempt_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    """When a provider first answered about it; the age of its retries counts from here."""
    handed_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    provider_id: Mapped[str | None]
    last_error: Mapped[str | None]
    """For organisers, without addresses."""
