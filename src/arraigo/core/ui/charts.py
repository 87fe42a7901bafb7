"""Geometry of the charts: values in, dataclasses out. Templates draw them as SVG.

Lengths are percentages of the drawing's width or height, so a chart needs no fixed size and its text never shrinks.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from arraigo.core.ui.formats import Number, number, percent
from arraigo.core.ui.shell import Text

TONES = ("d1", "d2", "d3", "d4", "d5")
GAP = 0.35
ROOM_FOR_TEXT = 7.0
"""The least share of the width, in percent, in which a number of two digits can be read on a phone."""


@dataclass(frozen=True)
class Series:
    """One group of a stacked chart: women, men, no answer. `tone` is one of the five data colours."""

    label: Text
    tone: str = "d1"


@dataclass(frozen=True)
class Datum:
    """One bar: what it counts, how many, and where its records are."""

    label: Text
    value: Number
    url: str = ""
    tone: str = "d1"


@dataclass(frozen=True)
class Stack:
    """One stacked bar: a value for each series, in the order of the series; `urls` open each value."""

    label: Text
    values: tuple[Number, ...]
    url: str = ""
    urls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """A coloured piece of a bar: `x` and `width` in percent of the whole width."""

    x: float
    width: float
    tone: str
    label: Text
    value: Number
    url: str = ""

    @property
    def text(self) -> str:
        """The value, where the piece has room for it."""
        return number(self.value) if self.width >= ROOM_FOR_TEXT else ""


@dataclass(frozen=True)
class BarRow:
    """One line of a bar chart. `whole` is the denominator of its percentage, None when there is none."""

    label: Text
    value: Number
    spans: tuple[Span, ...]
    whole: Number | None
    url: str = ""

    @property
    def share(self) -> str:
        """`51 %` of the whole, or nothing."""
        return percent(self.value, self.whole) if self.whole else ""

    @property
    def spoken(self) -> str:
        """The pieces as words: `37 mujeres, 47 hombres`."""
        return ", ".join(f"{number(span.value)} {str(span.label).lower()}" for span in self.spans)


@dataclass(frozen=True)
class BarChart:
    """A finished bar chart; with `series` it is stacked.

    `relative` bars are as long as they are beside the longest, which is no whole: they are drawn without a track that
    they could seem to fill. `summed` is false where the rows overlap, so that their sum counts nobody.
    """

    rows: tuple[BarRow, ...]
    whole: Number | None
    series: tuple[Series, ...] = ()
    relative: bool = False
    summed: bool = True

    @property
    def totals(self) -> tuple[Number, ...]:
        """The sum of each series, for the last line of the table that says the same."""
        return tuple(sum(row.spans[i].value for row in self.rows) for i in range(len(self.series)))

    @property
    def total(self) -> Number:
        """The sum of all bars."""
        return sum(row.value for row in self.rows)


def bars(data: Sequence[Datum], *, whole: Number | None = None, full: Number | None = None) -> BarChart:
    """Lay out one bar per datum.

    `whole` is the denominator of the percentages; `full` the value at which a bar fills the width: by default the
    whole, or else the largest value, so that bars of one chart can always be compared.
    """
    limit = full or whole or max((datum.value for datum in data), default=0)
    rows = tuple(BarRow(datum.label, datum.value, (_span(0, datum, limit),), whole, datum.url) for datum in data)
    return BarChart(rows, whole, relative=not (full or whole))


def _span(x: float, datum: Datum, limit: Number) -> Span:
    return Span(x, _share(datum.value, limit), datum.tone, datum.label, datum.value, datum.url)


def stacked(
    stacks: Sequence[Stack],
    series: Sequence[Series],
    *,
    whole: Number | None = None,
    full: Number | None = None,
    summed: bool = True,
) -> BarChart:
    """Lay out one bar per stack, its pieces side by side with a hair of ground between them.

    `full` is the value at which a bar fills the width, by default the largest. Say `summed=False` where one person can
    be in several stacks: the table then has no total.
    Raises ValueError when a stack does not have one value for each series.
    """
    limit = full or max((sum(stack.values) for stack in stacks), default=0)
    rows = tuple(
        BarRow(stack.label, sum(stack.values), _pieces(stack, series, limit), whole, stack.url) for stack in stacks
    )
    return BarChart(rows, whole, tuple(series), relative=not full, summed=summed)


def _pieces(stack: Stack, series: Sequence[Series], limit: Number) -> tuple[Span, ...]:
    urls = stack.urls or ("",) * len(series)
    spans: list[Span] = []
    start = 0.0
    for one, value, url in zip(series, stack.values, urls, strict=True):
        width = _share(value, limit)
        spans.append(Span(round(start, 2), round(max(width - GAP, 0), 2), one.tone, one.label, value, url))
        start += width
    return tuple(spans)


@dataclass(frozen=True)
class Point:
    """One moment of a line: its label (a day, a session) and its value, None where nothing was measured."""

    label: Text
    value: Number | None


@dataclass(frozen=True)
class Dot:
    """A drawn point: `x` and `y` in percent of width and height, `y` growing downwards as in SVG."""

    x: float
    y: float
    label: Text
    value: Number


@dataclass(frozen=True)
class Segment:
    """A straight piece between two neighbouring points."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class Tick:
    """A horizontal guide at `y` percent, standing for `value`."""

    y: float
    value: Number


