"""What has become of them, by the latest that the article says; "must be released" is no release, nor is leaving a cell."""

import re
from dataclasses import dataclass, replace

from actions.drafting.custody import has_custody_word
from actions.drafting.dates import find_dates
from actions.drafting.draft import Alternative, Field
from actions.drafting.person import Whom
from actions.drafting.segments import Article, Sentence
from actions.drafting.signs import SIGNS, Sign

_I = re.IGNORECASE
_NOT_YET = (
    r"(?:must|should|shall|could|would|may|might|can|to|will|until|unless|if|not|n't|never|nobody|no one|none|"
    r"yet|nearly|almost|"
    r"before|demand\w*|call\w*|urg\w+|hope\w*|wait\w*|deny|denied|refus\w+|without|"
    r"risk\w*|fear\w*|threat\w*|due|scheduled|set|expected|eligible|when|once|believed|rather than|instead of|"
    r"possibility of|chance of|want\w*|allow\w*)"
)
_MODAL = re.compile(
    (
        rf"\b{_NOT_YET}\b(?:\s[\w'-]+){{0,3}}?\s?(?:be|being|been|have|get|his|her|their|the|an?|"
        rf"its)?\s?(?:\w+ly\s)?(?:and \w+ly\s)?$"
    ),
    _I,
)
_NOT_FROM_CUSTODY = re.compile(
    r"^\s(?:\w+\s){0,2}?(?:from|out of)\s(?:the\s|a\s|an\s|his\s|her\s|their\s|\w+ (?:days|weeks|months|years) "
    r"(?:of|in)\s)?(?:[\w'-]+\s){0,5}?(?:solitary|isolation|hospital|infirmary|punishment|intensive care|"
    r"quarantine|handcuffs|shackles|disciplinary|psychiatric|segregation|clinic|"
    r"shizo|cell\b|medical|isolator)|^\s(?:a|an|the|its|their|his|her|in|on|last|this|"
    r"by)?\s?(?:[\w-]+\s){0,3}?(?:statement|video|report|film|documentary|album|song|book|footage|letter|"
    r"recording|photo\w*|images?|interview|figures|data|novel|appeal)\b"
    r"|^\s(?:\w+\s){0,2}?(?:on|under|pending)\s(?:[\w-]+\s){0,2}?(?:bail|recogni[sz]ance|bond|trial)|"
    r"^\s(?:\w+\s){0,2}?(?:to|into|on|under)\s(?:\w+\s)?(?:house arrest|home detention)",
    _I,
)
_TEMPORARY = re.compile(
    r"\b(?:temporar\w+|furlough|medical leave|short leave|vorübergehend\w*|temporal\w*|provisoire\w*)\b", _I
)
_RELEASED_FOR_A_TIME = re.compile(
    (rf"{_TEMPORARY.pattern}.{{0,20}}\breleased?\b|\breleased?\b.{{0,60}}{_TEMPORARY.pattern}"), _I
)
_EARLIER = re.compile(
    r"\b(?:after|from|following|ended|lifted|previous(?:ly)?|earlier|months? of|years? of|first)\s(?:\w+\s){0,3}$"
)
_BAIL = re.compile(
    (
        r"\b(?:(?:released|freed|free|out|granted)\s(?:\w+\s){0,2}?(?:on\s)?(?:[\w-]+\s){0,2}?bail|released (?:on|"
        r"under) (?:his|her) own recogni[sz]ance|released pending trial|gegen kaution|sous caution|liberté "
        r"provisoire|"
        r"contrôle judiciaire|bajo fianza|под залог|под подписку)\b"
    ),
    _I,
)


