"""Whom an article is about: the one who is held, not who speaks, defends, judges, governs, writes or is related."""

import re
from dataclasses import dataclass

from actions.drafting.draft import Alternative, Person
from actions.drafting.names import Cluster, Mention, assign_shared, find_names
from actions.drafting.patterns import person_rules
from actions.drafting.rules import KIN, LAWYER
from actions.drafting.segments import Article, Sentence
from actions.drafting.spelling import is_inflection, is_same_name
from actions.drafting.words import TITLES

_WINDOW = 200
_ENOUGH, _ENOUGH_ALONE = 2.5, 1.5
"""The score of one who is held beyond doubt; less will do where nobody else could be meant."""
_TITLE_OF_A_WORK = -3.0
_ENOUGH_ONCE = 3.3
_FIRST_PERSON_BONUS = 8.0
_MANY = 5
_CLEAR = 0.45
"""How far, as a share, the first must be ahead of the second."""


@dataclass(frozen=True)
class Group:
    """Several people held together, as the article calls them: "six students"."""

    label: str
    start: int
    end: int
    score: float


@dataclass(frozen=True)
class Whom:
    """The object of an article; `cluster` is None for a group and where nobody was found."""

    cluster: Cluster | None
    group: Group | None
    persons: tuple[Person, ...]
    spans: tuple[tuple[int, int], ...]
    confidence: float
    flags: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    others: tuple[Cluster, ...]
    is_first_person: bool = False

    @property
    def name(self) -> str | None:
        return self.cluster.name if self.cluster else None

    def sentences_about(self, article: Article) -> list[Sentence]:
        """Sentences that name the person, or nobody else."""
        if self.cluster is None:
            return article.body()
        main = {mention.sentence.start for mention in self.cluster.mentions}
        other = {mention.sentence.start for one in self.others for mention in one.mentions if " " in one.name}
        return [one for one in article.body() if one.start in main or one.start not in other]


def find_whom(article: Article) -> Whom:
    clusters = find_names(article)
    first_person = speaks_from_custody(article)
    for cluster in clusters:
        cluster.score = _score(article, [one for one in cluster.mentions if " " in one.text] or cluster.mentions)
    assign_shared(clusters, lambda mention: score_mention(article, mention))
    for cluster in clusters:
        cluster.score = _score(article, cluster.mentions)
    _follow_pronouns(article, clusters)
    author = _author(article, clusters) if first_person else None
    if author:
        author.score += _FIRST_PERSON_BONUS
    ranked = sorted((one for one in clusters if one.score > 0), key=lambda one: -one.score)
    named = [one for one in ranked if " " in one.name] or [one for one in ranked if _is_surely_a_name(one)][:1]
    group = find_group(article)
    return _decide(article, named, group, clusters, first_person)


def _is_surely_a_name(cluster: Cluster) -> bool:
    """A word alone that only begins sentences may be no name: "Residents complained"."""
    return any(mention.start > mention.sentence.start for mention in cluster.mentions)


def _decide(article: Article, named: list[Cluster], group: Group | None, all_: list[Cluster], first_person: bool) -> Whom:
    best = named[0] if named else None
    others = tuple(one for one in all_ if one is not best)
    if group and _is_collective(article, named, group):
        persons = tuple(_person(one) for one in named if one.score >= _ENOUGH)[:20]
        flags = (f"group_case: {group.label}; no single person is named as the one held",)
        if not persons:
            flags = (f"group_unnamed: {group.label}; nobody of them is named",)
        return Whom(None, group, persons, ((group.start, group.end),), 0.6, flags, (), tuple(all_), first_person)
    equals = [one for one in named if best and one.score >= max(_ENOUGH, 0.7 * best.score)]
    if len(equals) >= _MANY or sum(one.score >= _ENOUGH for one in named) >= 4 * _MANY:
        flags = (f"group_many: {len(equals)} people are named as held, none before the others",)
        persons = tuple(_person(one) for one in equals[:20])
        return Whom(None, None, persons, (), 0.0, flags, (), tuple(all_), first_person)
    if best is None or best.score < 1.0:
        flags = ("person_missing: no name was found of somebody held",)
        names = tuple(Alternative(one.name, 0.2) for one in named[:3])
        return Whom(None, None, (), (), 0.0, flags, names, tuple(all_), first_person)
    return _single(article, best, named, others, first_person)


