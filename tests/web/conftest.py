"""An app on the test's own transaction, and one on a database that commits."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.orm import Session

from actions.db import Database
from actions.factory import create_app
from actions.models.actions import Action
from actions.settings import Settings
from tests.conftest import make_settings
from tests.factories import make_action, make_mission
from tests.web.pages import Visitor


class Compiled(BytecodeCache):
    """Templates compiled once for all the apps of a run."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.code:
            bucket.bytecode_from_string(self.code[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.code[bucket.key] = bucket.bytecode_to_string()


compiled = Compiled()


def make_app(settings: Settings, database: Database) -> Flask:
    """Pages are kept until `cache.poll()`."""
    app = create_app(settings, database, poll_every=None)
    app.jinja_env.bytecode_cache = compiled
    return app


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    """In demo mode."""
    return make_app(settings, database)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client(use_cookies=False)


@pytest.fixture
def visitor(client: FlaskClient) -> Visitor:
    return Visitor(client)


@pytest.fixture
def action(session: Session) -> Action:
    """A live action about somebody held by RU, with embassies in Switzerland (email) and Sweden (none)."""
    make_mission(
        session,
        email="embassy.bern@example.org",
        host_iso2="CH",
        located_in_iso2="CH",
        city="Bern",
        name="Embassy of the Russian Federation in Bern",
    )
    make_mission(session)
    return make_action(session, slug="mira-solenko")


@pytest.fixture
def public_client(database: Database, tmp_path: Path) -> FlaskClient:
    """A site in earnest, at https://act.example.org."""
    settings = make_settings(
        public_url="https://act.example.org",
        mail_provider="smtp",
        organisation_address="1 Example Street\\nExampletown",
        organisation_email="office@example.org",
        organisation_represented_by="Ada Example",
        privacy_contact="privacy@example.org",
        privacy_processors="Example Hosting; Example Mail",
        embed_origins="https://partner.example https://paper.example",
        outcry_data=tmp_path / "data",
    )
    return make_app(settings, database).test_client(use_cookies=False)


@pytest.fixture
def committing_app(settings: Settings, committing: Database) -> Flask:
    return make_app(settings, committing)
