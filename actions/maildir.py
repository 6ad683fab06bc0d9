"""The local mailbox: a Maildir that its provider writes and `/outbox` reads. Nothing in it left this machine."""

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from uuid import uuid4

DIRECTORY = "mailbox"
LARGEST = 1_000_000
_KEY = re.compile(r"\d{20}\.[0-9a-f]{32}\.outcry")


@dataclass(frozen=True)
class StoredMail:
    """A mail in the mailbox, taken apart for showing. Texts are as the mail has them: escape them."""

    key: str
    stored_at: datetime
    sender: str
    to: str
    reply_to: str
    subject: str
    text: str
    html: str | None
    is_demo_letter: bool
    """A letter that in earnest would not go, since nobody confirmed the address."""
    headers: tuple[tuple[str, str], ...]


def deliver(directory: Path, content: bytes) -> str:
    """Store a message; returns its key. Raises `OSError` where it cannot be stored, and then it is not."""
    for part in ("tmp", "new", "cur"):
        (directory / part).mkdir(mode=0o700, parents=True, exist_ok=True)
    key = f"{time.time_ns():020d}.{uuid4().hex}.outcry"
    unfinished = directory / "tmp" / key
    try:
        with unfinished.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(directory / "new" / key)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    return key


def messages(directory: Path, limit: int = 100) -> list[StoredMail]:
    """The latest `limit` messages, newest first."""
    read = (message(directory, key) for key in sorted(_keys(directory), reverse=True)[:limit])
    return [each for each in read if each is not None]


def message(directory: Path, key: str) -> StoredMail | None:
    """The message of that key, or none. A key that this module did not make is never looked for on the disk."""
    if not _KEY.fullmatch(key):
        return None
    for part in ("new", "cur"):
        try:
            with (directory / part / key).open("rb") as file:
                return _taken_apart(key, file.read(LARGEST))
        except FileNotFoundError:
            continue
    return None


def _keys(directory: Path) -> Iterator[str]:
    for part in ("new", "cur"):
        if (directory / part).is_dir():
            yield from (entry.name for entry in os.scandir(directory / part) if _KEY.fullmatch(entry.name))


def _taken_apart(key: str, content: bytes) -> StoredMail:
    parsed = message_from_bytes(content, policy=SMTP)
    assert isinstance(parsed, EmailMessage)
    headers = tuple((name, str(value)) for name, value in parsed.items())
    first = {name.lower(): value for name, value in reversed(headers)}
    return StoredMail(
        key=key,
        stored_at=datetime.fromtimestamp(int(key[:20]) / 1e9, UTC),
        sender=first.get("from", ""),
        to=first.get("to", ""),
        reply_to=first.get("reply-to", ""),
        subject=first.get("subject", ""),
        text=_body(parsed, "plain") or "",
        html=_body(parsed, "html"),
        is_demo_letter="x-outcry-demo" in first,
        headers=headers,
    )


def _body(parsed: EmailMessage, subtype: str) -> str | None:
    part = parsed.get_body((subtype,))
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode("utf-8", "replace").replace("\r\n", "\n")
