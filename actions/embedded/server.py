"""Start, attach, stop, and the databases on the server."""

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import psycopg
from psycopg import sql

from actions.embedded import binaries as programs
from actions.embedded import cluster, postmaster
from actions.embedded.binaries import Binaries
from actions.embedded.cluster import SUPERUSER
from actions.embedded.locks import Locks
from actions.embedded.place import Place, locate, prepare_base, socket_dir
from actions.embedded.problems import EmbeddedError, from_output, plainly

DATABASE = "outcry"
PORT = 5432  # part of the socket's name; stated everywhere, since PGPORT may be set

_UNTIL_ANSWERS = 120
"""Seconds: replaying the log after a crash can take a while on a slow disk."""
_UNTIL_CHILDREN_GONE = 10
"""Seconds: children of a killed server notice within two, and until then no other can start."""


@dataclass(frozen=True)
class Server:
    """A running server. `started_here` is false where another process, perhaps a dead one, started it."""

    data: Path
    socket_dir: Path
    pid: int
    started_here: bool
    _locks: Locks = field(repr=False, compare=False)
    _process: subprocess.Popen[bytes] | None = field(repr=False, compare=False)

    def url(self, database: str = DATABASE) -> str:
        """For SQLAlchemy; psycopg's own URLs lack the `+psycopg`."""
        host = quote(str(self.socket_dir))
        return f"postgresql+psycopg://{SUPERUSER}@/{quote(database, safe='')}?host={host}&port={PORT}"

    def is_alive(self) -> bool:
        """Whether its process is there still."""
        return postmaster.is_postmaster(self.pid, self.data)

    def stop(self, *, force: bool = False) -> None:
        """Stop using the server, and stop the server if nobody else uses it or `force` says so.

        That includes a server which this process didn't start: whoever did is done with it, or was killed.
        Calling it again does nothing. Raises `EmbeddedError`.
        """
        if not self._locks.is_open:
            return
        try:
            with self._locks.turn():
                if self._locks.is_last_user() or force:
                    postmaster.end(self.pid, self.data, self._process)
                else:
                    self._leave_to_others()
        finally:
            self._locks.close()

    def _leave_to_others(self) -> None:
        """Its parent has to reap it once they stop it."""
        if self._process:
            threading.Thread(target=self._process.wait, daemon=True, name="reap-postgres").start()


def start(home: Path, *, database: str = DATABASE, settings: Mapping[str, str] = MappingProxyType({})) -> Server:
    """Start the server of `home` (OUTCRY_DATA), or attach to it where it runs, with `database` on it.

    Makes directory, cluster and database at need. `settings` are options of PostgreSQL that matter only to a start.
    Raises `EmbeddedError`.
    """
    place = locate(home)
    with plainly(place.home):
        locks = Locks(place.home)
    try:
        with locks.turn():
            locks.use()
            _set_leftover_aside(place)
            server = _attached_or_launched(place, locks, settings)
            try:
                create_database(server, database)
            except BaseException:
                if server.started_here:
                    postmaster.end(server.pid, server.data, server._process)  # noqa: SLF001  # it is ours until we return it
                raise
    except BaseException:
        locks.close()
        raise
    return server


