"""What happened when, as far as the article dates it."""

import re
from datetime import date

from actions.drafting.custody import has_custody_word
from actions.drafting.dates import FoundDate, find_dates
from actions.drafting.draft import Event
from actions.drafting.person import Whom
from actions.drafting.segments import Article, Sentence

_PRECISE = re.compile(r"(?:\d{4}|-)-\d\d-\d\d|\d{4}-\d\d")
_PRONOUN = re.compile(r"\b(?:he|him|his|she|her)\b")
_LONGEST = 220
_MOST = 30
_HAPPENED = re.compile(
    r"\b(?:charg(?:ed|es)|trial|tried|court|hearing|verdict|appeal\w*|convict\w*|indict\w*|acquitt\w*|raid\w*|"
    r"search(?:ed)|disappear\w*|missing|abduct\w*|kidnap\w*|tak(?:en|e) |took |transfer\w*|moved|hospital\w*|"
    r"hunger strike|poison\w*|attack\w*|beat\w*|died|death|killed|execut\w*|hang(?:ed|ing)|releas\w*|freed|"
    r"pardon\w*|bail|extradit\w*|deport\w*|sanction\w*|warrant|last seen|seen|see (?:him|her|them)|lawyer|"
    r"visit\w*|did not come|came back|vanish\w*|seiz\w*|stopped|picked up|protest\w*|contact\w*|operation|"
    r"surgery|diagnos\w*|"
    r"collapsed|declared|designated|banned|dissolved|fled|return(?:ed|ing)|summon\w*|questioned|born|prison\w*|"
    r"amnesty|opinion|adopted|ruled|upheld|rejected|overturned|extended|"
    r"urteil|prozess|anklage|berufung|starb|entlassen|verlegt|hungerstreik|durchsuch\w*|procès|jugement|appel|"
    r"peine|grève de la faim|mort\w*|libér\w*|juicio|sentencia|apelación|huelga|murió|liberad\w*|trasladad\w*|"
    r"суд\w*|обыск\w*|дело|умер\w*|скончал\w*|освобо\w*|этап\w*|голодовк\w*|приговор\w*)\b",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(
    r";\s|\s-\s|,\s(?:and|but|while|where|whereas|before|although|though|when|who|which)\s|,\s(?:after|"
    r"following)\s"
)


def find_events(article: Article, whom: Whom, published_on: date | None) -> tuple[Event, ...]:
    events: list[Event] = []
    about = {sentence.start for sentence in whom.sentences_about(article)}
    for sentence in article.body():
        if sentence.start not in about and not _PRONOUN.search(article.of(sentence)):
            continue
        dates = find_dates(article.view, sentence.start, sentence.end, published_on)
        for found in dates:
            start, end = _clause(article, sentence, found, dates)
            text = article.view[start:end]
            if _PRECISE.fullmatch(found.iso) or _HAPPENED.search(text) or has_custody_word(text, article.source.language):
                events.append(Event(article.text[start:end], start, end, found.iso))
        if len(events) >= _MOST:
            break
    return tuple(dict.fromkeys(events))[:_MOST]


def _clause(article: Article, sentence: Sentence, found: FoundDate, dates: list[FoundDate]) -> tuple[int, int]:
    """The sentence, or where it is long or has several dates, the clause around this one."""
    if len(dates) == 1 and sentence.end - sentence.start <= _LONGEST:
        return sentence.start, sentence.end
    start, end = sentence.start, sentence.end
    for match in _CLAUSE_BREAK.finditer(article.view, sentence.start, sentence.end):
        if match.end() <= found.start:
            start = match.end()
        elif match.start() >= found.end:
            end = match.start()
            break
    if not (
        _HAPPENED.search(article.view, start, end) or has_custody_word(article.view[start:end], article.source.language)
    ):
        return sentence.start, sentence.end
    return start, end
