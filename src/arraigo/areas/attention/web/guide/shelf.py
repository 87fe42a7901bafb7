"""Services read once for many pages: what the static site, the bundle of a zone and the file to keep are made from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.queries.guide_areas import Zone, zones
from arraigo.areas.directory import api as directory
from arraigo.areas.directory.api import Place

EARTH_RADIUS_M = 6_371_008.8
MOST = 500
"""Services of a bundle: what a cheap telephone loads over a poor line, and nobody reads more."""
NEAREST = 5
"""Services that answer each need outside the zone: whoever lives where there is none must know the next door."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Public services in the order in which pages list them, and the parts of the city that pages lead to.

    `languages` are those that pages lead to, none for all.

    Everything on it came through `directory.public_places`: nothing confidential is there to be left out.
    """

    places: tuple[Place, ...]
    zones: tuple[Zone, ...] = ()
    languages: tuple[str, ...] = ()
    _by_service: dict[UUID, list[Place]] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        for one in self.places:
            self._by_service.setdefault(one.service_id, []).append(one)

    def find(
        self,
        *,
        needs: Collection[str] = (),
        services: Collection[UUID] | None = None,
        near: Point | None = None,
        area: UUID | None = None,
        limit: int | None,
    ) -> list[Place]:
        """Return what `directory.public_places` would: those that answer a need, nearest first where it is asked."""
        found: Sequence[Place] = self.places
        if services is not None:
            found = [place for one in services for place in self._by_service.get(one, ())]
        if needs:
            wanted = {part for code in needs for part in guide_needs.with_parts(code)}
            found = [one for one in found if wanted.intersection(one.needs)]
        if area is not None:
            names = {zone.name for zone in self.zones if zone.id == area}
            found = [one for one in found if one.at_location_id is None or one.area in names]
        if near is not None:
            found = sorted((_measured(one, near) for one in found), key=_far)
        return list(found[:limit])


def whole(at: datetime) -> Shelf:
    """Return every public service of the session's city, and all parts of the city."""
    return Shelf(tuple(directory.public_places(at=at, limit=None)), tuple(zones()))


def of_zone(zone: Zone | None, at: datetime) -> Shelf:
    """Return what somebody in a part of the city takes along: its services, and the nearest for each need elsewhere.

    At most MOST of them; None is the whole city. It leads to no other part: its pages are not in the bundle.
    """
    centre = zone.centre if zone else None
    found = directory.public_places(at=at, near=centre, limit=None)
    if zone is not None:
        inside = [one for one in found if one.at_location_id is None or one.area == zone.name]
        found = [*inside, *_nearest(found, {id(one) for one in inside})]
    ordered = sorted(found[:MOST], key=_far) if centre else found[:MOST]
    # Nobody stands in the middle of a zone: how far it is from there would mislead.
    return Shelf(tuple(replace(one, distance=None) for one in ordered))


def _nearest(found: Sequence[Place], taken: set[int]) -> list[Place]:
    """Return for each need the nearest that answer it and are not taken yet, each once."""
    chosen: dict[int, Place] = {}
    for code in guide_needs.needs(guide_needs.SPANISH):
        parts = guide_needs.with_parts(code)
        answering = (one for one in found if parts.intersection(one.needs))
        for _number, one in zip(range(NEAREST), answering, strict=False):
            if id(one) not in taken:
                chosen[id(one)] = one
    return list(chosen.values())


def _measured(place: Place, near: Point) -> Place:
    if place.latitude is None or place.longitude is None:
        return place
    return replace(place, distance=_metres(near, (place.latitude, place.longitude)))


def _metres(one: Point, other: Point) -> float:
    """Return the metres between two points on a sphere, as the directory measures them (haversine)."""
    here, there = radians(one[0]), radians(other[0])
    across = radians(other[1] - one[1])
    bulge = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(bulge)))


def _far(place: Place) -> tuple[bool, float]:
    return place.distance is None, place.distance or 0.0
