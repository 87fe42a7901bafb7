"""Which services at which places answer a search, nearest first: light rows, before anything is read of them."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from arraigo.areas.directory.models import NEEDS, Service, ServiceNeed
from arraigo.areas.directory.queries.eligibility import Profile, attends
from arraigo.areas.directory.queries.needs import with_children
from arraigo.areas.directory.queries.visible import public_services

EARTH_RADIUS_M = 6_371_008.8
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service at a place, or without one: `is_reserved` when it is given only at confidential places."""

    service_id: UUID
    name: str
    at_id: UUID | None = None
    location_id: UUID | None = None
    point: Point | None = None
    area_id: UUID | None = None
    is_reserved: bool = False
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; `services` keeps to these services, in any order."""

    needs: Collection[str] = ()
    near: Point | None = None
    area: UUID | None = None
    profile: Profile = field(default_factory=Profile)
    services: Collection[UUID] | None = None


_FIELDS = (
    "id",
    "name",
    "at_locations__id",
    "at_locations__location_id",
    "at_locations__location__is_confidential",
    "at_locations__location__latitude",
    "at_locations__location__longitude",
    "at_locations__location__area_id",
)
_WHOM = ("minimum_age", "maximum_age", "eligible", "ineligible")


def candidates(wanted: Wanted) -> list[Candidate]:
    """Return what answers a search, nearest first and then by name; what has no place comes last. One query."""
    rows = list(_services(wanted).values_list(*_FIELDS, *_WHOM).order_by("name", "id"))
    told = [row for row in rows if _attends(wanted.profile, row[len(_FIELDS) :])]
    found = [_placed(row, wanted.near) for row in told if _is_open(row) and wanted.area in (None, row[7])]
    found += _placeless(told)
    # By name as the database sorts it, then, where somebody said where they are, by distance.
    by_name = {row[0]: place for place, row in enumerate(told)}
    return sorted(found, key=lambda item: (item.distance is None, item.distance or 0.0, by_name[item.service_id]))


def _is_open(row: Sequence[Any]) -> bool:
    """Tell whether a row is a service at a place that anybody may know."""
    return row[3] is not None and not row[4]


def _placeless(rows: Sequence[Sequence[Any]]) -> list[Candidate]:
    """Return the services that have no place, or only confidential ones: each once and without place."""
    openly = {row[0] for row in rows if _is_open(row)}
    without = {row[0]: Candidate(row[0], row[1], is_reserved=bool(row[4])) for row in rows if row[0] not in openly}
    return list(without.values())


def distance_m(one: Point, other: Point) -> float:
    """Return the metres between two points given as latitude and longitude, on a sphere (haversine)."""
    here, there = math.radians(one[0]), math.radians(other[0])
    across = math.radians(other[1] - one[1])
    bulge = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(bulge)))


def _services(wanted: Wanted) -> QuerySet[Service]:
    found = public_services()
    if wanted.services is not None:
        found = found.filter(pk__in=list(wanted.services))
    if wanted.needs:
        answered = ServiceNeed.objects.filter(
            Q(term__taxonomy__name=NEEDS), service=OuterRef("pk"), term__code__in=sorted(with_children(wanted.needs))
        )
        found = found.filter(Exists(answered))
    return found


def _placed(row: Sequence[Any], near: Point | None) -> Candidate:
    point = (row[5], row[6]) if row[5] is not None else None
    distance = distance_m(near, point) if near and point else None
    return Candidate(row[0], row[1], row[2], row[3], point, row[7], distance=distance)


def _attends(who: Profile, whom: Sequence[Any]) -> bool:
    minimum, maximum, eligible, ineligible = whom
    bounds: tuple[Decimal | None, Decimal | None] = (minimum, maximum)
    return attends(
        who, minimum_age=bounds[0], maximum_age=bounds[1], eligible=eligible or (), ineligible=ineligible or ()
    )
