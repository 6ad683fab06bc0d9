"""Rows that wait to be handed over, and what became of them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from actions.db import Database
from actions.models.letters import Letter
from actions.models.mails import SupporterMail
from actions.models.missions import Contact
from actions.models.pledges import Transition
from tests.factories import make_action, make_mission, make_pledge


@dataclass
class Outcome:
    """A row as the database has it now, with the way it came."""

    state: str
    events: list[str]
    tries: int
    attempt: int
    last_error: str | None
    held_for: str | None
    provider_id: str | None


def add_mails(database: Database, number: int = 1, **pledge: Any) -> list[int]:
    """Confirm mails of as many pending pledges; returns their ids."""
    with database.unit_of_work() as session:
        action = pledge.pop("action", None) or make_action(session)
        mails = []
        for _ in range(number):
            signed = make_pledge(session, action=action, **pledge)
            mails.append(SupporterMail(kind="confirm", supporter_id=signed.supporter_id, pledge_id=signed.id))
        session.add_all(mails)
        session.flush()
        return [mail.id for mail in mails]


def add_letters(database: Database, number: int = 1, *, email: str = "embassy@mission.example", **letter: Any) -> list[int]:
    """Queued letters of as many confirmed pledges to one mission with a confirmed address; returns their ids."""
    with database.unit_of_work() as session:
        action = make_action(session)
        mission = make_mission(session, email=email, email_status=letter.pop("email_status", "confirmed"))
        contact_id = session.scalars(select(Contact.id).where(Contact.mission_id == mission.id)).one()
        letters = []
        for position in range(number):
            signed = make_pledge(session, action=action, state="confirmed")
            values = {
                "pledge_id": signed.id,
                "mission_id": mission.id,
                "contact_id": contact_id,
                "state": "queued",
                "subject": f"Letter {position}",
                "body": "Your Excellency,\n\nA doctor, please.\n",
                "from_name": "Anna Lind",
            }
            letters.append(Letter(**values | letter))
        session.add_all(letters)
        session.flush()
        return [each.id for each in letters]


def outcome(database: Database, model: type[Letter] | type[SupporterMail], row_id: int) -> Outcome:
    with database.read_only() as session:
        row = session.get_one(model, row_id)
        assert isinstance(row, Letter | SupporterMail)
        events = session.scalars(
            select(Transition.event)
            .where(Transition.subject == model.__tablename__, Transition.subject_id == row_id)
            .order_by(Transition.id)
        ).all()
        held_for = row.held_for if isinstance(row, Letter) else None
        return Outcome(row.state, list(events), row.tries, row.attempt, row.last_error, held_for, row.provider_id)


def states(database: Database, model: type[Letter] | type[SupporterMail]) -> list[str]:
    with database.read_only() as session:
        return list(session.scalars(select(model.state).order_by(model.id)))
