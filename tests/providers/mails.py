"""Mails for tests of what carries them."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from actions.domain.mail import Mail

ATTEMPT = UUID("6f1c0f7e-0d0e-4c59-9a0c-2f3b8e1d7a55")


def make_mail(**overrides: Any) -> Mail:
    values: dict[str, Any] = {
        "attempt": ATTEMPT,
        "envelope_from": "bounce+1@act.example.org",
        "from_address": "letters@act.example.org",
        "from_name": "Anna Lind via Example Campaign",
        "to": "embassy@mission.example",
        "reply_to": "reply+1@act.example.org",
        "subject": "A doctor for Mira Solenko",
        "text": "Your Excellency,\n\n.A line that begins with a dot.\n\nAnna Lind, Sweden\n",
        "sent_at": datetime(2026, 3, 1, 12, tzinfo=UTC),
    }
    return Mail(**values | overrides)
