"""The same form sent twenty times at once: one pledge, one mail, twenty equal answers."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import text

from actions.db import Database
from tests.factories import make_action, make_mission
from tests.web.pages import Visitor

PATH = "/a/mira-solenko"


def test_twenty_posts_of_one_form(committing_app: Flask, committing: Database) -> None:
    with committing.unit_of_work() as session:
        make_mission(session)
        make_action(session, slug="mira-solenko")
    form = Visitor(committing_app.test_client(use_cookies=False)).fill(PATH)

    def post(_: int) -> tuple[int, bytes, tuple[str, ...]]:
        answer = committing_app.test_client(use_cookies=False).post(PATH, data=form)
        return answer.status_code, answer.data, tuple(sorted(answer.headers.keys()))

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(post, range(20)))
    assert len(set(answers)) == 1
    assert answers[0][0] == 303
    with committing.read_only() as session:
        counts = session.execute(text("SELECT (SELECT count(*) FROM pledges), (SELECT count(*) FROM mails)")).one()
    assert tuple(counts) == (1, 1)
