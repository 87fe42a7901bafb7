"""The places of a city's directory, read once and shared by every page and language, until something changes.

A page that lists services would else ask the database eight questions. All places are read together when the directory
changes or the next door opens or closes; a city with more of them than a process should keep is asked page by page.
"""

import math
from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from threading import Lock
from uuid import UUID

from arraigo.areas.attention.queries import guide_needs
from arraigo.areas.attention.queries.guide_areas import Zone
from arraigo.areas.attention.web.guide.places import soonest_change
from arraigo.areas.directory import api as directory
from arraigo.areas.directory.api import Place

MOST, CITIES = 1_000, 8
# How long a short list of a city with more places than that stands: nobody looks at all its doors.
UNKNOWN_FOR = timedelta(minutes=15)
EARTH_RADIUS_M = 6_371_008.8


class Order(Enum):
    """How a page lists places.

    A short list has each service once, and what answers the first need before the next: OPEN_FIRST where the page knows
    the hour, else BEST. EACH_PLACE is every place by name or distance, for lists of many pages.
    """

    OPEN_FIRST = "open"
    BEST = "best"
    EACH_PLACE = "each"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which places a page shows; the needs come as they matter. Nothing told is every service."""

    needs: Collection[str] = ()
    services: Collection[UUID] | None = None
    zone: Zone | None = None
    limit: int | None = None
    order: Order = Order.OPEN_FIRST


@dataclass(frozen=True, slots=True)
class _Known:
    stamp: str
    places: tuple[Place, ...] | None
    since: datetime
    until: datetime

    def holds(self, stamp: str, at: datetime) -> bool:
        """Whether what is known is still so; the names of places hold longer than whether they are open."""
        if self.stamp != stamp or at < self.since:
            return False
        return self.places is None or at < self.until


_kept: "OrderedDict[UUID, _Known]" = OrderedDict()
_lock = Lock()


def places(city: UUID, stamp: str, wanted: Wanted, *, at: datetime) -> list[Place]:
    """Return the places that a page shows, as `directory.public_places` would; `stamp` is the directory's."""
    known = _known(city, stamp, at)
    zone = wanted.zone
    centre = zone.centre if zone else None
    if known.places is None or (zone is not None and centre is None):
        return directory.public_places(
            at=at,
            needs=wanted.needs,
            services=wanted.services,
            near=centre,
            area=zone.id if zone and centre is None else None,
            best_first=wanted.order is not Order.EACH_PLACE,
            limit=wanted.limit,
        )
    return arranged(matching(known.places, wanted), wanted)


def holds_until(city: UUID, stamp: str, wanted: Wanted, *, at: datetime) -> datetime:
    """Return until when the order of what a page shows holds: a door that opens may bring a place that it left out."""
    known = _known(city, stamp, at)
    if known.places is None:
        return at + UNKNOWN_FOR
    return soonest_change(list(matching(known.places, wanted)), at)


def forget() -> None:
    """Forget what this process knows."""
    with _lock:
        _kept.clear()


def _known(city: UUID, stamp: str, at: datetime) -> _Known:
    with _lock:
        found = _kept.get(city)
        if found is not None and found.holds(stamp, at):
            _kept.move_to_end(city)
            return found
    read = directory.public_places(at=at, limit=MOST + 1)
    made = _Known(stamp, None if len(read) > MOST else tuple(read), at, soonest_change(read, at))
    with _lock:
        _kept[city] = made
        while len(_kept) > CITIES:
            _kept.popitem(last=False)
    return made


def matching(known: Iterable[Place], wanted: Wanted) -> Iterable[Place]:
    """Yield the places that answer any of the needs and are of the services that are wanted."""
    codes = frozenset().union(*(guide_needs.with_parts(code) for code in wanted.needs))
    services = None if wanted.services is None else frozenset(wanted.services)
    return (
        one
        for one in known
        if (not codes or not codes.isdisjoint(one.needs)) and (services is None or one.service_id in services)
    )


def arranged(found: Iterable[Place], wanted: Wanted) -> list[Place]:
    """Return places in the order in which a page lists them, as many as it shows; nearest first where a zone is."""
    centre = wanted.zone.centre if wanted.zone else None
    if wanted.order is Order.EACH_PLACE:
        return nearest(found, centre, wanted.limit) if centre else list(found)[: wanted.limit]
    return best(nearest(found, centre, None) if centre else found, wanted)[: wanted.limit]


def best(found: Iterable[Place], wanted: Wanted) -> list[Place]:
    """Return each service once, the first need first; what answers alike stays in its order, the open before."""
    needs, by_hour = tuple(wanted.needs), wanted.order is Order.OPEN_FIRST
    ordered = sorted(found, key=lambda one: (_rank(one.needs, needs), by_hour and one.opening.state != "open"))
    once: dict[UUID, Place] = {}
    for one in ordered:
        once.setdefault(one.service_id, one)
    return list(once.values())


@lru_cache(maxsize=256)
def _ranks(needs: tuple[str, ...]) -> dict[str, int]:
    """Return how well each code answers: the need itself before its parts, and both before the next need."""
    ranks: dict[str, int] = {}
    for number, need in enumerate(needs):
        ranks[need] = min(ranks.get(need, 2 * number), 2 * number)
        for part in guide_needs.with_parts(need):
            ranks.setdefault(part, 2 * number + 1)
    return ranks


@lru_cache(maxsize=4_096)
def _rank(answered: tuple[str, ...], needs: tuple[str, ...]) -> int:
    """Return how well somebody who answers some needs answers those that are looked for; most answer one of a few."""
    ranks = _ranks(needs)
    return min((ranks[code] for code in answered if code in ranks), default=2 * len(ranks))


def nearest(found: Iterable[Place], centre: tuple[float, float], limit: int | None) -> list[Place]:
    """Return places nearest first, each with its metres; what has no point comes last."""
    far = [(_metres(centre, one), one) for one in found]
    far.sort(key=lambda pair: (pair[0] is None, pair[0] or 0.0))
    return [replace(one, distance=metres) for metres, one in far[:limit]]


def _metres(centre: tuple[float, float], one: Place) -> float | None:
    """Return how far a place is (haversine); None where it has no point."""
    if one.latitude is None or one.longitude is None:
        return None
    here, there = math.radians(centre[0]), math.radians(one.latitude)
    across = math.radians(one.longitude - centre[1])
    bulge = math.sin((there - here) / 2) ** 2 + math.cos(here) * math.cos(there) * math.sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(bulge)))
