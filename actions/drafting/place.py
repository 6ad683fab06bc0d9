"""Where they are held, as the article names it: a prison with its town where both are given."""

import re
from collections.abc import Iterator

from actions.drafting.draft import Span
from actions.drafting.person import Whom
from actions.drafting.segments import Article, Sentence
from actions.drafting.territories import find_state_words

_NOT_A_DAY = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\b)"
)
_CAPITAL = rf"(?:{_NOT_A_DAY}(?:al-|el-|Al-|El-|d')?[A-ZÀ-ÞА-ЯЁ][\w'-]*)"
_TOWN = (
    rf"(?:,?\s(?:in|near|outside|at|im|bei|à|en|de|в)\s(?:the\s(?:city|town|village|capital) of\s|"
    rf"the\s)?{_CAPITAL}(?:\s(?:{_CAPITAL}|of|am|la|del|el)){{0,3}}(?:,\s{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})?)?"
)
_KIND = (
    r"(?:[Pp]rison(?:\s[Cc](?:amp|omplex|olony))?|[Jj]ail|[Dd]etention\s(?:[Cc]ent(?:re|er)|[Ff]acility)|"
    r"[Pp]enitentiary(?:\s(?:[Cc]entre|[Cc]omplex|[Ff]acility))?|[Pp]enal\s[Cc]olony|[Cc]olony|"
    r"[Cc]orrectional\s(?:[Cc]olony|[Ff]acility|[Cc]ent(?:re|er)|[Ii]nstitution)|"
    r"[Ll]abou?r\s[Cc]amp|[Cc]amp\b|[Pp]rocessing\s[Cc]ent(?:re|er)|[Rr]e-?education\s[Cc]ent(?:re|er)|"
    r"[Rr]emand\s(?:[Cc]entre|[Pp]rison)|[Cc]ustodial\s[Cc]ent(?:re|er)|"
    r"[Rr]ehabilitation\s[Cc]ent(?:re|er)|[Pp]olice\s(?:[Ss]tation|[Hh]eadquarters)|[Mm]ilitary\s[Bb]ase|"
    r"[Bb]arracks|[Ii]nvestigation\s[Pp]rison)"
)
_ADJECTIVE = (
    r"(?:(?:women's|men's|maximum[- ]security|high[- ]security|strict[- ]regime|central|remand|military|state|"
    r"pre-?trial|federal|provincial|notorious|main|immigration|secret|special[- ]regime|investigative|[Cc]entral|"
    r"[Ww]omen's|[Mm]aximum[- ][Ss]ecurity|[Rr]emand|[Mm]ilitary|[Ss]tate|[Pp]re-?[Tt]rial)\s){0,3}"
)
_NUMBER = r"(?!\w)(?:\s(?:No\.?|Nr\.?|№|Number)\s?\d+|[\s-][A-Z]?\d{1,3}\b)?(?:\s\([A-ZА-Я][\w\s/-]{1,14}\))?"
_NAMED = re.compile(
    rf"(?:(?:{_CAPITAL})(?:\s(?:{_CAPITAL}|of|de|del|el|la|\d{{1,2}})){{0,4}}\s){_ADJECTIVE}{_KIND}{_NUMBER}{_TOWN}"
)
_NUMBERED = re.compile(
    rf"(?:{_ADJECTIVE}{_KIND}|SIZO|IK|LIU|СИЗО|ИК|Colony|Strafkolonie|Gefängnis)(?:\s(?:No\.?|Nr\.?|№|"
    rf"Number)\s?\d+|[\s-][A-Z]?\d{{1,3}}\b)(?:\s\([A-ZА-Я][\w\s/-]{{1,14}}\))?{_TOWN}|(?:IK|SIZO|СИЗО|"
    rf"ИК)-\d+{_TOWN}"
)
_OFFICE_OF_PRISONS = (
    r"(?!Administration|Service|Department|Authorit|Board|Officer|Reform|Governor|Guard|Committee|Project|Union|Law)"
)
_CAMP = re.compile(rf"(?:Camp|Prison|Jail|Fort|Penitentiary)\s{_OFFICE_OF_PRISONS}{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}{_TOWN}")
_COMMON = re.compile(
    rf"{_ADJECTIVE}{_KIND}(?:,?\s(?:in|near|outside|at|on|of)\s(?:the\s(?:city|town|village|capital) of\s|"
    rf"the\s)?{_CAPITAL}(?:\s(?:{_CAPITAL}|of)){{0,3}}(?:,\s{_CAPITAL}(?:\s{_CAPITAL}){{0,2}})?)"
)
_KIND_DE = (
    r"[A-ZÄÖÜ][a-zäöüß]*gefängnis|Gefängnis|Strafkolonie|Haftanstalt|Untersuchungsgefängnis|Frauengefängnis|"
    r"Straflager"
)
_OTHERS = {
    "de": re.compile(
        rf"(?:{_CAPITAL}-)?(?:[A-ZÄÖÜ][a-zäöüß]*gefängnis|Gefängnis|Strafkolonie|Haftanstalt|"
        rf"Untersuchungsgefängnis|Frauengefängnis|"
        rf"Straflager)(?:\s(?:Nr\.\s?\d+|{_CAPITAL})){{0,2}}(?:\s(?:in|bei|von)\s{_CAPITAL}(?:,\s{_CAPITAL})?)?|"
        rf"[A-Z]\w+-Gefängnis"
    ),
    "fr": re.compile(
        rf"(?:prison|centre (?:de détention|pénitentiaire)|colonie pénitentiaire|maison d'arrêt|"
        rf"camp)\s(?:(?:centrale|civile|militaire|pour femmes)\s)?(?:de\s|d'|du\s|à\s)(?:la\s|"
        rf"l')?{_CAPITAL}(?:\s{_CAPITAL}){{0,2}}(?:,?\s(?:à|en)\s{_CAPITAL})?"
    ),
    "es": re.compile(
        rf"(?:cárcel|prisión|penal|centro penitenciario|penitenciaría|establecimiento "
        rf"penitenciario)\s(?:(?:de\s(?:máxima seguridad|mujeres)|provincial)\s)?(?:de\s|del\s|conocid[oa] "
        rf"como\s)?(?:la\s)?{_CAPITAL}(?:\s(?:{_CAPITAL}|del?)){{0,3}}(?:,?\sen\s{_CAPITAL})?"
    ),
    "ru": re.compile(
        r"(?:СИЗО|ИК)[-\s№]{0,3}\d*(?:\s«[^»]{2,30}»)?(?:\sв\s[А-ЯЁ][\w-]+)?|"
        r"колони\w+(?:\s[\w-]+\sрежима)?(?:\s№\s?\d+|\sИК-\d+)?\s(?:в|под)\s[А-ЯЁ][\w-]+(?:\s[а-яё]+ской области)?"
    ),
}
_NOW = re.compile(
    (
        r"\b(?:is|are|remains?|currently|now|serving|still|been)\b[^.]{0,80}?$|\b(?:transferred|moved|sent|taken|"
        r"returned) (?:\w+ ){0,3}?to\s(?:the\s|a\s)?$|\b(?:held|detained|imprisoned|jailed|kept|"
        r"incarcerated)\b[^.]{0,40}$|\bfrom\s$"
    ),
    re.IGNORECASE,
)
_EARLIER = re.compile(
    (
        r"\b(?:previously|formerly|earlier|first held|initially|until|was moved from|transferred from|from the|"
        r"outside|"
        r"in front of)\s(?:\w+\s){0,4}$"
    ),
    re.IGNORECASE,
)
_HELD_IN_TOWN = re.compile(
    (
        r"\b(?:(?:prison|jail) (?:sentence|term)|sentence|term|prison|jail|custody|detention|held|imprisoned|"
        r"jailed|detained|incarcerated|colony|cell|locked up)(?:\s[\w-]+){0,5}?\s(?:in|near)\s(?:the\s(?:city|"
        r"town) of\s)?$"
    ),
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:The|In|At|From|He|She|Then|Inside|Notorious|Russian|His|Her|Monday|Tuesday|Wednesday|Thursday|Friday|"
    r"Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Director of|Outside|Near|After|Since|On|To|Head of)\s"
)


