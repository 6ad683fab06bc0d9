"""Carriers of mail: one interface, a module each."""

from actions import maildir
from actions.domain.mail import split_address
from actions.providers.base import Provider
from actions.providers.mailbox import MailboxProvider
from actions.settings import Settings


def make_provider(settings: Settings) -> Provider:
    """The provider that the settings name. It belongs to one thread."""
    match settings.mail_provider:
        case "mailbox":
            return MailboxProvider(settings.outcry_data / maildir.DIRECTORY)
        case "smtp":
            from actions.providers.smtp import SmtpProvider

            return SmtpProvider(
                settings.smtp_host,
                settings.smtp_port,
                security=settings.smtp_security,
                username=settings.smtp_username,
                password=settings.smtp_password.get_secret_value() if settings.smtp_password else "",
                hello=split_address(settings.mail_from).domain,
                timeout=hand_over_seconds(settings),
            )
        case "sendgrid":
            from actions.providers.sendgrid import SendGridProvider

            assert settings.sendgrid_api_key is not None
            key = settings.sendgrid_api_key.get_secret_value()
            return SendGridProvider(settings.sendgrid_url, key, timeout=hand_over_seconds(settings))


def hand_over_seconds(settings: Settings) -> float:
    """How long one hand-over may take: at most a quarter of the lease, so that a lapsed lease means a dead worker."""
    return min(settings.mail_timeout, settings.mail_lease / 4)
