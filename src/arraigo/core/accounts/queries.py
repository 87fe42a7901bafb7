"""Reads of accounts: who somebody is in a city, and in which cities."""

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from arraigo.core import tenancy
from arraigo.core.accounts.enums import Role
from arraigo.core.accounts.models import ApiToken, Membership, MembershipArea, User
from arraigo.core.accounts.permissions import allowed_scopes
from arraigo.core.accounts.standing import Grant, Standing
from arraigo.core.places.models import City

STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def second_factors() -> QuerySet[Authenticator]:
    """Return what proves that a second factor is set up: recovery codes alone are none."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=STRONG)
    return found


def has_second_factor(user: User) -> bool:
    """Whether signing in as this user asks for more than the password."""
    return second_factors().filter(user=user).exists()


def standing_of(user: User, city: City) -> Standing | None:
    """Return what a user is in a city, in one query, or None when they are no member.

    The session must show the user's own memberships and the city's rows (`tenancy.as_user(user.pk, city)`).
    """
    rows = _of_user(user).annotate(
        limited_to=ArraySubquery(MembershipArea.objects.filter(membership=OuterRef("pk")).values("area_id")),
        strong=Exists(second_factors().filter(user=OuterRef("user_id"))),
    )
    found = list(rows)
    grants = tuple(
        Grant(Role(row.role), row.organization_id, frozenset(row.limited_to)) for row in found if row.city_id == city.pk
    )
    if not grants:
        return None
    return Standing(
        user=user, city=city, grants=grants, has_second_factor=found[0].strong, cities=tuple(_by_city(found))
    )


def standing_by_membership(membership: Membership) -> Standing:
    """Return the standing that one membership alone gives; the city's rows must be visible."""
    areas = frozenset(membership.areas.values_list("area_id", flat=True))
    grant = Grant(Role(membership.role), membership.organization_id, areas)
    return Standing(user=membership.user, city=membership.city, grants=(grant,))


def members() -> QuerySet[Membership]:
    """Return who has access to the session's city, with what a list shows of each."""
    return (
        Membership.objects.filter(is_active=True, city=tenancy.current_city_id())
        .select_related("user", "organization")
        .prefetch_related("areas__area")
        .annotate(strong=Exists(second_factors().filter(user=OuterRef("user_id"))))
        .order_by("user__name", "user__email", "created_at")
    )


def own_memberships(user: User) -> list[Membership]:
    """Return a user's memberships of the session's city on which a key of the API can rest."""
    mine = Membership.objects.filter(user=user, is_active=True, city=tenancy.current_city_id())
    found = mine.select_related("user", "city", "organization")
    return [membership for membership in found if allowed_scopes(standing_by_membership(membership))]


def tokens(*, of: User | None = None) -> QuerySet[ApiToken]:
    """Return the keys of the API of the session's city, of one user or of all, the newest first."""
    found = ApiToken.objects.select_related("city", "membership__user").order_by("-created_at")
    return found.filter(membership__user=of) if of else found


def cities_of(user: User) -> list[tuple[City, frozenset[Role]]]:
    """Return the cities of a user by name, each with their roles, in one query.

    The session must show the user's own memberships (`tenancy.as_user`).
    """
    return _by_city(_of_user(user))


def _of_user(user: User) -> QuerySet[Membership]:
    memberships = Membership.objects.filter(user=user, is_active=True, user__is_active=True)
    return memberships.select_related("city").order_by("city__name", "created_at")


def _by_city(memberships: Iterable[Membership]) -> list[tuple[City, frozenset[Role]]]:
    roles: dict[City, set[Role]] = {}
    for membership in memberships:
        roles.setdefault(membership.city, set()).add(Role(membership.role))
    return [(city, frozenset(held)) for city, held in roles.items()]
