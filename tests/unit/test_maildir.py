"""The local mailbox."""

from pathlib import Path

import pytest

from actions import maildir
from tests.providers.mails import make_mail


def test_shows_what_was_delivered(tmp_path: Path) -> None:
    key = maildir.deliver(tmp_path, make_mail(subject="Ünïcode", html="<p>Hello</p>").as_bytes())
    stored = maildir.message(tmp_path, key)
    assert stored is not None
    assert (stored.subject, stored.to, stored.html) == ("Ünïcode", "embassy@mission.example", "<p>Hello</p>\n")
    assert stored.sender == "Anna Lind via Example Campaign <letters@act.example.org>"
    assert stored.text == make_mail().text
    assert not stored.is_demo_letter


def test_newest_first(tmp_path: Path) -> None:
    for number in range(5):
        maildir.deliver(tmp_path, make_mail(subject=f"{number}").as_bytes())
    assert [each.subject for each in maildir.messages(tmp_path, limit=3)] == ["4", "3", "2"]


def test_knows_a_demo_letter(tmp_path: Path) -> None:
    maildir.deliver(tmp_path, make_mail(headers={"X-Outcry-Demo": "yes"}).as_bytes())
    assert maildir.messages(tmp_path)[0].is_demo_letter


def test_no_mailbox_yet(tmp_path: Path) -> None:
    assert maildir.messages(tmp_path / "none") == []
    assert maildir.message(tmp_path / "none", "0" * 20 + "." + "0" * 32 + ".outcry") is None


@pytest.mark.parametrize("key", ["../../etc/passwd", "", ".", "new/x", "\x00", "a" * 5000, "0" * 20 + "/../x"])
def test_a_foreign_key_is_never_looked_for(tmp_path: Path, key: str) -> None:
    assert maildir.message(tmp_path, key) is None


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    maildir.deliver(tmp_path, make_mail().as_bytes())
    (tmp_path / "new" / "secret.txt").write_text("x")
    assert len(maildir.messages(tmp_path)) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: =?utf-8?b?!!!?=\r\n\r\n\xff",
        b"Content-Type: text/plain; charset=klingon\r\n\r\nhello",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"From: <<<>>>,,,@\r\nContent-Transfer-Encoding: base64\r\n\r\n====",
        b"Content-Type: text/html; charset=utf-16\r\n\r\n<",
    ],
)
def test_a_broken_message_is_shown_as_far_as_it_goes(tmp_path: Path, content: bytes) -> None:
    key = maildir.deliver(tmp_path, content)
    stored = maildir.message(tmp_path, key)
    assert stored is not None
    assert stored.key == key


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    maildir.deliver(tmp_path, b"Subject: x\r\n\r\n")
    assert list((tmp_path / "tmp").iterdir()) == []
