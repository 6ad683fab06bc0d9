"""`outcry up`: everything on this machine, for trying it."""

import errno
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType

import click

from actions import embedded, schema
from actions.cli.database import load_settings
from actions.cli.supervisor import Child, describe_exit
from actions.db import Database, make_engine
from actions.embedded import EmbeddedError
from actions.errors import Misconfigured
from actions.schema import ROOT
from actions.settings import Settings
from actions.usecases.seed import seed as load_seeds

COMES_UP_WITHIN = 30.0
LOOK_EVERY = 0.2


@click.command()
@click.option("--seed/--no-seed", default=True, help="Load the example cases (the default).")
def up(seed: bool) -> None:
    """Start database, site and worker on this machine, with example cases; Ctrl-C stops them all.

    PORT (8000) and OUTCRY_DATA (.data) move it, so that two can run side by side.
    """
    loaded = load_settings()
    if not loaded.is_loopback:
        loaded.checked_for_serving()
    _refuse_taken_port(loaded.port)
    with ExitStack() as stack:
        # Ctrl-C while starting is turned into an exception as well, so that what has started is stopped.
        stack.enter_context(_stop_signals())
        try:
            _serve(stack, loaded, seed=seed)
        except _StopAsked:
            click.echo("\nStopping.", err=True)


class _StopAsked(BaseException):
    """SIGINT, SIGTERM or SIGHUP; no `Exception`, so that nothing on the way takes it for an error of its own."""


@contextmanager
def _stop_signals() -> Iterator[None]:
    def ask(_signal: int, _frame: FrameType | None) -> None:
        for number in before:  # asked once is enough: stopping must not be cut short by a second Ctrl-C
            signal.signal(number, signal.SIG_IGN)
        raise _StopAsked

    wanted = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # started with nohup, it is to outlive the terminal
        wanted.append(signal.SIGHUP)
    before = {number: signal.signal(number, ask) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _serve(stack: ExitStack, loaded: Settings, *, seed: bool) -> None:
    server = None
    if loaded.database_url:
        url = loaded.database_url.get_secret_value()
    else:
        server = embedded.start(loaded.outcry_data)
        stack.callback(server.stop)
        url = server.url()
    engine = make_engine(url, pool_size=2)
    stack.callback(engine.dispose)
    schema.upgrade(engine)
    if seed:
        with Database(engine).unit_of_work() as session:
            load_seeds(session, directory=ROOT / "seeds", settings=loaded)
    children = _children(loaded, url)
    for child in reversed(children):
        child.start()
        stack.callback(child.stop)
    _wait_until_it_answers(children[0], loaded)
    _say_where(loaded)
    _watch(children, loaded, embedded_server=server)


def _children(loaded: Settings, url: str) -> tuple[Child, Child]:
    assert loaded.secret_key
    assert loaded.address_key
    environment = {
        "DATABASE_URL": url,
        "SECRET_KEY": loaded.secret_key.get_secret_value(),
        "ADDRESS_KEY": loaded.address_key.get_secret_value(),
        "OUTCRY_DATA": str(loaded.outcry_data.resolve()),
        "PORT": str(loaded.port),
        "PUBLIC_URL": loaded.origin,
        "LOG_FORMAT": os.environ.get("LOG_FORMAT", "text"),
        "LOG_LEVEL": os.environ.get("LOG_LEVEL", "warning"),
        "PYTHONPATH": str(ROOT),
    }
    web = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(loaded.port)),
        *("--workers", str(loaded.web_processes), "--blocking-threads", str(loaded.web_threads)),
        *("--respawn-failed-workers", "--workers-kill-timeout", "5", "--log-level", "error"),
        *("--working-dir", str(ROOT), "app:app"),
    ]
    worker = [sys.executable, "-m", "actions.worker"]
    return Child("web", web, environment, grace=10), Child("worker", worker, environment, grace=30)


def _refuse_taken_port(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            why = "is taken" if error.errno != errno.EACCES else "needs more rights"
            other = port + 1 if port > 1023 else 8000
            raise Misconfigured([f"PORT: {port} {why}. Choose another: PORT={other} outcry up."]) from None


def _wait_until_it_answers(web: Child, loaded: Settings) -> None:
    until = time.monotonic() + COMES_UP_WITHIN
    while time.monotonic() < until:
        if web.ended() is not None:
            raise EmbeddedError(f"The site did not start ({describe_exit(web.ended())}); what it said stands above.")
        if _answers(loaded.port):
            return
        time.sleep(0.05)
    raise EmbeddedError(f"The site did not answer within {COMES_UP_WITHIN:.0f} seconds.")


def _answers(port: int) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://127.0.0.1:{port}/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _say_where(loaded: Settings) -> None:
    click.echo(f"\n  {click.style('Outcry is running.', bold=True)}\n")
    click.echo(f"  The site     {loaded.origin}/")
    if loaded.is_demo:
        click.echo(f"  All mail     {loaded.origin}/outbox   (nothing leaves this machine)")
    click.echo("  A draft      .venv/bin/outcry draft seeds/articles/six-students.txt   (in another terminal)")
    click.echo("\n  Ctrl-C stops it.\n")


def _watch(children: tuple[Child, ...], loaded: Settings, *, embedded_server: embedded.Server | None) -> None:
    """Until a signal asks to stop: bring back what ended by itself."""
    while True:
        time.sleep(LOOK_EVERY)
        for child in children:
            if child.ended() is not None and not child.revive():
                raise EmbeddedError(f"The {child.name} process keeps ending; what it said stands above.")
        if embedded_server is not None and not embedded_server.is_alive():
            click.echo("The database ended. Starting it again.", err=True)
            embedded_server.stop()
            embedded_server = embedded.start(loaded.outcry_data)
