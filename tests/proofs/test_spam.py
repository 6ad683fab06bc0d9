"""No mail to a supporter looks like spam: SpamAssassin's local rules, without the network."""

import re
import subprocess
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.conftest import make_settings
from tests.mails import KINDS, examples, mail_of
from tests.proofs.conftest import program

LESS_THAN = 2.0
_SCORE = re.compile(rb"^X-Spam-Status: \w+, score=(-?[\d.]+) .*?tests=(.*?)(?: autolearn|\n\S)", re.MULTILINE | re.DOTALL)
# As the recipient's mail server wrote it on top: a mail that came by nobody would be odd in itself.
_RECEIVED = (
    b"Return-Path: <bounce@act.example.org>\r\n"
    b"Received: from mail.act.example.org by mx.example.org with ESMTPS id 1; %s\r\n"
)


@pytest.mark.parametrize("language", ["en", "ru", "ar"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_in_each_language(session: Session, tmp_path: Path, kind: str, language: str) -> None:
    settings = make_settings(
        public_url="https://act.example.org",
        mail_provider="smtp",
        mail_from="letters@act.example.org",
        organisation_address="1 Example Street, Exampletown",
        organisation_email="office@act.example.org",
        organisation_represented_by="Ada Example",
        privacy_contact="privacy@act.example.org",
        outcry_data=tmp_path,
    )
    action = examples(session, make_settings(outcry_data=tmp_path))
    mail = mail_of(session, action, kind=kind, language=language, settings=settings)
    date = mail.message()["Date"].encode()
    score, rules = _score(_RECEIVED % date + mail.as_bytes())
    assert score < LESS_THAN, rules


def test_the_rules_do_judge() -> None:
    spam = (
        b"From: winner@lottery.example\r\nTo: you@example.org\r\nSubject: YOU WON $$$ 1000000 DOLLARS!!!\r\n\r\n"
        b"XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X\r\n"
    )
    assert _score(spam)[0] > 500


def _score(mail: bytes) -> tuple[float, str]:
    """What the local rules give it, and which of them."""
    judged = subprocess.run([program("spamassassin"), "-L", "-t"], input=mail, capture_output=True, check=True, timeout=60)
    found = _SCORE.search(judged.stdout)
    assert found, judged.stderr.decode(errors="replace")
    return float(found[1]), " ".join(found[2].decode().split())
