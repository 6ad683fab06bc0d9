"""The provenance gate: what does not stand in the article, letter for letter, is dropped and listed."""

import re
from dataclasses import replace
from typing import TypeVar

from actions.drafting.draft import CallToAction, Draft, Span

S = TypeVar("S", bound=Span)

_UNIFIED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'"}
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u202f\u2009\t\n", " ")
)


def trace(text: str, statement: S) -> S | None:
    """The statement at its exact place: at its offsets, else where the same words stand with other quotes,
    dashes, spaces or capitals; None where they do not stand at all. Never by likeness."""
    if 0 <= statement.start < statement.end <= len(text) and text[statement.start : statement.end] == statement.text:
        return statement
    words = statement.text.translate(_UNIFIED).split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    match = re.search(rf"(?<!\w){pattern}(?!\w)", text.translate(_UNIFIED), re.IGNORECASE)
    if not match:
        return None
    return replace(statement, text=text[match.start() : match.end()], start=match.start(), end=match.end())


def pass_gate(draft: Draft) -> Draft:
    """Drops every statement and span of a draft that cannot be traced; `untraced` lists the statements' words."""
    text = draft.source.text
    untraced: list[str] = []

    def kept(statements: tuple[S, ...]) -> tuple[S, ...]:
        traced = [(one, trace(text, one)) for one in statements]
        untraced.extend(one.text for one, found in traced if found is None)
        return tuple(found for _, found in traced if found is not None)

    place = kept((draft.detention_place,) if draft.detention_place else ())
    call: tuple[CallToAction, ...] = kept((draft.call_to_action,) if draft.call_to_action else ())
    fields = {
        name: replace(value, spans=tuple(span for span in value.spans if 0 <= span[0] < span[1] <= len(text)))
        for name, value in draft.fields.items()
    }
    return replace(
        draft,
        detention_place=place[0] if place else None,
        call_to_action=call[0] if call else None,
        demands=kept(draft.demands),
        summary=kept(draft.summary),
        events=kept(draft.events),
        quotes=kept(draft.quotes),
        links=kept(draft.links),
        fields=fields,
        untraced=(*draft.untraced, *untraced),
    )
