from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.db import Base
from actions.domain.missions import CHANNELS, STATUSES
from actions.domain.states import CONTACT, states
from actions.models.columns import Created, Id, PublicId, WordList, Words, iso2, one_of

OVERRIDES = ("use_mission", "no_relations", "none")
SAFETY_RULES = ("block_personal", "warn", "none")
"""`none` remembers that an editor took a shipped one back, so that loading the shipped ones again doesn't bring it."""


class Mission(Base):
    """An embassy, consulate, permanent mission or ministry of a state."""

    __tablename__ = "missions"
    __table_args__ = (
        UniqueConstraint("operator_iso2", "source_id"),
        one_of("status", STATUSES),
        iso2("operator_iso2"),
    )

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    operator_iso2: Mapped[Words]
    host_iso2: Mapped[str | None]
    """Receiving state; none where the source names no country that it covers."""
    located_in_iso2: Mapped[str | None]
    kind: Mapped[Words]
    name: Mapped[Words]
    city: Mapped[str | None]
    source: Mapped[Words]
    source_id: Mapped[Words]
    """The source's own id up to the first `;`, e.g. a Wikidata Q-number."""
    checked_on: Mapped[date | None]
    flags: Mapped[WordList]
    status: Mapped[Words] = mapped_column(server_default="active")
    origin: Mapped[Words] = mapped_column(server_default="import")
    """`import`, or `editor` for rows that no import may touch."""
    created_at: Mapped[Created]

    accreditations: Mapped[list["Accreditation"]] = relationship(cascade="all, delete-orphan")
    contacts: Mapped[list["Contact"]] = relationship(back_populates="mission", cascade="all, delete-orphan")


class Accreditation(Base):
    """A further country that a mission answers for, from where it stands."""

    __tablename__ = "accreditations"

    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id", ondelete="CASCADE"), primary_key=True)
    country: Mapped[Words] = mapped_column(primary_key=True)


class Contact(Base):
    """One way to reach a mission. Only a confirmed email is ever mailed (in demo mode an unverified one too)."""

    __tablename__ = "contacts"
    __table_args__ = (
        Index("uq_contacts_mission_id_channel_value", "mission_id", "channel", "value", unique=True),
        one_of("channel", CHANNELS),
        one_of("status", states(CONTACT)),
    )

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    mission_id: Mapped[int] = mapped_column(ForeignKey("missions.id", ondelete="CASCADE"))
    channel: Mapped[Words]
    value: Mapped[Words]
    status: Mapped[Words] = mapped_column(server_default="unverified")
    source: Mapped[Words]
    source_on: Mapped[str | None]
    """ISO 8601 with as much as is known."""
    note: Mapped[str | None]
    """What the source itself doubts."""
    is_offered: Mapped[bool] = mapped_column(server_default="true")
    """False for partial addresses, consular lines, mobiles: kept for editors, never shown to supporters."""
    flags: Mapped[WordList]
    origin: Mapped[Words] = mapped_column(server_default="import")
    added_by: Mapped[str | None]
    added_at: Mapped[Created]
    proposed_by: Mapped[str | None]
    """Who vouches for it first, by a source of their own; the time that a confirmation must wait counts from here."""
    proposed_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    seconded_by: Mapped[str | None]
    """Another person who agrees, where the wait isn't over yet."""
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))

    mission: Mapped[Mission] = relationship(back_populates="contacts")


class MissionOverride(Base):
    """An editor's word on a pair of responsible state and supporter's country."""

    __tablename__ = "mission_overrides"

    responsible_state: Mapped[Words] = mapped_column(primary_key=True)
    country: Mapped[Words] = mapped_column(primary_key=True)
    kind: Mapped[Words]
    mission_id: Mapped[int | None] = mapped_column(ForeignKey("missions.id", ondelete="CASCADE"))
    note: Mapped[Words] = mapped_column(server_default="")
    decided_by: Mapped[str | None]
    """None for a shipped one, which a later release may change."""

    __table_args__ = (one_of("kind", OVERRIDES),)


class SafetyRule(Base):
    """A pair in which a personal letter may endanger its sender."""

    __tablename__ = "safety_rules"

    responsible_state: Mapped[Words] = mapped_column(primary_key=True)
    country: Mapped[Words] = mapped_column(primary_key=True)
    rule: Mapped[Words]
    text: Mapped[Words] = mapped_column(server_default="")
    """Shown to supporters before they choose."""
    note: Mapped[Words] = mapped_column(server_default="")
    decided_by: Mapped[str | None]
    """None for a shipped one, which a later release may change."""

    __table_args__ = (one_of("rule", SAFETY_RULES),)
