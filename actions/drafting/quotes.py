"""What is quoted, and who said it where the article says so."""

import re

from actions.drafting.draft import Quote
from actions.drafting.names import Cluster
from actions.drafting.segments import Article, Sentence

_PAIRS = re.compile(
    r"“(?P<curly>[^“”]{1,1500})”|«(?P<angled>[^«»]{1,1500})»|„(?P<low>[^„“”]{1,1500})[“”]|"
    r"»(?P<inward>[^«»]{1,1500})«|"
    r"(?<![\w.,!?])\"(?=\S)(?P<straight>[^\"]{1,1500}?)(?<=\S)\"(?!\w)"
)
_OPEN_ONLY = re.compile(r"[“„«](?P<open>[^“”„«»]{1,3000})$")
_SAID = (
    r"(?:said|says|told|tells|added|adds|explained|explains|warned|warns|noted|notes|stated|states|argued|"
    r"continued|commented|insisted|recalled|recalls|remarked|responded|replied|wrote|writes|asked|"
    r"sagte|sagt|erklärte|betonte|schrieb|a déclaré|a dit|a expliqué|explique|affirme|a écrit|déclare|dijo|"
    r"afirmó|explicó|escribió|declaró|señaló|сказал\w*|заявил\w*|рассказал\w*|написал\w*|сообщил\w*|"
    r"отметил\w*)"
)
_SAID_AFTER = re.compile(
    (
        rf"[\s,]*(?:(?P<verb>{_SAID}|according to|selon|según|laut)\b|(?P<pronoun>(?:s?he|er|sie|elle|ella|он|она) "
        rf"{_SAID})|(?P<name>[^,.;]{{3,60}}?)(?:,[^.;]{{1,90}},)?\s{_SAID}\b)"
    ),
    re.IGNORECASE,
)
_SAYING = re.compile(rf"\b{_SAID}\b", re.IGNORECASE)
_NEAR = 160
_SAID_BEFORE = re.compile(rf"\b(?:{_SAID}|according to)\b[^\".]{{0,70}}$", re.IGNORECASE)


def quoted_ranges(article: Article) -> list[tuple[int, int]]:
    """Offsets between quotation marks; a quotation that a paragraph leaves open reaches to its end."""
    ranges = []
    for start, end in _paragraphs(article):
        text = article.text[start:end]
        pairs = list(_PAIRS.finditer(text))
        found = [match.span(match.lastgroup or 0) for match in pairs]
        opened = _OPEN_ONLY.search(text, pairs[-1].end() if pairs else 0)
        if opened:
            found.append(opened.span("open"))
        ranges += [(start + first, start + last) for first, last in found]
    return ranges


def find_quotes(article: Article, clusters: tuple[Cluster, ...]) -> tuple[Quote, ...]:
    """Quotations of four words and more."""
    quotes: list[Quote] = []
    speaker: str | None = None
    for start, end in quoted_ranges(article):
        if len(article.text[start:end].split()) < 4:
            continue
        named, is_pronoun = _speaker(article, start, end, clusters)
        if quotes and not named and (is_pronoun or _goes_on(article, quotes[-1].end, start, end)):
            named = speaker if _nobody_else(clusters, speaker, quotes[-1].end, start) else None
        speaker = named
        quotes.append(Quote(article.text[start:end], start, end, speaker))
    return tuple(quotes)[:20]


def _goes_on(article: Article, before: int, start: int, end: int) -> bool:
    """Whether `"…," said NAME. "…"` stands in one paragraph."""
    between, after = article.view[before:start], article.view[end + 1 : end + 2]
    return (
        "\n" not in article.text[before:start]
        and len(between) < _NEAR
        and bool(_SAYING.search(between))
        and after in ("", " ", "\n")
    )


def _nobody_else(clusters: tuple[Cluster, ...], speaker: str | None, start: int, end: int) -> bool:
    return not any(
        start <= mention.start < end
        for cluster in clusters
        if " " in cluster.name and cluster.name != speaker
        for mention in cluster.mentions
    )


def _paragraphs(article: Article) -> list[tuple[int, int]]:
    sentences: dict[int, list[Sentence]] = {}
    for sentence in article.body():
        if sentence.kind == "body":
            sentences.setdefault(sentence.paragraph, []).append(sentence)
    return [(group[0].start, group[-1].end) for group in sentences.values()]


def _speaker(article: Article, start: int, end: int, clusters: tuple[Cluster, ...]) -> tuple[str | None, bool]:
    """Who is named as the speaker, and whether only "he said" stands there."""
    paragraph = next(one for one in _paragraphs(article) if one[0] <= start <= one[1])
    after = article.view[end + 1 : min(end + 200, paragraph[1])].split('"', 1)[0]
    match = _SAID_AFTER.match(after)
    if match and match["pronoun"]:
        return None, True
    if match:
        reach = (
            match.end() if match["name"] else match.end() + len(re.split(r"[.;]", after[match.end() :], maxsplit=1)[0][:110])
        )
        name = _name_between(article, clusters, end + 1, end + 1 + reach)
        return name, False
    before = article.view[max(paragraph[0], start - 150) : max(start - 1, paragraph[0])].split('"')[-1]
    said = _SAID_BEFORE.search(before)
    if said:
        verb = start - 1 - len(before) + said.start()
        return _named_before(clusters, start - 1 - len(before), verb) or _name_between(article, clusters, verb, start), False
    return None, after.strip(" ,") == "" and not before.strip()


def _named_before(clusters: tuple[Cluster, ...], start: int, verb: int) -> str | None:
    here = [
        (mention.start, cluster.name)
        for cluster in clusters
        for mention in cluster.mentions
        if start <= mention.start < verb and " " in cluster.name
    ]
    return max(here)[1] if here else None


def _name_between(article: Article, clusters: tuple[Cluster, ...], start: int, end: int) -> str | None:
    """The first name between two offsets that owns nothing: in "NAME's father, NAME, told" the second."""
    here = sorted(
        (mention.start, cluster.name)
        for cluster in clusters
        for mention in cluster.mentions
        if start <= mention.start < end
        and (" " in cluster.name or cluster.score > 0)
        and article.view[mention.end : mention.end + 2] != "'s"
    )
    return here[0][1] if here else None
