"""Publishing past the checklist, and closing."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from actions import clock
from actions.errors import Conflict, NotFound, Refused
from actions.models.actions import AcceptedPoint
from actions.models.articles import Article
from actions.models.letters import Letter
from actions.queries.actions import find_action
from actions.usecases.actions import (
    accept_points,
    checklist,
    close_action,
    publish_action,
    record_family_answer,
    write_message,
)
from tests.conftest import make_settings
from tests.factories import make_action, make_case, make_mission, make_pledge

DEMO = make_settings()
PUBLIC = make_settings(public_url="https://act.example.org", mail_provider="smtp", organisation_name="")


def points(session, action, settings=DEMO):
    return {point.point for point in checklist(session, slug=action.slug, settings=settings)}


@pytest.fixture
def draft(session):
    """A draft with nothing open in demo mode."""
    make_mission(session)
    return make_action(session, state="draft", published_at=None, family_answer="agrees")


def test_a_draft_with_nothing_open_is_published(session, draft):
    publish_action(session, slug=draft.slug, by="Ola", settings=DEMO)
    assert find_action(session, draft.slug).is_open
    assert draft.version == 2


def test_publishing_twice_is_a_conflict(session, draft):
    publish_action(session, slug=draft.slug, by="Ola", settings=DEMO)
    with pytest.raises(Conflict):
        publish_action(session, slug=draft.slug, by="Ola", settings=DEMO)


def test_a_draft_is_not_public(session, draft):
    with pytest.raises(NotFound):
        find_action(session, draft.slug)


def test_a_doubt_of_the_draft_blocks(session, draft):
    draft.doubts = [{"point": "state_uncertain", "text": "Two states are possible."}]
    session.flush()
    with pytest.raises(Refused, match="state_uncertain"):
        publish_action(session, slug=draft.slug, by="Ola", settings=DEMO)


def test_an_accepted_doubt_no_longer_blocks_and_is_recorded(session, draft):
    draft.doubts = [{"point": "state_uncertain", "text": "Two states are possible."}]
    session.flush()
    accept_points(session, slug=draft.slug, reasons={"state_uncertain": "Checked with the lawyer."}, by="Ola")
    publish_action(session, slug=draft.slug, by="Ola", settings=DEMO)
    (accepted,) = session.scalars(select(AcceptedPoint)).all()
    assert (accepted.accepted_by, accepted.reason) == ("Ola", "Checked with the lawyer.")


def test_accepting_needs_a_name(session, draft):
    with pytest.raises(Refused):
        accept_points(session, slug=draft.slug, reasons={"freshness": "x"}, by=" ")


def test_the_familys_answer_is_asked_for(session, draft):
    draft.family_answer = None
    session.flush()
    assert points(session, draft) == {"family"}


def test_an_objection_cannot_be_accepted(session, draft):
    record_family_answer(session, slug=draft.slug, answer="objects", note="Her mother fears reprisals.")
    assert points(session, draft) == {"family_objects"}
    with pytest.raises(Refused):
        accept_points(session, slug=draft.slug, reasons={"family_objects": "x"}, by="Ola")


def test_unreachable_needs_a_reason(session, draft):
    with pytest.raises(Refused):
        record_family_answer(session, slug=draft.slug, answer="unreachable", note="")


@pytest.mark.parametrize(("published_on", "is_open"), [(None, True), (91, True), (30, False)])
def test_an_old_or_undated_article_must_be_checked_again(session, draft, published_on, is_open):
    day = clock.today() - timedelta(days=published_on) if published_on else None
    article = Article(organisation_id=draft.organisation_id, sha256="x", text="x", published_on=day, draft={})
    session.add(article)
    session.flush()
    draft.article_id = article.id
    session.flush()
    assert ("freshness" in points(session, draft)) is is_open


def test_a_case_known_as_ended_blocks(session, draft):
    draft.case.status = "died"
    session.flush()
    assert points(session, draft) == {"ended_case"}


def test_a_state_without_any_mission_blocks(session):
    action = make_action(session, state="draft", family_answer="agrees", case=make_case(session, responsible_state="ER"))
    assert points(session, action) == {"channels"}


def test_in_public_imprint_and_second_look_are_needed(session, draft):
    assert points(session, draft, PUBLIC) == {"imprint", "approval"}


def test_the_imprint_cannot_be_accepted(session, draft):
    with pytest.raises(Refused):
        accept_points(session, slug=draft.slug, reasons={"imprint": "x"}, by="Ola")


def test_after_a_days_rest_no_second_person_is_needed(session, draft):
    with clock.set_to(clock.now() + timedelta(hours=25)):
        assert "approval" not in points(session, draft, PUBLIC)


def test_closing_keeps_the_outcome_and_cancels_what_waits(session):
    action = make_action(session)
    pledge = make_pledge(session, action=action, state="confirmed")
    session.add(Letter(pledge_id=pledge.id, state="for_hand_in", subject="s", body="b"))
    session.flush()
    close_action(session, slug=action.slug, outcome="released", outcome_text="She is free.", by="Ola")
    page = find_action(session, action.slug)
    assert (page.state, page.outcome, page.outcome_text) == ("closed", "released", "She is free.")
    assert session.scalars(select(Letter.state)).all() == ["cancelled"]


@pytest.mark.parametrize(("outcome", "status"), [("released", "released"), ("died", "died"), ("ended", "detained")])
def test_closing_says_what_became_of_the_case(session, outcome, status):
    action = make_action(session)
    close_action(session, slug=action.slug, outcome=outcome, outcome_text="", by="Ola")
    assert find_action(session, action.slug).case.status == status


def test_closing_keeps_what_was_known_of_an_ended_case(session):
    action = make_action(session, case=make_case(session, status="died", status_on=date(2024, 2, 16)))
    close_action(session, slug=action.slug, outcome="died", outcome_text="", by="Ola")
    assert action.case.status_on == date(2024, 2, 16)


def test_closing_a_draft_is_a_conflict(session, draft):
    with pytest.raises(Conflict):
        close_action(session, slug=draft.slug, outcome="ended", outcome_text="", by="Ola")


def test_an_outcome_that_is_none_is_refused(session):
    with pytest.raises(Refused):
        close_action(session, slug=make_action(session).slug, outcome="lost", outcome_text="", by="Ola")


def test_an_unknown_slug_is_not_found(session):
    with pytest.raises(NotFound):
        publish_action(session, slug="nothing", by="Ola", settings=DEMO)


def test_an_edit_of_the_message_is_a_new_version(session, draft):
    version = write_message(session, action=draft, subjects=["New"], body="Dear {mission},\n\nx")
    assert version.number == 2


def test_a_message_with_an_unknown_field_is_refused(session, draft):
    with pytest.raises(Refused):
        write_message(session, action=draft, subjects=["{name}"], body="x")
