"""The server's process. What alive means is decided elsewhere: the socket answers; a pid file proves nothing."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from actions.embedded.binaries import ENVIRONMENT, Binaries
from actions.embedded.place import Place
from actions.embedded.problems import EmbeddedError

SOCKET = ".s.PGSQL.5432"
LONGEST_LOG = 1_000_000  # bytes; checked at each start, and the options keep the server's talk short

_OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Starts, stops, crashes. Not failed statements and the values in them: those are people's names and addresses.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


def read_pid(data: Path) -> int | None:
    return _first_line(data / "postmaster.pid")


def _first_line(path: Path) -> int | None:
    try:
        pid = abs(int(path.read_text(errors="replace").splitlines()[0]))
    except (FileNotFoundError, NotADirectoryError, IndexError, ValueError):
        return None
    return pid if pid < 2**31 else None


def is_postmaster(pid: int, data: Path) -> bool:
    """Whether the process is a living PostgreSQL server on `data`.

    The reliable sign is its working directory: the server changes to its data directory, while `-D` can be relative.
    Its children share that, but rewrite their command lines.
    """
    if not _has_proc():
        return _command_names(pid, data)
    process = Path("/proc") / str(pid)
    try:
        program = (process / "exe").readlink().name.removesuffix(" (deleted)")
        directory = (process / "cwd").readlink()
        arguments = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:  # gone meanwhile, or another account's
        return False
    is_at_home = directory == Path(os.path.realpath(data)) and b"-D" in arguments
    return program == "postgres" and is_at_home and _began(pid) is not None


def _has_proc() -> bool:
    return Path("/proc/self/stat").exists()


def _began(pid: int) -> str | None:
    """When the process began, in ticks since boot: with its number a name that no later one has. None once it ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()
        return None if fields[0] in "ZX" else fields[19]
    except (OSError, IndexError):
        return None


def _command_names(pid: int, data: Path) -> bool:
    """The same where there is no /proc (macOS): we start it with the full path."""
    command = ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  # nothing of it is foreign
    return os.fsencode(f"postgres -D {data} ") in done.stdout


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def clear_stale_files(data: Path, socket_dir: Path) -> None:
    """Remove lock files that name a living process which isn't a server on `data`, or nothing readable.

    Those of a dead process stay: PostgreSQL copes with them, and finds the shared memory of leftover children by them.
    """
    for path in (data / "postmaster.pid", socket_dir / f"{SOCKET}.lock"):
        pid = _first_line(path)
        if pid is None or (_is_alive(pid) and not is_postmaster(pid, data)):
            path.unlink(missing_ok=True)


def spawn(binaries: Binaries, place: Place, socket_dir: Path, settings: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own, where the terminal's Ctrl-C doesn't reach it before us."""
    quoted = str(socket_dir).replace('"', '""')
    options = {**_OPTIONS, "unix_socket_directories": f'"{quoted}"', **settings}
    command = [binaries.program("postgres"), "-D", str(place.data(binaries.major))]
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with _appending(place.log) as log:
        return subprocess.Popen(  # noqa: S603  # our own program; the options are the caller's
            command,
            cwd="/",
            env=ENVIRONMENT,
            umask=0o077,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **place.identity,
        )


def rotate(log: Path) -> int:
    """Its size afterwards, in bytes. One older log is kept."""
    if not log.exists():
        return 0
    size = log.stat().st_size
    if size <= LONGEST_LOG:
        return size
    log.replace(log.with_name(f"{log.name}.1"))
    return 0


@contextmanager
def _appending(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def end(pid: int, data: Path, process: subprocess.Popen[bytes] | None) -> None:
    """Stop the server: fast, then at once, then by force, each safe for committed data. Raises `EmbeddedError`."""

    began = _began(pid) if is_postmaster(pid, data) else None

    def is_alive() -> bool:
        if process:
            return process.poll() is None
        # An ending process loses what is_postmaster looks at some time before it has ended.
        return (began is not None and _began(pid) == began) if _has_proc() else is_postmaster(pid, data)

    for number, patience in ((signal.SIGINT, 60), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        if is_alive():
            with suppress(ProcessLookupError):
                os.kill(pid, number)
        if _soon_not(is_alive, patience):
            _reap(pid)
            return
    raise EmbeddedError(f"PostgreSQL (process {pid}) on {data} cannot be stopped: look into what it waits for.")


def _soon_not(is_alive: Callable[[], bool], patience: float) -> bool:
    deadline = time.monotonic() + patience
    while is_alive():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.005)
    return True


def _reap(pid: int) -> None:
    """It may be our child though another part of this process started it."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
