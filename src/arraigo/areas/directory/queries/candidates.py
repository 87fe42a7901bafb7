"""Which services at which places answer a search, nearest first: light rows, before anything is read of them."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from arraigo.areas.directory.models import NEEDS, Service, ServiceNeed
from arraigo.areas.directory.queries.eligibility import Profile, attends
from arraigo.areas.directory.queries.needs import with_children
from arraigo.areas.directory.queries.visible import public_services

EARTH_RADIUS_M = 6_371_008.8
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service at a place, or without one: `is_reserved` when it is given only at confidential places.

    `rank` is how well it answers what is looked for, the best 0, where that was asked.
    """

    service_id: UUID
    name: str
    at_id: UUID | None = None
    location_id: UUID | None = None
    point: Point | None = None
    area_id: UUID | None = None
    is_reserved: bool = False
    distance: float | None = None
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; `services` keeps to these services, in any order.

    `by_need` puts what answers the first of the needs before what answers the next.
    """

    needs: Collection[str] = ()
    near: Point | None = None
    area: UUID | None = None
    profile: Profile = field(default_factory=Profile)
    services: Collection[UUID] | None = None
    by_need: bool = False


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
    ranks = ranks_of(wanted.needs) if wanted.by_need else {}
    services = _answers(_services(wanted)) if ranks else _services(wanted)
    rows = list(services.values_list(*_FIELDS, *_WHOM, *(("answers",) if ranks else ())).order_by("name", "id"))
    told = [row for row in rows if _attends(wanted.profile, row[len(_FIELDS) :][: len(_WHOM)])]
    found = [_placed(row, wanted.near) for row in told if _is_open(row) and wanted.area in (None, row[7])]
    found += _placeless(told)
    # By name as the database sorts it, then, where somebody said where they are, by distance.
    by_name = {row[0]: place for place, row in enumerate(told)}
    found.sort(key=lambda item: (item.distance is None, item.distance or 0.0, by_name[item.service_id]))
    return _ranked(found, {row[0]: row[-1] for row in told}, ranks) if ranks else found


def ranks_of(needs: Collection[str]) -> dict[str, int]:
    """Return how well each code answers needs that are told with the first of them first; the best is 0.

    What is the need itself comes before what is a part of it, and both before the next need.
    """
    ranks: dict[str, int] = {}
    for number, need in enumerate(needs):
        ranks[need] = min(ranks.get(need, 2 * number), 2 * number)
        for part in with_children([need]):
            ranks.setdefault(part, 2 * number + 1)
    return ranks


def _ranked(
    found: Sequence[Candidate], answers: Mapping[UUID, Sequence[str]], ranks: Mapping[str, int]
) -> list[Candidate]:
    worst = len(ranks) * 2
    best = {key: min((ranks[code] for code in codes if code in ranks), default=worst) for key, codes in answers.items()}
    return sorted((replace(item, rank=best[item.service_id]) for item in found), key=lambda item: item.rank)


def _answers(services: QuerySet[Service]) -> QuerySet[Service]:
    """Add to each service the codes of the needs that it answers."""
    answered = ServiceNeed.objects.filter(service=OuterRef("pk"), term__taxonomy__name=NEEDS)
    return services.annotate(answers=ArraySubquery(answered.values("term__code")))


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
