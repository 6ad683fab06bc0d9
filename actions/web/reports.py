"""“Something is wrong with this”: anybody may say so about the mission that a page names, without an address."""

from http import HTTPStatus

from flask import Blueprint, Response, make_response, render_template, request
from flask_wtf import FlaskForm
from wtforms import Field, StringField
from wtforms.validators import ValidationError

from actions.domain.contact import MAX_REPORT, parse_report
from actions.domain.countries import COUNTRIES, country_choices
from actions.domain.tokens import TokenError
from actions.errors import Refused
from actions.queries.actions import ActionPage
from actions.usecases.mission_reports import report_mission
from actions.web.mission_notes import note_for
from actions.web.policies import ONCE, route
from actions.web.redirects import see_other
from actions.web.signing import HONEYPOT
from actions.web.site import site
from actions.web.speech import in_words, language_of_path, language_spoken, path_language, speak_of

reports = Blueprint("reports", __name__)


class ReportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """As `PledgeForm`: an error is a key of `templates/_partials/wording.html`, or a sentence of the domain's."""

    class Meta:
        csrf = False

    country = StringField()
    text = StringField()

    def validate_country(self, field: Field) -> None:
        if field.data not in COUNTRIES:
            raise ValidationError("country_unknown" if field.data else "country_missing")

    def validate_text(self, field: Field) -> None:
        try:
            parse_report(field.data or "")
        except Refused as error:
            raise ValidationError(in_words(error)) from None


def _action(slug: str) -> ActionPage:
    action = site().actions.find(site().database, slug, path_language())
    speak_of(action)
    return action


def _scope(action: ActionPage) -> str:
    return f"report:{action.slug}"


@route(reports, "/a/<slug>/report", ONCE, in_languages=True)
def report(slug: str) -> Response:
    action = _action(slug)
    form = ReportForm(formdata=None, country=request.args.get("country", ""))
    return make_response(_page(action, form, is_sent="sent" in request.args))


@route(reports, "/a/<slug>/report", ONCE, method="POST", in_languages=True)
def take_report(slug: str) -> Response:
    action = _action(slug)
    form = ReportForm(formdata=request.form)
    has_token = _has_token(action)
    if not form.validate() or not has_token:
        return make_response(_page(action, form, is_stale=not has_token), HTTPStatus.BAD_REQUEST)
    if not request.form.get(HONEYPOT):  # a robot gets the same answer
        _keep(action, form.country.data or "", form.text.data or "")
    return see_other("reports.report", slug=slug, sent="yes", **language_of_path())


def _keep(action: ActionPage, country: str, text: str) -> None:
    mission = note_for(action, country).mission
    mission_id = mission.id if mission else None
    with site().database.unit_of_work() as session:
        report_mission(session, action_id=action.id, country=country, mission_id=mission_id, text=text)


def _has_token(action: ActionPage) -> bool:
    try:
        site().form_tokens.check(request.form.get("form_token", ""), _scope(action))
    except TokenError:
        return False
    return True


def _page(action: ActionPage, form: ReportForm, *, is_sent: bool = False, is_stale: bool = False) -> str:
    country = form.country.data or ""
    note = note_for(action, country) if country in COUNTRIES else None
    return render_template(
        "public/report.html",
        action=action,
        form=form,
        note=note,
        is_sent=is_sent,
        stale_token=is_stale,
        form_token=site().form_tokens.make(_scope(action)),
        countries=country_choices(language_spoken()),
        most=MAX_REPORT,
    )
