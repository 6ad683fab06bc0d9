"""Texts on which somebody's safety or consent rests, and whether their translations were reviewed.

Until a person who speaks the language has read a translation and `locales/reviewed.toml` says so, its English stands beside
it. The mark is the translation's hash: it falls as soon as a word changes, in English or in the translation.
"""

from dataclasses import dataclass

from actions.domain.countries import name_in_sentence
from actions.domain.disclosure import MEANINGS
from actions.languages import N_, SOURCE, is_reviewed, translate

TEXTS = {
    "consent": N_(
        "I am 16 or older. I agree that %(organisation)s keeps my email address, my country and what I fill in here, and "
        "hands over to the mission of %(state)s exactly what I chose above, nothing more. My signature shows a political "
        "opinion. I can take it back at any time; a letter that has been handed over cannot be called back."
    ),
    "shown": N_("Show me on the page of this action, by my first name and my country."),
    "updates": N_("%(organisation)s may write to me with news about this action and others. I can stop this at any time."),
    "safety": N_("If you or your family live in, travel to or hold a passport of %(state)s, choose “count me only”."),
    "same_state": N_(
        "You live where this letter would be read by the state that holds the prisoner. For your safety you can only be "
        "counted here: a number, without your name, and one mail that does not say what it is about."
    ),
    "blocked": N_(
        "From %(country)s a letter like this may endanger who signs it. For your safety you can only be counted here: a "
        "number, without your name, and one mail that does not say what it is about."
    ),
    "mail_service": N_(
        "Your mailbox lies with a service that the authorities of %(state)s can have opened: they may see there what we "
        "write to you. If you can, use an address elsewhere. You can also sign with this one."
    ),
    "rule_extradition": N_(
        "The authorities of your country and of the responsible state work together and can hand people over to each other. "
        "If that could put you or your family at risk, choose “count me only”."
    ),
    "rule_union_state": N_(
        "Your country and the responsible state are allied in a union state, and their authorities work closely together. "
        "For your safety we only count you: nothing that points to you goes to the responsible state."
    ),
    "reveals_mail_app": N_("The embassy sees your email address, and the name that your mail program puts beside it."),
    "reveals_web_form": N_(
        "The embassy sees what you type into its form, mostly a name and an email address, and the internet address "
        "of your device."
    ),
    "reveals_website": N_("The embassy sees what you write there and the internet address of your device."),
    "reveals_post": N_(
        "The envelope shows your handwriting and the postmark of your place; your address, if you write it on."
    ),
    "reveals_public_account": N_("Everybody sees your account and who follows it, for as long as the post stands."),
    "reveals_phone": N_("The embassy hears your voice and, unless you hide it, sees your number."),
    **{f"sees_{level}": meaning for level, meaning in MEANINGS.items()},
}
"""By id. `%(state)s` and `%(country)s` are filled in from ISO 3166-1 codes. The rules are the shipped ones, which are data
and may be changed: see `rule_wording`."""
_COUNTRIES = frozenset({"state", "country"})


@dataclass(frozen=True)
class Wording:
    """A text as a page shows it."""

    text: str
    english: str | None
    """Stands beside it while the translation is not reviewed."""

    @property
    def whole(self) -> str:
        """All that is shown, for the hash of what somebody agreed to."""
        return f"{self.text}\n\n{self.english}" if self.english else self.text


def wording(text_id: str, language: str, **values: str) -> Wording:
    """The text in that language; `state` and `country` are ISO 3166-1 codes."""
    message = TEXTS[text_id]
    english = None if is_reviewed(language, message) else _filled(message, SOURCE, values)
    return Wording(_filled(message, language, values), english)


def rule_wording(text: str, language: str) -> Wording:
    """Of a safety rule. One that an organisation wrote or changed stands as it was written."""
    translated = translate(language, text)
    is_alone = translated == text or is_reviewed(language, text)
    return Wording(translated, None if is_alone else text)


def _filled(message: str, language: str, values: dict[str, str]) -> str:
    named = {name: name_in_sentence(each, language) if name in _COUNTRIES else each for name, each in values.items()}
    return translate(language, message, **named)
