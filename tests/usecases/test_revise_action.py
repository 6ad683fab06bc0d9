"""Changing an action that is here: dates, goal, words, photo, news. Each change makes cached pages old."""

from datetime import UTC, date, datetime

import pytest

from actions import clock
from actions.errors import Conflict, NotFound, Refused
from actions.media import Photo
from actions.media import Picture as MadePicture
from actions.models.pictures import Picture
from actions.usecases.actions import close_action, open_scheduled, pause_action, publish_action, resume_action
from actions.usecases.photos import remove_photo, set_photo
from actions.usecases.revisions import change_dates, edit_action, set_goal
from actions.usecases.updates import publish_update
from tests.conftest import make_settings
from tests.factories import make_action, make_mission

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def action(session):
    return make_action(session, slug="mira-solenko")


@pytest.fixture(autouse=True)
def _at_noon():
    with clock.set_to(NOON):
        yield


def refused_field(call, *args, **values):
    with pytest.raises(Refused) as refused:
        call(*args, **values)
    return refused.value.field


# Dates


def test_dates_are_taken_in_the_zone_that_is_named(session, action):
    change_dates(session, slug="mira-solenko", closes="2026-05-03", send_before="2026-05-12", zone="Europe/Berlin")
    assert action.closes_at == datetime(2026, 5, 3, 21, 59, tzinfo=UTC)
    assert (action.send_before, action.time_zone, action.version) == (date(2026, 5, 12), "Europe/Berlin", 2)


def test_what_is_not_named_stays(session, action):
    change_dates(session, slug="mira-solenko", closes="2026-05-03", zone="Europe/Berlin")
    schedule = change_dates(session, slug="mira-solenko", send_before="2026-05-12")
    assert (schedule.closes_at, schedule.time_zone) == (datetime(2026, 5, 3, 21, 59, tzinfo=UTC), "Europe/Berlin")


def test_none_takes_a_date_away(session, action):
    change_dates(session, slug="mira-solenko", closes="2026-05-03")
    assert change_dates(session, slug="mira-solenko", closes="none").closes_at is None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"closes": "2026-02-28"}, "closes_at"),
        ({"closes": "soon"}, "closes_at"),
        ({"send_before": "2026-02-28"}, "send_before"),
        ({"send_before": "2026-02-30"}, "send_before"),
        ({"zone": "Mars/Base"}, "time_zone"),
        ({"opens": "2026-04-01"}, "opens_at"),
    ],
)
def test_dates_that_cannot_be_are_refused(session, action, values, field):
    assert refused_field(change_dates, session, slug="mira-solenko", **values) == field
    assert action.version == 1


def test_a_closed_action_keeps_its_dates(session):
    make_action(session, slug="mira-solenko", state="closed", outcome="ended")
    with pytest.raises(Conflict):
        change_dates(session, slug="mira-solenko", closes="2026-05-03")


def test_an_action_that_opens_later_is_scheduled_and_opens_by_itself(session):
    make_mission(session)
    opens = datetime(2026, 3, 2, tzinfo=UTC)
    draft = make_action(session, state="draft", published_at=None, family_answer="agrees", opens_at=opens)
    publish_action(session, slug=draft.slug, by="Ada", settings=make_settings())
    assert (draft.state, draft.published_at) == ("scheduled", None)
    assert open_scheduled(session) == 0
    with clock.set_to(opens):
        assert open_scheduled(session) == 1
    session.refresh(draft)
    assert (draft.state, draft.published_at, draft.version) == ("live", opens, 2)


def test_a_scheduled_action_needs_a_day(session):
    make_action(session, slug="later", state="scheduled", opens_at=datetime(2026, 3, 2, tzinfo=UTC))
    assert refused_field(change_dates, session, slug="later", opens="none") == "opens_at"


# Pausing, closing


def test_it_is_paused_and_goes_on(session, action):
    pause_action(session, slug="mira-solenko", by="Ada")
    assert (action.state, action.version) == ("paused", 2)
    resume_action(session, slug="mira-solenko", by="Ada")
    assert (action.state, action.version) == ("live", 3)


def test_what_is_not_paused_does_not_go_on(session, action):
    with pytest.raises(Conflict):
        resume_action(session, slug="mira-solenko", by="Ada")


def test_closing_can_point_to_what_goes_on(session, action):
    following = make_action(session, slug="next")
    close_action(session, slug="mira-solenko", outcome="ended", outcome_text="", by="Ada", follow_on="next")
    assert action.follow_on_id == following.id