def _single(article: Article, best: Cluster, named: list[Cluster], others: tuple[Cluster, ...], first_person: bool) -> Whom:
    second = named[1].score if len(named) > 1 else 0.0
    margin = (best.score - max(second, 0)) / best.score
    confidence = round(min(0.97, 0.35 + 0.35 * min(1, best.score / 8) + 0.3 * margin), 2)
    flags = []
    if best.score < (_ENOUGH if second > 0 else _ENOUGH_ALONE):
        flags.append(f"person_uncertain: little says that {best.name} is the one held")
    elif margin < _CLEAR and second >= _ENOUGH_ALONE:
        flags.append(f"person_margin: {best.name} or {named[1].name}?")
    if " " not in best.name:
        flags.append(f"person_single_name: only “{best.name}” is given")
    if first_person and not _signs(article, best):
        flags.append(f"person_first_person: written in the first person; is {best.name} the writer?")
    if article.source.language in ("ru", "uk", "be"):
        flags.append(f"person_inflected: check that “{best.name}” is the nominative")
    if len(best.mentions) == 1 and best.score < _ENOUGH_ONCE and not first_person:
        flags.append(f"person_once: {best.name} is named once only")
    flags += _conflated(best)
    persons = [_person(best)] + [_person(one) for one in named[1:] if one.score >= max(_ENOUGH, 0.3 * best.score)]
    alternatives = tuple(Alternative(one.name, round(one.score / (best.score + one.score), 2)) for one in named[1:3])
    telling = sorted(best.mentions[:60], key=lambda mention: (-score_mention(article, mention), mention.start))
    spans = tuple((mention.start, mention.end) for mention in telling[:20])
    return Whom(best, None, tuple(persons[:20]), spans, confidence, tuple(flags), alternatives, others, first_person)


def _conflated(best: Cluster) -> list[str]:
    full = [form for form in best.forms if " " in form]
    strange = [form for form in full if not is_same_name(form, best.name) and not is_inflection(form, best.name)]
    return [f"person_spellings: is “{form}” the same person?" for form in strange[:2]]


def _person(cluster: Cluster) -> Person:
    return Person(cluster.name, cluster.variants())


def _score(article: Article, mentions: list[Mention]) -> float:
    scores = [score_mention(article, mention) for mention in mentions[:60]]
    speaks_too = 0.5 if max(scores, default=0) >= 2.0 else 1.0  # who is held may speak as well
    held = sum(score if score > 0 else speaks_too * score for score in scores)
    if held < 0 or (held == 0 and not (len(mentions) > 1 and any(" " in one.text for one in mentions))):
        return held
    frequent = min(2.0, 0.2 * len(mentions))
    in_title = 2.0 if any(mention.sentence.kind == "title" for mention in mentions) else 0.0
    return held + frequent + in_title


def score_mention(article: Article, mention: Mention) -> float:
    """How much the words around one mention say that this person is held; negative for the other roles."""
    before = article.view[max(mention.sentence.start, mention.start - _WINDOW) : mention.start]
    after = article.view[mention.end : min(mention.sentence.end, mention.end + _WINDOW)]
    rules = person_rules(article.source.language)
    weights = [weight for pattern, weight in rules.before if pattern.search(before)]
    weights += [weight for pattern, weight in rules.after if pattern.match(after)]
    if sum(weight for weight in weights if weight > 0) >= 2.5:
        weights = [-0.5 if weight in {KIN, LAWYER} else weight for weight in weights]
    score = sum(weights)
    if " " in mention.text and before.endswith('"') and after.startswith('"'):
        score += _TITLE_OF_A_WORK
    if mention.office and mention.office.lower() not in TITLES:
        score -= 2.0
    return max(-5.0, min(6.0, score))


