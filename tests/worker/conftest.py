import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from actions import outbox
from actions.db import Database
from actions.outbox import Queue
from actions.providers import make_provider
from actions.worker.breaker import Breaker
from actions.worker.relay import Relay
from tests.conftest import make_settings
from tests.standins.smtp import SmtpStandIn, smtp_server

RelayMaker = Callable[..., Relay]


@pytest.fixture
def server() -> Iterator[SmtpStandIn]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def make_relay(committing: Database, server: SmtpStandIn) -> RelayMaker:
    """A relay that hands over to `server`, outside demo mode."""

    def make(queue: Queue = outbox.MAILS, **overrides: Any) -> Relay:
        breaker, stop = overrides.pop("breaker", Breaker()), overrides.pop("stop", threading.Event())
        provider = overrides.pop("provider", None)
        values = {
            "mail_provider": "smtp",
            "smtp_host": "127.0.0.1",
            "smtp_port": server.port,
            "smtp_security": "none",
            "mail_from": "letters@act.example.org",
            "mail_timeout": 0.3,
        }
        settings = make_settings(**values | overrides)
        return Relay(
            database=committing,
            queue=queue,
            provider=provider or make_provider(settings),
            settings=settings,
            breaker=breaker,
            stop=stop,
        )

    return make
