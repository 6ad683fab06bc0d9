"""After a crash: what is left lying about never keeps the next start away, and nothing committed is lost."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from actions import embedded
from actions.embedded import postmaster, server
from tests.embedded.conftest import Launch, NewHome
from tests.embedded.launching import Launcher, Role, Started, processes_in


@pytest.fixture
def crashed(launcher: Launcher) -> Path:
    """A data directory with the pid file and the socket of a server that was killed."""
    data = launcher.start().data
    _kill_all(data)
    return data


def _kill_all(data: Path) -> None:
    while processes := processes_in(data):
        for pid in processes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def test_killed_server_comes_back_at_once_with_every_row(launcher: Launcher, launch: Launch, role: Role) -> None:
    started = launcher.start()
    started.ask("CREATE TABLE IF NOT EXISTS rows (number int)")
    before = started.ask("WITH added AS (INSERT INTO rows VALUES (1) RETURNING 1) SELECT count(*) FROM rows")
    os.kill(started.pid, signal.SIGKILL)
    again = launch(role, launcher.home).start()
    assert again.started_here
    assert again.ask("SELECT count(*) FROM rows") == before + 1


def test_server_and_launcher_killed(launcher: Launcher, launch: Launch, role: Role) -> None:
    started = launcher.start()
    launcher.kill()
    _kill_all(started.data)
    assert launch(role, launcher.home).start().ask("SELECT 1") == 1


def test_pid_file_names_a_dead_process(launcher: Launcher, crashed: Path) -> None:
    pid = postmaster.read_pid(crashed)
    started = launcher.start()
    assert started.started_here
    assert started.pid != pid


@pytest.fixture
def sleeper(role: Role) -> Iterator[int]:
    with subprocess.Popen(["sleep", "60"], user=role.server_uid if os.geteuid() == 0 else None) as process:
        yield process.pid
        process.kill()


def test_pid_files_name_another_living_process(launcher: Launcher, crashed: Path, sleeper: int) -> None:
    _write_pid_files(crashed, sleeper)
    assert launcher.start().started_here


def test_pid_files_name_the_server_of_another_home(
    launcher: Launcher, crashed: Path, launch: Launch, new_home: NewHome, role: Role
) -> None:
    other = launch(role, new_home("other", role)).start()
    _write_pid_files(crashed, other.pid)
    assert launcher.start().pid != other.pid
    assert other.ask("SELECT 1") == 1


def test_pid_files_name_a_zombie(launcher: Launcher, crashed: Path, role: Role) -> None:
    with subprocess.Popen(["true"], user=role.server_uid if os.geteuid() == 0 else None) as process:
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        _write_pid_files(crashed, process.pid)
        assert launcher.start().started_here


@pytest.mark.parametrize("content", ["", "\n", "not a number\n", "\0\0\0\0", f"{10**30}\n"])
def test_pid_files_are_broken(launcher: Launcher, crashed: Path, content: str) -> None:
    (crashed / "postmaster.pid").write_text(content)
    (crashed / ".s.PGSQL.5432.lock").write_text(content)
    assert launcher.start().started_here


def _write_pid_files(data: Path, pid: int) -> None:
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        path = data / name
        path.write_text("\n".join([str(pid), *path.read_text().splitlines()[1:], ""]))


@pytest.fixture
def frozen_child(launcher: Launcher) -> Iterator[tuple[Started, int]]:
    """A child that outlives its killed server, as one does that waits for a slow disk."""
    started = launcher.start()
    child = started.ask("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
    os.kill(child, signal.SIGSTOP)
    os.kill(started.pid, signal.SIGKILL)
    yield started, child
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)


def test_waits_for_the_children_of_a_killed_server(
    launcher: Launcher, launch: Launch, role: Role, frozen_child: tuple[Started, int]
) -> None:
    log = launcher.home / "postgres.log"
    refusals = log.read_text().count("pre-existing shared memory")
    wait = launch(role, launcher.home).begin_start()
    _until(lambda: log.read_text().count("pre-existing shared memory") > refusals)
    os.kill(frozen_child[1], signal.SIGCONT)
    assert wait().started_here


def test_never_starts_beside_a_child_that_stays(
    launcher: Launcher, launch: Launch, role: Role, frozen_child: tuple[Started, int]
) -> None:
    successor = launch(role, launcher.home)
    successor.call(_be_impatient)
    with pytest.raises(embedded.EmbeddedError, match="pre-existing shared memory block"):
        successor.start()
    os.kill(frozen_child[1], signal.SIGKILL)
    assert launch(role, launcher.home).start().started_here


@pytest.mark.parametrize("role", ["ordinary"], indirect=True)
def test_server_that_does_not_answer_is_named(launcher: Launcher, launch: Launch, role: Role) -> None:
    pid = launcher.start().pid
    os.kill(pid, signal.SIGSTOP)
    successor = launch(role, launcher.home)
    successor.call(_be_impatient)
    with pytest.raises(embedded.EmbeddedError, match=f"kill -INT {pid}"):
        successor.start()


def _be_impatient() -> None:
    server._UNTIL_ANSWERS = 1
    server._UNTIL_CHILDREN_GONE = 0


def _until(condition: Callable[[], bool]) -> None:
    """What is waited for always comes, or the test run's own limit ends it."""
    while not condition():
        os.sched_yield()


def test_launcher_killed_while_it_makes_the_cluster(launch: Launch, new_home: NewHome, ordinary: Role) -> None:
    home = new_home("half", ordinary)
    launcher = launch(ordinary, home)
    launcher.begin_start()
    _until(lambda: any(home.glob("postgres-18.new-*/PG_VERSION")))
    launcher.kill()
    assert launch(ordinary, home).start().ask("SELECT 1") == 1
    assert not any(home.glob("*.new*"))


def test_without_proc_the_command_line_tells(launcher: Launcher) -> None:
    if not Path("/bin/ps").exists():
        pytest.skip("no /bin/ps here")
    started = launcher.start()
    child = started.ask("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
    assert postmaster._command_names(started.pid, started.data)
    assert not postmaster._command_names(child, started.data)
    assert not postmaster._command_names(os.getpid(), started.data)
