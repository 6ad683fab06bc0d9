"""Where data, sockets and locks are, and as whom the server runs."""

import hashlib
import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from actions.embedded.problems import ELSEWHERE, INSTEAD, NOT_AS_ROOT, EmbeddedError, plainly

ROOTS_BASE = Path("/var/lib/outcry")
"""Where root keeps data and binaries: every parent of it can be entered by every account."""

_ACCOUNTS = ("nobody", "postgres", "daemon")
_POINTER = "postgres.location"
_LONGEST_SOCKET_DIR = 107 - len("/.s.PGSQL.5432")  # bytes; the limit is that of sockaddr_un


class Identity(TypedDict):
    """The arguments of `subprocess` that say as whom."""

    user: int | None
    group: int | None
    extra_groups: list[int] | None


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Place:
    """`home` is resolved. `base` holds the data: `home` itself, or root's directory for this home."""

    home: Path
    base: Path
    account: Account
    is_root: bool

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def pointer(self) -> Path:
        return self.home / _POINTER

    @property
    def identity(self) -> Identity:
        if not self.is_root:
            return {"user": None, "group": None, "extra_groups": None}
        return {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}

    @property
    def otherwise(self) -> str:
        """What else to do when something is wrong with `base`."""
        return NOT_AS_ROOT if self.is_root else ELSEWHERE

    def data(self, major: int) -> Path:
        return self.base / f"postgres-{major}"

    def hand_over(self, path: Path) -> None:
        """Make `path`, which we just created, the server account's."""
        if self.is_root:
            os.chown(path, self.account.uid, self.account.gid)


def locate(home: Path) -> Place:
    """The place for `home`, which is created at need. Raises `EmbeddedError`."""
    home = Path(os.path.realpath(home))
    with plainly(home):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        return _for_root(home) if os.geteuid() == 0 else _for_user(home)


def _for_user(home: Path) -> Place:
    if (home / _POINTER).exists():
        raise EmbeddedError(f"The database of {home} was made by root and is root's: run this as root, {ELSEWHERE}.")
    try:
        entry = pwd.getpwuid(os.geteuid())
    except KeyError:
        raise EmbeddedError(
            f"PostgreSQL needs an account with a name, and number {os.geteuid()} has no entry in the password "
            f"database: run this as a named account, {INSTEAD}."
        ) from None
    return Place(home, home, Account(entry.pw_name, entry.pw_uid, entry.pw_gid), is_root=False)


def _for_root(home: Path) -> Place:
    users = sorted(home.glob("postgres-[0-9]*"))
    if users:
        raise EmbeddedError(f"{users[0]} was made by an ordinary user: run this as {owner(users[0])}, {ELSEWHERE}.")
    base = ROOTS_BASE / hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    place = Place(home, base, _unprivileged_account(), is_root=True)
    _refuse_moved_home(place)
    return place


def owner(path: Path) -> str:
    uid = path.stat().st_uid
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"account number {uid}"


def _unprivileged_account() -> Account:
    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name, entry.pw_uid, entry.pw_gid)
    raise EmbeddedError(
        f"PostgreSQL refuses to run as root, and there is none of the accounts {', '.join(_ACCOUNTS)} to run it: "
        f"{NOT_AS_ROOT}."
    )


def _refuse_moved_home(place: Place) -> None:
    """A home that was renamed would seem to have lost its database, one that was copied would share another's."""
    if not place.pointer.exists():
        return
    known = Path(os.fsdecode(place.pointer.read_bytes().rstrip(b"\n")))
    if known.parent == place.base.parent and known != place.base and known.exists():
        raise EmbeddedError(
            f"{place.home} was moved or copied, and its database is in {known}: to keep that, run "
            f"`mv {known} {place.base}`; to begin with an empty one, delete {place.pointer}."
        )


def prepare_base(place: Place) -> None:
    """Create root's directory for this home, and in each of the two a file that says where the other is."""
    if not place.is_root:
        return
    for directory in (place.base.parent, place.base):
        with plainly(directory, NOT_AS_ROOT):
            _make_open_directory(directory)
    with plainly(place.pointer):
        _note(place.pointer, place.base)
    with plainly(place.base, NOT_AS_ROOT):
        _note(place.base / "home", place.home)


def _note(file: Path, path: Path) -> None:
    """Not written again in vain: on a full disk that would empty it."""
    content = os.fsencode(path) + b"\n"
    if not file.exists() or file.read_bytes() != content:
        file.write_bytes(content)


def _make_open_directory(path: Path) -> None:
    try:
        path.mkdir(parents=True)
    except FileExistsError:
        if not path.is_dir():
            raise
    else:
        path.chmod(0o755)  # whatever the umask was; only because we have just made it


def socket_dir(data: Path) -> Path:
    """The data directory itself, which is closed to others already, or where its name can't be used a short one."""
    if _can_hold_sockets(data):
        return data
    name = f"outcry-{os.geteuid()}-{hashlib.sha256(os.fsencode(data)).hexdigest()[:12]}"
    directory = Path("/tmp") / name  # noqa: S108  # checked below; TMPDIR would differ between two who want to meet
    with plainly(directory):
        _make_private_directory(directory)
    return directory


def _can_hold_sockets(path: Path) -> bool:
    """PostgreSQL and libpq take lists of directories with commas between; URLs are UTF-8."""
    try:
        encoded = str(path).encode()
    except UnicodeEncodeError:
        return False
    return len(encoded) <= _LONGEST_SOCKET_DIR and str(path).isprintable() and "," not in str(path)


def _make_private_directory(path: Path) -> None:
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    if path.is_symlink() or not path.is_dir() or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise EmbeddedError(f"{path} is not a closed directory of ours: remove it, or choose a shorter OUTCRY_DATA.")