@dataclass(frozen=True)
class LineChart:
    """A finished line over time. A gap in the data is a gap in the line."""

    points: tuple[Point, ...]
    dots: tuple[Dot, ...]
    segments: tuple[Segment, ...]
    ticks: tuple[Tick, ...]
    top: Number

    @property
    def spoken(self) -> str:
        """The first, the highest and the last value in words."""
        if not self.dots:
            return ""
        highest = max(self.dots, key=lambda dot: dot.value)
        first, last = self.dots[0], self.dots[-1]
        return ", ".join(dict.fromkeys(f"{dot.label}: {number(dot.value)}" for dot in (first, highest, last)))


MARGIN = 6.0
ROUND_STEPS = (2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 40, 50, 60, 80)


def line(points: Sequence[Point], *, full: Number | None = None) -> LineChart:
    """Lay out a line from zero to `full`, by default a round number above the largest value."""
    top = full or _round_up(max((point.value for point in points if point.value is not None), default=0))
    step = 100 / max(len(points) - 1, 1)
    inner = 100 - 2 * MARGIN

    def dot(index: int, point: Point) -> Dot | None:
        if point.value is None:
            return None
        x = MARGIN + index * step * inner / 100 if len(points) > 1 else 50.0
        return Dot(round(x, 2), _down(point.value, top), point.label, point.value)

    placed = [dot(index, point) for index, point in enumerate(points)]
    segments = tuple(
        Segment(a.x, a.y, b.x, b.y) for a, b in itertools.pairwise(placed) if a is not None and b is not None
    )
    ticks = tuple(Tick(_down(value, top), value) for value in (0, top / 2, top)) if top else ()
    return LineChart(tuple(points), tuple(one for one in placed if one), segments, ticks, top)


def proportion(value: Number, whole: Number | None) -> float:
    """The filled share of a proportion bar, 0 to 100; nothing of nothing is empty."""
    return _share(value, whole or 0)


def _share(value: Number, limit: Number) -> float:
    if not limit:
        return 0.0
    return round(min(max(float(value) / float(limit) * 100, 0.0), 100.0), 2)


def _down(value: Number, top: Number) -> float:
    return round(MARGIN + (100 - _share(value, top)) * (100 - 2 * MARGIN) / 100, 2)


def _round_up(value: Number) -> Number:
    """The next round number whose half is whole too, so that three guides suffice."""
    size = 1
    while True:
        for step in ROUND_STEPS:
            if value <= step * size:
                return step * size
        size *= 10