def find_place(article: Article, whom: Whom) -> Span | None:
    main = {mention.sentence.start for mention in whom.cluster.mentions} if whom.cluster else set()
    other = {m.sentence.start for one in whom.others if " " in one.name for m in one.mentions}
    found: list[tuple[float, int, Span]] = []
    for sentence in article.body():
        about = 1.0 if sentence.start in main else 0.5 if sentence.start not in other else -0.5
        for weight, start, end in _places(article, sentence):
            found.append((weight + about + _now(article, sentence, start), -start, article.span(start, end)))
    best = max(found, key=lambda one: one[:2], default=None)
    return best[2] if best and best[0] > 0.9 else None


def _places(article: Article, sentence: Sentence) -> Iterator[tuple[float, int, int]]:
    language = article.source.language
    patterns = (
        [(2.0, _NAMED), (2.0, _NUMBERED), (1.8, _CAMP), (1.0, _COMMON)]
        if language not in _OTHERS
        else [(2.0, _OTHERS[language])]
    )
    if sentence.kind == "title":
        return
    for weight, pattern in patterns:
        for match in pattern.finditer(article.view, sentence.start, sentence.end):
            start, end = match.span()
            while leading := _LEADING.match(article.view[start:end]):
                start += leading.end()
            if _is_particular(article, start, end) and not _names_only_a_state(article, start, end):
                yield weight, start, end
    for word in find_state_words(article.view, sentence.start, sentence.end, language):
        before = article.view[max(sentence.start, word.start - 80) : word.start]
        if word.kind == "place" and _HELD_IN_TOWN.search(before):
            yield 0.5, word.start, word.end
        elif (
            word.kind == "institution"
            and re.search(r"\b(?:in|at|inside|from|to|en|à|im|in der|в)\s(?:the\s)?$", before)
            and has_prison_word(article.view[word.start : word.end + 20])
        ):
            yield 1.5, word.start, word.end


