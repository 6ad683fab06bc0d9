"""Runs migrations in one transaction each, one runner at a time."""

from typing import Any

from alembic import context
from sqlalchemy import Engine, text

import actions.models  # noqa: F401  # registers the tables
from actions.db import Base

_MIGRATION_LOCK = 0x6F757463727902
"""Advisory lock of those who migrate; any constant of our own."""


def _include_name(name: str | None, type_: str, _parents: Any) -> bool:
    """The job queue's tables come with a library and have no models here."""
    return not (type_ == "table" and name is not None and name.startswith("procrastinate_"))


def _run_online(engine: Engine) -> None:
    with engine.connect() as connection:
        # A session lock, since each migration is a transaction of its own; given back when the connection closes.
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _MIGRATION_LOCK})
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            transaction_per_migration=True,
            include_name=_include_name,
            compare_type=True,
            compare_server_default=False,
        )
        try:
            with context.begin_transaction():
                _run()
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _MIGRATION_LOCK})
            connection.commit()


def _run_offline() -> None:
    """Prints the SQL, for the linter of unsafe migrations."""
    context.configure(dialect_name="postgresql", target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        _run()


def _run() -> None:
    """A migration that waits for a lock keeps everybody else waiting: it gives up first, and is run again later."""
    context.execute("SET lock_timeout = '4s'")
    context.execute("SET statement_timeout = '10min'")
    context.run_migrations()


if context.is_offline_mode():
    _run_offline()
else:
    _run_online(context.config.attributes["engine"])
