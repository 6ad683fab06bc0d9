"""Settings: what may be left out where, and that all that is missing is said at once."""

import pytest

from actions.errors import Misconfigured
from actions.settings import load


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch):
    import os

    for name in os.environ:
        if not name.startswith(("PATH", "PYTEST", "HOME", "TMP")):
            monkeypatch.delenv(name)


PUBLIC = {
    "public_url": "https://act.example.org",
    "database_url": "postgresql://localhost/outcry",
    "secret_key": "s" * 32,
    "address_key": "a" * 32,
    "mail_provider": "smtp",
    "mail_from": "letters@act.example.org",
    "organisation_name": "Example Campaign",
    "organisation_address": "1 Example Street",
    "organisation_email": "hello@example.org",
    "organisation_represented_by": "A. Person",
    "privacy_contact": "privacy@example.org",
    "privacy_processors": "Example Host",
}


def test_nothing_set_is_demo_mode():
    settings = load()
    assert settings.is_demo
    assert settings.origin == "http://localhost:8000"


def test_a_public_site_with_everything_may_serve():
    assert load(**PUBLIC).checked_for_serving().is_secure


def test_a_public_site_with_nothing_hears_all_of_it_at_once():
    with pytest.raises(Misconfigured) as refusal:
        load(public_url="https://act.example.org").checked_for_serving()
    said = str(refusal.value)
    for name in (
        "DATABASE_URL",
        "SECRET_KEY",
        "ADDRESS_KEY",
        "MAIL_PROVIDER",
        "MAIL_FROM",
        "ORGANISATION_NAME",
        "PRIVACY_CONTACT",
    ):
        assert name in said


@pytest.mark.parametrize("missing", sorted(PUBLIC.keys() - {"public_url"}))
def test_a_public_site_needs_each_of_them(missing):
    with pytest.raises(Misconfigured, match=missing.upper()):
        load(**{name: value for name, value in PUBLIC.items() if name != missing}).checked_for_serving()


def test_a_loopback_site_with_a_real_provider_is_no_demo():
    assert not load(mail_provider="smtp").is_demo


def test_a_public_site_with_the_mailbox_is_no_demo():
    assert not load(public_url="https://act.example.org").is_demo


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [("localhost", True), ("127.0.0.1", True), ("[::1]", True), ("a.localhost", True), ("localhost.example.org", False)],
)
def test_what_counts_as_this_machine(host, is_loopback):
    assert load(public_url=f"http://{host}:9000").is_loopback is is_loopback


@pytest.mark.parametrize(
    "url",
    [
        "act.example.org",
        "ftp://example.org",
        "https://example.org/path",
        "https://u@example.org",
        "https://",
        "http://x:99999",
    ],
)
def test_a_public_url_that_is_no_origin_is_refused(url):
    with pytest.raises(Misconfigured, match="PUBLIC_URL"):
        load(public_url=url)


@pytest.mark.parametrize("address", ["letters", "Act <l@example.org>", "a@b@c", "l@example.org\nBcc: x@example.org"])
def test_a_sender_that_is_no_address_is_refused(address):
    with pytest.raises(Misconfigured, match="MAIL_FROM"):
        load(mail_from=address)


@pytest.mark.parametrize(
    "change",
    [
        {"public_url": "http://act.example.org"},
        {"smtp_security": "none", "smtp_host": "mail.example.org"},
        {"mail_provider": "sendgrid", "sendgrid_api_key": "k", "sendgrid_url": "http://api.example.org"},
    ],
)
def test_in_public_nothing_crosses_the_network_in_clear(change):
    with pytest.raises(Misconfigured, match=r"https|in clear"):
        load(**PUBLIC | change).checked_for_serving()


def test_processes_of_their_own_need_the_address_they_serve():
    with pytest.raises(Misconfigured, match="PUBLIC_URL is missing"):
        load(**{name: value for name, value in PUBLIC.items() if name != "public_url"}).checked_for_serving()


@pytest.mark.parametrize("origin", ["*", "https://a.example/path", "a.example", "https://a.example;script-src"])
def test_an_embed_origin_that_is_none_is_refused(origin):
    with pytest.raises(Misconfigured, match="EMBED_ORIGINS"):
        load(embed_origins=origin)


def test_all_unreadable_values_are_said_at_once(monkeypatch):
    monkeypatch.setenv("PORT", "eighty")
    monkeypatch.setenv("MAIL_PROVIDER", "pigeon")
    with pytest.raises(Misconfigured) as refusal:
        load()
    assert "PORT" in str(refusal.value)
    assert "MAIL_PROVIDER" in str(refusal.value)


def test_an_empty_variable_counts_as_absent(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    assert load().database_url is None
