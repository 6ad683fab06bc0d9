"""News about an action: on its page and in its feed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.errors import Conflict, NotFound, Refused
from actions.languages import LANGUAGES
from actions.models.actions import Action, Update

LONGEST_TITLE = 200
LONGEST_BODY = 20_000


def publish_update(session: Session, *, slug: str, title: str, body: str, language: str | None = None) -> Update:
    """Put news on the page of a public action. `body` is Markdown; the language is the action's own unless given.

    Raises `NotFound`, `Conflict` for an action that is not public, `Refused` with the field to mend.
    """
    action = session.scalar(select(Action).where(Action.slug == slug).with_for_update())
    if action is None:
        raise NotFound(f"There is no action “{slug}”. `outcry actions list` names them.")
    if action.state not in {"live", "paused", "closed"}:
        raise Conflict(f"“{slug}” is {action.state.replace('_', ' ')}: nobody can read news about it yet.")
    language = language or action.language
    if language not in {action.language, *LANGUAGES}:
        raise Refused(f"The language is one of {', '.join(LANGUAGES)}.", field="language")
    update = Update(
        action_id=action.id,
        language=language,
        title=_checked(" ".join(title.split()), LONGEST_TITLE, field="title"),
        body=_checked(body.strip(), LONGEST_BODY, field="body"),
        published_at=clock.now(),
    )
    session.add(update)
    action.version += 1
    session.flush()
    return update


def _checked(text: str, most: int, *, field: str) -> str:
    if not text:
        raise Refused(f"The {field} is empty.", field=field)
    if len(text) > most or "\x00" in text:
        raise Refused(f"The {field} is plain text of {most:,} characters at the most.", field=field)
    return text
