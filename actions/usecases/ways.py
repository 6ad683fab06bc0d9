"""A supporter says to have sent the letter alone."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.ways import WAYS
from actions.errors import NotFound, Refused
from actions.languages import N_
from actions.models.pledges import OwnSending, Pledge
from actions.queries.pledges import find_token
from actions.usecases import tallies


def report_own_sending(session: Session, *, raw_token: str, purpose: str, pledge: UUID, channel: str) -> None:
    """Note it once for each way; it is their word, counted apart from what we sent.

    Raises `NotFound` and `Gone` as the link's page does, `NotFound` for a pledge that is not behind the link, and
    `Refused` for a way that there is not.
    """
    token = find_token(session, raw_token, purpose=purpose)
    if channel not in WAYS:
        raise Refused(N_("There is no such way to send a letter."), field="channel")
    found = session.execute(
        select(Pledge.id, Pledge.action_id).where(
            Pledge.uuid == pledge, Pledge.supporter_id == token.supporter_id, Pledge.state == "confirmed"
        )
    ).one_or_none()
    if found is None:
        raise NotFound(N_("There is no such letter behind this link."))
    values = {"pledge_id": found.id, "channel": channel, "reported_at": clock.now()}
    new = upsert(OwnSending).values(values).on_conflict_do_nothing().returning(OwnSending.channel)
    if session.scalar(new):
        tallies.add(session, action_id=found.action_id, kind="own_sending", channel=channel)
