"""What has become of them, by the latest that the article says; "released from solitary" or "must be released" is no release."""

import re
from dataclasses import dataclass, replace

from actions.drafting.dates import find_dates
from actions.drafting.draft import Alternative, Field
from actions.drafting.person import Whom
from actions.drafting.segments import Article, Sentence

_I = re.IGNORECASE
_NOT_YET = (
    r"(?:must|should|shall|could|would|may|might|can|to|will|until|unless|if|not|n't|never|nearly|almost|before|demand\w*|call\w*|urg\w+|hope\w*|wait\w*|deny|denied|refus\w+|without|"
    r"risk\w*|fear\w*|threat\w*|due|scheduled|set|expected|eligible|when|once|believed|rather than|instead of|possibility of|chance of|want\w*|allow\w*)"
)
_MODAL = re.compile(rf"\b{_NOT_YET}\b(?:\s[\w'-]+){{0,3}}?\s?(?:be|being|been|have|get|his|her|their|the|an?|its)?\s?(?:\w+ly\s)?(?:and \w+ly\s)?$", _I)
_NOT_FROM_CUSTODY = re.compile(
    r"^\s(?:\w+\s){0,2}?(?:from|out of)\s(?:the\s|a\s|an\s|his\s|her\s|their\s|\w+ (?:days|weeks|months|years) (?:of|in)\s)?(?:[\w'-]+\s){0,5}?(?:solitary|isolation|hospital|infirmary|punishment|intensive care|quarantine|handcuffs|shackles|disciplinary|psychiatric|segregation|clinic|"
    r"shizo|cell\b|medical|isolator)|^\s(?:a|an|the|its|their|his|her|in|on|last|this|by)?\s?(?:[\w-]+\s){0,3}?(?:statement|video|report|film|documentary|album|song|book|footage|letter|recording|photo\w*|images?|interview|figures|data|novel|appeal)\b"
    r"|^\s(?:\w+\s){0,2}?(?:on|under|pending)\s(?:[\w-]+\s){0,2}?(?:bail|recogni[sz]ance|bond|trial)|^\s(?:\w+\s){0,2}?(?:to|into|on|under)\s(?:\w+\s)?(?:house arrest|home detention)",
    _I,
)
_BAIL = re.compile(r"\b(?:(?:released|freed|free|out|granted)\s(?:\w+\s){0,2}?(?:on\s)?(?:[\w-]+\s){0,2}?bail|released (?:on|under) (?:his|her) own recogni[sz]ance|released pending trial|gegen kaution|sous caution|liberté provisoire|contrôle judiciaire|bajo fianza|под залог|под подписку)\b", _I)


@dataclass(frozen=True)
class _Sign:
    status: str
    pattern: re.Pattern[str]
    weight: float
    needs_fact: bool = True
    """Whether a modal or a negation before it takes it back."""


def _sign(status: str, weight: float, pattern: str, needs_fact: bool = True) -> _Sign:
    return _Sign(status, re.compile(pattern, _I), weight, needs_fact)


