"""From the outbox to a provider: claim a batch, look again, call, write down what came of it.

No transaction is open while somebody else's server is awaited. For a letter, that it is being handed over is committed
before the call, so that whatever kills this process, nobody sends it a second time without knowing.
"""

import threading
import time
from collections.abc import Callable
from functools import partial

import structlog

from actions import outbox
from actions.db import Database
from actions.domain.mail import Mail, Unsendable
from actions.errors import Unavailable
from actions.outbox import Claim, Queue
from actions.providers.base import AccountRefused, Ambiguous, PermanentRefusal, Provider, TemporaryRefusal
from actions.settings import Settings
from actions.usecases import delivery
from actions.worker.breaker import Breaker

IDLE = 0.5
"""Seconds between two looks into an empty outbox."""
FIRST_PAUSE = 1.0
FIRST_PAUSE_OF_ACCOUNT = 15.0
LONGEST_RETRY_AFTER = 3600.0
DOUBTS_BEFORE_PAUSE = 3
LONGEST_GOODBYE = 10.0
"""Seconds for which a stopping worker still tries to write an outcome down."""

Record = Callable[..., bool]

log = structlog.get_logger("actions.worker.relay")


class Relay:
    """Hands over what waits in one queue, with a provider of its own. It lives in one thread."""

    def __init__(
        self,
        *,
        database: Database,
        queue: Queue,
        provider: Provider,
        settings: Settings,
        breaker: Breaker,
        stop: threading.Event,
    ) -> None:
        self._database = database
        self._queue = queue
        self._provider = provider
        self._settings = settings
        self._breaker = breaker
        self._stop = stop
        self._doubts = 0
        self._log = log.bind(queue=queue.name, provider=provider.name)

    def run(self) -> None:
        """Hand over until told to stop, whatever the database or the provider do meanwhile."""
        pause = IDLE
        while not self._stop.is_set():
            try:
                busy = self.run_batch()
                pause = 0 if busy else IDLE
            except Unavailable:
                pause = min(max(pause, IDLE) * 2, 10)
                self._log.warning("database away", seconds=pause)
            except Exception:  # noqa: BLE001  # a fault of ours must not end the worker; claims come back by their lease
                pause = min(max(pause, IDLE) * 2, 10)
                self._log.exception("batch failed", seconds=pause)
            self._stop.wait(pause)

    def run_batch(self) -> int:
        """Claim a batch and hand it over; returns how many were claimed. Raises `Unavailable`."""
        if self._breaker.remaining():
            return 0
        must_end_by = time.monotonic() + self._settings.mail_lease
        with self._database.unit_of_work() as session:
            claims = outbox.claim(session, self._queue, batch=self._settings.mail_batch, lease=self._settings.mail_lease)
        with self._provider:
            for position, claim in enumerate(claims):
                if self._stop.is_set() or self._breaker.remaining() or time.monotonic() > must_end_by:
                    self._give_back(claims[position:])
                    break
                self._treat(claim)
        return len(claims)

    def _treat(self, claim: Claim) -> None:
        must_be_called_by = time.monotonic() + self._settings.mail_lease / 2
        try:
            with self._database.unit_of_work() as session:
                mail = delivery.prepare(session, claim=claim, settings=self._settings)
        except Unavailable:
            raise
        except Unsendable as error:
            self._record(claim, "unsendable", partial(delivery.record_refused, error=str(error)))
            return
        except Exception as error:  # noqa: BLE001  # one bad mail must not stop the rest
            self._log.exception("mail cannot be made", row=claim.id, attempt=claim.attempt)
            self._record(claim, "broken", partial(delivery.record_broken, error=type(error).__name__))
            return
        if mail is None:
            self._log.info("mail not sent", row=claim.id, attempt=claim.attempt, outcome="stopped")
        elif time.monotonic() > must_be_called_by:
            # The process stood still meanwhile. The lease may be over: what is not called now harms nobody.
            self._record(claim, "late", partial(delivery.record_provider_away, error="Stood still before the call."))
        else:
            self._record(claim, *self._hand_over(mail))

    def _hand_over(self, mail: Mail) -> tuple[str, Record]:
        """Call the provider; returns the outcome's name and how to record it."""
        try:
            receipt = self._provider.send(mail)
        except (PermanentRefusal, Unsendable) as error:
            self._doubts = 0
            return "refused", partial(delivery.record_refused, error=str(error))
        except AccountRefused as error:
            pause = self._breaker.trip(first=FIRST_PAUSE_OF_ACCOUNT)
            self._log.error("provider refuses our account", seconds=round(pause))
            return "account_refused", partial(delivery.record_provider_away, error=str(error), is_account=True)
        except TemporaryRefusal as error:
            return "put_off", self._put_off(error)
        except Ambiguous as error:
            return "uncertain", self._doubt(str(error))
        except Exception as error:  # noqa: BLE001  # whatever it was, the mail may be gone
            self._log.exception("provider broke")
            self._provider.close()
            return "uncertain", self._doubt(type(error).__name__)
        self._doubts = 0
        self._breaker.reset()
        return "accepted", partial(delivery.record_accepted, provider_id=receipt.provider_id)

    def _put_off(self, error: TemporaryRefusal) -> Record:
        if not error.is_general:
            return partial(delivery.record_put_off, error=str(error), retry_after=error.retry_after)
        pause = self._breaker.trip(first=FIRST_PAUSE, at_least=min(error.retry_after or 0, LONGEST_RETRY_AFTER))
        self._log.warning("provider away", seconds=round(pause))
        return partial(delivery.record_provider_away, error=str(error))

    def _doubt(self, error: str) -> Record:
        """A provider that leaves us in doubt again and again gets a pause, or every letter would end up unknown."""
        self._doubts += 1
        if self._doubts >= DOUBTS_BEFORE_PAUSE:
            pause = self._breaker.trip(first=FIRST_PAUSE)
            self._log.error("provider leaves us in doubt", count=self._doubts, seconds=round(pause))
        return partial(delivery.record_uncertain, error=error)

    def _record(self, claim: Claim, outcome: str, record: Record) -> None:
        """Write the outcome down, again and again while the lease lasts: a lost one leaves a letter unknown."""
        began = time.monotonic()
        while True:
            try:
                with self._database.unit_of_work() as session:
                    is_ours = record(session, claim=claim)
                break
            except Unavailable:
                patience = LONGEST_GOODBYE if self._stop.is_set() else self._settings.mail_lease
                if time.monotonic() - began > patience:
                    raise
                time.sleep(IDLE)
        event = "mail treated" if is_ours else "mail decided by somebody else meanwhile"
        self._log.info(event, row=claim.id, attempt=claim.attempt, outcome=outcome)

    def _give_back(self, claims: list[Claim]) -> None:
        with self._database.unit_of_work() as session:
            returned = outbox.give_back(session, claims)
        self._log.info("mails given back", count=returned)
