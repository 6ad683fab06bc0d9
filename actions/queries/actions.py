"""Actions as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, selectinload

from actions.domain.missions import SafetyRule
from actions.errors import NotFound
from actions.models.actions import AcceptedPoint, Action
from actions.models.articles import Article
from actions.models.cases import Case, CaseFact
from actions.models.messages import MessageVersion
from actions.models.organisations import Organisation
from actions.queries.missions import safety_rules

PUBLIC_STATES = ("live", "paused", "closed")


@dataclass(frozen=True)
class Source:
    publisher: str
    title: str | None
    url: str | None
    published_on: str | None


@dataclass(frozen=True)
class Fact:
    text: str
    happened_on: str | None
    source: Source


@dataclass(frozen=True)
class Link:
    url: str
    title: str
    kind: str


@dataclass(frozen=True)
class CasePage:
    name: str
    is_group: bool
    description: str
    responsible_state: str
    place: str | None
    status: str
    status_on: date | None
    links: tuple[Link, ...]
    facts_as_of: str | None
    """ISO 8601 with as much as is known: `2026-02`."""
    recheck_by: date | None
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Message:
    id: int
    number: int
    subjects: tuple[str, ...]
    body: str


@dataclass(frozen=True)
class ActionPage:
    id: int
    organisation_id: int
    organisation: str
    slug: str
    state: str
    mode: str
    title: str
    ask: str
    demands: tuple[str, ...]
    story: str
    """Markdown, not sanitised."""
    language: str
    goal: int | None
    published_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    outcome_text: str | None
    review_on: date | None
    version: int
    case: CasePage
    message: Message | None
    safety_rules: Mapping[str, SafetyRule]
    """Of the responsible state, by the supporter's country."""

    @property
    def is_open(self) -> bool:
        return self.state == "live"


@dataclass(frozen=True)
class ActionCard:
    slug: str
    title: str
    ask: str
    person: str
    state: str
    outcome: str | None
    closed_at: datetime | None
    case_status: str
    case_status_on: date | None
    count: int


@dataclass(frozen=True)
class PageVersion:
    slug: str
    version: int
    count: int


@dataclass(frozen=True)
class OpenPoint:
    point: str
    text: str


@dataclass(frozen=True)
class ActionFile:
    """An action as those who run it see it."""

    page: ActionPage
    points: tuple[OpenPoint, ...]
    """What the draft left open and nobody accepted yet."""
    family_answer: str | None
    article_title: str | None
    article_published_on: date | None
    has_article: bool


def list_actions(session: Session) -> tuple[ActionCard, ...]:
    """Every public action: open ones, the newest first, then closed ones."""
    return _cards(session, PUBLIC_STATES)


def list_all_actions(session: Session) -> tuple[ActionCard, ...]:
    """Drafts included: for those who run them."""
    return _cards(session, None)


_CARDS = text("""
SELECT a.slug, a.title, a.ask, c.name AS person, a.state, a.outcome, a.closed_at,
       c.status AS case_status, c.status_on AS case_status_on,
       COALESCE((SELECT sum(confirmed) FROM counts WHERE action_id = a.id), 0)::bigint
     + COALESCE((SELECT sum(delta) FROM count_deltas WHERE action_id = a.id), 0)::bigint AS count
FROM actions a JOIN cases c ON c.id = a.case_id
WHERE CAST(:states AS text[]) IS NULL OR a.state = ANY(CAST(:states AS text[]))
ORDER BY a.state = 'closed', COALESCE(a.closed_at, a.published_at) DESC NULLS FIRST, a.id DESC
""")


def _cards(session: Session, states: tuple[str, ...] | None) -> tuple[ActionCard, ...]:
    rows = session.execute(_CARDS, {"states": list(states) if states else None})
    return tuple(ActionCard(**row) for row in rows.mappings())


_VERSIONS = text("""
SELECT a.slug, a.version,
       COALESCE((SELECT sum(confirmed) FROM counts WHERE action_id = a.id), 0)::bigint
     + COALESCE((SELECT sum(delta) FROM count_deltas WHERE action_id = a.id), 0)::bigint AS count
FROM actions a WHERE a.state IN ('live', 'paused', 'closed')
""")


