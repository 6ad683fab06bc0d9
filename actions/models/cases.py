from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.db import Base
from actions.domain.states import CASE_STATUSES
from actions.models.columns import Created, Id, JsonList, PublicId, WordList, Words, iso2, one_of


class Case(Base):
    """A person or a group held for political reasons."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("organisation_id", "slug"),
        one_of("status", CASE_STATUSES),
        iso2("responsible_state"),
    )

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    slug: Mapped[Words]
    name: Mapped[Words]
    spellings: Mapped[WordList]
    is_group: Mapped[bool] = mapped_column(server_default="false")
    responsible_state: Mapped[Words]
    place: Mapped[str | None]
    status: Mapped[Words]
    status_on: Mapped[date | None]
    description: Mapped[Words] = mapped_column(server_default="")
    """One sentence: who this is."""
    links: Mapped[JsonList]
    """`{"url", "title", "kind"}` each; kind `campaign_site` is the campaign's own."""
    facts_as_of: Mapped[str | None]
    """ISO 8601 with as much as is known."""
    recheck_by: Mapped[date | None]
    created_at: Mapped[Created]

    facts: Mapped[list["CaseFact"]] = relationship(order_by="CaseFact.position", cascade="all, delete-orphan")
    sources: Mapped[list["CaseSource"]] = relationship(order_by="CaseSource.position", cascade="all, delete-orphan")


class CaseSource(Base):
    """Where facts of a case were read."""

    __tablename__ = "case_sources"
    __table_args__ = (UniqueConstraint("case_id", "key"),)

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    position: Mapped[int]
    key: Mapped[Words]
    publisher: Mapped[Words]
    title: Mapped[str | None]
    url: Mapped[str | None]
    published_on: Mapped[str | None]
    """ISO 8601 with as much as is known: `2026`, `2026-02`, `2026-02-14`."""


class CaseFact(Base):
    """One thing that a source reports, in our words."""

    __tablename__ = "case_facts"

    id: Mapped[Id]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    happened_on: Mapped[str | None]
    """ISO 8601 with as much as is known; `--11-10` where the year is not."""
    text: Mapped[Words]
    source_id: Mapped[int] = mapped_column(ForeignKey("case_sources.id", ondelete="CASCADE"), index=True)

    source: Mapped[CaseSource] = relationship()
