"""Title and letter from templates with slots: names, a place, a state. No sentence of an article goes in."""

import re
from dataclasses import dataclass

from actions.drafting.draft import Demand, Span
from actions.drafting.territories import state_name

_NAMES = {
    "CD": "the Democratic Republic of the Congo",
    "CG": "the Republic of the Congo",
    "CI": "Côte d’Ivoire",
    "HK": "Hong Kong",
    "MM": "Myanmar",
    "MO": "Macao",
    "PS": "the Palestinian Territories",
}
_WITH_ARTICLE = frozenset(["AE", "BS", "CF", "DO", "GB", "GM", "KM", "MH", "MV", "NL", "PH", "SB", "US"])
_OVER = ("died", "executed")
_SYLLABLE_VOWEL = re.compile(r"^[aeiou]", re.IGNORECASE)


@dataclass(frozen=True)
class Slots:
    """All that a letter may say about a case. `subject` is a name or "the six students"."""

    subject: str
    is_group: bool
    state: str | None
    status: str
    place: str | None
    demands: tuple[Demand, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(demand.kind for demand in self.demands))

    @property
    def verb(self) -> str:
        return "are" if self.is_group else "is"


def make_slots(
    person: str | None, group: str | None, state: str | None, status: str, place: Span | None, demands: tuple[Demand, ...]
) -> Slots | None:
    """None where it is not known whom a letter would be about."""
    if not person and not group:
        return None
    meant = tuple(demand for demand in demands if demand.beneficiary != "others")
    text = re.sub(r"\s+", " ", place.text) if place else None
    return Slots(person or _group_name(group or ""), person is None, state, status, text, meant)


def title(slots: Slots) -> str:
    for kind, status, words in _TITLES:
        if (kind is None or kind in slots.kinds) and (status is None or slots.status in status):
            return words.format(subject=slots.subject)
    return f"Write for {slots.subject}"


_NOT_OVER = ("detained", "house_arrest", "disappeared", "unknown")
_TITLES: tuple[tuple[str | None, tuple[str, ...] | None, str], ...] = (
    ("body", ("died", "executed"), "Truth about the death of {subject}"),
    ("investigate", ("died", "executed"), "Truth about the death of {subject}"),
    (None, ("died", "executed"), "Remember {subject}"),
    ("execution", _NOT_OVER, "Stop the execution of {subject}"),
    ("whereabouts", ("disappeared", "unknown", "detained"), "Tell us where {subject} can be found"),
    ("extradition", _NOT_OVER, "Do not hand over {subject}"),
    ("release", _NOT_OVER, "Free {subject}"),
    ("medical", None, "Medical care for {subject}"),
    ("torture", None, "Stop the ill-treatment of {subject}"),
    ("safety", None, "Safety for {subject}"),
    ("court", None, "Bring {subject} before a court"),
    ("visit", None, "Let visitors see {subject}"),
    ("solitary", None, "End the solitary confinement of {subject}"),
    ("charges", None, "Drop the case against {subject}"),
    ("fair_trial", None, "A fair trial for {subject}"),
    ("lawyer", None, "A lawyer for {subject}"),
    ("family", None, "Let the family of {subject} visit"),
    ("investigate", None, "Investigate the treatment of {subject}"),
    (None, ("released",), "{subject}: free at last"),
)


def letter(slots: Slots) -> str:
    paragraphs = [
        "Your Excellency,",
        f"I am writing to you about {_case_of(slots)}. {_situation(slots)}",
        _request(slots),
        ("I would be grateful if you would convey this appeal to your government, and for a word on what is being done."),
        "Yours faithfully,",
    ]
    return "\n\n".join(paragraphs)


def _request(slots: Slots) -> str:
    wanted = asks(slots)
    if len(wanted) == 1:
        return f"I respectfully ask {_authorities(slots)} to {wanted[0]}."
    lines = [*(f"– {ask};" for ask in wanted[:-1]), f"– {wanted[-1]}."]
    return f"I respectfully ask {_authorities(slots)} to:\n\n" + "\n".join(lines)


def hashtags(slots: Slots) -> tuple[str, ...]:
    """ "#FreeMiraSolenko", where release is what is demanded."""
    if slots.is_group or slots.status in (*_OVER, "released"):
        return ()
    name = "".join(part[:1].upper() + part[1:] for part in re.findall(r"\w+", slots.subject))
    return (f"#Free{name}",) if "release" in slots.kinds else (f"#{name}",)


def country(state: str) -> str:
    """A state as it stands after "in" or "of": "Belarus", "the United States"."""
    name = _NAMES.get(state) or re.sub(r"\s*\(.*?\)", "", state_name(state))
    return f"the {name}" if state in _WITH_ARTICLE else name


def _group_name(label: str) -> str:
    name = re.sub(r"\s+", " ", label).strip()
    name = (
        name[0].lower() + name[1:]
        if name.split()[0].lower()
        in ("the", "these", "those", "all", "at", "some", "more", "over", "nearly", "about", "around")
        else name
    )
    name = re.sub(r"^(?:these|those)\b", "the", name)
    if re.match(r"(?:all|the|at|some|more|over|nearly|about|around|dozens|hundreds|scores)\b", name, re.IGNORECASE):
        return re.sub(r"^all (?!the|of)", "all the ", name)
    return f"the {name[0].lower() + name[1:]}"


