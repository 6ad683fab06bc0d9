"""“My signatures”: all that an address has here, behind the link that only its mailbox holds. No account."""

import json
from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request

from actions.domain.consent import updates_consent
from actions.domain.disclosure import LEVELS
from actions.domain.tokens import SealedTokens, TokenError
from actions.errors import Conflict, Gone, NotFound, OutcryError, Refused
from actions.languages import N_
from actions.queries.my import MyPage, MyPledge, everything_held, find_my_token, my_page, my_pledge, planned_change
from actions.queries.pledges import ConfirmedPledge, PlannedPledge
from actions.usecases import my as use_cases
from actions.web.errors import STATUS
from actions.web.forms.my import ChangeForm, LinkForm
from actions.web.policies import ONE_CLICK, TOKEN, route
from actions.web.site import site
from actions.web.speech import at, in_words, language_spoken
from actions.web.ways import envelope_lines, is_in_our_faces, letter_as_pdf, own_letter, report_way, ways_to_write

my = Blueprint("my", __name__)

_SCOPE = "my"
"""What the form token of “send me the link” is good for."""


def _answer_error(error: OutcryError) -> Response:
    """For a link that never was, was cut on the way or is too old, with the way to a new one."""
    page = render_template("public/my/no_link.html", reason=in_words(error))
    return make_response(page, STATUS[type(error)])


my.register_error_handler(NotFound, _answer_error)
my.register_error_handler(Gone, _answer_error)


def _to(path: str) -> Response:
    """After a POST, to the page that shows what it did, under the same language."""
    return Response(status=HTTPStatus.SEE_OTHER, headers={"Location": at(path)})


def _show(
    token: str, template: str, *, page: MyPage | None = None, status: HTTPStatus = HTTPStatus.OK, **more: object
) -> Response:
    """A page about all that is theirs. Links in mails name the language that they signed in."""
    page = page or _find(token)
    return make_response(render_template(template, token=token, mine=page, **more), status)


def _find(token: str) -> MyPage:
    with site().database.read_only() as session:
        return my_page(session, raw_token=token, settings=site().settings, language=language_spoken())


# The page


@route(my, "/my/<token>", TOKEN, in_languages=True)
def overview(token: str) -> Response:
    """Raises `NotFound`, `Gone`, as all of these do."""
    page = _find(token)
    # A letter of one's own is offered while the signature stands and its text is kept.
    own = [each.shown for each in page.pledges if each.state == "confirmed" and each.shown.letter and each.shown.letter.body]
    return _show(
        token,
        "public/my/overview.html",
        page=page,
        ways={shown.uuid: ways_to_write(shown) for shown in own},
        rewritten={shown.uuid for shown in own if not is_in_our_faces(shown)},
    )


@route(my, "/my/<token>/withdraw/<uuid:pledge>", TOKEN, method="POST", in_languages=True)
def withdraw(token: str, pledge: UUID) -> Response:
    with site().database.unit_of_work() as session:
        use_cases.withdraw(session, raw_token=token, pledge=pledge)
    return _to(f"/my/{token}")


@route(my, "/my/<token>/hide-name/<uuid:pledge>", TOKEN, method="POST", in_languages=True)
def hide_name(token: str, pledge: UUID) -> Response:
    with site().database.unit_of_work() as session:
        use_cases.hide_name(session, raw_token=token, pledge=pledge)
    return _to(f"/my/{token}")


# Send it oneself


def _letter(token: str, pledge: UUID) -> ConfirmedPledge:
    standing = (each.shown for each in _find(token).pledges if each.state == "confirmed")
    return own_letter((shown for shown in standing if shown.letter and shown.letter.body), pledge)


@route(my, "/my/<token>/print/<uuid:pledge>", TOKEN, in_languages=True)
def printed(token: str, pledge: UUID) -> Response:
    found, here = _letter(token, pledge), at(f"/my/{token}")
    page = render_template("public/print.html", base=here, back=here, pledge=found, address=envelope_lines(found))
    return make_response(page)


@route(my, "/my/<token>/letter/<uuid:pledge>.pdf", TOKEN, in_languages=True)
def letter(token: str, pledge: UUID) -> Response:
    return letter_as_pdf(_letter(token, pledge))


@route(my, "/my/<token>/own/<uuid:pledge>", TOKEN, method="POST", in_languages=True)
def sent_myself(token: str, pledge: UUID) -> Response:
    """“I did this”."""
    _letter(token, pledge)
    report_way(token, "my", pledge, request.form.get("channel", ""))
    return _to(f"/my/{token}")


# Change what waits


@route(my, "/my/<token>/change/<uuid:pledge>", TOKEN, in_languages=True)
def change(token: str, pledge: UUID) -> Response:
    mine = _find_pledge(token, pledge)
    form = ChangeForm(
        formdata=None, disclosure=mine.shown.disclosure, name=mine.name or "", personal_line=mine.personal_line or ""
    )
    return _change_page(token, mine, form)


def _find_pledge(token: str, pledge: UUID) -> MyPledge:
    with site().database.read_only() as session:
        return my_pledge(session, raw_token=token, pledge=pledge, settings=site().settings, language=language_spoken())


