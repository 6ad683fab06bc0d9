"""When two spellings name one person: across transliterations and, in Slavic languages, cases."""

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

_OBLIQUE = re.compile("(?:у|ю|ы|ой|ей|ого|его|ому|ему|ым|им|ом|ем|е)$")


def nominative(name: str, forms: list[str]) -> str:
    """A Russian full name in the nominative, as far as the forms of a text show it: beside "Галимов", "Рустама Галимова"
    is a genitive; beside nothing it stays as it is."""
    first, last = name.split(" ", 1)
    surnames = {form.split()[-1] for form in forms}
    masculine = [
        one
        for one in surnames
        if one != last and last.startswith(one) and one[-1] in "вн" and last[len(one) :] in ("а", "у", "ым", "е")
    ]
    adjective = [one for one in surnames if one.endswith(("ий", "ый", "ой")) and last.startswith(one[:-2]) and one != last]
    if not masculine and not adjective:
        same = [form for form in forms if " " in form and is_inflection(form, name)]
        return min(
            same, key=lambda form: (sum(bool(_OBLIQUE.search(word)) for word in form.split()), len(form)), default=name
        )
    attested = [form.split()[0] for form in forms if " " in form]
    bare = first[:-1] if first[-1] in "ауе" else first[:-1] + "й" if first[-1] in "яю" else first
    return f"{min([bare, *attested], key=len)} {(masculine or adjective)[0]}"


@lru_cache(maxsize=8192)
def skeletons(name: str) -> tuple[str, ...]:
    """A name's words without what transliterations differ in: Alexei, Aleksei; Navalny, Navalniy."""
    return tuple(skeleton for word in re.split(r"[\s-]+", name) if (skeleton := _skeleton(word)))


def _skeleton(word: str) -> str:
    plain = re.sub(r"[^a-z]", "", anyascii(word).lower())
    for old, new in (
        ("x", "ks"),
        ("sch", "sh"),
        ("tch", "ch"),
        ("kh", "h"),
        ("ph", "f"),
        ("ou", "u"),
        ("oo", "u"),
        ("ee", "i"),
    ):
        plain = plain.replace(old, new)
    plain = plain.translate(str.maketrans("yjwq", "iivk"))
    return re.sub(r"(.)\1+", r"\1", plain)


def is_same_name(one: str, other: str) -> bool:
    """Whether two full names are spellings of one, across transliterations; never by the surname alone."""
    first, second = sorted((skeletons(one), skeletons(other)), key=len)
    if not first or not second:
        return False
    if len(first) >= 2 and set(first) <= set(second):
        return True
    if len(first) < 2 or len(first) != len(second):
        return len(first) >= 2 and is_same_word(first[-1], second[-1]) and is_same_word(first[0], second[0])
    return all(is_same_word(a, b) for a, b in zip(first, second, strict=True))


def is_same_word(one: str, other: str) -> bool:
    if one == other or (min(len(one), len(other)) == 1 and one[0] == other[0]):
        return True
    return min(len(one), len(other)) >= 6 and fuzz.ratio(one, other) >= 88 and one[:3] == other[:3]


def is_inflection(one: str, other: str) -> bool:
    """Whether two Slavic names differ in their endings only."""
    first, second = one.split(), other.split()
    return len(first) == len(second) and all(is_inflected_word(a, b) for a, b in zip(first, second, strict=True))


def is_inflected_word(one: str, other: str) -> bool:
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= max(3, min(len(one), len(other)) - 3) and max(len(one), len(other)) - same <= 4
