"""Whether a drafted person is a case that is already here, across spellings and scripts."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from actions.drafting.draft import KnownCase
from actions.drafting.spelling import is_same_name, skeletons

_ALIKE = 92
_STATUS = {
    "detained": "detained",
    "house_arrest": "under house arrest",
    "disappeared": "disappeared",
    "released": "released",
    "died": "died",
    "executed": "executed",
    "unknown": "a case of unknown status",
}


def find_known(names: Sequence[str], known: Sequence[KnownCase]) -> KnownCase | None:
    return next((case for case in known if any(_is_known_as(name, case) for name in names if " " in name)), None)


def known_flags(case: KnownCase, state: str | None) -> tuple[str, ...]:
    on = f" on {case.status_on.day} {case.status_on:%B %Y}" if case.status_on else ""
    slug = f" ({case.slug})" if case.slug else ""
    flags = [f"known_{case.status}: known here as {_STATUS.get(case.status, case.status)}{on}{slug}"]
    if state and state != case.responsible_state:
        flags.append(
            f"known_state: the case here is one of {case.responsible_state}, the article's of {state}; the same person?"
        )
    return tuple(flags)


def _is_known_as(name: str, case: KnownCase) -> bool:
    return any(" " in spelling and _is_alike(name, spelling) for spelling in (case.name, *case.spellings))


def _is_alike(one: str, other: str) -> bool:
    if is_same_name(one, other):
        return True
    first, second = sorted(skeletons(one)), sorted(skeletons(other))
    return (
        len(first) == len(second)
        and all(fuzz.ratio(a, b) >= _ALIKE - 8 for a, b in zip(first, second, strict=True))
        and (fuzz.ratio(" ".join(first), " ".join(second)) >= _ALIKE)
    )
