"""What every carrier of mail can do, and how it says that it could not."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from types import TracebackType
from typing import ClassVar, Self

from actions.domain.mail import Mail


@dataclass(frozen=True)
class Receipt:
    """The provider took the mail. That is not a delivery."""

    provider_id: str | None = None
    """Under which name the provider knows it."""


class SendError(Exception):
    """The base of the four below. The text may repeat addresses: they are taken out before it is kept."""


class PermanentRefusal(SendError):
    """This mail was refused, and will be again."""


class TemporaryRefusal(SendError):
    """This mail was certainly not taken, and may be later."""

    def __init__(self, message: str, *, retry_after: float | None = None, is_general: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Seconds that the other side asked to be left alone."""
        self.is_general = is_general
        """The next mail would be refused as well: no connection, a rate limit."""


class AccountRefused(SendError):
    """Not this mail but we were refused: credentials, a sender that is not ours, a block. Certainly not taken."""


class Ambiguous(SendError):
    """The mail may have been taken, or not: the answer was lost or says neither."""


class Provider(ABC):
    """Carries mails, one at a time. As a context it keeps one connection for a batch; it serves one thread."""

    name: ClassVar[str]

    @abstractmethod
    def send(self, mail: Mail) -> Receipt:
        """Hand `mail` over within the provider's deadline. Raises one of the four `SendError`s, or `Unsendable`."""

    def close(self) -> None:  # noqa: B027  # a provider without a connection has nothing to close
        """Let go of the connection, if there is one."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
