"""Limits as a client meets them: where it comes from, what it proves, and answers that tell nothing."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from actions import clock
from actions.db import Database
from actions.domain.networks import UNKNOWN, network_of
from actions.domain.proofs import Proofs, solve
from actions.models.actions import Action
from actions.models.mails import SupporterMail
from actions.models.pledges import Pledge
from actions.usecases.limits import PER_NETWORK
from actions.web.clients import client_network
from tests.conftest import make_settings
from tests.web.conftest import make_app
from tests.web.pages import Visitor

PATH = "/a/mira-solenko"
CLIENT = "203.0.113.7"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    """No window ends while a test runs; near the true time, by which a challenge expires as well."""
    with clock.set_to(clock.now().replace(minute=30)):
        yield


@pytest.fixture
def app(database: Database, tmp_path: Path) -> Flask:
    """Behind one proxy, with challenges that cost nothing."""
    app = make_app(make_settings(proxy_hops=1, outcry_data=tmp_path / "data"), database)
    app.extensions["site"] = replace(app.extensions["site"], proofs=Proofs("s" * 40, rounds=1, most_tries=9))
    return app


def sign(visitor: Visitor, email: str, *, client: str = CLIENT, **form: str) -> TestResponse:
    return visitor.client.post(PATH, data=visitor.fill(PATH, email=email, **form), headers={"X-Forwarded-For": client})


def proof(visitor: Visitor) -> str:
    return solve(visitor.client.get(f"{PATH}/challenge").get_json())


def causes(session: Session) -> list[str | None]:
    return list(session.scalars(select(Pledge.held_for).order_by(Pledge.id)))


def use_up_the_network(visitor: Visitor) -> None:
    for number in range(PER_NETWORK):
        sign(visitor, f"anna{number}@gmail.com")


def test_over_a_limit_a_signature_is_held_and_answered_the_same(visitor: Visitor, session: Session, action: Action) -> None:
    first = sign(visitor, "first@gmail.com")
    use_up_the_network(visitor)
    held = sign(visitor, "held@gmail.com")
    assert causes(session) == [None] * PER_NETWORK + ["rate_network"] * 2
    assert (held.status_code, sorted(dict(held.headers))) == (first.status_code, sorted(dict(first.headers)))
    pages = [visitor.get(answer.headers["Location"]).text for answer in (first, held)]
    assert pages[0].replace("first@", "") == pages[1].replace("held@", "")


def test_what_is_held_gets_no_mail(visitor: Visitor, session: Session, action: Action) -> None:
    use_up_the_network(visitor)
    sign(visitor, "held@gmail.com")
    assert len(session.scalars(select(SupporterMail)).all()) == PER_NETWORK


def test_a_proof_passes_from_a_network_that_is_over_its_limit(visitor: Visitor, session: Session, action: Action) -> None:
    use_up_the_network(visitor)
    sign(visitor, "bo@gmail.com", proof=proof(visitor))
    assert causes(session)[-1] is None


def test_signing_again_with_a_proof_lets_go_of_what_was_held(visitor: Visitor, session: Session, action: Action) -> None:
    use_up_the_network(visitor)
    sign(visitor, "bo@gmail.com", country="NO")
    sign(visitor, "bo@gmail.com", proof=proof(visitor))
    pledge = session.scalars(select(Pledge).order_by(Pledge.id.desc())).first()
    assert pledge is not None
    assert (pledge.held_for, pledge.country) == (None, "SE")
    assert len(session.scalars(select(SupporterMail)).all()) == PER_NETWORK + 1


def test_what_waits_unheld_stays_so_whatever_a_script_sends_for_it(
    visitor: Visitor, session: Session, action: Action
) -> None:
    sign(visitor, "bo@gmail.com", client="198.51.100.1")
    use_up_the_network(visitor)
    sign(visitor, "bo@gmail.com")
    assert causes(session)[0] is None


def test_a_proof_that_was_used_is_none(visitor: Visitor, session: Session, action: Action) -> None:
    use_up_the_network(visitor)
    used = proof(visitor)
    sign(visitor, "bo@gmail.com", proof=used)
    sign(visitor, "cy@gmail.com", proof=used)
    assert causes(session)[-2:] == [None, "rate_network"]


def test_an_expired_proof_is_none(visitor: Visitor, session: Session, action: Action) -> None:
    use_up_the_network(visitor)
    old = proof(visitor)
    with clock.set_to(clock.now() + timedelta(minutes=31)):
        sign(visitor, "bo@gmail.com", proof=old)
    assert causes(session)[-1] == "rate_network"


def test_a_proof_for_another_action_is_none(visitor: Visitor, session: Session, action: Action) -> None:
    use_up_the_network(visitor)
    foreign = solve(visitor.client.get("/a/another/challenge").get_json())
    sign(visitor, "bo@gmail.com", proof=foreign)
    assert causes(session)[-1] == "rate_network"


@pytest.mark.parametrize("garbage", ["x", "e30=", "🎈", "A" * 9_000, "bnVsbA=="])
def test_garbage_for_a_proof_is_none_and_no_error(visitor: Visitor, session: Session, action: Action, garbage: str) -> None:
    answer = sign(visitor, "bo@gmail.com", proof=garbage)
    assert answer.status_code == 303
    assert causes(session) == [None]


def test_a_form_that_was_refused_has_not_used_its_proof(visitor: Visitor, session: Session, action: Action) -> None:
    use_up_the_network(visitor)
    mine = proof(visitor)
    assert sign(visitor, "not an address", proof=mine).status_code == 400
    sign(visitor, "bo@gmail.com", proof=mine)
    assert causes(session)[-1] is None


def test_a_challenge_is_kept_by_nobody_and_costs_no_look_at_the_database(app: Flask, client: FlaskClient) -> None:
    class Away:
        def __getattr__(self, name: str) -> Any:
            raise AssertionError("asked the database")

    app.extensions["site"] = replace(app.extensions["site"], database=cast(Database, Away()))
    one, another = (client.get("/a/not-there/challenge") for _ in range(2))
    assert one.headers["Cache-Control"] == "no-store"
    assert one.get_json()["parameters"]["nonce"] != another.get_json()["parameters"]["nonce"]


def test_every_form_has_the_field_and_knows_where_challenges_are(visitor: Visitor, action: Action) -> None:
    for path in (PATH, "/embed/mira-solenko"):
        form = visitor.get(path).page.one("form", data_challenge=f"{PATH}/challenge")
        assert form.one("input", name="proof")["type"] == "hidden"


def test_the_form_in_a_frame_is_limited_alike(visitor: Visitor, session: Session, action: Action) -> None:
    path = "/embed/mira-solenko"
    for number in range(PER_NETWORK + 1):
        form = visitor.fill(path, email=f"anna{number}@gmail.com")
        visitor.client.post(path, data=form, headers={"X-Forwarded-For": CLIENT})
    assert causes(session)[-1] == "rate_network"


# Where a request comes from


def seen(app: Flask, hops: int, *forwarded: str, peer: str = "192.0.2.1", public: bool = True) -> object:
    settings = make_settings(proxy_hops=hops, public_url="https://act.example.org" if public else "")
    headers = [("X-Forwarded-For", line) for line in forwarded]
    with app.test_request_context("/", headers=headers, environ_base={"REMOTE_ADDR": peer}):
        return client_network(request, settings)


@pytest.mark.parametrize(
    ("hops", "forwarded", "expected"),
    [
        (0, (), "192.0.2.1"),
        (0, ("6.6.6.6",), "192.0.2.1"),
        (1, ("203.0.113.7",), "203.0.113.7"),
        (1, ("6.6.6.6, 203.0.113.7",), "203.0.113.7"),
        (1, ("203.0.113.7:50000",), "203.0.113.7"),
        (1, ("6.6.6.6", "203.0.113.7"), "203.0.113.7"),
        (2, ("6.6.6.6,203.0.113.7,192.0.2.9",), "203.0.113.7"),
        (2, ("203.0.113.7",), "192.0.2.1"),
        (1, (), "192.0.2.1"),
        (1, ("::ffff:203.0.113.7",), "203.0.113.7"),
    ],
)
def test_the_client_is_who_the_outermost_proxy_saw(app: Flask, hops: int, forwarded: tuple[str, ...], expected: str) -> None:
    assert seen(app, hops, *forwarded) == network_of(expected)


@pytest.mark.parametrize("garbage", ["", "unknown", "<script>", ", ,", "9" * 7_000, "203.0.113.7, ", "1.2.3.4.5"])
def test_garbage_from_the_proxy_is_an_unknown_network(app: Flask, garbage: str) -> None:
    assert seen(app, 1, garbage) is UNKNOWN


def test_a_unix_socket_tells_no_address(app: Flask) -> None:
    assert seen(app, 0, peer="") is UNKNOWN


def test_this_machine_is_not_limited_on_a_site_that_it_alone_reaches(app: Flask) -> None:
    assert seen(app, 0, peer="127.0.0.1", public=False) is None
    assert seen(app, 0, peer="127.0.0.1") == network_of("127.0.0.1")
    assert seen(app, 0, "6.6.6.6", peer="127.0.0.1", public=False) == network_of("127.0.0.1")
    assert seen(app, 1, peer="127.0.0.1", public=False) == network_of("127.0.0.1")


def test_no_network_is_written_down(visitor: Visitor, session: Session, action: Action) -> None:
    sign(visitor, "anna@example.org")
    rows = session.connection().exec_driver_sql("SELECT rate_counts::text, rate_salts::text FROM rate_counts, rate_salts")
    hexed = CLIENT.encode().hex()
    assert not re.search(f"{re.escape(CLIENT)}|{hexed}|example", str(rows.all()))
