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
        Index("ix_pledges_shown", "action_id", "confirmed_at", postgresql_where="is_shown"),
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
    opening: Mapped[int] = mapped_column(server_default="0")
    """Which of the message's openings, likewise."""
    language: Mapped[Words] = mapped_column(server_default="en")
    """Of the page that was signed: mails and pages to the supporter are in it. The letter's is its message version's."""
    state: Mapped[Words] = mapped_column(server_default="pending")
    held_for: Mapped[str | None]
    """Why it is held: not counted, no mail, until released."""
    country: Mapped[Words]
    disclosure: Mapped[Words]
    name: Mapped[str | None]
    personal_line: Mapped[str | None]
    edited_top: Mapped[str | None]
    """The supporter's own words before the demands, without salutation and signature; none where nothing was edited."""
    edited_end: Mapped[str | None]
    """The same after the demands."""
    is_shown: Mapped[bool] = mapped_column(server_default="false")
    """Whether the supporter chose to be named on the action's page, by first name and country."""
    wants_updates: Mapped[bool] = mapped_column(server_default="false")
    """Ticked when signing; takes effect when confirmed."""
    came_by: Mapped[str | None]
    """The channel of sharing whose link led here (`domain/sharing.py`); the same for all who came by it."""
    signed_at: Mapped[Instant]
    reminded_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    confirmed_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    number: Mapped[int | None]
    """The supporter's own number on the action, given when confirmed."""

    action: Mapped[Action] = relationship()
    supporter: Mapped[Supporter | None] = relationship()
    message_version: Mapped[MessageVersion] = relationship()


class OwnSending(Base):
    """That a supporter says to have sent the letter alone, by a way of their own. Counted apart from what we sent."""

    __tablename__ = "own_sendings"

    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledges.id", ondelete="CASCADE"), primary_key=True)
    channel: Mapped[Words] = mapped_column(primary_key=True)
    reported_at: Mapped[Instant]


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