_SIGNS = (
    _sign("died", 5.0, r"\b(?:died|dies|passed away|perished)\b(?!\s(?:out|down))|\bdied (?:in|while in|at|behind) (?:\w+ ){0,3}?(?:custody|prison|detention|jail|bars|colony)"),
    _sign("died", 4.0, r"\b(?:was|were|been) (?:found dead|pronounced dead|killed in (?:custody|prison|detention)|beaten to death|tortured to death|murdered in (?:prison|custody|jail))|\b(?:found dead|dead) in (?:his|her|a|the|custody|prison|jail|\w+ prison)|'s body\b|\bpost-mortem|\bautopsy|\b(?:his|her) (?:body|remains|funeral|burial)\b"),
    _sign("died", 4.0, r"\bdeath (?:in|while in) (?:custody|prison|detention|jail|pre-trial|a penal)\b|\b(?:his|her|'s) (?:sudden |suspicious |unexplained |tragic )?death (?:was|in|on|at|has|came|comes|after|followed|must|while|from)\b|\bcause of (?:his|her|the) death\b"),
    _sign("died", 5.0, r"\b(?:ist|war) [^.]{0,60}?(?:gestorben|verstorben)\b|\bstarb\b|\btod in (?:der )?haft\b|\best (?:mort|morte|décédée?)\b|\bmort en (?:détention|prison)\b|\b(?:murió|falleció|ha muerto|muerte bajo custodia)\b|\b(?:умер|умерла|скончал(?:ся|ась)|погиб|погибла)\b"),
    _sign("executed", 6.0, r"\b(?:was|were|has been|have been|been|been) (?:\w+ly )?(?:executed|hanged|put to death|beheaded|shot by (?:a )?firing squad)\b|\b(?:executed|hanged) (?:at dawn|on|in|by|this|last|without)\b|\b(?:authorities|iran|regime|government|officials|state) (?:has |have )?(?:executed|hanged)\b|\b(?:wurde|worden) [^.]{0,50}?hingerichtet\b|\ba été (?:exécutée?|pendue?)\b|\bfue (?:ejecutad[oa]|ahorcad[oa])\b|\b(?:казнили|казн[её]н|казнена)\b"),
    _sign("released", 4.0, r"\b(?:was|were|has been|have been|had been|been|is|got|being) (?:[\w-]+ly |then |also |now |at last )*(?:released|freed|set free|let go|pardoned|amnestied|acquitted)\b"),
    _sign("released", 3.5, r"^(?:[^.;]{0,80}?)\b(?:freed|released)\b(?=\s(?:after|from (?:prison|jail|custody|detention)|in (?:a )?prisoner|in exchange|by|on|following|early|as part|under|with|today|at last)|\W*$)"),
    _sign("released", 4.0, r"\b(?:walked (?:free|out of)|is (?:now |finally |at last )?(?:free\b(?! to| from the)|home|back home)|regained (?:his|her|their) freedom|returned home|back with (?:his|her) family|released (?:him|her|them)(?! from (?:solitary|hosp|isol|the punish))|prisoner (?:swap|exchange)|left (?:the )?prison)"),
    _sign("released", 4.0, r"\b(?:wurde|ist|worden|kam|kamen) [^.]{0,60}?(?:freigelassen|entlassen|frei(?:gekommen)?\b|begnadigt)|\ba (?:enfin |finalement )?été (?:libérée?|relâchée?|graciée?|acquittée?)\b|\best (?:libre|sortie? de prison)\b|\b(?:fue|ha sido|quedó) (?:finalmente )?(?:liberad[oa]|excarcelad[oa]|puest[oa] en libertad|en libertad|libre)\b|\b(?:освобод(?:или|ился|илась|или)|освобожд[её]н\w*|вышел на свободу|вышла на свободу|помилован\w*)\b"),
    _sign("release_before", 3.0, r"\b(?:since|after|upon|on|following|before|until|prior to) (?:his|her|their) (?:[\w-]+ )?release\b"),
    _sign("house_arrest", 4.0, r"\bunder (?:\w+ ){0,2}?house arrest\b|\bhouse arrest(?:ed)?\b(?! (?:was|were) (?:lifted|ended))|\bhome detention\b|\bconfined to (?:his|her|their) (?:home|house|apartment|flat)\b|\bhausarrest\b|\bassign\w+ à résidence\b|\b(?:arresto|detención|prisión) domiciliari[oa]\b|\bдомашн\w+ арест\w*", needs_fact=True),
    _sign("disappeared", 2.0, r"\b(?:forcibly disappeared|enforced disappearance|forced disappearance)\b(?! (?:for|during|from|until|lasting))"),
    _sign("disappeared", 5.0, r"\b(?:(?:nobody|no one|no-one) (?:has )?(?:seen|heard)|never (?:been )?(?:seen|heard from) (?:since|again)|(?:fate and |exact |current )?whereabouts (?:are|is|remain|remains|is still|have)\b[^.]{0,30}\bunknown|unknown whereabouts|whereabouts unknown|not been (?:seen|heard from)|no (?:news|trace|word|information) (?:of|about|on|from)|(?:has|have|had) (?:been )?(?:disappeared|vanished|missing)|went missing|gone missing|has been missing|missing since|refuse\w* to (?:say|disclose|reveal|confirm) where|disappeared (?:on|in|after|from|without|since))\b"),
    _sign("disappeared", 4.5, r"\b(?:verschwunden|verschleppt|verbleib [^.]{0,30}unbekannt|disparition forcée|porté\w* disparu\w*|sans nouvelles|desaparición forzada|paradero desconocido|se desconoce (?:el|su) paradero|desaparecid[oa]s?|пропал\w*|исчез\w*|местонахождение [^.]{0,30}неизвестно|насильственн\w+ исчезновени\w+)\b"),
    _sign("detained", 3.5, r"\b(?:is|are|remains?|remain|still|currently|now|continues? to be|being|been|was|were) (?:[\w-]+ly |also |still |now )*(?:held|serving|detained|imprisoned|jailed|incarcerated|in (?:\w+ ){0,2}?(?:prison|custody|detention|jail|cell|solitary)|behind bars|languishing|on death row|awaiting (?:trial|execution|sentenc))\b"),
    _sign("detained", 4.0, r"\b(?:remains?|still|currently|continues?|has been (?:in|held|imprisoned|detained|behind)|have been (?:in|held|imprisoned|detained|behind)|ever since|since then|today)\b[^.;]{0,60}?\b(?:held|serving|detained|imprisoned|jailed|prison|custody|detention|jail|behind bars|solitary|colony|death row|cell)\b|\b(?:has|have) (?:now |already )?spent [^.;]{0,50}?(?:prison|custody|detention|jail|behind bars|solitary)|\bin prison ever since\b|\bis serving\b|\bin the custody of\b"),
    _sign("detained", 2.0, r"\b(?:was|were|has been|have been|been|had been) (?:[\w-]+ly |then |also |again )*(?:re-?)?(?:arrested|detained|jailed|imprisoned|sentenced|remanded|incarcerated|abducted|taken (?:away|into custody)|transferred|placed in|put in|thrown in)\b|\b(?:arrested|detained|sentenced|jailed|jails|arrests|sentences|imprisoned) (?:him|her|them|for|in|on|at|to|by|after)\b|\bsentenced to\b|\breturned to (?:prison|the colony|jail|custody|his cell|her cell)"),
    _sign("detained", 2.5, r"\brelease (?:him|her|them|\w+)\b|\b(?:his|her|their|'s) (?:immediate |immediate and unconditional |unconditional )?release\b|\bmust be (?:\w+ly )?(?:and \w+ly )?(?:released|freed)|\bfree [A-Z]\w+", needs_fact=False),
    _sign("detained", 3.0, r"\b(?:sitzt|verbüßt|inhaftiert|verhaftet|festgenommen|in (?:\w+)?haft|im gefängnis|verurteilt)\b|\b(?:détenue?|emprisonnée?|incarcérée?|arrêtée?|condamnée?|purge|écrouée?|en détention|en prison|derrière les barreaux)\b|\b(?:detenid[oa]|encarcelad[oa]|condenad[oa]|pres[oa]|recluid[oa]|cumple|permanece|en prisión|en la cárcel|tras las rejas)\b|\b(?:арестован\w*|задержан\w*|осужд[её]н\w*|приговор\w+|отбывает|содержится|находится в (?:сизо|колонии|тюрьме)|под стражей|в сизо|в колонии|заключ[её]н\w*)\b"),
    _sign("detained", 5.0, r"\b(?:rearrested|re-arrested|arrested again|detained again|jailed again|back in (?:prison|jail|custody)|erneut (?:verhaftet|festgenommen)|de nouveau arrêtée?|nuevamente detenid[oa]|снова (?:арестован|задержан)\w*)\b"),
)
_SUBJECT_ELSE = re.compile(
    r"\b(?:(?:his|her|their|my)\s(?:[\w-]+\s){0,2}?(?:mother|father|wife|husband|brother|sister|son|daughter|friend|cellmate|grandmother|grandfather|lawyer|colleague|parents)|"
    r"(?:other|another|fellow|several|many|some|dozens|hundreds|thousands|people|prisoners|inmates|detainees|cellmates|two|three|four|five|\d+)\s?(?:[\w-]+\s){0,2}?(?:prisoners?|inmates?|detainees?|people|cellmates?|who)?)\s(?:[\w-]+\s){0,3}?$",
    _I,
)


