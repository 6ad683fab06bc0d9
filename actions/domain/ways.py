"""How a supporter may send a letter alone, where we cannot mail it: by ways of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from actions.domain.missions import MissionInfo
from actions.domain.sharing import cut
from actions.languages import N_, direction, translate

WAYS = ("mail_app", "web_form", "website", "post", "public_account", "phone")
"""In the order in which they are offered."""
LONGEST_MAILTO = 1_800
"""Bytes of an encoded `mailto:`; some programs cut longer ones."""
PUT_LETTER_HERE = N_("(Put your letter here: it is in your clipboard once you have pressed “Copy the letter”.)")
POST_WORDS = N_("%(title)s. To: %(mission)s.")
PHONE_WORDS = N_(
    "Good day. I am calling about this: %(subject)s. I ask you to pass on to your government what I ask for: "
    "%(demands)s. Thank you."
)
_TAKES = {"x.com": 280, "twitter.com": 280, "bsky.app": 300, "threads.net": 500, "t.me": 4_096, "instagram.com": 2_200}
"""Characters that a public post has at the most, by the host of the account; 500 (Mastodon's) elsewhere."""
_NAMED_BY_PATH = frozenset({"x.com", "twitter.com"})


@dataclass(frozen=True)
class Way:
    channel: str
    value: str
    """As the mission's contact has it: an address, a number, an account."""
    url: str | None = None
    """Where a browser may go, if anywhere."""
    text: str = ""
    """What to post or to say, where it is not the letter."""
    is_whole: bool = True
    """Whether `url` carries the whole letter; else it must be pasted in."""


@dataclass(frozen=True)
class Writing:
    """What a way may use of a letter."""

    subject: str
    body: str
    title: str
    """Of the action."""
    link: str
    """Of the action's page."""
    demands: Sequence[str]
    language: str
    letter_language: str


def offered(mission: MissionInfo, writing: Writing) -> tuple[Way, ...]:
    """The ways for which the mission has usable contacts. An email address that nobody confirmed is none."""
    values = {contact.channel: contact.value for contact in mission.usable_contacts()}
    found = ((way, values.get("email" if way == "mail_app" else way)) for way in WAYS)
    return tuple(_way(channel, value, mission, writing) for channel, value in found if value)


def _way(channel: str, value: str, mission: MissionInfo, writing: Writing) -> Way:
    if channel == "mail_app":
        url = mailto(value, writing.subject, writing.body)
        if len(url) <= LONGEST_MAILTO:
            return Way(channel, value, url)
        hint = translate(writing.letter_language, PUT_LETTER_HERE)
        return Way(channel, value, mailto(value, writing.subject, hint), is_whole=False)
    if channel == "phone":
        number = "".join(each for each in value if each.isdigit() or each == "+")
        return Way(channel, value, f"tel:{number}", phone_script(writing))
    if channel == "post":
        return Way(channel, value)
    url = value if value.startswith(("https://", "http://")) else f"https://{value}"
    text = public_post(url, mission.name, writing) if channel == "public_account" else ""
    return Way(channel, value, url, text)


def mailto(address: str, subject: str, body: str) -> str:
    """RFC 6068: line ends are CRLF."""
    text = body.strip().replace("\n", "\r\n")
    return f"mailto:{quote(address, safe='@+')}?subject={quote(subject, safe='')}&body={quote(text, safe='')}"


def public_post(account: str, mission: str, writing: Writing) -> str:
    """A post to `account` that fits its channel: what is asked, to whom, and where it stands."""
    host = urlsplit(account).netloc.lower().removeprefix("www.")
    name = urlsplit(account).path.strip("/").partition("/")[0].lstrip("@")
    called = f"@{name}" if host in _NAMED_BY_PATH and name else mission
    words = translate(writing.language, POST_WORDS, title=writing.title.rstrip("."), mission=called)
    return f"{cut(words, _TAKES.get(host, 500) - len(writing.link) - 1)} {writing.link}"


def phone_script(writing: Writing) -> str:
    """In the letter's language, in which the embassy is addressed."""
    semicolon = "؛ " if direction(writing.letter_language) == "rtl" else "; "
    demands = semicolon.join(demand.rstrip(".;؛") for demand in writing.demands)
    return translate(writing.letter_language, PHONE_WORDS, subject=writing.subject.rstrip("."), demands=demands)
