"""Migrations: one head, the models' schema, up and down and up again."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect

from actions import schema
from actions.db import make_engine
from actions.errors import Misconfigured
from tests.conftest import ROOT, new_database

VERSIONS = sorted(file.name for file in (ROOT / "migrations" / "versions").glob("*.py"))


@pytest.fixture
def empty(server_url: str) -> Iterator[Engine]:
    with new_database(server_url, "outcry_migrations") as url:
        engine = make_engine(url, pool_size=2)
        yield engine
        engine.dispose()


def test_models_and_migrations_agree(empty):
    schema.upgrade(empty)
    assert schema.differences(empty) is None


def test_upgrading_twice_changes_nothing(empty):
    schema.upgrade(empty)
    schema.upgrade(empty)
    schema.require_current(empty)


def test_down_leaves_nothing_and_up_works_again(empty):
    schema.upgrade(empty)
    schema.downgrade(empty, "base")
    assert set(inspect(empty).get_table_names()) == {"alembic_version"}
    schema.upgrade(empty)
    assert schema.differences(empty) is None


def test_a_schema_that_is_behind_is_said(empty):
    with pytest.raises(Misconfigured, match="outcry release"):
        schema.require_current(empty)


def test_versions_are_numbered_and_the_last_is_the_head():
    numbers = re.findall(r"(\d{4})_\w+\.py", " ".join(VERSIONS))
    assert numbers == [f"{number:04d}" for number in range(1, len(VERSIONS) + 1)]
    assert schema.head() == numbers[-1]


def test_no_migration_creates_an_extension(capsys):
    schema.print_sql()
    assert "EXTENSION" not in capsys.readouterr().out
