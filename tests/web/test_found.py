"""How pages are found and shared: descriptions for networks and machines, pictures, sitemap, feeds, robots."""

import json
import struct
from datetime import timedelta
from unittest.mock import patch
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete
from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.counts import CountDelta
from actions.models.pictures import Picture
from tests.factories import make_action, make_case, make_photo, make_translation, make_update
from tests.web.pages import Seen, Visitor

PATH = "/a/mira-solenko"
ORIGIN = "http://localhost:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def said(seen: Seen) -> dict[str, str]:
    """What stands in the head, by property."""
    return {each["property"]: each["content"] for each in seen.page.all("meta") if "property" in each.attributes}


def card_path(visitor: Visitor, path: str = PATH) -> str:
    return said(visitor.get(path))["og:image"].removeprefix(ORIGIN)


def sign(session: Session, app: Flask, action: Action, number: int) -> None:
    session.add(CountDelta(action_id=action.id, country="SE", delta=number))
    session.flush()
    app.extensions["site"].cache.poll()


# The head of a page


def test_a_network_reads_title_picture_and_address(visitor: Visitor, action: Action) -> None:
    seen = visitor.get(PATH)
    told = said(seen)
    assert told["og:title"] == "A doctor for Mira Solenko"
    assert told["og:url"] == f"{ORIGIN}{PATH}"
    assert told["og:image"].startswith(f"{ORIGIN}/card/mira-solenko/en/")
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert seen.page.one("meta", name="twitter:card")["content"] == "summary_large_image"


def test_each_language_is_canonical_and_names_the_others(visitor: Visitor, session: Session, action: Action) -> None:
    make_translation(session, action=action, language="ru", title="Врача Мире Соленко")
    seen = visitor.get(f"/ru{PATH}")
    assert seen.page.one("link", rel="canonical")["href"] == f"{ORIGIN}/ru{PATH}"
    alternates = {each["hreflang"]: each["href"] for each in seen.page.all("link") if "hreflang" in each.attributes}
    assert alternates == {"en": f"{ORIGIN}{PATH}", "ru": f"{ORIGIN}/ru{PATH}", "x-default": f"{ORIGIN}{PATH}"}
    assert said(seen)["og:title"] == "Врача Мире Соленко"


def test_machines_read_what_the_page_says(visitor: Visitor, action: Action) -> None:
    data = json.loads(visitor.get(PATH).page.one("script", type="application/ld+json").text)
    assert data["about"] == {"@type": "Person", "name": "Mira Solenko", "description": "Journalist."}
    assert data["publisher"]["name"] == "Example Campaign"
    assert data["inLanguage"] == "en"


