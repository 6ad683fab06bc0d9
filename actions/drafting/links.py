"""Addresses that an article names, by kind. Appeals for money were set aside as boilerplate before."""

import re

from actions.drafting.draft import Link
from actions.drafting.names import Cluster
from actions.drafting.segments import Article
from actions.drafting.spelling import skeletons

_LINK = re.compile(
    r"(?<![\w@./-])(?:https?://[^\s<>\"'()\[\]{}]{3,400}|(?:www\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}"
    r"(?:com|org|net|info|eu|int|edu|gov|io|app|me|news|media|example|test|site|online|world|ngo|pl|uk|de|fr|"
    r"ch|at|se|no|nl|ca|au|us|ru|by|ua|tr|ir|hk|cn|es|it|be|lt|cz|nz|in|co|tv)"
    r"(?:/[^\s<>\"'()\[\]{}]{0,300})?)(?![\w@])",
    re.IGNORECASE,
)
_DONATION = re.compile(
    (r"donat|patreon|paypal|gofundme|crowdfund|subscri|/support-us|spenden|/give\b|kickstarter"), re.IGNORECASE
)
_PETITION = re.compile(r"petition|change\.org|avaaz|/act(?:ion)?\b|act\.|take-action|urgent-action", re.IGNORECASE)
_SOCIAL = re.compile(
    (
        r"(?:^|[/.])(?:twitter|x|facebook|instagram|t|telegram|youtube|youtu|tiktok|bsky|linkedin|vk|"
        r"threads)\.(?:com|"
        r"me|be|app|org|net)\b"
    ),
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(
    (
        r"(?:^|[/.-])(?:free|save|freedom|justice|bring|release|solidarity|support|libre|liberez|freiheit|svobod)|"
        r"campaign"
    ),
    re.IGNORECASE,
)


def find_links(article: Article, person: Cluster | None) -> tuple[Link, ...]:
    links: dict[str, Link] = {}
    for sentence in article.body():
        for match in _LINK.finditer(article.view, sentence.start, sentence.end):
            text = article.text[match.start() : match.end()].rstrip(".,;:!?…")
            kind = _kind(text, person)
            if kind != "donation" and not _is_a_word(text):
                links.setdefault(text.lower(), Link(text, match.start(), match.start() + len(text), kind))
    return tuple(links.values())[:20]


def _kind(text: str, person: Cluster | None) -> str:
    if _DONATION.search(text):
        return "donation"
    if _SOCIAL.search(text):
        return "social"
    if _PETITION.search(text):
        return "petition"
    host = re.sub(r"^https?://(?:www\.)?", "", text).split("/")[0].lower()
    named = person is not None and any(len(word) > 3 and word in "".join(skeletons(host)) for word in person.words)
    return "campaign_site" if named or _CAMPAIGN.search(host) else "source"


def _is_a_word(text: str) -> bool:
    """`No.in`, `Mr.us`: a missing space after a full stop, not an address."""
    return (
        not text.lower().startswith(("http", "www."))
        and "/" not in text
        and any(part[:1].isupper() for part in text.split(".")[1:])
    )
