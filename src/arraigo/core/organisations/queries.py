"""Reads of the organisations of the session's city."""

from uuid import UUID

from django.db.models import QuerySet

from arraigo.core.organisations.models import Organization


def organizations() -> QuerySet[Organization]:
    """Return the city's organisations by name."""
    return Organization.objects.order_by("name")


def choices() -> list[tuple[UUID, str]]:
    """Return the city's organisations as the choices of a form, by name."""
    return list(organizations().values_list("id", "name"))


def names_of(ids: "list[UUID] | set[UUID]") -> dict[UUID, str]:
    """Return the names of these organisations."""
    return dict(Organization.objects.filter(pk__in=ids).values_list("id", "name"))
