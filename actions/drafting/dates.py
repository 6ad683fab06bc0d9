"""Dates as an article writes them, as precise as it writes them and no more."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    1: "January Jan Januar Jänner janvier enero января январь январе",
    2: "February Feb Februar février febrero февраля февраль феврале",
    3: "March Mar März mars marzo марта март марте",
    4: "April Apr avril abril апреля апрель апреле",
    5: "May Mai mai mayo мая май мае",
    6: "June Jun Juni juin junio июня июнь июне",
    7: "July Jul Juli juillet julio июля июль июле",
    8: "August Aug août agosto августа август августе",
    9: "September Sept Sep septembre septiembre сентября сентябрь сентябре",
    10: "October Oct Oktober octobre octubre октября октябрь октябре",
    11: "November Nov novembre noviembre ноября ноябрь ноябре",
    12: "December Dec Dezember décembre diciembre декабря декабрь декабре",
}
_NUMBER = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH = "|".join(sorted(_NUMBER, key=len, reverse=True))
_YEAR = r"(?:19[4-9]\d|20\d\d)"

_DATES = re.compile(
    rf"""(?<![\w.-])(?:
      (?P<iy>{_YEAR})-(?P<im>0[1-9]|1[0-2])-(?P<id>[0-3]\d)(?![\w-])
    | (?P<nd>[0-3]?\d)\.(?P<nm>[01]?\d)\.(?P<ny>{_YEAR})(?!\w)
    | (?P<d1>[0-3]?\d)(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s)?(?P<m1>{_MONTH})\b\.?(?:,?\s(?:de[l]?\s)?(?P<y1>{_YEAR})\b)?
    | (?P<m2>{_MONTH})\b\.?\s(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b(?![:.]\d|\s?(?:%|percent|people|years))
        (?:,?\s(?P<y2>{_YEAR})\b)?
    | (?P<m3>{_MONTH})\b\.?,?\s(?:of\s|de[l]?\s)?(?P<y3>{_YEAR})\b
    | (?P<m4>{_MONTH})\s(?:of\s)?(?P<rel>last|this)\syear\b
    )""",
    re.VERBOSE,
)
_MONTH_ALONE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Uu]ntil|[Dd]uring|[Ss]eit|[Ii]m|[Dd]epuis|[Ee]n|[Dd]esde|[Вв]|[Сс])\s"
    rf"(?:early\s|late\s|mid-)?(?P<month>{_MONTH})\b(?!\s?\d)"
)
_YEAR_ALONE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Uu]ntil|[Bb]y|[Dd]uring|[Oo]f|[Ee]arly|[Ll]ate|[Mm]id-|[Bb]ack in|[Ss]eit|"
    r"[Ii]m Jahr|"
    rf"[Dd]epuis|[Ee]n|[Dd]esde|[Вв]|[Сс])[\s-]?(?P<year>{_YEAR})\b(?!\s?(?:people|persons|protest|detain|"
    rf"prisoners|rubles|dollars))"
)


@dataclass(frozen=True)
class FoundDate:
    """`iso` is `2025-03-04`, `2025-03`, `2025`, `--03-04` or `--03`."""

    iso: str
    start: int
    end: int


def find_dates(view: str, start: int, end: int, published_on: date | None = None) -> list[FoundDate]:
    """All dates between two offsets, in order. "Last year" is resolved against a known publication date only."""
    found = [date_ for match in _DATES.finditer(view, start, end) if (date_ := _read(match, published_on))]
    found += [
        FoundDate(f"--{_NUMBER[match['month']]:02}", *match.span("month"))
        for match in _MONTH_ALONE.finditer(view, start, end)
    ]
    found += [FoundDate(match["year"], *match.span("year")) for match in _YEAR_ALONE.finditer(view, start, end)]
    return _without_overlaps(found)


def lone_date(line: str) -> date | None:
    """The full date of a line that says little else, as a by-line or a date line does."""
    found = [date_ for date_ in find_dates(line, 0, len(line)) if re.fullmatch(r"\d{4}-\d\d-\d\d", date_.iso)]
    if len(found) != 1:
        return None
    rest = line[: found[0].start] + line[found[0].end :]
    rest = re.sub(r"(?i)published|updated|posted|date|on|by|at|\d?\d:\d\d|[ap]m|gmt|utc|\w+day|[^\w]", "", rest)
    return date.fromisoformat(found[0].iso) if len(rest) <= 12 else None


def _read(match: re.Match[str], published_on: date | None) -> FoundDate | None:
    part = match.groupdict()
    if part["iy"]:
        return _full(match, int(part["iy"]), int(part["im"]), int(part["id"]))
    if part["ny"]:
        return _full(match, int(part["ny"]), int(part["nm"]), int(part["nd"]))
    for month, day, year in (("m1", "d1", "y1"), ("m2", "d2", "y2")):
        if part[month]:
            return _full(match, int(part[year]) if part[year] else None, _NUMBER[part[month]], int(part[day]))
    if part["m3"]:
        return FoundDate(f"{part['y3']}-{_NUMBER[part['m3']]:02}", *match.span())
    relative = _NUMBER[part["m4"]]
    if published_on:
        return FoundDate(f"{published_on.year - (part['rel'] == 'last')}-{relative:02}", *match.span())
    return FoundDate(f"--{relative:02}", *match.span())


def _full(match: re.Match[str], year: int | None, month: int, day: int) -> FoundDate | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2024, month)[1]:
        return None
    prefix = f"{year:04}" if year else "-"
    return FoundDate(f"{prefix}-{month:02}-{day:02}", *match.span())


def _without_overlaps(found: list[FoundDate]) -> list[FoundDate]:
    kept: list[FoundDate] = []
    for one in sorted(found, key=lambda date_: (date_.start, date_.start - date_.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