def _change_page(
    token: str,
    mine: MyPledge,
    form: ChangeForm,
    *,
    plan: PlannedPledge | None = None,
    problem: str | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    page = render_template(
        "public/my/change.html",
        token=token,
        each=mine,
        form=form,
        levels=LEVELS,
        plan=plan,
        problem=problem,
    )
    return make_response(page, status)


@route(my, "/my/<token>/change/<uuid:pledge>", TOKEN, method="POST", in_languages=True)
def change_now(token: str, pledge: UUID) -> Response:
    """Show the letter as it would go; with the hash of just that, write it."""
    form = ChangeForm(formdata=request.form)
    if not form.validate():
        return _change_page(token, _find_pledge(token, pledge), form, status=HTTPStatus.BAD_REQUEST)
    try:
        return _write(token, pledge, form) if request.form.get("do") == "change" else _preview(token, pledge, form)
    except Refused as error:
        form.blame(error)
        return _change_page(token, _find_pledge(token, pledge), form, status=HTTPStatus.BAD_REQUEST)


def _preview(token: str, pledge: UUID, form: ChangeForm, *, problem: str | None = None) -> Response:
    try:
        plan = _plan(token, pledge, form)
    except Conflict as error:  # it has left meanwhile
        mine = _find_pledge(token, pledge)
        return _change_page(token, mine, form, problem=in_words(error), status=HTTPStatus.CONFLICT)
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return _change_page(token, _find_pledge(token, pledge), form, plan=plan, problem=problem, status=status)


def _plan(token: str, pledge: UUID, form: ChangeForm) -> PlannedPledge:
    with site().database.read_only() as session:
        supporter_id = find_my_token(session, token).supporter_id
        return planned_change(session, supporter_id=supporter_id, pledge=pledge, wish=form.wish(), settings=site().settings)


def _write(token: str, pledge: UUID, form: ChangeForm) -> Response:
    try:
        with site().database.unit_of_work() as session:
            use_cases.change(
                session,
                raw_token=token,
                pledge=pledge,
                wish=form.wish(),
                consent_hash=request.form.get("consent_hash", ""),
                settings=site().settings,
            )
    except Conflict as error:
        return _preview(token, pledge, form, problem=in_words(error))
    return _to(f"/my/{token}")


# Erase


@route(my, "/my/<token>/erase", TOKEN, in_languages=True)
def erase(token: str) -> Response:
    return _show(token, "public/my/erase.html")


@route(my, "/my/<token>/erase", TOKEN, method="POST", in_languages=True)
def erase_now(token: str) -> Response:
    if request.form.get("sure") != "yes":
        return _show(token, "public/my/erase.html", is_unsure=True, status=HTTPStatus.BAD_REQUEST)
    with site().database.unit_of_work() as session:
        use_cases.erase(session, raw_token=token)
    return _to("/my/erased")


@route(my, "/my/erased", TOKEN, in_languages=True)
def erased() -> Response:
    return make_response(render_template("public/my/erased.html"))


# Download


@route(my, "/my/<token>/data", TOKEN, in_languages=True)
def data(token: str) -> Response:
    return _show(token, "public/my/data.html", held=_held(token))


@route(my, "/my/<token>/data.json", TOKEN, in_languages=True)
def data_json(token: str) -> Response:
    text = json.dumps(_held(token), ensure_ascii=False, indent=2, default=_as_text)
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    return Response(text + "\n", mimetype="application/json", headers=headers)


def _held(token: str) -> dict[str, object]:
    with site().database.read_only() as session:
        return everything_held(session, supporter_id=find_my_token(session, token).supporter_id)


def _as_text(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()


# Updates


@route(my, "/my/<token>/updates/off", TOKEN, in_languages=True)
def updates(token: str) -> Response:
    """With a button: a mail scanner that follows the link ends nothing."""
    return _show(token, "public/my/updates.html")


@route(my, "/my/<token>/updates/off", ONE_CLICK, method="POST", in_languages=True)
def updates_off(token: str) -> Response:
    """The page's button, and a mail program's own (RFC 8058): no redirect, whatever the body says."""
    with site().database.unit_of_work() as session:
        use_cases.updates_off(session, raw_token=token)
    return _show(token, "public/my/updates.html")


@route(my, "/my/<token>/updates/on", TOKEN, method="POST", in_languages=True)
def updates_on(token: str) -> Response:
    words = updates_consent(organisation=_find(token).organisation, language=language_spoken())
    with site().database.unit_of_work() as session:
        use_cases.updates_on(session, raw_token=token, consent_text=words)
    return _to(f"/my/{token}")


# The link again


@route(my, "/my", TOKEN, in_languages=True)
def ask() -> Response:
    return _ask_page(LinkForm(formdata=None))


def _ask_page(form: LinkForm, *, is_stale: bool = False, status: HTTPStatus = HTTPStatus.OK) -> Response:
    form_token = site().form_tokens.make(_SCOPE)
    page = render_template("public/my/ask.html", form=form, form_token=form_token, is_stale=is_stale)
    return make_response(page, status)


@route(my, "/my", TOKEN, method="POST", in_languages=True)
def send_link() -> Response:
    """The same for every address: whether it is known here is not told."""
    form = LinkForm(formdata=request.form)
    is_stale = not _has_token()
    if not form.validate() or is_stale or form.address is None:
        return _ask_page(form, is_stale=is_stale, status=HTTPStatus.BAD_REQUEST)
    with site().database.unit_of_work() as session:
        use_cases.send_link(session, email=form.address, address_key=site().address_key, language=language_spoken())
    return _to(f"/my/asked/{_sealed().seal({'email': form.address.typed})}")


def _has_token() -> bool:
    try:
        site().form_tokens.check(request.form.get("form_token", ""), _SCOPE)
    except TokenError:
        return False
    return True


def _sealed() -> SealedTokens:
    secret = site().settings.secret_key
    assert secret is not None
    return SealedTokens(secret.get_secret_value(), purpose="my-link")


@route(my, "/my/asked/<sealed>", TOKEN, in_languages=True)
def asked(sealed: str) -> Response:
    try:
        email = _sealed().open(sealed)["email"]
    except TokenError:
        raise Gone(N_("This page stood for an hour after you asked.")) from None
    return make_response(render_template("public/my/asked.html", email=email))
