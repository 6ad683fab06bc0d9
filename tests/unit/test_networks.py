"""How much of a client's address counts as one network."""

import pytest

from actions.domain.networks import UNKNOWN, Network, network_of


def test_an_ipv4_address_is_a_network_of_its_own():
    assert network_of("203.0.113.7") == Network("203.0.113.7/32")


def test_an_ipv6_address_counts_by_its_64_and_its_48():
    assert network_of("2001:db8:1:2:3:4:5:6") == Network("2001:db8:1:2::/64", "2001:db8:1::/48")


def test_two_addresses_of_one_customer_are_one_network():
    assert network_of("2001:db8:1:2::1") == network_of("2001:db8:1:2:ffff::1")


@pytest.mark.parametrize("wrapped", ["::ffff:203.0.113.7", "::ffff:cb00:7107"])
def test_ipv4_inside_ipv6_is_ipv4(wrapped):
    assert network_of(wrapped) == network_of("203.0.113.7")


def test_spaces_around_an_address_say_nothing():
    assert network_of(" 203.0.113.7 ") == network_of("203.0.113.7")


@pytest.mark.parametrize(
    "text", ["", "unknown", "203.0.113.7:4711", "[2001:db8::1]", "_hidden", "203.0.113", "9" * 5_000, "٣.1.1.1"]
)
def test_anything_else_is_unknown(text):
    assert network_of(text) is UNKNOWN


def test_a_zone_does_not_make_another_network():
    assert network_of("fe80::1%eth0") == network_of("fe80::1")
