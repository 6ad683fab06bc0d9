"""Which state is responsible: the one whose courts, prisons and police hold them; not nationality, dateline or speaker."""

import re
from collections import defaultdict
from dataclasses import dataclass

from actions.drafting.custody import has_custody_word
from actions.drafting.draft import Alternative, Field
from actions.drafting.person import Whom
from actions.drafting.segments import Article, Sentence
from actions.drafting.territories import StateWord, find_state_words, state_name

_I = re.IGNORECASE
_HOLDERS = (
    r"authorit(?:y|ies)|police(?:men|man)?|courts?|prisons?|jails?|government|security (?:forces|services?|"
    r"agents?|agencies)|secret (?:police|services?)|officials?|regime|prosecutors?|"
    r"prosecution|judges?|judiciary|intelligence|military|army|soldiers|forces|troops|penal|penitentiar\w+|"
    r"detention|custody|state (?:television|tv|media|prosecution|security)|"
    r"interior ministry|ministry|supreme|constitutional|high court|correctional|labou?r camp|border guards?|"
    r"law|leader(?:s|ship)?|junta|militia|migration|immigration|"
    r"president|dictator|criminal code|justice|agents|rulers?|"
    r"behörden|polizei|gericht\w*|gefängnis\w*|justiz|regierung|sicherheitskräfte|geheimdienst\w*|"
    r"staatsanwaltschaft|führung|machthaber|botschaft\w*|straflager|regime\w*|strafkolonie|"
    r"autorités|justice|gouvernement|régime|tribuna(?:l|ux)|autoridades|justicia|gobierno|régimen|policía|"
    r"cárcel(?:es)?|prisión|tribunal(?:es)?|dictadura|"
    r"власт\w+|суд\w*|полиц\w+|колони\w+|тюрьм\w*|спецслужб\w*|силовик\w*|следстви\w+|прокуратур\w*|режим\w*"
)
_HOLDER_AFTER = re.compile(rf"^['s]{{0,2}}[\s-](?:[\w'-]+\s){{0,2}}?(?:{_HOLDERS})\b", _I)
_HOLDER_BEFORE = re.compile(
    (
        rf"\b(?:{_HOLDERS})\s(?:in|of|at|near|from|von|des|der|de|du|d'|en|del|в|на)\s(?:the\s|la\s|"
        rf"el\s)?(?:[\w'-]+,?\s){{0,3}}$"
    ),
    _I,
)
_PLACE_BEFORE = re.compile(
    r"\b(?:prison|jail|colony|camp|detention(?: cent(?:re|er)| facility)?|custody|court|cell|behind bars|"
    r"airport|police station|held|arrested|detained|imprisoned|jailed|sentenced|serving|sentence|tried|trial|"
    r"on trial|abducted|taken|transferred|moved|disappeared|executed|hanged|died|incarcerated|interned|"
    r"solitary|death row|colony no\W+\d+|"
    r"haft|gefängnis|verhaftet|festgenommen|inhaftiert|verurteilt|prison|détention|arrêtée?|condamnée?|"
    r"détenue?|emprisonnée?|cárcel|prisión|detenid[oa]|arrestad[oa]|condenad[oa]|encarcelad[oa]|"
    r"колони\w+|тюрьм\w+|сизо|арестован\w*|задержан\w*|суд)\b(?:[\s,]+(?!fled|exile|escap\w+|"
    r"embass\w+)[\w'\".-]+){0,6}?[\s,]+(?:in|at|near|outside|to|of|from|en|à|au|в|im|bei|de)\s(?:the\s|"
    r"la\s)?(?:[\w'-]+,?\s){0,3}$",
    _I,
)
_ELSEWHERE = re.compile(
    r"\b(?:born in|fled to|flee(?:ing)? to|flew to|escaped? to|exiled? (?:in|to)|asylum in|based in|living in|"
    r"lives in|lived in|resid\w+ in|moved to|emigrated to|settled in|embass(?:y|ies) in|consulates? in|"
    r"protest(?:s|ers|ed)? (?:in|outside)|rally in|rallies in|vigil in|spoke (?:in|from)|told \w+ in|"
    r"stud(?:ied|ies|ying) (?:in|at)|visited|citizen of|citizens of|national of|resident of|refugees? (?:in|"
    r"from)|"
    r"works? in|worked in|taught in|degree in|war (?:on|in|against)|invasion of|attack on|aggression against|"
    r"convalesced in|recover\w* in|recuperat\w+ in|treat(?:ed|ment) in|hospital in|families in|family in|"
    r"conference in|"
    r"talks in|summit in|ambassadors? (?:in|to)|donat\w+ to|support(?:ed|ing|s)? for|in favou?r of|"
    r"independence of|film festival in|speaking from|told from|by phone from|border with|occupation of|war "
    r"with|"
    r"geboren in|exil in|geflohen nach|exilée? (?:en|à|au)|réfugiée? (?:en|à|au)|née? (?:en|à|au)|exiliad[oa] "
    r"en|nacid[oa] en|guerre en|guerra en|krieg (?:in|gegen)|войн\w+ (?:в|на|против))"
    r"\s(?:the\s|neighbou?ring\s|northern\s|eastern\s)?(?:[\w'-]+,?\s){0,2}$",
    _I,
)
_REQUESTED_BY = re.compile(
    r"\b(?:at the request of|at the behest of|on behalf of|requested by|request (?:by|from|of)|wanted (?:by|"
    r"in)|warrant (?:issued )?(?:by|from)|red notice (?:by|from|issued by)|"
    r"(?:facing|faces?|fear(?:s|ed|ing)?|risk(?:s|ing|ed)?|against|threat(?:ened)? (?:of|with)|avoid|block|"
    r"halt|stop|prevent|possible|pending|awaiting|imminent|not|seek(?:s|ing)?|requested|requests?|demand(?:s|"
    r"ed|ing)?|"
    r"be|being|oppose|fight(?:s|ing)?|decide on|for)\s(?:[\w'-]+\s){0,2}?(?:extradit(?:ion|ed)|"
    r"deport(?:ation|ed)|forcibly returned|forced return|returned|handed over|refoulement|rendition|"
    r"repatriation)\s(?:\w+\s){0,2}?(?:to|by)|"
    r"(?:his|her|their)\s(?:[\w'-]+\s){0,2}?(?:extradition|deportation|return|repatriation|rendition)\s(?:to|by)|"
    r"(?:extradition|deportation) (?:request )?(?:to|from|by)|auslieferung (?:an|nach)|extradition vers|"
    r"extradición a)\s(?:the\s)?(?:[\w'-]+\s){0,2}$",
    _I,
)
_REQUEST_AFTER = re.compile(
    (
        r"^['s]{0,2}\s(?:(?:authorities|government|police|prosecutors|embassy|security services|"
        r"justice)(?:'s?)?\s)?(?:request(?:ed|s)?\b|extradition request|has (?:demanded|requested|sought)|(?:is |"
        r"are )?seek(?:s|ing) (?:his|her|their)|wants? (?:him|her|them)|issued (?:a|an) (?:\w+ )?(?:arrest warrant|"
        r"red notice))"
    ),
    _I,
)
_DELIVERED = re.compile(
    (
        r"\b(?:was|were|been|and|then|forcibly|after being|having been)\s(?:\w+ly\s)?(?:extradited|deported|handed "
        r"over|rendered|forcibly returned|returned|sent back|flown|repatriated|abducted and taken)\s(?:by \w+ "
        r")?(?:from\s[\w'-]+\s)?(?:back\s)?to\s(?:the\s)?(?:[\w'-]+\s){0,1}$"
    ),
    _I,
)
_NATIONAL = re.compile(
    r"^s?[\s-](?:[\w'-]+\s){0,4}?(?:journalist|activist|writer|poet|blogger|lawyer|opposition|politician|"
    r"citizen|national|academic|professor|student|dissident|artist|sociologist|scholar|rapper|singer|filmmaker|"
    r"man|woman|teenager|"
    r"monk|businessman|engineer|doctor|human rights|rights|trade unionist|economist|historian|editor|"
    r"photographer|dual|refugee|asylum|exile|journalistin|aktivist\w*|journaliste|periodista|activista|"
    r"журналист\w*|политик\w*|активист\w*)\b",
    _I,
)
_MANY_STATES, _LISTED = 3, 0.4
"""A sentence of many states lists who protests, or where else it happens."""
_HYPHEN_BEFORE, _HYPHEN_AFTER = re.compile(r"\w-$"), re.compile(r"^-\w")
_DATELINE = re.compile(r"^[A-ZÀ-ÝА-Я][\w .]{2,30}(?:,\s[\w .]{2,30}){0,2}(?:\s\([\w /-]+\))?\s?[-:]\s")


