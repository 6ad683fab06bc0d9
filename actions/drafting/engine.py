"""An article becomes a draft, by rules: everything in it stands in the article, or in a template."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from actions import clock
from actions.drafting.calls import find_call
from actions.drafting.custody import Topic, has_custody_word, topic
from actions.drafting.dates import find_dates
from actions.drafting.demands import find_demands
from actions.drafting.draft import Demand, Draft, Field, KnownCase, Link, Source, Span, Tier
from actions.drafting.events import find_events
from actions.drafting.gate import pass_gate
from actions.drafting.known import find_known, known_flags
from actions.drafting.language import READ_LANGUAGES
from actions.drafting.letter import Slots, hashtags, letter, make_slots, title
from actions.drafting.links import find_links
from actions.drafting.person import Whom, find_whom
from actions.drafting.place import find_place
from actions.drafting.quotes import find_quotes, quoted_ranges
from actions.drafting.segments import READ_LIMIT, Article, Sentence, read
from actions.drafting.state import find_state
from actions.drafting.status import find_status
from actions.drafting.territories import state_name

_FRESH = timedelta(days=90)
_TESTED_LANGUAGE = "en"
_MUCH_RIGHTS = 3
_MUCH_CUSTODY = 5
"""Words of custody for each of ordinary crime: a text that has more tells of a prisoner, whatever for."""
_FICTION = re.compile(
    r"\b(?:episodes?|showrunner|seasons?|runtime|trailer|box office|sequel|protagonist|fiction(?:al)?|"
    r"novel(?:la)?|plot|cast|"
    r"screenplay|thriller|starring|premieres?|blockbuster|stars as|played by|heroine|villain|★+)(?!\w)",
    re.IGNORECASE,
)
_REVIEW = 3
_CAREER = re.compile(
    r"\b(?:sworn in|inaugurated|took office|deputy speaker|by-election|cabinet post|ex-(?:prisoner|convict|detainee)|"
    r"running for (?:president|office|parliament))\b",
    re.IGNORECASE,
)
_LOOKING_BACK = re.compile(
    (
        r"\b(?:memoirs?|autobiograph\w+|novel|exhibition|her (?:new )?book|his (?:new )?book|biopic|box office|"
        r"starring|remastered)\b"
    ),
    re.IGNORECASE,
)


def draft(source: Source, *, known: Sequence[KnownCase] = (), today: date | None = None) -> Draft:
    article = read(source)
    dates = _date_flags(source, today or clock.now().date())
    if source.language not in (*READ_LANGUAGES, "und"):
        return pass_gate(_by_hand(article, dates))
    about = topic(article)
    reason = _no_case(about)
    if reason:
        return Draft(source, "no_case", flags=(f"no_case: {reason}",))
    return pass_gate(_drafted(article, about, dates, known))


@dataclass(frozen=True)
class _Findings:
    whom: Whom
    state: Field
    status: Field
    place: Span | None
    demands: tuple[Demand, ...]
    links: tuple[Link, ...]


def _drafted(article: Article, about: Topic, dates: tuple[str, ...], known: Sequence[KnownCase]) -> Draft:
    whom = find_whom(article)
    found = _Findings(
        whom,
        _answering_state(find_state(article, whom).field),
        find_status(article, whom),
        find_place(article, whom),
        find_demands(article, whom),
        find_links(article, whom.cluster),
    )
    match = find_known([variant for person in whom.persons for variant in person.variants], known)
    state = found.state.value if isinstance(found.state.value, str) else None
    status = found.status.value if isinstance(found.status.value, str) else "unknown"
    group = whom.group.label if whom.group else None
    slots = make_slots(whom.name, group, state, status, _letter_place(article, found.place), found.demands)
    doubt = _doubt(article, about, found)
    tier: Tier = "uncertain" if doubt else "case"
    flags = [
        *([f"case_uncertain: {doubt}"] if doubt else []),
        *whom.flags,
        *found.state.flags,
        *found.status.flags,
        *_demand_flags(found.demands),
        *_language_flags(article),
        *dates,
        *(known_flags(match, state) if match else ()),
    ]
    clusters = (*whom.others, *([whom.cluster] if whom.cluster else []))
    call = find_call(article)
    summary = _summary(article, whom)
    return Draft(
        source=article.source,
        tier=tier,
        persons=whom.persons,
        person=whom.name,
        group=group,
        responsible_state=state,
        status=status,
        detention_place=found.place,
        demands=found.demands,
        summary=summary,
        events=find_events(article, whom, article.source.published_on),
        quotes=find_quotes(article, clusters),
        links=found.links,
        call_to_action=call,
        title=title(slots) if slots else _bare_title(state),
        message=letter(slots) if slots else "",
        hashtags=hashtags(slots) if slots else (),
        flags=tuple(dict.fromkeys(flags)),
        fields=_fields(found, call, summary, slots),
        known=match,
    )


def _answering_state(field: Field) -> Field:
    """Hong Kong and Macao have no missions of their own: China's answer for them."""
    if field.value not in ("HK", "MO"):
        return field
    flag = (
        f"state_{'hong_kong' if field.value == 'HK' else 'macao'}: held by the authorities of "
        f"{state_name(str(field.value))}; China's missions answer for them"
    )
    return Field(
        "CN", field.confidence, field.spans, (*tuple(f for f in field.flags if "margin" not in f), flag), field.alternatives
    )


