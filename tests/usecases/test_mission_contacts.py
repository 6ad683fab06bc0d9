"""A contact is mailed only after people vouched for it: a source with its date, and a second word or a wait."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.errors import Conflict, NotFound, Refused
from actions.models.letters import Letter
from actions.models.missions import Contact, Mission
from actions.models.pledges import Transition
from actions.usecases.mission_contacts import (
    Confirmation,
    add_contact,
    confirm_contact,
    mark_bounced,
    withdraw_contact,
)
from tests.factories import make_mission, make_pledge

HOUR = timedelta(hours=1)
EMAIL = "embassy@example.org"


def add(session: Session, mission: Mission, **overrides: str) -> int:
    values = {"channel": "email", "value": EMAIL, "source": "https://example.org", "source_on": "2026-01", "by": "Anna"}
    return add_contact(session, mission_id=mission.id, **values | overrides).contact_id


def confirm_later(session: Session, contact_id: int, after: timedelta, *, by: str = "Anna") -> Confirmation:
    with clock.set_to(clock.now() + after):
        return confirm_contact(session, contact_id=contact_id, by=by)


def imported(session: Session, **overrides: object) -> Contact:
    mission = make_mission(session)
    contact = Contact(mission_id=mission.id, channel="email", value=EMAIL, source="open data", source_on="2022", **overrides)
    session.add(contact)
    session.flush()
    return contact


def used_mission(session: Session) -> Mission:
    """A mission to whose address a letter went."""
    mission = make_mission(session, email="old@example.org")
    letter = Letter(
        pledge_id=make_pledge(session).id,
        mission_id=mission.id,
        contact_id=session.scalars(select(Contact.id).where(Contact.mission_id == mission.id)).one(),
        state="handed",
        subject="s",
        body="b",
        first_attempt_at=clock.now(),
        handed_at=clock.now(),
    )
    session.add(letter)
    session.flush()
    return mission


def test_a_second_person_confirms_at_once(session: Session) -> None:
    contact_id = add(session, make_mission(session))
    assert confirm_contact(session, contact_id=contact_id, by="Ben").is_confirmed
    contact = session.get_one(Contact, contact_id)
    assert (contact.status, contact.confirmed_by, contact.source_on) == ("confirmed", "Anna and Ben", "2026-01")
    assert contact.confirmed_at is not None


def test_alone_it_takes_a_day(session: Session) -> None:
    contact_id = add(session, make_mission(session))
    waiting = confirm_later(session, contact_id, 23 * HOUR)
    assert (waiting.is_confirmed, waiting.needs_second) == (False, True)
    assert confirm_later(session, contact_id, 25 * HOUR).is_confirmed


@pytest.mark.parametrize("by", ["anna", " Anna ", "ANNA", "A n n a"])
def test_the_same_name_written_differently_is_no_second_person(session: Session, by: str) -> None:
    contact_id = add(session, make_mission(session))
    assert not confirm_contact(session, contact_id=contact_id, by=by).is_confirmed


def test_each_step_is_kept_with_its_actor(session: Session) -> None:
    contact_id = add(session, make_mission(session))
    confirm_contact(session, contact_id=contact_id, by="Ben")
    withdraw_contact(session, contact_id=contact_id, by="Clara")
    steps = session.execute(
        select(Transition.from_state, Transition.to_state, Transition.event, Transition.actor)
        .where(Transition.subject == "contacts", Transition.subject_id == contact_id)
        .order_by(Transition.id)
    )
    assert [tuple(step) for step in steps] == [
        ("unverified", "confirmed", "confirm", "Ben"),
        ("confirmed", "withdrawn", "withdraw", "Clara"),
    ]


# What an import brought


def test_the_first_word_for_an_imported_contact_needs_a_source(session: Session) -> None:
    with pytest.raises(Refused, match="Say where this was found"):
        confirm_contact(session, contact_id=imported(session).id, by="Anna")


def test_it_keeps_the_earlier_source_beside_the_new_one(session: Session) -> None:
    contact = imported(session)
    confirm_contact(session, contact_id=contact.id, by="Anna", source="https://mission.example.org", source_on="2026-01-31")
    assert confirm_contact(session, contact_id=contact.id, by="Ben").is_confirmed
    assert (contact.source, contact.source_on, contact.note) == (
        "https://mission.example.org",
        "2026-01-31",
        "before: open data, 2022",
    )


def test_entering_an_imported_contact_takes_it_over(session: Session) -> None:
    contact = imported(session, is_offered=False, flags=["personal_mailbox"])
    assert add(session, contact.mission) == contact.id
    assert (contact.is_offered, contact.flags, contact.origin, contact.proposed_by) == (True, [], "editor", "Anna")


def test_what_is_kept_from_supporters_is_not_confirmed_by_the_way(session: Session) -> None:
    contact = imported(session, is_offered=False, flags=["consular_mailbox"])
    with pytest.raises(Refused, match="can't be confirmed: consular mailbox"):
        confirm_contact(session, contact_id=contact.id, by="Anna", source="https://example.org", source_on="2026")


# Replacing an address that letters went to


def test_replacing_a_used_address_takes_a_second_person_and_a_day(session: Session) -> None:
    contact_id = add(session, used_mission(session))
    waiting = confirm_later(session, contact_id, HOUR, by="Ben")
    assert (waiting.is_confirmed, waiting.needs_second) == (False, False)
    assert confirm_later(session, contact_id, 25 * HOUR, by="Ben").is_confirmed
    assert session.get_one(Contact, contact_id).confirmed_by == "Anna and Ben"


def test_alone_it_takes_three_days(session: Session) -> None:
    contact_id = add(session, used_mission(session))
    assert not confirm_later(session, contact_id, 71 * HOUR).is_confirmed
    assert confirm_later(session, contact_id, 73 * HOUR).is_confirmed


def test_withdrawing_the_used_address_first_is_no_way_around(session: Session) -> None:
    mission = used_mission(session)
    withdraw_contact(session, contact_id=mission.contacts[0].id, by="Anna")
    contact_id = add(session, mission)
    assert not confirm_contact(session, contact_id=contact_id, by="Ben").is_confirmed


def test_other_channels_replace_nothing(session: Session) -> None:
    contact_id = add(session, used_mission(session), channel="website", value="https://example.org")
    assert confirm_contact(session, contact_id=contact_id, by="Ben").is_confirmed


# Bounces


def test_a_bounced_address_needs_new_words(session: Session) -> None:
    contact_id = add(session, make_mission(session))
    confirm_contact(session, contact_id=contact_id, by="Ben")
    mark_bounced(session, contact_id=contact_id)
    assert session.get_one(Contact, contact_id).status == "bounced"
    with pytest.raises(Refused, match="Say where this was found"):
        confirm_contact(session, contact_id=contact_id, by="Anna")


# What is refused


def test_an_honorary_consul_is_never_a_target(session: Session) -> None:
    with pytest.raises(Refused, match="An honorary consul"):
        add(session, make_mission(session, kind="honorary_consulate"), channel="website", value="https://example.org")


def test_a_consulate_is_never_written_to_by_email(session: Session) -> None:
    with pytest.raises(Refused, match="never written to by email"):
        add(session, make_mission(session, kind="consulate_general"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "nobody"),
        ("value", ""),
        ("source", "  "),
        ("source_on", ""),
        ("source_on", "last week"),
        ("source_on", "2026-02-30"),
        ("source_on", "9999-01-01"),
        ("by", " "),
        ("by", "x" * 101),
    ],
)
def test_what_is_missing_or_wrong_is_named(session: Session, field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        add(session, make_mission(session), **{field: value})
    assert refused.value.field == field


def test_the_same_address_twice_is_a_conflict(session: Session) -> None:
    mission = make_mission(session)
    add(session, mission)
    with pytest.raises(Conflict, match="is there already"):
        add(session, mission, value="Embassy@example.org", by="Ben")


def test_a_confirmed_contact_cannot_be_confirmed_again(session: Session) -> None:
    contact_id = add(session, make_mission(session))
    confirm_contact(session, contact_id=contact_id, by="Ben")
    with pytest.raises(Conflict):
        confirm_contact(session, contact_id=contact_id, by="Clara")


def test_a_withdrawn_contact_stays_withdrawn(session: Session) -> None:
    mission = make_mission(session)
    contact_id = add(session, mission)
    withdraw_contact(session, contact_id=contact_id, by="Anna")
    with pytest.raises(Conflict):
        confirm_contact(session, contact_id=contact_id, by="Ben")
    with pytest.raises(Conflict):
        add(session, mission)


def test_an_unknown_contact_or_mission_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        confirm_contact(session, contact_id=0, by="Anna")
    with pytest.raises(NotFound):
        add_contact(session, mission_id=0, channel="email", value=EMAIL, source="s", source_on="2026", by="Anna")
