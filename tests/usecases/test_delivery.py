"""What is kept of a provider's words, and what a use-case puts into the outbox."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import outbox
from actions.models.letters import Letter
from actions.usecases.delivery import LONGEST_ERROR, without_addresses
from tests.factories import make_pledge


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("550 5.1.1 <anna@example.org> unknown", "550 5.1.1 <(address)> unknown"),
        ("to=анна@пример.рф, no", "(address), no"),
        ("mailbox full", "mailbox full"),
        ("a@b;c@d", "(address);(address)"),
    ],
)
def test_a_providers_words_are_kept_without_addresses(said: str, kept: str) -> None:
    assert without_addresses(said) == kept


def test_a_providers_speech_is_cut() -> None:
    assert len(without_addresses("x" * 10_000)) == LONGEST_ERROR


def test_a_letter_put_into_the_outbox_is_due_at_once(session: Session) -> None:
    pledge = make_pledge(session, state="confirmed")
    letter_id = outbox.enqueue_letter(
        session, pledge_id=pledge.id, state="queued", mission_id=None, contact_id=None, subject="s", body="b"
    )
    claims = outbox.claim(session, outbox.LETTERS, batch=10, lease=60)
    assert [(claim.id, claim.attempt) for claim in claims] == [(letter_id, 1)]


def test_a_letter_for_hand_in_is_not_mailed(session: Session) -> None:
    pledge = make_pledge(session, state="confirmed")
    outbox.enqueue_letter(
        session, pledge_id=pledge.id, state="for_hand_in", mission_id=None, contact_id=None, subject="s", body="b"
    )
    assert outbox.claim(session, outbox.LETTERS, batch=10, lease=60) == []
    assert session.scalars(select(Letter.state)).all() == ["for_hand_in"]
