"""The forms of “my signatures”: to change a letter that waits, and to ask for the link again."""

from collections.abc import Callable
from typing import TypeVar

from flask_wtf import FlaskForm
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from actions.domain import contact
from actions.domain.disclosure import LEVELS, NEEDS_NAME
from actions.errors import Refused
from actions.languages import N_
from actions.queries.my import Wish
from actions.web.speech import in_words, translate

Parsed = TypeVar("Parsed")


class ChangeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Errors are sentences in the language spoken. The link's token stands in for one in the form."""

    class Meta:
        csrf = False

    disclosure = StringField()
    name = StringField()
    personal_line = StringField()

    parsed_name: str | None = None
    parsed_line: str | None = None

    def validate_disclosure(self, field: Field) -> None:
        if field.data not in LEVELS:
            raise ValidationError(translate(N_("Choose how you want to appear.")))

    def validate_name(self, field: Field) -> None:
        if self.disclosure.data in NEEDS_NAME:
            self.parsed_name = _parsed(contact.parse_name, field)

    def validate_personal_line(self, field: Field) -> None:
        if field.data and self.disclosure.data in NEEDS_NAME:
            self.parsed_line = _parsed(contact.parse_personal_line, field)

    def blame(self, error: Refused) -> None:
        """Put a refusal beside the field that it names; raises it again where it names none of ours."""
        if error.field not in self._fields:
            raise error
        self[error.field].errors = [in_words(error)]

    def wish(self) -> Wish:
        return Wish(disclosure=self.disclosure.data or "", name=self.parsed_name, personal_line=self.parsed_line or None)


class LinkForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A form token stands beside it."""

    class Meta:
        csrf = False

    email = StringField()

    address: contact.EmailAddress | None = None

    def validate_email(self, field: Field) -> None:
        self.address = _parsed(contact.parse_email, field)


def _parsed(parse: Callable[[str], Parsed], field: Field) -> Parsed:
    try:
        return parse(field.data or "")
    except Refused as error:
        raise ValidationError(in_words(error)) from None
