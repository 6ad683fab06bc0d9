"""A whole site with an action in every state its pages have, served by this process: for proofs that look at all of them.

Its texts are those of the example cases; what is made up beside them (names of signers, numbers) is said to be an example by
the site's name.
"""

import re
import secrets
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import FrameLocator, Page
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from werkzeug.serving import WSGIRequestHandler, make_server

from actions import clock
from actions.db import Base, Database
from actions.factory import create_app
from actions.media import make_photo
from actions.models.actions import Action, ActionTranslation, Update
from actions.models.cases import Case
from actions.models.counts import CountDelta
from actions.models.letters import Letter
from actions.models.messages import MessageVersion
from actions.models.missions import Mission
from actions.models.pledges import Pledge
from actions.schema import ROOT
from actions.usecases.photos import set_photo
from actions.usecases.seed import seed
from tests.conftest import make_settings
from tests.factories import make_confirm_token, make_pledge
from tests.pictures import picture_file

EXAMPLE = "boris-kagarlitsky"
LONG_NAME = "Aleksandra-Maximiliane von Hohenstein-Wolfenbüttel y Fernández de la Concepción"
NAMES = {"en": "Anna Lind", "ru": "Анна Линд", "ar": "آنا ليند"}
LINES = {
    "en": "I read his books at university. Please let a doctor see him.",
    "ru": "Я читала его книги в университете. Пожалуйста, допустите к нему врача.",
    "ar": "قرأتُ كتبه في الجامعة. أرجو أن يُسمح لطبيب بفحصه.",
}


@dataclass(frozen=True)
class Scene:
    """A page in one state: where it is, and what the reader does there."""

    name: str
    path: str
    act: Callable[[Page], None] | None = None
    has_form: bool = False


@dataclass(frozen=True)
class Stage:
    origin: str
    tokens: Mapping[tuple[str, str], str]
    """Raw token of a link by what waits behind it and the language."""

    def scenes(self, language: str) -> Iterator[Scene]:
        """Every state of every page for supporters, in that language."""
        at = "" if language == "en" else f"/{language}"

        def link(kind: str) -> str:
            return f"{at}/confirm/{self.tokens[kind, language]}"

        action = f"{at}/a/{EXAMPLE}"
        yield Scene("home", f"{at}/")
        yield Scene("action", action, has_form=True)
        yield Scene("action-empty", f"{at}/a/empty", has_form=True)
        yield Scene("action-goal-reached", f"{at}/a/goal-reached", has_form=True)
        yield Scene("action-long", f"{at}/a/long", has_form=True)
        yield Scene("action-closed", f"{at}/a/closed")
        yield Scene("action-record", f"{at}/a/alexei-navalny")
        yield Scene("action-paused", f"{at}/a/paused")
        yield Scene("action-over", f"{at}/a/over")
        yield Scene("form-email", action, filled("CH", "name_country", language), has_form=True)
        yield Scene("form-hand-in", action, filled("SE", "initials_country", language), has_form=True)
        yield Scene("form-count-only", action, filled("SE", "count_only", language), has_form=True)
        yield Scene("form-same-state", action, filled("RU", "count_only", language), has_form=True)
        yield Scene("form-warned", action, filled("KZ", "name_reply_to", language), has_form=True)
        yield Scene("errors", action, pressed("button.main"), has_form=True)
        yield Scene("preview", action, previewed("SE", "name_country", language), has_form=True)
        yield Scene("preview-same-state", action, previewed("RU", "count_only", language), has_form=True)
        yield Scene("check-email", action, signed("SE", "count_only", language))
        for kind in ("email", "hand-in", "counted", "same-state", "two", "held"):
            yield Scene(f"confirm-{kind}", link(f"waiting-{kind}"))
        for kind in ("email", "hand-in", "counted", "same-state", "held"):
            yield Scene(f"thanks-{kind}", f"{link(f'done-{kind}')}/thanks", opened)
        yield Scene("print", f"{link('done-hand-in')}/thanks", followed("a[href*='/print/']"))
        yield Scene("not-me", f"{link('not-me')}/not-me")
        yield Scene("nothing-waits", link("expired"))
        yield Scene("my", f"{at}/my/{self.tokens['my', language]}", opened)
        yield Scene("my-neutral", f"{at}/my/{self.tokens['my-neutral', language]}", opened)
        yield Scene("my-link", f"{at}/my")
        yield Scene("privacy", f"{at}/privacy")
        yield Scene("imprint", f"{at}/imprint")
        yield Scene("not-found", f"{at}/nothing")
        yield Scene("embed", f"{at}/embed/{EXAMPLE}", has_form=True)
        yield Scene("embed-errors", f"{at}/embed/{EXAMPLE}", pressed("button.main"), has_form=True)


def scene_names() -> list[str]:
    """For parametrising tests, before anything is served."""
    nowhere = Stage("", tokens=defaultdict(str))
    return [scene.name for scene in nowhere.scenes("en")]


