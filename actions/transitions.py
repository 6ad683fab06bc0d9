"""Changing a state: only along its machine, only from the state that is there, and with a record of who caused it."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Table, case, insert, literal, select, update
from sqlalchemy.orm import Session

from actions.db import Base
from actions.domain.states import Machine, next_state, sources
from actions.models.pledges import Transition


def change_state(
    session: Session,
    model: type[Base],
    ids: Iterable[int],
    *,
    machine: Machine,
    event: str,
    actor: str,
    values: Mapping[str, Any] | None = None,
    where: Iterable[ColumnElement[bool]] = (),
) -> list[int]:
    """Let `event` happen to those rows of `ids` whose state admits it; returns the ids of the rows that it happened to.

    `where` narrows them further, e.g. to one attempt. Rows are locked in the order of their ids before they change, so
    that two callers with overlapping ids cannot deadlock, and of two callers one wins each row. All in one statement;
    objects of these rows that the session holds are not refreshed.
    """
    table = model.__table__
    assert isinstance(table, Table)
    following = {state: next_state(machine, state, event) for state in sources(machine, event)}
    before = (
        select(table.c.id, table.c.state)
        .where(table.c.id.in_(list(ids)), table.c.state.in_(list(following)), *where)
        .order_by(table.c.id)
        .with_for_update()
        .cte("before")
    )
    changed = (
        update(table)
        .where(table.c.id == before.c.id)
        .values(state=case(following, value=before.c.state), **(values or {}))
        .returning(table.c.id, before.c.state.label("from_state"), table.c.state.label("to_state"))
        .cte("changed")
    )
    columns = ["subject", "subject_id", "from_state", "to_state", "event", "actor"]
    states = (changed.c.from_state, changed.c.to_state)
    rows = select(literal(table.name), changed.c.id, *states, literal(event), literal(actor))
    record = insert(Transition).from_select(columns, rows).returning(Transition.subject_id)
    session.flush()
    return list(session.connection().scalars(record))
