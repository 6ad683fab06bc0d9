"""The form alone, in a frame on a partner's site."""

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from actions import clock
from actions.models.actions import Action
from actions.models.pledges import Pledge
from tests.factories import make_action
from tests.web.pages import Visitor

PATH = "/embed/mira-solenko"
OURS = "https://act.example.org"


def test_the_form_and_the_letter_without_the_story(visitor: Visitor, action: Action) -> None:
    seen = visitor.get(PATH)
    assert seen.status == 200
    assert "Your Excellency," in seen.page.one("section", id="letter").text
    assert "Mira Solenko is a journalist." not in seen.text


def test_only_the_origins_of_the_settings_may_frame_it(public_client: FlaskClient, action: Action) -> None:
    headers = public_client.get(PATH, base_url=OURS).headers
    policy = headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors https://partner.example https://paper.example")
    assert "X-Frame-Options" not in headers


def test_a_removed_origin_counts_at_once(client: FlaskClient, action: Action) -> None:
    assert client.get(PATH).headers["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_signing_in_the_frame_stays_in_the_frame(visitor: Visitor, session: Session, action: Action) -> None:
    answer = visitor.client.post(PATH, data=visitor.fill(PATH))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/embed/check-email/")
    seen = visitor.get(answer.headers["Location"])
    assert seen.page.one("p", class_="typed").text == "anna@example.org"
    assert seen.page.one("a", href=PATH).text == "Sign once more"
    assert session.scalar(select(func.count()).select_from(Pledge)) == 1


def test_errors_and_previews_may_be_framed_too(public_client: FlaskClient, action: Action) -> None:
    answer = public_client.post(PATH, data={"do": "preview"}, base_url=OURS)
    assert answer.status_code == 400
    assert "frame-ancestors https://partner.example" in answer.headers["Content-Security-Policy"]


def test_other_pages_may_not(public_client: FlaskClient, action: Action) -> None:
    for path in ("/", "/a/mira-solenko", "/privacy", "/nothing"):
        answer = public_client.get(path, base_url=OURS)
        assert answer.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_a_token_of_the_page_is_not_for_the_frame(visitor: Visitor, action: Action) -> None:
    form = visitor.fill(PATH, form_token=visitor.form_token("/a/mira-solenko"))
    assert visitor.post(PATH, form).status == 400


def test_links_open_outside(visitor: Visitor, action: Action) -> None:
    links = [link for link in visitor.get(PATH).page.all("a") if not link["href"].startswith("#")]
    assert links
    assert all(link["target"] == "_blank" for link in links)


def test_a_closed_action_shows_its_outcome(visitor: Visitor, session: Session) -> None:
    make_action(session, slug="mira-solenko", state="closed", outcome="released", closed_at=clock.now())
    seen = visitor.get(PATH)
    assert "Released" in seen.text
    assert not seen.page.all("form")
    assert visitor.post(PATH, {"country": "SE"}).status == 410


def test_an_unknown_action(visitor: Visitor) -> None:
    assert visitor.get("/embed/nobody").status == 404
