"""The form with which somebody signs. Flask-WTF reads it; the domain says what is right."""

from collections.abc import Callable
from typing import TypeVar

from flask_wtf import FlaskForm
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from actions.domain import contact
from actions.domain.countries import COUNTRIES
from actions.domain.disclosure import LEVELS, NEEDS_NAME
from actions.errors import Refused
from actions.usecases.pledges import Signature
from actions.web.speech import in_words

Parsed = TypeVar("Parsed")


class PledgeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Without Flask-WTF's session token, which would need a cookie: `domain.tokens.FormTokens` stands in.

    An error is a key of `templates/_partials/wording.html`, or a sentence of the domain's.
    """

    class Meta:
        csrf = False

    country = StringField()
    disclosure = StringField()
    name = StringField()
    personal_line = StringField()
    email = StringField()
    consent = StringField()
    letter_language = StringField()
    edited_top = StringField()
    edited_end = StringField()
    edited_for = StringField()
    """For which country and language the words were there to be edited: `SE.en`."""
    seen = StringField()
    """Which cautions stood on the page that this was sent from."""
    shown = StringField()
    updates = StringField()

    is_preview = False
    """A preview needs the country alone; what else is filled in must be right."""

    def check(self, *, is_preview: bool) -> bool:
        self.is_preview = is_preview
        return bool(self.validate())

    def validate_country(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("country_missing")
        if field.data not in COUNTRIES:
            raise ValidationError("country_unknown")

    def validate_disclosure(self, field: Field) -> None:
        if field.data not in LEVELS and not (self.is_preview and not field.data):
            raise ValidationError("disclosure_missing")

    @property
    def is_letter(self) -> bool:
        """Whether a letter goes; else what belongs to one is neither read nor kept."""
        return self.disclosure.data != "count_only"

    def validate_name(self, field: Field) -> None:
        is_needed = self.disclosure.data in NEEDS_NAME and not self.is_preview
        if self.is_letter and (field.data or is_needed):
            self.parsed_name = _parsed(contact.parse_name, field)

    def validate_personal_line(self, field: Field) -> None:
        if self.is_letter and field.data:
            self.parsed_line = _parsed(contact.parse_personal_line, field)

    def validate_edited_top(self, field: Field) -> None:
        self.parsed_top = self._parsed_edit(field)

    def validate_edited_end(self, field: Field) -> None:
        self.parsed_end = self._parsed_edit(field)

    def _parsed_edit(self, field: Field) -> str | None:
        def parse(text: str) -> str:
            return contact.parse_edit(text, field=field.name)

        return _parsed(parse, field) if self.is_letter and field.data else None

    def validate_email(self, field: Field) -> None:
        if field.data or not self.is_preview:
            self.address = _parsed(contact.parse_email, field)

    def validate_consent(self, field: Field) -> None:
        if field.data != "yes" and not self.is_preview:
            raise ValidationError("consent_missing")

    parsed_name: str | None = None
    parsed_line: str | None = None
    parsed_top: str | None = None
    parsed_end: str | None = None
    address: contact.EmailAddress | None = None

    def blame(self, error: Refused) -> None:
        """Put a use-case's refusal beside the field that it names; raises it again where it names none of ours."""
        if error.field not in self._fields:
            raise error
        self[error.field].errors = [in_words(error)]

    def signature(self, *, came_by: str | None = None) -> Signature:
        """`came_by` is the channel of the shared link that led here."""
        assert self.address is not None
        return Signature(
            country=self.country.data or "",
            disclosure=self.disclosure.data or "",
            email=self.address,
            name=self.parsed_name,
            personal_line=self.parsed_line,
            letter_language=self.letter_language.data or None,
            edited_top=self.parsed_top,
            edited_end=self.parsed_end,
            is_shown=self.shown.data == "yes",
            wants_updates=self.updates.data == "yes",
            came_by=came_by,
        )


def _parsed(parse: Callable[[str], Parsed], field: Field) -> Parsed:
    try:
        return parse(field.data or "")
    except Refused as error:
        raise ValidationError(in_words(error)) from None
