"""`outcry up`: everything on this machine with one command, and gone with one Ctrl-C."""

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.cli.running import data_directory, environment, outcry
from tests.http import free_port, request


@contextmanager
def up(home, port, **settings):
    process = subprocess.Popen(
        [sys.executable, "-m", "actions.cli", "up"],
        env=environment(home, PORT=str(port), **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        wait_until(lambda: request(port, "GET", "/health/ready").status == 200, process)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(60)
        assert process.stdout
        process.stdout.close()


def wait_until(condition, process=None):
    until = time.monotonic() + 45
    while not condition():
        assert process is None or process.poll() is None, process.stdout.read()
        assert time.monotonic() < until
        time.sleep(0.1)


def descendants(pid):
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield int(child)
        yield from descendants(int(child))


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


@pytest.fixture(scope="module")
def running():
    with data_directory() as home:
        port = free_port()
        with up(home, port) as process:
            yield home, port, process


def test_the_example_cases_are_pages(running):
    _, port, _ = running
    assert "Boris Kagarlitsky" in request(port, "GET", "/").text
    assert request(port, "GET", "/a/boris-kagarlitsky").status == 200
    assert request(port, "GET", "/a/alexei-navalny").status == 200


def test_other_commands_work_beside_it(running):
    home, port, _ = running
    listed = outcry(home, "actions", "list", PORT=str(port))
    assert listed.returncode == 0, listed.stderr
    assert "boris-kagarlitsky" in listed.stdout


def test_seeding_again_changes_nothing(running):
    home, _, _ = running
    before = outcry(home, "actions", "list", "--json").stdout
    assert outcry(home, "seed").returncode == 0
    assert outcry(home, "actions", "list", "--json").stdout == before


def test_a_second_one_runs_side_by_side(running):
    _, port, _ = running
    with data_directory() as home:
        other = free_port()
        with up(home, other):
            assert request(other, "GET", "/").status == 200
            assert request(port, "GET", "/").status == 200


def test_a_taken_port_is_said_before_anything_starts(running):
    _, port, _ = running
    with data_directory() as home:
        refused = outcry(home, "up", PORT=str(port))
    assert refused.returncode == 2
    assert f"PORT: {port} is taken" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("victim", ["granian", "actions.worker", "postgres"])
def test_what_is_killed_comes_back(running, victim):
    _, port, process = running
    pid = next(each for each in descendants(process.pid) if victim in command_of(each))
    with_it = [pid, *descendants(pid)]
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: not any(Path(f"/proc/{each}").exists() for each in with_it), process)
    wait_until(lambda: any(victim in command_of(each) for each in descendants(process.pid)), process)
    wait_until(lambda: request(port, "GET", "/health/ready").status == 200, process)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_all_of_it(number):
    with data_directory() as home, up(home, free_port()) as process:
        started = list(descendants(process.pid))
        process.send_signal(number)
        process.wait(30)
        assert process.returncode == 0
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started))
        assert "Traceback" not in process.stdout.read()


def test_after_kill_9_it_starts_again_with_what_it_knew():
    with data_directory() as home, ExitStack() as stack:
        port = free_port()
        process = stack.enter_context(up(home, port))
        assert outcry(home, "actions", "close", "boris-kagarlitsky", "--outcome", "released", PORT=str(port)).returncode == 0
        started = list(descendants(process.pid))
        process.kill()
        process.wait(10)
        wait_until(lambda: not any("granian" in command_of(pid) for pid in started))
        with up(home, port):
            assert '"outcome": "released"' in outcry(home, "actions", "list", "--json", PORT=str(port)).stdout


def test_a_public_site_is_told_all_that_is_missing():
    with data_directory() as home:
        refused = outcry(home, "up", PUBLIC_URL="https://act.example.org")
        assert refused.returncode == 2
        for name in ("DATABASE_URL", "MAIL_PROVIDER", "ORGANISATION_NAME", "SECRET_KEY"):
            assert name in refused.stderr
        assert not home.exists()


def test_a_data_directory_that_cannot_be_written_is_said():
    with data_directory() as home:
        home.parent.joinpath("file").write_text("in the way")
        refused = outcry(home.parent / "file" / "data", "up", PORT=str(free_port()))
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
    assert "file" in refused.stderr


def test_a_setting_that_cannot_be_read_is_said():
    with data_directory() as home:
        refused = outcry(home, "up", PORT="eighty")
    assert refused.returncode == 2
    assert "PORT" in refused.stderr
