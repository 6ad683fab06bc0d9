"""500 people sign and confirm while web, worker and PostgreSQL are killed with SIGKILL again and again."""

import email
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from email import policy
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import text

from actions import embedded
from actions.db import make_engine
from tests.http import free_port, request

SIGNERS = 500
VICTIMS = ("granian", "actions.worker", "postgres")
KILLS = 18
SLUG = "boris-kagarlitsky"
MISSION = "mission@example.org"
BERN = "Q16687409"


class Sink:
    """An SMTP server's mailbox: every mail by recipient."""

    def __init__(self):
        self.mails = []

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802  # aiosmtpd's name
        self.mails.append((envelope.rcpt_tos[0], email.message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def of(self, recipient):
        return [mail for to, mail in list(self.mails) if to == recipient]


@pytest.fixture
def sink():
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield sink, controller.port
    controller.stop()


@pytest.fixture
def site(sink):
    with TemporaryDirectory(prefix="outcry-faults-") as directory:
        home = Path(directory) / "data"
        Path(directory).chmod(0o755)
        port = free_port()
        environment = os.environ | {
            "PORT": str(port),
            "OUTCRY_DATA": str(home),
            "MAIL_PROVIDER": "smtp",
            "MAIL_LEASE": "8",
            "MAIL_TIMEOUT": "2",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(sink[1]),
            "SMTP_SECURITY": "none",
            "ORGANISATION_NAME": "Example Campaign",
            "ORGANISATION_ADDRESS": "1 Example Street",
            "PRIVACY_CONTACT": "privacy@example.org",
        }
        environment.pop("DATABASE_URL", None)
        up = subprocess.Popen([sys.executable, "-m", "actions.cli", "up"], env=environment, start_new_session=True)
        try:
            _wait_until_ready(port)
            _publish_and_confirm_mission(environment)
            yield port, home, up
        finally:
            up.send_signal(signal.SIGINT)
            up.wait(60)
            embedded.erase(home)


def _wait_until_ready(port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if request(port, "GET", "/health/ready").status == 200:
            return
        time.sleep(0.2)
    raise AssertionError("the site did not start")


def _publish_and_confirm_mission(environment):
    def outcry(*arguments):
        command = [sys.executable, "-m", "actions.cli", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    outcry("actions", "publish", SLUG, "--accept", "all", "--by", "Ada")
    told = ("--source", "https://example.org", "--dated", "2026-01-01", "--by", "Ada")
    added = outcry("missions", "contact", "add", "RU", BERN, "email", MISSION, *told)
    number = re.search(r"Contact (\d+) of", added)
    assert number
    outcry("missions", "contact", "confirm", number[1], "--by", "Bo")


def _descendants(pid):
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in children:
        yield int(child)
        yield from _descendants(int(child))


def _kill(up, wanted):
    """SIGKILL to the web server with its processes, to the worker, or to the database's postmaster."""
    victims = []
    for pid in _descendants(up.pid):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        victims.append((pid, command))
    for pid, command in victims:
        if wanted in command:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            if wanted == "postgres":
                return wanted
    return wanted


@pytest.mark.proof
def test_nothing_acknowledged_is_lost_and_no_letter_goes_twice(site, sink):
    port, home, up = site
    mailbox, _ = sink
    chance = random.Random(1)
    stop = threading.Event()
    killed: Counter[str] = Counter()

    def kill_now_and_then():
        for victim in islice(cycle(VICTIMS), KILLS):
            if stop.wait(chance.uniform(1.7, 2.4)):
                return
            killed[_kill(up, victim)] += 1

    killer = threading.Thread(target=kill_now_and_then)
    killer.start()
    addresses = [f"signer{number}@example.org" for number in range(SIGNERS)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda address: _sign(port, address), addresses))
        list(pool.map(lambda address: _confirm(port, mailbox, address), addresses))
    stop.set()
    killer.join()
    _wait_until_settled(home)
    counts = _counts(home)
    letters = Counter(_signer_of(mail) for mail in mailbox.of(MISSION))
    print(f"\nkilled {dict(killed)}; {counts}; {sum(letters.values())} letters at the sink", flush=True)  # noqa: T201  # the proof's figures
    assert counts["confirmed"] == SIGNERS
    assert counts["letters"] == SIGNERS
    assert counts["pledges_with_letter"] == SIGNERS
    assert max(letters.values()) == 1
    # Every letter arrived, or is listed as uncertain; none is silently lost.
    assert counts["handed"] + counts["unknown"] == SIGNERS
    assert len(letters) >= counts["handed"]


def _sign(port, address):
    number = re.sub(r"\D", "", address)
    for _ in range(200):
        page = request(port, "GET", f"/a/{SLUG}")
        token = re.search(r'name="form_token"[^>]*value="([^"]+)"', page.text)
        if page.status == 200 and token:
            form = {
                "form_token": token[1],
                "country": "CH",
                "disclosure": "name_country",
                "name": f"Signer {_letters(number)}",
                "email": address,
                "personal_line": "",
                "consent": "yes",
                "do": "send",
            }
            if request(port, "POST", f"/a/{SLUG}", urlencode(form)).status == 303:
                return
        time.sleep(0.2)
    raise AssertionError(f"{address} could not sign")


def _letters(number):
    """A number in letters, since names have no digits."""
    return "".join(chr(ord("a") + int(digit)) for digit in number)


def _signer_of(letter):
    found = re.search(r"^(Signer [a-j]+), Switzerland\r?$", letter.get_content(), re.MULTILINE)
    assert found
    return found[1]


def _confirm(port, mailbox, address):
    until = time.monotonic() + 240
    while time.monotonic() < until:
        for mail in mailbox.of(address):
            link = re.search(r"/confirm/[\w-]+", mail.get_body(("plain",)).get_content())
            if link and _press_button(port, link[0]):
                return
        time.sleep(0.3)
    raise AssertionError(f"{address} could not confirm: {len(mailbox.of(address))} mails")


def _press_button(port, path):
    page = request(port, "GET", path)
    found = re.search(r'name="consent_hash"[^>]*value="([^"]+)"', page.text)
    if page.status != 200:
        return False
    if not found:  # confirmed already, by a request whose answer was cut off
        return True
    return request(port, "POST", path, urlencode({"consent_hash": found[1]})).status == 303


def _wait_until_settled(home):
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if _scalar(home, "SELECT count(*) FROM letters WHERE state IN ('queued', 'claimed', 'handing')") == 0:
            return
        time.sleep(0.5)
    raise AssertionError("letters did not settle")


def _counts(home):
    return {
        "confirmed": _scalar(home, "SELECT count(*) FROM pledges WHERE state = 'confirmed'"),
        "letters": _scalar(home, "SELECT count(*) FROM letters"),
        "pledges_with_letter": _scalar(home, "SELECT count(DISTINCT pledge_id) FROM letters"),
        "handed": _scalar(home, "SELECT count(*) FROM letters WHERE state = 'handed'"),
        "unknown": _scalar(home, "SELECT count(*) FROM letters WHERE state = 'unknown'"),
    }


def _scalar(home, statement):
    with embedded.running(home) as server:
        engine = make_engine(server.url(), pool_size=1)
        try:
            with engine.connect() as connection:
                return connection.scalar(text(statement))
        finally:
            engine.dispose()