@dataclass(frozen=True)
class StateFinding:
    state: str | None
    field: Field
    transnational: tuple[str, ...]
    """States that want the person handed over."""


def find_state(article: Article, whom: Whom) -> StateFinding:
    scores: dict[str, float] = defaultdict(float)
    spans: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    requesters: dict[str, None] = {}
    about = _sentences_about(article, whom)
    names = _names_by_sentence(whom)
    for sentence in article.body():
        inside = names.get(sentence.start, [])
        words = list(find_state_words(article.view, sentence.start, sentence.end, article.source.language))
        listed = _LISTED if len({word.state for word in words}) >= _MANY_STATES else 1.0
        for word in words:
            if any(start <= word.start and word.end <= end and end - start > word.end - word.start for start, end in inside):
                continue
            weight, requests = _weigh(article, sentence, word)
            if requests:
                requesters[word.state] = None
            weight *= listed * (1.0 if sentence.start in about else 0.55)
            scores[word.state] += weight
            spans[word.state].append((weight, word.start, word.end))
    for state in requesters:
        scores[state] -= 4.0
    return _decide(dict(scores), spans, tuple(requesters))


def _sentences_about(article: Article, whom: Whom) -> set[int]:
    """Sentences that name the person, or nobody else, and speak of custody."""
    main = {mention.sentence.start for mention in whom.cluster.mentions} if whom.cluster else set()
    other = {m.sentence.start for one in whom.others if " " in one.name for m in one.mentions}
    return {
        sentence.start
        for sentence in article.body()
        if sentence.start in main
        or (sentence.start not in other and has_custody_word(article.of(sentence), article.source.language))
    }


