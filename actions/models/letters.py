from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.db import Base
from actions.domain.states import DIGEST, LETTER, states
from actions.models.columns import Created, Id, PublicId, Words, one_of
from actions.models.handovers import HandOver
from actions.models.missions import Contact, Mission
from actions.models.pledges import Pledge


class Letter(HandOver, Base):
    """The message of one pledge to one mission by one channel, frozen at confirmation."""

    __tablename__ = "letters"
    __table_args__ = (
        # Exactly one that counts: a change by the supporter cancels the old one and writes another.
        Index("uq_letters_pledge_id", "pledge_id", unique=True, postgresql_where="state <> 'cancelled'"),
        Index("ix_letters_due", "not_before", "id", postgresql_where="state = 'queued'"),
        Index("ix_letters_leased", "leased_until", postgresql_where="state IN ('claimed', 'handing')"),
        one_of("state", states(LETTER)),
    )

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"))
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("digests.id"))
    state: Mapped[Words]
    held_for: Mapped[str | None]
    subject: Mapped[Words]
    body: Mapped[Words]
    """Plain text, everything resolved."""
    from_name: Mapped[str | None]
    """Shown in `From:` beside our own address; none for the campaign's."""
    reply_to: Mapped[str | None]
    is_demo: Mapped[bool] = mapped_column(server_default="false")
    """Written in demo mode to an unconfirmed contact."""
    created_at: Mapped[Created]

    pledge: Mapped[Pledge] = relationship()
    mission: Mapped[Mission | None] = relationship()
    contact: Mapped[Contact | None] = relationship()


class Digest(HandOver, Base):
    """Letters and a number of count-only pledges, handed over to a mission as one thing."""

    __tablename__ = "digests"
    __table_args__ = (one_of("state", states(DIGEST)),)

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    state: Mapped[Words]
    count_only: Mapped[int] = mapped_column(server_default="0")
    created_at: Mapped[Created]
