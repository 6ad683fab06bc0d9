"""A supporter signs: one pledge per action and address, one consent, one confirm mail, whatever was there before."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from actions import clock
from actions.domain.contact import parse_email
from actions.errors import Conflict, Gone, Refused
from actions.models.actions import Action
from actions.models.mails import SupporterMail
from actions.models.pledges import ConsentEvent, ConsentText, Pledge, Transition
from actions.models.supporters import ConfirmAllowance, Supporter, Suppression
from actions.queries.actions import find_action_by_id
from actions.usecases.pledges import Signature, sign
from tests.factories import ADDRESS_KEY, make_action, make_action_page, make_case

CONSENTS = {"sign": "I agree.", "shown": "Show me.", "updates": "Write to me."}


def make_signature(**overrides):
    values: dict[str, Any] = {
        "country": "SE",
        "disclosure": "name_country",
        "email": parse_email("anna@example.org"),
        "name": "Anna Lind",
        "personal_line": "I am a nurse.",
    }
    return Signature(**values | overrides)


def sign_it(session, action, *, held_for=None, **overrides):
    sign(
        session,
        action=action,
        signature=make_signature(**overrides),
        address_key=ADDRESS_KEY,
        consents=CONSENTS,
        held_for=held_for,
    )


def pledges(session):
    return session.scalars(select(Pledge).execution_options(populate_existing=True)).all()


def mails(session):
    return session.scalar(select(func.count()).select_from(SupporterMail))


def test_signing_stores_pledge_consent_and_confirm_mail(session):
    sign_it(session, make_action_page(session))
    (pledge,) = pledges(session)
    assert (pledge.state, pledge.country, pledge.name, pledge.personal_line) == (
        "pending",
        "SE",
        "Anna Lind",
        "I am a nurse.",
    )
    (consent,) = session.scalars(select(ConsentEvent)).all()
    assert consent.event == "given"
    assert session.get(ConsentText, consent.text_hash).text == "I agree."
    assert session.scalars(select(SupporterMail.kind)).all() == ["confirm"]


def test_mail_goes_to_the_address_as_typed(session):
    sign_it(session, make_action_page(session), email=parse_email("Anna+x@gmail.com"))
    assert session.scalars(select(Supporter.email)).one() == "Anna+x@gmail.com"


def test_count_only_keeps_neither_name_nor_line(session):
    sign_it(session, make_action_page(session), disclosure="count_only")
    (pledge,) = pledges(session)
    assert (pledge.name, pledge.personal_line) == (None, None)


def test_signing_twice_is_one_pledge_with_the_first_data(session):
    action = make_action_page(session)
    sign_it(session, action)
    sign_it(session, action, country="NO", name="Somebody Else")
    (pledge,) = pledges(session)
    assert (pledge.country, pledge.name) == ("SE", "Anna Lind")
    assert len(session.scalars(select(ConsentEvent)).all()) == 1


def test_another_spelling_of_the_mailbox_is_the_same_supporter(session):
    action = make_action_page(session)
    sign_it(session, action, email=parse_email("a.nna@gmail.com"))
    sign_it(session, action, email=parse_email("Anna+2@googlemail.com"))
    assert len(pledges(session)) == 1


def test_an_address_gets_one_confirm_mail_a_day_over_all_actions(session):
    case = make_case(session)
    for _ in range(3):
        sign_it(session, make_action_page(session, case=case))
    assert mails(session) == 1


def test_a_day_later_it_gets_another(session):
    action = make_action_page(session)
    sign_it(session, action)
    with clock.set_to(clock.now() + timedelta(hours=25)):
        sign_it(session, action)
    assert mails(session) == 2


def test_three_in_ninety_days_is_the_most(session):
    action = make_action_page(session)
    for days in range(6):
        with clock.set_to(clock.now() + timedelta(days=days, hours=days)):
            sign_it(session, action)
    assert mails(session) == 3


def test_after_ninety_days_it_begins_anew(session):
    action = make_action_page(session)
    for days in (0, 2, 4, 95):
        with clock.set_to(clock.now() + timedelta(days=days)):
            sign_it(session, action)
    assert mails(session) == 4


def test_a_suppressed_address_gets_no_mail(session):
    action = make_action_page(session)
    sign_it(session, action)
    (supporter,) = session.scalars(select(Supporter)).all()
    session.add(Suppression(mailbox_hash=supporter.mailbox_hash, cause="not_me"))
    session.flush()
    with clock.set_to(clock.now() + timedelta(days=2)):
        sign_it(session, action)
    assert mails(session) == 1


def test_a_suppressed_address_is_not_taken_up_again(session):
    action = make_action_page(session)
    sign_it(session, action)
    (pledge,) = pledges(session)
    (supporter,) = session.scalars(select(Supporter)).all()
    pledge.state = "withdrawn"
    session.add(Suppression(mailbox_hash=supporter.mailbox_hash, cause="not_me"))
    session.flush()
    sign_it(session, action, name="Somebody Else")
    assert [(each.state, each.name) for each in pledges(session)] == [("withdrawn", "Anna Lind")]


def test_spellings_with_tags_share_the_limit_of_one_mailbox(session):
    action = make_action_page(session)
    for number in range(5):
        sign_it(session, action, email=parse_email(f"anna+{number}@example.org"))
    for domain in ("yandex.ru", "yandex.com", "ya.ru"):
        sign_it(session, action, email=parse_email(f"boris+x@{domain}"))
    assert mails(session) == 2


def test_until_a_link_is_clicked_mail_goes_to_the_spelling_typed_last(session):
    action = make_action_page(session)
    sign_it(session, action, email=parse_email("Anna@example.org"))
    sign_it(session, action, email=parse_email("anna@example.org"))
    assert session.scalars(select(Supporter.email)).one() == "anna@example.org"


def test_once_verified_the_address_stays(session):
    action = make_action_page(session)
    sign_it(session, action, email=parse_email("Anna@example.org"))
    session.execute(update(ConfirmAllowance).values(verified_at=clock.now()))
    sign_it(session, action, email=parse_email("anna@example.org"))
    assert session.scalars(select(Supporter.email)).one() == "Anna@example.org"


def test_the_real_person_takes_over_what_a_robot_signed(session):
    action = make_action_page(session)
    sign_it(session, action, held_for="honeypot", name="Robot")
    sign_it(session, action)
    (pledge,) = pledges(session)
    assert (pledge.held_for, pledge.name) == (None, "Anna Lind")
    assert mails(session) == 1


def test_a_held_pledge_gets_no_mail(session):
    sign_it(session, make_action_page(session), held_for="honeypot")
    (pledge,) = pledges(session)
    assert pledge.held_for == "honeypot"
    assert mails(session) == 0


@pytest.mark.parametrize("state", ["withdrawn", "expired"])
def test_signing_again_after_the_end_takes_the_new_data(session, state):
    action = make_action_page(session)
    sign_it(session, action)
    (pledge,) = pledges(session)
    pledge.state = state
    session.flush()
    sign_it(session, action, country="NO", name="Anna Lind-Berg")
    (pledge,) = pledges(session)
    assert (pledge.state, pledge.country, pledge.name) == ("pending", "NO", "Anna Lind-Berg")
    (step,) = session.scalars(select(Transition)).all()
    assert (step.from_state, step.to_state, step.event) == (state, "pending", "sign")


def test_signing_again_after_confirming_changes_nothing(session):
    action = make_action_page(session)
    sign_it(session, action)
    (pledge,) = pledges(session)
    pledge.state = "confirmed"
    session.flush()
    with clock.set_to(clock.now() + timedelta(days=2)):
        sign_it(session, action, country="NO")
    (pledge,) = pledges(session)
    assert (pledge.state, pledge.country) == ("confirmed", "SE")
    assert mails(session) == 1


def test_an_erased_pledge_makes_room_for_a_new_one(session):
    action = make_action_page(session)
    sign_it(session, action)
    (pledge,) = pledges(session)
    pledge.state, pledge.supporter_id = "erased", None
    session.flush()
    sign_it(session, action)
    assert sorted(each.state for each in pledges(session)) == ["erased", "pending"]


def test_twenty_at_once_with_one_address_are_one_pledge_and_one_mail(committing):
    with committing.unit_of_work() as session:
        action_id = make_action(session).id
    with committing.read_only() as session:
        action = find_action_by_id(session, action_id)

    def once(_):
        with committing.unit_of_work() as session:
            sign_it(session, action)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(once, range(20)))
    with committing.read_only() as session:
        assert len(pledges(session)) == 1
        assert mails(session) == 1
        assert session.scalar(select(func.count()).select_from(ConsentEvent)) == 1


@pytest.mark.parametrize("state", ["paused", "closed", "draft"])
def test_an_action_that_is_not_live_takes_no_signature(session, state):
    with pytest.raises(Gone):
        sign_it(session, make_action_page(session, state=state))


def test_an_action_that_changed_meanwhile_is_a_conflict_and_stores_nothing(session):
    action = make_action_page(session)
    with pytest.raises(Conflict):
        sign_it(session, replace(action, version=action.version - 1))
    assert pledges(session) == []


def test_an_action_that_closed_meanwhile_stores_nothing(session):
    action = make_action_page(session)
    session.get(Action, action.id).state = "closed"
    session.flush()
    with pytest.raises(Conflict):
        sign_it(session, action)
    assert pledges(session) == []


def test_a_level_that_signs_needs_a_name(session):
    with pytest.raises(Refused) as refusal:
        sign_it(session, make_action_page(session), name=None)
    assert refusal.value.field == "name"


def test_in_the_responsible_state_only_counting_is_offered(session):
    with pytest.raises(Refused) as refusal:
        sign_it(session, make_action_page(session), country="RU")
    assert refusal.value.field == "disclosure"


def test_in_the_responsible_state_counting_is_possible(session):
    sign_it(session, make_action_page(session), country="RU", disclosure="count_only")
    assert len(pledges(session)) == 1


def test_in_a_territory_of_the_responsible_state_only_counting_is_offered(session):
    action = make_action_page(session, case=make_case(session, responsible_state="CN"))
    with pytest.raises(Refused):
        sign_it(session, action, country="HK")


def consents(session):
    rows = session.execute(select(ConsentEvent.purpose, ConsentEvent.event).order_by(ConsentEvent.id))
    return [tuple(row) for row in rows]


def test_what_is_ticked_besides_is_a_consent_of_its_own(session):
    sign_it(session, make_action_page(session), is_shown=True, wants_updates=True)
    assert sorted(consents(session)) == [("shown", "given"), ("sign", "given"), ("updates", "given")]
    assert set(session.scalars(select(ConsentText.text))) == set(CONSENTS.values())


@pytest.mark.parametrize("level", ["count_only", "initials_country"])
def test_nobody_is_shown_by_name_who_hides_it(session, level):
    sign_it(session, make_action_page(session), disclosure=level, is_shown=True)
    (pledge,) = pledges(session)
    assert not pledge.is_shown
    assert consents(session) == [("sign", "given")]


def test_in_the_responsible_state_nothing_is_shown_or_mailed_besides(session):
    sign_it(session, make_action_page(session), country="RU", disclosure="count_only", is_shown=True, wants_updates=True)
    (pledge,) = pledges(session)
    assert (pledge.is_shown, pledge.wants_updates) == (False, False)


def test_own_words_language_and_channel_are_kept(session):
    sign_it(session, make_action_page(session), edited_top="I worry.", came_by="telegram")
    (pledge,) = pledges(session)
    assert (pledge.edited_top, pledge.edited_end, pledge.came_by, pledge.language) == ("I worry.", None, "telegram", "en")
    assert session.scalars(select(SupporterMail.language)).all() == ["en"]


@pytest.mark.parametrize(("field", "hours"), [("opens_at", 1), ("closes_at", -1)])
def test_outside_its_dates_an_action_takes_nothing_whatever_the_caller_remembers(session, field, hours):
    action = make_action_page(session)
    moment = {field: clock.now() + timedelta(hours=hours)}
    session.execute(update(Action).where(Action.id == action.id).values(moment))
    with pytest.raises(Conflict):
        sign_it(session, action)
    assert pledges(session) == []


def test_signed_again_after_withdrawing_the_new_data_count(session):
    action = make_action_page(session)
    sign_it(session, action, is_shown=True, edited_top="Old.")
    session.execute(update(Pledge).values(state="withdrawn"))
    sign_it(session, action, name="Anna Berg", wants_updates=True)
    (pledge,) = pledges(session)
    assert (pledge.state, pledge.name, pledge.edited_top) == ("pending", "Anna Berg", None)
    assert (pledge.is_shown, pledge.wants_updates) == (False, True)
