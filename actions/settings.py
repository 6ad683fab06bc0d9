"""Settings, from the environment only: typed, frozen, read in one place. `docs/configuration.md` explains each."""

import re
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from actions.errors import Misconfigured

MIN_SECRET_LENGTH = 32


class Settings(BaseSettings):
    """Every field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True, case_sensitive=False)

    # Where it runs
    outcry_data: Path = Field(Path(".data"), description="Directory for the embedded database, secrets and local mailbox.")
    port: int = Field(8000, ge=1, le=65535, description="Port on which `outcry up` and the Procfile's web process listen.")
    public_url: str = Field("", description="Address under which people reach the site. Links are built from it alone.")
    database_url: SecretStr | None = Field(None, description="PostgreSQL 15 to 18. Without it `outcry` embeds one.")
    database_pool_size: int = Field(8, ge=1, le=200, description="Connections that each process keeps open at the most.")
    web_processes: int = Field(2, ge=1, le=64, description="Server processes of the web.")
    web_threads: int = Field(8, ge=1, le=64, description="Threads of each server process.")
    proxy_hops: int = Field(0, ge=0, le=10, description="Proxies in front of the web, each adding to X-Forwarded-For.")
    log_format: Literal["json", "text"] = Field("json", description="`json` for machines, `text` for people.")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")

    # Secrets
    secret_key: SecretStr | None = Field(
        None, description="Signs form tokens, encrypts short links. May be changed any time."
    )
    address_key: SecretStr | None = Field(None, description="Keys the hashes of addresses. Must never change.")

    # Mail
    mail_provider: Literal["mailbox", "smtp", "sendgrid"] = Field("mailbox", description="Who carries mail away.")
    mail_from: str = Field("letters@localhost", description="Address in `From:` of every mail; its domain is ours.")
    smtp_host: str = Field("localhost", description="The SMTP server's name.")
    smtp_port: int = Field(587, ge=1, le=65535, description="The SMTP server's port.")
    smtp_security: Literal["starttls", "tls", "none"] = Field("starttls", description="How the connection is secured.")
    smtp_username: str = Field("", description="User for SMTP authentication; empty for none.")
    smtp_password: SecretStr | None = Field(None, description="Password for SMTP authentication.")
    sendgrid_api_key: SecretStr | None = Field(None, description="Key for SendGrid's v3 Mail Send.")
    sendgrid_url: str = Field("https://api.sendgrid.com", description="Base address of SendGrid's API.")
    mail_timeout: float = Field(15, gt=0, le=25, description="Seconds for one hand-over: a quarter of MAIL_LEASE at most.")
    mail_lease: int = Field(120, ge=1, le=3600, description="Seconds after which a worker's claim on a mail lapses.")
    mail_batch: int = Field(50, ge=1, le=1000, description="Mails that a worker claims at once.")

    # Who runs the site
    organisation_name: str = Field("", description="Who runs the site; the controller of its data.")
    organisation_address: str = Field("", description="Postal address for the imprint; `\\n` starts a new line.")
    organisation_email: str = Field("", description="Address for questions, shown in the imprint.")
    organisation_represented_by: str = Field("", description="Person who answers for the content.")
    privacy_contact: str = Field("", description="Address for requests about personal data.")
    privacy_processors: str = Field(
        "", description="Companies that process data for you (host, mail), with a semicolon between."
    )
    privacy_authority: str = Field("", description="Supervisory authority to which supporters can complain.")

    # The widget
    embed_origins: str = Field("", description="Origins that may frame `/embed/…`, with spaces between.")

    @field_validator("public_url")
    @classmethod
    def _public_url_is_an_origin(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must look like https://act.example.org")
        if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
            raise ValueError("must be an origin alone, without path, query or user")
        _ = parts.port  # raises ValueError where it is not a number from 0 to 65535
        return value.rstrip("/")

    @field_validator("embed_origins")
    @classmethod
    def _embed_origins_are_origins(cls, value: str) -> str:
        for origin in value.split():
            parts = urlsplit(origin)
            bare = parts.scheme in {"http", "https"} and parts.hostname and f"{parts.scheme}://{parts.netloc}" == origin
            if not bare or any(character in origin for character in ";,'\"*"):
                raise ValueError(f"{origin} must look like https://partner.example.org")
        return value

    @field_validator("mail_from")
    @classmethod
    def _mail_from_is_an_address(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", value):
            raise ValueError("must be an address alone, like letters@act.example.org")
        return value

    @field_validator("organisation_name")
    @classmethod
    def _organisation_name_is_one_line(cls, value: str) -> str:
        if not value.isprintable():
            raise ValueError("must be one line")
        return value

    @cached_property
    def origin(self) -> str:
        """Scheme, host and port of the public URL."""
        return self.public_url or f"http://localhost:{self.port}"

    @cached_property
    def is_loopback(self) -> bool:
        return is_loopback_host(urlsplit(self.origin).hostname or "")

    @cached_property
    def is_demo(self) -> bool:
        """Demo mode: nothing can leave this machine, so unconfirmed contacts may be tried."""
        return self.is_loopback and self.mail_provider == "mailbox"

    @cached_property
    def embed_origin_list(self) -> tuple[str, ...]:
        return tuple(self.embed_origins.split())

    @cached_property
    def is_secure(self) -> bool:
        return self.origin.startswith("https://")

    def checked_for_serving(self) -> Self:
        """Itself; raises `Misconfigured` with everything that serving people under this address lacks."""
        problems = [*self._always_needed(), *([] if self.is_loopback else self._needed_in_public())]
        problems += self._needed_by_provider()
        if problems:
            raise Misconfigured(problems)
        return self

    def _always_needed(self) -> list[str]:
        problems = []
        if not self.public_url:
            problems.append("PUBLIC_URL is missing: the address under which people reach the site.")
        if self.database_url is None:
            problems.append("DATABASE_URL is missing: web and worker never embed a database (`outcry up` does, for trying).")
        for name, secret in (("SECRET_KEY", self.secret_key), ("ADDRESS_KEY", self.address_key)):
            if secret is None:
                problems.append(f"{name} is missing: set a random text of {MIN_SECRET_LENGTH} characters or more.")
            elif len(secret.get_secret_value()) < MIN_SECRET_LENGTH:
                problems.append(f"{name} is too short: {MIN_SECRET_LENGTH} characters at least.")
        return problems

    def _needed_in_public(self) -> list[str]:
        problems = []
        if self.mail_provider == "mailbox":
            problems.append("MAIL_PROVIDER is `mailbox`, which only shows mail on this machine: set `smtp` or `sendgrid`.")
        if not self.is_secure:
            problems.append("PUBLIC_URL must begin with https: links in mails are secrets.")
        if self.mail_provider == "smtp" and self.smtp_security == "none" and not is_loopback_host(self.smtp_host):
            problems.append("SMTP_SECURITY is `none`: mail would cross the network in clear.")
        if self.mail_provider == "sendgrid" and not self.sendgrid_url.startswith("https://"):
            problems.append("SENDGRID_URL must begin with https: the key would cross the network in clear.")
        if self.mail_from.endswith("@localhost"):
            problems.append("MAIL_FROM is missing: the address of your own domain that mail comes from.")
        for name, needed_by in _NEEDED_IN_PUBLIC.items():
            if not getattr(self, name):
                problems += [f"{name.upper()} is missing: the {needed_by} needs it."]
        return problems

    def _needed_by_provider(self) -> list[str]:
        if self.mail_provider == "sendgrid" and self.sendgrid_api_key is None:
            return ["SENDGRID_API_KEY is missing: MAIL_PROVIDER is `sendgrid`."]
        if self.mail_provider == "smtp" and self.smtp_username and self.smtp_password is None:
            return ["SMTP_PASSWORD is missing: SMTP_USERNAME is set."]
        return []


_NEEDED_IN_PUBLIC = {
    "organisation_name": "imprint",
    "organisation_address": "imprint",
    "organisation_email": "imprint",
    "organisation_represented_by": "imprint",
    "privacy_contact": "privacy notice",
    "privacy_processors": "privacy notice",
}


def is_loopback_host(host: str) -> bool:
    """Whether `host` (a name or address, without port) can only mean this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def load(**overrides: object) -> Settings:
    """Settings from the environment; raises `Misconfigured` with every variable that cannot be read."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        raise Misconfigured([_sentence(problem) for problem in error.errors()]) from None


def _sentence(problem: object) -> str:
    assert isinstance(problem, dict)
    name = "_".join(str(part) for part in problem["loc"]).upper()
    return f"{name}: {str(problem['msg']).removeprefix('Value error, ')}."
