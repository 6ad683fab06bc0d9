from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Base
from actions.models.columns import Created, Id, WordList, Words


class MessageVersion(Base):
    """The exact text that supporters agree to. Immutable once somebody signed it; an edit makes the next number."""

    __tablename__ = "message_versions"
    __table_args__ = (
        UniqueConstraint("action_id", "language", "number"),
        CheckConstraint("cardinality(subjects) > 0", name="has_subject"),
    )

    id: Mapped[Id]
    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"))
    number: Mapped[int]
    language: Mapped[Words] = mapped_column(server_default="en")
    subjects: Mapped[WordList]
    """Variants, of which each pledge gets one when signing."""
    openings: Mapped[WordList]
    """Variants of the first paragraph after the salutation, likewise; none where the body has its own."""
    body: Mapped[Words]
    """With the merge fields of `domain/letters.py`."""
    demands: Mapped[WordList]
    """What `{demands}` stands for; the action's own where empty, as in versions before there were translations."""
    is_editable: Mapped[bool] = mapped_column(server_default="false")
    """Whether supporters may write their own words around the demands, which stay."""
    created_at: Mapped[Created]