# What a reader does, by the names of fields: the same in every language.


def an_address() -> str:
    return f"anna-{secrets.token_hex(4)}@example.org"


def choose(page: Page | FrameLocator, level: str) -> None:
    page.locator(f"[name=disclosure][value={level}]").check()


def fill(page: Page, country: str, level: str, *, name: str = "", email: str | None = None, line: str = "") -> str:
    """Fill in the form of an action; returns the address."""
    email = email or an_address()
    page.locator("[name=country]").select_option(country)
    choose(page, level)
    if name and level != "count_only":
        page.locator("[name=name]").fill(name)
    if line:
        field = page.locator("[name=personal_line]")
        if not field.is_visible():
            page.locator("details", has=field).locator("summary").first.click()
        field.fill(line)
    page.locator("[name=email]").fill(email)
    page.locator("[name=consent]").check()
    return email


def settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")


def filled(country: str, level: str, language: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        line = LINES[language] if level == "name_country" else ""
        fill(page, country, level, name=NAMES[language], line=line)
        settle(page)

    return act


def pressed(button: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.locator(button).first.click()
        settle(page)

    return act


def previewed(country: str, level: str, language: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        fill(page, country, level, name=NAMES[language])
        page.locator("button[name=do][value=preview]").click()
        settle(page)

    return act


def signed(country: str, level: str, language: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        fill(page, country, level, name=NAMES[language])
        page.locator("button.main").click()
        page.locator(".typed").wait_for()

    return act


def followed(selector: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        address = page.locator(selector).first.get_attribute("href")
        assert address
        page.goto(address)

    return act


def opened(page: Page) -> None:
    """With everything that folds away unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


# The site


@contextmanager
def serving(database: Database, home: Path, *, port: int = 0) -> Iterator[Stage]:
    """The stage, in demo mode. The database must be empty, and keeps what it gets."""
    server = make_server("127.0.0.1", port, Flask("nothing yet"), threaded=True, request_handler=_Quiet)
    origin = f"http://localhost:{server.server_port}"
    settings = make_settings(outcry_data=home, port=server.server_port, public_url=origin)
    with database.unit_of_work() as session:
        seed(session, directory=ROOT / "seeds", settings=settings)
        tokens = _people(session, _actions(session))
    app = create_app(settings, database, poll_every=0.2)
    server.app = app  # its settings name the port
    _confirm_all(app.test_client(use_cookies=False), tokens)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Stage(origin, tokens)
    finally:
        server.shutdown()
        server.server_close()
        app.extensions["site"].cache.stop()
        thread.join()


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None: ...


Row = TypeVar("Row", bound=Base)


def _copy(row: Row, **overrides: Any) -> Row:
    kept = {"id", "uuid", "created_at"}
    values = {each.key: getattr(row, each.key) for each in inspect(type(row)).column_attrs if each.key not in kept}
    return type(row)(**values | overrides)


def _clone(session: Session, original: Action, slug: str, *, case: Case | None = None, **overrides: Any) -> Action:
    """The same action in another state, with its translations and letters."""
    action = _copy(original, slug=slug, case_id=(case or original.case).id, **overrides)
    session.add(action)
    session.flush()
    for table in (ActionTranslation, MessageVersion):
        for row in session.scalars(select(table).where(table.action_id == original.id)):
            session.add(_copy(row, action_id=action.id))
    session.flush()
    return action


def _actions(session: Session) -> Action:
    now = clock.now()
    example = session.scalars(select(Action).where(Action.slug == EXAMPLE)).one()
    _clone(session, example, "empty", goal=None)
    _clone(session, example, "paused", state="paused")
    _clone(session, example, "over", closes_at=now - timedelta(days=1), published_at=now - timedelta(days=60))
    _count(session, _another(session, example), SE=412, DE=88, CH=3)
    _long(session, example)
    closed: dict[str, Any] = {
        "state": "closed",
        "outcome": "released",
        "closed_at": now - timedelta(days=12),
        "follow_on_id": example.id,
    }
    _count(session, _clone(session, example, "closed", **closed), SE=1412, DE=388, FR=41)
    photo = make_photo(picture_file(1600, 1200))
    set_photo(session, slug=EXAMPLE, photo=photo, alt="A hill under a pale sky", credit="Example Campaign")
    example.goal = 2500
    example.send_before = (now + timedelta(days=30)).date()
    _count(session, example, SE=812, DE=401, CH=55, FR=12, AT=4, NO=2)
    for language, title in {"en": "A hearing is set", "ru": "Назначено заседание", "ar": "تحديد موعد جلسة"}.items():
        session.add(Update(action_id=example.id, language=language, title=title, body="…", published_at=now))
    _signers(session, example)
    _letters(session, example)
    session.flush()
    return example


def _another(session: Session, example: Action) -> Action:
    """An action with a title and a subject of its own, its goal reached."""
    action = _clone(session, example, "goal-reached", goal=500, title=f"{example.title} (2)")
    for row in session.scalars(select(ActionTranslation).where(ActionTranslation.action_id == action.id)):
        row.title = f"{row.title} (2)"
    for version in session.scalars(select(MessageVersion).where(MessageVersion.action_id == action.id)):
        version.subjects = [f"{each} (2)" for each in version.subjects]
    return action


def _count(session: Session, action: Action, **by_country: int) -> None:
    session.add_all(CountDelta(action_id=action.id, country=each, delta=number) for each, number in by_country.items())


def _long(session: Session, example: Action) -> None:
    case = _copy(example.case, slug="long", name=LONG_NAME)
    session.add(case)
    session.flush()
    title = f"Hospital treatment, a lawyer of her own choice and letters from her family for {LONG_NAME}"
    action = _clone(session, example, "long", case=case, title=title, goal=1_000_000)
    for row in session.scalars(select(ActionTranslation).where(ActionTranslation.action_id == action.id)):
        row.title, row.person = f"{row.title}: {LONG_NAME}", LONG_NAME
    _count(session, action, SE=987_654, DE=11)


def _signers(session: Session, example: Action) -> None:
    for name, country in (("Anna Lind", "SE"), ("Мария Петрова", "DE"), ("ليلى حداد", "FR")):
        make_pledge(
            session,
            action=example,
            country=country,
            name=name,
            is_shown=True,
            state="confirmed",
            confirmed_at=clock.now() - timedelta(minutes=2),
        )


def _letters(session: Session, example: Action) -> None:
    missions = session.scalars(select(Mission).where(Mission.operator_iso2 == "RU").limit(6)).all()
    for at, state in enumerate(["handed"] * 24 + ["delivered"] * 17 + ["for_hand_in"] * 12 + ["bounced"] * 2):
        pledge = make_pledge(session, action=example, state="confirmed", confirmed_at=clock.now() - timedelta(days=2))
        mission_id = missions[at % len(missions)].id
        session.add(Letter(pledge_id=pledge.id, mission_id=mission_id, state=state, subject="…", body="…"))


def _people(session: Session, example: Action) -> dict[tuple[str, str], str]:
    """Raw tokens by what waits behind them and the language."""
    kinds: dict[str, dict[str, Any]] = {
        "email": {"country": "CH"},
        "hand-in": {"country": "SE", "disclosure": "initials_country"},
        "counted": {"country": "SE", "disclosure": "count_only", "name": None},
        "same-state": {"country": "RU", "disclosure": "count_only", "name": None},
        "held": {"country": "CH", "personal_line": "https://example.org/ 1234567"},
    }
    tokens = {}
    other = session.scalars(select(Action).where(Action.slug == "goal-reached")).one()
    for language, name in NAMES.items():
        for kind, values in kinds.items():
            written = {"name": name, "personal_line": LINES[language] if values["country"] == "CH" else None} | values
            for stage in ("waiting", "done"):
                pledge = _sign(session, example, language=language, **written)
                tokens[f"{stage}-{kind}", language] = _link(session, pledge)
                if stage == "done" and kind in {"email", "same-state"}:
                    mine = "my" if kind == "email" else "my-neutral"
                    tokens[mine, language] = _link(session, pledge, purpose="my")
        two = _sign(session, example, language=language, name=name, country="CH")
        _sign(session, other, language=language, name=name, country="CH", supporter=two.supporter)
        tokens["waiting-two", language] = _link(session, two)
        tokens["not-me", language] = _link(session, _sign(session, example, language=language, name=name))
        past = datetime(2026, 1, 1, tzinfo=UTC)
        tokens["expired", language] = _link(session, _sign(session, example, language=language), expires_at=past)
    return tokens


def _sign(session: Session, action: Action, *, language: str, **values: Any) -> Pledge:
    letters = select(MessageVersion).where(MessageVersion.action_id == action.id, MessageVersion.language == "en")
    version = session.scalars(letters.order_by(MessageVersion.number.desc())).first()
    assert version is not None
    return make_pledge(session, action=action, language=language, message_version_id=version.id, **values)


def _confirm_all(client: FlaskClient, tokens: dict[tuple[str, str], str]) -> None:
    for (kind, _), token in tokens.items():
        if kind.startswith("done-"):
            page = client.get(f"/confirm/{token}").text
            shown = re.search(r'name="consent_hash" value="(\w+)"', page)
            assert shown, kind
            answer = client.post(f"/confirm/{token}", data={"consent_hash": shown[1]})
            assert answer.status_code == 303, kind
        if kind == "not-me":
            client.post(f"/confirm/{token}/not-me")


def _link(session: Session, pledge: Pledge, **values: Any) -> str:
    return make_confirm_token(session, supporter_id=pledge.supporter_id, **values)
