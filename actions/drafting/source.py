"""An article is frozen first: every offset of a draft counts code points of this text and no other."""

import hashlib
import html
import re
import unicodedata
from datetime import date

from actions.drafting.dates import lone_date
from actions.drafting.draft import Source, UnreadableArticle
from actions.drafting.language import detect_language

LARGEST_ARTICLE = 5_000_000
"""Bytes."""

_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip or office document",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"{\\rtf": "an RTF document",
}
_BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\x00\x00": "utf-32-le",
    b"\x00\x00\xfe\xff": "utf-32-be",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
_HTML = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][0-9A-Fa-f]{2,4});")
"""What a copied page leaves in its text: `&rsquo;`, `&#39;`."""
_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_HEADER = re.compile(r"(title|publisher|source|published|date|url|by|author)[ \t]*:[ \t]+(\S.{0,299})", re.IGNORECASE)
BY_LINE = re.compile(r"(?:by|von|par|por)\s[A-ZÀ-Þ][^.,;:!?]{2,50}$")
_LONGEST_TITLE = 220


def freeze(
    data: bytes | str,
    *,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    published_on: date | None = None,
) -> Source:
    """Raises UnreadableArticle for what is empty, binary, undecodable or larger than LARGEST_ARTICLE."""
    text = _normalise(data if isinstance(data, str) else _decode(data))
    if len(text.encode()) > LARGEST_ARTICLE:
        raise UnreadableArticle(_too_large())
    headers = read_headers(text)
    span = title_span(text)
    return Source(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        language=detect_language(text),
        title=title or headers.get("title") or (text[span[0] : span[1]] if span else None),
        title_span=span,
        publisher=publisher or headers.get("publisher") or headers.get("source"),
        published_on=published_on or _publication_date(text, headers),
        url=url or headers.get("url"),
    )


def _decode(data: bytes) -> str:
    if len(data) > LARGEST_ARTICLE:
        raise UnreadableArticle(_too_large())
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableArticle(f"this is {what}, not plain text: save its text as UTF-8 and draft from that")
    encoding, mark = next(
        ((encoding, mark) for mark, encoding in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), ("utf-8", b"")
    )
    if encoding == "utf-8" and b"\x00" in data:
        raise UnreadableArticle("this is binary, not plain text (it holds zero bytes)")
    try:
        return data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableArticle(
            f"this is not {encoding.upper()} text (byte {error.start + len(mark)}): save it as UTF-8"
        ) from error


def _normalise(text: str) -> str:
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    if _SURROGATE.search(text):
        raise UnreadableArticle("this text holds lone surrogates and cannot be kept as UTF-8")
    controls = len(_CONTROL.findall(text)) - text.count("\u200b") - text.count("\ufeff")
    if "\x00" in text or controls > max(4, len(text) // 100):
        raise UnreadableArticle("this is binary, not plain text (it is full of control characters)")
    if _HTML.match(text):
        raise UnreadableArticle("this is an HTML page, not plain text: copy its text into a file and draft from that")
    text = unicodedata.normalize("NFC", _CONTROL.sub("", _LINE_END.sub("\n", text)))
    if not any(character.isalnum() for character in text):
        raise UnreadableArticle("there is no text in it")
    return text


def _too_large() -> str:
    return f"this is larger than {LARGEST_ARTICLE // 1_000_000} MB"


def read_headers(text: str) -> dict[str, str]:
    """`Title: …`, `Published: …` and their like in the lines before the first other line."""
    headers: dict[str, str] = {}
    for line in text.lstrip().split("\n", 8)[:8]:
        match = _HEADER.fullmatch(line.strip())
        if not match:
            break
        headers[match[1].lower()] = match[2].strip()
    return headers


def title_span(text: str) -> tuple[int, int] | None:
    """The first line, where it looks like a title: short, and no sentence of running text."""
    start = len(text) - len(text.lstrip())
    if _HEADER.match(text, start):
        return _header_title(text, start)
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    bare = line.lstrip("#* \t").rstrip("#* \t")
    if not bare or len(bare) > _LONGEST_TITLE or end < 0 or _runs_on(text, bare, end):
        return None
    begin = start + line.index(bare)
    return begin, begin + len(bare)


def _runs_on(text: str, line: str, end: int) -> bool:
    """Whether a first line is the beginning of a soft-wrapped paragraph or a whole paragraph of its own."""
    block = text[end + 1 : end + 2000].split("\n\n", 1)[0].split("\n")
    if block[0][:1].islower():
        return not BY_LINE.match(block[0])
    if len(line) > 120 and line.endswith((".", ".”", '."')):
        return True
    first_word = block[0].split(maxsplit=1)[0] if block[0].strip() else ""
    width = max(len(line), *(len(other) for other in block))
    return bool(first_word) and len(line) >= 45 and width <= 120 and len(line) + 1 + len(first_word) >= width - 1


def _header_title(text: str, start: int) -> tuple[int, int] | None:
    match = re.compile(r"^title[ \t]*:[ \t]+(\S.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE).search(text, start, start + 2500)
    return match.span(1) if match and read_headers(text).get("title") == match[1].strip() else None


def _publication_date(text: str, headers: dict[str, str]) -> date | None:
    for key in ("published", "date"):
        if key in headers and (found := lone_date(headers[key])):
            return found
    for line in text.strip().split("\n", 6)[1:6]:
        if len(line) <= 60 and (found := lone_date(line)):
            return found
    return None
