"""Shapes of areas: longitude and latitude in degrees (EPSG:4326). Pure."""

import math
from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

# The WGS 84 ellipsoid: its long half-axis in km and its squared eccentricity.
AXIS_KM, ECCENTRICITY = 6378.137, 0.00669437999014


def from_wkb(stored: bytes | memoryview | None) -> BaseGeometry | None:
    """Return the shape that a row holds."""
    return shapely.from_wkb(bytes(stored)) if stored else None


def to_wkb(shape: BaseGeometry) -> bytes:
    """Return a shape as a row holds it: two dimensions, well-known binary."""
    return bytes(shapely.to_wkb(shapely.force_2d(shape)))


def area_km2(shape: BaseGeometry) -> float:
    """Return the area in km² on the ellipsoid, by its radii at the shape's latitude: for areas the size of a city."""

    def project(points: "Sequence[Sequence[float]]") -> "list[tuple[float, float]]":
        return [(math.radians(x), math.sin(math.radians(y))) for x, y in points]

    _west, south, _east, north = shape.bounds
    bulge = 1 - ECCENTRICITY * math.sin(math.radians((south + north) / 2)) ** 2
    across: float = AXIS_KM / math.sqrt(bulge)
    along: float = AXIS_KM * (1 - ECCENTRICITY) / bulge**1.5
    flat = shapely.transform(shapely.force_2d(shape), project)
    return float(flat.area) * across * along


def in_degrees(shape: BaseGeometry) -> bool:
    """Tell whether every coordinate can be a longitude and a latitude."""
    west, south, east, north = shape.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)
