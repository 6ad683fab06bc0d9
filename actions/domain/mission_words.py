"""What a resolution says in words, for pages and the terminal."""

from actions.domain.countries import country_name, name_in_sentence
from actions.domain.missions import COUNT_ONLY_REASONS, KINDS, MissionInfo, Resolution
from actions.languages import N_, SOURCE, translate

CHANNEL_WORDS = {
    "email": "email",
    "web_form": "web form",
    "website": "website",
    "post": "post",
    "public_account": "public account",
    "phone": "phone",
    "hand_in": "hand-in on paper",
}


_RELATIONS = {
    "resident": N_("%(mission)s, for %(answered)s."),
    "override": N_("%(mission)s, which answers for %(answered)s."),
    "non_resident": N_("%(mission)s, which also covers %(answered)s."),
    "no_relations": N_("%(mission)s, since %(state)s and %(answered)s have no diplomatic relations."),
    "consular_only": N_("%(mission)s, since no embassy of %(state)s for %(answered)s is known."),
    "none": N_("%(mission)s, since no mission of %(state)s for %(answered)s is known."),
}
_SEATLESS = N_("%(mission)s, which covers %(answered)s.")
_THROUGH = N_("Abroad, %(answered)s acts for %(country)s.")
_COUNTED = {
    "same_state": N_("Supporters in %(country)s are only counted: no letter of theirs goes to the state that they live in."),
    "blocked": N_("Supporters in %(country)s are only counted: a letter to a mission of %(state)s could put them at risk."),
    "unknown": N_("No mission of %(state)s is known that answers for %(country)s: supporters there are only counted."),
}


def sentence(found: Resolution, language: str = SOURCE) -> str:
    """Who is written to, for which country, and why it is not simply the embassy there."""
    values = {
        "country": name_in_sentence(found.country, language),
        "answered": name_in_sentence(found.answered_country, language),
        "state": name_in_sentence(found.responsible_state, language),
    }
    mission = found.mission
    if found.reason in COUNT_ONLY_REASONS or mission is None:
        return translate(language, _COUNTED.get(found.reason, _COUNTED["unknown"]), **values)
    is_seatless = found.plain_reason == "non_resident" and not mission.host_iso2
    relation = _SEATLESS if is_seatless else _RELATIONS[found.plain_reason]
    words = translate(language, relation, mission=mission_title(mission, language), **values)
    return f"{words} {translate(language, _THROUGH, **values)}" if found.via else words


def mission_title(mission: MissionInfo, language: str) -> str:
    """What a mission is called in a text of that language: in English its name, else put together from what it is."""
    if language == SOURCE:
        return mission.name
    pattern = N_("%(kind)s (%(state)s), %(city)s") if mission.city else N_("%(kind)s (%(state)s)")
    return translate(
        language,
        pattern,
        kind=translate(language, KINDS[mission.kind]),
        state=country_name(mission.operator_iso2, language),
        city=mission.city,
    )


def reason_in_words(found: Resolution) -> str:
    """The reason as a short phrase, e.g. for a table."""
    phrases = {
        "resident": "mission in the country",
        "non_resident": "covered from elsewhere",
        "no_relations": "no diplomatic relations",
        "same_state": "the responsible state itself",
        "blocked": "blocked for safety",
        "override": "chosen by an editor",
        "consular_only": "a consulate alone",
        "none": "no mission known",
    }
    phrase = phrases[found.plain_reason]
    return f"through {country_name(found.via)}: {phrase}" if found.via else phrase
