"""Which mission of a responsible state answers for the country a supporter lives in, and by which channels.

`resolve` is deterministic and needs neither network nor database: a `Directory` holds all that is known of one state's
missions, a `Gazetteer` the facts about places.
"""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from actions.domain.countries import parse_country
from actions.domain.places import Gazetteer
from actions.languages import N_

KINDS = {
    "embassy": N_("Embassy"),
    "high_commission": N_("High Commission"),
    "nunciature": N_("Apostolic Nunciature"),
    "de_facto_embassy": N_("De facto embassy"),
    "representative_office": N_("Representative office"),
    "liaison_office": N_("Liaison office"),
    "interests_section": N_("Interests section"),
    "apostolic_delegation": N_("Apostolic delegation"),
    "permanent_mission": N_("Permanent mission"),
    "consulate_general": N_("Consulate General"),
    "consulate": N_("Consulate"),
    "de_facto_consulate": N_("De facto consulate"),
    "consular_agency": N_("Consular agency"),
    "honorary_consulate": N_("Honorary Consulate"),
    "trade_office": N_("Trade office"),
    "ministry_of_foreign_affairs": N_("Ministry of Foreign Affairs"),
}
"""Kinds of mission, and what each is called at the beginning of a name."""

DIPLOMATIC = {
    "embassy": 0,
    "high_commission": 1,
    "nunciature": 2,
    "de_facto_embassy": 3,
    "representative_office": 4,
    "liaison_office": 4,
    "interests_section": 5,
}
"""Kinds that represent a state to another one, with their rank."""

CONSULATES = {"consulate_general": 0, "consulate": 1}
"""Kinds that may stand in where no diplomatic mission is known, with their rank. Never an honorary one."""

CONSULAR = frozenset({*CONSULATES, "de_facto_consulate", "consular_agency", "honorary_consulate"})

STATUSES = ("active", "suspended", "closed", "unknown")
CHANNELS = ("email", "web_form", "website", "post", "public_account", "phone")
"""In the order of preference. After them there is always `hand_in`."""

COUNT_ONLY_REASONS = frozenset({"same_state", "blocked"})
"""Reasons for which no letter may be written, whoever asks."""

CONTESTED = "contested_host_not_for_"
_FOR_EDITORS = ("website_only", "email_at_public_provider", "consular_mailbox", "unverified")
"""Flags about a mission's contacts. They don't count when missions are ranked, or an email address would decide."""
_Q_ID = re.compile(r"Q([0-9]+)$")
_GENEVA = frozenset({"geneva", "genève", "genf", "ginevra"})
_NO_NUMBER = 10**12


@dataclass(frozen=True)
class ContactInfo:
    """One way to reach a mission."""

    id: int
    channel: str
    value: str
    status: str
    source: str
    source_on: str | None
    """ISO 8601 with as much as is known."""
    is_offered: bool = True
    """False for consular lines, mobiles, partial addresses: kept for editors, never shown to supporters."""
    confirmed_at: datetime | None = None
    note: str | None = None
    """What the source itself doubts."""
    flags: tuple[str, ...] = ()

    def is_usable(self, *, unverified_emails: bool) -> bool:
        """Whether it may be used: mail goes to a confirmed address alone, unless unverified ones are to be tried."""
        may_be_unverified = self.channel != "email" or unverified_emails
        return self.is_offered and self.status in ({"confirmed", "unverified"} if may_be_unverified else {"confirmed"})

    @property
    def preference(self) -> tuple[bool, str, str, int]:
        """The greatest is used first."""
        confirmed_at = self.confirmed_at.isoformat() if self.confirmed_at else ""
        return self.status == "confirmed", confirmed_at, self.source_on or "", -self.id


@dataclass(frozen=True)
class MissionInfo:
    """A mission with its contacts. `name` and `city` are for reading: a named district stands as its city."""

    id: int
    uuid: uuid.UUID
    operator_iso2: str
    host_iso2: str | None
    """The state that receives it, which is not always the one where it stands."""
    located_in_iso2: str | None
    kind: str
    name: str
    city: str | None
    source: str
    source_id: str
    checked_on: date | None = None
    status: str = "active"
    flags: frozenset[str] = frozenset()
    also_accredited_iso2s: frozenset[str] = frozenset()
    contacts: tuple[ContactInfo, ...] = ()

    @property
    def is_diplomatic(self) -> bool:
        return self.kind in DIPLOMATIC

    @property
    def is_consular(self) -> bool:
        """Its mailboxes are for passports: it is never written to by email."""
        return self.kind in CONSULAR

    def may_answer_for(self, country: str) -> bool:
        """Whether it works at all, and neither is disputed there nor is an embassy to the Holy See asked about Italy."""
        is_to_holy_see = self.host_iso2 == "VA" and country == "IT"
        return self.status == "active" and not is_to_holy_see and not self.is_contested_by(country)

    def is_contested_by(self, country: str) -> bool:
        return CONTESTED + country in self.flags

    def contact(self, channel: str, *, unverified_emails: bool = False) -> ContactInfo | None:
        """What `channel` would use: a confirmed contact before others, then the one with the latest source."""
        if channel == "email" and self.is_consular:
            return None
        usable = [
            each for each in self.contacts if each.channel == channel and each.is_usable(unverified_emails=unverified_emails)
        ]
        return max(usable, key=lambda each: each.preference, default=None)

    def usable_contacts(self, *, unverified_emails: bool = False) -> tuple[ContactInfo, ...]:
        """The contact of every channel that has one, in the order of preference."""
        found = (self.contact(channel, unverified_emails=unverified_emails) for channel in CHANNELS)
        return tuple(each for each in found if each is not None)

    def usable_email(self, *, unverified: bool = False) -> ContactInfo | None:
        return self.contact("email", unverified_emails=unverified)

    @property
    def number(self) -> tuple[int, str]:
        """Order of the source's ids: by the number in a Q-id, rows without one last."""
        q_id = _Q_ID.match(self.source_id)
        return (int(q_id[1]) if q_id else _NO_NUMBER), self.source_id

    @property
    def is_flagged(self) -> bool:
        """Whether a flag casts doubt on the mission itself, so that its twin comes first."""
        return any(not flag.startswith(_FOR_EDITORS) for flag in self.flags)


