"""Cases: what is known of a person or a group, each fact with its source."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from actions.domain.casefiles import CaseSpec
from actions.models.actions import Action
from actions.models.cases import Case, CaseFact, CaseSource


def save_case(session: Session, *, organisation_id: int, spec: CaseSpec) -> Case:
    """The case of that slug with just the facts of `spec`; made where it is not there yet. Pages that show it follow."""
    case = session.scalar(select(Case).where(Case.organisation_id == organisation_id, Case.slug == spec.slug))
    if case is None:
        case = Case(organisation_id=organisation_id, slug=spec.slug)
        session.add(case)
    case.name = spec.name
    case.spellings = list(spec.spellings)
    case.is_group = spec.is_group
    case.responsible_state = spec.responsible_state
    case.place = spec.place
    case.status = spec.status
    case.status_on = spec.status_on
    case.description = spec.description
    case.links = [link.model_dump() for link in spec.links]
    case.facts_as_of = spec.facts_as_of
    case.recheck_by = spec.recheck_by
    _replace_facts(session, case, spec)
    session.execute(update(Action).where(Action.case_id == case.id).values(version=Action.version + 1))
    return case


def _replace_facts(session: Session, case: Case, spec: CaseSpec) -> None:
    case.facts.clear()
    case.sources.clear()
    session.flush()
    sources = {
        each.key: CaseSource(
            case_id=case.id,
            position=position,
            key=each.key,
            publisher=each.publisher,
            title=each.title,
            url=each.url,
            published_on=each.published_on,
        )
        for position, each in enumerate(spec.sources)
    }
    case.sources.extend(sources.values())
    session.flush()
    case.facts.extend(
        CaseFact(
            position=position, happened_on=fact.happened_on, text=fact.text, source=sources[fact.source], case_id=case.id
        )
        for position, fact in enumerate(spec.facts)
    )
    session.flush()
