"""A server from nothing, and again."""

import os
import signal
import socket
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from actions import embedded
from tests.embedded.conftest import Launch, NewHome
from tests.embedded.launching import FAST, Launcher, Role, children_of, is_alive, is_dead_soon, processes_in


def test_starts_from_nothing(launch: Launch, new_home: NewHome, role: Role) -> None:
    started = launch(role, new_home("new", role)).start()
    assert started.started_here
    assert started.ask("SELECT current_database()") == "outcry"


def test_home_is_made_with_its_parents_and_closed(new_home: NewHome, launch: Launch, role: Role) -> None:
    above = new_home("above", role)
    home = above / "a" / "b"
    launch(role, home).start()
    assert home.stat().st_mode & 0o777 == 0o700


def test_later_start_finds_the_rows(launcher: Launcher) -> None:
    launcher.start().ask("CREATE TABLE kept AS SELECT 42 AS number")
    launcher.stop()
    assert launcher.start().ask("SELECT number FROM kept") == 42


def test_sqlalchemy_takes_the_url(launcher: Launcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPORT", "1")
    engine = create_engine(launcher.start().url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
    engine.dispose()


def test_cluster_is_unicode_and_the_same_on_every_machine(launcher: Launcher) -> None:
    started = launcher.start()
    assert started.ask("SELECT concat(datlocprovider, datlocale) FROM pg_database WHERE datname = 'outcry'") == "bC.UTF-8"
    assert started.ask("SHOW server_encoding") == "UTF8"
    assert started.ask("SHOW timezone") == "UTC"
    assert started.ask("SELECT lower('ÄÖÅ')") == "äöå"


def test_takes_a_hundred_connections_in_little_memory(launcher: Launcher) -> None:
    started = launcher.start()
    assert started.ask("SHOW max_connections") == "100"
    assert started.ask("SHOW shared_buffers") == "128MB"


def test_only_its_own_account_gets_in(launcher: Launcher, role: Role) -> None:
    started = launcher.start()
    for directory in {started.data, started.socket_dir}:
        assert directory.stat().st_mode & 0o777 == 0o700
        assert directory.stat().st_uid == role.server_uid
    assert started.ask("SHOW listen_addresses") == ""
    assert Path(f"/proc/{started.pid}").stat().st_uid == role.server_uid


def test_data_directory_names_the_major_version(launcher: Launcher) -> None:
    started = launcher.start()
    assert started.data.name == f"postgres-{int(started.ask('SHOW server_version_num')) // 10000}"


def test_options_reach_the_server(launcher: Launcher) -> None:
    started = launcher.start(settings={"fsync": "off", "synchronous_commit": "off"})
    assert started.ask("SELECT current_setting('fsync') || current_setting('synchronous_commit')") == "offoff"


def test_unknown_option_is_named(launcher: Launcher) -> None:
    with pytest.raises(embedded.EmbeddedError, match="no_such_option"):
        launcher.start(settings=FAST | {"no_such_option": "1"})
    assert processes_in(launcher.home.parent) == []


def test_terminals_interrupt_does_not_reach_it(launcher: Launcher) -> None:
    pid = launcher.start().pid
    assert os.getsid(pid) == pid


def test_stop_leaves_no_process_and_no_zombie(launcher: Launcher, tree: Path) -> None:
    launcher.start()
    launcher.stop()
    assert processes_in(tree) == []
    assert launcher.call(_children_of_caller) == []


def _children_of_caller() -> list[str]:
    return children_of(os.getpid())


def test_knows_whether_it_is_alive(launcher: Launcher) -> None:
    pid = launcher.start().pid
    assert launcher.call(is_alive)
    os.kill(pid, signal.SIGKILL)
    assert launcher.call(is_dead_soon)


def test_stop_twice_is_harmless(launcher: Launcher) -> None:
    launcher.start()
    launcher.stop()
    launcher.stop()


def test_running_stops_at_the_end(launcher: Launcher, tree: Path) -> None:
    assert launcher.call(_answer_while_running, launcher.home) == 2
    assert processes_in(tree) == []


def _answer_while_running(home: Path) -> int:
    with embedded.running(home, settings=FAST) as server, socket.socket(socket.AF_UNIX) as client:
        client.connect(str(server.socket_dir / ".s.PGSQL.5432"))
        return len(processes_in(server.data)[:2])


def test_log_is_kept_closed_and_small(launcher: Launcher) -> None:
    log = launcher.home / "postgres.log"
    launcher.call(_fill, log, 1_000_001)
    launcher.start()
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.stat().st_size < 10_000
    assert log.with_name("postgres.log.1").stat().st_size == 1_000_001


def _fill(path: Path, size: int) -> None:
    path.write_bytes(b"." * size)


def test_log_names_nobody(launcher: Launcher) -> None:
    started = launcher.start()
    started.ask("CREATE TABLE supporters (email text PRIMARY KEY)")
    started.ask("INSERT INTO supporters VALUES ('a@example.org')")
    with pytest.raises(Exception, match="already exists"):
        started.ask("INSERT INTO supporters VALUES ('a@example.org')")
    launcher.stop()
    assert "a@example.org" not in (launcher.home / "postgres.log").read_text()


def test_erase_leaves_nothing_of_it(launch: Launch, new_home: NewHome, role: Role) -> None:
    home = new_home("erased", role)
    launcher = launch(role, home)
    data = launcher.start().data
    launcher.call(embedded.erase, home)
    assert processes_in(data) == []
    assert sorted(path.name for path in home.iterdir()) == ["postgres.lock", "postgres.users"]
    assert not data.exists()
    assert data.parent == home or not data.parent.exists()