@dataclass(frozen=True)
class Override:
    """An editor's word on a pair of responsible state and country."""

    kind: str
    """`use_mission`, `no_relations`, or `none` where an editor took a shipped one back."""
    mission_id: int | None = None
    note: str = ""


@dataclass(frozen=True)
class SafetyRule:
    """A pair in which a personal letter may endanger its sender."""

    rule: str
    """`block_personal`, `warn`, or `none` where an editor took a shipped one back."""
    text: str = ""


@dataclass(frozen=True)
class Directory:
    """All that is known of one responsible state's missions."""

    state: str
    missions: tuple[MissionInfo, ...] = ()
    overrides: Mapping[str, Override] = field(default_factory=dict)
    rules: Mapping[str, SafetyRule] = field(default_factory=dict)
    parent: "Directory | None" = None
    """The missions of the state that acts abroad for this territory."""

    @cached_property
    def by_id(self) -> Mapping[int, MissionInfo]:
        return {mission.id: mission for mission in self.missions}

    @cached_property
    def by_host(self) -> Mapping[str, list[MissionInfo]]:
        hosted = defaultdict(list)
        for mission in self.missions:
            if mission.host_iso2:
                hosted[mission.host_iso2].append(mission)
        return hosted

    @cached_property
    def by_accreditation(self) -> Mapping[str, list[MissionInfo]]:
        accredited = defaultdict(list)
        for mission in self.missions:
            for country in mission.also_accredited_iso2s:
                accredited[country].append(mission)
        return accredited


@dataclass(frozen=True)
class Resolution:
    """Who is written to from a country, and how."""

    responsible_state: str
    country: str
    missions: tuple[MissionInfo, ...]
    """The first is the chosen one, the others are what would come next. None: supporters are only counted."""
    reason: str
    """`resident`, `non_resident`, `no_relations`, `same_state`, `blocked`, `override`, `consular_only`, `none`, or
    `territory>XX:` before the reason that the parent state XX has."""
    channels: tuple[str, ...] = ("hand_in",)
    """Those with usable data, and last `hand_in`: what nobody can send, a count alone too, is handed in on paper."""
    contacts: tuple[ContactInfo, ...] = ()
    """The chosen mission's contact for each channel, in the same order."""
    rule: str | None = None
    """`warn` or `block_personal`, with the text to show first in `warning`."""
    warning: str = ""

    @property
    def mission(self) -> MissionInfo | None:
        return self.missions[0] if self.missions else None

    @property
    def is_count_only(self) -> bool:
        return not self.missions

    @property
    def via(self) -> str | None:
        """The parent state whose mission answers for a territory."""
        return self.reason[len("territory>") :].partition(":")[0] if self.reason.startswith("territory>") else None

    @property
    def plain_reason(self) -> str:
        """The reason without the territory before it."""
        return self.reason.rpartition(":")[2]

    @property
    def answered_country(self) -> str:
        """The country that the mission answers for: the supporter's, or the parent state of their territory."""
        return self.via or self.country


def safety(
    rules: Mapping[str, SafetyRule], *, responsible_state: str, country: str, gazetteer: Gazetteer
) -> tuple[str, SafetyRule | None]:
    """How far a letter may endanger its sender: `same_state`, `blocked`, `warn` or `free`, and the rule that says so.

    A territory shares its parent state's rule where it has none of its own.
    """
    parent = gazetteer.parent_of(country)
    if responsible_state in {country, parent}:
        return "same_state", None
    rule = rules.get(country) or (rules.get(parent) if parent else None)
    if rule is None or rule.rule == "none":
        return "free", None
    return ("blocked" if rule.rule == "block_personal" else "warn"), rule


