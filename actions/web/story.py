"""What an action's page says beside its form: who takes part, what became of it, what is new."""

from collections.abc import Mapping
from dataclasses import dataclass

from actions.domain.shown_numbers import goal_shown, shown
from actions.queries.actions import ActionPage
from actions.queries.participation import Participation, participation_in
from actions.queries.statistics import Fate
from actions.queries.updates import News, news_of
from actions.web.cards import card_of, card_path
from actions.web.site import site


@dataclass(frozen=True)
class Story:
    goal: int
    """What is hoped for next."""
    participation: Participation
    fate: Fate
    news: tuple[News, ...]
    """The latest first."""
    card_path: str
    """Of the picture that stands for the action where it is shared."""
    linked_data: Mapping[str, object]
    """What the page is about, for machines (schema.org)."""


def story_of(action: ActionPage, count: int) -> Story:
    with site().database.read_only() as session:
        participation = participation_in(session, action)
        news = news_of(session, action_id=action.id, language=action.language, own_language=action.own_language)
    return Story(
        goal=goal_shown(count, action.goal),
        participation=participation,
        fate=_shown(site().fates.find(site().database, action.id)),
        news=news,
        card_path=card_path(action, card_of(action, count, site_name=site().name)),
        linked_data=_linked_data(action),
    )


def _shown(fate: Fate) -> Fate:
    """Without the numbers that are too small to be shown."""
    return Fate(
        handed_over=shown(fate.handed_over) or 0,
        missions=fate.missions,
        delivered=shown(fate.delivered) or 0,
        returned=shown(fate.returned) or 0,
        waiting_for_hand_in=shown(fate.waiting_for_hand_in) or 0,
        own=shown(fate.own) or 0,
    )


def _linked_data(action: ActionPage) -> dict[str, object]:
    """Nothing that the page does not say. A group is a `Thing`: it may be no organisation."""
    about = {"@type": "Thing" if action.case.is_group else "Person", "name": action.case.name}
    if action.case.description:
        about["description"] = action.case.description
    page: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": f"{site().origin}{action.path}",
        "name": action.title,
        "description": action.ask,
        "inLanguage": action.language,
        "about": about,
        "publisher": {"@type": "Organization", "name": action.organisation},
        "isPartOf": {"@type": "WebSite", "name": site().name, "url": f"{site().origin}/"},
    }
    if action.published_at:
        page["datePublished"] = action.published_at.isoformat(timespec="seconds")
    if action.photo:
        page["primaryImageOfPage"] = {
            "@type": "ImageObject",
            "url": f"{site().origin}{action.photo.files[-1].path}",
            "caption": action.photo.alt,
        }
    sources = [source.url for source in action.case.sources if source.url]
    if sources:
        page["citation"] = sources
    return page
