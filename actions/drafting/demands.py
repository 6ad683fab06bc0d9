"""What is demanded, word for word, and for whom; a prosecutor's demand for a sentence is none."""

import re
from dataclasses import dataclass, replace

from actions.drafting.draft import Beneficiary, Demand
from actions.drafting.person import Whom
from actions.drafting.segments import Article, Sentence

_I = re.IGNORECASE

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, _I))
    for kind, pattern in (
        ("body", r"\b(?:return|hand over|release)\w*\b.{0,30}\b(?:body|remains)\b|\bbody\b.{0,40}\b(?:family|relatives|burial|buried)\b|\bтело\b"),
        ("extradition", r"\bextradit\w+|\bdeport\w*|\bforcibl[ey] return|\brefoul\w+|\bauslieferung|\bexpuls\w+|\bэкстрадици\w+"),
        ("execution", r"\bexecution|\bexecut(?:e|ing)\b|\bdeath (?:sentence|penalty)|\bstay\b|\bhinrichtung|\btodesstrafe|\bpeine de mort|\bpena de muerte|\bказн\w+"),
        ("torture", r"\btortur\w+|\bill-?treat\w+|\babuse\b|\bslow killing|\bkilling\b|\bmistreat\w+|\bfolter|\btorture|\bпытк\w+|\bhumane|\bsafety\b|\bphysical and|\bprotect\w*"),
        ("whereabouts", r"\bwhereabouts|\bfate\b|\bwhere (?:he|she|they|\w+) (?:is|are)\b|\bverbleib|\baufenthaltsort|\blieu de détention|\bparadero|\bместонахожд\w+|\backnowledge\b"),
        ("medical", r"\bmedical|\bhospital\w*|\bdoctors?\b|\btreatment\b|\bhealth ?care|\bmedicines?|\bmedications?|\bsurgery|\bspecialist|\bmedizinisch\w*|\bärzt\w+|\bmédica\w*|\bsoins|\bmédic[oa]\w*|\batención|\bмедицин\w+|\bврач\w*|\bлечени\w+|\bcare\b"),
        ("solitary", r"\bsolitary|\bisolation\b|\bpunishment cell|\beinzelhaft|\bisolement|\baislamiento|\bшизо"),
        ("investigate", r"\binvestigat\w+|\binquiry|\baccountab\w+|\bbrought to justice|\bbring\b.{0,40}\bto justice|\buntersuch\w+|\benquête|\binvestigación|\bрасследова\w+|\bautopsy|\btruth\b"),
        ("release", r"\breleas\w+|\bfree(?:d|dom|ing)?\b|\blibert(?:y|ate)|\bpardon\w*|\bamnesty for|\bclemency|\bfreilass\w+|\bfreizulassen|\bfreiheit\b|\blib[ée]r\w+|\blibertad|\bexcarcel\w+|\bосвобо\w+|\bсвобод[уы]\b|\bsend (?:him|her|them) home|\bhome\b|\bdetention\b|\blet\b.{0,40}\bgo\b"),
        ("charges", r"\b(?:drop|dismiss|withdraw|quash|annul|overturn|vacat)\w*|\bcharges\b|\bconviction|\banklage\w*|\babandon des poursuites|\bcargos\b|\bобвинени\w+|\bverdict|\bsentence\b"),
        ("fair_trial", r"\b(?:fair|open|public|new|civilian) (?:and \w+ )?trial|\bretrial|\bdue process|\bprocès équitable|\bjuicio justo|\bfaire\w* (?:verfahren|prozess)|\bсправедлив\w+ суд\w*|\btrial\b"),
        ("lawyer", r"\blawyers?\b|\blegal (?:counsel|representation|aid|team)|\banwalt\w*|\banwält\w+|\bavocats?\b|\babogad[oa]s?|\bадвокат\w*"),
        ("family", r"\bfamil(?:y|ies)\b|\bvisits?\b|\brelatives\b|\bletters?\b|\bphone calls?|\bfamilie|\bfamille|\bfamilia|\bродствен\w+|\bсвидани\w+"),
        ("justice", r"\bjustice\b|\brights\b|\bindependen\w+|\baccess\b|\bgerechtigkeit|\bjusticia"),
    )
)
_VERBS = (
    r"release|free|drop|ensure|guarantee|provide|allow|grant|end|stop|halt|quash|investigate|disclose|reveal|commute|lift|transfer|give|return|annul|overturn|conduct|bring|put an end|"
    r"respect|cease|refrain|protect|let|hand over|open|order|take|repeal|confirm|inform|pardon|reconsider|establish|send|admit|hold|make|retry|move|abolish|hand|drop|tell|say|set|free|account for|acknowledge|cancel|dismiss|withdraw|vacate"
)
_ADVERBS = r"(?:(?:please|immediately|unconditionally|urgently|promptly|also|at once|and|fully|now|,)\s?){0,5}"
_DEMANDING = re.compile(
    rf"""\b(?:
      (?:demand|request)(?:s|ed|ing)?(?:\s(?:again|now|today))?(?:\sfor)?(?:\sthat)?\s(?!(?:to|from|in|by|was|were)\b)
    | (?:call(?:s|ed|ing)?|appeal(?:s|ed|ing)?|plea(?:s|d|ds|ding|ded)?|(?-i:press(?:es|ed|ing)?)|campaign(?:ed|ing)|push(?:es|ed|ing)?|petition(?:s|ed|ing)?|rall(?:y|ies|ied)|protest(?:s|ed|ing)?)
        (?:\s(?:again|publicly|repeatedly|today|once more|urgently|jointly|together))?\sfor\s
    | (?:call(?:s|ed|ing)?\s(?:on|upon)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|implor(?:e|es|ed|ing)|appeal(?:s|ed|ing)?\sto|(?-i:press(?:es|ed|ing)?)|petition(?:s|ed|ing)?|tell(?:s|ing)?|request(?:s|ed|ing)?|beg(?:s|ged)?|exhort(?:s|ed)?|remind(?:s|ed)?|want(?:s|ed)?)
        \s(?:(?!to\b|called\b|urged\b|asked\b|demanded\b)[\w'.,-]+\s){{0,14}}?(?P<not>not\s)?to\s
    | (?:call(?:s|ed|ing)?\s(?:on|upon)|urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?)\s(?:(?!that\b)[\w'.-]+\s){{0,10}}?that\s
    | (?:want(?:s|ed)?|seek(?:s|ing)?|await(?:s|ing)?)\s(?=(?:his|her|their|an?|the)\s(?:\w+\s){{0,3}}?(?:body|release|freedom|investigation|inquiry|retrial|acquittal|conviction)\b)
    | insist(?:s|ed|ing)?\s(?:on|that)\s
    | recommend(?:s|ed|ing)?\sthat\s
    )""",
    _I | re.VERBOSE,
)
_MUST = re.compile(
    rf"\b(?:must|should|needs? to|ought to|have to|has to)\s(?P<act>{_ADVERBS}(?:(?P<passive>be\s(?:\w+ly\s)?(?:and\s\w+ly\s)?(?:released|freed|given|allowed|granted|provided|transferred|dropped|quashed|"
    rf"investigated|halted|stopped|taken|hospitali[sz]ed|retried|annulled|overturned|returned|protected|disclosed|lifted|held to account|brought|commuted|treated|examined|free\b|an? \w+ ?\w* ?investigation))|"
    rf"(?P<receive>receive|have access|get\b|walk free|go free|come home)|(?:{_VERBS})\b))",
    _I,
)
_IMPERATIVE = re.compile(rf"^\W*(?P<act>{_ADVERBS}(?:{_VERBS})\b)", _I)
_SLOGAN = re.compile(r"\b(?P<act>(?:Free|Release|FREE|RELEASE|Freedom for|Justice for)\s(?:[A-Z][\w'-]+|all|him|her|them)\b)")
_OTHER_LANGUAGES = {
    "de": r"\b(?:forder(?:t|te|n|ten|ung nach)|verlang(?:t|te|en|ten)|appellier\w+ an [^,.]{1,60}, |dringt auf|drängt auf|ruf(?:t|en) [^.,]{1,60} auf, |müss?(?:e|en|t)?|muss)\s",
    "fr": r"\b(?:demand(?:e|ent|é|ait|aient|ons|er)(?: aux autorités| au gouvernement)?|exig(?:e|ent|é|eons|er)(?: aussi| également)?|réclam(?:e|ent|é|ons|er)|appel(?:le|lent|é|lons) (?:à|les autorités à|le gouvernement à|[^.,]{1,50} à)|doi(?:t|vent))\s(?:à ce que\s|que\s|de\s)?",
    "es": r"\b(?:exig(?:e|en|ió|ieron|imos|ir)|pid(?:e|en|ió|ieron|imos)|reclam(?:a|an|ó|aron|amos)|demand(?:a|an|ó|aron|amos)|solicit(?:a|an|ó|aron)|llam(?:a|an|ó|aron) a|inst(?:a|an|ó|aron) a [^.,]{1,50} a|deben?)\s(?:que\s)?",
    "ru": r"\b(?:требу(?:ет|ют|ем|я)|потребова(?:л|ла|ли)|призыва(?:ет|ют|ем)|призва(?:л|ла|ли)|добива(?:ется|ются)|проси(?:т|м|л|ла|ли)|долж(?:ен|на|ны))\s",
}
_CLAUSE_END = re.compile(
    r"\s-\s|[;:.!?\"()\[\]]|,\s(?:an?|aged|\d\d)\s|,?\s(?:according to|in a (?:statement|letter|joint)|said\b|says\b|saying|told\b|added\b|adding|citing|warning|noting|arguing|stressing)|"
    r",\s(?:which|who|whose|where|while|whilst|as|after|but|because|although|though|since|he|she|they|it|we|so|when|before|until|if|including those|describing|calling|condemning|the|and (?:said|says|has|have|is|are|was|were|he|she|they|we|it|condemned|called|urged|warned))\b|\s(?:y|et|und|и)\s(?:pide|exige|llama|denuncia|exigent|dénonce|fordert|verlangt|призвал\w*)\b|,\s(?:la|le|les)\s\w+\s\w+ant\b|"
    r"\s(?:because|while|whilst|after|when|before (?:it|the|he|she)|since|until|amid|following|ahead of|as (?:he|she|they|it|the|his|her|well)|and (?:said|says|condemned|called|urged|warned|told|added|describ\w+|accus\w+|has|have|are|is))\s"
    r"|\s(?:sagte|erklärte|a déclaré|dijo|afirmó|сообщил\w*|заявил\w*)\b|,\s(?:der|die|das|weil|nachdem|qui|après|que|tras|который|которая|после|что|so|selon|según)\b",
    _I,
)
_SPLIT = re.compile(
    rf",?\s(?:and|as well as|und|et|y|и)\s(?:to\s|that\s|for\s)?(?={_ADVERBS}(?:{_VERBS})\b(?!\s(?:and|or)\b)|an?\s(?:\w+[\s,]+){{0,5}}?(?:investigation|inquiry|end)|(?:full |immediate |prompt |proper |adequate )*(?:access|medical)|all charges|(?:the )?(?:dropping|quashing)|\w{{3,}}ть\b)|"
    rf",\s(?:to\s)?(?={_ADVERBS}(?:{_VERBS})\b)",
    _I,
)
_BY_THE_STATE = re.compile(r"\b(?:prosecut\w+|police|investigators?|court|judge|authorities|regime|government|kidnappers|interrogators|guards|officials?|military|staatsanwalt\w*|parquet|procureur|fiscal(?:ía)?|прокурор\w*|прокуратур\w*)\b[^.,;]{0,50}$", _I)
_SENTENCE_SOUGHT = re.compile(r"\b(?:years?|months|life|jahre\w*|ans|años|лет|death (?:sentence|penalty))\b", _I)
_OWN_ACTIVISM = re.compile(
    r"\b(?:for|after|of|over|by|had|banners?|posters?|placards?|posts?|speech|leaflets|video|himself|herself)\s(?:publicly |having |repeatedly |peacefully |also )*$|\bwho (?:had |has )?(?:\w+ly )?$|\b(?:protest(?:s|ers)?|demonstrat\w+|rall(?:y|ies)|strikes?|marches)\s(?:\w+\s){0,2}$",
    _I,
)
_REFUSED = re.compile(r"\b(?:denied|refused|ignored|rejected)\s(?:\w+\s){0,3}$", _I)
_OTHERS = re.compile(
    r"\b(?:all|every|each|other|others|those|everyone|every one of|thousands of|hundreds of|dozens of)\b(?:\s[\w'-]+){0,5}?\s?(?:prisoners?|detainees?|journalists?|people|persons|activists?|protesters?|hostages?|who|held|imprisoned|jailed|detained|women|students|"
    r"defenders|critics|writers|inmates)\b|\bpolitical prisoners\b|\bprisoners of conscience\b|\ball(?:e|er)? (?:politischen )?gefangenen|\bpolitische[nr]? gefangene[nr]?\b|\btous les (?:prisonniers|détenus)|\bprisonniers politiques|\btodos los (?:presos|prisioneros)|\bpres[oa]s polític[oa]s|\b(?:всех )?политзаключ[её]нных|\bwomen prisoners\b",
    _I,
)
_PRONOUN = re.compile(r"\b(?:he|him|his|she|her|hers|er|ihn|sein\w*|ihre\w*|il|elle|son|sa|le|la|su|sus|él|ella|его|её|ее|ему|ей)\b", _I)
_THEY = re.compile(r"\b(?:they|them|their|theirs|all (?:of them|the \w+)|the (?:two|three|four|five|six|seven|eight|nine|ten|\w+teen|group|men|women|students|defendants|detainees|prisoners)|sie|ihrer?|leur|ils|elles|их|им|ellos|sus)\b", _I)


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    sentence: Sentence
    is_imperative: bool = False


