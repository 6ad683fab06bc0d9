"""A page has one address in each of its languages, and the address alone says which language it is in."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from actions.languages import LANGUAGES
from actions.models.actions import Action
from tests.factories import make_action, make_translation
from tests.web.pages import Seen, Visitor

PATH = "/a/mira-solenko"


@pytest.fixture
def translated(session: Session, action: Action) -> Action:
    """The action, in Russian too."""
    make_translation(session, action=action, language="ru", title="Врача для Миры Соленко")
    return action


def language_of(seen: Seen) -> str:
    return seen.page.one("html")["lang"]


def offered(seen: Seen) -> dict[str, str]:
    """The list of languages: where each leads."""
    return {link["hreflang"]: link["href"] for link in seen.page.one("nav", class_="languages").all("a")}


def alternates(seen: Seen) -> dict[str, str]:
    return {
        link["hreflang"]: link["href"] for link in seen.page.all("link", rel="alternate") if "hreflang" in link.attributes
    }


def test_a_translation_stands_under_its_language(visitor: Visitor, translated: Action) -> None:
    seen = visitor.get(f"/ru{PATH}")
    assert (seen.status, language_of(seen)) == (200, "ru")
    assert seen.page.one("h1").text == "Врача для Миры Соленко"


def test_the_own_language_has_no_prefix(visitor: Visitor, translated: Action) -> None:
    seen = visitor.get(PATH)
    assert (seen.status, language_of(seen)) == (200, "en")


def test_with_the_prefix_of_its_own_language_it_has_moved_for_good(client: FlaskClient, session: Session) -> None:
    make_action(session, slug="sie", language="de")
    answer = client.get("/de/a/sie?s=mail")
    assert (answer.status_code, answer.location) == (308, "/a/sie?s=mail")


def test_an_action_in_another_language_needs_no_prefix_for_that(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="sie", language="de")
    assert language_of(visitor.get("/a/sie")) == "de"


def test_its_english_translation_has_one(visitor: Visitor, session: Session) -> None:
    action = make_action(session, slug="sie", language="de")
    make_translation(session, action=action, language="en", title="She")
    seen = visitor.get("/en/a/sie")
    assert (seen.status, language_of(seen)) == (200, "en")


@pytest.mark.parametrize("path", [f"/fr{PATH}", "/fr/embed/mira-solenko"])
def test_where_there_is_no_translation_the_way_to_the_original_is_shown(
    visitor: Visitor, translated: Action, path: str
) -> None:
    seen = visitor.get(path)
    link = seen.page.one("main").one("a", hreflang="en")
    assert (seen.status, language_of(seen)) == (404, "fr")
    assert (link["href"], link["lang"], link.text) == (path.removeprefix("/fr"), "en", "English")


def test_a_draft_is_not_there_in_any_language(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="draft", state="draft")
    assert not visitor.get("/fr/a/draft").page.one("main").all("a", hreflang="en")


@pytest.mark.parametrize("path", ["/privacy", "/imprint", "/"])
def test_the_sites_own_pages_are_in_every_language(visitor: Visitor, path: str) -> None:
    for language in set(LANGUAGES) - {"en"}:
        seen = visitor.get(f"/{language}{path}")
        assert (seen.status, language_of(seen)) == (200, language)


def test_in_english_they_have_no_prefix(client: FlaskClient) -> None:
    answer = client.get("/en/privacy")
    assert (answer.status_code, answer.location) == (308, "/privacy")


def test_a_language_alone_leads_to_its_front_page(client: FlaskClient) -> None:
    answer = client.get("/ru")
    assert answer.status_code == 308
    assert answer.location.removeprefix("http://localhost") == "/ru/"


@pytest.mark.parametrize(
    "path", ["/xx/privacy", "/RU/privacy", "/ru-RU/privacy", f"/xx{PATH}", "/ru/ru/privacy", "/ru//privacy"]
)
def test_other_prefixes_lead_nowhere(visitor: Visitor, translated: Action, path: str) -> None:
    assert visitor.get(path).status == 404


@pytest.mark.parametrize("path", ["/ru/no/such/page", "/ru/a/none", "/ru/confirm", "/RU/privacy"])
def test_what_is_not_there_is_not_there_in_the_paths_language(visitor: Visitor, path: str) -> None:
    seen = visitor.get(path)
    assert (seen.status, language_of(seen)) == (404, "ru")
    assert not seen.page.all("nav", class_="languages")


def test_a_query_has_no_say(visitor: Visitor, translated: Action) -> None:
    assert language_of(visitor.get(f"/ru{PATH}?lang=de&language=fr&hl=ar")) == "ru"
    assert language_of(visitor.get(f"{PATH}?lang=ru&language=ru")) == "en"


@pytest.mark.parametrize("header", ["ru", "ru-RU,ru;q=0.9", "*", ";;;q=9,\x7f", "ar" * 2000])
def test_the_browsers_languages_have_no_say(visitor: Visitor, translated: Action, header: str) -> None:
    seen = visitor.get(PATH, headers={"Accept-Language": header})
    assert language_of(seen) == "en"
    assert "Accept-Language" not in seen.response.headers.get("Vary", "")


def test_arabic_runs_from_right_to_left(visitor: Visitor) -> None:
    assert visitor.get("/ar/privacy").page.one("html")["dir"] == "rtl"
    assert visitor.get("/ru/privacy").page.one("html")["dir"] == "ltr"


def test_languages_are_listed_by_their_own_names(visitor: Visitor) -> None:
    items = visitor.get("/de/imprint").page.one("nav", class_="languages").all("li")
    assert [item.text for item in items] == list(LANGUAGES.values())
    assert items[2].one("span", aria_current="true")["lang"] == "de"


def test_each_leads_to_the_same_page(visitor: Visitor) -> None:
    assert offered(visitor.get("/de/imprint")) == {
        "en": "/imprint",
        "ru": "/ru/imprint",
        "fr": "/fr/imprint",
        "es": "/es/imprint",
        "ar": "/ar/imprint",
    }


def test_an_action_lists_its_own_languages(visitor: Visitor, translated: Action) -> None:
    assert offered(visitor.get(PATH)) == {"ru": f"/ru{PATH}"}
    assert offered(visitor.get(f"/ru{PATH}")) == {"en": PATH}


def test_with_one_language_there_is_no_list(visitor: Visitor, action: Action) -> None:
    seen = visitor.get(PATH)
    assert not seen.page.all("nav", class_="languages")
    assert alternates(seen) == {}


def test_search_engines_learn_of_each(app: Flask, visitor: Visitor, translated: Action) -> None:
    origin = app.extensions["site"].origin
    links = {"en": origin + PATH, "x-default": origin + PATH, "ru": f"{origin}/ru{PATH}"}
    assert alternates(visitor.get(PATH)) == links
    assert alternates(visitor.get(f"/ru{PATH}")) == links


def test_after_signing_the_language_stays(visitor: Visitor, translated: Action) -> None:
    answer = visitor.client.post(f"/ru{PATH}", data=visitor.fill(f"/ru{PATH}"))
    assert answer.status_code == 303
    assert answer.location.startswith("/ru/check-email/")
    seen = visitor.get(answer.location)
    assert language_of(seen) == "ru"
    assert seen.page.one("main").all("a", href=f"/ru{PATH}")


def test_errors_in_a_form_stay_in_the_language(visitor: Visitor, translated: Action) -> None:
    seen = visitor.post(f"/ru{PATH}", visitor.fill(f"/ru{PATH}", email="nobody"))
    assert (seen.status, language_of(seen)) == (400, "ru")


def test_a_frame_has_languages_too(visitor: Visitor, translated: Action) -> None:
    seen = visitor.get("/ru/embed/mira-solenko")
    assert (seen.status, language_of(seen)) == (200, "ru")


def test_a_broken_seal_is_explained_in_the_paths_language(visitor: Visitor) -> None:
    seen = visitor.get("/ru/check-email/broken")
    assert (seen.status, language_of(seen)) == (410, "ru")


@pytest.mark.parametrize(
    "path", ["/en/check-email/a%0d%0ab", "/ru/check-email/%00", "/ru/a/%0a", "/en//example.org", "/ru/%ff"]
)
def test_odd_characters_in_a_path_break_nothing(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code < 500
    assert not (answer.location or "/x").startswith("//")
