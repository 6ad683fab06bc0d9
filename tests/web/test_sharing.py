"""Telling others: links that say nothing about who shares, counted in numbers alone."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from actions import clock
from actions.domain.sharing import CHANNELS, NETWORKS
from actions.models.actions import Action, ActionTranslation
from actions.models.tallies import Tally
from actions.queries.tallies import ChannelNumbers, action_tallies
from actions.web.tallying import Tallies, channel_in
from tests.factories import make_action, make_confirm_token, make_confirmed, make_pledge
from tests.web.pages import Visitor


@pytest.fixture
def tallies(app: Flask) -> Tallies:
    found = app.extensions["site"].tallies
    assert isinstance(found, Tallies)
    return found


def counted(session: Session, tallies: Tallies) -> dict[tuple[str, str], int]:
    tallies.flush(at_once=True)
    rows = session.execute(select(Tally.kind, Tally.channel, Tally.number))
    return {(kind, channel): number for kind, channel, number in rows}


@pytest.mark.parametrize("channel", [each for each in NETWORKS if each != "mastodon"])
def test_a_network_opens_with_the_text(visitor: Visitor, action: Action, channel: str) -> None:
    answer = visitor.client.get(f"/a/{action.slug}/share/{channel}")
    assert answer.status_code == 302
    assert f"s%3D{channel}" in answer.headers["Location"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_each_share_is_counted(visitor: Visitor, action: Action, session: Session, tallies: Tallies) -> None:
    for _ in range(2):
        visitor.client.get(f"/a/{action.slug}/share/x")
    visitor.client.head(f"/a/{action.slug}/share/x")
    assert counted(session, tallies) == {("share", "x"): 2}


@pytest.mark.parametrize("channel", ["copy", "device", "qr", "email"])
def test_what_has_no_page_is_only_counted(
    visitor: Visitor, action: Action, session: Session, tallies: Tallies, channel: str
) -> None:
    answer = visitor.client.get(f"/a/{action.slug}/share/{channel}")
    assert (answer.status_code, answer.data) == (204, b"")
    assert counted(session, tallies) == {("share", channel): 1}


@pytest.mark.parametrize("path", ["/a/mira-solenko/share/myspace", "/a/nobody/share/x", "/a/nobody/qr.svg"])
def test_what_there_is_not(visitor: Visitor, action: Action, path: str) -> None:
    assert visitor.get(path).status == 404


def test_a_draft_is_not_shared(visitor: Visitor, session: Session) -> None:
    draft = make_action(session, state="draft")
    assert visitor.get(f"/a/{draft.slug}/share/x").status == 404


def test_mastodon_asks_for_the_server_and_gives_a_link(visitor: Visitor, action: Action) -> None:
    asked = visitor.get(f"/a/{action.slug}/share/mastodon")
    assert asked.page.one("form")["method"] == "get"
    seen = visitor.get(f"/a/{action.slug}/share/mastodon?instance=@anna@mastodon.example")
    assert seen.status == 200
    assert seen.page.one("a", class_="main")["href"].startswith("https://mastodon.example/share?text=")


@pytest.mark.parametrize("typed", ["nothing", "javascript:alert(1)", "%00", "%ED%A0%80", "x" * 5000, "<b>"])
def test_a_wrong_server_is_said_beside_the_field(visitor: Visitor, action: Action, typed: str) -> None:
    seen = visitor.get(f"/a/{action.slug}/share/mastodon?instance={typed}")
    assert seen.status == 400
    assert seen.errors() == {"instance": "Enter the address of your server, like mastodon.example."}
    assert not seen.page.all("a", class_="main")


def test_the_code_as_picture(visitor: Visitor, action: Action) -> None:
    svg, png = (visitor.client.get(f"/a/{action.slug}/qr.{kind}") for kind in ("svg", "png"))
    assert (svg.mimetype, png.mimetype) == ("image/svg+xml", "image/png")
    assert b"<svg" in svg.data
    assert png.data.startswith(b"\x89PNG")


def test_the_words_are_those_of_the_language(visitor: Visitor, action: Action, session: Session) -> None:
    words = {"title": "Врача", "ask": "Напишите", "demands": [], "facts": [], "share_texts": {"x": "Напишите тоже"}}
    session.add(ActionTranslation(action_id=action.id, language="ru", **words))
    session.flush()
    answer = visitor.client.get(f"/ru/a/{action.slug}/share/x")
    assert "ru%2Fa%2Fmira-solenko%3Fs%3Dx" in answer.headers["Location"]
    assert answer.headers["Location"].startswith("https://x.com/intent/post?text=%D0%9D%D0%B0")


def test_links_on_the_page_hold_the_channel_and_nothing_else(visitor: Visitor, action: Action, session: Session) -> None:
    pledge = make_confirmed(session, action=action)
    token = make_confirm_token(session, supporter_id=pledge.supporter_id)
    page = visitor.get(f"/confirm/{token}/thanks").page.one("div", class_="share")
    networks = [each["href"] for each in page.one("ul").all("a")]
    assert networks[:-1] == [f"/a/{action.slug}/share/{channel}" for channel in NETWORKS]
    assert networks[-1].startswith("mailto:?subject=")
    assert page.one("code").text == f"http://localhost:8000/a/{action.slug}?s=copy"
    assert not re.search(rf"{token}|{pledge.uuid}", str(page))


def test_looks_and_looks_by_a_shared_link(session: Session, action: Action, tallies: Tallies) -> None:
    path = f"/a/{action.slug}"
    for query in ("", "s=x", "utm=1&s=x", "s=myspace", "s=", "s=x&s=telegram"):
        tallies.seen(path, query)
    tallies.seen(f"/ar{path}", "")
    tallies.seen(f"{path}/count", "s=x")
    assert counted(session, tallies) == {("view", ""): 7, ("share_visit", "x"): 3}


def test_a_look_at_the_page_is_counted(visitor: Visitor, action: Action, session: Session, tallies: Tallies) -> None:
    for _ in range(2):
        visitor.client.get(f"/a/{action.slug}?s=telegram")
    assert counted(session, tallies) == {("view", ""): 2, ("share_visit", "telegram"): 2}


def test_a_signature_by_a_shared_link_is_counted_when_confirmed(
    visitor: Visitor, action: Action, session: Session, tallies: Tallies
) -> None:
    pledge = make_pledge(session, action=action, came_by="telegram")
    link = f"/confirm/{make_confirm_token(session, supporter_id=pledge.supporter_id)}"
    shown = visitor.get(link).page.one("input", name="consent_hash")["value"]
    for _ in range(2):
        visitor.client.post(link, data={"consent_hash": shown})
    assert counted(session, tallies) == {("share_signature", "telegram"): 1}
    assert action_tallies(session, action.slug).channels == (ChannelNumbers("telegram", 0, 0, 1),)


def test_numbers_go_to_the_database_every_ten_seconds(action: Action, session: Session, tallies: Tallies) -> None:
    tallies.flush(at_once=True)
    tallies.seen(f"/a/{action.slug}", "")
    tallies.flush()
    assert session.scalars(select(Tally)).all() == []
    with clock.set_to(clock.now() + timedelta(seconds=11)):
        tallies.flush()
    assert session.scalars(select(Tally.number)).all() == [1]


@pytest.mark.parametrize("query", ["&" * 1000 + "s=x", "s=" + "x" * 9000, "s=%ED%A0%80", "s=%zz", "ss=x", "=s=x"])
def test_odd_queries_are_no_channel(query: str) -> None:
    assert channel_in(query) is None


def test_every_channel_can_be_counted() -> None:
    assert all(channel_in(f"s={name}") == name for name in CHANNELS)
