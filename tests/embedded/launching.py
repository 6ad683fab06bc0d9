"""Launchers: real processes, as root or as an ordinary user, that start servers on a test's own directories."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import psycopg

from actions import embedded
from actions.embedded import binaries
from actions.embedded.binaries import Binaries

FAST = {"fsync": "off"}

_processes = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Role:
    """Who launches. `server_uid` is whom the server then belongs to."""

    name: str
    uid: int
    gid: int
    server_uid: int


@dataclass(frozen=True)
class Started:
    data: Path
    socket_dir: Path
    pid: int
    started_here: bool
    url: str

    def ask(self, query: str) -> Any:
        """The one value that `query` gives, if any."""
        with psycopg.connect(host=str(self.socket_dir), user="outcry", dbname="outcry", autocommit=True) as connection:
            cursor = connection.execute(query.encode())
            row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


class Launcher:
    """A process of `role` that does what it is told, one thing after the other, until it is killed.

    `prepare` runs in it first, before it takes the role; an `OSError` of it is raised here.
    """

    def __init__(self, role: Role, home: Path, wheel: Binaries | None, prepare: Callable[[], object] | None) -> None:
        self.home = home
        self._commands, theirs = _processes.Pipe()
        self._process = _processes.Process(target=_obey, args=(theirs, role, wheel, prepare), daemon=True)
        self._process.start()
        theirs.close()
        self._result()

    def start(self, home: Path | None = None, *, settings: Mapping[str, str] = FAST) -> Started:
        started: Started = self.call(_start, home or self.home, dict(settings))
        return started

    def stop(self, *, force: bool = False) -> None:
        self.call(_stop, force)

    def call(self, function: Callable[..., object], *arguments: object) -> Any:
        """Run a function of a module in the launcher; what it raises is raised here."""
        return self.begin(function, *arguments)()

    def begin_start(self) -> Callable[[], Started]:
        """`start`, and what is returned waits for it."""
        return self.begin(_start, self.home, FAST)

    def begin(self, function: Callable[..., object], *arguments: object) -> Callable[[], Any]:
        self._commands.send((function, arguments))
        return self._result

    def _result(self) -> Any:
        answer, error = self._commands.recv()
        if error:
            raise error
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self._commands.close()


def _obey(commands: Connection, role: Role, wheel: Binaries | None, prepare: Callable[[], object] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if wheel:
        binaries.find = lambda: wheel
    _answer(commands, _take, role, prepare)
    while True:
        function, arguments = commands.recv()
        _answer(commands, function, *arguments)


def _answer(commands: Connection, function: Callable[..., object], *arguments: object) -> None:
    try:
        commands.send((function(*arguments), None))
    except Exception as error:  # noqa: BLE001  # raised again at the other end
        commands.send((None, error))


def _take(role: Role, prepare: Callable[[], object] | None) -> None:
    if prepare:
        prepare()
    if role.uid != os.geteuid():
        os.setgroups([])
        os.setresgid(role.gid, role.gid, role.gid)
        os.setresuid(role.uid, role.uid, role.uid)


_servers: list[embedded.Server] = []


def _start(home: Path, settings: dict[str, str]) -> Started:
    server = embedded.start(home, settings=settings)
    _servers.append(server)
    return Started(server.data, server.socket_dir, server.pid, server.started_here, server.url())


def _stop(force: bool) -> None:  # sent by position
    _servers[-1].stop(force=force)


def is_alive() -> bool:
    return _servers[-1].is_alive()


def is_dead_soon() -> bool:
    """The kernel takes a moment to carry out a kill."""
    while _servers[-1].is_alive():
        os.sched_yield()
    return True


def processes_in(tree: Path) -> list[int]:
    """Processes whose working directory is below `tree`; zombies have none."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            directory = (process / "cwd").readlink()
        except OSError:
            continue
        if directory.is_relative_to(tree):
            found.append(int(process.name))
    return found


def servers_in(tree: Path) -> list[int]:
    """Those that are servers: their children have other command lines."""
    return [pid for pid in processes_in(tree) if b"\0-D\0" in _command_line(pid)]


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def children_of(pid: int) -> list[str]:
    """State and name of each child of a process, zombies too: `S postgres`, `Z postgres`."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, tail = stat.read_text().rpartition(")")
        except OSError:
            continue
        state, parent = tail.split()[:2]
        if int(parent) == pid:
            found.append(f"{state} {head.partition('(')[2]}")
    return found