_SUBJECT_ELSE = re.compile(
    r"\b(?:(?:his|her|their|my|\w+'s)\s(?:[\w-]+\s){0,2}?(?:mother|father|wife|husband|brother|sister|son|daughter|"
    r"friend|cellmate|grandmother|grandfather|lawyer|colleague|parents)|"
    r"(?:other|another|fellow|several|many|some|dozens|hundreds|thousands|people|prisoners|inmates|detainees|"
    r"cellmates|two|three|four|five|\d+)\s?(?:[\w-]+\s){0,2}?(?:prisoners?|inmates?|detainees?|people|"
    r"cellmates?|who)?)\s(?:[\w-]+\s){0,3}?$",
    _I,
)


_DEMANDED = re.compile(r"\b(?:must|should|be|ought|demand\w*|call\w*|urg\w+)\s", _I)
_NOT_HELD = re.compile(
    (
        r"\bno longer\s*$|\b(?:disclose|reveal|say|know|tell\s\w+|told\s\w+|whether|"
        r"confirm)(?:\swhere)?(?:\s[\w'-]+){1,4}\s*$"
    ),
    _I,
)
_ENDED = ("died", "executed", "released", "release_before")
_SOMEBODY = re.compile(
    r"\b(?:he|she|his|her|him|they|their|them|er|sie|ihn|ihr\w*|sein\w*|il|elle|él|ella|он|она|его|её|ее|ей|ему)\b|"
    r"\b(?:the|der|die|das|le|la|el)\s(?:[\w-]+\s){0,3}?(?:journalist\w*|activist\w*|bloggers?|lawyers?|"
    r"writers?|poets?|academics?|"
    r"professors?|students?|monks?|nuns?|pastors?|priests?|politicians?|leaders?|defenders?|artists?|rappers?|"
    r"singers?|"
    r"teachers?|doctors?|dissidents?|detainees?|prisoners?|men|women|man|woman|\d\d-year-old|\d\d-jährige)\b|"
    r"^\W*(?:I|we)\b",
    _I,
)
_OTHERS_SUBJECT = re.compile(
    r"\W*(?:(?:at least |some |more than |nearly |about )?(?:two|three|four|five|six|seven|eight|nine|ten|"
    r"\w+teen|dozens|hundreds|"
    r"thousands|\d[\d,]*)|several|others?|another|some|many|most|(?:an?|one) (?:\w+ )?(?:woman|man|prisoner|inmate|"
    r"colleague|friend)|of the \w+)\s(?!(?:years?|months?|weeks?|days?|hours?)\b)",
    _I,
)
_WHO_ELSE = re.compile(
    r"\b(?:an?|one|another|those|hundreds|thousands|dozens|two|three|four|five|several|some|those|others|many|"
    r"most|people|prisoners|inmates)"
    r"(?:\s(?!(?:said|told|that)\b)[\w'-]+){0,5}?\s(?:who|whom|which)\s(?:\w+ly\s|had\s|has\s|have\s)?$|"
    r"\b(?:at least|some|more than|nearly|about|over)\s(?:[\w,]+\s){1,3}?(?:have|has|had|were|are)?\s?$",
    _I,
)


_TELLING = 2.0
_LEAD = 2
"""The last of the sentences about them that tell the news."""


@dataclass(frozen=True)
class _Evidence:
    status: str
    weight: float
    base: float
    """The weight of the words alone, wherever they stand."""
    start: int
    end: int
    order: int
    date: str


def find_status(article: Article, whom: Whom) -> Field:
    about = whom.sentences_about(article)
    evidence = [found for order, sentence in enumerate(about) for found in _in_sentence(article, sentence, order)]
    evidence = [one for one in evidence if one.status not in _ENDED or _is_theirs(article, whom, about[one.order], one)]
    evidence += _death_of(article, whom, about)
    evidence = _without_partial(article, about, evidence)
    scores: dict[str, float] = {}
    for one in evidence:
        scores[one.status] = scores.get(one.status, 0.0) + one.weight
    bail = any(_BAIL.search(article.of(sentence)) for sentence in article.body())
    if not scores and _is_held(article, whom):
        return Field("detained", 0.4, flags=("status_uncertain: no sentence says outright that they are held",))
    if not scores:
        return Field("unknown", 0.2, flags=("status_unknown: the article does not say what has become of them",))
    status = _final(scores, evidence)
    if bail and status in ("released", "detained") and not _says_still_held(evidence):
        spans = tuple((one.start, one.end) for one in evidence[:4])
        return Field(
            "unknown", 0.3, spans, (("status_bail: released on bail, which is no release"),), (Alternative("released", 0.4),)
        )
    field = _field(status, scores, evidence)
    if any(_RELEASED_FOR_A_TIME.search(article.of(sentence)) for sentence in about):
        return replace(field, flags=(*field.flags, "status_leave: released for a time only; where are they now?"))
    return field