def test_a_group_is_not_called_a_person(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", case=make_case(session, is_group=True))
    data = json.loads(visitor.get(PATH).page.one("script", type="application/ld+json").text)
    assert data["about"]["@type"] == "Thing"


def test_nothing_in_a_title_ends_the_data_for_machines(client: FlaskClient, session: Session) -> None:
    make_action(session, slug="mira-solenko", title='</script><script>alert("1")</script>')
    html = client.get(PATH).get_data(as_text=True)
    data = html.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(data)["name"] == '</script><script>alert("1")</script>'


# The card


def test_the_card_is_a_picture_that_may_be_kept_for_good(visitor: Visitor, client: FlaskClient, action: Action) -> None:
    answer = client.get(card_path(visitor))
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert struct.unpack(">II", answer.data[16:24]) == (1200, 630)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_its_address_does_not_change_at_every_signature(
    visitor: Visitor, session: Session, app: Flask, action: Action
) -> None:
    sign(session, app, action, 1400)
    first = card_path(visitor)
    sign(session, app, action, 12)
    assert card_path(visitor) == first
    sign(session, app, action, 100)
    assert card_path(visitor) != first


def test_a_card_shared_earlier_shows_todays_and_is_not_kept_for_good(
    visitor: Visitor, client: FlaskClient, session: Session, app: Flask, action: Action
) -> None:
    earlier = card_path(visitor)
    sign(session, app, action, 1400)
    answer = client.get(earlier)
    assert answer.data == client.get(card_path(visitor)).data
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_each_language_has_a_card_of_its_own(
    visitor: Visitor, client: FlaskClient, session: Session, action: Action
) -> None:
    make_translation(session, action=action, language="ar", title="طبيب", person="ميرا سولينكو", ask="اكتبوا")
    assert client.get(card_path(visitor, f"/ar{PATH}")).data != client.get(card_path(visitor)).data


@pytest.mark.parametrize(
    "path",
    [
        "/card/nobody/en/0123456789abcdef.png",
        "/card/mira-solenko/ru/0123456789abcdef.png",
        "/card/mira-solenko/xx/0123456789abcdef.png",
        "/card/mira-solenko/en/0123456789ABCDEF.png",
        "/card/mira-solenko/en/1.png",
        "/card/mira-solenko/en/0123456789abcdef.svg",
    ],
)
def test_there_is_no_other_card(client: FlaskClient, action: Action, path: str) -> None:
    assert client.get(path).status_code == 404


# Photos


def test_a_photo_is_served_under_its_hash_for_good(client: FlaskClient, session: Session, action: Action) -> None:
    answer = client.get(f"/media/{make_photo(session, action=action).hex()}.webp")
    assert (answer.data, answer.mimetype) == (b"390 px", "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]


def test_a_photo_that_was_taken_away_is_gone_within_the_hour(client: FlaskClient, session: Session, action: Action) -> None:
    path = f"/media/{make_photo(session, action=action).hex()}.webp"
    client.get(path)
    action.photo_hash = None
    session.flush()
    session.execute(delete(Picture))
    later = clock.now() + timedelta(hours=1)
    with patch("time.time", return_value=later.timestamp()), clock.set_to(later):
        assert client.get(path).status_code == 404
        assert client.get(path).status_code == 404


def test_an_original_is_never_served(client: FlaskClient, session: Session, action: Action) -> None:
    make_photo(session, action=action)
    original = session.query(Picture).filter(Picture.original_hash.is_(None)).one()
    assert client.get(f"/media/{original.content_hash.hex()}.webp").status_code == 404


@pytest.mark.parametrize("name", ["0" * 64 + ".webp", "0" * 64 + ".png", "0" * 63 + ".webp", "Z" * 64 + ".webp", "..webp"])
def test_a_photo_that_is_not_there_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


# Feeds


def test_the_feed_holds_the_news(client: FlaskClient, session: Session, action: Action) -> None:
    news = make_update(session, action=action, title="She saw a <doctor> & more", body="On **Monday**.")
    answer = client.get(f"{PATH}/updates.atom")
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.data)
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "She saw a <doctor> & more"
    assert entry.findtext(f"{ATOM}content") == "<p>On <strong>Monday</strong>.</p>\n"
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{news.uuid}"
    assert feed.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated")


def test_a_feed_without_news_is_a_feed(client: FlaskClient, action: Action) -> None:
    feed = ET.fromstring(client.get(f"{PATH}/updates.atom").data)
    assert feed.findtext(f"{ATOM}updated")
    assert feed.find(f"{ATOM}entry") is None


def test_the_page_names_its_feed(visitor: Visitor, session: Session, action: Action) -> None:
    make_translation(session, action=action, language="de")
    feed = visitor.get(f"/de{PATH}").page.one("link", type="application/atom+xml")
    assert feed["href"] == f"{ORIGIN}/de{PATH}/updates.atom"
    assert visitor.client.get(f"/de{PATH}/updates.atom").status_code == 200


# Search engines


def test_the_sitemap_names_every_page_in_every_language(client: FlaskClient, session: Session, action: Action) -> None:
    make_translation(session, action=action, language="ru")
    make_action(session, slug="not-yet", state="draft")
    found = ET.fromstring(client.get("/sitemap.xml").data)
    pages = {each.findtext(f"{SITEMAP}loc"): each for each in found}
    assert {f"{ORIGIN}/", f"{ORIGIN}/ru/", f"{ORIGIN}{PATH}", f"{ORIGIN}/ru{PATH}"} <= set(pages)
    assert not any("not-yet" in (each or "") for each in pages)
    others = {each.attrib["hreflang"]: each.attrib["href"] for each in pages[f"{ORIGIN}{PATH}"].findall(LINK)}
    assert others == {"en": f"{ORIGIN}{PATH}", "ru": f"{ORIGIN}/ru{PATH}", "x-default": f"{ORIGIN}{PATH}"}


def test_every_address_in_the_sitemap_is_there(client: FlaskClient, session: Session, action: Action) -> None:
    make_translation(session, action=action, language="ru")
    for each in ET.fromstring(client.get("/sitemap.xml").data):
        path = (each.findtext(f"{SITEMAP}loc") or "").removeprefix(ORIGIN)
        assert client.get(path).status_code == 200, path


def test_robots_are_led_to_the_sitemap_and_kept_from_links_in_mails(client: FlaskClient) -> None:
    rules = client.get("/robots.txt").get_data(as_text=True)
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in rules
    assert {"Disallow: /confirm/", "Disallow: /my/"} <= set(rules.splitlines())
