"""Requests that no browser on our own pages would make."""

import json
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from tests.web.pages import Visitor

PATH = "/a/mira-solenko"

pytestmark = pytest.mark.usefixtures("action")


def test_a_body_over_64_kb(visitor: Visitor) -> None:
    seen = visitor.post(PATH, visitor.fill(PATH, personal_line="a" * 100_000))
    assert seen.status == 413
    assert "That was too much at once" in seen.text


def test_a_long_body_of_unknown_length(visitor: Visitor) -> None:
    body = b"name=" + b"a" * 100_000
    answer = visitor.client.post(
        PATH,
        input_stream=BytesIO(body),
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_TYPE": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 413


def test_json_to_the_form(visitor: Visitor) -> None:
    answer = visitor.client.post(PATH, data=json.dumps({"country": "SE"}), content_type="application/json")
    assert answer.status_code == 415
    assert "this address takes web forms, not JSON" in answer.text


def test_a_form_in_parts_is_a_form(visitor: Visitor) -> None:
    answer = visitor.client.post(PATH, data=visitor.fill(PATH), content_type="multipart/form-data")
    assert answer.status_code == 303


def test_no_body_at_all(visitor: Visitor) -> None:
    assert visitor.client.post(PATH).status_code == 400


def test_a_field_sent_twice_counts_once(visitor: Visitor) -> None:
    form = visitor.fill(PATH)
    answer = visitor.client.post(PATH, data=form | {"country": ["SE", "CH"]})
    assert answer.status_code == 303


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "localhost:8000@evil.example", "[::1"])
def test_a_host_that_is_not_ours(client: FlaskClient, host: str) -> None:
    for path in ("/", PATH, "/nothing"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == 400
        assert "evil" not in answer.text


def test_a_page_that_is_kept_is_not_for_another_host(client: FlaskClient) -> None:
    assert client.get(PATH).status_code == 200
    assert client.get(PATH, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST", "127.0.0.1:9999", "[::1]:8000", "demo.localhost"])
def test_in_the_demo_every_name_of_this_machine_is_ours(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(("host", "status"), [("act.example.org", 200), ("act.example.org:443", 200), ("localhost", 400)])
def test_in_earnest_the_public_name_alone_is(public_client: FlaskClient, host: str, status: int) -> None:
    assert public_client.get("/", headers={"Host": host}).status_code == status


def test_probes_may_call_it_what_they_like(public_client: FlaskClient) -> None:
    assert public_client.get("/health/live", headers={"Host": "10.0.0.5:8000"}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "http://evil.example:80", "http://localhost.evil.example", "x"])
def test_a_form_of_another_site(visitor: Visitor, origin: str) -> None:
    answer = visitor.client.post(PATH, data=visitor.fill(PATH), headers={"Origin": origin})
    assert answer.status_code == 403
    assert "This form came from another site" in answer.text


def test_a_form_that_the_browser_says_is_of_another_site(visitor: Visitor) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert visitor.client.post(PATH, data=visitor.fill(PATH), headers=headers).status_code == 403


@pytest.mark.parametrize("origin", ["null", "http://localhost:8000", "http://127.0.0.1:8000"])
def test_our_own_form_or_one_without_a_name(visitor: Visitor, origin: str) -> None:
    headers = {"Origin": origin, "Sec-Fetch-Site": "cross-site" if origin == "null" else "same-origin"}
    assert visitor.client.post(PATH, data=visitor.fill(PATH), headers=headers).status_code == 303


def test_a_method_that_an_address_does_not_know(client: FlaskClient) -> None:
    answer = client.put(PATH)
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_an_address_that_is_too_long(client: FlaskClient) -> None:
    assert client.get(f"/nothing?q={'a' * 9000}").status_code == 414


def test_an_unknown_page_has_the_look_of_the_house(visitor: Visitor) -> None:
    seen = visitor.get("/nothing")
    assert seen.status == 404
    assert seen.page.one("h1").text == "There is no such page"
    assert seen.response.headers["Cache-Control"] == "no-store"


def test_nothing_redirects_to_a_tidier_address(client: FlaskClient) -> None:
    assert client.get("/a//mira-solenko").status_code == 404
    assert client.get(f"{PATH}/").status_code == 404
