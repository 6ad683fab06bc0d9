"""Which signatures are held: every rate, with a proof of work and without."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text

from actions import clock
from actions.domain.contact import parse_email
from actions.domain.networks import network_of
from actions.domain.proofs import Proof
from actions.models.limits import RateCount, RateSalt, SpentChallenge
from actions.usecases import limits
from actions.usecases.limits import forget, judge
from tests.factories import ADDRESS_KEY

HOME = "203.0.113.7"


def new_proof():
    return Proof(secrets.token_bytes(32), clock.now() + timedelta(minutes=30))


def verdict(session, *, email=None, network=HOME, proof=None, action_id=1, is_trapped=False):
    return judge(
        session,
        action_id=action_id,
        email=parse_email(email or f"{secrets.token_hex(6)}@gmail.com"),
        network=network_of(network) if network else None,
        address_key=ADDRESS_KEY,
        proof=proof,
        is_trapped=is_trapped,
    )


def verdicts(session, times, **values):
    return [verdict(session, **values) for _ in range(times)]


def elsewhere(number):
    """A network of its own for each number."""
    return f"198.51.{number // 250}.{number % 250}"


@pytest.fixture(autouse=True)
def noon():
    """No window ends while a test runs; near the true time, by which a challenge expires as well."""
    with clock.set_to(clock.now().replace(minute=30)):
        yield


def test_a_signature_is_not_held(session):
    assert verdict(session) is None
    assert verdict(session, proof=new_proof()) is None


# Networks


def test_without_a_proof_a_network_has_a_few_signatures_a_day(session):
    assert verdicts(session, limits.PER_NETWORK) == [None] * limits.PER_NETWORK
    assert verdict(session) == "rate_network"
    assert verdict(session, network="203.0.113.8") is None


def test_the_day_after_it_has_them_again(session):
    verdicts(session, limits.PER_NETWORK)
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert verdict(session) is None


def test_a_shared_address_never_holds_whoever_brings_a_proof(session):
    verdicts(session, limits.PER_NETWORK + 1)
    assert {verdict(session, proof=new_proof()) for _ in range(300)} == {None}


def test_a_64_is_one_network(session):
    verdicts(session, limits.PER_NETWORK, network="2001:db8::1")
    assert verdict(session, network="2001:db8::2") == "rate_network"


def test_the_64s_of_a_48_share_a_limit(session):
    first = [verdict(session, network=f"2001:db8:0:{number}::1") for number in range(limits.PER_WIDE_NETWORK)]
    assert set(first) == {None}
    assert verdict(session, network="2001:db8:0:ffff::1") == "rate_network"
    assert verdict(session, network="2001:db8:1::1") is None


def test_clients_whose_address_is_unknown_share_a_limit(session):
    verdicts(session, limits.PER_NETWORK, network="unknown")
    assert verdict(session, network="_obfuscated") == "rate_network"


def test_this_machines_own_requests_are_not_limited(session):
    assert set(verdicts(session, limits.PER_NETWORK + 1, network=None, email="anna@example.org")) == {None}


# Proofs


def test_a_proof_is_good_once(session):
    proof = new_proof()
    verdicts(session, limits.PER_NETWORK)
    assert verdict(session, proof=proof) is None
    assert verdict(session, proof=proof) == "rate_network"


def test_of_parallel_signatures_with_one_proof_one_passes(committing):
    proof = new_proof()

    def sign(_):
        with committing.unit_of_work() as session:
            return verdict(session, proof=proof, email=f"{secrets.token_hex(6)}@mailinator.com")

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(sign, range(8)))
    assert sorted(found, key=str) == [None, *["rate_domain"] * 7]


def test_a_proof_is_burned_with_the_signature_alone(session):
    with session.begin_nested() as attempt:
        proof = new_proof()
        verdict(session, proof=proof)
        attempt.rollback()
    assert session.scalar(select(func.count()).select_from(SpentChallenge)) == 0


# Domains


def test_without_a_proof_a_domain_of_somebodys_own_has_a_few_a_day(session):
    first = [verdict(session, email=f"a{n}@example.org", network=elsewhere(n)) for n in range(limits.PER_DOMAIN_UNPROVEN)]
    assert set(first) == {None}
    assert verdict(session, email="b@example.org", network=elsewhere(99)) == "rate_domain"


def test_random_names_below_a_domain_count_as_one(session):
    for number in range(limits.PER_DOMAIN_UNPROVEN):
        verdict(session, email=f"a@{secrets.token_hex(4)}.example.org", network=elsewhere(number))
    assert verdict(session, email="a@new.example.org", network=elsewhere(99)) == "rate_domain"


def test_a_throw_away_domain_needs_a_proof(session):
    assert verdict(session, email="a@mailinator.com") == "rate_domain"
    assert verdict(session, email="a@mailinator.com", proof=new_proof()) is None


def test_many_with_proofs_at_one_small_domain_are_held(session, monkeypatch):
    monkeypatch.setattr(limits, "DOMAIN_SHARE", 0.0)
    most = limits.PER_DOMAIN
    found = [verdict(session, email=f"a{n}@example.org", proof=new_proof()) for n in range(most + 1)]
    assert found == [None] * most + ["rate_domain"]


def test_a_domain_may_have_its_share_of_a_large_action(session):
    for number in range(limits.PER_DOMAIN):
        verdict(session, email=f"a{number}@example.org", proof=new_proof())
    session.execute(text("UPDATE rate_counts SET number = 4000 WHERE scope = 'action'"))
    assert verdict(session, email="b@example.org", proof=new_proof()) is None


def test_a_large_provider_has_no_limit_for_those_with_a_proof(session):
    times = limits.PER_DOMAIN + 50
    assert {verdict(session, proof=new_proof(), network=elsewhere(n)) for n in range(times)} == {None}
    assert session.scalar(select(func.count()).select_from(RateCount).where(RateCount.scope == "domain")) == 0


def test_a_flood_without_proofs_does_not_hold_a_domains_people(session):
    for number in range(20):
        verdict(session, email=f"a{number}@example.org", network=elsewhere(number))
    assert verdict(session, email="anna@example.org", proof=new_proof()) is None


# Addresses


def test_one_mailbox_has_so_many_a_day_over_all_actions(session):
    found = [verdict(session, email="anna@gmail.com", proof=new_proof(), action_id=n) for n in range(limits.PER_ADDRESS)]
    assert set(found) == {None}
    assert verdict(session, email="anna@gmail.com", proof=new_proof(), action_id=99) == "rate_address"


def test_tags_behind_a_plus_are_one_mailbox(session):
    for number in range(limits.PER_ADDRESS):
        verdict(session, email=f"anna+{number}@web.de", proof=new_proof())
    assert verdict(session, email="anna+new@web.de", proof=new_proof()) == "rate_address"


def test_a_stranger_without_proofs_cannot_use_up_what_an_address_has(session):
    for number in range(limits.PER_ADDRESS + 1):
        verdict(session, email="anna@gmail.com", network=elsewhere(number))
    assert verdict(session, email="anna@gmail.com", proof=new_proof()) is None


# Actions


def test_without_proofs_an_action_has_so_many_an_hour_from_providers(session):
    most = limits.PER_ACTION_PROVIDERS
    found = [verdict(session, network=elsewhere(number)) for number in range(most + 1)]
    assert found == [None] * most + ["rate_action"]
    assert verdict(session, network=elsewhere(most + 1), action_id=2) is None


def test_and_fewer_from_domains_that_anybody_can_register(session):
    most = limits.PER_ACTION_OWN_DOMAINS
    found = [verdict(session, email=f"a@example{n}.org", network=elsewhere(n)) for n in range(most + 1)]
    assert found == [None] * most + ["rate_action"]
    assert verdict(session, network=elsewhere(most + 1)) is None, "providers' addresses have a count of their own"


def test_an_action_that_many_sign_with_proofs_takes_more_without(session):
    for _ in range(16 * limits.SAMPLE):  # enough that some are sampled
        verdict(session, proof=new_proof())
    session.execute(text("UPDATE rate_counts SET number = 1000 WHERE scope = 'action'"))
    times = limits.PER_ACTION_PROVIDERS + int(1000 * limits.PROVIDER_SHARE)
    assert {verdict(session, network=elsewhere(number)) for number in range(times)} == {None}
    assert verdict(session, network=elsewhere(times)) == "rate_action"


def test_what_one_limit_holds_uses_nothing_up_of_the_next(session):
    verdicts(session, 50)
    counted = session.execute(select(RateCount.scope, func.sum(RateCount.number)).group_by(RateCount.scope)).all()
    assert dict(counted)["action_unproven"] == limits.PER_NETWORK


def test_the_samples_tell_an_actions_signatures_about_right(session):
    for _ in range(800):
        verdict(session, proof=new_proof())
    total = session.scalar(select(func.sum(RateCount.number)).where(RateCount.scope == "action"))
    assert 400 < total < 1_300


# The trap, and what is kept


def test_the_trap_holds_and_uses_nothing_up(session):
    proof = new_proof()
    assert verdict(session, is_trapped=True, proof=proof) == "honeypot"
    assert session.scalar(select(func.count()).select_from(RateCount)) == 0
    assert session.scalar(select(func.count()).select_from(SpentChallenge)) == 0


def test_the_trap_holds_this_machines_own_requests_too(session):
    assert verdict(session, is_trapped=True, network=None) == "honeypot"


def test_the_same_network_has_another_hash_each_day(session):
    verdict(session)
    with clock.set_to(clock.now() + timedelta(days=1)):
        verdict(session)
    of_network = select(RateCount.key_hash).where(RateCount.scope == "near")
    assert len(set(session.scalars(of_network))) == 2
    assert session.scalar(select(func.count()).select_from(RateSalt)) == 2


def test_processes_that_start_a_day_together_take_one_salt(committing):
    def sign(number):
        with committing.unit_of_work() as session:
            return verdict(session, network=HOME)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(sign, range(8)))
    with committing.read_only() as session:
        counts = session.scalars(select(RateCount.number).where(RateCount.scope == "near")).all()
    assert counts == [8]


def test_salts_counts_and_spent_proofs_are_forgotten_when_their_time_is_over(session):
    verdict(session)
    verdict(session, proof=new_proof())
    assert forget(session) == 0
    with clock.set_to(clock.now() + timedelta(days=1)):
        assert forget(session) > 0
    for table in (RateSalt, RateCount, SpentChallenge):
        assert session.scalar(select(func.count()).select_from(table)) == 0
