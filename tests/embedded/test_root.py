"""Root: another account runs the server, from a copy, and nobody else's directory changes."""

import os
import shutil
from pathlib import Path

import pytest

from actions import embedded
from actions.embedded import place
from tests.embedded.conftest import Launch, NewHome
from tests.embedded.launching import Launcher, Role
from tests.embedded.mounts import read_only, root_without_other_accounts, tmpfs


@pytest.fixture
def role(root: Role) -> Role:
    return root


def _keep_data_in(base: Path) -> None:
    place.ROOTS_BASE = base


def test_binaries_run_from_a_copy_with_its_versions_in_its_name(launcher: Launcher, tree: Path) -> None:
    started = launcher.start()
    program = Path(f"/proc/{started.pid}/exe").readlink()
    assert program.is_relative_to(tree / "lib")
    assert any(part.startswith("binaries-") and part.endswith("-18") for part in program.parts)


def test_no_directory_that_was_there_changes(launcher: Launcher) -> None:
    existing = [launcher.home, *launcher.home.parents, Path("/var/lib")]
    before = [path.stat() for path in existing]
    launcher.start()
    after = [path.stat() for path in existing]
    assert [(found.st_mode, found.st_uid) for found in after] == [(found.st_mode, found.st_uid) for found in before]


def test_strict_umask(launch: Launch, new_home: NewHome, root: Role, tree: Path) -> None:
    launcher = launch(root, new_home("strict home", root))
    launcher.call(os.umask, 0o077)
    launcher.call(_keep_data_in, tree / "strict")
    assert launcher.start().ask("SELECT 1") == 1
    launcher.call(embedded.erase, launcher.home)


def test_home_says_where_the_data_is_and_the_data_whose_it_is(launcher: Launcher) -> None:
    base = launcher.start().data.parent
    assert (launcher.home / "postgres.location").read_text() == f"{base}\n"
    assert (base / "home").read_text() == f"{launcher.home}\n"


def test_a_new_home_where_one_was_deleted_begins_with_an_empty_database(launcher: Launcher) -> None:
    started = launcher.start()
    started.ask("CREATE TABLE left_behind (id int)")
    launcher.stop()
    shutil.rmtree(launcher.home)
    assert launcher.start().ask("SELECT count(*) FROM pg_tables WHERE tablename = 'left_behind'") == 0
    assert [path.name for path in started.data.parent.parent.glob("*.left-*")] == [f"{started.data.parent.name}.left-1"]


def test_copies_of_other_wheels_go(launcher: Launcher) -> None:
    base = launcher.start().data.parent
    launcher.stop()
    (copy,) = base.glob("binaries-*")
    copy.rename(base / "binaries-0.1-18")
    (base / "binaries-0.1-17").mkdir()
    launcher.start()
    assert sorted(path.name for path in base.glob("binaries-*")) == sorted(["binaries-0.1-17", copy.name])


def test_moved_home_is_told_how_to_take_its_data_along(launch: Launch, new_home: NewHome, root: Role) -> None:
    launcher = launch(root, new_home("old", root))
    started = launcher.start()
    started.ask("CREATE TABLE kept AS SELECT 42 AS number")
    launcher.stop()
    moved = launcher.home / "moved"
    moved.mkdir()
    (launcher.home / "postgres.location").rename(moved / "postgres.location")
    with pytest.raises(embedded.EmbeddedError, match="was moved or copied") as refusal:
        launcher.start(moved)
    _, source, target = str(refusal.value).split("`")[1].split()
    Path(source).rename(target)
    assert launcher.start(moved).ask("SELECT number FROM kept") == 42
    launcher.call(embedded.erase, moved)


def test_ordinary_user_in_roots_home(launch: Launch, new_home: NewHome, root: Role, ordinary: Role) -> None:
    home = new_home("ordinarys", ordinary)
    (home / "postgres.location").write_text("/var/lib/outcry/0123456789abcdef\n")
    with pytest.raises(embedded.EmbeddedError, match="run this as root"):
        launch(ordinary, home).start()


def test_root_in_an_ordinary_users_home(launch: Launch, new_home: NewHome, root: Role, ordinary: Role) -> None:
    home = new_home("ordinarys", ordinary)
    launch(ordinary, home).call(os.mkdir, home / "postgres-18")
    with pytest.raises(embedded.EmbeddedError, match="run this as nobody"):
        launch(root, home).start()


def test_closed_directory_above_the_data_stays_closed(launch: Launch, new_home: NewHome, root: Role) -> None:
    closed = new_home("closed", root)
    launcher = launch(root, new_home("roots", root))
    launcher.call(_keep_data_in, closed / "lib")
    with pytest.raises(embedded.EmbeddedError, match=r"cannot be entered and run by nobody.*DATABASE_URL"):
        launcher.start()
    assert closed.stat().st_mode & 0o777 == 0o700


def test_no_unprivileged_account(launcher: Launcher) -> None:
    launcher.call(_know_no_account)
    with pytest.raises(embedded.EmbeddedError, match=r"refuses to run as root.*run this as an ordinary user"):
        launcher.start()


def _know_no_account() -> None:
    place._ACCOUNTS = ("no", "such", "account")


def test_root_that_may_not_become_another(launch: Launch, new_home: NewHome, root: Role) -> None:
    launcher = launch(root, new_home("alone", root), root_without_other_accounts)
    with pytest.raises(embedded.EmbeddedError, match=r"may not become nobody here.*run this as an ordinary user"):
        launcher.start()


@pytest.fixture
def disk(new_home: NewHome, root: Role) -> Path:
    return new_home("disk", root)


def test_noexec_disk(launch: Launch, new_home: NewHome, root: Role, disk: Path) -> None:
    launcher = launch(root, new_home("roots", root), tmpfs(disk, "noexec,mode=755"))
    launcher.call(_keep_data_in, disk / "lib")
    with pytest.raises(embedded.EmbeddedError, match=r"mounted noexec.*run this as an ordinary user.*DATABASE_URL"):
        launcher.start()


def test_read_only_disk(launch: Launch, new_home: NewHome, root: Role, disk: Path) -> None:
    launcher = launch(root, new_home("roots", root), read_only(disk))
    launcher.call(_keep_data_in, disk / "lib")
    with pytest.raises(embedded.EmbeddedError, match=r"disk/lib cannot be written \(Read-only file system\).*DATABASE_URL"):
        launcher.start()


@pytest.mark.parametrize("megabytes", [8, 29], ids=["while copying", "while making the cluster"])
def test_full_disk(launch: Launch, new_home: NewHome, root: Role, disk: Path, megabytes: int) -> None:
    launcher = launch(root, new_home("roots", root), tmpfs(disk, f"size={megabytes}m,mode=755"))
    launcher.call(_keep_data_in, disk / "lib")
    with pytest.raises(embedded.EmbeddedError, match=r"is full.*DATABASE_URL"):
        launcher.start()
    assert launcher.call(_unfinished, disk) == []


def _unfinished(disk: Path) -> list[Path]:
    return list(disk.rglob("*.new"))
