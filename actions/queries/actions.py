"""Actions as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, selectinload

from actions import clock
from actions.domain.letters import mission_languages
from actions.domain.missions import SafetyRule
from actions.errors import NotFound, NotTranslated
from actions.languages import LANGUAGES, N_
from actions.models.actions import AcceptedPoint, Action, ActionTranslation
from actions.models.articles import Article
from actions.models.cases import Case, CaseFact
from actions.models.messages import MessageVersion
from actions.models.organisations import Organisation
from actions.queries.missions import safety_rules
from actions.queries.photos import Photo, photos_of

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
    language: str
    subjects: tuple[str, ...]
    openings: tuple[str, ...]
    body: str
    demands: tuple[str, ...]
    is_editable: bool


@dataclass(frozen=True)
class FollowOn:
    """The action that goes on where another has ended."""

    title: str
    path: str


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
    """In which its texts are here."""
    own_language: str
    """In which it was written; its address has no prefix there."""
    languages: tuple[str, ...]
    """Those in which it can be read, its own first."""
    goal: int | None
    published_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    outcome_text: str | None
    review_on: date | None
    opens_at: datetime | None
    closes_at: datetime | None
    send_before: date | None
    time_zone: str
    """IANA name; the dates are shown in it."""
    photo: Photo | None
    follow_on: FollowOn | None
    share_texts: dict[str, str]
    """The organiser's words by channel (`domain/sharing.py`), or `default`."""
    version: int
    case: CasePage
    messages: Mapping[str, Message]
    """The newest version of the letter in each language that has one."""
    safety_rules: Mapping[str, SafetyRule]
    """Of the responsible state, by the supporter's country."""

    @property
    def is_open(self) -> bool:
        """Whether it takes signatures at this moment."""
        return self.state == "live" and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether its last day is past, though nobody has closed it with an outcome yet."""
        return self.closes_at is not None and self.closes_at <= clock.now()

    @property
    def message(self) -> Message | None:
        """The letter in the page's language, else in the action's own."""
        return self.messages.get(self.language) or self.messages.get(self.own_language)

    @property
    def letters(self) -> tuple[Message, ...]:
        """Those that a supporter may choose between: in the page's language, and in one that the mission reads."""
        first = self.message
        if first is None:
            return ()
        theirs = (self.messages.get(language) for language in mission_languages(self.case.responsible_state))
        return (first, *(each for each in theirs if each and each.language != first.language))

    @property
    def path(self) -> str:
        return self.path_in(self.language)

    def path_in(self, language: str) -> str:
        return _path(self.slug, language, self.own_language)


def _path(slug: str, language: str, own_language: str) -> str:
    return f"/a/{slug}" if language == own_language else f"/{language}/a/{slug}"


@dataclass(frozen=True)
class ActionCard:
    slug: str
    own_language: str
    language: str
    """In which its texts are here."""
    title: str
    ask: str
    person: str
    state: str
    outcome: str | None
    closed_at: datetime | None
    case_status: str
    case_status_on: date | None
    is_over: bool
    photo: Photo | None
    count: int

    @property
    def path(self) -> str:
        return _path(self.slug, self.language, self.own_language)


@dataclass(frozen=True)
class ActionAddress:
    """Where an action can be read."""

    slug: str
    own_language: str
    languages: tuple[str, ...]

    def path_in(self, language: str) -> str:
        return _path(self.slug, language, self.own_language)


@dataclass(frozen=True)
class PageVersion:
    slug: str
    version: int
    count: int
    is_over: bool = False
    """Flips by itself when the action's last day is past."""


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


def list_actions(session: Session, language: str | None = None) -> tuple[ActionCard, ...]:
    """Every public action, in that language where it is translated: open ones, the newest first, then closed ones."""
    return _cards(session, PUBLIC_STATES, language)


def list_all_actions(session: Session) -> tuple[ActionCard, ...]:
    """Drafts included: for those who run them."""
    return _cards(session, None, None)


_CARDS = text("""
SELECT a.slug, a.language AS own_language, COALESCE(t.language, a.language) AS language,
       COALESCE(t.title, a.title) AS title, COALESCE(t.ask, a.ask) AS ask,
       COALESCE(NULLIF(t.person, ''), c.name) AS person, a.state, a.outcome, a.closed_at,
       c.status AS case_status, c.status_on AS case_status_on,
       COALESCE(a.closes_at <= :now, false) AS is_over,
       a.photo_hash, COALESCE(NULLIF(t.photo_alt, ''), a.photo_alt) AS photo_alt, a.photo_credit,
       COALESCE((SELECT sum(confirmed) FROM counts WHERE action_id = a.id), 0)::bigint
     + COALESCE((SELECT sum(delta) FROM count_deltas WHERE action_id = a.id), 0)::bigint AS count
FROM actions a JOIN cases c ON c.id = a.case_id
LEFT JOIN action_translations t ON t.action_id = a.id AND t.language = :language AND t.language <> a.language
WHERE CAST(:states AS text[]) IS NULL OR a.state = ANY(CAST(:states AS text[]))
ORDER BY a.state = 'closed', COALESCE(a.closed_at, a.published_at) DESC NULLS FIRST, a.id DESC
""")


def _cards(session: Session, states: tuple[str, ...] | None, language: str | None) -> tuple[ActionCard, ...]:
    asked = {"states": list(states) if states else None, "language": language, "now": clock.now()}
    rows = [dict(row) for row in session.execute(_CARDS, asked).mappings()]
    photos = photos_of(session, {row["photo_hash"] for row in rows if row["photo_hash"]})
    cards = []
    for row in rows:
        photo, alt, credit = photos.get(row.pop("photo_hash")), row.pop("photo_alt"), row.pop("photo_credit")
        cards.append(ActionCard(photo=replace(photo, alt=alt, credit=credit) if photo else None, **row))
    return tuple(cards)


