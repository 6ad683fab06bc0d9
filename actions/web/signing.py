"""The form of an action, on its page and in a frame: shown, previewed, and signed with."""

from http import HTTPStatus

from flask import Response, make_response, render_template, request

from actions.domain.consent import texts_agreed_to
from actions.domain.countries import COUNTRIES
from actions.domain.sharing import known_channel
from actions.domain.tokens import TokenError
from actions.errors import Conflict, Gone, Refused
from actions.languages import N_
from actions.queries.actions import ActionPage, Message
from actions.usecases.limits import judge
from actions.usecases.pledges import message_chosen, sign
from actions.web.clients import client_network
from actions.web.desk import Answer, Stand, cautions_of, desk, standard_words
from actions.web.forms.pledge import PledgeForm
from actions.web.mission_notes import note_for
from actions.web.redirects import see_other
from actions.web.site import site
from actions.web.speech import language_of_path, language_spoken, path_language, speak_of

HONEYPOT = "remarks"


ON_PAGE = Stand("action", "public/form.html", "public.check_email")
IN_FRAME = Stand("embed", "embed/form.html", "embed.check_email", is_framed=True)


def answer_form(slug: str, stand: Stand) -> Response:
    """Take a POST of the form: sign, or show the letter, or say what to mend. Raises `NotFound`, `Gone`."""
    try:
        return _answer_form(slug, stand)
    except Conflict:  # the action has changed since it was remembered
        site().actions.forget(slug)
        return _answer_form(slug, stand)


def _answer_form(slug: str, stand: Stand) -> Response:
    action = site().actions.find(site().database, slug, path_language())
    speak_of(action)
    if not action.is_open or action.message is None:
        raise Gone(N_("This action takes no more signatures. What became of it stands on its page."))
    form = PledgeForm(formdata=request.form)
    is_preview = request.form.get("do") != "send"
    has_token = _has_token(action, stand)
    is_right = form.check(is_preview=is_preview)
    has_moved = _settle_edits(action, form)
    if not is_right or not has_token:
        return _show(action, stand, form, Answer(is_stale=not has_token))
    cautions = cautions_of(action, form)
    is_warned = set(cautions) <= set((form.seen.data or "").split())
    if is_preview or has_moved or not is_warned:
        must_look = not is_preview and not is_warned
        return _show(action, stand, form, Answer(True, has_moved=has_moved, cautions=cautions, must_look=must_look))
    try:
        _sign(action, form)
    except Refused as error:
        form.blame(error)
        return _show(action, stand, form, Answer())
    return _to_next_page(action, stand, form)


def _settle_edits(action: ActionPage, form: PledgeForm) -> bool:
    """Forget own words that are none, or that nobody may write here.

    Returns whether some were written for another mission or language than is chosen now: then their author looks again.
    """
    message = message_chosen(action, form.letter_language.data)
    country = form.country.data or ""
    if message is None or not message.is_editable or not (form.parsed_top or form.parsed_end):
        form.parsed_top = form.parsed_end = None
        return False
    note = note_for(action, country) if country in COUNTRIES else None
    standard = standard_words(action, message, note)
    before = _standard_before(action, form, message, country) or standard
    form.parsed_top = _own(form.parsed_top, standard[0], before[0])
    form.parsed_end = _own(form.parsed_end, standard[1], before[1])
    return bool(form.parsed_top or form.parsed_end) and before != standard


def _standard_before(
    action: ActionPage, form: PledgeForm, message: Message, country: str
) -> tuple[str | None, str | None] | None:
    """What stood in the fields when their page came, if that was for another country or language."""
    was_country, _, was_language = (form.edited_for.data or "").partition(".")
    was_message = next((each for each in action.letters if each.language == was_language), None)
    if was_message is None or was_country not in COUNTRIES or (was_country, was_language) == (country, message.language):
        return None
    return standard_words(action, was_message, note_for(action, was_country))


def _own(words: str | None, *standards: str | None) -> str | None:
    """The words, unless they are just what stood there."""
    is_standard = any(words and standard and words.split() == standard.split() for standard in standards)
    return None if is_standard else words


def _has_token(action: ActionPage, stand: Stand) -> bool:
    try:
        site().form_tokens.check(request.form.get("form_token", ""), stand.scope(action))
    except TokenError:
        return False
    return True


def _show(action: ActionPage, stand: Stand, form: PledgeForm, answer: Answer) -> Response:
    country = form.country.data or ""
    note = note_for(action, country) if country in COUNTRIES else None
    page = render_template(stand.template, **desk(action, stand, form, note, answer))
    is_wrong = bool(form.errors) or answer.is_stale
    return make_response(page, HTTPStatus.BAD_REQUEST if is_wrong else HTTPStatus.OK)


def _sign(action: ActionPage, form: PledgeForm) -> None:
    """What the limits hold is answered like every other signature."""
    signature = form.signature(came_by=known_channel(request.args.get("s")))
    proof = site().proofs.check(request.form.get("proof", ""), action.slug)
    with site().database.unit_of_work() as session:
        cause = judge(
            session,
            action_id=action.id,
            email=signature.email,
            network=client_network(request, site().settings),
            address_key=site().address_key,
            proof=proof,
            is_trapped=bool(request.form.get(HONEYPOT)),
        )
        sign(
            session,
            action=action,
            signature=signature,
            address_key=site().address_key,
            consents=texts_agreed_to(
                organisation=action.organisation,
                state=action.case.responsible_state,
                disclosure=signature.disclosure,
                language=language_spoken(),
            ),
            held_for=cause,
        )


def _to_next_page(action: ActionPage, stand: Stand, form: PledgeForm) -> Response:
    signature = form.signature()
    sealed = site().sealed_addresses.seal({"email": signature.email.typed, "slug": action.slug, "back": request.path})
    return see_other(stand.after, sealed=sealed, **language_of_path())


def open_address(sealed: str) -> dict[str, str]:
    """What `_to_next_page` sealed. Raises `Gone` for anything else and after an hour."""
    try:
        return site().sealed_addresses.open(sealed)
    except TokenError:
        told = N_("This page stood for the hour after signing. If you signed, what counts is the mail you got.")
        raise Gone(told) from None
