"""The one limit on guessing passwords, codes and keys, which attempts made at the same moment cannot pass.

Every attempt is counted before it is checked, by a single statement that the database runs one after the other for
each key; what is refused is not counted. While attempts are free the key is open, whatever a process's clock says;
after that each further attempt must wait, twice as long as the one before. Call it outside a transaction: a
rolled-back count is no count.
"""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from math import ceil
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Allowance:
    """How many attempts are free, how long the next ones wait at first and at most, and when all is forgotten."""

    free: int
    first_wait: timedelta = timedelta(minutes=1)
    longest_wait: timedelta = timedelta(minutes=15)
    forgotten_after: timedelta = timedelta(hours=12)


@dataclass(frozen=True)
class Limits:
    """The allowances of one kind of secret: for an account from one address, for an account, for an address."""

    both: Allowance | None = None
    account: Allowance | None = None
    address: Allowance | None = None


class Secret(Enum):
    """What may be guessed.

    An account is limited from everywhere too, against many addresses at once: more loosely for passwords, so that a
    stranger cannot easily keep a person out (who can still enter with a passkey); tightly for codes, because whoever
    gets that far knows the password.
    """

    PASSWORD = "password"  # noqa: S105 — the name of a kind, no secret
    CODE = "code"
    RESET = "reset"
    ARRIVAL = "arrival"
    TOKEN = "token"  # noqa: S105 — the name of a kind, no secret
    CERTIFICATE = "certificate"
    # The code that opens a letter to an authority: six digits that stand for a quarter of an hour.
    LETTER = "letter"
    # No secret: a public form that writes to an address. Offices share one address, so that it lets many through.
    FORM = "form"


LIMITS = {
    Secret.PASSWORD: Limits(both=Allowance(5), account=Allowance(30), address=Allowance(50)),
    Secret.CODE: Limits(
        account=Allowance(5, longest_wait=timedelta(hours=1), forgotten_after=timedelta(hours=24)),
        address=Allowance(50),
    ),
    Secret.RESET: Limits(
        both=Allowance(3, first_wait=timedelta(minutes=5)),
        account=Allowance(6, first_wait=timedelta(minutes=5), longest_wait=timedelta(hours=1)),
        address=Allowance(30),
    ),
    # Who is in a list, guessed at the door: a whole course stands behind one address, and those found are not counted.
    Secret.ARRIVAL: Limits(both=Allowance(5), address=Allowance(60)),
    Secret.TOKEN: Limits(address=Allowance(20)),
    # Whole offices share an address and mistype; the code itself is far too long to be found.
    Secret.CERTIFICATE: Limits(address=Allowance(40)),
    Secret.LETTER: Limits(
        account=Allowance(5, longest_wait=timedelta(hours=1), forgotten_after=timedelta(hours=24)),
        address=Allowance(50),
    ),
    Secret.FORM: Limits(
        account=Allowance(5, first_wait=timedelta(minutes=5), longest_wait=timedelta(hours=1)),
        address=Allowance(60, longest_wait=timedelta(minutes=10), forgotten_after=timedelta(hours=1)),
    ),
}

COUNT = """
INSERT INTO accounts_guesscount AS known (key, count, open_at, expires_at)
VALUES (%(key)s, 1, CASE WHEN %(free)s <= 1 THEN %(at)s + %(first_wait)s ELSE 'epoch' END, %(expires_at)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN known.expires_at <= %(at)s THEN 1 ELSE known.count + 1 END,
    open_at = CASE
        WHEN (CASE WHEN known.expires_at <= %(at)s THEN 1 ELSE known.count + 1 END) < %(free)s THEN 'epoch'
        ELSE %(at)s + least(
            %(longest_wait)s,
            %(first_wait)s * power(2, least(
                20, (CASE WHEN known.expires_at <= %(at)s THEN 1 ELSE known.count + 1 END) - %(free)s
            ))
        )
    END,
    expires_at = %(expires_at)s
WHERE known.open_at <= %(at)s OR known.expires_at <= %(at)s
RETURNING count
"""
WHEN_OPEN = "SELECT open_at FROM accounts_guesscount WHERE key = %(key)s"
TAKE_BACK = """
UPDATE accounts_guesscount
SET count = greatest(count - 1, 0), open_at = CASE WHEN count <= %(free)s THEN 'epoch' ELSE open_at END
WHERE key = %(key)s
"""
CLEAR = "DELETE FROM accounts_guesscount WHERE key = ANY(%(keys)s)"
FORGET = """
DELETE FROM accounts_guesscount WHERE key IN (
    SELECT key FROM accounts_guesscount WHERE expires_at <= %(at)s LIMIT 100 FOR UPDATE SKIP LOCKED
)
"""