def _is_particular(article: Article, start: int, end: int) -> bool:
    """Neither "prison" nor "Russian prison" nor the German noun alone names a place."""
    text = article.view[start:end]
    words = [word for word in re.findall(r"[\w-]+", text) if word[0].isupper() or word[0].isdigit()]
    if article.source.language == "de":
        words = [word for word in words if not re.fullmatch(_KIND_DE, word)]
    people = sum(word.kind == "people" for word in find_state_words(article.view, start, end, article.source.language))
    return len([word for word in words if not re.fullmatch(_KIND, word)]) > people


def _names_only_a_state(article: Article, start: int, end: int) -> bool:
    """ "Prison in Turkey" names no place."""
    words = list(find_state_words(article.view, start, end, article.source.language))
    capitals = re.findall(r"[A-ZÀ-ÞА-ЯЁ][\w'-]+", article.view[start:end])
    return (
        bool(words)
        and not re.search(r"\d", article.view[start:end])
        and words[-1].kind == "name"
        and len(capitals) == len(article.view[words[-1].start : words[-1].end].split())
    )


def has_prison_word(text: str) -> bool:
    return bool(
        re.search(
            (
                r"prison|jail|IK-|SIZO|Evin|Insein|Tora|Belmarsh|Silivri|Luzira|Helicoide|Chipote|CECOT|"
                r"Lefortovo|Saydnaya|"
                r"Okrest|Combinado"
            ),
            text,
        )
    )


def _now(article: Article, sentence: Sentence, start: int) -> float:
    before = article.view[max(sentence.start, start - 100) : start]
    if _EARLIER.search(before):
        return -1.0
    return 1.0 if _NOW.search(before) else 0.0
