"""What is counted of an assistance plan: progress, money by objective, source and year, and what is late.

Overall progress is the mean of the activities' percentages, each weighted by how many days it takes; what was dropped
does not count. Money of an activity that spans years falls to each year by its days in it, to the cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.queries.assistance_content import ActivitySaid, Content, RiskSaid

CENT = Decimal("0.01")
OVER = (ActivityState.DONE, ActivityState.DROPPED)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount and what it is for."""

    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Budget:
    """The money of a plan: in all, and by objective, source and year. `unpriced` activities have no budget yet."""

    total: Decimal
    by_objective: tuple[Sum, ...]
    by_source: tuple[Sum, ...]
    by_year: tuple[Sum, ...]
    unpriced: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the whole is: percent weighted by days (None without activities), and how many stand how."""

    percent: int | None
    total: int
    done: int
    started: int
    late: tuple[ActivitySaid, ...]
    unbegun: tuple[ActivitySaid, ...]


def progress(activities: Sequence[ActivitySaid]) -> int | None:
    """Return the percentage done, each activity weighted by its days; None where none counts."""
    counted = [one for one in activities if one.counts]
    days = sum(one.days for one in counted)
    return whole_percent(sum(one.percent * one.days for one in counted) / days) if days else None


def whole_percent(mean: float) -> int:
    """Round a percentage: only what is wholly done reads as 100, and what has begun never reads as 0."""
    return round(mean) if mean in {0, 100} else min(max(round(mean), 1), 99)


def is_late(activity: ActivitySaid, today: date) -> bool:
    """Tell whether an activity should have ended."""
    return activity.state not in OVER and activity.ends_on < today


def should_have_begun(activity: ActivitySaid, today: date) -> bool:
    """Tell whether an activity should be under way, is not, and is not yet late."""
    return activity.state == ActivityState.PLANNED and activity.starts_on < today <= activity.ends_on


def standing(content: Content) -> Standing:
    """Return how far the whole plan is on the day that it speaks of; the longest overdue first."""
    counted = [one for one in content.activities if one.counts]
    late = sorted((one for one in counted if is_late(one, content.as_of)), key=lambda one: one.ends_on)
    return Standing(
        progress(counted),
        len(counted),
        sum(one.state == ActivityState.DONE for one in counted),
        sum(one.state == ActivityState.STARTED for one in counted),
        tuple(late),
        tuple(one for one in counted if should_have_begun(one, content.as_of)),
    )


def budget(content: Content, *, no_source: str) -> Budget:
    """Return the money of a plan; what was dropped costs nothing. no_source: what to call money of no said source."""
    counted = [one for one in content.activities if one.counts]
    priced = [(one, one.budget) for one in counted if one.budget is not None]
    sources: dict[str, Decimal] = {}
    years: dict[str, Decimal] = {}
    for one, amount in priced:
        source = one.funding or no_source
        sources[source] = sources.get(source, Decimal(0)) + amount
        for year, part in by_year(one.starts_on, one.ends_on, amount):
            years[str(year)] = years.get(str(year), Decimal(0)) + part
    objectives = (
        Sum(f"{one.number}. {one.title}", sum((a.budget or Decimal(0) for a in one.activities if a.counts), Decimal(0)))
        for one in content.objectives
    )
    return Budget(
        sum((amount for _one, amount in priced), Decimal(0)),
        tuple(objectives),
        tuple(Sum(name, amount) for name, amount in sorted(sources.items(), key=lambda one: (-one[1], one[0]))),
        tuple(Sum(name, amount) for name, amount in sorted(years.items())),
        len(counted) - len(priced),
    )


def by_year(starts_on: date, ends_on: date, amount: Decimal) -> list[tuple[int, Decimal]]:
    """Part an amount among the years that it spans, by days; the parts sum to the amount exactly."""
    days = (ends_on - starts_on).days + 1
    parts, given = [], Decimal(0)
    for year in range(starts_on.year, ends_on.year + 1):
        passed = (min(ends_on, date(year, 12, 31)) - starts_on).days + 1
        so_far = (amount * passed / days).quantize(CENT, ROUND_HALF_UP) if passed < days else amount
        parts.append((year, so_far - given))
        given = so_far
    return parts


@dataclass(frozen=True, slots=True)
class RiskCell:
    """A field of the matrix: likelihood, impact, how grave (low, medium, high) and the numbers of its risks."""

    likelihood: int
    impact: int
    tone: str
    numbers: tuple[int, ...]


def gravity(score: int) -> str:
    """Return how grave a risk is by likelihood times impact: high from 15, medium from 6."""
    if score >= 15:
        return "high"
    return "medium" if score >= 6 else "low"


def risk_matrix(risks: Sequence[RiskSaid]) -> list[list[RiskCell]]:
    """Return the matrix of risks: rows from likelihood 5 down to 1, columns impact 1 to 5."""
    where: dict[tuple[int, int], list[int]] = {}
    for number, one in enumerate(risks, 1):
        where.setdefault((one.likelihood, one.impact), []).append(number)
    return [
        [RiskCell(row, column, gravity(row * column), tuple(where.get((row, column), ()))) for column in range(1, 6)]
        for row in range(5, 0, -1)
    ]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two editions: activities by title; `moved` ones changed dates, `on` ones advanced."""

    added: tuple[ActivitySaid, ...]
    removed: tuple[ActivitySaid, ...]
    moved: tuple[tuple[ActivitySaid, ActivitySaid], ...]
    advanced: tuple[tuple[ActivitySaid, ActivitySaid], ...]

    @property
    def any(self) -> bool:
        """Whether an activity differs at all."""
        return bool(self.added or self.removed or self.moved or self.advanced)


def changes(old: Content, new: Content) -> Changes:
    """Compare the activities of two editions, each found again by its id."""
    before = {one.id: one for one in old.activities}
    after = {one.id: one for one in new.activities}
    both = [(before[key], one) for key, one in after.items() if key in before]
    return Changes(
        tuple(one for key, one in after.items() if key not in before),
        tuple(one for key, one in before.items() if key not in after),
        tuple((a, b) for a, b in both if (a.starts_on, a.ends_on) != (b.starts_on, b.ends_on)),
        tuple((a, b) for a, b in both if (a.state, a.percent) != (b.state, b.percent)),
    )
