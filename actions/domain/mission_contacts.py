"""Values of contacts: how each is written, when two are the same, and which must never be used."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

from email_validator import EmailNotValidError, validate_email

from actions.domain.countries import country_name
from actions.domain.missions import CHANNELS, CONSULAR
from actions.errors import Refused

MAX_LENGTH = 500

_PUBLIC_PROVIDERS = frozenset(
    {
        "bluewin.ch",
        "gmail.com",
        "gmx.de",
        "gmx.net",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "inbox.ru",
        "list.ru",
        "live.com",
        "mail.ru",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "qq.com",
        "ukr.net",
        "yahoo.com",
        "yahoo.fr",
        "yahoo.it",
        "yandex.com",
        "yandex.ru",
    }
)
_OF_AN_OFFICE = re.compile(
    r"emb|amb|botsch|mission|consul|konsul|cons|conper|nunt|nunc|kbri|kjri|parep|sifama|office|info|contact|reception"
    r"|secret|chancel|kanc|visa|hc|highcom|delegat|represent|press|news"
)
_CONSULAR = re.compile(r"consul|konsul|(?:^|[._\-0-9])(?:cons|visas?|passports?)(?:[._\-0-9]|$)", re.IGNORECASE)
_CONSULAR_CAPITAL = re.compile(r"^Cons[A-Z]")
_PHONE = re.compile(r"\+?[0-9][0-9 ()./\-–]{4,40}")
_HANDLE = re.compile(r"@?([A-Za-z0-9_]{1,30})")
_SCHEME_AND_WWW = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_NOT_WORD = re.compile(r"[\W_]+")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Marks that come along when somebody copies from a page."""
_NAME_PREFIX = 3


def clean_value(channel: str, text: str) -> str:
    """The form in which a contact is kept; raises `Refused` on the field `value` for what cannot be one."""
    value = unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))
    if not value:
        raise Refused("Enter the address, number or link.", field="value")
    if len(value) > MAX_LENGTH:
        raise Refused(f"A contact has {MAX_LENGTH} characters at the most.", field="value")
    if any(unicodedata.category(character) in {"Cc", "Cs", "Cf", "Co"} for character in value):
        raise Refused("This contains characters that can't be shown.", field="value")
    if channel not in CHANNELS:
        raise Refused(f"{channel} is not a channel; there are {', '.join(CHANNELS)}.", field="channel")
    return _CLEANERS.get(channel, str)(value)


def _email(value: str) -> str:
    try:
        return validate_email(value.removeprefix("mailto:"), check_deliverability=False).normalized
    except EmailNotValidError:
        raise Refused(f"“{value}” is not an email address.", field="value") from None


def _link(value: str) -> str:
    url = value if "://" in value else f"https://{value}"
    try:
        parts = urlsplit(url)
        is_link = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not parts.username
    except ValueError:
        is_link = False
    if not is_link or " " in url:
        raise Refused(f"“{value}” is not a link that begins with http:// or https://.", field="value")
    return url


def _phone(value: str) -> str:
    if not _PHONE.fullmatch(value):
        raise Refused(f"“{value}” is not a telephone number.", field="value")
    return value


_CLEANERS = {"email": _email, "web_form": _link, "website": _link, "public_account": _link, "phone": _phone}


def account_link(site: str, name: str) -> str:
    """The public account `name` on `twitter.com` or `facebook.com`; raises `Refused` where that is no name."""
    if "://" in name or name.startswith(f"{site}/"):
        return clean_value("public_account", name)
    handle = _HANDLE.fullmatch(name) if site == "twitter.com" else None
    if site == "twitter.com" and handle is None:
        raise Refused(f"“{name}” is not an account on {site}.", field="value")
    path = handle[1] if handle else quote(name.strip("/"), safe="/%-._~,")
    return clean_value("public_account", f"https://{site}/{path}")


def value_key(channel: str, value: str) -> str:
    """Equal for two spellings of one contact: digits of a number, a link without scheme, letters of an address."""
    if channel == "phone":
        return re.sub(r"\D", "", value)
    if channel == "post":
        return _NOT_WORD.sub("", value.casefold())
    if channel == "email":
        return value.casefold()
    return _SCHEME_AND_WWW.sub("", value).rstrip("/").casefold()


def is_at_public_provider(email: str) -> bool:
    return email.rpartition("@")[2].casefold() in _PUBLIC_PROVIDERS


def is_consular_mailbox(email: str) -> bool:
    """Whether the mailbox looks like one for passports and visas."""
    local_part = email.partition("@")[0]
    return bool(_CONSULAR.search(local_part) or _CONSULAR_CAPITAL.match(local_part))


def is_personal_mailbox(email: str, *, kind: str, countries: tuple[str, ...], city: str | None) -> bool:
    """Whether nothing in an address at a public provider speaks of an office, or of a country or city of the mission.

    Cautious: an office whose box is taken for a person's loses an address that an organiser can still add.
    """
    if not is_at_public_provider(email) or kind in CONSULAR:
        return False
    local_part = email.partition("@")[0].casefold()
    names = [*(country_name(country) for country in countries), city or ""]
    beginnings = {_NOT_WORD.sub("", name.casefold())[:_NAME_PREFIX] for name in names}
    codes = {country.casefold() for country in countries}
    words = set(_NOT_WORD.split(local_part))
    speaks = any(len(each) == _NAME_PREFIX and each in local_part for each in beginnings)
    return not (speaks or words & codes or _OF_AN_OFFICE.search(local_part))