@contextmanager
def running(home: Path, *, database: str = DATABASE, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[Server]:
    """`start` and, at the end, `stop`."""
    server = start(home, database=database, settings=settings)
    try:
        yield server
    finally:
        server.stop()


def erase(home: Path) -> None:
    """Stop the server of `home`, whoever uses it, and delete its data for good, root's copies included."""
    place = locate(home)
    with plainly(place.home):
        locks = Locks(place.home)
    try:
        with locks.turn(), plainly(place.base):
            for data in place.base.glob("postgres-[0-9]*"):
                _erase_cluster(data)
            _forget(place)
    finally:
        locks.close()


def _erase_cluster(data: Path) -> None:
    pid = postmaster.read_pid(data)
    if pid and postmaster.is_postmaster(pid, data):
        postmaster.end(pid, data, None)
    for directory in {data, socket_dir(data)}:  # mostly the same one
        shutil.rmtree(directory)


def _set_leftover_aside(place: Place) -> None:
    """The database of an earlier home at this path, which somebody deleted: a new home begins with an empty one."""
    if not place.is_root or place.pointer.exists() or not place.base.exists():
        return
    with plainly(place.base):
        for data in place.base.glob("postgres-[0-9]*"):
            pid = postmaster.read_pid(data)
            if pid and postmaster.is_postmaster(pid, data):
                postmaster.end(pid, data, None)
        number = sum(1 for _ in place.base.parent.glob(f"{place.base.name}.left-*"))
        place.base.rename(place.base.with_name(f"{place.base.name}.left-{number + 1}"))


def _forget(place: Place) -> None:
    if place.is_root and place.base.exists():
        shutil.rmtree(place.base)
        with suppress(OSError):  # other homes are there
            place.base.parent.rmdir()
    place.pointer.unlink(missing_ok=True)
    place.log.unlink(missing_ok=True)


def _attached_or_launched(place: Place, locks: Locks, settings: Mapping[str, str]) -> Server:
    binaries = programs.find()
    data = place.data(binaries.major)
    with plainly(data, place.otherwise):
        cluster.refuse_other_versions(place, binaries.major)
        sockets = socket_dir(data)
        pid = _pid_of_running(data, sockets)
    if pid:
        return Server(data, sockets, pid, started_here=False, _locks=locks, _process=None)
    prepare_base(place)
    binaries = programs.usable(binaries, place)
    cluster.ensure(place, binaries, durable=settings.get("fsync") != "off")
    process = _launch(binaries, place, sockets, settings)
    return Server(data, sockets, process.pid, started_here=True, _locks=locks, _process=process)


def _pid_of_running(data: Path, sockets: Path) -> int | None:
    """Waits for a server on its way up or down."""
    deadline = time.monotonic() + _UNTIL_ANSWERS
    while True:
        pid = postmaster.read_pid(data)
        if pid is None:
            return None
        if _answers(sockets):
            return pid
        if not postmaster.is_postmaster(pid, data):
            return None
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"PostgreSQL (process {pid}) has {data} but does not answer at {sockets}: "
                f"end it with `kill -INT {pid}` and try again."
            )
        time.sleep(0.02)


def _answers(sockets: Path) -> bool:
    try:
        _connect(sockets, timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def _connect(sockets: Path, *, timeout: int) -> psycopg.Connection:
    """To the maintenance database; `timeout` in seconds, and libpq takes one for two."""
    return psycopg.connect(
        host=str(sockets), port=PORT, user=SUPERUSER, dbname="postgres", autocommit=True, connect_timeout=timeout
    )


def _launch(binaries: Binaries, place: Place, sockets: Path, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    data = place.data(binaries.major)
    deadline = time.monotonic() + _UNTIL_CHILDREN_GONE
    while True:
        with plainly(data, place.otherwise):
            postmaster.clear_stale_files(data, sockets)
        with plainly(place.log):
            position = postmaster.rotate(place.log)
            process = postmaster.spawn(binaries, place, sockets, settings)
        if _comes_up(process, data, sockets):
            return process
        said = _said_since(place.log, position)
        if "pre-existing shared memory block" not in said or time.monotonic() > deadline:
            raise from_output(said, data, place.otherwise)
        time.sleep(0.1)


def _comes_up(process: subprocess.Popen[bytes], data: Path, sockets: Path) -> bool:
    """False if the process ended by itself; never leaves one behind that doesn't answer."""
    deadline = time.monotonic() + _UNTIL_ANSWERS
    try:
        while process.poll() is None and time.monotonic() < deadline:
            if _answers(sockets):
                return True
            time.sleep(0.01)
    except BaseException:
        postmaster.end(process.pid, data, process)
        raise
    if process.poll() is None:
        postmaster.end(process.pid, data, process)
        raise EmbeddedError(f"PostgreSQL on {data} did not answer within {_UNTIL_ANSWERS} s: look into its log.")
    return False


def _said_since(log: Path, position: int) -> str:
    with plainly(log), log.open("rb") as file:
        file.seek(position)
        return file.read().decode(errors="replace")


def create_database(server: Server, name: str, template: str | None = None) -> None:
    """Does nothing where it exists. Nobody may be connected to `template` meanwhile. Raises `EmbeddedError`."""
    statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
    if template:
        statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
    with _administering(server) as connection, suppress(psycopg.errors.DuplicateDatabase):
        connection.execute(statement)


def drop_database(server: Server, name: str) -> None:
    """Ends the connections to it. Does nothing where it doesn't exist. Raises `EmbeddedError`."""
    with _administering(server) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _administering(server: Server) -> Iterator[psycopg.Connection]:
    try:
        with _connect(server.socket_dir, timeout=30) as connection:
            yield connection
    except psycopg.Error as error:
        raise from_output(f"error: {error}", server.data) from error
