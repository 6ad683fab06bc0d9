"""Names of persons in a text, without a model: capitalised words that name no state, organisation, office or month."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from actions.drafting.segments import Article, Sentence
from actions.drafting.spelling import is_inflected_word, is_inflection, is_same_name, is_same_word, nominative, skeletons
from actions.drafting.territories import is_state_phrase, is_state_word
from actions.drafting.words import (
    COMMON_NOUNS_DE,
    NOT_A_NAME,
    OFFICES,
    ORGANISATION_WORDS,
    PARTICLES,
    STARTERS,
    TITLES,
)

_WORD = re.compile(r"[^\W\d_](?:[^\W_]|[\u0300-\u036f]|['-](?=[^\W\d_]))*")
_CYRILLIC = re.compile("[А-ЯЁ]")
_PLACE_AFTER = re.compile(
    r"'?\s(?:[\w'-]+\s){0,2}?(?:prison|jail|detention cent(?:re|er)|detention facility|penal colony|"
    r"penitentiary|colony|camp|police station|court|hospital|airport|monastery|university|district|province|"
    r"region|"
    r"street|square|gefängnis|border crossing)\b"
)
_PRISON_OF = re.compile(r"'s\s(?:[A-Z]\w+\s){0,3}(?:Prison|Jail|Colony|Penitentiary|Court|Hospital|Camp|Cent(?:re|er))\b")
_GERMAN_ROLE = re.compile(r"(?:in|er|ist|ent|ant|ler|eur|loge|soph|chef|mann|frau|anwalt|arzt|wart|rat|mönch)$")
_GERMAN_THING = re.compile(
    r"(?:gefängnis|anstalt|partei|gericht|ministerium|regierung|kolonie|lager|organisation|verband|universität|"
    r"anwaltschaft|"
    r"polizei|zeitung|behörde|führung|bewegung|stiftung|agentur|haft|stadt|platz)$"
)
_LONGEST_NAME = 6
_PRONOUNS = frozenset(
    ["i", "we", "he", "she", "it", "they", "you", "that", "there", "who", "what", "let", "don", "isn", "didn"]
)
"""What stands before the apostrophe of "we're"."""
_GIVEN_NAMES_TOO = frozenset(
    [
        "jordan",
        "israel",
        "georgia",
        "chad",
        "paris",
        "florence",
        "victoria",
        "kenya",
        "india",
        "vienna",
        "sydney",
        "melbourne",
        "medina",
    ]
)


@dataclass(frozen=True)
class Mention:
    start: int
    end: int
    text: str
    sentence: Sentence
    office: str | None = None
    """The title or office written before the name: "President", "Judge"."""


@dataclass
class Cluster:
    """All mentions that seem to name one person."""

    forms: Counter[str] = field(default_factory=Counter)
    mentions: list[Mention] = field(default_factory=list)
    score: float = 0.0

    @property
    def name(self) -> str:
        full = [(count, form) for form, count in self.forms.items() if " " in form]
        best = max((count for count, _ in full), default=0)
        for count, form in full:
            if count == best:
                return nominative(form, list(self.forms)) if _CYRILLIC.match(form) else self._whole(form)
        return next(iter(self.forms), "")

    def _whole(self, form: str) -> str:
        """ "Nasser Abu Hamad", where "Abu Hamad" is written more often."""
        if form.split(maxsplit=1)[0].lower() not in PARTICLES:
            return form
        return next((other for other in self.forms if other.endswith(f" {form}")), form)

    @property
    def words(self) -> set[str]:
        return {word for form in self.forms if " " in form for word in skeletons(form)} or set(skeletons(self.name))

    def variants(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([self.name, *(form for form, _ in self.forms.most_common())]))


def find_names(article: Article) -> list[Cluster]:
    """Persons by the number of their mentions; a surname alone is counted to the full name that has it."""
    lower = _lower_words(article)
    full: list[Mention] = []
    single: list[Mention] = []
    for sentence in article.body():
        if sentence.kind == "title" and _is_title_case(article.of(sentence)):
            continue
        for mention in _mentions(article, sentence, lower):
            (full if " " in mention.text else single).append(mention)
    clusters = _gather(full, article.source.language)
    _add_single(clusters, single, article.source.language)
    _add_title(article, clusters)
    for cluster in clusters:
        cluster.mentions.sort(key=lambda mention: mention.start)
    return sorted(clusters, key=lambda cluster: -len(cluster.mentions))


def assign_shared(clusters: list[Cluster], weigh: Callable[[Mention], float]) -> None:
    """A surname that a prisoner shares with a relative: where the words around it tell of being held it is the prisoner's,
    where they tell of speaking the relative's. Needs the scores of the clusters."""
    for cluster in clusters:
        for mention in list(cluster.mentions):
            owners = [one for one in clusters if one is not cluster and _is_shared(mention.text, cluster, one)]
            if not owners:
                continue
            weight = weigh(mention)
            choice = (min if weight < 0 else max)([cluster, *owners], key=lambda one: one.score)
            if choice is not cluster:
                cluster.mentions.remove(mention)
                cluster.forms -= Counter([mention.text])
                choice.mentions.append(mention)
                choice.forms[mention.text] += 1
                choice.mentions.sort(key=lambda one: one.start)