class TooManyGuessesError(ValidationError):
    """The attempt was not made: too many came before it. Says in Spanish how long to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(
            _("Hubo demasiados intentos seguidos. Espere %(time)s y vuelva a probar.") % {"time": in_words(wait)},
            code="too_many_guesses",
        )


@dataclass(frozen=True)
class Attempt:
    """An attempt that may be made; `left` says how many more may follow it without waiting."""

    secret: Secret
    account: str
    address: str
    left: int


def attempt(secret: Secret, *, account: str = "", address: str, at: datetime) -> Attempt:
    """Count an attempt before the secret is checked.

    `account` is what was typed (it need not exist), `address` the client's IP. Raises TooManyGuessesError when the
    attempt must not be made.
    """
    left = [_count(key, allowance, at) for key, allowance in _keys(secret, account, address)]
    return Attempt(secret, account, address, min(left))


def succeeded(made: Attempt) -> None:
    """Forget the wrong guesses for the account; for the address take back this attempt alone.

    Otherwise whoever has one account could use it to keep guessing at others from the same address.
    """
    clear(made.secret, account=made.account, address=made.address)
    allowance = LIMITS[made.secret].address
    if allowance:
        key = _key(made.secret, "", made.address)
        with connection.cursor() as cursor:
            cursor.execute(TAKE_BACK, {"key": key, "free": allowance.free})


def clear(secret: Secret, *, account: str, address: str) -> None:
    """Forget the guesses at one account, from this address and in total."""
    keys = [_key(secret, account, address), _key(secret, account, "")]
    with connection.cursor() as cursor:
        cursor.execute(CLEAR, {"keys": keys})


def in_words(wait: timedelta) -> str:
    """Say a time to wait in whole minutes or hours, never too short."""
    minutes = max(1, ceil(wait.total_seconds() / 60))
    if minutes < 60:
        return ngettext("%(number)d minuto", "%(number)d minutos", minutes) % {"number": minutes}
    hours = ceil(minutes / 60)
    return ngettext("%(number)d hora", "%(number)d horas", hours) % {"number": hours}


def _keys(secret: Secret, account: str, address: str) -> Iterator[tuple[str, Allowance]]:
    """Yield the keys to count, the widest first: a blocked address must not use up an account's allowance."""
    limits = LIMITS[secret]
    if limits.address:
        yield _key(secret, "", address), limits.address
    if limits.both:
        yield _key(secret, account, address), limits.both
    if limits.account:
        yield _key(secret, account, ""), limits.account


def _key(secret: Secret, account: str, address: str) -> str:
    """Hash what is counted, so that the table tells nobody who was tried from where."""
    value = "\0".join((secret.value, account.strip().casefold(), _network(address)))
    return f"{secret.value}:{salted_hmac('arraigo.guessing', value, algorithm='sha256').hexdigest()}"


def _network(address: str) -> str:
    """An IPv6 client owns a /64 and can change its address at will within it."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _count(key: str, allowance: Allowance, at: datetime) -> int:
    values: dict[str, Any] = {
        "key": key,
        "at": at,
        "free": allowance.free,
        "first_wait": allowance.first_wait,
        "longest_wait": allowance.longest_wait,
        "expires_at": at + allowance.forgotten_after,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        row = cursor.fetchone()
        if row is None:
            cursor.execute(WHEN_OPEN, {"key": key})
            found = cursor.fetchone()
            raise TooManyGuessesError((found[0] - at) if found else allowance.first_wait)
        if row[0] == 1:
            cursor.execute(FORGET, {"at": at})
    return max(0, allowance.free - int(row[0]))
