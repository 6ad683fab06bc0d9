"""Directories with long and odd names."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from actions import embedded
from actions.embedded import place
from tests.embedded.conftest import Launch, NewHome
from tests.embedded.launching import FAST, Launcher, Role, Started


@pytest.fixture
def user(launch: Launch, new_home: NewHome, ordinary: Role) -> Launcher:
    return launch(ordinary, new_home("odd", ordinary))


@pytest.mark.parametrize("name", ['a "quoted" 50%25 # ? & : @ été 例', "one,two", "line\nbreak"])
def test_odd_names(user: Launcher, name: str) -> None:
    started = user.start(user.home / name)
    assert started.data.parent.name == name
    assert _ask_by_url(started) == 1
    user.call(embedded.erase, user.home / name)


def test_name_that_is_not_unicode(user: Launcher) -> None:
    home = Path(os.fsdecode(os.fsencode(user.home) + b"/\xff\xfe"))
    assert _ask_by_url(user.start(home)) == 1
    user.call(embedded.erase, home)


def test_root_takes_any_name_too(launch: Launch, new_home: NewHome, root: Role) -> None:
    launcher = launch(root, new_home("long", root))
    started = launcher.start(launcher.home / ("x" * 120))
    assert started.socket_dir == started.data
    assert _ask_by_url(started) == 1


def _ask_by_url(started: Started) -> object:
    """With the arguments that SQLAlchemy's dialect hands to psycopg."""
    url = make_url(started.url)
    _, arguments = url.get_dialect()().create_connect_args(url)
    with psycopg.connect(**arguments) as connection:
        row = connection.execute("SELECT 1").fetchone()
    return row and row[0]


@pytest.fixture
def long_home(user: Launcher) -> Iterator[Path]:
    home = user.home / ("x" * 100)
    yield home
    user.call(embedded.erase, home)


def test_path_too_long_for_a_socket(user: Launcher, long_home: Path, ordinary: Role) -> None:
    started = user.start(long_home)
    assert started.socket_dir.parent == Path("/tmp")
    assert started.socket_dir.stat().st_mode & 0o777 == 0o700
    assert started.socket_dir.stat().st_uid == ordinary.uid
    assert _ask_by_url(started) == 1


def test_two_launchers_meet_at_the_short_directory(user: Launcher, long_home: Path, launch: Launch, ordinary: Role) -> None:
    first, second = user.start(long_home), launch(ordinary, long_home).start()
    assert second.pid == first.pid


def test_longest_path_that_holds_a_socket(user: Launcher) -> None:
    room = 107 - len("/postgres-18/.s.PGSQL.5432") - len(str(user.home)) - 1
    started = user.start(user.home / ("x" * room))
    assert started.socket_dir == started.data
    assert _ask_by_url(started) == 1


@pytest.mark.parametrize("attack", ["open", "link", "file"])
def test_short_directory_that_is_not_ours_alone(user: Launcher, long_home: Path, attack: str) -> None:
    short: Path = user.call(place.socket_dir, long_home / "postgres-18")
    user.call(_spoil, short, attack)
    with pytest.raises(embedded.EmbeddedError, match=r"is not a closed directory of ours|cannot be used"):
        user.start(long_home)
    user.call(_clear, short)


def _spoil(short: Path, attack: str) -> None:
    short.rmdir()
    if attack == "open":
        short.mkdir()
        short.chmod(0o755)
    elif attack == "link":
        short.symlink_to("/tmp")
    else:
        short.touch()


def _clear(short: Path) -> None:
    if short.is_dir() and not short.is_symlink():
        short.rmdir()
    else:
        short.unlink()


def test_relative_and_linked_paths_are_one_home(user: Launcher) -> None:
    assert user.call(_pids_of_three_ways, user.home) == 1


def _pids_of_three_ways(home: Path) -> int:
    os.chdir(home)
    (home / "link").symlink_to(home / "real")
    servers = [embedded.start(path, settings=FAST) for path in (Path("real"), home / "link", home / "." / "real")]
    pids = {server.pid for server in servers}
    for server in servers:
        server.stop()
    return len(pids)
