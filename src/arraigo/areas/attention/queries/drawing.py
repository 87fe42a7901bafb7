"""A route as a drawing in pixels: boxes whose text stays HTML, and lines between them. The engine says what goes where.

Every box is as high as its text needs, so that nothing is cut; the answers of a question are numbered in it, and each
line carries the numbers of the answers that it stands for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from arraigo.engines.guidance.drawing import Edge, Node, Place, tree
from arraigo.engines.guidance.model import Kind, Route, Step

WIDTH, GAP, DROP, EDGE = 240, 36, 68, 16
MISSING = "missing"
# How many letters fit on a line of a title and of an answer, and how high a line is.
TITLE_LETTERS, TITLE_LINE, ANSWER_LETTERS, ANSWER_LINE, PADDING = 24, 19, 27, 18, 46


@dataclass(frozen=True, slots=True)
class Box:
    """A step in the drawing. `answers` are its answers by number; `kind` is "missing" where the step is not there."""

    step: str
    kind: str
    title: str
    answers: tuple[str, ...]
    x: int
    y: int
    height: int
    is_start: bool
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Line:
    """A way from one step to another, as an SVG path, with the numbers of its answers and where they stand."""

    path: str
    label: str
    x: int
    y: int
    words: str
    is_back: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, and how large it is."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Way:
    """A way out of a step as a list shows it."""

    text: str
    to: str
    title: str


@dataclass(frozen=True, slots=True)
class Told:
    """A step as a list shows it, with its ways out."""

    step: Step
    ways: tuple[Way, ...]
    is_start: bool


def draw(route: Route) -> Drawing:
    """Return the drawing of a route, whole or as a draft has it."""
    drawn = tree(route)
    heights = {node.step: _height(node, route.steps.get(node.step)) for node in drawn.nodes}
    tops = [EDGE]
    for layer in range(drawn.layers):
        tallest = max((heights[node.step] for node in drawn.nodes if node.layer == layer), default=0)
        tops.append(tops[-1] + tallest + DROP)
    boxes = {node.step: _box(node, route, heights[node.step], tops[node.layer]) for node in drawn.nodes}
    lines = tuple(_lines(drawn.edges, boxes, route, tops))
    width = drawn.width * (WIDTH + GAP) - GAP + 4 * EDGE if boxes else 0
    return Drawing(tuple(boxes.values()), lines, width, tops[-1] - DROP + EDGE if boxes else 0)


def told(route: Route) -> list[Told]:
    """Return the steps in the order in which they are met, each with its ways out: the drawing in words."""
    order = [node.step for node in tree(route).nodes if node.step in route.steps]
    steps = [route.steps[name] for name in order]
    return [Told(step, tuple(_ways(step, route)), step.id == route.start) for step in steps]


def _ways(step: Step, route: Route) -> Iterable[Way]:
    texts = {one.id: one.text for one in step.answers}
    for answer, to in step.ways():
        aim = route.steps.get(to)
        yield Way(texts.get(answer, ""), to, aim.title if aim else "")


def _height(node: Node, step: Step | None) -> int:
    """Return how many pixels a box needs: its title and its answers, each on as many lines as it takes."""
    title = ceil(max(len(node.title or node.step), 1) / TITLE_LETTERS) * TITLE_LINE
    answers = sum(ceil(max(len(one.text), 1) / ANSWER_LETTERS) for one in step.answers) if step else 0
    return PADDING + title + answers * ANSWER_LINE


def _box(node: Node, route: Route, height: int, top: int) -> Box:
    step = route.steps.get(node.step)
    return Box(
        step=node.step,
        kind=str(node.kind.value) if node.kind else MISSING,
        title=node.title or node.step,
        answers=tuple(one.text for one in step.answers) if step and step.kind is Kind.QUESTION else (),
        x=_left(node.place),
        y=top,
        height=height,
        is_start=node.step == route.start,
    )


def _left(place: int) -> int:
    return EDGE + place * (WIDTH + GAP)


def _lines(edges: Iterable[Edge], boxes: Mapping[str, Box], route: Route, tops: list[int]) -> Iterable[Line]:
    """Yield one line for all the answers of a step that lead to the same place."""
    ways: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        ways.setdefault((edge.step, edge.to), []).append(edge)
    leaving: dict[str, list[tuple[str, str]]] = {}
    for key in ways:
        leaving.setdefault(key[0], []).append(key)
    for step, keys in leaving.items():
        # From left to right as they arrive, so that lines of one step do not cross at its foot.
        keys.sort(key=lambda key: ways[key][0].path[-1 if ways[key][0].is_back else 1][1])
        for number, key in enumerate(keys, 1):
            foot = boxes[step].x + WIDTH * number // (len(keys) + 1)
            yield _line(ways[key], boxes, route, foot, tops)


def _line(edges: list[Edge], boxes: Mapping[str, Box], route: Route, foot: int, tops: list[int]) -> Line:
    first = edges[0]
    here, there = boxes[first.step], boxes[first.to]
    label, words = _said(edges, route)
    start = (foot, here.y + here.height)
    if first.is_back:
        side, aim = here.x + WIDTH + GAP // 2, (there.x + WIDTH, there.y + there.height // 2)
        path = f"M{start[0]} {start[1]}v{EDGE}H{side}V{aim[1]}H{aim[0]}"
        return Line(path, label, foot, start[1] + EDGE, words, True)
    points = [start, *(point for place in first.path[1:-1] for point in _passing(place, tops))]
    points.append((there.x + WIDTH // 2, there.y))
    path = f"M{start[0]} {start[1]}" + "".join(_bend(one, other) for one, other in pairwise(points))
    return Line(path, label, foot, start[1] + EDGE, words, False)


def _passing(place: Place, tops: list[int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return where a line comes into a layer in which it has a place of its own, and where it leaves it below."""
    layer, number = place
    across = _left(number) + WIDTH // 2
    return (across, tops[layer]), (across, tops[layer + 1] - DROP)


def _bend(one: tuple[int, int], other: tuple[int, int]) -> str:
    middle = (other[1] - one[1]) // 2
    return f"C{one[0]} {one[1] + middle} {other[0]} {other[1] - middle} {other[0]} {other[1]}"


def _said(edges: list[Edge], route: Route) -> tuple[str, str]:
    """Return the numbers of the answers that a line stands for, and their texts."""
    step = route.steps[edges[0].step]
    number = {one.id: (str(place), one.text) for place, one in enumerate(step.answers, 1)}
    found = [number[edge.answer] for edge in edges if edge.answer in number]
    return _ranges([int(place) for place, _text in found]), " / ".join(text for _place, text in found)


def _ranges(numbers: list[int]) -> str:
    """Return numbers as people write them: `1–3, 5`."""
    found: list[list[int]] = []
    for one in numbers:
        if found and one == found[-1][-1] + 1:
            found[-1].append(one)
        else:
            found.append([one])
    return ", ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}{'–' if len(run) > 2 else ', '}{run[-1]}" for run in found
    )
