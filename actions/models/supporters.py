from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Base
from actions.models.columns import Created, Digest32, Id, Instant, Words, one_of

SUPPRESSION_CAUSES = ("not_me", "complaint", "hard_bounce")


class Supporter(Base):
    """A person as one organisation knows them: a keyed hash of the canonical address, and the address as typed."""

    __tablename__ = "supporters"
    __table_args__ = (UniqueConstraint("organisation_id", "address_hash"),)

    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    address_hash: Mapped[Digest32]
    mailbox_hash: Mapped[Digest32]
    """A coarser one, of `contact.mailbox`: limits on mail and suppressions go by it."""
    email: Mapped[str | None]
    """As typed, since mail goes there; none once erased."""
    updates_since: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    """Since when they want the organisation's updates; none where they don't."""
    created_at: Mapped[Created]


class ConfirmAllowance(Base):
    """How many confirm mails an address got, over all actions and organisations: against list bombing."""

    __tablename__ = "confirm_allowances"

    mailbox_hash: Mapped[Digest32] = mapped_column(primary_key=True)
    window_at: Mapped[Instant]
    """Start of the 90 days over which `sent` counts."""
    sent: Mapped[int]
    last_at: Mapped[Instant]
    verified_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    """When somebody first confirmed from a mail to this address."""


class Suppression(Base):
    """An address that gets no more mail of ours, kept as a keyed hash alone."""

    __tablename__ = "suppressions"
    __table_args__ = (one_of("cause", SUPPRESSION_CAUSES),)

    mailbox_hash: Mapped[Digest32] = mapped_column(primary_key=True)
    cause: Mapped[Words] = mapped_column(primary_key=True)
    created_at: Mapped[Created]


class AccessToken(Base):
    """A link in a mail: random, known here by its SHA-256 alone, with an end."""

    __tablename__ = "access_tokens"
    __table_args__ = (Index("ix_access_tokens_supporter_id", "supporter_id"),)

    token_hash: Mapped[Digest32] = mapped_column(primary_key=True)
    purpose: Mapped[Words]
    supporter_id: Mapped[int] = mapped_column(ForeignKey("supporters.id", ondelete="CASCADE"))
    created_at: Mapped[Created]
    expires_at: Mapped[Instant]


class Erasure(Base):
    """That somebody was erased, kept as the keyed hash alone, so that a restored backup can be cleaned."""

    __tablename__ = "erasures"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    address_hash: Mapped[Digest32] = mapped_column(primary_key=True)
    erased_at: Mapped[Instant]
    """The end of that day (UTC)."""
