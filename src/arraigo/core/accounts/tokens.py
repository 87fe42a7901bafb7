"""Who a key of the API is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from arraigo.core import tenancy
from arraigo.core.accounts import guessing
from arraigo.core.accounts.actions.tokens import PREFIX, digest_of
from arraigo.core.accounts.enums import Scope
from arraigo.core.accounts.models import ApiToken
from arraigo.core.accounts.permissions import allowed_scopes
from arraigo.core.accounts.queries import standing_by_membership
from arraigo.core.accounts.standing import Standing
from arraigo.core.places.api import city_by_slug
from arraigo.core.places.models import City


@dataclass(frozen=True)
class ApiStanding:
    """What a key opens: the standing of its membership, within the key's scopes."""

    token_id: UUID
    standing: Standing
    scopes: frozenset[Scope]

    @property
    def city(self) -> City:
        """The city whose rows the key opens."""
        return self.standing.city

    def allows(self, scope: Scope) -> bool:
        """Whether the key may do this."""
        return scope in self.scopes


def authenticate_token(raw: str, *, address: str, at: datetime) -> ApiStanding | None:
    """Return what a key opens, or None for one that is wrong, closed, expired, or without its membership.

    The key names its city, so that it is looked up with that city's rows visible and no other's. The caller then
    enters the city (`enter_city`). Raises TooManyGuessesError after many wrong keys from one address.
    """
    found = _find(raw, at)
    if found is None:
        guessing.attempt(guessing.Secret.TOKEN, address=address, at=at)
    return found


def _find(raw: str, at: datetime) -> ApiStanding | None:
    prefix, _, rest = raw.partition("_")
    slug, _, secret = rest.partition("_")
    city = city_by_slug(slug) if prefix == PREFIX and secret else None
    if city is None:
        return None
    with tenancy.scope(city):
        token = (
            ApiToken.objects.select_related("membership__user", "membership__city")
            .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=at), digest=digest_of(raw), revoked_at__isnull=True)
            .filter(membership__is_active=True, membership__user__is_active=True)
            .first()
        )
        if token is None:
            return None
        standing = standing_by_membership(token.membership)
        if token.last_used_on != at.date():
            ApiToken.objects.filter(pk=token.pk).update(last_used_on=at.date())
    scopes = frozenset(Scope(scope) for scope in token.scopes) & allowed_scopes(standing)
    return ApiStanding(token_id=token.pk, standing=standing, scopes=scopes)
