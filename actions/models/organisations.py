from sqlalchemy.orm import Mapped

from actions.db import Base
from actions.models.columns import Created, Id, PublicId, Words


class Organisation(Base):
    """Who runs actions. One is seeded; its imprint and privacy notice come from the settings."""

    __tablename__ = "organisations"

    id: Mapped[Id]
    uuid: Mapped[PublicId]
    name: Mapped[Words]
    created_at: Mapped[Created]
