"""Whose network a request came from: as much of an address as one household or one customer has."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network


@dataclass(frozen=True)
class Network:
    near: str
    """One customer's: an IPv4 address, an IPv6 /64."""
    wide: str | None = None
    """The IPv6 /48 around it, which one customer may have as well."""


UNKNOWN = Network("unknown")
"""Shared by all requests whose address nobody told."""


def network_of(address: str) -> Network:
    """The network of an IP address as text; `UNKNOWN` for anything else. An IPv4-mapped one (RFC 4291, 2.5.5.2) is IPv4."""
    try:
        parsed = ip_address(address.strip())
    except ValueError:
        return UNKNOWN
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if not isinstance(parsed, IPv6Address):
        return Network(f"{parsed}/32")
    near, wide = (ip_network((int(parsed), bits), strict=False) for bits in (64, 48))
    return Network(str(near), str(wide))
