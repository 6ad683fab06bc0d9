from datetime import date, datetime

from sqlalchemy import ForeignKey, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.db import Base
from actions.domain.states import ACTION, OUTCOMES, states
from actions.models.cases import Case
from actions.models.columns import Created, Id, Instant, JsonList, PublicId, WordList, Words, one_of

MODES = ("individual", "digest", "hand_in")
FAMILY_ANSWERS = ("agrees", "unreachable", "objects")


class Action(Base):
    """One public page that asks supporters to write about a case."""

    __tablename__ = "actions"
    __table_args__ = (
        one_of("state", states(ACTION)),
        one_of("outcome", OUTCOMES),
        one_of("mode", MODES),
        one_of("family_answer", FAMILY_ANSWERS),
    )

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    article_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"))
    slug: Mapped[Words] = mapped_column(unique=True)
    state: Mapped[Words] = mapped_column(server_default="draft")
    mode: Mapped[Words] = mapped_column(server_default="individual")
    language: Mapped[Words] = mapped_column(server_default="en")
    title: Mapped[Words]
    ask: Mapped[Words]
    """What is asked of supporters, as one sentence."""
    demands: Mapped[WordList]
    story: Mapped[Words] = mapped_column(server_default="")
    """Markdown, in the organisation's own words."""
    goal: Mapped[int | None]
    doubts: Mapped[JsonList]
    """Open points of the draft, `{"point", "text"}` each; each blocks publishing until somebody accepts it."""
    family_answer: Mapped[str | None]
    family_note: Mapped[str | None]
    review_on: Mapped[date | None]
    published_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    outcome: Mapped[str | None]
    outcome_text: Mapped[str | None]
    follow_on_id: Mapped[int | None] = mapped_column(ForeignKey("actions.id"))
    version: Mapped[int] = mapped_column(server_default=text("1"))
    """Grows with every change that the public page shows, so that cached pages are dropped."""
    created_at: Mapped[Created]

    case: Mapped[Case] = relationship()


class AcceptedPoint(Base):
    """An open point of the publishing checklist that somebody took responsibility for."""

    __tablename__ = "accepted_points"

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), primary_key=True)
    point: Mapped[Words] = mapped_column(primary_key=True)
    accepted_by: Mapped[Words]
    reason: Mapped[Words]
    accepted_at: Mapped[Instant]