def _case_of(slots: Slots) -> str:
    return f"the case of {slots.subject}"


def _authorities(slots: Slots) -> str:
    return f"the authorities of {country(slots.state)}" if slots.state else "the authorities"


def _situation(slots: Slots) -> str:
    subject, verb, where = slots.subject, slots.verb, _where(slots)
    have = "have" if slots.is_group else "has"
    was = "were" if slots.is_group else "was"
    sentence = {
        "detained": f"According to published reports, {subject} {verb} being held{where}.",
        "house_arrest": f"According to published reports, {subject} {verb} under house arrest{_in_state(slots)}.",
        "disappeared": (
            f"According to published reports, the whereabouts of {subject} are unknown, and {subject} {have} "
            f"disappeared{_in_state(slots)}."
        ),
        "released": f"According to published reports, {subject} {have} been released.",
        "died": f"According to published reports, {subject} {have} died{_in_state(slots)}.",
        "executed": f"According to published reports, {subject} {was} executed{_in_state(slots)}.",
    }
    return sentence.get(slots.status, f"I am concerned about what is happening to {subject}{_in_state(slots)}.")


def _in_state(slots: Slots) -> str:
    return f" in {country(slots.state)}" if slots.state else ""


def _where(slots: Slots) -> str:
    if not slots.place:
        return _in_state(slots)
    place = _article(slots.place) + slots.place
    named = slots.state and (state_name(slots.state) in place or country(slots.state).removeprefix("the ") in place)
    return f" in {place}" + ("" if named or not slots.state else f", {country(slots.state)}")


def _article(place: str) -> str:
    """ "a prison in Tver", "the prison of Mornaguia", "the Mesa Processing Center"; none before "penal colony No. 4"."""
    if re.search(r"\d", place):
        return ""
    if place[0].islower() and not re.match(r"[a-z\s-]+\sof\s", place):
        return "an " if _SYLLABLE_VOWEL.match(place) else "a "
    kind = re.search(r"\b(?:cent(?:re|er)|facility|complex|institution|station|headquarters)\b", place, re.IGNORECASE)
    return "the " if kind or place[0].islower() else ""


def asks(slots: Slots) -> list[str]:
    """The demands as clean clauses that follow "to": "release Mira Solenko immediately"."""
    wanted = list(dict.fromkeys(ask for kind in slots.kinds if (ask := _ask(kind, slots))))
    return wanted or [f"respect the rights of {slots.subject} under international law"]


def _ask(kind: str, slots: Slots) -> str | None:
    subject = slots.subject
    words = " ".join(demand.text.lower() for demand in slots.demands if demand.kind == kind)
    is_over = slots.status in _OVER
    if is_over:
        return {
            "investigate": f"order a prompt and independent investigation into the death of {subject}",
            "body": (f"hand the {'remains' if re.search('ashes|remains', words) else 'body'} of {subject} to the family"),
        }.get(kind)
    if kind == "release":
        return None if slots.status == "released" else f"release {subject}{_how(words)}"
    if kind == "charges":
        return _charges(words, subject)
    return {
        "bail": f"grant bail to {subject}",
        "medical": f"give {subject} prompt access to adequate medical care",
        "fair_trial": (
            f"ensure that {subject} {'receive' if slots.is_group else 'receives'} a fair trial before an independent court"
        ),
        "torture": f"protect {subject} from torture and other ill-treatment",
        "whereabouts": f"disclose without delay where {subject} {slots.verb} and in what condition",
        "lawyer": f"give {subject} regular access to an independent lawyer",
        "family": f"allow {subject} regular contact with family",
        "execution": f"halt the execution of {subject}",
        "investigate": f"order a prompt and independent investigation into the treatment of {subject}",
        "safety": f"guarantee the safety of {subject}{_and_family(words, slots)}",
        "visit": f"let independent visitors see {subject}",
        "court": f"bring {subject} before an independent court without delay",
        "solitary": f"end the solitary confinement of {subject}",
        "extradition": f"refrain from handing {subject} over to another state",
        "justice": f"respect the rights of {subject} under international law",
    }.get(kind)


def _and_family(words: str, slots: Slots) -> str:
    if not re.search(r"\bfamil|\brelatives\b", words):
        return ""
    return " and of their families" if slots.is_group else " and of the family"


def _how(words: str) -> str:
    immediately = re.search(r"immediat|at once|now\b|promptly|sofort|unverzüglich|inmediat|немедлен", words)
    unconditionally = re.search(r"unconditional|bedingungslos|sans condition|incondicional|безусловн", words)
    return {
        (True, True): " immediately and unconditionally",
        (True, False): " immediately",
        (False, True): " unconditionally",
    }.get((bool(immediately), bool(unconditionally)), "")


def _charges(words: str, subject: str) -> str:
    if re.search(r"convict|verdict|sentence|quash|overturn|annul|vacat", words) and not re.search(r"charges", words):
        return f"quash the conviction of {subject}"
    return f"drop the charges against {subject}"
