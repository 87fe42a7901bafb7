"""The parts of the city by which the guide sorts services: those that people name when they say where they live."""

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from arraigo.core.places import api as places
from arraigo.core.places.enums import AreaLevel
from arraigo.core.places.geometry import from_wkb
from arraigo.core.places.models import Area

# The finest level that a person can look through on a telephone.
MOST = 70
ORDER = (AreaLevel.PARISH, AreaLevel.ZONE, AreaLevel.NEIGHBOURHOOD)


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the city. `centre` is (latitude, longitude), None where it has no shape."""

    id: UUID
    code: str
    name: str
    centre: tuple[float, float] | None


def zones() -> list[Zone]:
    """Return the parts of the session's city by name; none where no level has a number of them that can be read."""
    rows = list(places.areas().order_by("name"))
    for level in ORDER:
        found = [row for row in rows if row.level == level]
        if 1 < len(found) <= MOST:
            return [_zone(row) for row in found]
    return []


def _zone(row: Area) -> Zone:
    return Zone(row.pk, row.code, row.name, _centre(bytes(row.geometry)) if row.geometry else None)


@lru_cache(maxsize=512)
def _centre(stored: bytes) -> tuple[float, float] | None:
    found = from_wkb(stored)
    if found is None or found.is_empty:
        return None
    point = found.representative_point()
    return point.y, point.x
