"""A draft on the terminal, like a proof and its source: fields, the sentences that they rest on, doubts in the margin."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from actions.drafting.draft import Draft, Field, Span
from actions.drafting.segments import Article, read
from actions.drafting.territories import state_name

_LABEL = 11
_WIDEST = 100
_TIERS = {"case": ("a case", "green"), "uncertain": ("uncertain", "yellow"), "no_case": ("not about a case", "red")}
_OF_FIELD = {
    "person": ("person_", "group_", "known_"),
    "responsible_state": ("state_",),
    "status": ("status_",),
    "demands": ("no_demand",),
}
_MOST_SENTENCES = 2


def print_proof(draft: Draft) -> None:
    """To stdout: at most 100 columns, 80 where it is no terminal; colours on a terminal only."""
    columns = shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 80
    console = Console(width=max(40, min(columns, _WIDEST)), highlight=False, soft_wrap=True)
    for line in _Proof(draft, console.width).lines():
        console.print(line)


class _Proof:
    def __init__(self, draft: Draft, width: int) -> None:
        self.draft = draft
        self.article: Article = read(draft.source)
        self.width = width
        self.shown: set[str] = set()

    def lines(self) -> Iterable[Text]:
        yield from self._head()
        if not self.draft.is_case:
            return
        yield from self._fields()
        for heading, spans in self._statements():
            yield from self._listed(heading, spans)
        yield from self._action()
        yield from self._doubts()

    def _head(self) -> Iterable[Text]:
        words, colour = _TIERS[self.draft.tier]
        source = self.draft.source
        yield Text(source.title or "Untitled article", style="bold")
        about = [
            source.publisher,
            source.published_on and source.published_on.isoformat(),
            source.language,
            f"sha256 {source.sha256[:12]}",
        ]
        yield Text(" · ".join(str(part) for part in about if part), style="dim")
        yield Text("")
        yield Text.assemble(("Tier".ljust(_LABEL), "dim"), (words, colour))
        for flag in self.draft.flags:
            if flag.startswith(("no_case", "case_uncertain")):
                yield from self._flag(flag)
        yield Text("")

    def _fields(self) -> Iterable[Text]:
        draft = self.draft
        whom = draft.person or draft.group or "—"
        state = f"{state_name(draft.responsible_state)} ({draft.responsible_state})" if draft.responsible_state else "—"
        place = " ".join(draft.detention_place.text.split()) if draft.detention_place else "—"
        yield from self._field("Group" if draft.group else "Person", whom, "person")
        yield from self._field("State", state, "responsible_state")
        yield from self._field("Status", draft.status.replace("_", " "), "status")
        yield from self._field("Place", place, "detention_place")
        yield Text("")

    def _field(self, label: str, value: str, name: str) -> Iterable[Text]:
        field = draft_field(self.draft, name)
        confidence = f"{field.confidence:.0%}" if field.value else ""
        line = Text.assemble((label.ljust(_LABEL), "dim"), (value, "bold"))
        gap = max(2, self.width - len(line.plain) - len(confidence))
        line.append(" " * gap + confidence, style="dim")
        yield line
        if name == "person":
            yield from self._spellings()
        for start, end in self._sentences_of(field.spans):
            yield from self._evidence(start, end)
        for flag in self.draft.flags:
            if flag.startswith(_OF_FIELD.get(name, ("\0",))):
                yield from self._flag(flag)

    def _spellings(self) -> Iterable[Text]:
        draft = self.draft
        also = [one for one in draft.person_variants if one != draft.person]
        if draft.group:
            also = [person.name for person in draft.persons]
        if also:
            yield from self._wrapped(("named: " if draft.group else "also: ") + ", ".join(also), "dim")

    def _sentences_of(self, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        found = {
            (sentence.start, sentence.end): None
            for start, _ in spans
            for sentence in self.article.sentences
            if sentence.start <= start < sentence.end
        }
        return list(found)[:_MOST_SENTENCES]

    def _evidence(self, start: int, end: int, note: str = "") -> Iterable[Text]:
        offsets = f"{start}–{end}"
        text = " ".join(self.draft.source.text[start:end].split())
        text = textwrap.shorten(text, 3 * (self.width - _LABEL - 14), placeholder=" …")
        lines = textwrap.wrap(f"{note}{text}", self.width - _LABEL - 14) or [""]
        for number, line in enumerate(lines):
            left = offsets if number == 0 else ""
            yield Text.assemble(" " * _LABEL, (left.ljust(14), "cyan"), line)

    def _flag(self, flag: str) -> Iterable[Text]:
        self.shown.add(flag)
        name, _, words = flag.partition(": ")
        yield from self._wrapped(f"? {words or name}", "yellow")

    def _wrapped(self, text: str, style: str) -> Iterable[Text]:
        indent = " " * _LABEL
        for line in textwrap.wrap(text, self.width, initial_indent=indent, subsequent_indent=indent + "  "):
            yield Text(line, style=style)

    def _statements(self) -> list[tuple[str, Sequence[tuple[Span, str]]]]:
        draft = self.draft
        call = draft.call_to_action
        return [
            ("Demands", [(one, f"for {one.beneficiary}: ") for one in draft.demands]),
            ("Asks", [(call, f"{call.act} → {call.addressee}: ")] if call else []),
            ("Summary", [(one, "") for one in draft.summary]),
            ("Events", [(one, f"{one.date}: ") for one in draft.events]),
            ("Quotes", [(one, f"{one.speaker or 'speaker not named'}: ") for one in draft.quotes]),
            ("Links", [(one, f"{one.kind.replace('_', ' ')}: ") for one in draft.links]),
        ]

    def _listed(self, heading: str, statements: Sequence[tuple[Span, str]]) -> Iterable[Text]:
        flags = [flag for flag in self.draft.flags if heading == "Demands" and flag.startswith("no_demand")]
        if not statements and not flags:
            return
        yield Text(heading, style="bold")
        for span, note in statements:
            yield from self._evidence(span.start, span.end, note)
        for flag in flags:
            yield from self._flag(flag)
        yield Text("")

    def _action(self) -> Iterable[Text]:
        if not self.draft.message:
            return
        yield Text.assemble(("Title".ljust(_LABEL), "dim"), (self.draft.title, "bold"))
        for paragraph in self.draft.message.split("\n"):
            yield from self._paragraph(paragraph)
        yield Text("")

    def _paragraph(self, text: str) -> Iterable[Text]:
        margin = " " * _LABEL
        hanging = "  " if text.startswith("– ") else ""
        lines = textwrap.wrap(text, self.width, initial_indent=margin, subsequent_indent=margin + hanging)
        return [Text(line) for line in lines or [""]]

    def _doubts(self) -> Iterable[Text]:
        rest = [flag for flag in self.draft.flags if flag not in self.shown]
        if rest or self.draft.untraced:
            yield Text("Doubts", style="bold")
        for flag in rest:
            yield from self._flag(flag)
        for text in self.draft.untraced:
            yield from self._wrapped(f"could not be traced: {' '.join(text.split())}", "red")
        if rest or self.draft.untraced:
            yield Text("")


def draft_field(draft: Draft, name: str) -> Field:
    return draft.fields.get(name) or Field(None)
