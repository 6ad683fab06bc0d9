"""The form of an action, on its page and in a frame: shown, previewed, and signed with."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Response, make_response, render_template, request

from actions.domain.consent import signing_consent
from actions.domain.countries import COUNTRIES, country_choices, country_name, name_in_sentence
from actions.domain.disclosure import LEVELS, appearance
from actions.domain.tokens import TokenError
from actions.errors import Conflict, Gone, Refused
from actions.queries.actions import ActionPage
from actions.usecases.pledges import sign
from actions.web.forms.pledge import PledgeForm
from actions.web.mission_notes import MissionNote, note_for
from actions.web.redirects import see_other
from actions.web.rendering import LANGUAGE
from actions.web.sheets import sheet_of
from actions.web.site import site

HONEYPOT = "remarks"


@dataclass(frozen=True)
class Stand:
    """Where a form stands: on the action's own page or in a frame on another site."""

    name: str
    template: str
    """Shows the form again, with errors or as a preview."""
    after: str
    """Endpoint of the page after signing."""

    def scope(self, action: ActionPage) -> str:
        """What a form token is good for."""
        return f"{self.name}:{action.slug}"


ON_PAGE = Stand("action", "public/form.html", "public.check_email")
IN_FRAME = Stand("embed", "embed/form.html", "embed.check_email")


def desk(
    action: ActionPage,
    stand: Stand,
    form: PledgeForm | None = None,
    note: MissionNote | None = None,
    *,
    is_preview: bool = False,
) -> dict[str, object]:
    """What `_partials/desk.html` needs to show the letter and the form."""
    form = form or PledgeForm(formdata=None)
    return {
        "action": action,
        "form": form,
        "note": note,
        "sheet": sheet_of(action, _filled(form, note)),
        "state": name_in_sentence(action.case.responsible_state),
        "consent": _consent(action),
        "form_token": site().form_tokens.make(stand.scope(action)),
        "countries": country_choices(LANGUAGE),
        "levels": LEVELS,
        "framed": stand is IN_FRAME,
        "is_preview": is_preview,
    }


def _consent(action: ActionPage) -> str:
    return signing_consent(organisation=action.organisation, state=name_in_sentence(action.case.responsible_state))


def _filled(form: PledgeForm, note: MissionNote | None) -> dict[str, str | None]:
    """What the letter's open places hold so far."""
    if note is None or note.mission is None:
        return {"personal_line": form.parsed_line}
    language_name = country_name(note.country, LANGUAGE)
    shown = appearance(form.disclosure.data or "", name=form.parsed_name, country_name=language_name, email=None)
    return {
        "mission": note.mission.name,
        "city": note.mission.city,
        "country": language_name,
        "personal_line": form.parsed_line,
        "signature": shown.signature if form.disclosure.data else None,
    }


def answer_form(slug: str, stand: Stand) -> Response:
    """Take a POST of the form: sign, or show the letter, or say what to mend. Raises `NotFound`, `Gone`."""
    try:
        return _answer_form(slug, stand)
    except Conflict:  # the action has changed since it was remembered
        site().actions.forget(slug)
        return _answer_form(slug, stand)


def _answer_form(slug: str, stand: Stand) -> Response:
    action = site().actions.find(site().database, slug)
    if not action.is_open or action.message is None:
        raise Gone("This action takes no more signatures. What became of it stands on its page.")
    form = PledgeForm(formdata=request.form)
    is_preview = request.form.get("do") != "send"
    has_token = _has_token(action, stand)
    if not form.check(is_preview=is_preview) or is_preview or not has_token:
        return _show(action, stand, form, is_stale=not has_token)
    try:
        _sign(action, form)
    except Refused as error:
        form.blame(error)
        return _show(action, stand, form)
    return _to_next_page(action, stand, form)


def _has_token(action: ActionPage, stand: Stand) -> bool:
    try:
        site().form_tokens.check(request.form.get("form_token", ""), stand.scope(action))
    except TokenError:
        return False
    return True


def _show(action: ActionPage, stand: Stand, form: PledgeForm, *, is_stale: bool = False) -> Response:
    country = form.country.data or ""
    note = note_for(action, country) if country in COUNTRIES else None
    is_wrong = bool(form.errors) or is_stale
    context = desk(action, stand, form, note, is_preview=not is_wrong)
    page = render_template(stand.template, stale_token=is_stale, **context)
    return make_response(page, HTTPStatus.BAD_REQUEST if is_wrong else HTTPStatus.OK)


def _sign(action: ActionPage, form: PledgeForm) -> None:
    """A filled honeypot is answered like every other signature, and held for a look."""
    with site().database.unit_of_work() as session:
        sign(
            session,
            action=action,
            signature=form.signature(),
            address_key=site().address_key,
            consent_text=_consent(action),
            held_for="honeypot" if request.form.get(HONEYPOT) else None,
        )


def _to_next_page(action: ActionPage, stand: Stand, form: PledgeForm) -> Response:
    signature = form.signature()
    sealed = site().sealed_addresses.seal({"email": signature.email.typed, "slug": action.slug})
    return see_other(stand.after, sealed=sealed)


def open_address(sealed: str) -> dict[str, str]:
    """What `_to_next_page` sealed. Raises `Gone` for anything else and after an hour."""
    try:
        return site().sealed_addresses.open(sealed)
    except TokenError:
        raise Gone("This page stood for the hour after signing. If you signed, what counts is the mail you got.") from None
