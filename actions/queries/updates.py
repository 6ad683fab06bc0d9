"""News about an action, the latest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.models.actions import Update

MOST = 50


@dataclass(frozen=True)
class News:
    uuid: UUID
    language: str
    title: str
    body: str
    """Markdown, not sanitised."""
    published_at: datetime


def news_of(session: Session, *, action_id: int, language: str, own_language: str, most: int = MOST) -> tuple[News, ...]:
    """In the language, or where there is none in it, in the action's own."""
    for each in dict.fromkeys((language, own_language)):
        rows = session.scalars(
            select(Update)
            .where(Update.action_id == action_id, Update.language == each)
            .order_by(Update.published_at.desc(), Update.id.desc())
            .limit(most)
        ).all()
        if rows:
            return tuple(News(row.uuid, row.language, row.title, row.body, row.published_at) for row in rows)
    return ()