def _is_theirs(article: Article, whom: Whom, sentence: Sentence, evidence: _Evidence) -> bool:
    """Whether a sentence about a release or a death can be about them: it names them or says "she", "the poet"."""
    text = article.of(sentence)
    if sentence.kind == "title" or whom.cluster is None:
        return True
    named = any(sentence.start <= mention.start < sentence.end for mention in whom.cluster.mentions)
    if _OTHERS_SUBJECT.match(text) and not named:
        return False
    if _WHO_ELSE.search(text[max(0, evidence.start - sentence.start - 80) : evidence.start - sentence.start]):
        return False
    return named or evidence.order <= _LEAD or bool(_SOMEBODY.search(text))


def _is_held(article: Article, whom: Whom) -> bool:
    told = [one for one in whom.sentences_about(article) if has_custody_word(article.of(one), article.source.language)]
    return len(told) >= 2 and (whom.cluster is not None or whom.group is not None)


def _death_of(article: Article, whom: Whom, about: list[Sentence]) -> list[_Evidence]:
    """ "The death of NAME", with the name that the article is about."""
    if whom.cluster is None:
        return []
    names = "|".join(re.escape(form) for form in sorted(whom.cluster.forms, key=len, reverse=True)[:20])
    pattern = re.compile(rf"\b(?:death|killing|murder) of (?:[\w-]+ ){{0,5}}?(?:{names})\b|\b(?:{names})'s? death\b")
    found = []
    for order, sentence in enumerate(about):
        match = pattern.search(article.of(sentence))
        if match and not re.search(
            (r"\bslow\s$|\b(?:prevent|fear|threat)\w*\s(?:\w+\s)?$"), article.of(sentence)[: match.start()]
        ):
            found.append(
                _Evidence("died", 4.0, 4.0, sentence.start + match.start(), sentence.start + match.end(), order, "")
            )
    return found


def _without_partial(article: Article, about: list[Sentence], evidence: list[_Evidence]) -> list[_Evidence]:
    """ "After his release" means leaving prison, unless the article told of leaving a cell or a hospital only."""
    partial = any(
        _NOT_FROM_CUSTODY.match(article.of(sentence)[match.end() :])
        for sentence in about
        for match in re.finditer(r"\b(?:released|discharged)\b", article.of(sentence))
    )
    kept = [one for one in evidence if one.status != "release_before" or not partial]
    return [replace(one, status="released") if one.status == "release_before" else one for one in kept]


def _in_sentence(article: Article, sentence: Sentence, order: int) -> list[_Evidence]:
    text = article.of(sentence)
    dates = [date_.iso for date_ in find_dates(article.view, sentence.start, sentence.end) if not date_.iso.startswith("--")]
    lead = 1.6 if sentence.kind == "title" or order <= 2 else 1.0
    found = []
    for sign in SIGNS:
        match = sign.pattern.search(text)
        if match and _holds(sign, text, match):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            found.append(_Evidence(sign.status, sign.weight * lead, sign.weight, start, end, order, max(dates, default="")))
    return found