def _is_shared(text: str, cluster: Cluster, other: Cluster) -> bool:
    if " " in text or " " not in cluster.name or " " not in other.name:
        return False
    return "".join(skeletons(text)) in cluster.words & other.words


def _lower_words(article: Article) -> frozenset[str]:
    words: set[str] = set()
    for sentence in article.body():
        if sentence.kind != "title":
            words.update(word for word in _WORD.findall(article.of(sentence)) if word[0].islower())
    return frozenset(words)


def _is_title_case(title: str) -> bool:
    if title.isupper():
        return True
    words = [word for word in _WORD.findall(title) if len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _mentions(article: Article, sentence: Sentence, lower: frozenset[str]) -> list[Mention]:
    words = list(_WORD.finditer(article.view, sentence.start, sentence.end))
    found: list[Mention] = []
    index = 0
    while index < len(words):
        if not _may_start(words[index][0]):
            index += 1
            continue
        last = _run_end(article.view, words, index)
        mention = _trimmed(article, sentence, words[index : last + 1], lower)
        if mention:
            found.append(mention)
        index = last + 1
    return found


def _may_start(word: str) -> bool:
    return word[0].isupper() or word.startswith(("al-", "el-", "d'"))


def _run_end(view: str, words: list[re.Match[str]], index: int) -> int:
    """The last word of the run of capitalised words (particles between them allowed) that begins at `index`."""
    last = index
    step = index + 1
    while step < len(words):
        gap = view[words[step - 1].end() : words[step].start()]
        before = words[step - 1][0]
        possessive = before.endswith(("'s", "s'"))
        if possessive or not _joins(gap, before):
            break
        if _may_start(words[step][0]):
            last = step
        elif words[step][0].lower() not in PARTICLES or step - last > 2:
            break
        step += 1
    return last


def _joins(gap: str, before: str) -> bool:
    if gap in {" ", "-"}:
        return True
    return gap == ". " and ((len(before) == 1 and before != "X") or before.lower() in TITLES)


def _trimmed(article: Article, sentence: Sentence, words: list[re.Match[str]], lower: frozenset[str]) -> Mention | None:
    first, office = _after_office(words)
    last = len(words)
    while first < last:
        word = _bare(words[first][0])
        if word.lower() in OFFICES or word.lower() in TITLES:
            office = word
        elif _begins_name(word, words[first].start() == sentence.start, lower):
            break
        first += 1
    first += article.source.language == "de" and last - first >= 3 and bool(_GERMAN_ROLE.search(words[first][0]))
    while last > first and (_bare(words[last - 1][0]).lower() in NOT_A_NAME or words[last - 1][0].lower() in PARTICLES):
        last -= 1
    kept = words[first:last]
    bare = [_bare(word[0]) for word in kept]
    if not kept or len(kept) > _LONGEST_NAME or not _names_a_person(bare, article.source.language):
        return None
    start, end = kept[0].start(), kept[-1].start() + len(bare[-1])
    if _names_a_place(article.view[end : end + 60], len(kept)):
        return None
    text = re.sub(r"\s+", " ", article.view[start:end])
    return Mention(start, end, text, sentence, office)


def _after_office(words: list[re.Match[str]]) -> tuple[int, str | None]:
    """Where the name begins in "United Nations Special Rapporteur NAME", and the office."""
    offices = [index for index, word in enumerate(words[:-1]) if _bare(word[0]).lower() in OFFICES]
    return (offices[-1] + 1, _bare(words[offices[-1]][0])) if offices else (0, None)


def _names_a_place(after: str, words: int) -> bool:
    """Whether capitalised words are the name of a prison or a town, by what follows them."""
    if _PRISON_OF.match(after):
        return True
    return words < 3 and not after.startswith("'s") and bool(_PLACE_AFTER.match(after))


def _bare(word: str) -> str:
    return re.sub(r"(?:'s|s'|')$", lambda match: "s" if match[0] == "s'" else "", word)


def _is_leading(word: str, at_start: bool, lower: frozenset[str]) -> bool:
    """Whether a capitalised word stands before a name without being part of it."""
    key = word.lower()
    if key.split("'")[0] in _PRONOUNS or key in STARTERS or key in NOT_A_NAME or key in COMMON_NOUNS_DE:
        return True
    if is_state_word(word) and key not in _GIVEN_NAMES_TOO:
        return True
    return at_start and (key in lower or (key.endswith("ly") and len(key) > 5))


def _begins_name(word: str, at_start: bool, lower: frozenset[str]) -> bool:
    """Also "Y" in "Y Krong Nie"; at the beginning of a sentence a letter alone may be a word."""
    if len(word) == 1 and word.isupper() and not at_start:
        return True
    key = word.lower()
    if key in PARTICLES:
        return word[0].isupper() and key not in STARTERS  # "Abu Hamad", "De Lima"
    return not _is_leading(word, at_start, lower)


def _names_a_person(words: list[str], language: str) -> bool:
    keys = [word.lower() for word in words]
    if any(key in ORGANISATION_WORDS or key in NOT_A_NAME for key in keys):
        return False
    if any(word.isupper() and len(word) > 2 for word in words) and not all(word.isupper() for word in words):
        return False
    if len(words) == 1:
        return len(keys[0]) > 2 and not is_state_word(words[0]) and keys[0] not in STARTERS and not words[0].isupper()
    if language == "de" and any(
        key in COMMON_NOUNS_DE or is_state_word(key.removesuffix("s")) or _GERMAN_THING.search(key) for key in keys
    ):
        return False
    return not is_state_phrase(" ".join(words)) and not all(is_state_word(word) for word in words)


def _gather(full: list[Mention], language: str) -> list[Cluster]:
    counts = Counter(mention.text for mention in full)
    first_seen = {text: index for index, text in reversed(list(enumerate(mention.text for mention in full)))}
    clusters: list[Cluster] = []
    home: dict[str, Cluster] = {}
    for text in sorted(counts, key=lambda form: (-counts[form], first_seen[form])):
        cluster = next((one for one in clusters if any(_matches(text, form, language) for form in one.forms)), None)
        if cluster is None:
            cluster = Cluster()
            clusters.append(cluster)
        cluster.forms[text] += counts[text]
        home[text] = cluster
    for mention in full:
        home[mention.text].mentions.append(mention)
    return clusters


def _matches(one: str, other: str, language: str) -> bool:
    return is_same_name(one, other) or (language in ("ru", "uk", "be") and is_inflection(one, other))


def _add_single(clusters: list[Cluster], single: list[Mention], language: str) -> None:
    known: dict[str, Cluster | None] = {}
    counts = {id(cluster): len(cluster.mentions) for cluster in clusters}
    alone: dict[str, Cluster] = {}
    for mention in single:
        if mention.text not in known:
            known[mention.text] = _owner(clusters, mention.text, language, counts)
        cluster = known[mention.text]
        if cluster is None:
            cluster = alone.setdefault(mention.text, Cluster())
        cluster.forms[mention.text] += 1
        cluster.mentions.append(mention)
    clusters.extend(alone.values())


def _owner(clusters: list[Cluster], word: str, language: str, counts: dict[int, int]) -> Cluster | None:
    parts = skeletons(word)
    skeleton = "".join(parts)
    owners = [one for one in clusters if any(is_same_word(skeleton, part) for part in one.words)]
    owners = owners or [one for one in clusters if len(parts) > 1 and set(parts) <= one.words]
    if not owners and language in ("ru", "uk", "be"):
        owners = [
            one for one in clusters if any(is_inflected_word(word, part) for form in one.forms for part in form.split())
        ]
    return max(owners, key=lambda cluster: counts[id(cluster)], default=None)


def _add_title(article: Article, clusters: list[Cluster]) -> None:
    """A title in capitals gives no names of its own, but repeats those of the text."""
    for sentence in article.sentences:
        if sentence.kind != "title" or not _is_title_case(article.of(sentence)):
            continue
        words = list(_WORD.finditer(article.view, sentence.start, sentence.end))
        taken = -1
        for index, word in enumerate(words):
            if index <= taken or not word[0][0].isupper():
                continue
            found = _longest_known(article, sentence, words, index, clusters)
            if found:
                found[0].mentions.append(found[1])
                found[0].forms[found[1].text] += 1
                taken = found[2]


def _longest_known(
    article: Article, sentence: Sentence, words: list[re.Match[str]], index: int, clusters: list[Cluster]
) -> tuple[Cluster, Mention, int] | None:
    for last in range(min(index + 4, len(words) - 1), index - 1, -1):
        end = words[last].start() + len(_bare(words[last][0]))
        text = re.sub(r"\s+", " ", article.view[words[index].start() : end])
        for cluster in clusters:
            same = (
                _repeats(text, cluster)
                if " " in text
                else any(skeletons(text) == skeletons(part) for form in cluster.forms for part in form.split()[-1:])
            )
            if same and text.lower() not in NOT_A_NAME:
                return cluster, Mention(words[index].start(), end, text, sentence), last
    return None


def _repeats(text: str, cluster: Cluster) -> bool:
    return is_same_name(text, cluster.name) and len(skeletons(text)) <= max(len(skeletons(form)) for form in cluster.forms)
