"""Held pledges: not counted, not mailed, and what a person does about them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from actions import clock
from actions.errors import NotFound
from actions.models.mails import SupporterMail
from actions.models.pledges import Transition
from actions.models.supporters import ConfirmAllowance, Suppression
from actions.queries.counts import total
from actions.queries.holding import Chosen, held_groups, held_pledges, overdue
from actions.queries.pledges import planned_pledges
from actions.queries.statistics import pledge_statistics
from actions.usecases.holding import discard, release
from actions.usecases.pledges import expire
from tests.conftest import make_settings
from tests.factories import make_action, make_pledge, make_supporter


def make_held(session, *, cause="rate_network", **values):
    return make_pledge(session, held_for=cause, **values)


def state(session, pledge):
    session.refresh(pledge)
    return pledge.state, pledge.held_for


def mails(session):
    return session.scalars(select(SupporterMail)).all()


def test_a_release_lets_the_pledge_go_on_with_its_mail(session):
    pledge = make_held(session, language="fr")
    assert release(session, chosen=Chosen(ids=(pledge.id,)), by="Ada") == 1
    assert state(session, pledge) == ("pending", None)
    (mail,) = mails(session)
    assert (mail.kind, mail.pledge_id, mail.supporter_id, mail.language) == ("confirm", pledge.id, pledge.supporter_id, "fr")


def test_who_released_is_kept(session):
    pledge = make_held(session)
    release(session, chosen=Chosen(ids=(pledge.id,)), by="Ada")
    kept = session.scalars(select(Transition).where(Transition.subject_id == pledge.id)).one()
    assert (kept.event, kept.actor) == ("release", "Ada")


def test_the_seven_days_begin_with_the_release(session):
    pledge = make_held(session, signed_at=clock.now() - timedelta(days=6, hours=23))
    release(session, chosen=Chosen(ids=(pledge.id,)), by="Ada")
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert expire(session) == 0


def test_what_is_not_chosen_stays_held(session):
    action = make_action(session)
    by_network = make_held(session, action=action)
    by_domain = make_held(session, action=action, cause="rate_domain")
    elsewhere = make_held(session)
    assert release(session, chosen=Chosen(slug=action.slug, cause="rate_network"), by="Ada") == 1
    assert [state(session, each)[1] for each in (by_network, by_domain, elsewhere)] == [None, "rate_domain", "rate_network"]


def test_a_domains_people_are_released_together(session):
    ours = make_held(session, email="anna@uni.example.org")
    theirs = make_held(session, email="bo@flood.example.net")
    assert release(session, chosen=Chosen(domain="Uni.example.org"), by="Ada") == 1
    assert (state(session, ours)[1], state(session, theirs)[1]) == (None, "rate_network")


def test_a_release_is_made_once(session):
    chosen = Chosen(ids=(make_held(session).id,))
    assert [release(session, chosen=chosen, by="Ada") for _ in range(2)] == [1, 0]
    assert len(mails(session)) == 1


def test_one_address_gets_one_mail_for_all_of_its_pledges(session):
    action = make_action(session)
    supporter = make_supporter(session, organisation_id=action.organisation_id)
    make_held(session, action=action, supporter=supporter)
    make_held(session, supporter=supporter)
    assert release(session, chosen=Chosen(cause="rate_network"), by="Ada") == 2
    assert len(mails(session)) == 1


@pytest.mark.parametrize(
    ("allowance", "expected"),
    [
        ({"sent": 1, "ago": timedelta(hours=1)}, 0),
        ({"sent": 1, "ago": timedelta(hours=25)}, 1),
        ({"sent": 3, "ago": timedelta(days=2)}, 0),
        ({"sent": 3, "ago": timedelta(days=91)}, 1),
        ({"sent": 9, "ago": timedelta(hours=1), "is_verified": True}, 1),
    ],
)
def test_a_release_keeps_to_the_allowance_of_mails(session, allowance, expected):
    pledge = make_held(session)
    at = clock.now() - allowance["ago"]
    session.add(
        ConfirmAllowance(
            mailbox_hash=pledge.supporter.mailbox_hash,
            window_at=at,
            sent=allowance["sent"],
            last_at=at,
            verified_at=at if allowance.get("is_verified") else None,
        )
    )
    session.flush()
    release(session, chosen=Chosen(ids=(pledge.id,)), by="Ada")
    assert len(mails(session)) == expected
    assert state(session, pledge) == ("pending", None), "an earlier mail's page lists it"


def test_who_asked_for_no_more_mail_gets_none(session):
    pledge = make_held(session)
    session.add(Suppression(mailbox_hash=pledge.supporter.mailbox_hash, cause="not_me"))
    session.flush()
    release(session, chosen=Chosen(ids=(pledge.id,)), by="Ada")
    assert mails(session) == []


def test_what_a_closed_action_holds_is_not_released(session):
    pledge = make_held(session, action=make_action(session, state="closed", outcome="ended"))
    assert release(session, chosen=Chosen(ids=(pledge.id,)), by="Ada") == 0


def test_batches_are_bounded(session):
    for _ in range(3):
        make_held(session)
    assert [release(session, chosen=Chosen(cause="rate_network"), by="Ada", batch=2) for _ in range(3)] == [2, 1, 0]


def test_a_discarded_pledge_has_expired(session):
    pledge = make_held(session)
    assert discard(session, chosen=Chosen(ids=(pledge.id,)), by="Ada") == 1
    assert state(session, pledge)[0] == "expired"
    assert mails(session) == []


def test_what_was_released_is_not_discarded(session):
    pledge = make_pledge(session)
    assert discard(session, chosen=Chosen(ids=(pledge.id,)), by="Ada") == 0
    assert state(session, pledge)[0] == "pending"


def test_an_unknown_action_is_said_to_be_unknown(session):
    for step in (release, discard):
        with pytest.raises(NotFound):
            step(session, chosen=Chosen(slug="nowhere"), by="Ada")


def test_what_is_held_cannot_be_confirmed_and_is_not_counted(session):
    pledge = make_held(session)
    assert planned_pledges(session, supporter_id=pledge.supporter_id or 0, settings=make_settings()) == ()
    assert total(session, action_id=pledge.action_id) == 0


def test_what_is_held_expires_like_others(session):
    pledge = make_held(session, signed_at=clock.now() - timedelta(days=8))
    assert expire(session) == 1
    assert state(session, pledge)[0] == "expired"
    (statistics,) = pledge_statistics(session, slug=pledge.action.slug)
    assert statistics.pledges == {"expired": 1}


def test_the_list_groups_by_action_and_cause(session):
    action = make_action(session)
    for cause in ("rate_network", "rate_network", "honeypot"):
        make_held(session, action=action, cause=cause)
    groups = held_groups(session, Chosen(slug=action.slug))
    assert [(each.cause, each.number) for each in groups] == [("rate_network", 2), ("honeypot", 1)]


def test_one_by_one_it_tells_no_more_than_the_domain_of_an_address(session):
    pledge = make_held(session, email="anna@example.org")
    (found,) = held_pledges(session, Chosen())
    assert (found.id, found.domain) == (pledge.id, "example.org")
    assert "anna" not in str(found)


def test_a_hold_older_than_an_hour_is_overdue(session):
    make_held(session, signed_at=clock.now() - timedelta(minutes=59))
    assert overdue(session) == 0
    make_held(session, signed_at=clock.now() - timedelta(minutes=61))
    assert overdue(session) == 1