@dataclass(frozen=True)
class _Evidence:
    status: str
    weight: float
    start: int
    end: int
    order: int
    date: str


def find_status(article: Article, whom: Whom) -> Field:
    about = whom.sentences_about(article)
    evidence = [found for order, sentence in enumerate(about) for found in _in_sentence(article, sentence, order)]
    evidence += _death_of(article, whom, about)
    evidence = _without_partial(article, about, evidence)
    scores: dict[str, float] = {}
    for one in evidence:
        scores[one.status] = scores.get(one.status, 0.0) + one.weight
    bail = any(_BAIL.search(article.of(sentence)) for sentence in article.body())
    if not scores:
        return Field("unknown", 0.2, flags=("status_unknown: the article does not say what has become of them",))
    status = _final(scores, evidence)
    if bail and status in ("released", "detained") and not _says_still_held(evidence):
        spans = tuple((one.start, one.end) for one in evidence[:4])
        return Field("unknown", 0.3, spans, ("status_bail: released on bail, which is no release",), (Alternative("released", 0.4),))
    return _field(status, scores, evidence)


def _death_of(article: Article, whom: Whom, about: list[Sentence]) -> list[_Evidence]:
    """ "The death of NAME", with the name that the article is about."""
    if whom.cluster is None:
        return []
    names = "|".join(re.escape(form) for form in sorted(whom.cluster.forms, key=len, reverse=True)[:20])
    pattern = re.compile(rf"\b(?:death|killing|murder) of (?:[\w-]+ ){{0,5}}?(?:{names})\b|\b(?:{names})'s? death\b")
    found = []
    for order, sentence in enumerate(about):
        match = pattern.search(article.of(sentence))
        if match and not re.search(r"\bslow\s$|\b(?:prevent|fear|threat)\w*\s(?:\w+\s)?$", article.of(sentence)[: match.start()]):
            found.append(_Evidence("died", 4.0, sentence.start + match.start(), sentence.start + match.end(), order, ""))
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
    for sign in _SIGNS:
        match = sign.pattern.search(text)
        if match and _holds(sign, text, match):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            found.append(_Evidence(sign.status, sign.weight * lead, start, end, order, max(dates, default="")))
    return found


