"""A schedule as bars: pure geometry, dates in and percentages of the width out, as in `core.ui.charts`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# A bar of one day in a plan of years is still seen, and pressed.
THINNEST = 0.8
# As many names of months as fit on a phone without touching.
MOST_MARKS = 6
EVERY = (1, 2, 3, 6, 12, 24, 60, 120)


@dataclass(frozen=True, slots=True)
class Task:
    """What takes from one day to another, both included. `tone`: "", "done", "late" or "off"."""

    key: str
    label: str
    starts_on: date
    ends_on: date
    percent: int = 0
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A task as drawn: `x` and `width` in percent of the span, `done` the part of the width that is done."""

    task: Task
    x: float
    width: float
    done: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The first day of a month on the axis, at `x` percent."""

    on: date
    x: float


@dataclass(frozen=True, slots=True)
class Gantt:
    """A finished schedule. `today` is where today is, None outside of the span."""

    first: date
    last: date
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    today: float | None


def gantt(tasks: Sequence[Task], *, first: date, last: date, today: date) -> Gantt:
    """Lay out one bar for each task between two days, both included; what lies outside stops at the edge.

    Raises ValueError when the span ends before it starts.
    """
    if last < first:
        raise ValueError("the span ends before it starts")
    bars = tuple(_bar(task, first, last) for task in tasks)
    now = _at(today, first, last) if first <= today <= last else None
    return Gantt(first, last, bars, tuple(_marks(first, last)), now)


def _bar(task: Task, first: date, last: date) -> Bar:
    start = _at(task.starts_on, first, last)
    end = _at(task.ends_on + timedelta(days=1), first, last)
    width = max(end - start, THINNEST)
    x = min(start, 100 - width)
    percent = min(max(task.percent, 0), 100)
    return Bar(
        task,
        round(x, 2),
        round(width, 2),
        round(width * percent / 100, 2),
    )


def _at(day: date, first: date, last: date) -> float:
    """Return where a day begins, in percent of the span, never outside of it."""
    span = (last - first).days + 1
    return round(min(max((day - first).days / span * 100, 0.0), 100.0), 2)


def _marks(first: date, last: date) -> list[Mark]:
    """Return the months of the axis, as sparse as they must be to be read."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((one for one in EVERY if months / one <= MOST_MARKS), EVERY[-1])
    starts = []
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        if number % step == 0:
            day = date(number // 12, number % 12 + 1, 1)
            if first <= day <= last:
                starts.append(Mark(day, _at(day, first, last)))
    return starts
