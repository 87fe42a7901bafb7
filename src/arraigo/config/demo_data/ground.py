"""The ground of Santa Marina: a small coastal canton whose parts tile exactly. Pure and deterministic.

It lies in the open Pacific, some sixty kilometres west of the mainland, so that it covers nobody's real canton. Its
codes look like the DPA's with province 99, which Ecuador does not have.
"""

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

SEED = 1987
CANTON = "9901"
# Inner points that the ground is cut by; the more, the finer the borders.
GRAINS = 1400

# The sea is in the west, with a bay where the town stands.
OUTLINE = (
    (-81.640, -1.480), (-81.618, -1.462), (-81.590, -1.455), (-81.560, -1.440), (-81.520, -1.436), (-81.480, -1.445),
    (-81.448, -1.440), (-81.420, -1.458), (-81.402, -1.490), (-81.396, -1.530), (-81.405, -1.570), (-81.398, -1.610),
    (-81.418, -1.650), (-81.450, -1.676), (-81.490, -1.684), (-81.530, -1.694), (-81.570, -1.690), (-81.606, -1.672),
    (-81.628, -1.648), (-81.633, -1.622), (-81.618, -1.602), (-81.600, -1.592), (-81.590, -1.576), (-81.596, -1.558),
    (-81.614, -1.546), (-81.636, -1.530), (-81.648, -1.506),
)  # fmt: skip


class Place(NamedTuple):
    """A parish: where it grows from, what kind it is, and its neighbourhoods."""

    code: str
    name: str
    zone: str
    x: float
    y: float
    neighbourhoods: tuple[str, ...]


ZONES = {"9901-Z1": "Zona Puerto", "9901-Z2": "Zona Norte", "9901-Z3": "Zona Sur"}
PARISHES = (
    Place("990101", "Centro", "9901-Z1", -81.574, -1.570, ("La Matriz", "San Roque", "El Mercado", "La Estación")),
    Place("990102", "Malecón", "9901-Z1", -81.586, -1.590, ("Malecón Viejo", "La Aduana", "Playa Chica")),
    Place("990103", "Puerto Nuevo", "9901-Z1", -81.592, -1.552, ("Los Pescadores", "El Faro", "Los Esteros")),
    Place("990104", "Las Peñas", "9901-Z1", -81.548, -1.586, ("Las Peñas Altas", "Las Peñas Bajas", "El Mirador")),
    Place("990105", "La Ladrillera", "9901-Z1", -81.552, -1.552, ("Los Hornos", "Nueva Esperanza", "La Unión")),
    Place("990151", "El Guayabo", "9901-Z2", -81.600, -1.490, ("El Guayabo Centro", "Piedra Larga")),
    Place("990152", "Río Blanco", "9901-Z2", -81.500, -1.482, ("Río Blanco Centro", "La Toma", "Bellavista")),
    Place("990153", "Tres Cerros", "9901-Z2", -81.430, -1.530, ("Tres Cerros Centro", "El Carmen")),
    Place("990154", "San Jacinto", "9901-Z3", -81.470, -1.625, ("San Jacinto Centro", "Santa Rosa", "El Tamarindo")),
    Place("990155", "Boca del Río", "9901-Z3", -81.575, -1.655, ("Boca del Río Centro", "Isla Chica")),
)  # fmt: skip


class Piece(NamedTuple):
    """An area ready for the register of places."""

    code: str
    name: str
    shape: BaseGeometry


class Ground(NamedTuple):
    """The canton at its three levels; each level covers the same ground."""

    zones: tuple[Piece, ...]
    parishes: tuple[Piece, ...]
    neighbourhoods: tuple[Piece, ...]


def ground() -> Ground:
    """Return the areas of Santa Marina, always the same."""
    cells = _cells()
    held: dict[str, list[BaseGeometry]] = {place.code: [] for place in PARISHES}
    for cell in cells:
        held[_nearest(cell, [(place.x, place.y) for place in PARISHES], [place.code for place in PARISHES])].append(
            cell
        )
    small = _whole([part for place in PARISHES for part in _split(place, held[place.code])])
    parishes = tuple(Piece(place.code, place.name, _holding(small, {place.code})) for place in PARISHES)
    zones = tuple(
        Piece(code, name, _holding(small, {place.code for place in PARISHES if place.zone == code}))
        for code, name in ZONES.items()
    )
    return Ground(zones, parishes, small)


