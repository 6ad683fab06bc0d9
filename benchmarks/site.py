"""A site as in production, in a directory of its own: embedded PostgreSQL, examples, granian with two processes."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from actions import embedded, schema
from actions.db import Database, make_engine
from actions.schema import ROOT
from actions.settings import load
from actions.usecases.seed import seed

SECRET = "benchmark-" * 4


@dataclass(frozen=True)
class Site:
    port: int
    database_url: str
    server: embedded.Server
    files: Path
    """What lies here is served below `/bench-static/`, by the server itself."""


@contextmanager
def serving(*, processes: int = 2) -> Iterator[Site]:
    with TemporaryDirectory(prefix="outcry-bench-") as directory:
        home = Path(directory)
        home.chmod(0o755)
        try:
            with embedded.running(home / "data") as server:
                _fill(server.url(), home)
                files = home / "files"
                files.mkdir()
                with _web(server.url(), home, processes) as port:
                    yield Site(port, server.url(), server, files)
        finally:
            embedded.erase(home / "data")


def _fill(url: str, home: Path) -> None:
    engine = make_engine(url, pool_size=2)
    schema.upgrade(engine)
    with Database(engine).unit_of_work() as session:
        seed(session, directory=ROOT / "seeds", settings=load(outcry_data=home, secret_key=SECRET, address_key=SECRET))
    engine.dispose()


@contextmanager
def _web(url: str, home: Path, processes: int) -> Iterator[int]:
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", str(processes), "--blocking-threads", "8", "--log-level", "warning"),
        *(
            "--static-path-mount",
            str(home / "files"),
            "--static-path-route",
            "/bench-static",
            "--workers-kill-timeout",
            "5",
            "app:app",
        ),
    ]
    environment = os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": SECRET,
        "ADDRESS_KEY": SECRET,
        "OUTCRY_DATA": str(home),
        "PORT": str(port),
        "PUBLIC_URL": f"http://localhost:{port}",
        "LOG_LEVEL": "error",
    }
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            with opener.open(f"http://127.0.0.1:{port}/health/ready", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The site did not start.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
