"""The picture that stands for an action where it is shared: what it says, and where it is."""

from dataclasses import dataclass, field

from actions.domain.figures import number
from actions.domain.shown_numbers import rounded_down, shown
from actions.languages import catalogue, direction, known
from actions.queries.actions import ActionPage
from actions.sharecards import Card, draw

MOST = 1000


def card_of(action: ActionPage, count: int, *, site_name: str) -> Card:
    """In the page's language. The number is rounded down, so that the card's address lasts for a while."""
    language = known(action.language)
    return Card(
        name=action.case.name,
        demand=action.ask,
        number=_number_words(count, language) if shown(count) else "",
        site=site_name,
        is_right_to_left=direction(language) == "rtl",
    )


def _number_words(count: int, language: str) -> str:
    about = rounded_down(count)
    words = catalogue(language).ngettext("%(shown)s+ person has signed", "%(shown)s+ people have signed", about)
    return words % {"shown": number(about, language)}


def card_path(action: ActionPage, card: Card) -> str:
    return f"/card/{action.slug}/{action.language}/{card.fingerprint}.png"


@dataclass
class CardMemory:
    """The cards of this process, each drawn once. Threads share it; at worst two of them draw the same card."""

    _kept: dict[tuple[str, str], tuple[str, bytes]] = field(default_factory=dict)

    def find(self, action: ActionPage, card: Card) -> bytes:
        kept = self._kept.get((action.slug, action.language))
        if kept and kept[0] == card.fingerprint:
            return kept[1]
        png = draw(card)
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[action.slug, action.language] = card.fingerprint, png
        return png
