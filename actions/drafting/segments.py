"""A frozen text in paragraphs and sentences. Nothing is copied: a sentence is two offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from actions.drafting.boilerplate import is_headline, kind_of, opens_list
from actions.drafting.draft import Source, Span
from actions.drafting.source import BY_LINE, read_headers

Kind = Literal["title", "body", "meta", "caption", "contact", "boilerplate"]

READ_LIMIT = 200_000
"""Code points that are read with care: some thirty thousand words, more than any article."""
_LONGEST_SENTENCE, _SHORTEST = 1200, 3

_SAME_LENGTH = str.maketrans(
    {"\n": " ", "\t": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "‘": "'", "’": "'", "ʼ": "'", "‛": "'", "`": "'"}
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
)
_ABBREVIATED = (
    "mr mrs ms dr prof st sr jr gen col lt sgt capt maj adm rev hon gov sen rep pres no nos art arts sec "
    "fig vs etc inc ltd jan feb mar apr jun jul aug sept sep oct nov dec approx dept ed eds al cf ca nr "
    "bzw z.b u.a d.h geb str abs usw ggf m mme mlle me art dra sra srta lic ing ud uds г гг ст ч т.е т.д "
    "т.п им ул д кв руб тыс млн стр п пп обл "
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_END = re.compile(r"(?:[.!?…]+|[。！？؟۔।])[\"'”’»)\]]*(?=\s|$)|(?<=[。！？])")
_WORD_BEFORE = re.compile(r"([^\s(\[\"']+)$")
_BULLET = re.compile(r"\s*(?:[-*•·–—▪►]|\d{1,2}[.)]|[a-z]\))\s+")


@dataclass(frozen=True)
class Sentence:
    start: int
    end: int
    paragraph: int
    kind: Kind

    @property
    def is_read(self) -> bool:
        return self.kind in ("title", "body")


@dataclass(frozen=True)
class Article:
    """`view` is the text with quotes, dashes and spaces unified, character for character: offsets are the same."""

    source: Source
    view: str
    sentences: tuple[Sentence, ...]
    is_cut: bool

    @property
    def text(self) -> str:
        return self.source.text

    def of(self, sentence: Sentence) -> str:
        return self.view[sentence.start : sentence.end]

    def body(self) -> list[Sentence]:
        """The sentences that a draft may rest on, the title among them."""
        return [sentence for sentence in self.sentences if sentence.is_read]

    def span(self, start: int, end: int) -> Span:
        return Span(self.text[start:end], start, end)


def read(source: Source) -> Article:
    view = source.text[:READ_LIMIT].translate(_SAME_LENGTH)
    sentences = []
    lists_others = False
    for number, (start, end) in enumerate(paragraphs(source.text[:READ_LIMIT])):
        block = view[start:end]
        lists_others = number > 0 and (opens_list(block) or (lists_others and is_headline(block)))
        for first, last in _sentences(view, start, end):
            if last - first < _SHORTEST and not view[first:last].isalnum():
                continue
            kind: Kind = "boilerplate" if lists_others else kind_of(view[first:last], block, number)
            sentences.append(Sentence(first, last, number, kind))
    marked = _mark_title(source, _mark_headers(source, sentences))
    return Article(source, view, tuple(marked), len(source.text) > READ_LIMIT)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of paragraphs. Soft-wrapped lines belong together; lines that are paragraphs of their own do not."""
    for block in re.finditer(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*", text):
        lines = [match.span() for match in re.finditer(r"[^\n]+", text[block.start() : block.end()])]
        width = max(end - start for start, end in lines)
        begin = block.start() + lines[0][0]
        for (start, end), following in zip(lines, [*lines[1:], None], strict=True):
            if following and _goes_on(block[0][start:end], block[0][following[0] : following[1]], width):
                continue
            yield from _trimmed(text, begin, block.start() + end)
            if following:
                begin = block.start() + following[0]


def _goes_on(line: str, following: str, width: int) -> bool:
    if _BULLET.match(following) or line.lstrip().startswith("#"):
        return False
    if following.lstrip()[:1].islower():
        return not BY_LINE.match(following)
    first_word = following.split(maxsplit=1)[0] if following.strip() else ""
    return 45 <= len(line) <= 120 and width <= 120 and len(line) + 1 + len(first_word) >= width - 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    bullet = _BULLET.match(text, start, end)
    start = bullet.end() if bullet else start
    while start < end and text[start] in " \t\n#>*_":
        start += 1
    while start < end and text[end - 1] in " \t\n#*_":
        end -= 1
    if start < end:
        yield start, end


def _sentences(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(view, start, end):
        if match.end() > begin and match.end() < end and _ends_here(view, begin, match, end):
            yield from _bounded(view, begin, match.end())
            begin = match.end() + (
                len(view[match.end() : match.end() + 8]) - len(view[match.end() : match.end() + 8].lstrip())
            )
    if begin < end:
        yield from _bounded(view, begin, end)


def _ends_here(view: str, begin: int, match: re.Match[str], end: int) -> bool:
    following = view[match.end() : min(end, match.end() + 12)].lstrip()
    if not following or following[0].islower():
        return False
    if match[0] != ".":
        return True
    word = _WORD_BEFORE.search(view, max(begin, match.start() - 24), match.start())
    if not word:
        return True
    return not _is_abbreviation(word[1], following)


def _is_abbreviation(word: str, following: str) -> bool:
    if word.lower() in _ABBREVIATIONS:
        return not (word.lower() == "no" and word.islower())
    if len(word) == 1 and word.isalpha() and word.isupper():
        return True
    if re.fullmatch(r"(?:[A-Za-zА-Яа-я]\.)+[A-Za-zА-Яа-я]", word):
        return not re.match(r"(?:The|He|She|It|They|In|On|But|His|Her)\b", following)
    return word.isdigit() and len(word) <= 2 and following[0].isalpha()


def _bounded(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A text without sentence ends is read in pieces, cut at a space where there is one."""
    while end - start > _LONGEST_SENTENCE:
        cut = view.rfind(" ", start + _LONGEST_SENTENCE // 2, start + _LONGEST_SENTENCE)
        cut = cut if cut > 0 else start + _LONGEST_SENTENCE
        yield start, cut
        start = cut + (view[cut] == " ")
    if start < end:
        yield start, end


def _mark_headers(source: Source, sentences: list[Sentence]) -> list[Sentence]:
    headers = len(read_headers(source.text))
    if not headers:
        return sentences
    lines = source.text.lstrip().split("\n", headers)
    limit = len(source.text) - len(source.text.lstrip()) + sum(len(line) + 1 for line in lines[:headers])
    return [Sentence(s.start, s.end, s.paragraph, "meta") if s.start < limit else s for s in sentences]


def _mark_title(source: Source, sentences: list[Sentence]) -> list[Sentence]:
    if not source.title_span:
        return sentences
    begin, end = source.title_span
    rest = [sentence for sentence in sentences if sentence.end <= begin or sentence.start >= end]
    return sorted([*rest, Sentence(begin, end, 0, "title")], key=lambda sentence: sentence.start)
