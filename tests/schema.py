"""The schema that tests run on: the migrations, as everywhere."""

from actions import schema
from actions.db import make_engine


def create_schema(url: str) -> None:
    engine = make_engine(url, pool_size=1)
    schema.upgrade(engine)
    engine.dispose()
