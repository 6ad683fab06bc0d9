"""Which language's rules about persons are read."""

from functools import lru_cache

from actions.drafting.rules import PersonRules
from actions.drafting.rules_de import german
from actions.drafting.rules_en import english
from actions.drafting.rules_es import spanish
from actions.drafting.rules_fr import french
from actions.drafting.rules_ru import russian


@lru_cache(maxsize=8)
def person_rules(language: str) -> PersonRules:
    return {"de": german, "fr": french, "es": spanish, "ru": russian}.get(language, english)()
