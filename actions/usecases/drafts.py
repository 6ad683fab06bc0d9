"""A draft becomes an action that nobody sees yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.domain.slugs import slugify
from actions.drafting.draft import Draft
from actions.drafting.json_object import to_json
from actions.drafting.letter import Slots, asks, country, make_slots
from actions.errors import NotFound, Refused
from actions.models.actions import Action
from actions.models.articles import Article
from actions.models.cases import Case, CaseFact, CaseSource
from actions.queries.actions import OpenPoint
from actions.settings import Settings
from actions.usecases.actions import NewAction, create_action
from actions.usecases.seed import ensure_organisation

FLAGS_OF_THE_CHECKLIST = ("date_",)
"""Doubts that publishing asks about by itself, as `freshness`."""


def save_draft(session: Session, *, draft: Draft, settings: Settings, case_slug: str | None = None) -> str:
    """Make a draft action of `draft`, with its article kept as evidence; returns the action's slug.

    The draft gets a case of its own, even where one of this name is known: only a person can say that two are one, by
    naming it in `case_slug`. Raises `Refused` for an article that has an action already and for a draft that names
    nobody, `NotFound` for an unknown case.
    """
    organisation_id = ensure_organisation(session, settings=settings)
    _refuse_known_article(session, draft, organisation_id)
    slots = make_slots(
        draft.person, draft.group, draft.responsible_state, draft.status, draft.detention_place, draft.demands
    )
    if draft.tier == "no_case" or slots is None or not draft.responsible_state:
        raise Refused("The draft lacks the person or the state that holds them: write the case by hand.")
    article = _keep_article(session, draft, organisation_id)
    case = _case(session, draft, slots.subject, organisation_id, case_slug)
    action = create_action(session, case=case, new=_new_action(session, draft, slots, article.id))
    return action.slug


def _refuse_known_article(session: Session, draft: Draft, organisation_id: int) -> None:
    slug = session.scalar(
        select(Action.slug)
        .join(Article, Article.id == Action.article_id)
        .where(Article.organisation_id == organisation_id, Article.sha256 == draft.source.sha256)
    )
    if slug:
        raise Refused(f"This very text was saved before, as “{slug}”. Next: outcry actions show {slug}")


def _keep_article(session: Session, draft: Draft, organisation_id: int) -> Article:
    source = draft.source
    article = Article(
        organisation_id=organisation_id,
        sha256=source.sha256,
        text=source.text,
        title=source.title,
        publisher=source.publisher,
        published_on=source.published_on,
        url=source.url,
        language=source.language,
        draft=_without_source_text(to_json(draft)),
    )
    session.add(article)
    session.flush()
    return article


def _without_source_text(drafted: dict[str, object]) -> dict[str, object]:
    """The text lies beside it already, in a column of its own."""
    source = drafted["source"]
    assert isinstance(source, dict)
    return {**drafted, "source": {key: value for key, value in source.items() if key != "text"}}


def _case(session: Session, draft: Draft, subject: str, organisation_id: int, case_slug: str | None) -> Case:
    if case_slug:
        known = session.scalar(select(Case).where(Case.organisation_id == organisation_id, Case.slug == case_slug))
        if known is None:
            raise NotFound(f"There is no case “{case_slug}”.")
        return known
    source = draft.source
    case = Case(
        organisation_id=organisation_id,
        slug=_free_slug(session, Case, subject),
        name=subject[0].upper() + subject[1:],
        spellings=_spellings(draft, subject),
        is_group=draft.person is None,
        responsible_state=draft.responsible_state,
        place=" ".join(draft.detention_place.text.split()) if draft.detention_place else None,
        status=draft.status,
        links=_campaign_sites(draft),
        facts_as_of=source.published_on.isoformat() if source.published_on else None,
    )
    session.add(case)
    session.flush()
    _keep_source(session, case, draft)
    return case


def _spellings(draft: Draft, subject: str) -> list[str]:
    variants = draft.persons[0].variants if draft.persons else ()
    return [variant for variant in variants if variant != subject]


def _campaign_sites(draft: Draft) -> list[dict[str, str]]:
    sites = [link.text for link in draft.links if link.kind == "campaign_site"]
    return [
        {"url": site if site.startswith("http") else f"https://{site}", "title": site, "kind": "campaign_site"}
        for site in dict.fromkeys(sites)
    ]


def _keep_source(session: Session, case: Case, draft: Draft) -> None:
    """What the article is known to say, in slots of ours; its sentences stay evidence."""
    source = draft.source
    row = CaseSource(
        case_id=case.id,
        position=0,
        key="article",
        publisher=source.publisher or "An article whose publisher is not noted",
        title=source.title,
        url=source.url,
        published_on=source.published_on.isoformat() if source.published_on else None,
    )
    session.add(row)
    session.flush()
    if sentence := _status_sentence(case):
        session.add(CaseFact(case_id=case.id, position=0, text=sentence, source_id=row.id))
        session.flush()


def _status_sentence(case: Case) -> str | None:
    """What the page may say by itself: a name, a status, a place or state; nothing that only the article words."""
    where = f"in {country(case.responsible_state)}"
    are, have = ("are", "have") if case.is_group else ("is", "has")
    sentences = {
        "detained": f"{case.name} {are} reported to be in custody {where}.",
        "house_arrest": f"{case.name} {are} reported to be under house arrest {where}.",
        "disappeared": f"{case.name} {are} reported to have disappeared {where}.",
        "released": f"{case.name} {have} been released, according to reports.",
        "died": f"{case.name} {have} died, according to reports.",
        "executed": f"{case.name} {have} been executed, according to reports.",
    }
    return sentences.get(case.status)


def _new_action(session: Session, draft: Draft, slots: Slots, article_id: int) -> NewAction:
    assert draft.responsible_state
    requests = [request[0].upper() + request[1:] for request in asks(slots)]
    title = draft.title or f"Write for {slots.subject}"
    return NewAction(
        slug=_free_slug(session, Action, title),
        title=title,
        ask=_ask(draft.responsible_state, title, slots.subject),
        demands=requests,
        subjects=[title],
        body=_as_template(draft.message),
        article_id=article_id,
        doubts=_doubts(draft),
    )


def _ask(state: str, title: str, subject: str) -> str:
    wish = title if title.startswith(subject) else title[0].lower() + title[1:]
    return f"Write to the embassy of {country(state)} in your country: {wish}."


def _as_template(message: str) -> str:
    """A drafted message has everything filled in; a brace in a name must not be read as a merge field."""
    return message.replace("{", "(").replace("}", ")")


def _doubts(draft: Draft) -> list[OpenPoint]:
    """Each flag is an open point, named by the flag."""
    points: dict[str, str] = {}
    for flag in draft.flags:
        name, _, text = flag.partition(":")
        if not name.startswith(FLAGS_OF_THE_CHECKLIST):
            points[name] = f"{points[name]}; {text.strip()}" if name in points else text.strip() or name
    return [OpenPoint(name, text) for name, text in points.items()]


def _free_slug(session: Session, model: type[Action | Case], text: str) -> str:
    base = slugify(text)
    taken = set(session.scalars(select(model.slug).where(model.slug.startswith(base))))
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
