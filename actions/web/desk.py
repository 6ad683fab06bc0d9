"""The letter and the form beside it: what `_partials/desk.html` shows, before anything is chosen and with all that is."""

from dataclasses import dataclass, field

from babel import Locale
from wtforms import Field

from actions import clock
from actions.domain import figures
from actions.domain.contact import MAX_PERSONAL_LINE
from actions.domain.countries import country_choices, country_name, name_in_sentence
from actions.domain.disclosure import (
    LABELS,
    LEVELS,
    SENDS_LETTER,
    Appearance,
    appearance,
    gives_away,
    header_line,
    sender_name,
)
from actions.domain.mail import split_address
from actions.domain.mail_services import is_read_by, mail_services
from actions.domain.screening import REASONS, reasons_to_look
from actions.languages import direction
from actions.queries.actions import ActionPage, Message
from actions.usecases.pledges import message_chosen
from actions.web.forms.pledge import PledgeForm
from actions.web.mission_notes import MissionNote
from actions.web.sheets import Sheet, Words, plain, sheet_of
from actions.web.site import site
from actions.web.speech import language_spoken, translate

SOMEBODY = "Anna Lind"
SOMEWHERE = "SE"
"""Who stands in what a level shows, until a name and a country are there."""


@dataclass(frozen=True)
class Stand:
    """Where a form stands: on the action's own page or in a frame on another site."""

    name: str
    template: str
    """Shows the form again, with errors or as a preview."""
    after: str
    """Endpoint of the page after signing."""
    is_framed: bool = False

    def scope(self, action: ActionPage) -> str:
        """What a form token is good for."""
        return f"{self.name}:{action.slug}"


@dataclass(frozen=True)
class Choice:
    """A level of disclosure, with what exactly a mission would see."""

    level: str
    label: str
    sender: str
    reply_to: str
    signature: str | None


@dataclass(frozen=True)
class Answer:
    """What is said about a form that was sent: what to mend, or to look at once more, or how the letter would read."""

    is_preview: bool = False
    is_stale: bool = False
    """The form token was not good."""
    has_moved: bool = False
    """Own words were written for another mission or language than is chosen now."""
    cautions: tuple[str, ...] = ()
    """What of the form may tell more than its sender wants: `name`, `address`, `mail_service`."""
    must_look: bool = False
    """Whether it was to be signed, and waits because of the cautions alone."""


@dataclass(frozen=True)
class LetterOffered:
    sheet: Sheet
    name: str
    """Of its language, in the language spoken."""
    direction: str
    day: str
    country_name: str | None = field(default=None)


def desk(
    action: ActionPage,
    stand: Stand,
    form: PledgeForm | None = None,
    note: MissionNote | None = None,
    answer: Answer | None = None,
) -> dict[str, object]:
    """What `_partials/desk.html` needs to show the letter and the form."""
    form = form or PledgeForm(formdata=None)
    answer = answer or Answer()
    letters = [_offered(action, message, form, note) for message in action.letters]
    chosen = message_chosen(action, form.letter_language.data)
    letters.sort(key=lambda each: each.sheet.message != chosen)  # stable: the chosen one first
    sheet = letters[0].sheet if letters else None
    return {
        "action": action,
        "form": form,
        "note": note,
        "letters": letters,
        "sheet": sheet,
        "edits": _edits(form, sheet) if sheet else {},
        "edited_for": edited_for(note, sheet.message) if note and sheet else "",
        "state": name_in_sentence(action.case.responsible_state, language_spoken()),
        "form_token": site().form_tokens.make(stand.scope(action)),
        "countries": country_choices(language_spoken()),
        "choices": _choices(action, form, note),
        "shown_example": (_first(form.parsed_name or SOMEBODY), country_name(_country(note), language_spoken())),
        "most": MAX_PERSONAL_LINE,
        "services": " ".join(mail_services(action.case.responsible_state)),
        "framed": stand.is_framed,
        "is_preview": answer.is_preview,
        "stale_token": answer.is_stale,
        "has_moved": answer.has_moved,
        "cautions": answer.cautions,
        "must_look": answer.must_look,
        "looks": [translate(REASONS[each]) for each in _looks(form)] if answer.is_preview else [],
    }


def _country(note: MissionNote | None) -> str:
    return note.country if note else SOMEWHERE


