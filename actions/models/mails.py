from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from actions.db import Base
from actions.domain.states import MAIL, states
from actions.models.columns import Created, Id, PublicId, Words, one_of
from actions.models.handovers import HandOver
from actions.models.supporters import Supporter

MAIL_KINDS = ("confirm", "reminder", "thanks", "letter_sent", "letter_returned", "update", "my_link")


class SupporterMail(HandOver, Base):
    """A mail to a supporter, by ids alone: what it says is composed when it leaves."""

    __tablename__ = "mails"
    __table_args__ = (
        Index("ix_mails_due", "not_before", "id", postgresql_where="state = 'queued'"),
        Index("ix_mails_leased", "leased_until", postgresql_where="state = 'claimed'"),
        Index("ix_mails_supporter_id", "supporter_id"),
        one_of("state", states(MAIL)),
        one_of("kind", MAIL_KINDS),
    )

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    kind: Mapped[Words]
    supporter_id: Mapped[int] = mapped_column(ForeignKey("supporters.id"))
    pledge_id: Mapped[int | None] = mapped_column(ForeignKey("pledges.id"))
    update_id: Mapped[int | None] = mapped_column(ForeignKey("updates.id"))
    language: Mapped[Words] = mapped_column(server_default="en")
    state: Mapped[Words] = mapped_column(server_default="queued")
    created_at: Mapped[Created]

    supporter: Mapped[Supporter] = relationship()
