"""What a resolution says in words, for pages and the terminal."""

from actions.domain.countries import country_name, name_in_sentence
from actions.domain.missions import Resolution

CHANNEL_WORDS = {
    "email": "email",
    "web_form": "web form",
    "website": "website",
    "post": "post",
    "public_account": "public account",
    "phone": "phone",
    "hand_in": "hand-in on paper",
}


def sentence(found: Resolution) -> str:
    """Who is written to, for which country, and why it is not simply the embassy there. Without a full stop."""
    country = name_in_sentence(found.country)
    state = name_in_sentence(found.responsible_state)
    mission = found.mission
    if found.reason == "same_state":
        return f"Supporters in {country} are only counted: no letter of theirs goes to the state that they live in"
    if found.reason == "blocked":
        return f"Supporters in {country} are only counted: a letter to a mission of {state} could put them at risk"
    if mission is None:
        return f"No mission of {state} is known that answers for {country}: supporters there are only counted"
    return mission.name + _relation(found)


def _relation(found: Resolution) -> str:
    country, state = name_in_sentence(found.country), name_in_sentence(found.responsible_state)
    answered = name_in_sentence(found.answered_country)
    mission = found.mission
    assert mission is not None
    endings = {
        "resident": f", for {answered}",
        "override": f", which answers for {answered}",
        "non_resident": f", which also covers {answered}" if mission.host_iso2 else f", which covers {answered}",
        "no_relations": f", since {state} and {answered} have no diplomatic relations",
        "consular_only": f", since no embassy of {state} for {answered} is known",
        "none": f", since no mission of {state} for {answered} is known",
    }
    ending = endings[found.plain_reason]
    return f"{ending}, which acts for {country} abroad" if found.via else ending


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
