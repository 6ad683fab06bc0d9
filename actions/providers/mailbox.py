"""Demo mode's provider: every mail goes into a Maildir on this machine, and none leaves it."""

from pathlib import Path

from actions import maildir
from actions.domain.mail import Mail
from actions.providers.base import Provider, Receipt, TemporaryRefusal


class MailboxProvider(Provider):
    name = "mailbox"

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def send(self, mail: Mail) -> Receipt:
        envelope = f"Return-Path: <{mail.envelope_from}>\r\nDelivered-To: {mail.to}\r\n".encode()
        try:
            return Receipt(maildir.deliver(self.directory, envelope + mail.as_bytes()))
        except OSError as error:
            raise TemporaryRefusal(f"The mailbox cannot be written: {error.strerror}.", is_general=True) from error
