import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from arraigo.core import tenancy
from arraigo.core.accounts.api import (
    Role,
    Scope,
    TooManyGuessesError,
    authenticate_token,
    issue_token,
    revoke,
    revoke_token,
)
from arraigo.core.accounts.guessing import LIMITS, Secret
from arraigo.core.accounts.models import ApiToken, Membership

HERE = "192.0.2.7"


@pytest.fixture
def membership(member):
    return Membership.objects.get(user=member(Role.TRAINER))


@pytest.fixture
def key(membership, at):
    return issue_token(membership=membership, name="Tablero", scopes=["training:read"], by=None, at=at)


def test_a_key_opens_its_city_with_the_role_of_its_membership(key, city, at):
    found = authenticate_token(key[1], address=HERE, at=at)

    assert (found.city, found.standing.roles) == (city, {Role.TRAINER})
    assert found.allows(Scope.TRAINING_READ)
    assert not found.allows(Scope.TRAINING_WRITE)


def test_a_key_is_looked_up_with_its_own_city_alone(key, other_city, at):
    assert authenticate_token(key[1].replace("santa-marina", "otra"), address=HERE, at=at) is None
    assert tenancy.current_city_id() is None


@pytest.mark.parametrize(
    "raw", ["", "arr", "arr_santa-marina_", "arr_santa-marina_x", "x_santa-marina_x", "arr_nada_x"]
)
def test_what_is_no_key_opens_nothing(key, at, raw):
    assert authenticate_token(raw, address=HERE, at=at) is None


def test_a_closed_key_opens_nothing(key, at):
    revoke_token(token=key[0], by=None, at=at)

    assert authenticate_token(key[1], address=HERE, at=at) is None


def test_an_expired_key_opens_nothing(membership, at):
    later = at + dt.timedelta(days=90)
    _, raw = issue_token(membership=membership, name="x", scopes=["figures:read"], expires_at=later, by=None, at=at)

    assert authenticate_token(raw, address=HERE, at=at) is not None
    assert authenticate_token(raw, address=HERE, at=later) is None


def test_a_key_closes_with_its_membership(key, membership, at):
    revoke(membership=membership, by=None, at=at)

    assert authenticate_token(key[1], address=HERE, at=at) is None


def test_a_key_closes_with_its_user(key, membership, at):
    membership.user.is_active = False
    membership.user.save()

    assert authenticate_token(key[1], address=HERE, at=at) is None


def test_a_key_never_does_more_than_its_role(member, at):
    planner = Membership.objects.get(user=member(Role.PLANNER))

    with pytest.raises(ValidationError, match="no permite una llave"):
        issue_token(membership=planner, name="x", scopes=["training:read"], by=None, at=at)


def test_the_last_use_is_written_once_a_day(key, at, django_assert_max_num_queries):
    authenticate_token(key[1], address=HERE, at=at)
    first = ApiToken.objects.get().last_used_on

    # The city (remembered for some seconds); assume it; the key; its areas; leave the city.
    with django_assert_max_num_queries(5):
        authenticate_token(key[1], address=HERE, at=at + dt.timedelta(hours=1))

    assert first == ApiToken.objects.get().last_used_on == at.date()


def test_wrong_keys_from_one_address_are_limited_and_right_ones_still_open(key, at):
    for _ in range(LIMITS[Secret.TOKEN].address.free):
        authenticate_token("arr_santa-marina_mal", address=HERE, at=at)

    with pytest.raises(TooManyGuessesError):
        authenticate_token("arr_santa-marina_mal", address=HERE, at=at)
    assert authenticate_token(key[1], address=HERE, at=at) is not None
