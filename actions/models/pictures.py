from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from actions.db import Base
from actions.models.columns import Created, Digest32, Words


class Picture(Base):
    """A picture by the SHA-256 of its bytes: served for good under that name, by whichever process is asked."""

    __tablename__ = "pictures"

    content_hash: Mapped[Digest32] = mapped_column(primary_key=True)
    original_hash: Mapped[bytes | None] = mapped_column(LargeBinary, index=True)
    """Of the picture that this one was made smaller from; none for an original, which is never served."""
    media_type: Mapped[Words]
    width: Mapped[int]
    """Pixels."""
    height: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[Created]
