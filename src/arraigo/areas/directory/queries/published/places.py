"""Places that the public API is asked for, and what is given there: by name, or the nearest first.

Every row, and every distance, comes from a place that is not confidential (queries.visible).
"""

from typing import Any

from django.db.models import Avg, Exists, F, Min, OuterRef, Q, QuerySet, Subquery

from arraigo.areas.directory.models import Location, Service, ServiceAtLocation
from arraigo.areas.directory.queries.candidates import Point
from arraigo.areas.directory.queries.published.distances import in_box, metres_from
from arraigo.areas.directory.queries.published.filters import (
    OF_SERVICE,
    Sought,
    having,
    of_organization,
    services,
)
from arraigo.areas.directory.queries.published.words import stems, text_of, whole_word
from arraigo.areas.directory.queries.visible import (
    public_addresses,
    public_at_locations,
    public_locations,
    public_service_areas,
    public_services,
)

OF_LOCATION = ("name", "alternate_name", "description")
OF_ADDRESS = ("address_1", "address_2", "region", "city_name", "postal_code")
OF_AREA = ("name", "description", "extent")


def placed_services(sought: Sought) -> QuerySet[Service]:
    """Return the services that are looked for: by name, or the nearest first and those without a place last."""
    found = services(sought)
    if sought.postcode and sought.within is None:
        found = found.filter(Exists(_covering(public_at_locations().filter(service=OuterRef("pk")), sought.postcode)))
    if not _is_placed(sought):
        return found
    near = _centre(sought)
    if near is None:
        return found.none()
    places = public_at_locations().filter(service=OuterRef("pk"))
    if sought.within is not None:
        places = places.filter(in_box(near, sought.within, "location__"))
    least = places.order_by().values("service").annotate(metres=Min(metres_from(near, "location__"))).values("metres")
    return _nearest(found.alias(metres=Subquery(least)), sought, "name")


def at_locations(sought: Sought) -> QuerySet[ServiceAtLocation]:
    """Return the services at places that are looked for; a word may be the service's or the place's."""
    found = public_at_locations().filter(service__in=services(sought, with_words=False).order_by().values("pk"))
    for stem in stems(sought.search):
        given = having(public_services().filter(pk=OuterRef("service_id")), stem, OF_SERVICE)
        here = _having(public_locations().filter(pk=OuterRef("location_id")), stem)
        found = found.filter(Exists(given) | Exists(here))
    if sought.postcode and sought.within is None:
        found = _covering(found, sought.postcode)
    return _around(found.order_by("service__name", "id"), sought, "location__", "service__name")


def locations(sought: Sought) -> QuerySet[Location]:
    """Return the places that are looked for; terms and languages are those of what is given there."""
    found = public_locations()
    given = public_at_locations().filter(location=OuterRef("pk"))
    if sought.organization:
        of_service = given.filter(of_organization(sought.organization, "service__organization__"))
        found = found.filter(Exists(of_service) | of_organization(sought.organization))
    if sought.needs or sought.taxonomy_term or sought.taxonomy or sought.language:
        asked = Sought(
            needs=sought.needs,
            taxonomy_term=sought.taxonomy_term,
            taxonomy=sought.taxonomy,
            language=sought.language,
        )
        found = found.filter(Exists(given.filter(service__in=services(asked).order_by().values("pk"))))
    for stem in stems(sought.search):
        found = _having(found, stem)
    if sought.postcode and sought.within is None:
        found = found.filter(Exists(public_addresses().filter(location=OuterRef("pk"), postal_code=sought.postcode)))
    return _around(found.order_by("name", "id"), sought, "", "name")


def _having(found: QuerySet[Location], stem: str) -> QuerySet[Location]:
    """Return the places that have a word in their texts or in their address."""
    addresses = public_addresses().filter(location=OuterRef("pk")).alias(words=text_of(OF_ADDRESS))
    found = found.alias(words=text_of(OF_LOCATION))
    return found.filter(Q(words__contains=stem) | Exists(addresses.filter(words__contains=stem)))


def _covering(found: QuerySet[ServiceAtLocation], postcode: str) -> QuerySet[ServiceAtLocation]:
    """Return what attends a postcode: an area served names it, or, where none is told, the place has it."""
    areas = public_service_areas().filter(Q(service=OuterRef("service")) | Q(service_at_location=OuterRef("pk")))
    named = areas.alias(words=text_of(OF_AREA)).filter(words__regex=whole_word(postcode))
    here = public_addresses().filter(location=OuterRef("location"), postal_code=postcode)
    return found.filter(Exists(named) | (~Exists(areas) & Exists(here)))


def _around(found: QuerySet[Any], sought: Sought, path: str, name: str) -> QuerySet[Any]:
    if not _is_placed(sought):
        return found
    near = _centre(sought)
    if near is None:
        return found.none()
    if sought.within is not None:
        found = found.filter(in_box(near, sought.within, path))
    return _nearest(found.alias(metres=metres_from(near, path)), sought, name)


def _nearest(found: QuerySet[Any], sought: Sought, name: str) -> QuerySet[Any]:
    if sought.within is not None:
        found = found.filter(metres__lte=sought.within)
    return found.order_by(F("metres").asc(nulls_last=True), name, "id")


def _is_placed(sought: Sought) -> bool:
    return sought.near is not None or (bool(sought.postcode) and sought.within is not None)


def _centre(sought: Sought) -> Point | None:
    """Return from where distances are measured: the middle of the places with the postcode, where no point is told."""
    if sought.near is not None:
        return sought.near
    here = public_addresses().filter(postal_code=sought.postcode).values("location")
    middle = public_locations().filter(pk__in=here).aggregate(up=Avg("latitude"), across=Avg("longitude"))
    return None if middle["up"] is None else (middle["up"], middle["across"])