def page_versions(session: Session) -> tuple[PageVersion, ...]:
    """What makes a cached page stale: polled once a second by every web process."""
    return tuple(PageVersion(**row) for row in session.execute(_VERSIONS).mappings())


def find_action(session: Session, slug: str) -> ActionPage:
    """The public action of that slug. Raises `NotFound`, for a draft too: nobody may learn that it exists."""
    action = _load(session, slug)
    if action is None or action.state not in PUBLIC_STATES:
        raise NotFound("There is no such page.")
    return _page(session, action)


def find_action_by_id(session: Session, action_id: int) -> ActionPage:
    action = session.get(Action, action_id)
    assert action is not None
    return _page(session, action)


def find_action_file(session: Session, slug: str) -> ActionFile:
    """The action of that slug in whatever state. Raises `NotFound`."""
    action = _load(session, slug)
    if action is None:
        raise NotFound(f"There is no action “{slug}”. `outcry actions list` names them.")
    article = session.get(Article, action.article_id) if action.article_id else None
    return ActionFile(
        page=_page(session, action),
        points=open_points(session, action),
        family_answer=action.family_answer,
        article_title=article.title if article else None,
        article_published_on=article.published_on if article else None,
        has_article=article is not None,
    )


def open_points(session: Session, action: Action) -> tuple[OpenPoint, ...]:
    accepted = set(session.scalars(select(AcceptedPoint.point).where(AcceptedPoint.action_id == action.id)))
    return tuple(OpenPoint(each["point"], each["text"]) for each in action.doubts if each["point"] not in accepted)


def _load(session: Session, slug: str) -> Action | None:
    if "\x00" in slug or not slug.isascii():
        return None
    return session.scalar(
        select(Action)
        .where(Action.slug == slug)
        .options(
            selectinload(Action.case).selectinload(Case.facts).selectinload(CaseFact.source),
            selectinload(Action.case).selectinload(Case.sources),
        )
    )


def _page(session: Session, action: Action) -> ActionPage:
    organisation = session.get(Organisation, action.organisation_id)
    assert organisation is not None
    return ActionPage(
        id=action.id,
        organisation_id=action.organisation_id,
        organisation=organisation.name,
        slug=action.slug,
        state=action.state,
        mode=action.mode,
        title=action.title,
        ask=action.ask,
        demands=tuple(action.demands),
        story=action.story,
        language=action.language,
        goal=action.goal,
        published_at=action.published_at,
        closed_at=action.closed_at,
        outcome=action.outcome,
        outcome_text=action.outcome_text,
        review_on=action.review_on,
        version=action.version,
        case=_case(action.case),
        message=_message(session, action.id),
        safety_rules=safety_rules(session, action.case.responsible_state),
    )


def _message(session: Session, action_id: int) -> Message | None:
    newest = select(func.max(MessageVersion.number)).where(MessageVersion.action_id == action_id).scalar_subquery()
    row = session.scalar(
        select(MessageVersion).where(MessageVersion.action_id == action_id, MessageVersion.number == newest)
    )
    return message_of(row) if row else None


def message_of(row: MessageVersion) -> Message:
    return Message(row.id, row.number, tuple(row.subjects), row.body)


def _case(case: Case) -> CasePage:
    sources = {each.id: Source(each.publisher, each.title, each.url, each.published_on) for each in case.sources}
    return CasePage(
        name=case.name,
        is_group=case.is_group,
        description=case.description,
        responsible_state=case.responsible_state,
        place=case.place,
        status=case.status,
        status_on=case.status_on,
        links=tuple(Link(**link) for link in case.links),
        facts_as_of=case.facts_as_of,
        recheck_by=case.recheck_by,
        facts=tuple(Fact(fact.text, fact.happened_on, sources[fact.source_id]) for fact in case.facts),
        sources=tuple(sources.values()),
    )
