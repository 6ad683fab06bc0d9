"""By which channels a mission can be reached."""

from datetime import UTC, datetime

import pytest

from actions.domain.missions import ContactInfo, resolve
from tests.missions import GAZETTEER, a_contact, a_directory, a_mission


def channels(*contacts: ContactInfo, kind: str = "embassy", unverified_emails: bool = False) -> tuple[str, ...]:
    directory = a_directory(a_mission("SE", kind, contacts=contacts))
    return resolve(directory, "SE", gazetteer=GAZETTEER, unverified_emails=unverified_emails).channels


def test_they_have_an_order_and_hand_in_is_last() -> None:
    names = ["phone", "public_account", "post", "website", "web_form"]
    contacts = [a_contact(name) for name in names] + [a_contact("email", status="confirmed")]
    assert channels(*contacts) == ("email", "web_form", "website", "post", "public_account", "phone", "hand_in")


def test_an_empty_chain_goes_to_hand_in() -> None:
    assert channels() == ("hand_in",)


def test_a_count_alone_is_handed_in() -> None:
    assert resolve(a_directory(), "RU", gazetteer=GAZETTEER).channels == ("hand_in",)


def test_mail_goes_to_a_confirmed_address_alone() -> None:
    assert channels(a_contact("email")) == ("hand_in",)
    assert channels(a_contact("email", status="confirmed")) == ("email", "hand_in")


def test_demo_mode_tries_an_unverified_one_too() -> None:
    assert channels(a_contact("email"), unverified_emails=True) == ("email", "hand_in")


@pytest.mark.parametrize("status", ["bounced", "withdrawn"])
@pytest.mark.parametrize("channel", ["email", "website"])
def test_what_bounced_or_was_withdrawn_is_no_channel(channel: str, status: str) -> None:
    assert channels(a_contact(channel, status=status), unverified_emails=True) == ("hand_in",)


def test_what_is_not_offered_is_no_channel() -> None:
    assert channels(a_contact("phone", is_offered=False), a_contact("post", is_offered=False)) == ("hand_in",)


@pytest.mark.parametrize("kind", ["consulate", "consulate_general"])
def test_a_consulate_is_never_written_to_by_email(kind: str) -> None:
    contacts = a_contact("email", status="confirmed"), a_contact("post")
    assert channels(*contacts, kind=kind) == ("post", "hand_in")


def test_a_missing_email_changes_the_channel_and_not_the_addressee() -> None:
    directory = a_directory(
        a_mission("SE", source_id="Q1"), a_mission("SE", source_id="Q2", contacts=(a_contact("email", status="confirmed"),))
    )
    found = resolve(directory, "SE", gazetteer=GAZETTEER)
    assert (found.missions[0].source_id, found.channels) == ("Q1", ("hand_in",))


def test_each_channel_has_one_contact() -> None:
    found = resolve(
        a_directory(
            a_mission(
                "SE", contacts=(a_contact("post", "old", source_on="2013"), a_contact("post", "new", source_on="2026-01"))
            )
        ),
        "SE",
        gazetteer=GAZETTEER,
    )
    assert [contact.value for contact in found.contacts] == ["new"]


def test_a_confirmed_contact_comes_before_a_newer_one() -> None:
    confirmed = a_contact(
        "website", "ours", status="confirmed", source_on="2020", confirmed_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
    mission = a_mission("SE", contacts=(a_contact("website", "theirs", source_on="2026"), confirmed))
    assert mission.contact("website") == confirmed


def test_the_first_of_two_alike_is_used() -> None:
    first, second = a_contact("phone", "1"), a_contact("phone", "2")
    assert a_mission("SE", contacts=(second, first)).contact("phone") == first


def test_the_usable_email_can_be_asked_for() -> None:
    email = a_contact("email")
    mission = a_mission("SE", contacts=(email,))
    assert mission.usable_email() is None
    assert mission.usable_email(unverified=True) == email
