"""Several users of one server, and several servers."""

import os
from pathlib import Path

from tests.embedded.conftest import Launch, NewHome
from tests.embedded.launching import Launcher, Role, processes_in


def test_second_launcher_attaches(launcher: Launcher, launch: Launch, role: Role) -> None:
    first, second = launcher.start(), launch(role, launcher.home).start()
    assert second.pid == first.pid
    assert (first.started_here, second.started_here) == (True, False)


def test_starting_twice_in_one_process_attaches(launcher: Launcher) -> None:
    first = launcher.start()
    assert launcher.start().pid == first.pid
    launcher.stop()
    assert first.ask("SELECT 1") == 1


def test_racing_launchers_start_one_server(launch: Launch, role: Role, new_home: NewHome) -> None:
    home = new_home("raced", role)
    waiting = [launcher.begin_start() for launcher in [launch(role, home) for _ in range(3)]]
    started = [wait() for wait in waiting]
    assert len({each.pid for each in started}) == 1
    assert sorted(each.started_here for each in started) == [False, False, True]


def test_who_attached_does_not_take_it_away(launcher: Launcher, launch: Launch, role: Role) -> None:
    started = launcher.start()
    guest = launch(role, launcher.home)
    guest.start()
    guest.stop()
    assert started.ask("SELECT 1") == 1


def test_who_started_it_leaves_it_to_others_and_the_last_one_stops_it(
    launcher: Launcher, launch: Launch, role: Role, tree: Path
) -> None:
    started = launcher.start()
    guest = launch(role, launcher.home)
    guest.start()
    launcher.stop()
    assert started.ask("SELECT 1") == 1
    guest.stop()
    assert processes_in(tree) == []


def test_force_stops_it_for_everybody(launcher: Launcher, launch: Launch, role: Role, tree: Path) -> None:
    launcher.start()
    guest = launch(role, launcher.home)
    guest.start()
    guest.stop(force=True)
    assert processes_in(tree) == []


def test_server_of_a_killed_launcher_is_adopted_and_stopped(
    launcher: Launcher, launch: Launch, role: Role, tree: Path
) -> None:
    pid = launcher.start().pid
    launcher.kill()
    successor = launch(role, launcher.home)
    assert successor.start().pid == pid
    successor.stop()
    assert processes_in(tree) == []


def test_two_homes_side_by_side(launcher: Launcher, launch: Launch, new_home: NewHome, role: Role) -> None:
    one = launcher.start()
    two = launch(role, new_home("two", role)).start()
    one.ask("CREATE TABLE mine AS SELECT 1")
    assert one.pid != two.pid
    assert two.ask("SELECT to_regclass('mine')") is None


def test_server_is_stopped_though_its_home_was_renamed(launcher: Launcher, tree: Path) -> None:
    launcher.start()
    launcher.home.rename(tree / "elsewhere")
    launcher.stop()
    (tree / "elsewhere").rename(launcher.home)
    assert processes_in(tree) == []


def test_server_sees_nothing_of_our_environment(launcher: Launcher) -> None:
    pid = launcher.start().pid
    assert os.fsencode("HOME=") not in Path(f"/proc/{pid}/environ").read_bytes()