def find_demands(article: Article, whom: Whom) -> tuple[Demand, ...]:
    found: list[_Found] = []
    for sentence in article.body():
        found += _in_sentence(article, sentence)
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
    patterns = [_DEMANDING] if article.source.language not in _OTHER_LANGUAGES else [re.compile(_OTHER_LANGUAGES[article.source.language], _I)]
    for pattern in patterns:
        for match in pattern.finditer(text):
            if _is_meant(text, match):
                begin = match.start("not") if match.groupdict().get("not") else match.end()
                found.append(_Found(base + begin, base + _clause_end(text, match.end()), sentence))
    if article.source.language in _OTHER_LANGUAGES:
        return found
    for match in _MUST.finditer(text):
        is_passive = match["passive"] or match["receive"]
        begin = _subject_start(text, match.start()) if is_passive else match.start("act")
        found.append(_Found(base + begin, base + _clause_end(text, match.end()), sentence))
    imperative = _IMPERATIVE.match(text)
    if imperative and sentence.kind != "title":
        found.append(_Found(base + imperative.start("act"), base + _clause_end(text, imperative.end()), sentence, True))
    for match in _SLOGAN.finditer(text):
        found.append(_Found(base + match.start("act"), base + _clause_end(text, match.end()), sentence, True))
    return found


