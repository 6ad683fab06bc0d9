"""Settings and database of a command: the environment's, or on an untouched machine an embedded server and new secrets."""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pydantic import SecretStr

from actions import embedded, schema, settings
from actions.db import Database, Engine, make_engine
from actions.errors import Misconfigured
from actions.settings import Settings

SECRETS_FILE = "secrets.env"


def load_settings() -> Settings:
    """The environment's settings, completed with the secrets that lie in the data directory, made at need.

    Secrets are only ever made for a site on this machine: a public one must be given its own.
    """
    loaded = settings.load()
    if (loaded.secret_key and loaded.address_key) or not loaded.is_loopback:
        return loaded
    kept = _kept_secrets(loaded.outcry_data)
    return loaded.model_copy(
        update={name: getattr(loaded, name) or SecretStr(kept[name.upper()]) for name in ("secret_key", "address_key")}
    )


def _kept_secrets(directory: Path) -> dict[str, str]:
    file = directory / SECRETS_FILE
    try:
        if not file.exists():
            _write_secrets(file)
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Misconfigured([f"OUTCRY_DATA: {directory} cannot be used: {error.strerror}."]) from None
    kept = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    missing = {"SECRET_KEY", "ADDRESS_KEY"} - kept.keys()
    if missing:
        raise Misconfigured([f"{file} lacks {' and '.join(sorted(missing))}: restore it, or remove it with the database."])
    return kept


def _write_secrets(file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = (
        "# Made at the first start. ADDRESS_KEY must never change: the database knows people by it.",
        f"SECRET_KEY={secrets.token_urlsafe(48)}",
        f"ADDRESS_KEY={secrets.token_urlsafe(48)}",
    )
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        os.link(fresh, file)  # the first of two that start at once wins
    except FileExistsError:
        return
    finally:
        fresh.unlink()


@contextmanager
def engine(loaded: Settings) -> Iterator[Engine]:
    """`DATABASE_URL`'s engine, or the embedded server's, which is started where none runs and stopped by its last user.

    Raises `Misconfigured` where a public site names no database, and `EmbeddedError`.
    """
    with ExitStack() as stack:
        if loaded.database_url:
            url = loaded.database_url.get_secret_value()
        else:
            if not loaded.is_loopback:
                loaded.checked_for_serving()
            url = stack.enter_context(embedded.running(loaded.outcry_data)).url()
        made = make_engine(url, pool_size=loaded.database_pool_size)
        stack.callback(made.dispose)
        yield made


@contextmanager
def database(loaded: Settings | None = None) -> Iterator[Database]:
    """The database that commands work on: an embedded one is migrated, any other must be current."""
    loaded = loaded or load_settings()
    with engine(loaded) as made:
        if loaded.database_url:
            schema.require_current(made)
        else:
            schema.upgrade(made)
        yield Database(made)
