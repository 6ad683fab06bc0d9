"""Tokens in links and forms."""

import pytest

from actions.domain.tokens import DAY, HOUR, FormTokens, SealedTokens, TokenError, TokenExpired, hash_token, new_token

NOW = 1_800_000_000.0


def test_a_new_token_is_known_by_its_hash_alone():
    token = new_token()
    assert hash_token(token.raw) == token.hash
    assert new_token().raw != token.raw


def test_a_form_token_holds_for_its_form_for_a_day():
    tokens = FormTokens("secret")
    token = tokens.make("action:a", now=NOW)
    tokens.check(token, "action:a", now=NOW + DAY)


def test_everybody_gets_the_same_form_token_within_an_hour():
    start = NOW // HOUR * HOUR
    tokens = FormTokens("secret")
    assert tokens.make("action:a", now=start) == tokens.make("action:a", now=start + HOUR - 1)


def test_a_form_token_expires():
    tokens = FormTokens("secret")
    with pytest.raises(TokenExpired):
        tokens.check(tokens.make("action:a", now=NOW), "action:a", now=NOW + DAY + 2 * HOUR)


@pytest.mark.parametrize("token", ["", ".", "x.y", "1800000000.", "٣.x", "9" * 5000, "1800000000.\ud800", "-1.x"])
def test_garbage_is_no_form_token(token):
    with pytest.raises(TokenError):
        FormTokens("secret").check(token, "action:a", now=NOW)


def test_a_form_token_of_another_form_is_refused():
    tokens = FormTokens("secret")
    with pytest.raises(TokenError):
        tokens.check(tokens.make("action:a", now=NOW), "action:b", now=NOW)


def test_a_form_token_with_another_time_is_refused():
    tokens = FormTokens("secret")
    issued, _, mac = tokens.make("action:a", now=NOW).partition(".")
    with pytest.raises(TokenError):
        tokens.check(f"{int(issued) + HOUR}.{mac}", "action:a", now=NOW)


def test_a_sealed_token_carries_its_values():
    sealed = SealedTokens("secret", purpose="check-email")
    assert sealed.open(sealed.seal({"email": "anna@example.org"})) == {"email": "anna@example.org"}


def test_a_sealed_token_hides_its_values():
    assert "anna" not in SealedTokens("secret", purpose="check-email").seal({"email": "anna@example.org"})


@pytest.mark.parametrize("token", ["", "x", "é", "\ud800", "gAAAA" + "A" * 100])
def test_garbage_is_no_sealed_token(token):
    with pytest.raises(TokenError):
        SealedTokens("secret", purpose="check-email").open(token)


def test_a_sealed_token_of_another_purpose_is_refused():
    token = SealedTokens("secret", purpose="one").seal({})
    with pytest.raises(TokenError):
        SealedTokens("secret", purpose="other").open(token)


def test_a_sealed_token_expires():
    sealed = SealedTokens("secret", purpose="check-email", max_age=-1)
    with pytest.raises(TokenError):
        sealed.open(sealed.seal({}))
