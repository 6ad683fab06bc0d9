"""A letter that waits is changed by its sender: the old one is cancelled, another is written, in one transaction."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from actions.errors import Conflict, NotFound, Refused
from actions.models.letters import Letter
from actions.models.missions import SafetyRule
from actions.models.pledges import ConsentEvent, Pledge
from actions.outbox import LETTERS, claim
from actions.queries.counts import total
from actions.queries.my import Wish, planned_change
from actions.usecases import my
from tests.conftest import make_settings
from tests.factories import make_mission, make_my_token, make_pledge
from tests.usecases.test_my import confirm_all

SETTINGS = make_settings(mail_provider="smtp")
INITIALS = Wish("initials_country", "Anna Lind", "I am a nurse.")
COUNTED = Wish("count_only", None, None)


@pytest.fixture
def pledge(session):
    """Confirmed, with a letter that waits to be mailed."""
    make_mission(session, email="mission@example.org")
    pledge = make_pledge(session, personal_line="I am a nurse.", email="anna@example.org", is_shown=True)
    confirm_all(session, pledge.supporter_id)
    session.refresh(pledge)
    return pledge


@pytest.fixture
def token(session, pledge):
    return make_my_token(session, supporter_id=pledge.supporter_id)


def plan(session, pledge, wish):
    return planned_change(session, supporter_id=pledge.supporter_id, pledge=pledge.uuid, wish=wish, settings=SETTINGS)


def change(session, token, pledge, wish, consent_hash=None):
    """As the page shows it and its button sends it."""
    consent_hash = consent_hash or plan(session, pledge, wish).consent_hash.hex()
    pledge = pledge.uuid
    my.change(session, raw_token=token, pledge=pledge, wish=wish, consent_hash=consent_hash, settings=SETTINGS)


def letters(session):
    return session.scalars(select(Letter).order_by(Letter.id).execution_options(populate_existing=True)).all()


def now(session, pledge):
    return session.get(Pledge, pledge.id, populate_existing=True)


def test_another_level_writes_another_letter(session, pledge, token):
    change(session, token, pledge, INITIALS)
    old, new = letters(session)
    assert (old.state, new.state) == ("cancelled", "queued")
    assert new.body.endswith("A. L., Sweden\n")
    assert new.from_name is None
    assert now(session, pledge).disclosure == "initials_country"


def test_the_count_stays(session, pledge, token):
    change(session, token, pledge, INITIALS)
    change(session, token, pledge, COUNTED)
    assert total(session, action_id=pledge.action_id) == 1


def test_another_line(session, pledge, token):
    change(session, token, pledge, Wish("name_country", "Anna Lind", "I teach."))
    assert "\n\nI teach.\n\n" in letters(session)[-1].body
    assert now(session, pledge).personal_line == "I teach."


def test_count_only_stops_the_letter_and_keeps_no_name(session, pledge, token):
    change(session, token, pledge, COUNTED)
    assert [letter.state for letter in letters(session)] == ["cancelled"]
    changed = now(session, pledge)
    assert (changed.state, changed.name, changed.personal_line, changed.is_shown) == ("confirmed", None, None, False)


def test_with_the_name_out_of_the_letter_it_leaves_the_action_page(session, pledge, token):
    change(session, token, pledge, INITIALS)
    assert not now(session, pledge).is_shown


def test_the_consent_is_the_hash_of_exactly_what_goes(session, pledge, token):
    shown = plan(session, pledge, INITIALS)
    change(session, token, pledge, INITIALS)
    consent = session.scalars(select(ConsentEvent).order_by(ConsentEvent.id.desc())).first()
    assert (consent.purpose, consent.event, consent.text_hash) == ("sign", "confirmed", shown.consent_hash)
    assert shown.letter.body == letters(session)[-1].body


def test_looking_at_it_changes_nothing(session, pledge):
    plan(session, pledge, INITIALS)
    session.flush()
    assert now(session, pledge).disclosure == "name_country"
    assert [letter.state for letter in letters(session)] == ["queued"]


@pytest.mark.parametrize("state", ["queued", "for_digest", "for_hand_in", "held"])
def test_whatever_waits_can_be_changed(session, pledge, token, state):
    session.execute(update(Letter).values(state=state))
    change(session, token, pledge, INITIALS)
    assert letters(session)[0].state == "cancelled"


@pytest.mark.parametrize("state", ["claimed", "handing", "handed", "unknown", "handed_in", "failed", "cancelled"])
def test_what_does_not_wait_cannot(session, pledge, token, state):
    shown = plan(session, pledge, INITIALS).consent_hash.hex()
    session.execute(update(Letter).values(state=state))
    with pytest.raises(Conflict):
        change(session, token, pledge, INITIALS, shown)
    assert [letter.state for letter in letters(session)] == [state]


def test_what_a_person_holds_back_stays_held(session, pledge, token):
    session.execute(update(Letter).values(state="held", held_for="new_version"))
    change(session, token, pledge, INITIALS)
    new = letters(session)[-1]
    assert (new.state, new.held_for) == ("held", "new_version")


def test_what_would_read_otherwise_than_shown_is_not_written(session, pledge, token):
    for wrong in ("", "0" * 64, plan(session, pledge, COUNTED).consent_hash.hex()):
        with pytest.raises(Conflict):
            my.change(session, raw_token=token, pledge=pledge.uuid, wish=INITIALS, consent_hash=wrong, settings=SETTINGS)
    assert [letter.state for letter in letters(session)] == ["queued"]


@pytest.mark.parametrize(
    ("wish", "field"), [(Wish("", None, None), "disclosure"), (Wish("name_country", None, None), "name")]
)
def test_a_wish_that_cannot_be(session, pledge, token, wish, field):
    with pytest.raises(Refused) as refused:
        my.change(session, raw_token=token, pledge=pledge.uuid, wish=wish, consent_hash="", settings=SETTINGS)
    assert refused.value.field == field


def test_where_a_letter_has_become_a_danger_only_count_me(session, pledge, token):
    session.add(SafetyRule(responsible_state="RU", country="SE", rule="block_personal"))
    session.flush()
    with pytest.raises(Refused) as refused:
        plan(session, pledge, INITIALS)
    assert refused.value.field == "disclosure"
    change(session, token, pledge, COUNTED)
    assert [letter.state for letter in letters(session)] == ["cancelled"]


def test_nobody_changes_the_letter_of_another(session, pledge, token):
    other = make_pledge(session, action=pledge.action)
    confirm_all(session, other.supporter_id)
    with pytest.raises(NotFound):
        change(session, token, session.get(Pledge, other.id), INITIALS, "0" * 64)


def test_of_a_change_and_a_claim_at_once_one_wins(committing):
    with committing.unit_of_work() as session:
        make_mission(session, email="mission@example.org")
        pledge = make_pledge(session, personal_line="I am a nurse.")
        confirm_all(session, pledge.supporter_id)
        token = make_my_token(session, supporter_id=pledge.supporter_id)
    with committing.unit_of_work() as session:
        shown = plan(session, session.get(Pledge, pledge.id), INITIALS).consent_hash.hex()

    def change_it():
        try:
            with committing.unit_of_work() as session:
                change(session, token, pledge, INITIALS, shown)
        except Conflict:
            return False
        return True

    def claim_it():
        with committing.unit_of_work() as session:
            return claim(session, LETTERS, batch=10, lease=60)

    with ThreadPoolExecutor(2) as pool:
        changed, claimed = pool.submit(change_it), pool.submit(claim_it)
        is_changed, claims = changed.result(), claimed.result()
    with committing.unit_of_work() as session:
        states = [letter.state for letter in letters(session)]
    assert states in (["cancelled", "queued"], ["cancelled", "claimed"]) if is_changed else states == ["claimed"]
    assert is_changed or claims
