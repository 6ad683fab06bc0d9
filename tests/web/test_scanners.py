"""Programs that follow the links of a mail, by GET and by HEAD, change nothing for anybody."""

import re
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.orm import Session

from actions.db import Base
from actions.settings import Settings
from tests.mails import KINDS, examples, mail_of

AGGREGATES = frozenset({"tallies"})
"""Numbers that a look may change; nobody is in them."""
MOST_PAGES = 200
_LINK = re.compile(r'(?:href|src|action)="([^"]+)"|(http://localhost:8000[^\s"<>]*)')


def contents(session: Session) -> dict[str, Any]:
    """All rows of all tables that tell of somebody."""
    tables = (each for each in Base.metadata.tables if each not in AGGREGATES)
    return {each: sorted(map(str, session.execute(text(f"SELECT * FROM {each}")))) for each in tables}


def links_in(page: str) -> set[str]:
    """Those of this site, as paths."""
    found = {(first or second).replace("&amp;", "&") for first, second in _LINK.findall(page)}
    paths = {urldefrag(each.removeprefix("http://localhost:8000"))[0] for each in found}
    return {each for each in paths if each.startswith("/") and not urlsplit(each).netloc}


def follow_everything(client: FlaskClient, first: set[str]) -> set[str]:
    """Ask for every link, and for every link behind it; returns the paths."""
    seen: set[str] = set()
    waiting = sorted(first)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        seen.add(path)
        assert client.head(path).status_code < 500, path
        answer = client.get(path)
        assert answer.status_code < 500, path
        if answer.mimetype == "text/html":
            waiting += sorted(links_in(answer.text) - seen - set(waiting))
        elif "Location" in answer.headers:
            waiting += sorted(links_in(f'href="{answer.headers["Location"]}"') - seen - set(waiting))
    return seen


@pytest.mark.parametrize("kind", KINDS)
def test_following_all_links_changes_nothing(
    app: Flask, client: FlaskClient, session: Session, settings: Settings, kind: str
) -> None:
    action = examples(session, settings)
    mail = mail_of(session, action, kind=kind, language="en", settings=settings)
    entry = links_in(f"{mail.text} {mail.html} {mail.headers.get('List-Unsubscribe', '')}")
    assert any("/confirm/" in path or "/my/" in path for path in entry)
    before = contents(session)
    seen = follow_everything(client, entry)
    assert len(seen) > len(entry)
    session.expire_all()
    after = contents(session)
    assert {name for name in before if before[name] != after[name]} == set()