_ADDRESSES = text("""
SELECT a.slug, a.language AS own_language, array_remove(array_agg(t.language ORDER BY t.language), NULL) AS others
FROM actions a LEFT JOIN action_translations t ON t.action_id = a.id AND t.language <> a.language
WHERE a.state IN ('live', 'paused', 'closed') GROUP BY a.id ORDER BY a.id
""")


def list_addresses(session: Session) -> tuple[ActionAddress, ...]:
    """Every public action with the languages it can be read in, its own first."""
    rows = session.execute(_ADDRESSES).mappings()
    return tuple(
        ActionAddress(
            row["slug"],
            row["own_language"],
            (row["own_language"], *(each for each in LANGUAGES if each in row["others"])),
        )
        for row in rows
    )


_VERSIONS = text("""
SELECT a.slug, a.version,
       COALESCE((SELECT sum(confirmed) FROM counts WHERE action_id = a.id), 0)::bigint
     + COALESCE((SELECT sum(delta) FROM count_deltas WHERE action_id = a.id), 0)::bigint AS count,
       COALESCE(a.closes_at <= :now, false) AS is_over
FROM actions a WHERE a.state IN ('live', 'paused', 'closed')
""")


def page_versions(session: Session) -> tuple[PageVersion, ...]:
    """What makes a cached page stale: polled once a second by every web process."""
    return tuple(PageVersion(**row) for row in session.execute(_VERSIONS, {"now": clock.now()}).mappings())


def find_action(session: Session, slug: str, language: str | None = None) -> ActionPage:
    """The public action of that slug, in its own language unless another is asked for.

    Raises `NotFound`, for a draft too: nobody may learn that it exists; `NotTranslated` for a language that it has not.
    """
    action = _load(session, slug)
    if action is None or action.state not in PUBLIC_STATES:
        raise NotFound(N_("There is no such page."))
    page = _page(session, action, language)
    if language not in {None, page.language}:
        raise NotTranslated(N_("This action has not been translated into this language."), own_language=page.own_language)
    return page


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


def _page(session: Session, action: Action, language: str | None = None) -> ActionPage:
    organisation = session.get(Organisation, action.organisation_id)
    assert organisation is not None
    translations = _translations(session, action.id)
    translation = translations.get(language or "")
    page = ActionPage(
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
        own_language=action.language,
        languages=(action.language, *(each for each in LANGUAGES if each in translations)),
        goal=action.goal,
        published_at=action.published_at,
        closed_at=action.closed_at,
        outcome=action.outcome,
        outcome_text=action.outcome_text,
        review_on=action.review_on,
        opens_at=action.opens_at,
        closes_at=action.closes_at,
        send_before=action.send_before,
        time_zone=action.time_zone,
        photo=_photo(session, action),
        follow_on=_follow_on(session, action, language or action.language),
        share_texts=action.share_texts,
        version=action.version,
        case=_case(action.case),
        messages=_messages(session, action),
        safety_rules=safety_rules(session, action.case.responsible_state),
    )
    return _translated(page, translation) if translation else page


def _photo(session: Session, action: Action) -> Photo | None:
    if action.photo_hash is None:
        return None
    photo = photos_of(session, {action.photo_hash}).get(action.photo_hash)
    return replace(photo, alt=action.photo_alt, credit=action.photo_credit) if photo else None


def _follow_on(session: Session, action: Action, language: str) -> FollowOn | None:
    if action.follow_on_id is None:
        return None
    following = session.get(Action, action.follow_on_id)
    if following is None or following.state not in PUBLIC_STATES:
        return None
    words = session.get(ActionTranslation, (following.id, language))
    if words is None:
        return FollowOn(following.title, _path(following.slug, following.language, following.language))
    return FollowOn(words.title, _path(following.slug, language, following.language))


def _translations(session: Session, action_id: int) -> dict[str, ActionTranslation]:
    rows = session.scalars(select(ActionTranslation).where(ActionTranslation.action_id == action_id))
    return {row.language: row for row in rows}


def _translated(page: ActionPage, words: ActionTranslation) -> ActionPage:
    facts = page.case.facts
    if len(words.facts) == len(facts):  # else the case has changed since it was translated
        facts = tuple(replace(fact, text=text) for fact, text in zip(facts, words.facts, strict=True))
    case = replace(
        page.case,
        name=words.person or page.case.name,
        description=words.description or page.case.description,
        place=words.place or page.case.place,
        facts=facts,
    )
    return replace(
        page,
        language=words.language,
        title=words.title,
        ask=words.ask,
        demands=tuple(words.demands) or page.demands,
        story=words.story or page.story,
        outcome_text=words.outcome_text or page.outcome_text,
        photo=replace(page.photo, alt=words.photo_alt or page.photo.alt) if page.photo else None,
        share_texts=page.share_texts | words.share_texts,
        case=case,
    )


def _messages(session: Session, action: Action) -> dict[str, Message]:
    rows = session.scalars(
        select(MessageVersion)
        .where(MessageVersion.action_id == action.id)
        .ext(distinct_on(MessageVersion.language))
        .order_by(MessageVersion.language, MessageVersion.number.desc())
    )
    return {row.language: message_of(row, action) for row in rows}


def message_of(row: MessageVersion, action: Action) -> Message:
    return Message(
        id=row.id,
        number=row.number,
        language=row.language,
        subjects=tuple(row.subjects),
        openings=tuple(row.openings),
        body=row.body,
        demands=tuple(row.demands or action.demands),
        is_editable=row.is_editable,
    )


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
