import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import connection

from arraigo.core.accounts import guessing
from arraigo.core.accounts.guessing import LIMITS, Secret, TooManyGuessesError, attempt, succeeded
from arraigo.core.accounts.models import GuessCount

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
HERE = "192.0.2.7"
FREE = LIMITS[Secret.PASSWORD].both.free


def tries(number, *, account="rosa@example.org", address=HERE, at=AT):
    """Make attempts until one is refused; return how many were allowed."""
    for done in range(number):
        try:
            attempt(Secret.PASSWORD, account=account, address=address, at=at)
        except TooManyGuessesError:
            return done
    return number


@pytest.mark.django_db
def test_after_the_free_attempts_one_must_wait():
    assert tries(FREE + 1) == FREE


@pytest.mark.django_db
def test_each_further_attempt_waits_twice_as_long():
    tries(FREE)
    waits, at = [], AT
    for _ in range(6):
        with pytest.raises(TooManyGuessesError) as refused:
            attempt(Secret.PASSWORD, account="rosa@example.org", address=HERE, at=at)
        waits.append(refused.value.wait)
        at += refused.value.wait
        attempt(Secret.PASSWORD, account="rosa@example.org", address=HERE, at=at)

    assert [wait.total_seconds() / 60 for wait in waits] == [1, 2, 4, 8, 15, 15]


@pytest.mark.django_db
def test_what_is_refused_is_not_counted():
    tries(FREE)
    for _ in range(50):
        with pytest.raises(TooManyGuessesError):
            attempt(Secret.PASSWORD, account="rosa@example.org", address=HERE, at=AT)

    with pytest.raises(TooManyGuessesError) as refused:
        attempt(Secret.PASSWORD, account="rosa@example.org", address=HERE, at=AT)

    assert refused.value.wait == dt.timedelta(minutes=1)


@pytest.mark.django_db
def test_a_success_forgets_the_wrong_guesses_at_the_account():
    for _ in range(FREE - 1):
        attempt(Secret.PASSWORD, account="rosa@example.org", address=HERE, at=AT)
    succeeded(attempt(Secret.PASSWORD, account="rosa@example.org", address=HERE, at=AT))

    assert tries(FREE + 1) == FREE


@pytest.mark.django_db
def test_one_address_is_limited_over_all_accounts():
    free = LIMITS[Secret.PASSWORD].address.free

    allowed = sum(tries(1, account=f"persona{number}@example.org") for number in range(free + 10))

    assert allowed == free


@pytest.mark.django_db
def test_signing_in_to_ones_own_account_does_not_buy_guesses_at_others():
    free = LIMITS[Secret.PASSWORD].address.free
    allowed = 0
    for number in range(free + 10):
        with suppress(TooManyGuessesError):
            succeeded(attempt(Secret.PASSWORD, account="mia@example.org", address=HERE, at=AT))
        allowed += tries(1, account=f"persona{number}@example.org")

    assert allowed == free


@pytest.mark.django_db
def test_an_office_with_one_address_signs_in_all_day():
    for number in range(200):
        succeeded(attempt(Secret.PASSWORD, account=f"persona{number}@example.org", address=HERE, at=AT))


@pytest.mark.django_db
def test_an_account_is_limited_over_all_addresses():
    free = LIMITS[Secret.PASSWORD].account.free

    allowed = sum(tries(1, address=f"198.51.100.{number}") for number in range(free + 10))

    assert allowed == free


@pytest.mark.django_db
def test_an_ipv6_client_cannot_change_its_address_within_its_own_network():
    allowed = sum(tries(1, address=f"2001:db8::{number:x}") for number in range(1, FREE + 5))

    assert allowed == FREE


@pytest.mark.django_db
def test_the_case_of_an_email_makes_no_other_account():
    allowed = sum(tries(1, account=account) for account in ["rosa@example.org", "ROSA@example.org "] * FREE)

    assert allowed == FREE


@pytest.mark.django_db
def test_all_is_forgotten_in_time_and_leaves_no_rows_behind():
    tries(FREE)
    later = AT + LIMITS[Secret.PASSWORD].both.forgotten_after

    assert tries(1, at=later) == 1
    assert GuessCount.objects.filter(expires_at__lte=later).count() == 0


@pytest.mark.django_db
def test_the_table_tells_nobody_who_was_tried():
    tries(1)

    assert not any("rosa" in key or HERE in key for key in GuessCount.objects.values_list("key", flat=True))


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (dt.timedelta(seconds=3), "1 minuto"),
        (dt.timedelta(seconds=61), "2 minutos"),
        (dt.timedelta(minutes=59), "59 minutos"),
        (dt.timedelta(minutes=60), "1 hora"),
        (dt.timedelta(minutes=61), "2 horas"),
    ],
)
def test_the_sentence_says_how_long_to_wait(wait, words):
    error = TooManyGuessesError(wait)

    assert error.messages == [f"Hubo demasiados intentos seguidos. Espere {words} y vuelva a probar."]


@pytest.mark.django_db(transaction=True)
def test_attempts_at_the_same_moment_cannot_pass_the_limit():
    together = Barrier(20)

    def guess(_number):
        try:
            together.wait(timeout=30)
            attempt(Secret.PASSWORD, account="rosa@example.org", address=HERE, at=AT)
        except TooManyGuessesError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(20) as pool:
        allowed = sum(pool.map(guess, range(20)))

    assert allowed == FREE
    assert guessing.LIMITS[Secret.PASSWORD].both.free == 5
