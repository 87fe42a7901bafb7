"""A small map of a city's areas as SVG paths, drawn on the server. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

WIDTH = 640.0
TALLEST = 640.0
MARGIN = 8.0
# A letter's width on the map, in its units: what decides whether a name fits.
LETTER, LINE = 6.6, 14.0


@dataclass(frozen=True)
class Drawn:
    """One area on the map. `lines` is its name where it fits, else empty; `mark` is its number in the table."""

    key: str
    name: str
    path: str
    x: str
    y: str
    lines: tuple[tuple[str, str], ...]
    mark: int
    mark_y: str


@dataclass(frozen=True)
class Map:
    """The whole drawing."""

    view_box: str
    areas: tuple[Drawn, ...]


def draw(shapes: Iterable[tuple[str, str, int, BaseGeometry]]) -> Map | None:
    """Draw (key, name, mark, shape) of each area, north up; None when there is nothing to draw."""
    given = [(key, name, mark, shape) for key, name, mark, shape in shapes if not shape.is_empty]
    if not given:
        return None
    west, south, east, north = shapely.total_bounds([shape for *_rest, shape in given])
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = min((WIDTH - 2 * MARGIN) / ((east - west) * squeeze or 1), (TALLEST - 2 * MARGIN) / ((north - south) or 1))

    def place(points: "Sequence[Sequence[float]]") -> "list[tuple[float, float]]":
        return [(MARGIN + (x - west) * squeeze * scale, MARGIN + (north - y) * scale) for x, y in points]

    projected = [
        (key, name, mark, shapely.transform(shapely.force_2d(shape), place)) for key, name, mark, shape in given
    ]
    width, height = (east - west) * squeeze * scale + 2 * MARGIN, (north - south) * scale + 2 * MARGIN
    return Map(f"0 0 {width:.0f} {height:.0f}", tuple(_drawn(*one) for one in projected))


def _drawn(key: str, name: str, mark: int, shape: BaseGeometry) -> Drawn:
    simple = shapely.simplify(shape, 0.6, preserve_topology=True)
    largest = max(getattr(simple, "geoms", [simple]), key=lambda part: part.area)
    # The middle of the largest circle inside: where a name has the most room.
    circle = shapely.maximum_inscribed_circle(largest, tolerance=1.0)
    x, y = circle.coords[0]
    words = _wrapped(name)
    fits = shapely.box(*_frame(x, y, words)).difference(largest).area < 0.2 * LETTER * LINE
    first = y - (len(words) - 1) * LINE / 2 + 4
    lines = tuple((f"{first + place * LINE:.1f}", word) for place, word in enumerate(words)) if fits else ()
    return Drawn(key, name, path_of(simple), f"{x:.1f}", f"{y:.1f}", lines, mark, f"{y + 5:.1f}")


def _frame(x: float, y: float, words: Sequence[str]) -> tuple[float, float, float, float]:
    half_width = max(len(word) for word in words) * LETTER / 2
    half_height = len(words) * LINE / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _wrapped(name: str) -> list[str]:
    """Break a name into lines of some eleven letters, at its spaces."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= 11:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines or [""]


def path_of(shape: BaseGeometry) -> str:
    """Return a polygon, or several, as the `d` of an SVG path."""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shapely.get_coordinates(ring)[:-1]) + "Z"
        for part in getattr(shape, "geoms", [shape])
        if part.geom_type == "Polygon"
        for ring in (part.exterior, *part.interiors)
    )
