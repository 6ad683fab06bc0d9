"""Asking for mails: rows that hold ids alone."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from actions.domain.tokens import hash_token
from actions.models.mails import SupporterMail
from actions.models.supporters import AccessToken
from actions.queries.pledges import waiting
from actions.usecases.mails import my_link
from actions.usecases.pledges import confirm
from tests.conftest import make_settings
from tests.factories import make_action, make_confirm_token, make_pledge

SETTINGS = make_settings(mail_provider="smtp")


def confirm_all(session: Session, supporter_id: int | None) -> None:
    token = make_confirm_token(session, supporter_id=supporter_id)
    shown = waiting(session, raw_token=token, settings=SETTINGS)
    confirm(session, raw_token=token, consent_hash=shown.consent_hash, settings=SETTINGS)


def test_one_click_is_thanked_for_once(session: Session) -> None:
    first = make_pledge(session, language="de")
    make_pledge(session, action=make_action(session, case=first.action.case), supporter=first.supporter)
    confirm_all(session, first.supporter_id)
    [mail] = session.scalars(select(SupporterMail)).all()
    assert (mail.kind, mail.pledge_id, mail.language, mail.state) == ("thanks", first.id, "de", "queued")


def test_with_one_in_danger_among_them_none_is(session: Session) -> None:
    first = make_pledge(session)
    other = make_action(session, case=first.action.case)
    make_pledge(session, action=other, supporter=first.supporter, country="RU", disclosure="count_only", name=None)
    confirm_all(session, first.supporter_id)
    assert session.scalars(select(SupporterMail)).all() == []


def test_each_link_is_another_and_known_by_hash_alone(session: Session) -> None:
    pledge = make_pledge(session)
    supporter_id = pledge.supporter_id or 0
    links = {my_link(session, supporter_id=supporter_id, settings=SETTINGS, language="ru") for _ in range(2)}
    hashes = {hash_token(link.removeprefix("http://localhost:8000/ru/my/")) for link in links}
    assert len(links) == 2
    assert set(session.scalars(select(AccessToken.token_hash))) == hashes
