"""Distances computed by the database: on a sphere, after a box that leaves most rows behind."""

import math
from typing import Any

from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

from arraigo.areas.directory.queries.candidates import EARTH_RADIUS_M, Point

METRES_IN_DEGREE = math.radians(1) * EARTH_RADIUS_M
# Nearer to a pole, or across the line of the date, a box of longitudes is none.
LAST_LATITUDE = 89.0


def metres_from(point: Point, path: str = "") -> Any:  # noqa: ANN401 - an expression
    """Return the metres from a point (latitude, longitude) to the coordinates of a row (haversine)."""
    there, here = Radians(F(f"{path}latitude")), math.radians(point[0])
    up = Power(Sin((there - _number(here)) / 2.0), 2)
    across = Power(Sin((Radians(F(f"{path}longitude")) - _number(math.radians(point[1]))) / 2.0), 2)
    bulge = up + Cos(there) * _number(math.cos(here)) * across
    return _number(2 * EARTH_RADIUS_M) * ASin(Least(_number(1.0), Sqrt(bulge)))


def in_box(point: Point, metres: float, path: str = "") -> Q:
    """Return the condition that a row's coordinates are in the box around a circle."""
    high = metres / METRES_IN_DEGREE
    box = Q(**{f"{path}latitude__range": (point[0] - high, point[0] + high)})
    if abs(point[0]) + high >= LAST_LATITUDE:
        return box
    # The circle is widest, in degrees, where it is nearest to a pole; a little more is left for rounding.
    wide = 1.001 * high / math.cos(math.radians(abs(point[0]) + high))
    if abs(point[1]) + wide > 180:
        return box
    return box & Q(**{f"{path}longitude__range": (point[1] - wide, point[1] + wide)})


def _number(value: float) -> Any:  # noqa: ANN401 - an expression
    return Value(value, FloatField())
