"""The whole way: an article is drafted, published, signed in a browser, and the letter lies in the mission's mailbox."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE, wait_for
from tests.browser.supporter import fill_in
from tests.cli.running import environment, outcry
from tests.conftest import ROOT, SHARED, new_database
from tests.http import free_port
from tests.standins.smtp import SmtpStandIn, smtp_server

ARTICLES = {
    "ours": ROOT / "seeds" / "articles" / "kagarlitsky-prison-hospital.txt",
    "third": SHARED / "seeds" / "002_eb6f2924cf354588.txt",
}
MISSION = "mission@example.org"
EMBASSY_IN_BERN = "Q16687409"


@dataclass(frozen=True)
class RealSite:
    """A site whose mail really leaves, to an SMTP server of ours."""

    port: int
    smtp: SmtpStandIn
    outcry: Callable[..., str]


@pytest.fixture(scope="module")
def real_site(server_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealSite]:
    home = tmp_path_factory.mktemp("real")
    with smtp_server() as smtp, new_database(server_url, "outcry_real") as url:
        port = free_port()
        settings = {
            "DATABASE_URL": url,
            "PORT": str(port),
            "MAIL_PROVIDER": "smtp",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(smtp.port),
            "SMTP_SECURITY": "none",
            "ORGANISATION_NAME": "Example Campaign",
            "ORGANISATION_ADDRESS": "1 Example Street",
            "PRIVACY_CONTACT": "privacy@example.org",
        }
        command = [sys.executable, "-m", "actions.cli", "up"]
        up = subprocess.Popen(command, cwd=ROOT, env=environment(home, **settings), start_new_session=True)

        def run(*arguments: str) -> str:
            done = outcry(home, *arguments, **settings)
            assert done.returncode == 0, done.stderr
            return done.stdout

        try:
            wait_for(port, up)
            _confirm_contact(run)
            yield RealSite(port, smtp, run)
        finally:
            up.send_signal(signal.SIGINT)
            up.wait(60)


def _confirm_contact(run: Callable[..., str]) -> None:
    source = ("--source", "https://example.org/contacts", "--dated", "2026-01-01")
    added = run("missions", "contact", "add", "RU", EMBASSY_IN_BERN, "email", MISSION, *source, "--by", "Ada")
    number = re.search(r"Contact (\d+) of", added)
    assert number
    run("missions", "contact", "confirm", number[1], "--by", "Bo")


def _mail_to(smtp: SmtpStandIn, recipient: str) -> EmailMessage:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        for taken in smtp.taken:
            if taken.recipient == recipient:
                return taken.message
        time.sleep(0.1)
    raise AssertionError(f"no mail to {recipient}")


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize("article", ARTICLES)
def test_an_article_becomes_a_letter_in_the_missions_mailbox(real_site: RealSite, chromium: Browser, article: str) -> None:
    if not ARTICLES[article].exists():
        pytest.skip("that article does not lie beside this checkout")
    slug = _published(real_site, ARTICLES[article])
    real_site.smtp.taken.clear()
    context = chromium.new_context(viewport=PHONE, base_url=f"http://localhost:{real_site.port}")
    page = context.new_page()

    page.goto(f"/a/{slug}")
    email = fill_in(page, country="CH", level="name_reply_to", name="Anna Lind")
    page.locator("button.main").click()
    expect(page.locator(".typed")).to_have_text(email)
    link = re.search(r"http://localhost:\d+(/confirm/\S+)", _text(_mail_to(real_site.smtp, email)))
    assert link
    page.goto(link[1])
    expect(page.locator(".sheet")).to_contain_text("Anna Lind, Switzerland")
    page.locator("button.main").click()
    expect(page.locator(".own-number")).to_be_visible()
    context.close()

    letter = _mail_to(real_site.smtp, MISSION)
    assert letter["From"] == "Anna Lind via Example Campaign <letters@localhost>"
    assert letter["Reply-To"] == email
    assert "List-Unsubscribe" not in letter
    text = _text(letter)
    assert text.startswith("Your Excellency,")
    assert "Boris Kagarlitsky" in text
    assert "medical care" in text
    assert text.endswith("Anna Lind, Switzerland\n")
    assert sum(taken.recipient == MISSION for taken in real_site.smtp.taken) == 1


def _published(site: RealSite, article: Path) -> str:
    saved = site.outcry("draft", str(article), "--save")
    slug = re.search(r"outcry actions show (\S+)", saved)
    assert slug
    site.outcry("actions", "publish", slug[1], "--accept", "all", "--by", "Ada", "--reason", "Checked.")
    return slug[1]
