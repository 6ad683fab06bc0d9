"""Cases that are known here."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.drafting.draft import KnownCase
from actions.models.cases import Case


def known_cases(session: Session) -> tuple[KnownCase, ...]:
    """Every case, for the drafting engine to compare with."""
    rows = session.scalars(select(Case).order_by(Case.id))
    return tuple(
        KnownCase(
            name=case.name,
            spellings=tuple(case.spellings),
            responsible_state=case.responsible_state,
            status=case.status,
            status_on=case.status_on,
            slug=case.slug,
        )
        for case in rows
    )
