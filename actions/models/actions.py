from datetime import date, datetime

from sqlalchemy import ForeignKey, text
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.db import Base
from actions.domain.states import ACTION, OUTCOMES, states
from actions.models.cases import Case
from actions.models.columns import Created, Id, Instant, Json, JsonList, PublicId, WordList, Words, one_of

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
    opens_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    closes_at: Mapped[datetime | None] = mapped_column(TIMESTAMP(timezone=True))
    send_before: Mapped[date | None]
    """The day by which letters should be there, e.g. of a hearing."""
    time_zone: Mapped[Words] = mapped_column(server_default="UTC")
    """IANA name; the dates above are shown in it."""
    photo_hash: Mapped[bytes | None] = mapped_column(ForeignKey("pictures.content_hash"))
    photo_alt: Mapped[Words] = mapped_column(server_default="")
    photo_credit: Mapped[Words] = mapped_column(server_default="")
    share_texts: Mapped[Json]
    """The organiser's words by channel (`domain/sharing.py`); `default` for those without words of their own."""
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


class ActionTranslation(Base):
    """An action in another language than its own. What is empty here is shown in the action's own language.

    The letter in that language is a message version of it.
    """

    __tablename__ = "action_translations"

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), primary_key=True)
    language: Mapped[Words] = mapped_column(primary_key=True)
    title: Mapped[Words]
    ask: Mapped[Words]
    demands: Mapped[WordList]
    story: Mapped[Words] = mapped_column(server_default="")
    outcome_text: Mapped[Words] = mapped_column(server_default="")
    photo_alt: Mapped[Words] = mapped_column(server_default="")
    person: Mapped[Words] = mapped_column(server_default="")
    """The case's name as this language writes it."""
    description: Mapped[Words] = mapped_column(server_default="")
    place: Mapped[Words] = mapped_column(server_default="")
    facts: Mapped[WordList]
    """The case's facts in their order."""
    share_texts: Mapped[Json]


class Update(Base):
    """News about an action: on its page, in its feed, mailed to those who asked for it."""

    __tablename__ = "updates"

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    language: Mapped[Words]
    title: Mapped[Words]
    body: Mapped[Words]
    """Markdown."""
    published_at: Mapped[Created]