def _holds(sign: Sign, text: str, match: re.Match[str]) -> bool:
    """Whether the words mean what they say: nobody else, nothing feared or hoped for, no leave from a cell only."""
    before = text[max(0, match.start() - 90) : match.start()]
    after = text[match.end() : match.end() + 90]
    if sign.status == "detained":
        return not (sign.needs_fact and _NOT_HELD.search(before))
    if sign.status in ("released", "release_before") and _is_partial(before, match[0], after):
        return False
    if _SUBJECT_ELSE.search(before) or (sign.status == "disappeared" and _WHO_ELSE.search(before)):
        return False
    if sign.status == "disappeared" or not sign.needs_fact:
        return True
    if (
        _MODAL.search(before)
        or _DEMANDED.search(match[0])
        or re.match((r"\s*(?:penalty|sentence|row|threats?|squad)\b"), after)
    ):
        return False
    return sign.status != "house_arrest" or not _EARLIER.search(before)


def _is_partial(before: str, words: str, after: str) -> bool:
    """A release from a cell or a hospital, or one for a time only."""
    return bool(_NOT_FROM_CUSTODY.match(after) or _TEMPORARY.search(before[-30:] + words + after))


def _final(scores: dict[str, float], evidence: list[_Evidence]) -> str:
    if scores.get("executed", 0) >= 5.0:
        return "executed"
    if scores.get("died", 0) >= 5.0 and scores["died"] >= 0.35 * scores.get("detained", 0.0):
        return "died"
    if _ended_by_release(scores, evidence):
        return "released"
    for status, share in (("disappeared", 0.6), ("house_arrest", 0.45)):
        if scores.get(status, 0) >= 4.0 and scores[status] >= share * scores.get("detained", 0.0):
            return status
    return max(
        ("detained", "disappeared", "house_arrest", "released", "died", "executed"), key=lambda one: scores.get(one, 0.0)
    )


def _ended_by_release(scores: dict[str, float], evidence: list[_Evidence]) -> bool:
    releases = [one for one in evidence if one.status == "released"]
    if not releases or scores["released"] < 4.0 or _says_still_held(evidence):
        return False
    dated = [one for one in releases if one.date]
    later = [one for one in evidence if one.status == "detained" and dated and one.date > max(two.date for two in dated)]
    early = any(one.order <= 3 for one in releases)
    return not later and (early or scores["released"] >= 0.5 * scores.get("detained", 0.0))


def _says_still_held(evidence: list[_Evidence]) -> bool:
    """Whether a sentence that speaks of now says that they are held, and none after it that they are free."""
    strong = [one for one in evidence if one.status == "detained" and one.base >= 4.0]
    free = [one for one in evidence if one.status == "released" and one.order <= _LEAD]
    return bool(strong) and (not free or any(one.order <= _LEAD for one in strong))


def _field(status: str, scores: dict[str, float], evidence: list[_Evidence]) -> Field:
    mine = scores.get(status, 0.0)
    rest = sorted(((score, name) for name, score in scores.items() if name != status), reverse=True)
    second = rest[0][0] if rest else 0.0
    confidence = round(
        min(0.97, 0.3 + 0.3 * min(1.0, mine / 8) + 0.35 * max(0.0, (mine - second) / max(mine, second, 0.1))), 2
    )
    flags = _doubts(status, mine, rest)
    mine_first = sorted((one for one in evidence if one.status == status), key=lambda one: (-one.weight, one.order))
    spans = tuple((one.start, one.end) for one in mine_first[:6])
    alternatives = tuple(Alternative(name, round(score / (mine + score), 2)) for score, name in rest[:2])
    return Field(status, confidence, spans, flags, alternatives)


def _doubts(status: str, mine: float, rest: list[tuple[float, str]]) -> tuple[str, ...]:
    flags = []
    if mine < 2.5:
        flags.append(f"status_uncertain: little says “{status}”")
    for score, name in rest[:1]:
        least = 0.1 if status == "disappeared" else 0.35  # where somebody was sentenced, only the place may be hidden
        if score >= least * mine and score >= _TELLING:
            flags.append(f"status_margin: {status} or {name}?")
    if status in ("released", "died", "executed"):
        flags.append(f"status_ended: the article says “{status}”; a letter cannot ask for their release")
    return tuple(flags)
