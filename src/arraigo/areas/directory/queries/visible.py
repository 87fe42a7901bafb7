"""The only door from the directory to the public: what of each table anybody may see (docs/adr/0015).

A confidential location is in none of these, nor is anything that hangs on it: address, hours, phone, contact,
accessibility, service_at_location. A private phone is in none either. A service that is given only at confidential
locations is there, without them. A person's name is in no public answer, whatever the row.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from arraigo.areas.directory.enums import ServiceStatus
from arraigo.areas.directory.models import (
    Accessibility,
    Address,
    Contact,
    Language,
    Location,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from arraigo.core.organisations.models import Organization


def public_services(*, every_status: bool = False) -> QuerySet[Service]:
    """Return the services that attend; with `every_status`, also those that do not now, as the API tells them."""
    return Service.objects.all() if every_status else Service.objects.filter(status=ServiceStatus.ACTIVE)


def public_locations() -> QuerySet[Location]:
    """Return the locations that are not confidential."""
    return Location.objects.filter(is_confidential=False)


def public_at_locations() -> QuerySet[ServiceAtLocation]:
    """Return services at locations that are not confidential."""
    return ServiceAtLocation.objects.filter(location__is_confidential=False)


def public_addresses() -> QuerySet[Address]:
    """Return the addresses of locations that are not confidential."""
    return Address.objects.filter(location__is_confidential=False)


def public_accessibility() -> QuerySet[Accessibility]:
    """Return what is said of the accessibility of locations that are not confidential."""
    return Accessibility.objects.filter(location__is_confidential=False)


def public_schedules() -> QuerySet[Schedule]:
    """Return the hours that do not hang on a confidential location."""
    return Schedule.objects.filter(_open_place())


def public_exceptions() -> QuerySet[ScheduleException]:
    """Return the exceptions to hours that do not hang on a confidential location."""
    return ScheduleException.objects.filter(_open_place())


def public_contacts() -> QuerySet[Contact]:
    """Return contacts that do not hang on a confidential location; their names are never published."""
    return Contact.objects.filter(_open_place())


def public_phones() -> QuerySet[Phone]:
    """Return the phones that anybody may call and that do not hang on a confidential location."""
    of_contact = _open_place("contact__") | Q(contact__isnull=True)
    return Phone.objects.filter(_open_place(), of_contact, is_private=False)


def public_languages() -> QuerySet[Language]:
    """Return the languages of services, open places and public phones."""
    phone = Q(phone__isnull=True) | Exists(public_phones().filter(pk=OuterRef("phone_id")))
    return Language.objects.filter(phone, Q(location__isnull=True) | Q(location__is_confidential=False))


def public_service_areas() -> QuerySet[ServiceArea]:
    """Return the areas served that do not hang on a confidential location."""
    at = Q(service_at_location__isnull=True) | Q(service_at_location__location__is_confidential=False)
    return ServiceArea.objects.filter(at)


def public_organizations() -> QuerySet[Organization]:
    """Return the organisations that the directory knows of: those with a service, or that came with a package."""
    return Organization.objects.filter(
        Exists(Service.objects.filter(organization=OuterRef("pk")))
        | Exists(Organization.objects.filter(pk=OuterRef("pk"), profiles__isnull=False))
    )


def _open_place(prefix: str = "") -> Q:
    """Return the condition that neither reference of a row to a place leads to a confidential one."""
    here, at = f"{prefix}location", f"{prefix}service_at_location"
    return (Q(**{f"{here}__isnull": True}) | Q(**{f"{here}__is_confidential": False})) & (
        Q(**{f"{at}__isnull": True}) | Q(**{f"{at}__location__is_confidential": False})
    )
