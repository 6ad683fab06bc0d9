"""A draft as the JSON object that `outcry draft --json` prints."""

from actions.drafting.draft import CallToAction, Demand, Draft, Event, Field, Link, Person, Quote, Source, Span


def to_json(draft: Draft) -> dict[str, object]:
    return {
        "tier": draft.tier,
        "is_case": draft.is_case,
        "person": draft.person,
        "group": draft.group,
        "persons": [_person(person) for person in draft.persons],
        "person_variants": list(draft.person_variants),
        "responsible_state": draft.responsible_state,
        "status": draft.status,
        "detention_place": _span(draft.detention_place) if draft.detention_place else None,
        "demands": [_demand(demand) for demand in draft.demands],
        "summary": [_span(span) for span in draft.summary],
        "events": [_event(event) for event in draft.events],
        "quotes": [_quote(quote) for quote in draft.quotes],
        "links": [_link(link) for link in draft.links],
        "call_to_action": _call(draft.call_to_action) if draft.call_to_action else None,
        "title": draft.title,
        "message": draft.message,
        "hashtags": list(draft.hashtags),
        "flags": list(draft.flags),
        "untraced": list(draft.untraced),
        "fields": {name: _field(field) for name, field in draft.fields.items()},
        "source": _source(draft.source),
    }


def _span(span: Span) -> dict[str, object]:
    return {"text": span.text, "start": span.start, "end": span.end}


def _person(person: Person) -> dict[str, object]:
    return {"name": person.name, "variants": list(person.variants)}


def _demand(demand: Demand) -> dict[str, object]:
    return {**_span(demand), "for": demand.beneficiary, "kind": demand.kind}


def _event(event: Event) -> dict[str, object]:
    return {"date": event.date, **_span(event)}


def _quote(quote: Quote) -> dict[str, object]:
    return {"speaker": quote.speaker, **_span(quote)}


def _link(link: Link) -> dict[str, object]:
    return {**_span(link), "kind": link.kind}


def _call(call: CallToAction) -> dict[str, object]:
    return {"addressee": call.addressee, "act": call.act, **_span(call)}


def _field(field: Field) -> dict[str, object]:
    return {
        "value": list(field.value) if isinstance(field.value, tuple) else field.value,
        "confidence": field.confidence,
        "spans": [list(span) for span in field.spans],
        "flags": list(field.flags),
        "alternatives": [{"value": one.value, "confidence": one.confidence} for one in field.alternatives],
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "sha256": source.sha256,
        "text": source.text,
        "language": source.language,
        "title": source.title,
        "publisher": source.publisher,
        "published_on": source.published_on.isoformat() if source.published_on else None,
        "url": source.url,
    }
