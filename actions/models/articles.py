from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Base
from actions.models.columns import Created, Id, Json, Words


class Article(Base):
    """A frozen source text and what was drafted from it: evidence for organisers, never public."""

    __tablename__ = "articles"
    __table_args__ = (UniqueConstraint("organisation_id", "sha256"),)

    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    sha256: Mapped[Words]
    text: Mapped[Words]
    title: Mapped[str | None]
    publisher: Mapped[str | None]
    published_on: Mapped[date | None]
    url: Mapped[str | None]
    language: Mapped[str | None]
    draft: Mapped[Json]
    created_at: Mapped[Created]
