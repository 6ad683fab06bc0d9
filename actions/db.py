"""The engine, the declarative base and the only places where a transaction begins or ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, MetaData, create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session

from actions.errors import Misconfigured, Unavailable

__all__ = ["Base", "Database", "Engine", "database_url", "make_engine", "translated_errors"]

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


SESSION_OPTIONS = {
    "timezone": "UTC",
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    # Our statements are short and come again and again: planning one anew each time costs more than running it. With
    # plans kept, the statement that signs runs twice as often.
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMING_CONVENTION)


def database_url(text: str) -> URL:
    """`text` as SQLAlchemy's URL with psycopg as its driver; raises `Misconfigured` for anything but PostgreSQL."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):  # the text may hold a password, so it is not repeated
        raise Misconfigured(["DATABASE_URL: should look like postgresql://user:password@host/name."]) from None
    if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise Misconfigured([f"DATABASE_URL: Outcry needs PostgreSQL, not {url.drivername}."])
    return url.set(drivername="postgresql+psycopg")


def make_engine(url: str, *, pool_size: int = 8) -> Engine:
    """An engine whose sessions speak UTC and give up on a statement after 30 s, on a lock after 10 s."""
    return create_engine(
        database_url(url),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=5,
        pool_pre_ping=False,
        hide_parameters=True,  # no error text may carry an address
        connect_args={
            "connect_timeout": 5,
            "options": " ".join(f"-c {name}={value}" for name, value in SESSION_OPTIONS.items()),
        },
    )


class Database:
    """Units of work on one engine. Entry points hold one; nothing below them does.

    On a single connection in place of an engine, a unit of work is a savepoint of the transaction open there.
    """

    def __init__(self, bind: Engine | Connection) -> None:
        self.bind = bind

    @contextmanager
    def unit_of_work(self) -> Iterator[Session]:
        """A transaction that commits at the end of the block and rolls back on any error.

        Raises `Unavailable` where the database cannot be reached or breaks off.
        """
        with translated_errors(), self._session() as session, session.begin():
            yield session

    def _session(self) -> Session:
        return Session(self.bind, expire_on_commit=False, join_transaction_mode="create_savepoint")

    @contextmanager
    def read_only(self) -> Iterator[Session]:
        """A transaction that cannot write. Raises `Unavailable` as `unit_of_work` does."""
        with translated_errors(), self._session() as session:
            if isinstance(self.bind, Engine):
                session.connection(execution_options={"postgresql_readonly": True})
            yield session


@contextmanager
def translated_errors() -> Iterator[None]:
    """Turn the driver's ways of saying "the database is away" into `Unavailable`."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise Unavailable("The database does not answer.") from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable("The database broke off.") from error
        raise
