"""Writing where a service is given. The address of a confidential place is written here as any other, and sealed by
nobody: it is kept from the public by queries.visible, from other staff by who may open its page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.directory.actions.common import DirectoryError
from arraigo.areas.directory.enums import AddressType, LocationType
from arraigo.areas.directory.models import Accessibility, Address, Location, Service, ServiceAtLocation
from arraigo.areas.directory.queries.hsds.known import area_finder
from arraigo.core.audit import api as audit
from arraigo.core.organisations.models import Organization

if TYPE_CHECKING:
    from arraigo.core.accounts.models import User

PLAIN = ("name", "transportation", "location_type", "is_confidential", "latitude", "longitude")


@dataclass(frozen=True)
class LocationDraft:
    """What a form says of a place."""

    name: str
    address: str = ""
    reference: str = ""
    sector: str = ""
    transportation: str = ""
    location_type: str = LocationType.PHYSICAL
    latitude: float | None = None
    longitude: float | None = None
    is_confidential: bool = False
    accessibility: Sequence[str] = ()


@transaction.atomic
def save_location(
    *,
    location_id: UUID,
    organization: Organization,
    draft: LocationDraft,
    service: Service | None = None,
    by: "User | None",
    at: datetime,
) -> Location:
    """Write a place, making it where there is none of that id, and give `service` there; sent twice it is one.

    Raises DirectoryError without a name or with half a point.
    """
    _refuse(draft)
    location = Location.objects.select_for_update(of=("self",)).filter(pk=location_id).first()
    is_new = location is None
    location = location or Location(id=location_id, city_id=organization.city_id)
    location.organization = organization
    changed = _write(location, draft, is_new=is_new)
    if changed or is_new:
        action = "directory.location.create" if is_new else "directory.location.change"
        audit.record(action=action, subject=location, by=by, at=at, detail={"fields": changed})
    if service is not None:
        attach(service, location, by=by, at=at)
    return location


def _refuse(draft: LocationDraft) -> None:
    if not draft.name.strip():
        raise DirectoryError(_("Escriba cómo se llama el lugar, por ejemplo «Oficina del centro»."))
    if (draft.latitude is None) != (draft.longitude is None):
        raise DirectoryError(_("Escriba la latitud y la longitud, o deje las dos vacías."))


def _write(location: Location, draft: LocationDraft, *, is_new: bool) -> list[str]:
    """Write a place with its address and how it is entered; return what changed."""
    changed = [name for name in PLAIN if getattr(location, name) != getattr(draft, name)]
    for name in changed:
        setattr(location, name, getattr(draft, name))
    if is_new or {"latitude", "longitude"} & set(changed):
        location.area_id = area_at(location.latitude, location.longitude)
    location.save(force_insert=is_new)
    parts = {
        "address": _set_address(location, draft),
        "accessibility": set_accessibility(location, draft.accessibility),
    }
    return sorted([*changed, *(name for name, wrote in parts.items() if wrote)])


def area_at(latitude: float | None, longitude: float | None) -> UUID | None:
    """Return the narrowest area of the session's city that holds a point; None where none does or there is no point."""
    if latitude is None or longitude is None:
        return None
    return area_finder()([(latitude, longitude)])[0]


def _set_address(location: Location, draft: LocationDraft) -> bool:
    row = Address.objects.filter(location=location, address_type=AddressType.PHYSICAL).order_by("id").first()
    told = {"address_1": draft.address.strip(), "address_2": draft.reference.strip(), "region": draft.sector.strip()}
    if row is None and not any(told.values()):
        return False
    city = location.city
    row = row or Address(city_id=location.city_id, location=location, city_name=city.name, country=city.country)
    if not row._state.adding and all(getattr(row, name) == value for name, value in told.items()):
        return False
    for name, value in told.items():
        setattr(row, name, value)
    row.save()
    return True


def set_accessibility(location: Location, told: Sequence[str]) -> bool:
    """Make these sentences what is said of entering a place, one a row; return whether anything changed."""
    wanted = list(dict.fromkeys(text for one in told if (text := " ".join(one.split()))))
    rows = list(Accessibility.objects.filter(location=location).order_by("id"))
    if [row.description for row in rows] == wanted:
        return False
    Accessibility.objects.filter(pk__in=[row.pk for row in rows if row.description not in wanted]).delete()
    said = {row.description for row in rows}
    for text in wanted:
        if text not in said:
            Accessibility.objects.create(city_id=location.city_id, location=location, description=text)
    return True


@transaction.atomic
def attach(service: Service, location: Location, *, by: "User | None", at: datetime) -> ServiceAtLocation:
    """Say that a service is given at a place; said twice it is once."""
    here, is_new = ServiceAtLocation.objects.get_or_create(city_id=service.city_id, service=service, location=location)
    if is_new:
        Service.objects.filter(pk=service.pk).update(last_modified=at)
        detail = {"location": str(location.pk)}
        audit.record(action="directory.place.attach", subject=service, by=by, at=at, detail=detail)
    return here


@transaction.atomic
def detach(here: ServiceAtLocation, *, by: "User | None", at: datetime) -> None:
    """Say that a service is not given at a place any more; its hours there go, the place stays."""
    service = Service.objects.get(pk=here.service_id)
    if ServiceAtLocation.objects.filter(pk=here.pk).delete()[0]:
        Service.objects.filter(pk=service.pk).update(last_modified=at)
        detail = {"location": str(here.location_id)}
        audit.record(action="directory.place.detach", subject=service, by=by, at=at, detail=detail)


@transaction.atomic
def delete_location(location: Location, *, by: "User | None", at: datetime) -> None:
    """Delete a place where no service is given any more; raises DirectoryError while one is."""
    if ServiceAtLocation.objects.filter(location=location).exists():
        raise DirectoryError(_("Todavía se atiende en este lugar. Quítelo primero de cada servicio."))
    audit.record(action="directory.location.delete", subject=location, by=by, at=at)
    location.delete()
