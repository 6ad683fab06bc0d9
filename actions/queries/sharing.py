"""What is told about an action when somebody shares it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.domain.sharing import Shared
from actions.errors import NotFound
from actions.languages import N_
from actions.models.actions import Action, ActionTranslation
from actions.queries.actions import PUBLIC_STATES


@dataclass(frozen=True)
class SharedAction:
    id: int
    slug: str
    language: str
    """That of the words: the one asked for where the action is translated into it, else the action's own."""
    title: str
    path: str
    texts: Mapping[str, str]

    def at(self, origin: str) -> Shared:
        return Shared(title=self.title, link=f"{origin}{self.path}", texts=self.texts, language=self.language)


def shared_action(session: Session, action_id: int, language: str) -> SharedAction:
    return _shared(session, session.get_one(Action, action_id), language)


def find_shared(session: Session, slug: str, language: str | None) -> SharedAction:
    """Raises `NotFound` for what is not public, or not there in that language."""
    is_possible = slug.isascii() and "\x00" not in slug
    action = session.scalar(select(Action).where(Action.slug == slug)) if is_possible else None
    found = _shared(session, action, language) if action is not None and action.state in PUBLIC_STATES else None
    if found is None or language not in {None, found.language}:
        raise NotFound(N_("There is no such page."))
    return found


def _shared(session: Session, action: Action, language: str | None) -> SharedAction:
    is_own = language in {None, action.language}
    translation = None if is_own else session.get(ActionTranslation, (action.id, language))
    if translation is None:
        return SharedAction(action.id, action.slug, action.language, action.title, f"/a/{action.slug}", action.share_texts)
    path = f"/{translation.language}/a/{action.slug}"
    return SharedAction(action.id, action.slug, translation.language, translation.title, path, translation.share_texts)