def _first(name: str) -> str:
    return name.partition(" ")[0]


def _offered(action: ActionPage, message: Message, form: PledgeForm, note: MissionNote | None) -> LetterOffered:
    language = message.language
    is_chosen = message == message_chosen(action, form.letter_language.data)
    words = Words(
        own_line=form.parsed_line,
        signature=_appearance(form, note, language).signature if form.disclosure.data else None,
        edited_top=form.parsed_top if is_chosen else None,
        edited_end=form.parsed_end if is_chosen else None,
    )
    return LetterOffered(
        sheet=sheet_of(action, message, places_filled(note, language), words),
        name=str(Locale.parse(language_spoken()).languages.get(language, language)),
        direction=direction(language),
        day=figures.day(clock.today(), language),
        country_name=country_name(note.country, language) if note else None,
    )


def places_filled(note: MissionNote | None, language: str) -> dict[str, str | None]:
    """What the letter's open places hold, once the country is chosen."""
    if note is None or note.mission is None:
        return {}
    return {
        "mission": note.mission.name,
        "city": note.mission.city or " ",
        "country": country_name(note.country, language),
    }


def _appearance(form: PledgeForm, note: MissionNote | None, language: str) -> Appearance:
    """As it will be, or with somebody's name and country while these are not known."""
    country = country_name(note.country, language) if note else ""
    shown = appearance(form.disclosure.data or "", name=form.parsed_name, country_name=country, email=None)
    signature = shown.signature.removesuffix(", ") if shown.signature else None
    return Appearance(signature, shown.from_name, shown.reply_to)


def _choices(action: ActionPage, form: PledgeForm, note: MissionNote | None) -> list[Choice]:
    settings = site().settings
    name = form.parsed_name or SOMEBODY
    chosen = message_chosen(action, form.letter_language.data)
    country = country_name(_country(note), chosen.language if chosen else language_spoken())
    ours = f"reply+…@{split_address(settings.mail_from).domain}"
    own = form.address.typed if form.address else "anna@example.org"
    choices = []
    for level in LEVELS:
        seen = appearance(level, name=name, country_name=country, email=own)
        sender = header_line(sender_name(seen.from_name, action.organisation), settings.mail_from)
        choices.append(Choice(level, translate(LABELS[level]), sender, seen.reply_to or ours, seen.signature))
    return choices


# The letter in the supporter's own words


def edited_for(note: MissionNote, message: Message) -> str:
    return f"{note.country}.{message.language}"


def standard_words(action: ActionPage, message: Message, note: MissionNote | None) -> tuple[str | None, str | None]:
    """What stands before and after the demands as it is written; none while a place in it is open."""
    sheet = sheet_of(action, message, places_filled(note, message.language), Words())
    return plain(sheet.top), plain(sheet.end)


def _edits(form: PledgeForm, sheet: Sheet) -> dict[str, str]:
    """What the fields hold: own words, else what they would replace."""
    return {
        "edited_top": _kept(form.edited_top) or form.parsed_top or plain(sheet.top) or "",
        "edited_end": _kept(form.edited_end) or form.parsed_end or plain(sheet.end) or "",
    }


def _kept(field: Field) -> str:
    """What was typed, where something is wrong with it."""
    return str(field.data) if field.errors else ""


# What to think about once more. A caution stops nobody: sent again from a page that shows it, the form is taken.


def cautions_of(action: ActionPage, form: PledgeForm) -> tuple[str, ...]:
    """What may tell more than its sender wants."""
    email = form.address.typed if form.address else None
    own_words = (form.parsed_line, form.parsed_top, form.parsed_end)
    told = gives_away(form.disclosure.data or "", own_words, name=form.parsed_name, email=email)
    is_read = form.address is not None and is_read_by(action.case.responsible_state, form.address.domain)
    return (*told, *(["mail_service"] if is_read else []))


def _looks(form: PledgeForm) -> tuple[str, ...]:
    if form.disclosure.data not in SENDS_LETTER:
        return ()
    email = form.address.typed if form.address and form.disclosure.data == "name_reply_to" else None
    own_words = [each for each in (form.parsed_line, form.parsed_top, form.parsed_end) if each]
    return reasons_to_look("\n\n".join(own_words), own_email=email)