def _holding(small: Sequence[Piece], parishes: set[str]) -> BaseGeometry:
    return _joined([piece.shape for piece in small if piece.code[:6] in parishes])


def _whole(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Give every crumb that lies apart from its piece to the neighbour with which it shares most border."""
    parts = {piece.code: sorted(_polygons(piece.shape), key=lambda part: -part.area) for piece in pieces}
    held = {code: [found[0]] for code, found in parts.items()}
    for found in parts.values():
        for crumb in found[1:]:
            border = {code: crumb.boundary.intersection(whole[0].boundary).length for code, whole in parts.items()}
            held[max(border, key=lambda code: border[code])].append(crumb)
    return tuple(Piece(piece.code, piece.name, _joined(held[piece.code])) for piece in pieces)


def _polygons(shape: BaseGeometry) -> list[BaseGeometry]:
    return list(getattr(shape, "geoms", [shape]))


def _cells() -> list[BaseGeometry]:
    """Cut the canton into small cells around random points; neighbours share their corners exactly."""
    chance = random.Random(SEED)  # noqa: S311 — the same ground every time
    outline = shapely.Polygon(_weathered(OUTLINE, chance))
    west, south, east, north = outline.bounds
    points = [(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(GRAINS)]
    cut = shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=outline)
    inside = (shapely.intersection(cell, outline) for cell in cut.geoms)
    return [cell for cell in inside if not cell.is_empty]


def _weathered(ring: Sequence[tuple[float, float]], chance: random.Random) -> list[tuple[float, float]]:
    """Break each side of a ring in two, three times over, moving the middle a little: a coast and not a drawing."""
    points = list(ring)
    for _ in range(3):
        closed = [*points, points[0]]
        points = []
        for (x, y), (next_x, next_y) in pairwise(closed):
            shift = chance.uniform(-0.13, 0.13)
            middle = ((x + next_x) / 2 - shift * (next_y - y), (y + next_y) / 2 + shift * (next_x - x))
            points += [(x, y), middle]
    return points


def _split(place: Place, cells: Sequence[BaseGeometry]) -> list[Piece]:
    """Give a parish's cells to its neighbourhoods, which grow from points spread over it."""
    whole = shapely.coverage_union_all(cells)
    seeds = _spread(whole, len(place.neighbourhoods), random.Random(f"{SEED}{place.code}"))  # noqa: S311
    codes = [f"{place.code}-{number:02}" for number in range(1, len(seeds) + 1)]
    held: dict[str, list[BaseGeometry]] = {code: [] for code in codes}
    for cell in cells:
        held[_nearest(cell, seeds, codes)].append(cell)
    names = zip(codes, place.neighbourhoods, strict=True)
    return [Piece(code, name, _joined(held[code])) for code, name in names]


def _spread(shape: BaseGeometry, count: int, chance: random.Random) -> list[tuple[float, float]]:
    """Return points of a shape far from each other: each the farthest, of many tried, from those before it."""
    west, south, east, north = shape.bounds
    tried = [shapely.Point(chance.uniform(west, east), chance.uniform(south, north)) for _ in range(400)]
    inside = [point for point in tried if shape.buffer(-0.002).contains(point)] or [shape.representative_point()]
    chosen = [shape.representative_point()]
    while len(chosen) < count:
        chosen.append(max(inside, key=lambda point: min(point.distance(other) for other in chosen)))
    return [(point.x, point.y) for point in chosen]


def _nearest(cell: BaseGeometry, seeds: Sequence[tuple[float, float]], codes: Sequence[str]) -> str:
    x, y = cell.centroid.x, cell.centroid.y
    return min(zip(codes, seeds, strict=True), key=lambda one: (one[1][0] - x) ** 2 + (one[1][1] - y) ** 2)[0]


def _joined(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    return shapely.normalize(shapely.coverage_union_all(shapes))
