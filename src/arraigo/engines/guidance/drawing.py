"""A route as a drawing on a grid: steps in layers, every way out as an edge, loops turned back; no SVG here.

The layers of Sugiyama, Tagawa and Toda (1981): a step stands below everything that leads to it, an edge that passes
layers gets a place in each, and the places of a layer are ordered by the mean place of their neighbours, a few times
down and up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from arraigo.engines.guidance.graphs import unrolled
from arraigo.engines.guidance.model import Kind, Route

SWEEPS = 4

Place = tuple[int, int]
"""Layer and place in it, from 0."""


@dataclass(frozen=True, slots=True)
class Node:
    """A step in its place; `kind` is None where something leads to a step that is not there."""

    step: str
    kind: Kind | None
    title: str
    layer: int
    place: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A way out: its answer (`seguir` where a step goes on by itself), and the places that it passes, ends included.

    `is_back` says that it turns back to a step before it; such an edge goes straight from one place to the other.
    """

    step: str
    answer: str
    to: str
    is_back: bool
    path: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The drawing: `layers` and `width` are the numbers of layers and of places in the widest."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    layers: int
    width: int


_Key = tuple[str, str, int]
"""What stands in a place: a step, or a passing edge (from, to, layer)."""


def tree(route: Route) -> Tree:
    """Return the drawing of a route, whole or as an editor has it: no step and no edge is left out."""
    ways = {name: list(dict.fromkeys(to for _answer, to in step.ways())) for name, step in route.steps.items()}
    order, back = unrolled(ways, [*filter(None, [route.start]), *route.steps])
    if not order:
        return Tree((), (), 0, 0)
    onward = {name: [to for to in ways.get(name, ()) if (name, to) not in back] for name in order}
    layer = dict.fromkeys(order, 0)
    for name in order:
        for to in onward[name]:
            layer[to] = max(layer[to], layer[name] + 1)
    rows, links = _rows(order, onward, layer)
    _untangle(rows, links)
    places = {key: (number, place) for number, row in enumerate(rows) for place, key in enumerate(row)}
    return Tree(
        nodes=tuple(_node(route, name, places[_own(name)]) for name in sorted(order, key=lambda n: places[_own(n)])),
        edges=tuple(_edges(route, back, layer, places)),
        layers=len(rows),
        width=max(map(len, rows)),
    )


def _own(name: str) -> _Key:
    return name, "", -1


def _rows(
    order: Sequence[str], onward: dict[str, list[str]], layer: dict[str, int]
) -> tuple[list[list[_Key]], list[tuple[_Key, _Key]]]:
    """Return what stands in each layer, and which neighbours in layers side by side are linked."""
    rows: list[list[_Key]] = [[] for _ in range(max(layer.values()) + 1)]
    links: list[tuple[_Key, _Key]] = []
    for name in order:
        rows[layer[name]].append(_own(name))
        for to in onward[name]:
            chain = _chain(name, to, layer)
            for key in chain[1:-1]:
                rows[key[2]].append(key)
            links += pairwise(chain)
    return rows, links


def _chain(name: str, to: str, layer: dict[str, int]) -> list[_Key]:
    passing = [(name, to, number) for number in range(layer[name] + 1, layer[to])]
    return [_own(name), *passing, _own(to)]


def _untangle(rows: list[list[_Key]], links: list[tuple[_Key, _Key]]) -> None:
    above: dict[_Key, list[_Key]] = {}
    below: dict[_Key, list[_Key]] = {}
    for upper, lower in links:
        above.setdefault(lower, []).append(upper)
        below.setdefault(upper, []).append(lower)
    for sweep in range(SWEEPS):
        is_down = sweep % 2 == 0
        near = above if is_down else below
        numbers = range(1, len(rows)) if is_down else range(len(rows) - 2, -1, -1)
        for number in numbers:
            beside = {key: place for place, key in enumerate(rows[number - 1 if is_down else number + 1])}
            mean = {
                key: sum(beside[one] for one in near[key]) / len(near[key]) if near.get(key) else float(place)
                for place, key in enumerate(rows[number])
            }
            rows[number].sort(key=lambda key, mean=mean: mean[key])  # type: ignore[misc]


def _node(route: Route, name: str, place: Place) -> Node:
    step = route.steps.get(name)
    return Node(name, step.kind if step else None, step.title if step else "", *place)


def _edges(route: Route, back: set[tuple[str, str]], layer: dict[str, int], places: dict[_Key, Place]) -> list[Edge]:
    found = []
    for name, step in route.steps.items():
        for answer, to in step.ways():
            is_back = (name, to) in back
            chain = [_own(name), _own(to)] if is_back else _chain(name, to, layer)
            found.append(Edge(name, answer, to, is_back, tuple(places[key] for key in chain)))
    return found