def _holds(sign: _Sign, text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 90) : match.start()]
    after = text[match.end() : match.end() + 90]
    if sign.status == "detained":
        return not (sign.needs_fact and re.search(r"\bno longer\s*$", before))
    if sign.status in ("released", "release_before") and _NOT_FROM_CUSTODY.match(after):
        return False
    if _SUBJECT_ELSE.search(before):
        return False
    if sign.status in ("died", "executed", "released", "house_arrest") and sign.needs_fact:
        if _MODAL.search(before) or re.match(r"\s*(?:penalty|sentence|row|threats?|squad)\b", after):
            return False
        if sign.status == "house_arrest" and re.search(r"\b(?:after|from|following|ended|lifted|previous(?:ly)?|earlier|months? of|years? of|first)\s(?:\w+\s){0,3}$", before):
            return False
    return True


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
    return max(("detained", "disappeared", "house_arrest", "released", "died", "executed"), key=lambda one: scores.get(one, 0.0))


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
    strong = [one for one in evidence if one.status == "detained" and one.weight >= 4.0]
    free = [one for one in evidence if one.status == "released" and one.order <= 2]
    return bool(strong) and not free


def _field(status: str, scores: dict[str, float], evidence: list[_Evidence]) -> Field:
    mine = scores.get(status, 0.0)
    rest = sorted(((score, name) for name, score in scores.items() if name != status), reverse=True)
    second = rest[0][0] if rest else 0.0
    confidence = round(min(0.97, 0.3 + 0.3 * min(1.0, mine / 8) + 0.35 * max(0.0, (mine - second) / max(mine, second, 0.1))), 2)
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
        if score >= 0.35 * mine and score >= 3.0:
            flags.append(f"status_margin: {status} or {name}?")
    if status in ("released", "died", "executed"):
        flags.append(f"status_ended: the article says “{status}”; a letter cannot ask for their release")
    return tuple(flags)