def _weigh(article: Article, sentence: Sentence, word: StateWord) -> tuple[float, bool]:
    """The weight of one word for its state, and whether it says that this state asks another for the person."""
    before = article.view[max(sentence.start, word.start - 110) : word.start]
    after = article.view[word.end : min(sentence.end, word.end + 80)]
    if _REQUESTED_BY.search(before) or _REQUEST_AFTER.match(after):
        return 0.0, True
    if _DELIVERED.search(before):
        return 4.0, False
    if _HYPHEN_BEFORE.search(before[-2:]) or (_HYPHEN_AFTER.match(after) and word.kind == "people"):
        return 0.2, False
    if _is_dateline(article, sentence, word) or _ELSEWHERE.search(before):
        return 0.1, False
    return _positive(word, before, after, sentence, article), False


def _positive(word: StateWord, before: str, after: str, sentence: Sentence, article: Article) -> float:
    weight = 0.4 if word.kind != "place" else 0.3
    if word.kind == "institution":
        weight = 2.5
    elif word.kind in ("name", "people") and _HOLDER_AFTER.match(after):
        weight = 2.0
    elif _PLACE_BEFORE.search(before) or _HOLDER_BEFORE.search(before):
        weight = 2.2
    elif word.kind == "place" and _HOLDER_AFTER.match(after):
        weight = 2.0
    elif word.kind == "people" and _NATIONAL.match(after):
        weight = 0.9
    if has_custody_word(article.of(sentence), article.source.language):
        weight *= 1.4
    return weight * (1.5 if sentence.kind == "title" else 1.0)


def _names_by_sentence(whom: Whom) -> dict[int, list[tuple[int, int]]]:
    """Where persons are named: "Jordan" in "Jordan Smith" is no state."""
    names: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for cluster in (*whom.others, *([whom.cluster] if whom.cluster else [])):
        for mention in cluster.mentions if " " in cluster.name else ():
            names[mention.sentence.start].append((mention.start, mention.end))
    return names


def _is_dateline(article: Article, sentence: Sentence, word: StateWord) -> bool:
    match = _DATELINE.match(article.view[sentence.start : sentence.start + 90])
    return match is not None and word.end <= sentence.start + match.end()


def _decide(
    scores: dict[str, float], spans: dict[str, list[tuple[float, int, int]]], requesters: tuple[str, ...]
) -> StateFinding:
    ranked = sorted(
        ((score, state) for state, score in scores.items() if score > 0.25), key=lambda pair: (-pair[0], pair[1])
    )
    if not ranked:
        return StateFinding(None, Field(None, flags=(("state_missing: no state was found that holds them"),)), requesters)
    best, state = ranked[0]
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    margin = (best - second) / best
    flags = _doubts(best, margin, [name for _, name in ranked[:2]], requesters)
    confidence = round(min(0.97, 0.3 + 0.35 * min(1.0, best / 6) + 0.35 * margin), 2)
    strongest = sorted(spans[state], key=lambda one: (-one[0], one[1]))[:12]
    alternatives = tuple(Alternative(name, round(score / (best + score), 2)) for score, name in ranked[1:3])
    value = Field(state, confidence, tuple((start, end) for _, start, end in strongest), tuple(flags), alternatives)
    return StateFinding(state, value, requesters)


def _doubts(best: float, margin: float, ranked: list[str], requesters: tuple[str, ...]) -> list[str]:
    flags = []
    if margin < 0.4 and len(ranked) > 1:
        flags.append(f"state_margin: {state_name(ranked[0])} or {state_name(ranked[1])}?")
    if best < 1.5:
        flags.append(f"state_uncertain: little says that {state_name(ranked[0])} holds them")
    wanting = [state for state in requesters if state != ranked[0]]
    if wanting:
        flags.append(
            f"state_requested: {state_name(wanting[0])} wants the person handed over; {state_name(ranked[0])} "
            f"seems to hold them"
        )
    return flags
