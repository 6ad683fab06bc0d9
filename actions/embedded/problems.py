"""What went wrong, in one sentence for a person, with what to do about it."""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actions.errors import OutcryError

INSTEAD = "or set DATABASE_URL to a PostgreSQL server (version 15 to 18)"
ELSEWHERE = f"choose another directory with OUTCRY_DATA, {INSTEAD}"
NOT_AS_ROOT = f"run this as an ordinary user, {INSTEAD}"

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_NEARLY_NOTHING = 256 * 1024  # bytes; PostgreSQL needs more than this for its pid file, log and first WAL page


class EmbeddedError(OutcryError):
    """The embedded PostgreSQL can't be had; the message says why and what to do."""


@contextmanager
def plainly(path: Path, otherwise: str = ELSEWHERE) -> Iterator[None]:
    """Turn an `OSError` inside into an `EmbeddedError` about `path`."""
    try:
        yield
    except OSError as error:
        raise _about(path, error.errno or 0, otherwise) from error


def _about(path: Path, code: int, otherwise: str) -> EmbeddedError:
    if code in _FULL:
        return EmbeddedError(f"The disk that holds {path} is full: free about 100 MB, {otherwise}.")
    if code in _CLOSED:
        return EmbeddedError(f"{path} cannot be written ({os.strerror(code)}): make it writable, {otherwise}.")
    return EmbeddedError(f"{path} cannot be used for the embedded database ({os.strerror(code)}): {otherwise}.")


def from_output(output: str, path: Path, otherwise: str = ELSEWHERE) -> EmbeddedError:
    """The reason that a program of PostgreSQL gave for giving up on `path`."""
    for code in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
        if os.strerror(code) in output:
            return _about(path, code, otherwise)
    if _is_full(path):
        return _about(path, errno.ENOSPC, otherwise)
    return EmbeddedError(f"PostgreSQL gave up on {path} ({_last_words(output)}): mend that, {otherwise}.")


def _is_full(path: Path) -> bool:
    """Where the log is on the full disk too, it can't say so."""
    while not path.exists():
        path = path.parent
    disk = os.statvfs(path)
    return disk.f_bavail * disk.f_frsize < _NEARLY_NOTHING or (disk.f_files > 0 and disk.f_favail == 0)


def _last_words(output: str) -> str:
    found = re.findall(r"(?:FATAL|PANIC|error): +(.+)", output)
    return str(found[-1] if found else (output.strip().splitlines() or ["it gave no reason"])[-1]).rstrip(".")
