"""Keys of the API: shown once, kept as a hash, resting on a membership."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.accounts.enums import Scope
from arraigo.core.accounts.models import ApiToken, Membership, User
from arraigo.core.accounts.permissions import allowed_scopes
from arraigo.core.accounts.queries import standing_by_membership
from arraigo.core.audit.api import record

PREFIX = "arr"
SECRET_BYTES = 32


@transaction.atomic
def issue_token(
    *,
    membership: Membership,
    name: str,
    scopes: Iterable[Scope | str],
    expires_at: datetime | None = None,
    by: User | None,
    at: datetime,
) -> tuple[ApiToken, str]:
    """Make a key of the API and return it with its text, which is `arr_<city>_<secret>` and is kept nowhere.

    Raises ValidationError when the membership's role does not allow a scope, or without any scope.
    """
    wanted = sorted({Scope(scope) for scope in scopes})
    with tenancy.scope(membership.city_id):
        allowed = allowed_scopes(standing_by_membership(membership))
        if not wanted or not allowed.issuperset(wanted):
            raise ValidationError(_("La función de esta persona no permite una llave con ese alcance."))
        raw = f"{PREFIX}_{membership.city.slug}_{secrets.token_urlsafe(SECRET_BYTES)}"
        token = ApiToken.objects.create(
            city_id=membership.city_id,
            membership=membership,
            name=name.strip(),
            digest=digest_of(raw),
            scopes=[scope.value for scope in wanted],
            created_at=at,
            expires_at=expires_at,
        )
        detail = {"membership": str(membership.pk), "scopes": token.scopes}
        record(action="accounts.issue_token", subject=token, by=by, at=at, detail=detail)
    return token, raw


@transaction.atomic
def revoke_token(*, token: ApiToken, by: User | None, at: datetime) -> None:
    """Close a key of the API; again is no error."""
    with tenancy.scope(token.city_id):
        closed = ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at)
        if closed:
            record(action="accounts.revoke_token", subject=token, by=by, at=at)


def digest_of(raw: str) -> str:
    """Hash a key; its secret is random enough that a plain hash cannot be turned back."""
    return hashlib.sha256(raw.encode()).hexdigest()
