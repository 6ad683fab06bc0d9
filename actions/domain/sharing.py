"""Telling others: the channels, what each takes, and the addresses that open them with a text filled in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

import idna

from actions.errors import Refused
from actions.languages import N_, translate


@dataclass(frozen=True)
class Channel:
    name: str
    """What people call it. A network's name is the same in every language; the others stand translated in the templates."""
    intent: str | None = None
    """Address that opens it, with places for `{text}` (which ends with the link), `{words}` and `{link}`."""
    most: int = 1000
    """Characters of the text with its link."""
    link_counts: int | None = None
    """Characters that the channel counts for a link, whatever its length."""


CHANNELS: Mapping[str, Channel] = {
    "device": Channel("Share …"),
    "copy": Channel("Copy the link"),
    "whatsapp": Channel("WhatsApp", "https://wa.me/?text={text}"),
    "telegram": Channel("Telegram", "https://t.me/share/url?url={link}&text={words}"),
    "x": Channel("X", "https://x.com/intent/post?text={text}", 280, 23),
    "bluesky": Channel("Bluesky", "https://bsky.app/intent/compose?text={text}", 300),
    "mastodon": Channel("Mastodon", None, 500, 23),
    "facebook": Channel("Facebook", "https://www.facebook.com/sharer/sharer.php?u={link}"),
    "linkedin": Channel("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={link}"),
    "reddit": Channel("Reddit", "https://www.reddit.com/submit?url={link}&title={words}", 300),
    "email": Channel("Email", "mailto:?subject={title}&body={text}"),
    "qr": Channel("QR code"),
}
"""By the name that stands in links (`?s=…`) and in the counts."""
NETWORKS = ("whatsapp", "telegram", "x", "bluesky", "mastodon", "facebook", "linkedin", "reddit")
"""Those that open a page of somebody else's."""

DEFAULT_WORDS = N_("%(title)s: you can write, too.")
_INSTANCE = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})")


@dataclass(frozen=True)
class Shared:
    """What is told about an action in one language."""

    title: str
    link: str
    """Of its page, without a channel."""
    texts: Mapping[str, str]
    """The organiser's words by channel, and `default`."""
    language: str

    def link_by(self, channel: str) -> str:
        return f"{self.link}?s={channel}"

    def words(self, channel: str) -> str:
        """The organiser's words, or ours, cut to what the channel takes beside the link."""
        words = self.texts.get(channel) or self.texts.get("default")
        return cut(words or translate(self.language, DEFAULT_WORDS, title=self.title), self._room(channel))

    def text(self, channel: str) -> str:
        return f"{self.words(channel)} {self.link_by(channel)}"

    def _room(self, channel: str) -> int:
        found = CHANNELS[channel]
        return found.most - (found.link_counts or len(self.link_by(channel))) - 1

    def intent(self, channel: str, *, instance: str | None = None) -> str | None:
        """The address that opens the channel; Mastodon's is on the supporter's own `instance`."""
        if channel == "mastodon":
            return f"https://{instance}/share?text={quote(self.text(channel), safe='')}" if instance else None
        pattern = CHANNELS[channel].intent
        if pattern is None:
            return None
        parts = {
            "text": self.text(channel),
            "words": self.words(channel),
            "link": self.link_by(channel),
            "title": self.title,
        }
        return pattern.format(**{name: quote(part, safe="") for name, part in parts.items()})


def cut(text: str, most: int) -> str:
    """`text` in `most` characters, ending with a whole word and an ellipsis where something had to go."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at_word = head[: head.rfind(" ")] if " " in head else head
    return at_word.rstrip(" ,;:–—-") + "…"


def parse_instance(text: str) -> str:
    """The host of a Mastodon instance from what people paste: `mastodon.example`, its address, `@anna@mastodon.example`.

    Raises `Refused` for what names no host that anybody could reach.
    """
    typed = text.strip().removeprefix("https://").removeprefix("http://").partition("/")[0].rpartition("@")[2]
    try:
        host = (typed if typed.isascii() else idna.encode(typed, uts46=True).decode()).lower().rstrip(".")
    except (idna.IDNAError, UnicodeError):
        host = ""
    if not _INSTANCE.fullmatch(host):
        raise Refused(N_("Enter the address of your server, like mastodon.example."), field="instance")
    return host


def known_channel(name: str | None) -> str | None:
    """The channel of that name, if there is one: for what stands in an address."""
    return name if name in CHANNELS else None
