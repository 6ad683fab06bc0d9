"""SMTP: one connection for a batch, and the final dot as the line between "not taken" and "who knows"."""

import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actions.domain.mail import Mail
from actions.providers.base import AccountRefused, Ambiguous, PermanentRefusal, Receipt, TemporaryRefusal
from actions.providers.smtp import SmtpProvider
from tests.providers.mails import make_mail
from tests.standins.raw import raw_server
from tests.standins.smtp import SmtpStandIn, smtp_server
from tests.standins.tls import contexts


def make_provider(port: int, **overrides: Any) -> SmtpProvider:
    values: dict[str, Any] = {"security": "none", "hello": "act.example.org", "timeout": 0.3}
    return SmtpProvider("127.0.0.1", port, **values | overrides)


def send(port: int, mail: Mail | None = None, **overrides: Any) -> Receipt:
    with make_provider(port, **overrides) as provider:
        return provider.send(mail or make_mail())


@pytest.fixture
def server() -> Iterator[SmtpStandIn]:
    with smtp_server() as server:
        yield server


@pytest.fixture
def tls(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return contexts(tmp_path)


def test_envelope_and_content(server: SmtpStandIn) -> None:
    send(server.port)
    taken = server.taken[0]
    assert (taken.sender, taken.recipient) == ("bounce+1@act.example.org", "embassy@mission.example")
    assert taken.message["From"] == "Anna Lind via Example Campaign <letters@act.example.org>"
    assert taken.message["Reply-To"] == "reply+1@act.example.org"
    assert taken.message.get_content().replace("\r\n", "\n") == make_mail().text


def test_one_connection_serves_a_batch(server: SmtpStandIn) -> None:
    with make_provider(server.port) as provider:
        for _ in range(5):
            provider.send(make_mail())
    assert server.connections == 1


def test_a_refused_mail_does_not_spoil_the_next(server: SmtpStandIn) -> None:
    server.answer_to("gone@mission.example", "550 5.1.1 no such user")
    with make_provider(server.port) as provider:
        with pytest.raises(PermanentRefusal):
            provider.send(make_mail(to="gone@mission.example"))
        provider.send(make_mail())
    assert (len(server.taken), server.connections) == (1, 1)


def test_reconnects_where_the_server_hung_up_meanwhile(server: SmtpStandIn) -> None:
    with make_provider(server.port) as provider:
        server.answers["rcpt gone@mission.example"] = "cut"
        with pytest.raises(TemporaryRefusal):
            provider.send(make_mail(to="gone@mission.example"))
        provider.send(make_mail())
    assert len(server.taken) == 1


def test_a_421_on_a_kept_connection_costs_no_mail() -> None:
    def one_mail_then_closing(connection: socket.socket) -> None:
        reader = connection.makefile("rb")
        connection.sendall(b"220 hello\r\n")
        for reply in (b"250 hello\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go\r\n"):
            reader.readline()
            connection.sendall(reply)
        while reader.readline() != b".\r\n":
            pass
        connection.sendall(b"250 queued\r\n")
        if reader.readline().startswith(b"MAIL"):
            connection.sendall(b"421 too many mails on one connection\r\n")

    with raw_server(one_mail_then_closing) as port, make_provider(port) as provider:
        assert provider.send(make_mail()).provider_id == "queued"
        assert provider.send(make_mail()).provider_id == "queued"


@pytest.mark.parametrize("step", ["mail", "rcpt", "data"])
@pytest.mark.parametrize(("reply", "error"), [("451 4.3.0 later", TemporaryRefusal), ("554 5.6.0 no", PermanentRefusal)])
def test_replies_to_a_mail(server: SmtpStandIn, step: str, reply: str, error: type[Exception]) -> None:
    server.answers[step] = reply
    with pytest.raises(error, match=reply[:3]):
        send(server.port)


@pytest.mark.parametrize("step", ["connect", "mail", "rcpt"])
@pytest.mark.parametrize("what", ["cut", "hang"])
def test_cut_before_the_dot_is_certainly_not_taken(server: SmtpStandIn, step: str, what: str) -> None:
    server.answers[step] = what
    with pytest.raises(TemporaryRefusal) as caught:
        send(server.port, timeout=0.15)
    assert caught.value.is_general


def test_cut_within_the_text_is_certainly_not_taken() -> None:
    def reads_no_text(connection: socket.socket) -> None:
        reader = connection.makefile("rb")
        connection.sendall(b"220 hello\r\n")
        for reply in (b"250 hello\r\n", b"250 OK\r\n", b"250 OK\r\n", b"354 go\r\n"):
            reader.readline()
            connection.sendall(reply)
        time.sleep(0.5)  # the sockets' buffers are full by then, and the dot is still on our side

    with raw_server(reads_no_text) as port, pytest.raises(TemporaryRefusal):
        send(port, make_mail(text="A long letter.\n" * 500_000))


@pytest.mark.parametrize("what", ["cut", "hang"])
def test_cut_after_the_dot_leaves_us_in_doubt(server: SmtpStandIn, what: str) -> None:
    server.answers["data"] = f"store+{what}"
    with pytest.raises(Ambiguous):
        send(server.port, timeout=0.15)
    assert len(server.taken) == 1


def test_an_answer_that_is_none_leaves_us_in_doubt(server: SmtpStandIn) -> None:
    server.answers["data"] = "999 what"
    with pytest.raises(Ambiguous):
        send(server.port)


def test_a_server_that_trickles_cannot_outlast_the_deadline() -> None:
    def trickle(connection: socket.socket) -> None:
        for _ in range(100):
            connection.sendall(b"2")
            time.sleep(0.02)

    began = time.monotonic()
    with raw_server(trickle) as port, pytest.raises(TemporaryRefusal):
        send(port, timeout=0.2)
    assert time.monotonic() - began < 1


def test_refused_at_the_door_means_our_account(server: SmtpStandIn) -> None:
    server.answers["connect"] = "554 5.7.1 your network is blocked"
    with pytest.raises(AccountRefused, match="blocked"):
        send(server.port)


def test_turned_away_for_now_at_the_door(server: SmtpStandIn) -> None:
    server.answers["connect"] = "421 4.3.2 busy"
    with pytest.raises(TemporaryRefusal) as caught:
        send(server.port)
    assert caught.value.is_general


def test_authentication_asked_for_later_means_our_account(server: SmtpStandIn) -> None:
    server.answers["mail"] = "530 5.7.0 authentication required"
    with pytest.raises(AccountRefused):
        send(server.port)


def test_a_sender_that_is_not_ours_means_our_account(server: SmtpStandIn) -> None:
    server.answers["mail"] = "550 5.7.1 you may not send as this sender"
    with pytest.raises(AccountRefused):
        send(server.port)


def test_signs_in() -> None:
    with smtp_server(password="right") as server:
        send(server.port, username="us", password="right")
        assert len(server.taken) == 1


def test_a_wrong_password_means_our_account() -> None:
    with smtp_server(password="right") as server, pytest.raises(AccountRefused, match="535"):
        send(server.port, username="us", password="wrong", timeout=5)


def test_a_server_without_a_way_to_sign_in_means_our_account(server: SmtpStandIn) -> None:
    with pytest.raises(AccountRefused, match="no way to sign in"):
        send(server.port, username="us", password="x")


@pytest.mark.parametrize(("security", "is_implicit"), [("starttls", False), ("tls", True)])
def test_secured(tls: tuple[ssl.SSLContext, ssl.SSLContext], security: str, is_implicit: bool) -> None:
    with smtp_server(tls=tls[0], implicit_tls=is_implicit) as server:
        with make_provider(server.port, security=security, context=tls[1]) as provider:
            provider.send(make_mail())
            provider.send(make_mail(text="A long letter.\n" * 10_000))
        assert len(server.taken) == 2


@pytest.mark.parametrize(("security", "is_implicit"), [("starttls", False), ("tls", True)])
def test_a_certificate_that_nobody_vouches_for(
    tls: tuple[ssl.SSLContext, ssl.SSLContext], security: str, is_implicit: bool
) -> None:
    with smtp_server(tls=tls[0], implicit_tls=is_implicit) as server, pytest.raises(AccountRefused, match="certificate"):
        send(server.port, security=security)


def test_nothing_is_sent_in_clear_where_starttls_is_wanted(server: SmtpStandIn) -> None:
    with pytest.raises(AccountRefused, match="STARTTLS"):
        send(server.port, security="starttls")
    assert server.taken == []


def test_an_international_domain_travels_in_ascii(server: SmtpStandIn) -> None:
    send(server.port, make_mail(to="info@botschaft-straße.example"))
    assert server.taken[0].recipient == "info@xn--botschaft-strae-3ib.example"


def test_an_international_local_part_where_the_server_reads_it() -> None:
    with smtp_server(smtputf8=True) as server:
        send(server.port, make_mail(to="посольство@mission.example"))
        assert server.taken[0].recipient == "посольство@mission.example"
        assert server.taken[0].message["To"] == "посольство@mission.example"


def test_an_international_local_part_where_it_does_not(server: SmtpStandIn) -> None:
    with make_provider(server.port) as provider:
        with pytest.raises(PermanentRefusal, match="outside ASCII"):
            provider.send(make_mail(to="посольство@mission.example"))
        provider.send(make_mail())
    assert len(server.taken) == 1
