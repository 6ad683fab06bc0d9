"""The demo's mailbox, for a reader on this machine."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from actions import maildir
from tests.web.pages import Visitor

LINK = "http://localhost:8000/confirm/abc-DEF_123"


@pytest.fixture
def directory(app: Flask) -> Path:
    settings = app.extensions["site"].settings
    return Path(settings.outcry_data) / maildir.DIRECTORY


def deliver(directory: Path, *, html: str | None = None, text: str = f"Confirm: {LINK}", **headers: str) -> str:
    mail = EmailMessage()
    for name, value in ({"Subject": "Please confirm", "From": "a@example.org", "To": "b@example.org"} | headers).items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return maildir.deliver(directory, mail.as_bytes())


def test_the_latest_mail_stands_first(visitor: Visitor, directory: Path) -> None:
    deliver(directory, Subject="First")
    deliver(directory, Subject="Second")
    links = visitor.get("/outbox").page.one("ul", class_="mails").all("a")
    assert [link.text for link in links] == ["Second", "First"]


def test_an_empty_one_says_what_to_do(visitor: Visitor) -> None:
    assert "It is empty." in visitor.get("/outbox").text


def test_a_mail_as_it_would_look(visitor: Visitor, directory: Path) -> None:
    page = visitor.get(f"/outbox/{deliver(directory, Reply_To='c@example.org')}").page
    assert page.one("h1").text == "Please confirm"
    assert "c@example.org" in page.all("dl", class_="mail-head")[0].text
    assert "this mail did not leave the machine" in page.text


def test_the_link_in_it_can_be_followed(visitor: Visitor, directory: Path) -> None:
    assert visitor.get(f"/outbox/{deliver(directory)}").page.one("a", href=LINK).text == LINK


def test_other_links_cannot(visitor: Visitor, directory: Path) -> None:
    page = visitor.get(f"/outbox/{deliver(directory, text='See https://evil.example/x <b>')}").page
    assert not page.all("a", href="https://evil.example/x")
    assert not page.one("div", class_="sheet").all("b")


def test_a_letter_to_an_address_that_nobody_confirmed_is_marked(visitor: Visitor, directory: Path) -> None:
    key = deliver(directory, X_Outcry_Demo="yes")
    assert "In earnest it would not go by email." in visitor.get(f"/outbox/{key}").text
    assert "in earnest it would not go" in visitor.get("/outbox").text


def test_html_stands_in_a_frame_that_runs_nothing(client: FlaskClient, visitor: Visitor, directory: Path) -> None:
    key = deliver(directory, html="<p>Hello</p><script>alert(1)</script>")
    frame = visitor.get(f"/outbox/{key}").page.one("iframe")
    assert "allow-scripts" not in frame["sandbox"]
    answer = client.get(frame["src"])
    assert b"<p>Hello</p>" in answer.data
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "script-src" not in policy
    assert "default-src 'none'" in policy


@pytest.mark.parametrize("key", ["x", "..%2f..%2fsecrets.env", "0" * 20 + "." + "a" * 32 + ".outcry", "%00"])
def test_a_mail_that_is_not_there(client: FlaskClient, key: str) -> None:
    assert client.get(f"/outbox/{key}").status_code == 404
    assert client.get(f"/outbox/{key}/html").status_code == 404


@pytest.mark.parametrize("peer", ["10.0.0.7", "203.0.113.5", "", "::ffff:10.0.0.7"])
def test_nobody_else_reads_it(client: FlaskClient, peer: str) -> None:
    assert client.get("/outbox", environ_base={"REMOTE_ADDR": peer}).status_code == 404


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1"])
def test_this_machine_does(client: FlaskClient, peer: str) -> None:
    assert client.get("/outbox", environ_base={"REMOTE_ADDR": peer}).status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_not_through_a_proxy(client: FlaskClient, header: str) -> None:
    assert client.get("/outbox", headers={header: "127.0.0.1"}).status_code == 404


def test_outside_the_demo_it_is_not_there(public_client: FlaskClient) -> None:
    assert public_client.get("/outbox", base_url="https://act.example.org").status_code == 404
