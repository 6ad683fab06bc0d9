"""What is demanded, word for word, and for whom; a prosecutor's demand for a sentence is none."""

import re
from dataclasses import dataclass, replace
from itertools import islice

from actions.drafting.demand_words import (
    AND_THEN,
    BY_THE_STATE,
    CLAUSE_END,
    DEMANDING,
    IMPERATIVE,
    KINDS,
    MUST,
    NESTED,
    OTHER_LANGUAGES,
    OTHERS,
    OWN_ACTIVISM,
    PRONOUN,
    REFUSED,
    SENTENCE_SOUGHT,
    SLOGAN,
    SPLIT,
    THEY,
    TURNED_DOWN,
)
from actions.drafting.draft import Beneficiary, Demand
from actions.drafting.person import Whom
from actions.drafting.segments import Article, Sentence

_LEAST, _MOST_A_SENTENCE = 5, 8
_OPENING = re.compile(r"(?:(?:and|then|also|please|but|so)\s)+", re.IGNORECASE)
_LIST_HEAD = re.compile(
    (
        r"\b(?:demand|call|urg|ask|appeal|want|request|forder|exig|demand|réclam|pid|требу|"
        r"призыва)\w*\b[^.!?]{0,200}:\s*$"
    ),
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:^|\n)\s*(?:[-*•·–—▪►]|\d{1,2}[.)]|[a-z]\))\s+$")


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    sentence: Sentence
    is_imperative: bool = False


def find_demands(article: Article, whom: Whom) -> tuple[Demand, ...]:
    found: list[_Found] = []
    is_listing = False
    for sentence in article.body():
        here = _in_sentence(article, sentence)
        is_item = bool(_MARK.search(article.text[max(0, sentence.start - 12) : sentence.start]))
        if is_listing and is_item and not here:
            here = [_Found(sentence.start, sentence.start + _clause_end(article.of(sentence), 0), sentence)]
        found += here[:_MOST_A_SENTENCE]
        is_listing = bool(_LIST_HEAD.search(article.of(sentence))) or (is_listing and is_item)
    demands: list[Demand] = []
    for one in found:
        for start, end in _pieces(article.view, one.start, one.end):
            demand = _demand(article, whom, one, start, end)
            if demand and not any(other.start < demand.end and demand.start < other.end for other in demands):
                demands.append(demand)
    return tuple(_without_repeats(demands))[:20]


def kind_of(text: str) -> str | None:
    """The first kind whose words stand earliest; None where no word of any kind stands there."""
    found = [(match.start(), order, kind) for order, (kind, pattern) in enumerate(KINDS) if (match := pattern.search(text))]
    if not found:
        return None
    kinds = {kind for _, _, kind in found}
    for kind in ("body", "extradition", "execution", "whereabouts"):
        if kind in kinds:
            return kind
    return min([one for one in found if one[2] != "justice"] or found)[2]


def _in_sentence(article: Article, sentence: Sentence) -> list[_Found]:
    text, base = article.of(sentence), sentence.start
    found = []
    patterns = (
        [DEMANDING]
        if article.source.language not in OTHER_LANGUAGES
        else [re.compile(OTHER_LANGUAGES[article.source.language], re.IGNORECASE)]
    )
    for pattern in patterns:
        for match in islice(pattern.finditer(text), _MOST_A_SENTENCE):
            if _is_meant(text, match):
                begin = match.start("not") if match.groupdict().get("not") else match.end()
                found.append(_Found(base + begin, base + _clause_end(text, match.end()), sentence))
                found += _goes_on(text, sentence, found[-1])
    if article.source.language in OTHER_LANGUAGES:
        return found
    for match in islice(MUST.finditer(text), _MOST_A_SENTENCE):
        is_passive = match["passive"] or match["receive"]
        begin = _subject_start(text, match.start()) if is_passive else match.start("act")
        found.append(_Found(base + begin, base + _clause_end(text, match.end()), sentence))
    imperative = IMPERATIVE.search(text)
    if imperative and sentence.kind != "title":
        found.append(
            _Found(base + imperative.start("act"), base + _clause_end(text, imperative.end()), sentence, is_imperative=True)
        )
    slogans = [
        (match.start("act"), _clause_end(text, match.end())) for match in islice(SLOGAN.finditer(text), _MOST_A_SENTENCE)
    ]
    return found + [_Found(base + start, base + end, sentence, is_imperative=True) for start, end in slogans]


def _goes_on(text: str, sentence: Sentence, before: _Found) -> list[_Found]:
    """What is demanded besides, after a clause between commas."""
    end = before.end - sentence.start
    match = AND_THEN.search(text, end)
    if not match or text[end : end + 1] not in {",", " "} or '"' in text[end : match.start()]:
        return []
    return [_Found(sentence.start + match.end(), sentence.start + _clause_end(text, match.end()), sentence)]


def _is_meant(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 70) : match.start()], text[match.end() : match.end() + 120]
    if BY_THE_STATE.search(before) or REFUSED.search(before) or TURNED_DOWN.search(re.split(r"[,;.]", after)[0]):
        return False
    return not (OWN_ACTIVISM.search(before) and not re.search((r"\b(?:his|her|him|their|them)\b|[A-Z]\w+'s"), after[:60]))


