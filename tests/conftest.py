"""One PostgreSQL per run, one database per test process, a savepoint per test."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from actions import embedded, schema
from actions.db import Database, make_engine
from actions.settings import Settings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
"""Extra inputs that a checkout may stand beside; tests that read them skip where it is absent."""


def _administer(url: str, *statements: str) -> None:
    engine = make_engine(url, pool_size=1)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """URL of a maintenance database on the server of this run: `DATABASE_URL`, or an embedded one."""
    with ExitStack() as stack:
        url = os.environ.get("DATABASE_URL")
        if url is None:
            options = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
            url = stack.enter_context(embedded.running(ROOT / ".data" / "tests", settings=options)).url()
        yield url


@contextmanager
def new_database(server_url: str, name: str) -> Iterator[str]:
    """URL of an empty database of this process."""
    name = f"{name}_{os.getpid()}"
    _administer(server_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"')
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        _administer(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')


def _migrated(server_url: str, name: str) -> Iterator[str]:
    with new_database(server_url, name) as url:
        engine = make_engine(url, pool_size=1)
        schema.upgrade(engine)
        engine.dispose()
        yield url


@pytest.fixture(scope="session")
def database_url(server_url: str) -> Iterator[str]:
    """A migrated database for tests that roll back."""
    yield from _migrated(server_url, "outcry_test")


@pytest.fixture(scope="session")
def committing_url(server_url: str) -> Iterator[str]:
    """Another one, for tests of claims, leases, parallel requests and kills, which commit."""
    yield from _migrated(server_url, "outcry_commit")


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url, pool_size=4)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
        yield session


@pytest.fixture
def database(connection: Connection) -> Database:
    """A database for an app under test: its commits are savepoints of this test's transaction."""
    return Database(connection)


@pytest.fixture
def committing(committing_url: str) -> Iterator[Database]:
    """A database whose commits are real; every table is emptied after the test."""
    engine = make_engine(committing_url, pool_size=24)
    yield Database(engine)
    with engine.begin() as connection:
        tables = connection.scalars(
            text(
                "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
            )
        )
        connection.execute(text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE"))
    engine.dispose()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Demo mode, with its data in a directory of the test's own."""
    return make_settings(outcry_data=tmp_path / "data")


def make_settings(**overrides: object) -> Settings:
    values: dict[str, object] = {
        "port": 8000,
        "secret_key": "s" * 40,
        "address_key": "a" * 40,
        "organisation_name": "Example Campaign",
    }
    return Settings(**(values | overrides))  # type: ignore[arg-type]  # pydantic checks the values
