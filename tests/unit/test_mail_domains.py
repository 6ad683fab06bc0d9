"""Which mail domains are a large provider's, somebody's own, or thrown away."""

import pytest

from actions.domain.mail_domains import kind_of, registrable


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("example.org", "example.org"),
        ("a.b.c.example.org", "example.org"),
        ("mail.example.co.uk", "example.co.uk"),
        ("x7.example.com.au", "example.com.au"),
        ("co.uk", "co.uk"),
        ("EXAMPLE.ORG", "example.org"),
        ("xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
    ],
)
def test_random_names_below_a_domain_count_as_the_domain(domain, expected):
    assert registrable(domain) == expected


@pytest.mark.parametrize(
    "domain", ["gmail.com", "mail.ru", "yahoo.co.jp", "hotmail.fr", "outlook.com.br", "web.de", "mit.edu", "cs.ox.ac.uk"]
)
def test_large_providers_and_institutions_are_known(domain):
    assert kind_of(domain) == "provider"


@pytest.mark.parametrize("domain", ["example.org", "yahoo.shop", "gmail.com.example.org", "mygmail.com", "ac.uk", "edu"])
def test_what_anybody_can_register_is_somebodys_own(domain):
    assert kind_of(domain) == "own"


@pytest.mark.parametrize("domain", ["mailinator.com", "a1.mailinator.com", "yopmail.fr"])
def test_throw_away_domains_are_known_with_all_names_below(domain):
    assert kind_of(domain) == "throwaway"
