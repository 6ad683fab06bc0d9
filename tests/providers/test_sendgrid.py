"""SendGrid: only 202 is a yes, and the request is what the API's documentation says."""

import time
from collections.abc import Iterator

import pytest

from actions.providers.base import AccountRefused, Ambiguous, PermanentRefusal, TemporaryRefusal
from actions.providers.sendgrid import SendGridProvider, request_body
from tests.providers.mails import ATTEMPT, make_mail
from tests.standins.sendgrid import KEY, SendGridStandIn, sendgrid_server


@pytest.fixture
def server() -> Iterator[SendGridStandIn]:
    with sendgrid_server() as server:
        yield server


@pytest.fixture
def provider(server: SendGridStandIn) -> Iterator[SendGridProvider]:
    with SendGridProvider(server.url, KEY, timeout=0.3) as provider:
        yield provider


def test_the_request() -> None:
    off = {"enable": False}
    assert request_body(make_mail(html="<p>Your Excellency</p>")) == {
        "from": {"email": "letters@act.example.org", "name": "Anna Lind via Example Campaign"},
        "reply_to": {"email": "reply+1@act.example.org"},
        "personalizations": [{"to": [{"email": "embassy@mission.example"}]}],
        "subject": "A doctor for Mira Solenko",
        "content": [
            {"type": "text/plain", "value": make_mail().text},
            {"type": "text/html", "value": "<p>Your Excellency</p>"},
        ],
        "headers": {"Message-ID": f"<{ATTEMPT}@act.example.org>"},
        "custom_args": {"attempt": str(ATTEMPT)},
        "tracking_settings": {
            "click_tracking": off | {"enable_text": False},
            "open_tracking": off,
            "subscription_tracking": off,
            "ganalytics": off,
        },
    }


def test_is_taken(provider: SendGridProvider, server: SendGridStandIn) -> None:
    assert provider.send(make_mail()).provider_id == "stand-in-1"
    assert server.problems == []


def test_further_headers_travel(provider: SendGridProvider, server: SendGridStandIn) -> None:
    provider.send(make_mail(headers={"Auto-Submitted": "auto-generated"}))
    assert server.taken[0]["headers"]["Auto-Submitted"] == "auto-generated"


def test_one_connection_serves_a_batch(provider: SendGridProvider, server: SendGridStandIn) -> None:
    for _ in range(5):
        provider.send(make_mail())
    assert server.connections == 1


def test_reconnects_where_the_server_hung_up_meanwhile(provider: SendGridProvider, server: SendGridStandIn) -> None:
    server.closes_when_idle = True
    for _ in range(3):
        provider.send(make_mail())
        time.sleep(0.02)  # until the server's goodbye is here
    assert (len(server.taken), server.connections) == (3, 3)


def test_a_text_like_an_api_key_is_sent(provider: SendGridProvider, server: SendGridStandIn) -> None:
    provider.send(make_mail(text="SG.abc.def is no key of mine\n", html="SG.abc.def<br>"))
    assert [part["value"] for part in server.taken[0]["content"]] == ["SG.abc.def is no key of mine\n", "SG.abc.def<br>"]


@pytest.mark.parametrize("status", ["200", "302", "404", "500", "502", "503", "store+502", "cut", "store+cut", "hang"])
def test_anything_unclear_leaves_us_in_doubt(provider: SendGridProvider, server: SendGridStandIn, status: str) -> None:
    server.answer = status
    server.headers = {"Location": "/"}
    with pytest.raises(Ambiguous):
        provider.send(make_mail())


@pytest.mark.parametrize("status", ["400", "413"])
def test_a_mail_refused_for_good(provider: SendGridProvider, server: SendGridStandIn, status: str) -> None:
    server.answer = status
    with pytest.raises(PermanentRefusal, match=f"{status} as asked"):
        provider.send(make_mail())


def test_a_wrong_key_means_our_account(server: SendGridStandIn) -> None:
    with SendGridProvider(server.url, "SG.wrong", timeout=0.3) as provider, pytest.raises(AccountRefused):
        provider.send(make_mail())


def test_forbidden_means_our_account(provider: SendGridProvider, server: SendGridStandIn) -> None:
    server.answer = "403"
    with pytest.raises(AccountRefused):
        provider.send(make_mail())


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        ({"Retry-After": "17"}, 16.5, 17.5),
        ({"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}, 1e9, 1e10),
        ({"Retry-After": "soon"}, None, None),
        ({"X-RateLimit-Reset": str(int(time.time()) + 7200)}, 3600, 7200),
        ({}, None, None),
    ],
)
def test_too_many_requests(
    provider: SendGridProvider,
    server: SendGridStandIn,
    headers: dict[str, str],
    least: float | None,
    most: float | None,
) -> None:
    server.answer, server.headers = "429", headers
    with pytest.raises(TemporaryRefusal) as caught:
        provider.send(make_mail())
    assert caught.value.is_general
    if least is None or most is None:
        assert caught.value.retry_after is None
    else:
        assert caught.value.retry_after is not None
        assert least < caught.value.retry_after < most


def test_a_refusal_leaves_the_connection_usable(provider: SendGridProvider, server: SendGridStandIn) -> None:
    server.answer = "400"
    with pytest.raises(PermanentRefusal):
        provider.send(make_mail())
    server.answer = "202"
    provider.send(make_mail())
    assert server.connections == 1


def test_an_international_local_part_is_refused(provider: SendGridProvider) -> None:
    with pytest.raises(PermanentRefusal, match="outside ASCII"):
        provider.send(make_mail(to="посольство@mission.example"))
