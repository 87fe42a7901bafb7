"""A schedule as bars: where each begins and how long it is, in hundredths of the whole. Pure geometry."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Task:
    """What takes from one day to another, the last included, and how much of it is done (0 to 100)."""

    name: str
    starts_on: date
    ends_on: date
    percent: int = 0
    late: bool = False


@dataclass(frozen=True)
class Bar:
    """A task drawn: `x` and `width` of 100; `done` is how much of the width is done."""

    task: Task
    x: float
    width: float
    done: float


@dataclass(frozen=True)
class Mark:
    """The first day of a month on the axis."""

    x: float
    on: date


@dataclass(frozen=True)
class Gantt:
    """A schedule drawn over the days from `first` to `last`; `today` is None where it lies outside."""

    bars: tuple[Bar, ...]
    months: tuple[Mark, ...]
    today: float | None
    first: date
    last: date


# A bar stays visible, however short its task and long the plan.
THINNEST = 0.8
MOST_MONTHS = 13


def gantt(tasks: Sequence[Task], *, first: date, last: date, today: date) -> Gantt:
    """Draw tasks over the days from `first` to `last`; what lies outside is cut at the edge."""
    days = max((last - first).days + 1, 1)

    def place(day: date) -> float:
        return min(max((day - first).days / days * 100, 0.0), 100.0)

    bars = []
    for task in tasks:
        start, end = place(task.starts_on), place(date.fromordinal(task.ends_on.toordinal() + 1))
        width = max(end - start, THINNEST)
        start = min(start, 100 - width)
        done = width * min(max(task.percent, 0), 100) / 100
        bars.append(Bar(task, round(start, 2), round(width, 2), round(done, 2)))
    now = round(place(today), 2) if first <= today <= last else None
    return Gantt(tuple(bars), _months(first, last, place), now, first, last)


def _months(first: date, last: date, place: Callable[[date], float]) -> tuple[Mark, ...]:
    """Return the first days of months, as many as can be read: every month, or every second, third, sixth."""
    every = [
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    step = next((step for step in (1, 2, 3, 6, 12) if len(every) / step <= MOST_MONTHS), 12)
    return tuple(Mark(round(place(day), 2), day) for day in every[::step])
