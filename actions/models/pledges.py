from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.db import Base
from actions.domain.disclosure import LEVELS
from actions.domain.states import PLEDGE, states
from actions.models.actions import Action
from actions.models.columns import Created, Digest32, Id, Instant, PublicId, Words, iso2, one_of
from actions.models.messages import MessageVersion
from actions.models.supporters import Supporter


class Pledge(Base):
    """One supporter's signature on one action."""

    __tablename__ = "pledges"
    __table_args__ = (
        # One pledge per action and canonical address, whatever happens in parallel: a supporter is one address of the
        # action's organisation. An erased pledge has lost its supporter, so that signing again makes a new one.
        Index("uq_pledges_action_id_supporter_id", "action_id", "supporter_id", unique=True),
        Index("ix_pledges_supporter_id", "supporter_id"),
        Index("ix_pledges_pending", "signed_at", postgresql_where="state = 'pending'"),
        one_of("state", states(PLEDGE)),
        one_of("disclosure", LEVELS),
        iso2("country"),
    )

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"))
    supporter_id: Mapped[int | None] = mapped_column(ForeignKey("supporters.id"))
    message_version_id: Mapped[int] = mapped_column(ForeignKey("message_versions.id"))
    variant: Mapped[int]
    """Which of the message's subjects, fixed when signing."""
    state: Mapped[Words] = mapped_column(server_default="pending")
    held_for: Mapped[str | None]
    """Why it is held: not counted, no mail, until released."""
    country: Mapped[Words]
    disclosure: Mapped[Words]
    name: Mapped[str | None]
    personal_line: Mapped[str | None]
    signed_at: Mapped[Instant]
    confirmed_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    number: Mapped[int | None]
    """The supporter's own number on the action, given when confirmed."""

    action: Mapped[Action] = relationship()
    supporter: Mapped[Supporter | None] = relationship()
    message_version: Mapped[MessageVersion] = relationship()


class Transition(Base):
    """That something changed its state, by which event, and who caused it. Append-only."""

    __tablename__ = "transitions"
    __table_args__ = (Index("ix_transitions_subject_subject_id", "subject", "subject_id"),)

    id: Mapped[Id]
    subject: Mapped[Words]
    """Name of the table."""
    subject_id: Mapped[int]
    from_state: Mapped[Words]
    to_state: Mapped[Words]
    event: Mapped[Words]
    actor: Mapped[Words]
    """`supporter`, `worker`, `provider`, or the name of an organiser."""
    happened_at: Mapped[Created]


class ConsentText(Base):
    """A wording that consents refer to by its SHA-256."""

    __tablename__ = "consent_texts"

    text_hash: Mapped[Digest32] = mapped_column(primary_key=True)
    text: Mapped[Words]
    created_at: Mapped[Created]


class ConsentEvent(Base):
    """That a supporter gave, confirmed or withdrew a consent, with the hash of the text shown. Append-only."""

    __tablename__ = "consent_events"
    __table_args__ = (one_of("event", ("given", "confirmed", "withdrawn")),)

    id: Mapped[Id]
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id"), index=True)
    purpose: Mapped[Words]
    event: Mapped[Words]
    text_hash: Mapped[Digest32]
    happened_at: Mapped[Instant]