def resolve(directory: Directory, country: str, *, gazetteer: Gazetteer, unverified_emails: bool = False) -> Resolution:
    """The missions that answer for supporters in `country`; raises `Refused` for a blank or unknown one.

    `unverified_emails` makes an address that nobody confirmed usable: for demo mode, which nothing can leave.
    """
    country = parse_country(country)
    state = directory.state
    danger, rule = safety(directory.rules, responsible_state=state, country=country, gazetteer=gazetteer)
    warned = (rule.rule, rule.text) if rule else (None, "")
    if danger in COUNT_ONLY_REASONS:
        return Resolution(state, country, (), danger, rule=warned[0], warning=warned[1])
    answer = _answer(directory, country, gazetteer)
    if not answer.is_diplomatic and directory.parent:
        # A territory without a mission of its own there is represented by its parent state, whose own rules hold.
        represented = resolve(directory.parent, country, gazetteer=gazetteer, unverified_emails=unverified_emails)
        return replace(represented, responsible_state=state)
    chosen = answer.missions[0].usable_contacts(unverified_emails=unverified_emails) if answer.missions else ()
    channels = (*(contact.channel for contact in chosen), "hand_in")
    return Resolution(state, country, answer.missions, answer.reason, channels, chosen, *warned)


@dataclass(frozen=True)
class _Answer:
    missions: tuple[MissionInfo, ...]
    reason: str
    is_diplomatic: bool
    """Whether a mission that represents the state there was found, and not one that merely stands in."""


def _answer(directory: Directory, country: str, gazetteer: Gazetteer) -> _Answer:
    if own := _own_answer(directory, country):
        return own
    parent = gazetteer.parent_of(country)
    inherited = _inherited(directory, parent, gazetteer) if parent else None
    if inherited and inherited.is_diplomatic:
        return inherited
    return _consulate(directory, country) or inherited or _last_resort(directory, country)


def _own_answer(directory: Directory, country: str) -> _Answer | None:
    """The editors' word, else a mission that the country receives, else one accredited to it from elsewhere."""
    override = directory.overrides.get(country)
    if override and override.kind == "use_mission":
        mission = directory.by_id.get(override.mission_id or 0)
        if mission and not mission.is_contested_by(country):
            return _Answer((mission,), "override", is_diplomatic=True)
    resident = _ranked(directory.by_host.get(country, ()), country, DIPLOMATIC)
    if override and override.kind == "no_relations":
        sections = tuple(mission for mission in resident if mission.kind == "interests_section")
        return _Answer(sections, "no_relations", is_diplomatic=True) if sections else None
    if resident:
        return _Answer(resident, "resident", is_diplomatic=True)
    accredited = _ranked(directory.by_accreditation.get(country, ()), country, DIPLOMATIC)
    return _Answer(accredited, "non_resident", is_diplomatic=True) if accredited else None


def _inherited(directory: Directory, parent: str, gazetteer: Gazetteer) -> _Answer:
    answer = _answer(directory, parent, gazetteer)
    return replace(answer, reason=f"territory>{parent}:{answer.reason}")


def _consulate(directory: Directory, country: str) -> _Answer | None:
    found = _ranked(directory.by_host.get(country, ()), country, CONSULATES)
    return _Answer(found, "consular_only", is_diplomatic=False) if found else None


def _last_resort(directory: Directory, country: str) -> _Answer:
    """Permanent mission to the UN in Geneva, then New York, then the foreign ministry; never a neighbour's embassy."""
    override = directory.overrides.get(country)
    reason = "no_relations" if override and override.kind == "no_relations" else "none"
    working = [mission for mission in directory.missions if mission.may_answer_for(country)]
    steps = (_is_in_geneva, _is_in_new_york, _is_ministry)
    found = tuple(mission for step in steps for mission in sorted(filter(step, working), key=by_source))
    return _Answer(found, reason, is_diplomatic=False)


def _ranked(missions: Iterable[MissionInfo], country: str, kinds: Mapping[str, int]) -> tuple[MissionInfo, ...]:
    able = [mission for mission in missions if mission.kind in kinds and mission.may_answer_for(country)]
    return tuple(sorted(able, key=lambda mission: (kinds[mission.kind], *by_source(mission))))


def by_source(mission: MissionInfo) -> tuple[bool, tuple[int, str], int]:
    """Order of twins: unflagged before flagged, then the number in the Q-id; never who has an email."""
    return mission.is_flagged, mission.number, mission.id


def _is_in_geneva(mission: MissionInfo) -> bool:
    in_switzerland = "CH" in {mission.host_iso2, mission.located_in_iso2}
    city = (mission.city or "geneva").casefold()
    return mission.kind == "permanent_mission" and in_switzerland and city in _GENEVA


def _is_in_new_york(mission: MissionInfo) -> bool:
    in_united_states = "US" in {mission.host_iso2, mission.located_in_iso2}
    where = mission.city or mission.name
    return mission.kind == "permanent_mission" and in_united_states and "new york" in where.casefold()


def _is_ministry(mission: MissionInfo) -> bool:
    return mission.kind == "ministry_of_foreign_affairs" and mission.host_iso2 in {None, mission.operator_iso2}