def _is_meant(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 70) : match.start()], text[match.end() : match.end() + 120]
    if _BY_THE_STATE.search(before) or _REFUSED.search(before):
        return False
    if _OWN_ACTIVISM.search(before) and not re.search(r"\b(?:his|her|him|their|them)\b|[A-Z]\w+'s", after[:60]):
        return False
    return True


def _clause_end(text: str, begin: int) -> int:
    position = begin
    while match := _CLAUSE_END.search(text, position):
        if match[0] == "." and (re.match(r"\w|\s[a-z]", text[match.end() : match.end() + 2]) or re.search(r"\b(?:No|Dr|Mr|Ms|St)$", text[: match.start()])):
            position = match.end()
            continue
        if re.match(r",\s(?:an?|aged|\d\d)\s", match[0]) and not re.search(r"[A-Z][\w'-]*$", text[begin : match.start()]):
            position = match.end()
            continue
        if match[0].startswith(",") and re.search(r",\s(?:pending|until|while|in|without|where|if|as|meanwhile)\b[^,]*$", text[begin : match.start()]):
            position = match.end()
            continue
        if match[0] == '"' and text.count('"', begin, match.start()) % 2 == 0 and text.find('"', match.end()) > 0 and text[match.start() - 1 : match.start()] == " ":
            position = text.find('"', match.end()) + 1
            continue
        if match[0] == "(" and ")" in text[match.end() : match.end() + 60]:
            position = text.index(")", match.end()) + 1
            continue
        return match.start()
    return len(text)


