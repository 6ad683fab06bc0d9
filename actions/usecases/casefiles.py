"""Actions from case files: made, brought up to a changed file, given translations."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.domain.casefiles import ActionSpec, CaseSpec, TranslationSpec
from actions.errors import Conflict
from actions.models.actions import Action, ActionTranslation
from actions.models.cases import Case
from actions.models.messages import MessageVersion
from actions.usecases.actions import NewAction, create_action, write_message
from actions.usecases.cases import save_case


def load_case_file(session: Session, *, organisation_id: int, spec: CaseSpec) -> str | None:
    """Save the case, and its action with all that the file says: a new one as a draft, one that is here as changed.

    A changed letter becomes a new version; what supporters have signed stays as it was. Returns what was done to the action:
    `created`, `changed`, or nothing where the file has none. Raises `Conflict` where the action is about another case.
    """
    case = save_case(session, organisation_id=organisation_id, spec=spec)
    if spec.action is None:
        return None
    action = session.scalar(select(Action).where(Action.slug == spec.action.slug).with_for_update())
    if action is None:
        create_from_file(session, case=case, spec=spec.action)
        return "created"
    if action.case_id != case.id:
        raise Conflict(f"“{action.slug}” is about another case.")
    _change(session, action, spec.action)
    return "changed"


def create_from_file(session: Session, *, case: Case, spec: ActionSpec) -> Action:
    action = create_action(
        session,
        case=case,
        new=NewAction(
            slug=spec.slug,
            language=spec.language,
            title=spec.title,
            ask=spec.ask,
            demands=spec.demands,
            subjects=spec.subjects,
            openings=spec.openings,
            body=spec.body,
            is_editable=spec.editable,
            story=spec.story,
            goal=spec.goal,
            schedule=spec.schedule,
            share_texts=spec.share_texts,
        ),
    )
    add_missing_translations(session, action=action, spec=spec)
    return action


def add_missing_translations(session: Session, *, action: Action, spec: ActionSpec) -> None:
    """Those that the file has and the action lacks: what people wrote since stays."""
    known = set(session.scalars(select(ActionTranslation.language).where(ActionTranslation.action_id == action.id)))
    missing = {language: words for language, words in spec.translations.items() if language not in known}
    for language, words in missing.items():
        _save_translation(session, action, language, words, is_editable=spec.editable)
    if missing:
        action.version += 1
    session.flush()


def _change(session: Session, action: Action, spec: ActionSpec) -> None:
    if action.language != spec.language:
        raise Conflict(f"“{action.slug}” is written in “{action.language}”: its own language does not change.")
    action.title, action.ask, action.story = spec.title, spec.ask, spec.story
    action.demands, action.goal, action.share_texts = list(spec.demands), spec.goal, dict(spec.share_texts)
    schedule = spec.schedule
    action.opens_at, action.closes_at = schedule.opens_at, schedule.closes_at
    action.send_before, action.time_zone = schedule.send_before, schedule.time_zone
    if action.state == "closed":
        action.outcome_text = spec.outcome_text or action.outcome_text
    _write_if_changed(
        session,
        action,
        language=spec.language,
        subjects=spec.subjects,
        openings=spec.openings,
        body=spec.body,
        demands=spec.demands,
        is_editable=spec.editable,
    )
    for language, words in spec.translations.items():
        _save_translation(session, action, language, words, is_editable=spec.editable)
    action.version += 1
    session.flush()


def _save_translation(session: Session, action: Action, language: str, words: TranslationSpec, *, is_editable: bool) -> None:
    row = session.get(ActionTranslation, (action.id, language))
    if row is None:
        row = ActionTranslation(action_id=action.id, language=language)
        session.add(row)
    row.title, row.ask, row.story = words.title, words.ask, words.story
    row.person, row.description, row.place = words.person, words.description, words.place
    row.demands, row.facts = list(words.demands), list(words.facts)
    row.outcome_text, row.photo_alt, row.share_texts = words.outcome_text, words.photo_alt, dict(words.share_texts)
    if words.body:
        _write_if_changed(
            session,
            action,
            language=language,
            subjects=words.subjects,
            openings=words.openings,
            body=words.body,
            demands=words.demands,
            is_editable=is_editable,
        )


def _write_if_changed(
    session: Session,
    action: Action,
    *,
    language: str,
    subjects: list[str],
    openings: list[str],
    body: str,
    demands: list[str],
    is_editable: bool,
) -> None:
    newest = session.scalar(
        select(MessageVersion)
        .where(MessageVersion.action_id == action.id, MessageVersion.language == language)
        .order_by(MessageVersion.number.desc())
        .limit(1)
    )
    wanted = (subjects, openings, body, demands, is_editable)
    if newest and (newest.subjects, newest.openings, newest.body, newest.demands, newest.is_editable) == wanted:
        return
    write_message(
        session,
        action=action,
        language=language,
        subjects=subjects,
        openings=openings,
        body=body,
        demands=demands,
        is_editable=is_editable,
    )
