"""Whether a person's data may be used for a purpose."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from arraigo.core.consent.models import Basis


def has_basis(person_id: UUID, purpose: str) -> bool:
    """Tell whether a basis stands for using this person's data for this purpose."""
    return Basis.objects.filter(person_id=person_id, purpose=purpose, withdrawn_at__isnull=True).exists()


def allowed(person_ids: Iterable[UUID], purposes: Iterable[str], *, legal_basis: str | None = None) -> frozenset[UUID]:
    """Return those of these people whose data may be used for at least one of the purposes.

    legal_basis: counts that one alone, such as a consent that the person gave.
    """
    standing = Basis.objects.filter(
        person_id__in=list(person_ids), purpose__in=list(purposes), withdrawn_at__isnull=True
    )
    if legal_basis is not None:
        standing = standing.filter(legal_basis=legal_basis)
    return frozenset(standing.values_list("person_id", flat=True).distinct())


def bases_of(person_id: UUID) -> QuerySet[Basis]:
    """Return every basis recorded for a person, those withdrawn included, the oldest first."""
    return Basis.objects.filter(person_id=person_id).select_related("by").order_by("given_at", "id")
