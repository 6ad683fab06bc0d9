"""Tokens in links and forms: random ones known here only by their hash, and signed or sealed ones that need no row."""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken

from actions import clock

DAY = 86_400
HOUR = 3_600


class TokenError(Exception):
    """The token is missing, malformed, tampered with, or meant for something else."""


class TokenExpired(TokenError):
    """The token was ours, and its time is over."""


@dataclass(frozen=True)
class NewToken:
    raw: str
    """Goes into the link; 256 bits, URL-safe, never stored."""
    hash: bytes


def new_token() -> NewToken:
    raw = secrets.token_urlsafe(32)
    return NewToken(raw, hash_token(raw))


def hash_token(raw: str) -> bytes:
    """SHA-256. Enough without a key or salt, since the token itself is random."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).digest()


def derive_key(secret: str, purpose: str) -> bytes:
    """A 32-byte key of its own for each purpose, from one secret (HMAC-SHA-256 as a pseudo-random function)."""
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")


class FormTokens:
    """Signed, expiring form tokens: the same for everybody within an hour, so that a page with a form stays cacheable.

    A token says for which form (`scope`, e.g. an action) and from when it is: `<time>.<HMAC-SHA-256, cut to 128 bits>`.
    """

    def __init__(self, secret: str, *, max_age: int = DAY) -> None:
        self._key = derive_key(secret, "form")
        self.max_age = max_age

    def make(self, scope: str, *, now: float | None = None) -> str:
        moment = clock.now().timestamp() if now is None else now
        issued = int(moment // HOUR * HOUR)
        return f"{issued}.{self._mac(scope, issued)}"

    def check(self, token: str, scope: str, *, now: float | None = None) -> None:
        """Raises `TokenError` for one that is not of this form, `TokenExpired` an hour after its `max_age` seconds."""
        issued_text, _, mac = token.partition(".")
        if not (issued_text.isascii() and issued_text.isdigit() and len(issued_text) <= 12):
            raise TokenError
        issued = int(issued_text)
        if not hmac.compare_digest(mac.encode("utf-8", "replace"), self._mac(scope, issued).encode()):
            raise TokenError
        moment = clock.now().timestamp() if now is None else now
        if not issued - HOUR <= moment <= issued + self.max_age + HOUR:
            raise TokenExpired

    def _mac(self, scope: str, issued: int) -> str:
        digest = hmac.digest(self._key, f"{issued}|{scope}".encode(), "sha256")[:16]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


class SealedTokens:
    """Encrypted tokens that carry a few values through a redirect for an hour (Fernet: AES-128-CBC with HMAC-SHA-256)."""

    def __init__(self, secret: str, *, purpose: str, max_age: int = HOUR) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(derive_key(secret, f"seal:{purpose}")))
        self.max_age = max_age

    def seal(self, values: dict[str, str]) -> str:
        return self._fernet.encrypt(json.dumps(values).encode()).decode()

    def open(self, token: str) -> dict[str, str]:
        """Raises `TokenError` for anything that is not a token of this purpose from the last `max_age` seconds."""
        try:
            values = json.loads(self._fernet.decrypt(token.encode("ascii"), ttl=self.max_age))
        except (InvalidToken, UnicodeEncodeError, ValueError) as error:
            raise TokenError from error
        assert isinstance(values, dict)
        return values