def _no_case(about: Topic) -> str | None:
    if about.custody == 0:
        return "the text speaks of nobody who is held"
    if about.rights == 0 and about.crime > 0 and about.custody < _MUCH_CUSTODY * about.crime:
        return "the text speaks of ordinary crime and not of rights"
    return None


def _doubt(article: Article, about: Topic, found: _Findings) -> str | None:
    """Why this may be no case for a campaign, or not one that the rules can read; None where nothing speaks against it."""
    return next((reason for holds, reason in _doubts(article, about, found) if holds), None)


def _doubts(article: Article, about: Topic, found: _Findings) -> list[tuple[bool, str]]:
    whom, status = found.whom, found.status.value
    demanded = any(demand.beneficiary != "others" for demand in found.demands)
    least = 1 if about.crime == 0 and (about.custody >= 3 or demanded) else 2
    on_bail = any(flag.startswith("status_bail") for flag in found.status.flags)
    reviews = len({match[0].lower() for sentence in article.body() for match in _FICTION.finditer(article.of(sentence))})
    has_career = any(_CAREER.search(article.of(sentence)) for sentence in article.body())
    looks_back = any(_LOOKING_BACK.search(article.of(sentence)) for sentence in article.body())
    return [
        (article.is_cut, f"only the first {READ_LIMIT:,} characters were read"),
        (whom.cluster is None and whom.group is None, "nobody who is held was found by name"),
        (any(flag.startswith("person_uncertain") for flag in whom.flags), "little says who is held"),
        (found.state.value is None, "no state was found that holds them"),
        (
            about.rights_words < least or (about.custody < 2 and about.rights_words < _MUCH_RIGHTS),
            "little speaks of a person held for political reasons",
        ),
        (about.crime > about.rights, "it speaks more of ordinary crime than of rights"),
        (reviews >= _REVIEW, "it may review a film, a series or a book"),
        (has_career, "it may tell of the career of somebody who was held long ago"),
        (status == "released" and looks_back, "it may tell of somebody who was held long ago"),
        (status == "unknown" and not on_bail, "it does not say what has become of them"),
    ]


def _by_hand(article: Article, dates: tuple[str, ...]) -> Draft:
    language = article.source.language
    flags = (
        "case_uncertain: this language is not read by the rules",
        f"language_{language}: not read; fill in the fields by hand",
        "person_missing: fill in by hand",
        "state_missing: fill in by hand",
        "status_unknown: fill in by hand",
        "no_demand: fill in by hand",
        *dates,
    )
    empty = {name: Field(None) for name in ("person", "responsible_state", "status", "detention_place", "demands")}
    return Draft(
        article.source, "uncertain", links=find_links(article, None), flags=flags, fields=empty, title=_bare_title(None)
    )


