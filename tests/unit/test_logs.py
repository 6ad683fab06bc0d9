"""Logs hold listed fields and nothing personal."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from actions import logs
from tests.conftest import make_settings


@pytest.fixture
def written(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.configure(make_settings(log_format=getattr(request, "param", "json")))
    yield stream
    logging.captureWarnings(capture=False)
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def line(written: io.StringIO) -> dict[str, object]:
    parsed = json.loads(written.getvalue())
    assert isinstance(parsed, dict)
    return parsed


def test_a_listed_field(written: io.StringIO) -> None:
    structlog.get_logger("actions.test").info("mail treated", row=7, outcome="accepted")
    assert line(written)["event"] == "mail treated"
    assert line(written)["row"] == 7


def test_any_other_field_is_left_out(written: io.StringIO) -> None:
    structlog.get_logger("actions.test").info("mail treated", email="anna@example.org", name="Anna Lind")
    assert "nna" not in written.getvalue()


def test_an_exception_without_its_words(written: io.StringIO) -> None:
    try:
        int("anna@example.org")
    except ValueError:
        structlog.get_logger("actions.test").exception("batch failed")
    assert "anna" not in written.getvalue()
    assert line(written)["error"] == "ValueError"
    assert str(line(written)["trace"]).startswith("test_logs.py:")


def test_a_librarys_line_without_addresses_and_tokens(written: io.StringIO) -> None:
    token = "Zk3" * 15
    logging.getLogger("somebody.else").warning("mail to %s with %s", "anna@example.org", token)
    assert line(written)["event"] == "mail to (address) with (token)"


def test_a_librarys_chatter_is_not_kept(written: io.StringIO) -> None:
    logging.getLogger("somebody.else").info("hello")
    assert written.getvalue() == ""


@pytest.mark.parametrize("written", ["text"], indirect=True)
def test_text_for_people(written: io.StringIO) -> None:
    structlog.get_logger("actions.test").warning("provider away", seconds=3)
    assert "provider away" in written.getvalue()
    assert "{" not in written.getvalue()
