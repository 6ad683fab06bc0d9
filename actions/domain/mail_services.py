"""Mail services that a state's authorities can order to open mailboxes, since they are run from there."""

_YANDEX = "yandex.com yandex.by yandex.kz yandex.uz yandex.ua yandex.fr yandex.com.tr yandex.az yandex.com.am yandex.com.ge"
_RUSSIAN = f"ru su xn--p1ai vk.com rambler.ua {_YANDEX}"
_SERVICES = {
    "BY": f"by {_RUSSIAN}",
    "CN": "cn qq.com foxmail.com 163.com 126.com yeah.net 188.com sina.com sohu.com 139.com 21cn.com aliyun.com tom.com",
    "HK": "hk",
    "IR": "ir",
    "KZ": f"kz {_RUSSIAN}",
    "RU": _RUSSIAN,
    "UZ": f"uz {_RUSSIAN}",
    "VN": "vn viettel.com.vn",
}
"""Domains with all that is below them, so that a state's own stand for everything registered there. In Belarus, Kazakhstan
and Uzbekistan Russian services are the common ones, and the authorities work together."""
_SOLD_TO_ANYBODY = frozenset(
    [
        "AC",
        "AG",
        "AI",
        "AM",
        "CC",
        "CO",
        "DJ",
        "FM",
        "GG",
        "IO",
        "LA",
        "LY",
        "ME",
        "MN",
        "NU",
        "PW",
        "SC",
        "SH",
        "SO",
        "ST",
        "TK",
        "TO",
        "TV",
        "VC",
        "WS",
    ]
)
"""States whose own domain says nothing about where a mailbox lies."""


def mail_services(state: str) -> tuple[str, ...]:
    """The domains at which, and below which, the state can have mail opened."""
    own = "" if state in _SOLD_TO_ANYBODY else state.lower()
    return tuple(_SERVICES.get(state, own).split())


def is_read_by(state: str, domain: str) -> bool:
    """Whether mail at `domain` (in ASCII) lies with a service of that state."""
    return f".{domain.lower()}".endswith(tuple(f".{each}" for each in mail_services(state)))
