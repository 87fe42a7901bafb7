"""What users are in a city: granted, changed and taken back."""

from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.core.accounts.enums import Role
from arraigo.core.accounts.models import Membership, MembershipArea, User
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

    The city's rows must be visible (`tenancy.scope`). Raises ValidationError for an ally without an organisation.
    """
    role = Role(role)
    if role is Role.ALLY and organization is None:
        raise ValidationError(_("Una organización aliada necesita su organización. Elíjala de la lista."))
    membership, created = Membership.objects.get_or_create(
        city=city, user=user, organization=organization, role=role, defaults={"created_at": at}
    )
    if not created and not membership.is_active:
        membership.is_active = True
        membership.save(update_fields=["is_active"])
    _limit(membership, areas)
    return membership


@transaction.atomic
def revoke(membership: Membership, *, by: User | None, at: datetime) -> None:
    """Take a role back, and with it the keys of the API that rest on it."""
    Membership.objects.filter(pk=membership.pk).update(is_active=False)
    membership.tokens.filter(revoked_at__isnull=True).update(revoked_at=at)


def _limit(membership: Membership, areas: Iterable[Area]) -> None:
    """Limit a membership to these areas; to none means the whole city."""
    wanted = {area.pk for area in areas}
    membership.areas.exclude(area_id__in=wanted).delete()
    present = set(membership.areas.values_list("area_id", flat=True))
    MembershipArea.objects.bulk_create(
        MembershipArea(city_id=membership.city_id, membership=membership, area_id=area) for area in wanted - present
    )
