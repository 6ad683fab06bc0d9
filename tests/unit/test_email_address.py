"""What is taken as an email address, and which spellings are one mailbox."""

import pytest

from actions.domain.contact import address_hash, mailbox, parse_email
from actions.errors import Refused


def test_an_address_is_kept_as_typed():
    address = parse_email(" Anna.Lind@Example.org ")
    assert address.typed == "Anna.Lind@example.org"
    assert address.canonical == "anna.lind@example.org"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anna@example.org", "ANNA@EXAMPLE.ORG"),
        ("a.n.na@gmail.com", "anna+petition@googlemail.com"),
        ("anna+x@proton.me", "anna@protonmail.com"),
        ("anna@bücher.example", "anna@xn--bcher-kva.example"),
    ],
)
def test_spellings_of_one_mailbox_compare_equal(one, other):
    assert parse_email(one).canonical == parse_email(other).canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.nna@example.org", "anna@example.org"), ("anna+x@example.org", "anna@example.org")],
)
def test_dots_and_tags_count_where_the_domain_is_not_known_to_ignore_them(one, other):
    assert parse_email(one).canonical != parse_email(other).canonical


def test_letters_that_only_look_alike_are_two_mailboxes():
    assert parse_email("ſilvia@example.org").canonical != parse_email("silvia@example.org").canonical
    assert parse_email("straße@example.org").canonical != parse_email("strasse@example.org").canonical


def test_limits_go_by_the_mailbox_whatever_its_tags():
    assert mailbox(parse_email("Anna+x@example.org").canonical) == mailbox(parse_email("anna@example.org").canonical)
    assert mailbox("anna@yandex.com") == mailbox("anna@ya.ru")


def test_the_hash_depends_on_the_key():
    assert address_hash("one", "anna@example.org") != address_hash("other", "anna@example.org")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your email address."),
        ("anna", "like anna@example.org"),
        ("anna@", "like anna@example.org"),
        ("Anna Lind <anna@example.org>", "one email address"),
        ("anna@example.org, bo@example.org", "one email address"),
        ("anna@example.org;bo@example.org", "one email address"),
        ("anna@example.org\r\nBcc: bo@example.org", "line break"),
        ("anna\x00@example.org", "U+0000"),
        ("anna\ud800@example.org", "U+D800"),
        ("a" * 244 + "@example.org", "254 characters"),
        ("=?utf-8?q?a?=@example.org", "like anna@example.org"),
        ("a=?utf-8?b?eA==?=@example.org", "like anna@example.org"),
        ("anna@[127.0.0.1]", "like anna@example.org"),
    ],
)
def test_what_is_no_address_is_refused_beside_the_field(typed, said):
    with pytest.raises(Refused, match=r".*") as refusal:
        parse_email(typed)
    assert said in str(refusal.value)
    assert refusal.value.field == "email"