def _follow_pronouns(article: Article, clusters: list[Cluster]) -> None:
    """ "He was arrested" counts for the one whom the sentences before were about."""
    rules = person_rules(article.source.language)
    by_sentence: dict[int, list[tuple[Mention, Cluster]]] = {}
    for cluster in clusters:
        for mention in cluster.mentions if " " in cluster.name else ():
            by_sentence.setdefault(mention.sentence.start, []).append((mention, cluster))
    focus: Cluster | None = None
    for sentence in article.body():
        here = sorted(by_sentence.get(sentence.start, []), key=lambda pair: pair[0].start)
        if focus and rules.pronoun.search(article.of(sentence)):
            subject = here[0][1] if here and here[0][0].start - sentence.start < 40 and here[0][1].score > 0 else focus
            subject.score += 1.0
        focus = max((pair[1] for pair in here), key=lambda one: one.score, default=focus)


def speaks_from_custody(article: Article) -> bool:
    """Whether the writer tells of their own imprisonment: "I was arrested", "my cell", outside quotations."""
    pattern = person_rules(article.source.language).first_person
    text = "\n".join(_unquoted(article.of(sentence)) for sentence in article.body())
    return len(pattern.findall(text)) >= 2


def _unquoted(text: str) -> str:
    return re.sub(r'"[^"]{0,1200}"', " ", text) if text.count('"') >= 2 else text


def _author(article: Article, clusters: list[Cluster]) -> Cluster | None:
    """Who signs at the end, or stands in the by-line or the title of a first-person text."""
    last = article.sentences[-1].paragraph if article.sentences else 0
    for sentence in reversed(article.sentences):
        if sentence.paragraph >= last - 4 and sentence.end - sentence.start < 120:
            signer = _only_name(sentence, clusters)
            if signer:
                return signer
    for sentence in article.sentences:
        if sentence.paragraph <= 2 and sentence.end - sentence.start < 160:
            signer = _only_name(sentence, clusters)
            if signer:
                return signer
    return None


def _only_name(sentence: Sentence, clusters: list[Cluster]) -> Cluster | None:
    here = [one for one in clusters if " " in one.name and any(m.sentence.start == sentence.start for m in one.mentions)]
    return here[0] if len(here) == 1 else None


def _signs(article: Article, cluster: Cluster) -> bool:
    """Whether the name stands on a line of its own, as a signature or a by-line does."""
    return any(
        len(re.sub(r"(?i)\b(?:by|from|von|de|par|por)\b|\W", "", article.of(mention.sentence)))
        <= len(re.sub(r"\W", "", mention.text)) + 2
        or article.view[mention.end : mention.end + 2].strip() == ""
        for mention in cluster.mentions
        if " " in mention.text and mention.start - mention.sentence.start < 12
    )


def find_group(article: Article) -> Group | None:
    """The group that the most custody sentences speak of."""
    rules = person_rules(article.source.language)
    found: dict[str, Group] = {}
    for sentence in article.body():
        text = article.of(sentence)
        if not rules.group_held.search(text):
            continue
        for match in rules.group.finditer(text):
            weight = 4.0 if sentence.kind == "title" else 3.0 if sentence.paragraph <= 2 else 1.5
            start, end = sentence.start + match.start("label"), sentence.start + match.end("label")
            label = re.sub(r"\s+", " ", match["label"])
            label = label.lower() if label.isupper() else label
            key = match["noun"].lower() if match["noun"] else label
            earlier = found.get(key)
            if earlier:
                found[key] = Group(earlier.label, earlier.start, earlier.end, earlier.score + weight)
            else:
                found[key] = Group(label, start, end, weight)
    return max(found.values(), key=lambda group: group.score, default=None)


def _is_collective(article: Article, named: list[Cluster], group: Group) -> bool:
    best = named[0].score if named else 0.0
    if group.score < 3.0:
        return False
    in_title = any(sentence.kind == "title" and sentence.start <= group.start < sentence.end for sentence in article.body())
    equals = [one for one in named if one.score >= max(_ENOUGH, 0.6 * best)]
    return (
        best < _ENOUGH
        or group.score > 1.3 * best
        or (in_title and best < 9.0)
        or (len(equals) >= 3 and group.score >= 0.5 * best)
    )