def test_an_action_does_not_go_on_as_itself(session, action):
    values = {"outcome": "ended", "outcome_text": "", "by": "Ada", "follow_on": "mira-solenko"}
    assert refused_field(close_action, session, slug="mira-solenko", **values) == "follow_on"


def test_what_goes_on_must_be_there(session, action):
    with pytest.raises(NotFound, match="nothing"):
        edit_action(session, slug="mira-solenko", follow_on="nothing")


# Words and goal


def test_words_are_replaced(session, action):
    edit_action(session, slug="mira-solenko", title=" A  doctor ", story="# New\n\nstory\n")
    assert (action.title, action.story, action.version) == ("A doctor", "# New\n\nstory", 2)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": "  "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"story": "x" * 40_001}, "story"),
        ({"ask": "a\x00b"}, "ask"),
        ({"outcome_text": "She is free."}, "outcome_text"),
    ],
)
def test_words_that_cannot_stand_are_refused(session, action, values, field):
    assert refused_field(edit_action, session, slug="mira-solenko", **values) == field


def test_a_goal_is_set_and_taken_away(session, action):
    set_goal(session, slug="mira-solenko", goal=2000)
    assert action.goal == 2000
    set_goal(session, slug="mira-solenko", goal=None)
    assert (action.goal, action.version) == (None, 3)


@pytest.mark.parametrize("goal", [0, -5, 100_000_001])
def test_a_goal_that_is_none_is_refused(session, action, goal):
    assert refused_field(set_goal, session, slug="mira-solenko", goal=goal) == "goal"


# News


def test_news_are_published(session, action):
    update = publish_update(session, slug="mira-solenko", title=" She saw\na doctor ", body="On **Monday**.\n")
    assert (update.title, update.body, update.language, update.published_at) == (
        "She saw a doctor",
        "On **Monday**.",
        "en",
        NOON,
    )
    assert action.version == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"body": "\n"}, "body"),
        ({"body": "x" * 20_001}, "body"),
        ({"language": "xx"}, "language"),
    ],
)
def test_news_that_cannot_stand_are_refused(session, action, values, field):
    news = {"title": "News", "body": "Text"} | values
    assert refused_field(publish_update, session, slug="mira-solenko", **news) == field


def test_there_are_no_news_of_what_nobody_can_read(session):
    make_action(session, slug="draft", state="draft")
    with pytest.raises(Conflict):
        publish_update(session, slug="draft", title="News", body="Text")


# The photo


def made(seed: int) -> Photo:
    original = MadePicture(b"original %d" % seed, 1600, 1200)
    return Photo(original, tuple(MadePicture(b"%d px %d" % (width, seed), width, width) for width in (390, 640)))


def put(session, seed=1, alt="A hill", credit="Ada"):
    set_photo(session, slug="mira-solenko", photo=made(seed), alt=alt, credit=credit)


def stored(session):
    return session.query(Picture).count()


def test_a_photo_is_kept_with_its_sizes_words_and_credit(session, action):
    put(session)
    assert (action.photo_hash, action.photo_alt, action.photo_credit) == (made(1).original.content_hash, "A hill", "Ada")
    assert (stored(session), action.version) == (3, 2)


def test_a_photo_without_words_for_those_who_do_not_see_it_is_refused(session, action):
    assert refused_field(put, session, alt="  ") == "alt"


def test_a_new_photo_leaves_nothing_of_the_old_one(session, action):
    put(session, 1)
    put(session, 2)
    assert stored(session) == 3


def test_the_same_photo_twice_is_one(session, action):
    put(session)
    put(session, alt="A green hill")
    assert (stored(session), action.photo_alt) == (3, "A green hill")


def test_a_photo_that_another_action_shows_stays_for_it(session, action):
    put(session)
    make_action(session, photo_hash=action.photo_hash)
    remove_photo(session, slug="mira-solenko")
    assert stored(session) == 3


def test_a_photo_taken_away_is_forgotten(session, action):
    put(session)
    remove_photo(session, slug="mira-solenko")
    assert (action.photo_hash, stored(session)) == (None, 0)


def test_there_is_no_photo_to_take_away(session, action):
    with pytest.raises(NotFound):
        remove_photo(session, slug="mira-solenko")


@pytest.mark.parametrize("change", [set_goal, change_dates, edit_action])
def test_an_unknown_action_is_not_found(session, change):
    with pytest.raises(NotFound, match="nobody"):
        change(session, slug="nobody", **({"goal": 5} if change is set_goal else {}))
