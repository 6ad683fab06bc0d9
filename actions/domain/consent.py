"""What supporters agree to when they sign. The hash of the text shown is stored."""

from actions.domain.disclosure import LABELS
from actions.domain.reviewed import Wording, wording
from actions.languages import SOURCE, translate


def signing_consent(*, organisation: str, state: str, language: str = SOURCE) -> Wording:
    """The sentence beside the box that must be ticked. `state` is the code of the responsible state."""
    return wording("consent", language, organisation=organisation, state=state)


def texts_agreed_to(*, organisation: str, state: str, disclosure: str, language: str = SOURCE) -> dict[str, str]:
    """For each purpose all that the form says of it: of signing also the safety sentence and what the level shows."""
    signing = [
        wording("safety", language, state=state).whole,
        translate(language, LABELS[disclosure]),
        wording(f"sees_{disclosure}", language).whole,
        signing_consent(organisation=organisation, state=state, language=language).whole,
    ]
    return {
        "sign": "\n\n".join(signing),
        "shown": wording("shown", language).whole,
        "updates": updates_consent(organisation=organisation, language=language),
    }


def updates_consent(*, organisation: str, language: str = SOURCE) -> str:
    """All that stands beside what asks for updates."""
    return wording("updates", language, organisation=organisation).whole