def _bare_title(state: str | None) -> str:
    return f"A case in {state_name(state)}" if state else "Untitled case"


def _date_flags(source: Source, today: date) -> tuple[str, ...]:
    if source.published_on is None:
        return ("date_unknown: when this was published is not known; check that it is still true",)
    if source.published_on > today:
        return (f"date_future: published on {source.published_on.isoformat()}, after today",)
    if today - source.published_on > _FRESH:
        return (
            (
                f"date_old: published on {source.published_on.isoformat()}, more than 90 days ago; check that it is "
                f"still true"
            ),
        )
    return ()


def _language_flags(article: Article) -> tuple[str, ...]:
    language = article.source.language
    if language == _TESTED_LANGUAGE:
        return ()
    if language == "und":
        return ("language_und: which language this is was not recognised",)
    return (f"language_{language}: drafted with few rules for this language; check every field",)


def _demand_flags(demands: tuple[Demand, ...]) -> tuple[str, ...]:
    if not demands:
        return ("no_demand: the article demands nothing in so many words; say what you ask for",)
    if all(demand.beneficiary == "others" for demand in demands):
        return ("no_demand: what the article demands is for others; say what you ask for",)
    return ()


def _letter_place(article: Article, place: Span | None) -> Span | None:
    return place if article.source.language == _TESTED_LANGUAGE else None


def _summary(article: Article, whom: Whom) -> tuple[Span, ...]:
    """The few sentences that say most of who is held, where and why, in the article's order."""
    main = {mention.sentence.start for mention in whom.cluster.mentions} if whom.cluster else set()
    quoted = quoted_ranges(article)
    plain = [
        one for one in article.body() if one.kind == "body" and not any(start <= one.start < end for start, end in quoted)
    ]
    weighed = [(_weight(article, sentence, main, whom), -sentence.start, sentence) for sentence in plain]
    best = sorted((one for one in weighed if one[0] >= 3.0), reverse=True)[:4]
    return tuple(article.span(sentence.start, sentence.end) for _, _, sentence in sorted(best, key=lambda one: -one[1]))


def _weight(article: Article, sentence: Sentence, main: set[int], whom: Whom) -> float:
    text = article.of(sentence)
    if not 30 <= len(text) <= 450 or text.startswith('"'):
        return 0.0
    weight = (
        2.0 if sentence.start in main or (whom.group and whom.group.start in range(sentence.start, sentence.end)) else 0.0
    )
    weight += 2.0 if has_custody_word(text, article.source.language) else 0.0
    weight += 0.5 if find_dates(article.view, sentence.start, sentence.end) else 0.0
    return weight + max(0.0, 1.0 - 0.1 * sentence.paragraph)


def _fields(found: _Findings, call: Span | None, summary: tuple[Span, ...], slots: Slots | None) -> dict[str, Field]:
    whom, demands = found.whom, found.demands
    value = whom.name or (whom.group.label if whom.group else None)
    return {
        "person": Field(value if whom.cluster else None, whom.confidence, whom.spans, whom.flags, whom.alternatives),
        "responsible_state": found.state,
        "status": found.status,
        "detention_place": _field_of((found.place,) if found.place else (), 0.7),
        "demands": Field(
            tuple(demand.text for demand in demands), 0.75 if demands else 0.0, _spans(demands), _demand_flags(demands)
        ),
        "summary": Field(tuple(one.text for one in summary), 0.7 if summary else 0.0, _spans(summary)),
        "call_to_action": _field_of((call,) if call else (), 0.8),
        "title": Field(title(slots) if slots else None, 0.7 if slots else 0.0, whom.spans[:1]),
        "message": Field(letter(slots) if slots else None, 0.6 if slots else 0.0, _spans(slots.demands) if slots else ()),
    }


def _field_of(spans: tuple[Span, ...], confidence: float) -> Field:
    return Field(spans[0].text, confidence, _spans(spans)) if spans else Field(None)


def _spans(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)
