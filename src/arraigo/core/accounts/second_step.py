"""Codes of an authenticator app (TOTP, RFC 6238) and recovery codes: each is taken once, in whatever process.

allauth remembers used codes in the cache, which forgets; here the authenticator's own row does, under a lock.
"""

import hmac
from datetime import datetime

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction

from arraigo.core.accounts.models import User

LAST = "last_counter"


def matching_counter(secret: str, code: str, *, at: datetime) -> int | None:
    """Return the time step whose code this is, among those near `at`; None for a wrong code."""
    now = int(at.timestamp()) // app_settings.TOTP_PERIOD
    given = normalize_user_code(code)
    for counter in range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1):
        if hmac.compare_digest(format_hotp_value(hotp_value(secret, counter)).encode(), given.encode()):
            return counter
    return None


def use_code(user: User, code: str, *, at: datetime) -> Authenticator | None:
    """Take a code of the user's app or one of their recovery codes; None when it is wrong or was used before."""
    return _use_app_code(user, code, at) or _use_recovery_code(user, code)


@transaction.atomic
def remember(user: User, counter: int) -> None:
    """Keep the code that proved a new app from being used again to sign in."""
    authenticator = Authenticator.objects.select_for_update().get(user=user, type=Authenticator.Type.TOTP)
    authenticator.data[LAST] = counter
    authenticator.save(update_fields=["data"])


@transaction.atomic
def _use_app_code(user: User, code: str, at: datetime) -> Authenticator | None:
    authenticator = Authenticator.objects.select_for_update().filter(user=user, type=Authenticator.Type.TOTP).first()
    if authenticator is None:
        return None
    counter = matching_counter(decrypt(authenticator.data["secret"]), code, at=at)
    if counter is None or counter <= authenticator.data.get(LAST, -1):
        return None
    authenticator.data[LAST] = counter
    authenticator.save(update_fields=["data"])
    return authenticator


def _use_recovery_code(user: User, code: str) -> Authenticator | None:
    authenticator = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    if authenticator is None or not authenticator.wrap().validate_code(code):
        return None
    return authenticator
