"""Services read once for many pages: what the static site, the bundle of a zone and the file to keep are made from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.queries.guide_areas import Zone, zones
from arraigo.areas.attention.web.guide.known import Wanted, arranged, matching
from arraigo.areas.directory import api as directory
from arraigo.areas.directory.api import Place

MOST = 500
"""Services of a bundle: what a cheap telephone loads over a poor line, and nobody reads more."""
NEAREST = 5
"""Services that answer each need outside the zone: whoever lives where there is none must know the next door."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Public services in the order in which pages list them, and the parts of the city that pages lead to.

    `languages` are those that pages lead to, none for all.

    Everything on it came through `directory.public_places`: nothing confidential is there to be left out.
    """

    places: tuple[Place, ...]
    zones: tuple[Zone, ...] = ()
    languages: tuple[str, ...] = ()

    def find(self, wanted: Wanted) -> list[Place]:
        """Return what is wanted, in the order of the page: nearest first where a zone is, else as on the shelf."""
        found = matching(self.places, wanted)
        zone = wanted.zone
        if zone is not None and zone.centre is None:
            found = (one for one in found if one.at_location_id is None or one.area == zone.name)
        return arranged(found, wanted)


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


def _far(place: Place) -> tuple[bool, float]:
    return place.distance is None, place.distance or 0.0
