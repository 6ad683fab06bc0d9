"""A data directory: made where there is none, checked where there is one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from actions.embedded.binaries import ENVIRONMENT, Binaries
from actions.embedded.place import Place, owner
from actions.embedded.problems import ELSEWHERE, EmbeddedError, from_output, plainly

SUPERUSER = "outcry"


def refuse_other_versions(place: Place, major: int) -> None:
    """Raise `EmbeddedError` where another major version of PostgreSQL made the data."""
    data = place.data(major)
    if data.exists():
        return
    majors = sorted(int(path.name[9:]) for path in place.base.glob("postgres-*") if path.name[9:].isdecimal())
    if majors:
        raise _of_other_version(place.data(majors[-1]), majors[-1], major)


def _of_other_version(data: Path, found: int, major: int) -> EmbeddedError:
    remedy = "run `outcry upgrade` to convert it"
    if found > major:
        remedy = "take the newer Outcry again (`outcry upgrade` only goes forward)"
    return EmbeddedError(f"{data} was made by PostgreSQL {found}, and this Outcry brings {major}: {remedy}, {ELSEWHERE}.")


def ensure(place: Place, binaries: Binaries, *, durable: bool) -> None:
    """A data directory that the server can start on. Raises `EmbeddedError`."""
    data = place.data(binaries.major)
    with plainly(data, place.otherwise):
        if (data / "PG_VERSION").exists():
            _check(data, place, binaries.major)
        else:
            _create(data, place, binaries, durable=durable)


def _check(data: Path, place: Place, major: int) -> None:
    version = (data / "PG_VERSION").read_text(errors="replace").strip()
    if version != str(major):
        if version.isdecimal():
            raise _of_other_version(data, int(version), major)
        raise EmbeddedError(f"{data} is damaged (PG_VERSION is {version!r}): restore a backup, {ELSEWHERE}.")
    found = data.stat()
    if found.st_uid != place.account.uid:
        raise EmbeddedError(f"{data} belongs to {owner(data)}: run this as that user, {ELSEWHERE}.")
    if found.st_mode & 0o077:
        data.chmod(0o700)


def _create(data: Path, place: Place, binaries: Binaries, *, durable: bool) -> None:
    """Under a new name first: there is never half a cluster, nor one that a killed launcher's initdb still writes to."""
    if data.is_symlink() or (data.exists() and (not data.is_dir() or any(data.iterdir()))):
        raise EmbeddedError(f"{data} is in the way and is not a database: move it away, {ELSEWHERE}.")
    for abandoned in data.parent.glob(f"{data.name}.new-*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=f"{data.name}.new-", dir=data.parent))
    try:
        place.hand_over(fresh)
        _initdb(fresh, place, binaries, durable=durable)
        fresh.rename(data)
        _keep_names(data.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _keep_names(directory: Path) -> None:
    """What was renamed in it is still so after a power cut."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _initdb(fresh: Path, place: Place, binaries: Binaries, *, durable: bool) -> None:
    command = [
        *(binaries.program("initdb"), "--no-instructions", "-D", str(fresh), "-U", SUPERUSER),
        *("--auth-local=trust", "--auth-host=reject"),
        *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        *(() if durable else ("--no-sync",)),
    ]
    done = subprocess.run(  # noqa: S603  # our own program and arguments
        command, cwd="/", env=ENVIRONMENT, umask=0o077, capture_output=True, check=False, **place.identity
    )
    if done.returncode:
        raise from_output(done.stderr.decode(errors="replace"), fresh.parent, place.otherwise)
