"""What every provider does, each against a real local server."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from actions import maildir
from actions.providers.base import (
    AccountRefused,
    Ambiguous,
    PermanentRefusal,
    Provider,
    SendError,
    TemporaryRefusal,
)
from actions.providers.mailbox import MailboxProvider
from actions.providers.sendgrid import SendGridProvider
from actions.providers.smtp import SmtpProvider
from tests.providers.mails import ATTEMPT, make_mail
from tests.standins.sendgrid import KEY, sendgrid_server
from tests.standins.smtp import smtp_server

TIMEOUT = 0.3


@dataclass
class Bench:
    """A provider and the server behind it."""

    provider: Provider
    subjects: Callable[[], list[str]]
    """Of what the server stored."""
    misbehave: Callable[[str], None]


@pytest.fixture
def mailbox(tmp_path: Path) -> Bench:
    directory = tmp_path / "mailbox"
    return Bench(
        MailboxProvider(directory),
        lambda: [each.subject for each in reversed(maildir.messages(directory))],
        lambda _: directory.symlink_to("nowhere"),
    )


SMTP_WAYS = {
    "refuse this mail": {"rcpt": "550 5.1.1 no such user"},
    "refuse for now": {"rcpt": "451 4.7.1 greylisted"},
    "refuse our account": {"connect": "554 5.7.1 you are blocked"},
    "store and cut": {"data": "store+cut"},
    "store and hang": {"data": "store+hang"},
}
SENDGRID_WAYS = {
    "refuse this mail": "400",
    "refuse for now": "429",
    "refuse our account": "401",
    "store and cut": "store+cut",
    "store and hang": "store+hang",
}


@pytest.fixture
def smtp() -> Iterator[Bench]:
    with smtp_server() as server:
        provider = SmtpProvider("127.0.0.1", server.port, security="none", hello="act.example.org", timeout=TIMEOUT)
        yield Bench(
            provider,
            lambda: [each.message["Subject"] for each in server.taken],
            lambda how: server.answers.update(SMTP_WAYS[how]),
        )


@pytest.fixture
def sendgrid() -> Iterator[Bench]:
    with sendgrid_server() as server:
        yield Bench(
            SendGridProvider(server.url, KEY, timeout=TIMEOUT),
            lambda: [each["subject"] for each in server.taken],
            lambda how: setattr(server, "answer", SENDGRID_WAYS[how]),
        )


@pytest.fixture(params=["mailbox", "smtp", "sendgrid"])
def bench(request: pytest.FixtureRequest) -> Iterator[Bench]:
    bench = request.getfixturevalue(request.param)
    assert isinstance(bench, Bench)
    with bench.provider:
        yield bench


@pytest.fixture(params=["smtp", "sendgrid"])
def remote(request: pytest.FixtureRequest) -> Iterator[Bench]:
    bench = request.getfixturevalue(request.param)
    assert isinstance(bench, Bench)
    with bench.provider:
        yield bench


def test_hands_a_mail_over(bench: Bench) -> None:
    receipt = bench.provider.send(make_mail())
    assert bench.subjects() == ["A doctor for Mira Solenko"]
    assert receipt.provider_id


def test_hands_a_batch_over(bench: Bench) -> None:
    for number in range(3):
        bench.provider.send(make_mail(subject=f"Letter {number}"))
    assert bench.subjects() == ["Letter 0", "Letter 1", "Letter 2"]


def test_can_be_used_again_after_closing(bench: Bench) -> None:
    bench.provider.send(make_mail(subject="one"))
    bench.provider.close()
    bench.provider.send(make_mail(subject="two"))
    assert bench.subjects() == ["one", "two"]


@pytest.mark.parametrize("name", ["Ünal, Ö via X", "محمد العربي via Example", "王小明 via Example", "O’Neill via A" * 12])
def test_carries_names_of_any_script(bench: Bench, name: str) -> None:
    bench.provider.send(make_mail(from_name=name, subject=f"From {name}"[:120]))
    assert bench.subjects() == [f"From {name}"[:120]]


@pytest.mark.parametrize(
    ("how", "error"),
    [
        ("refuse this mail", PermanentRefusal),
        ("refuse for now", TemporaryRefusal),
        ("refuse our account", AccountRefused),
        ("store and cut", Ambiguous),
        ("store and hang", Ambiguous),
    ],
)
def test_says_how_it_could_not(remote: Bench, how: str, error: type[SendError]) -> None:
    remote.misbehave(how)
    with pytest.raises(error):
        remote.provider.send(make_mail())


@pytest.mark.parametrize("how", ["store and cut", "store and hang"])
def test_in_doubt_the_mail_may_be_there(remote: Bench, how: str) -> None:
    remote.misbehave(how)
    with pytest.raises(Ambiguous):
        remote.provider.send(make_mail())
    assert remote.subjects() == ["A doctor for Mira Solenko"]


def test_no_server_is_a_refusal_for_now(remote: Bench, free_port: int) -> None:
    providers: list[Provider] = [
        SmtpProvider("127.0.0.1", free_port, security="none", hello="act.example.org", timeout=TIMEOUT),
        SendGridProvider(f"http://127.0.0.1:{free_port}", KEY, timeout=TIMEOUT),
    ]
    for provider in providers:
        with pytest.raises(TemporaryRefusal) as caught:
            provider.send(make_mail())
        assert caught.value.is_general


def test_a_mailbox_that_cannot_be_written_is_a_refusal_for_now(mailbox: Bench) -> None:
    mailbox.misbehave("")
    with pytest.raises(TemporaryRefusal, match="mailbox cannot be written"):
        mailbox.provider.send(make_mail())


def test_the_message_id_is_the_attempt(tmp_path: Path) -> None:
    MailboxProvider(tmp_path).send(make_mail())
    headers = dict(maildir.messages(tmp_path)[0].headers)
    assert headers["Message-ID"] == f"<{ATTEMPT}@act.example.org>"
