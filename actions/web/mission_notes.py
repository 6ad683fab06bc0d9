"""Who gets a letter from a country, as the form, the script and the preview say it."""

from dataclasses import dataclass
from typing import Any

from flask import get_template_attribute

from actions.domain.countries import country_name
from actions.domain.mission_words import sentence
from actions.domain.missions import MissionInfo, Resolution
from actions.domain.reviewed import Wording, rule_wording, wording
from actions.languages import N_
from actions.queries import counts
from actions.queries.actions import ActionPage
from actions.web.site import site
from actions.web.speech import language_spoken, translate
from actions.web.ways import post_lines

NOBODY_THERE = N_(
    "No mission is known that answers for your country, so there is nobody to write to. You can be counted: the number is "
    "handed over with the others."
)
FEWEST_SHOWN = 10
"""Smaller numbers of supporters in one country are not shown."""


@dataclass(frozen=True)
class MissionNote:
    found: Resolution
    organisation: str
    mode: str
    people: int | None
    """Confirmed signatures from the country, if enough to be shown."""

    @property
    def country(self) -> str:
        return self.found.country

    @property
    def country_name(self) -> str:
        return country_name(self.found.country, language_spoken())

    @property
    def mission(self) -> MissionInfo | None:
        return self.found.mission

    @property
    def is_count_only(self) -> bool:
        return self.found.is_count_only

    @property
    def sentence(self) -> str:
        return sentence(self.found, language_spoken())

    @property
    def channel(self) -> str:
        """What happens with the letter: `email`, `hand_in`, or `count` where none may be written."""
        if self.is_count_only:
            return "count"
        return "email" if self.found.channels[0] == "email" and self.mode != "hand_in" else "hand_in"

    @property
    def warning(self) -> Wording:
        """What to say before the choice, where it is free; without words where nothing is."""
        return rule_wording("" if self.is_count_only else self.found.warning or "", language_spoken())

    @property
    def instead(self) -> Wording:
        """What to say in the place of the choices that are not offered; without words where all are."""
        if self.found.reason == "same_state":
            return wording("same_state", language_spoken())
        if self.found.reason == "blocked":
            return wording("blocked", language_spoken(), country=self.country)
        return Wording(translate(NOBODY_THERE) if self.is_count_only else "", None)

    @property
    def checked_on(self) -> str | None:
        """When the contact used was confirmed, or else of when its source is, or what is known of the mission (ISO 8601)."""
        if self.channel == "email":
            contact = self.found.contacts[0]
            return contact.confirmed_at.date().isoformat() if contact.confirmed_at else contact.source_on
        checked_on = self.mission.checked_on if self.mission else None
        return checked_on.isoformat() if checked_on else None

    @property
    def address_lines(self) -> tuple[str, ...]:
        if self.mission is None:
            return ()
        post = next((contact.value for contact in self.found.contacts if contact.channel == "post"), None)
        return post_lines(self.mission, post)


def note_for(action: ActionPage, country: str) -> MissionNote:
    """Raises `Refused` for a country that is none."""
    with site().database.read_only() as session:
        found = site().directories.resolve_for(
            session,
            responsible_state=action.case.responsible_state,
            country=country,
            unverified_emails=site().is_demo,
        )
        people = counts.in_country(session, action_id=action.id, country=found.country)
    return MissionNote(found, action.organisation, action.mode, people if people >= FEWEST_SHOWN else None)


def as_json(note: MissionNote, action: ActionPage) -> dict[str, Any]:
    """What the script puts into the page, in the words of the templates."""
    mission = note.mission
    return {
        "country": note.country,
        "country_name": note.country_name,
        "reason": note.found.reason,
        "count_only": note.is_count_only,
        "mission": mission.name if mission else None,
        "city": mission.city if mission else None,
        "lines": note.address_lines,
        "sentence": note.sentence,
        "channel": note.channel,
        "how": _say("how_it_goes", note),
        "brief": _say("channel_words", note),
        "checked_on": note.checked_on,
        "warning": note.warning.text,
        "warning_english": note.warning.english,
        "instead": note.instead.text,
        "instead_english": note.instead.english,
        "button": _say("button_words", note),
        "people": _say("people_words", note),
        "countries": {each.language: country_name(note.country, each.language) for each in action.letters},
    }


def _say(macro: str, note: MissionNote) -> str:
    words = get_template_attribute("_partials/mission.html", macro)(note)
    return str(words.striptags())
