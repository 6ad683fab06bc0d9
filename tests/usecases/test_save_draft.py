"""A draft becomes an action that nobody sees, with its article as evidence."""

from datetime import date

import pytest
from sqlalchemy import select

from actions.drafting.engine import draft
from actions.drafting.source import freeze
from actions.errors import NotFound, Refused
from actions.models.articles import Article
from actions.models.cases import Case
from actions.queries.actions import find_action, find_action_file
from actions.queries.cases import known_cases
from actions.usecases.drafts import save_draft
from tests.conftest import make_settings
from tests.factories import make_case

DEMO = make_settings()
ARTICLE = """Journalist held in Minsk for a third year

Journalist Mira Solenko was arrested in her flat in Minsk on 4 March 2023. She is held in
Pre-trial Detention Centre No. 1 in Minsk.

A court in Minsk sentenced Solenko to six years in prison for her articles. Human rights groups call the charges fabricated.

Her colleagues demand the immediate release of Mira Solenko. More about her is at freemira.example.
"""


def drafted(session, text=ARTICLE, **meta):
    return draft(freeze(text, **meta), known=known_cases(session))


def test_a_draft_is_saved_as_a_draft_action(session):
    slug = save_draft(session, draft=drafted(session, published_on=date(2026, 1, 2)), settings=DEMO)
    found = find_action_file(session, slug).page
    assert (found.state, found.case.name, found.case.responsible_state) == ("draft", "Mira Solenko", "BY")
    assert found.message
    assert "release Mira Solenko" in found.message.body
    assert found.case.facts_as_of == "2026-01-02"
    with pytest.raises(NotFound):
        find_action(session, slug)


def test_no_sentence_of_the_article_becomes_public(session):
    slug = save_draft(session, draft=drafted(session), settings=DEMO)
    page = find_action_file(session, slug).page
    assert page.message
    shown = " ".join(
        [page.title, page.ask, page.story, page.message.body, *page.demands, *(fact.text for fact in page.case.facts)]
    )
    for sentence in ("was arrested in her flat", "sentenced Solenko to six years", "call the charges fabricated"):
        assert sentence not in shown


def test_the_article_is_kept_as_evidence(session):
    source = drafted(session).source
    save_draft(session, draft=drafted(session), settings=DEMO)
    (article,) = session.scalars(select(Article)).all()
    assert (article.text, article.sha256) == (source.text, source.sha256)
    assert "text" not in article.draft["source"]


def test_doubts_become_open_points(session):
    doubtful = drafted(session, ARTICLE.replace("demand the immediate release of Mira Solenko", "wait"))
    slug = save_draft(session, draft=doubtful, settings=DEMO)
    assert "no_demand" in {point.point for point in find_action_file(session, slug).points}


def test_a_known_case_is_not_merged_by_itself(session):
    known = make_case(session, name="Mira Solenko", responsible_state="BY", status="died", slug="mira-solenko")
    slug = save_draft(session, draft=drafted(session), settings=DEMO)
    points = [point.point for point in find_action_file(session, slug).points]
    assert any(point.startswith("known_") for point in points)
    assert len(session.scalars(select(Case)).all()) == 2
    assert known.status == "died"


def test_a_person_may_say_that_it_is_the_known_case(session):
    known = make_case(session, name="Mira Solenko", responsible_state="BY", slug="mira-solenko")
    slug = save_draft(session, draft=drafted(session), settings=DEMO, case_slug="mira-solenko")
    assert find_action_file(session, slug).page.case.facts_as_of == known.facts_as_of
    assert len(session.scalars(select(Case)).all()) == 1


def test_an_unknown_case_is_not_found(session):
    with pytest.raises(NotFound):
        save_draft(session, draft=drafted(session), settings=DEMO, case_slug="nobody")


def test_the_same_text_is_not_saved_twice(session):
    save_draft(session, draft=drafted(session), settings=DEMO)
    with pytest.raises(Refused, match="saved before"):
        save_draft(session, draft=drafted(session), settings=DEMO)


def test_a_second_article_on_the_person_gets_a_slug_of_its_own(session):
    first = save_draft(session, draft=drafted(session), settings=DEMO)
    second = save_draft(session, draft=drafted(session, ARTICLE + "\nHer trial continues."), settings=DEMO)
    assert second == f"{first}-2"


def test_a_draft_without_a_case_is_refused(session):
    with pytest.raises(Refused):
        save_draft(session, draft=drafted(session, "Bake the bread at 220 degrees for forty minutes."), settings=DEMO)