def _subject_start(text: str, end: int) -> int:
    """Where the clause before "must be released" begins."""
    cut = max((match.end() for match in re.finditer(r"[,;:\"()]\s*|\s-\s|\b(?:that|and|said|because|but)\s", text[:end])), default=0)
    return cut


def _pieces(view: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    begin = start
    for match in _SPLIT.finditer(view, start, end):
        if kind_of(view[begin : match.start()]) and (kind_of(view[match.end() : end]) or _IMPERATIVE.match(view[match.end() : end])):
            pieces.append((begin, match.start()))
            begin = match.end()
    return [*pieces, (begin, end)]


def _demand(article: Article, whom: Whom, found: _Found, start: int, end: int) -> Demand | None:
    while start < end and article.view[start] in " ,'\"":
        start += 1
    while end > start and article.view[end - 1] in " ,'\"":
        end -= 1
    text = article.view[start:end]
    kind = kind_of(text) or ("other" if start > found.start and _IMPERATIVE.match(text) else None)
    if kind is None or (kind == "extradition" and re.match(r"(?:the |his |her )?(?:extradition|deportation)\b", text, _I)) or not 6 <= len(text) <= 400 or not re.search(r"\w\s+\w|\w{8}", text):
        return None
    if kind in ("justice", "family", "charges") and _SENTENCE_SOUGHT.search(text) and not re.search(r"quash|overturn|drop|commut|annul", text, _I):
        return None
    if found.is_imperative and not _is_addressed(article, whom, text):
        return None
    return Demand(article.text[start:end], start, end, _beneficiary(article, whom, found.sentence, start, end), kind)


def _is_addressed(article: Article, whom: Whom, text: str) -> bool:
    """Whether an imperative is a demand and not advice to the reader."""
    names = [form for form in whom.cluster.forms] if whom.cluster else []
    return bool(
        any(name in text for name in names) or _PRONOUN.search(text) or _THEY.search(text) or _OTHERS.search(text) or re.search(r"\b(?:charges|investigation|all|execution|torture|whereabouts)\b", text, _I)
    )


def _beneficiary(article: Article, whom: Whom, sentence: Sentence, start: int, end: int) -> Beneficiary:
    text = article.view[start:end]
    if whom.cluster and any(re.search(rf"\b{re.escape(form)}\b", text) for form in whom.cluster.forms):
        return "person"
    other = any(start <= mention.start < end and " " in mention.text for one in whom.others for mention in one.mentions)
    if whom.group:
        return "others" if _OTHERS.search(text) and not _THEY.search(text) and whom.group.label.lower() not in text.lower() else "group"
    if _OTHERS.search(text) and not re.match(r"\W*(?:his|her|him)\b", text, _I):
        return "others"
    if other or (whom.cluster and re.search(r"\b(?:them|their)\b", text) and not _names_person(whom, sentence)):
        return "others"
    return "person"


def _names_person(whom: Whom, sentence: Sentence) -> bool:
    return bool(whom.cluster) and any(mention.sentence.start == sentence.start for mention in whom.cluster.mentions if whom.cluster)


def _without_repeats(demands: list[Demand]) -> list[Demand]:
    kept: list[Demand] = []
    for demand in sorted(demands, key=lambda one: one.start):
        plain = re.sub(r"\W+", " ", demand.text).lower()
        if not any(re.sub(r"\W+", " ", other.text).lower() == plain for other in kept):
            kept.append(replace(demand))
    return kept
