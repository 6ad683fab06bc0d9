"""What an action's page says beside its form: photo, dates, news, who takes part, what became of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.counts import Count
from actions.models.pictures import Picture
from tests.factories import (
    make_action,
    make_letter,
    make_mission,
    make_photo,
    make_pledge,
    make_translation,
    make_update,
)
from tests.web.pages import Visitor

PATH = "/a/mira-solenko"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def change(session: Session, action: Action, **values: object) -> None:
    for name, value in values.items():
        setattr(action, name, value)
    session.flush()


# The photo


def test_the_photo_has_its_words_its_credit_and_its_measures(visitor: Visitor, session: Session, action: Action) -> None:
    smallest = make_photo(session, action=action)
    figure = visitor.get(PATH).page.one("figure", class_="portrait")
    image = figure.one("img")
    assert (image["alt"], image["width"], image["height"]) == ("A woman at a desk", "1280", "960")
    assert f"/media/{smallest.hex()}.webp 390w" in image["srcset"]
    assert figure.one("figcaption").text == "Photo: Ada Example"


def test_a_phone_is_offered_only_sizes_within_60_kb(visitor: Visitor, session: Session, action: Action) -> None:
    make_photo(session, action=action, widths=(390, 640, 960, 1280))
    source = visitor.get(PATH).page.one("figure", class_="portrait").one("source")
    assert source["media"] == "(max-width: 40rem)"
    assert [part.split()[1] for part in source["srcset"].split(", ")] == ["390w", "640w"]


def test_the_photo_is_not_lazy_where_it_stands_first(visitor: Visitor, session: Session, action: Action) -> None:
    make_photo(session, action=action)
    assert "loading" not in visitor.get(PATH).page.one("img").attributes


def test_without_a_photo_the_page_stands_as_well(visitor: Visitor, action: Action) -> None:
    assert not visitor.get(PATH).page.all("figure")


def test_a_photo_of_which_no_size_is_left_does_not_break_the_page(
    visitor: Visitor, session: Session, action: Action
) -> None:
    make_photo(session, action=action, widths=(390,))
    session.execute(delete(Picture).where(Picture.original_hash.is_not(None)))
    seen = visitor.get(PATH)
    assert seen.status == 200
    assert not seen.page.all("img")


def test_the_photo_stands_on_the_list_of_actions(visitor: Visitor, session: Session, action: Action) -> None:
    make_photo(session, action=action)
    assert visitor.get("/").page.one("li", class_="with-photo").one("img")["alt"] == "A woman at a desk"


# How far it has come


def test_few_signatures_are_not_shown(visitor: Visitor, session: Session, action: Action) -> None:
    session.add(Count(action_id=action.id, country="SE", confirmed=9))
    session.flush()
    assert not visitor.get(PATH).page.all("div", class_="tally")
    assert "Be among the first to write" in visitor.get("/").text


def test_past_its_goal_the_next_step_is_hoped_for(visitor: Visitor, session: Session) -> None:
    action = make_action(session, slug="mira-solenko", goal=500)
    session.add(Count(action_id=action.id, country="SE", confirmed=612))
    session.flush()
    assert visitor.get(PATH).page.one("p", class_="goal").text == "Hoped for: 1,000"


# Dates


def test_dates_are_told_in_the_actions_own_time_zone(visitor: Visitor, session: Session, action: Action) -> None:
    closes = datetime(2026, 5, 3, 21, 59, tzinfo=UTC)
    change(session, action, closes_at=closes, send_before=date(2026, 5, 12), time_zone="Europe/Berlin")
    with clock.set_to(NOON):
        terms = visitor.get(PATH).page.one("ul", class_="terms").text
    assert "Open until 3 May 2026, 23:59 (Central European Summer Time)" in terms
    assert "Letters should be there by 12 May 2026" in terms


def test_after_its_last_moment_it_takes_no_signatures(visitor: Visitor, session: Session, action: Action) -> None:
    form = visitor.fill(PATH)
    change(session, action, closes_at=clock.now() + timedelta(seconds=30))
    with clock.set_to(clock.now() + timedelta(seconds=31)):
        assert visitor.post(PATH, form).status == 410


def test_after_its_last_moment_the_page_says_so(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", closes_at=NOON)
    seen = visitor.get(PATH)
    assert "It was open until 1 March 2026, 12:00 (Coordinated Universal Time)." in seen.text
    assert not seen.page.all("form")


def test_before_it_opens_nobody_learns_of_it(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", state="scheduled", opens_at=NOON)
    assert visitor.get(PATH).status == 404
    assert "Mira Solenko" not in visitor.get("/").text


# After it has ended


def test_a_closed_action_leads_to_the_one_that_goes_on(visitor: Visitor, session: Session) -> None:
    following = make_action(session, slug="next", title="Freedom for Mira Solenko")
    make_action(session, slug="mira-solenko", state="closed", outcome="ended", follow_on_id=following.id)
    link = visitor.get(PATH).page.one("p", class_="follow-on").one("a")
    assert (link.text, link["href"]) == ("Freedom for Mira Solenko", "/a/next")


def test_the_one_that_goes_on_is_named_in_the_readers_language(visitor: Visitor, session: Session) -> None:
    following = make_action(session, slug="next")
    make_translation(session, action=following, language="ru", title="Свободу Мире Соленко")
    closed = make_action(session, slug="mira-solenko", state="closed", outcome="ended", follow_on_id=following.id)
    make_translation(session, action=closed, language="ru")
    link = visitor.get(f"/ru{PATH}").page.one("p", class_="follow-on").one("a")
    assert (link.text, link["href"]) == ("Свободу Мире Соленко", "/ru/a/next")


def test_one_that_goes_on_but_is_not_public_is_not_named(visitor: Visitor, session: Session) -> None:
    following = make_action(session, state="draft", title="Not yet")
    make_action(session, slug="mira-solenko", state="closed", outcome="ended", follow_on_id=following.id)
    assert "Not yet" not in visitor.get(PATH).text


# News


def test_the_latest_news_stands_above_the_story(visitor: Visitor, session: Session, action: Action) -> None:
    make_update(session, action=action, title="First", published_at=NOON)
    make_update(session, action=action, title="Second", body="**Good** <script>alert(1)</script>")
    news = visitor.get(PATH).page.one("section", class_="news")
    assert [each.text for each in news.all("h3")] == ["Second", "First"]
    assert news.all("strong")[0].text == "Good"
    assert not news.all("script")
    assert news.one("details").one("h3").text == "First"


def test_news_are_in_the_language_of_the_page_or_else_in_the_actions_own(
    visitor: Visitor, session: Session, action: Action
) -> None:
    for language in ("de", "fr"):
        make_translation(session, action=action, language=language)
    make_update(session, action=action, title="She saw a doctor")
    make_update(session, action=action, language="de", title="Sie war beim Arzt")
    assert visitor.get(f"/de{PATH}").page.one("section", class_="news").one("h3").text == "Sie war beim Arzt"
    entry = visitor.get(f"/fr{PATH}").page.one("div", class_="entry")
    assert (entry.one("h3").text, entry["lang"]) == ("She saw a doctor", "en")


# Who takes part


def signer(session: Session, action: Action, **overrides: object) -> None:
    """Anna Lind in Sweden, who chose to be shown."""
    values: dict[str, Any] = {"state": "confirmed", "confirmed_at": clock.now(), "is_shown": True}
    make_pledge(session, action=action, **values | overrides)


def signers(visitor: Visitor) -> list[str]:
    return [each.text for each in visitor.get(PATH).page.all("ul", class_="signers")]


def test_who_chose_to_be_shown_is_named_by_first_name_and_country(
    visitor: Visitor, session: Session, action: Action
) -> None:
    signer(session, action, confirmed_at=NOON + timedelta(seconds=42))
    line = visitor.get(PATH).page.one("ul", class_="signers").one("li")
    assert line.text == "Anna from Sweden · 1 March 2026"
    assert line.one("time")["datetime"] == "2026-03-01T12:00:00Z"


@pytest.mark.parametrize(
    "other",
    [
        {"is_shown": False},
        {"state": "pending", "confirmed_at": None},
        {"state": "withdrawn"},
        {"held_for": "content"},
        {"disclosure": "initials_country"},
        {"disclosure": "count_only"},
        {"name": None},
        {"country": "RU"},
    ],
)
def test_nobody_else_is_named(visitor: Visitor, session: Session, action: Action, other: dict[str, object]) -> None:
    signer(session, action, **other)
    assert signers(visitor) == []


def test_five_are_named_the_latest_first(visitor: Visitor, session: Session, action: Action) -> None:
    for number in range(7):
        signer(session, action, name=f"S{number} Lind", confirmed_at=NOON + timedelta(minutes=number))
    (named,) = signers(visitor)
    assert [word for word in named.split() if word.startswith("S") and word != "Sweden"] == ["S6", "S5", "S4", "S3", "S2"]


def test_countries_with_few_are_merged(visitor: Visitor, session: Session, action: Action) -> None:
    session.add_all([Count(action_id=action.id, country=iso2, confirmed=n) for iso2, n in {"SE": 40, "LI": 3}.items()])
    session.flush()
    countries = visitor.get(PATH).page.one("ul", class_="countries")
    assert [each.text for each in countries.all("li")] == ["Sweden 40", "Other countries"]


# What became of it


def letters(session: Session, action: Action, **by_state: int) -> None:
    mission = make_mission(session)
    for state, number in by_state.items():
        for _ in range(number):
            pledge = make_pledge(session, action=action, state="confirmed", number=1)
            make_letter(session, pledge, state=state, mission_id=mission.id)


def test_what_became_of_the_letters_is_told_in_states_that_are_known(
    visitor: Visitor, session: Session, action: Action
) -> None:
    letters(session, action, handed=3, delivered=10, for_hand_in=12, unknown=11, queued=11)
    fate = visitor.get(PATH).page.one("section", class_="fate").text
    assert "Handed over 13 to 1 mission" in fate
    assert "Delivery confirmed 10" in fate
    assert "Waiting for hand-in 12" in fate
    assert "11" not in fate


def test_small_numbers_of_letters_are_not_shown(visitor: Visitor, session: Session, action: Action) -> None:
    letters(session, action, delivered=9)
    assert not visitor.get(PATH).page.all("section", class_="fate")


def test_letters_are_not_counted_anew_for_each_page(client: FlaskClient, session: Session, action: Action) -> None:
    letters(session, action, handed=10)
    client.get(PATH)
    letters(session, action, handed=10)
    action.version += 1
    session.flush()
    client.application.extensions["site"].cache.poll()
    assert "<b>10</b>" in client.get(PATH).text


def test_long_words_everywhere_are_kept_whole(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", title="W" * 200, ask="x" * 500)
    assert visitor.get(PATH).page.one("h1").text == "W" * 200
