"""What users are in a city: granted, changed and taken back."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core import tenancy
from arraigo.core.accounts.enums import Role
from arraigo.core.accounts.models import Membership, MembershipArea, User
from arraigo.core.audit.api import record
from arraigo.core.organisations.models import Organization
from arraigo.core.places.models import Area, City


@transaction.atomic
def grant(
    *,
    user: User,
    city: City,
    role: Role | str,
    organization: Organization | None = None,
    areas: Iterable[Area] = (),
    by: User | None,
    at: datetime,
) -> Membership:
    """Give a user a role in a city, for one organisation or all, in some areas or all; again is no error.

    Raises ValidationError for an ally without an organisation.
    """
    role = _checked(role, organization)
    with tenancy.scope(city):
        membership, created = Membership.objects.get_or_create(
            city=city, user=user, organization=organization, role=role, defaults={"created_at": at}
        )
        if not created and not membership.is_active:
            membership.is_active = True
            membership.save(update_fields=["is_active"])
        limits = _limit(membership, areas)
        record(action="accounts.grant", subject=membership, by=by, at=at, detail=_said(membership, limits))
    return membership


@transaction.atomic
def change(
    *,
    membership: Membership,
    role: Role | str,
    organization: Organization | None,
    areas: Iterable[Area],
    by: User | None,
    at: datetime,
) -> Membership:
    """Change a membership's role, organisation and areas; another role takes its keys of the API back.

    Raises ValidationError when the user already has that role there, or when nobody would be left to manage access.
    """
    role = _checked(role, organization)
    with tenancy.scope(membership.city_id):
        twins = Membership.objects.filter(user_id=membership.user_id, role=role, organization=organization)
        if twins.exclude(pk=membership.pk).exists():
            raise ValidationError(_("Esta persona ya tiene esa función en esa organización. Elija otra o quite esta."))
        areas = list(areas)
        if role is not Role.ADMINISTRATOR or organization is not None or areas:
            _keep_an_administrator(membership)
        if role != membership.role:
            membership.tokens.filter(revoked_at__isnull=True).update(revoked_at=at)
        membership.role, membership.organization = role, organization
        membership.save(update_fields=["role", "organization"])
        limits = _limit(membership, areas)
        record(action="accounts.change", subject=membership, by=by, at=at, detail=_said(membership, limits))
    return membership


@transaction.atomic
def revoke(*, membership: Membership, by: User | None, at: datetime) -> None:
    """Take a role back, and with it the keys of the API that rest on it.

    Raises ValidationError when nobody would be left to manage access.
    """
    with tenancy.scope(membership.city_id):
        _keep_an_administrator(membership)
        Membership.objects.filter(pk=membership.pk).update(is_active=False)
        membership.tokens.filter(revoked_at__isnull=True).update(revoked_at=at)
        record(action="accounts.revoke", subject=membership, by=by, at=at, detail={"user": str(membership.user_id)})


def _checked(role: Role | str, organization: Organization | None) -> Role:
    role = Role(role)
    if role is Role.ALLY and organization is None:
        raise ValidationError(_("Una organización aliada necesita su organización. Elíjala de la lista."))
    return role


def _keep_an_administrator(membership: Membership) -> None:
    """Refuse to take the last administrator's role away: nobody could give it back."""
    if membership.role != Role.ADMINISTRATOR:
        return
    administrators = Membership.objects.filter(
        role=Role.ADMINISTRATOR, is_active=True, organization=None, areas=None, user__is_active=True
    )
    # Locked, so that two administrators cannot take each other's role away at the same moment.
    locked = Membership.objects.select_for_update().filter(pk__in=administrators.values("pk")).order_by("pk")
    whole_city = list(locked.values_list("pk", flat=True))
    if whole_city == [membership.pk]:
        raise ValidationError(
            _("Es la única persona que administra los accesos de la ciudad. Dé antes esa función a otra persona.")
        )


def _limit(membership: Membership, areas: Iterable[Area]) -> set[UUID]:
    """Limit a membership to these areas; to none means the whole city."""
    wanted = {area.pk for area in areas}
    membership.areas.exclude(area_id__in=wanted).delete()
    present = set(membership.areas.values_list("area_id", flat=True))
    MembershipArea.objects.bulk_create(
        MembershipArea(city_id=membership.city_id, membership=membership, area_id=area) for area in wanted - present
    )
    return wanted


def _said(membership: Membership, areas: set[UUID]) -> dict[str, object]:
    return {
        "user": str(membership.user_id),
        "role": membership.role,
        "organization": str(membership.organization_id or ""),
        "areas": sorted(str(area) for area in areas),
    }
