"""One server, many databases."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from actions import embedded
from tests.embedded.launching import FAST


@pytest.fixture(scope="module")
def server(forest: Path) -> Iterator[embedded.Server]:
    """Launched by this very process."""
    with embedded.running(forest / "databases", settings=FAST) as server:
        yield server


def connect(server: embedded.Server, database: str) -> psycopg.Connection:
    return psycopg.connect(host=str(server.socket_dir), user="outcry", dbname=database, autocommit=True)


@pytest.mark.parametrize("name", ["plain", 'odd "name" ü%'])
def test_create_and_drop(server: embedded.Server, name: str) -> None:
    embedded.create_database(server, name)
    with connect(server, name) as connection:
        assert connection.info.dbname == name
    embedded.drop_database(server, name)
    with pytest.raises(psycopg.OperationalError):
        connect(server, name)


def test_create_what_exists(server: embedded.Server) -> None:
    embedded.create_database(server, "twice")
    embedded.create_database(server, "twice")
    embedded.drop_database(server, "twice")


def test_drop_what_does_not_exist(server: embedded.Server) -> None:
    embedded.drop_database(server, "never")


def test_drop_ends_connections(server: embedded.Server) -> None:
    embedded.create_database(server, "used")
    with connect(server, "used"):
        embedded.drop_database(server, "used")


def test_copy_of_a_template(server: embedded.Server) -> None:
    embedded.create_database(server, "template")
    with connect(server, "template") as connection:
        connection.execute("CREATE TABLE things AS SELECT 42 AS number")
    embedded.create_database(server, "copy", template="template")
    with connect(server, "copy") as connection:
        assert connection.execute("SELECT number FROM things").fetchone() == (42,)


def test_template_that_does_not_exist(server: embedded.Server) -> None:
    with pytest.raises(embedded.EmbeddedError, match='"nowhere" does not exist'):
        embedded.create_database(server, "copy of nothing", template="nowhere")


def test_url_of_another_database(server: embedded.Server) -> None:
    assert server.url("a/b").startswith("postgresql+psycopg://outcry@/a%2Fb?host=/")
