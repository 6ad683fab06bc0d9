"""Directories and launchers of a test's own; whatever still runs there afterwards is ended."""

import contextlib
import os
import pwd
import shutil
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actions.embedded import binaries, place
from actions.embedded.binaries import Binaries
from tests.embedded.launching import Launcher, Role, processes_in, servers_in


@pytest.fixture(params=["root", "ordinary"])
def role(request: pytest.FixtureRequest) -> Role:
    """Both, where this process can be both."""
    return _role(request.param)


@pytest.fixture
def ordinary() -> Role:
    return _role("ordinary")


@pytest.fixture
def root() -> Role:
    return _role("root")


def _role(name: str) -> Role:
    nobody = pwd.getpwnam("nobody")
    if name == "root":
        if os.geteuid() != 0:
            pytest.skip("only root can try what root meets")
        return Role(name, 0, 0, nobody.pw_uid)
    if os.geteuid() == 0:
        return Role(name, nobody.pw_uid, nobody.pw_gid, nobody.pw_uid)
    return Role(name, os.geteuid(), os.getegid(), os.geteuid())


@pytest.fixture(scope="session")
def forest() -> Iterator[Path]:
    """A directory that every account can enter, with a short name. Root's data is in `lib` of it."""
    with tempfile.TemporaryDirectory(prefix="outcry-test-", dir=_ground()) as directory:
        forest = Path(directory)
        forest.chmod(0o755)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(place, "ROOTS_BASE", forest / "lib")
            yield forest


def _ground() -> str:
    """Memory where it is large and runs programs: some thirty clusters are made and deleted, slow work for a disk."""
    memory = Path("/dev/shm")
    if memory.is_dir() and not os.statvfs(memory).f_flag & os.ST_NOEXEC and shutil.disk_usage(memory).free > 10**9:
        return str(memory)
    return "/var/tmp"


@pytest.fixture
def tree(forest: Path) -> Iterator[Path]:
    """The same, and afterwards nothing runs there any more."""
    yield forest
    # Asked first, so that servers give back their shared memory; then whatever is left of the crashed ones.
    _signal(servers_in(forest), signal.SIGCONT, signal.SIGINT)
    while servers_in(forest):
        os.sched_yield()
    while left := processes_in(forest):
        _signal(left, signal.SIGKILL)


def _signal(pids: list[int], *numbers: signal.Signals) -> None:
    for pid in pids:
        for number in numbers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)


NewHome = Callable[[str, Role], Path]
Launch = Callable[..., Launcher]


@pytest.fixture
def new_home(tree: Path) -> Iterator[NewHome]:
    """Makes a directory of a role's own, without a cluster yet: `new_home(name, role)`."""
    made = []

    def make(name: str, role: Role) -> Path:
        home = tree / name
        made.append(home)
        return _make_home(home, role)

    yield make
    for home in made:
        home.chmod(0o700)
        shutil.rmtree(home, ignore_errors=True)


def _make_home(home: Path, role: Role) -> Path:
    home.mkdir(mode=0o700)
    if role.uid != os.geteuid():
        os.chown(home, role.uid, role.gid)
    return home


@pytest.fixture
def home(tree: Path, role: Role) -> Path:
    """The role's directory, kept for the whole run, since to make a cluster takes most of the time of a start."""
    home = tree / role.name
    return home if home.exists() else _make_home(home, role)


@pytest.fixture(scope="session")
def wheel() -> Iterator[Binaries | None]:
    """Binaries that every account can run: None if the wheel's are such, a copy otherwise."""
    found = binaries.find()
    if all(directory.stat().st_mode & stat.S_IXOTH for directory in found.directory.parents):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="outcry-test-wheel-", dir=_ground()) as directory:
        Path(directory).chmod(0o755)
        yield binaries.copied(found, Path(directory))


@pytest.fixture
def launch(tree: Path, wheel: Binaries | None) -> Iterator[Launch]:
    """Makes launchers: `launch(role, home, prepare)`."""
    launchers = []

    def make(role: Role, home: Path, prepare: Callable[[], object] | None = None) -> Launcher:
        try:
            launcher = Launcher(role, home, wheel if role.uid != os.geteuid() else None, prepare)
        except OSError as error:
            pytest.skip(f"this machine doesn't let the test prepare its disk or namespace: {error}")
        launchers.append(launcher)
        return launcher

    yield make
    for launcher in launchers:
        launcher.kill()


@pytest.fixture
def launcher(launch: Launch, role: Role, home: Path) -> Launcher:
    return launch(role, home)