def _clause_end(text: str, begin: int) -> int:
    position = begin
    while match := CLAUSE_END.search(text, position):
        if match[0] == "." and (
            re.match(r"\w|\s[a-z]", text[match.end() : match.end() + 2])
            or re.search(r"\b(?:No|Dr|Mr|Ms|St)$", text[: match.start()])
        ):
            position = match.end()
            continue
        if re.fullmatch(r",\s(?:an?|aged|\d\d)\s", match[0]) and not re.search(
            r"[A-Z][\w'-]*$", text[begin : match.start()]
        ):
            position = match.end()
            continue
        aside = re.match(r",\s(?:until|pending|meanwhile|in the meantime)[^,.;]{0,40},\s", text[match.start() :])
        if aside:
            position = match.start() + aside.end()
            continue
        if match[0].startswith(",") and re.search(
            (r",\s(?:pending|until|while|in|without|where|if|as|meanwhile)\b[^,]*$"), text[begin : match.start()]
        ):
            position = match.end()
            continue
        if (
            match[0] == '"'
            and text.count('"', begin, match.start()) % 2 == 0
            and text.find('"', match.end()) > 0
            and text[match.start() - 1 : match.start()] == " "
        ):
            position = text.find('"', match.end()) + 1
            continue
        if match[0] == "(" and ")" in text[match.end() : match.end() + 60]:
            position = text.index(")", match.end()) + 1
            continue
        return match.start()
    return len(text)


def _subject_start(text: str, end: int) -> int:
    """Where the clause before "must be released" begins."""
    return max(
        (
            match.end()
            for match in re.finditer(
                (r"[,;:\"()]\s*|\s-\s|\b(?:that|and|said|says?|because|but|believes?|insists?|argues?|maintains?)\s"),
                text[:end],
            )
        ),
        default=0,
    )


def _pieces(view: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    begin = start
    for match in islice(SPLIT.finditer(view, start, end), _MOST_A_SENTENCE):
        if _is_demand(view[begin : match.start()]) and _is_demand(view[match.end() : end]):
            pieces.append((begin, match.start()))
            begin = match.end()
    return [*pieces, (begin, end)]


def _is_demand(text: str) -> bool:
    return bool(kind_of(text) or IMPERATIVE.match(text))


def _demand(article: Article, whom: Whom, found: _Found, start: int, end: int) -> Demand | None:
    while start < end and article.view[start] in " ,'\"":
        start += 1
    end = start + len(re.sub(r"[\s,'\"]+(?:(?:and|or|to|und|et|y|и)[\s,]*)?$", "", article.view[start:end] + " "))
    opening = _OPENING.match(article.view[start:end])
    start += opening.end() if opening else 0
    nested = NESTED.match(article.view[start:end])
    start += nested.end() if nested else 0
    text = article.view[start:end]
    in_list = start > found.start or end < found.end
    kind = kind_of(text) or ("other" if (in_list or _names_them(whom, text)) and IMPERATIVE.match(text) else None)
    if (
        kind is None
        or (kind == "extradition" and re.match((r"(?:the |his |her )?(?:extradition|deportation)\b"), text, re.IGNORECASE))
        or not _LEAST <= len(text) <= 400
        or not (in_list or re.search(r"\w\s+\w|\w{8}", text))
    ):
        return None
    if (
        kind in ("justice", "family", "charges", "other")
        and SENTENCE_SOUGHT.search(text)
        and not re.search(r"quash|overturn|drop|commut|annul", text, re.IGNORECASE)
    ):
        return None
    if found.is_imperative and not _is_addressed(whom, text):
        return None
    return Demand(article.text[start:end], start, end, _beneficiary(article, whom, found.sentence, start, end), kind)


def _names_them(whom: Whom, text: str) -> bool:
    return bool(PRONOUN.search(text)) or any(name in text for name in (whom.cluster.forms if whom.cluster else ()))


def _is_addressed(whom: Whom, text: str) -> bool:
    """Whether an imperative is a demand and not advice to the reader."""
    return bool(
        _names_them(whom, text)
        or THEY.search(text)
        or OTHERS.search(text)
        or re.search(r"\b(?:charges|investigation|all|execution|torture|whereabouts)\b", text, re.IGNORECASE)
    )


def _beneficiary(article: Article, whom: Whom, sentence: Sentence, start: int, end: int) -> Beneficiary:
    text = article.view[start:end]
    if whom.cluster and any(re.search(rf"\b{re.escape(form)}\b", text) for form in whom.cluster.forms):
        return "person"
    other = any(start <= mention.start < end and " " in mention.text for one in whom.others for mention in one.mentions)
    if whom.group:
        return (
            "others"
            if OTHERS.search(text) and not THEY.search(text) and whom.group.label.lower() not in text.lower()
            else "group"
        )
    if OTHERS.search(text) and not re.match(r"\W*(?:his|her|him)\b", text, re.IGNORECASE):
        return "others"
    if other or (whom.cluster and re.search(r"\b(?:them|their)\b", text) and not _names_person(whom, sentence)):
        return "others"
    return "person"


def _names_person(whom: Whom, sentence: Sentence) -> bool:
    mentions = whom.cluster.mentions if whom.cluster else []
    return any(mention.sentence.start == sentence.start for mention in mentions)


def _without_repeats(demands: list[Demand]) -> list[Demand]:
    kept: list[Demand] = []
    for demand in sorted(demands, key=lambda one: one.start):
        plain = re.sub(r"\W+", " ", demand.text).lower()
        if not any(re.sub(r"\W+", " ", other.text).lower() == plain for other in kept):
            kept.append(replace(demand))
    return kept
