"""What an assistance plan says, as plain values: editions keep them as JSON, pages and documents show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Model
from pydantic import TypeAdapter

from arraigo.areas.plans.enums import ActivityState, Level, Progress, RecommendationState
from arraigo.areas.plans.models import (
    Activity,
    AssistanceIndicator,
    AssistancePlan,
    Objective,
    ObjectiveGround,
    Output,
    Recommendation,
)


@dataclass(frozen=True, slots=True)
class GroundSaid:
    """The finding or the recommendation that an objective answers to. `within` is the review of a finding."""

    kind: str
    id: UUID
    title: str
    norm: str = ""
    level: int | None = None
    within: UUID | None = None

    @property
    def level_words(self) -> str:
        """The level of a finding in words; nothing where people have not settled on one."""
        return str(Level(self.level).label) if self.level is not None else ""


@dataclass(frozen=True, slots=True)
class ActivitySaid:
    """An activity as it stood; `number` is its place in the plan, such as 1.2.3."""

    id: UUID
    number: str
    title: str
    responsible: str
    starts_on: date
    ends_on: date
    budget: Decimal | None
    funding: str
    state: str
    percent: int
    noted_on: date | None = None
    note: str = ""

    @property
    def state_words(self) -> str:
        """The state in words."""
        return str(ActivityState(self.state).label)

    @property
    def days(self) -> int:
        """How many days it takes, the first and the last included."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def counts(self) -> bool:
        """Whether it is still part of the work: what was dropped is not."""
        return self.state != ActivityState.DROPPED


@dataclass(frozen=True, slots=True)
class OutputSaid:
    """What is handed over, and what is done for it."""

    id: UUID
    number: str
    title: str
    activities: tuple[ActivitySaid, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueSaid:
    """What an indicator stood at on a day."""

    on: date
    value: Decimal
    note: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorSaid:
    """How an objective is measured, and what was measured so far, oldest first."""

    id: UUID
    number: str
    name: str
    definition: str
    unit: str
    baseline: Decimal | None
    baseline_on: date | None
    target: Decimal
    target_on: date
    source: str
    values: tuple[ValueSaid, ...] = ()

    @property
    def latest(self) -> ValueSaid | None:
        """The last value that was measured."""
        return self.values[-1] if self.values else None


@dataclass(frozen=True, slots=True)
class ObjectiveSaid:
    """What the assistance is to achieve, on what ground, with what it hands over and how it is measured."""

    id: UUID
    number: str
    title: str
    description: str
    grounds: tuple[GroundSaid, ...] = ()
    outputs: tuple[OutputSaid, ...] = ()
    indicators: tuple[IndicatorSaid, ...] = ()

    @property
    def activities(self) -> tuple[ActivitySaid, ...]:
        """Its activities, in order."""
        return tuple(one for output in self.outputs for one in output.activities)


@dataclass(frozen=True, slots=True)
class RiskSaid:
    """What may stand in the way. `score` is likelihood times impact, 1 to 25."""

    id: UUID
    title: str
    likelihood: int
    impact: int
    mitigation: str
    owner: str

    @property
    def score(self) -> int:
        """Likelihood times impact."""
        return self.likelihood * self.impact


@dataclass(frozen=True, slots=True)
class Content:
    """All that an assistance plan says on the day `as_of`."""

    title: str
    introduction: str
    team: str
    authority: str
    unit: str
    plan: str
    starts_on: date
    ends_on: date
    currency: str
    as_of: date
    objectives: tuple[ObjectiveSaid, ...] = ()
    risks: tuple[RiskSaid, ...] = ()
    format: int = 1

    @property
    def activities(self) -> tuple[ActivitySaid, ...]:
        """All activities, in order."""
        return tuple(one for objective in self.objectives for one in objective.activities)

    @property
    def outputs(self) -> tuple[OutputSaid, ...]:
        """All outputs, in order."""
        return tuple(one for objective in self.objectives for one in objective.outputs)

    @property
    def indicators(self) -> tuple[IndicatorSaid, ...]:
        """All indicators, in order."""
        return tuple(one for objective in self.objectives for one in objective.indicators)


_CONTENT = TypeAdapter(Content)


def dumped(content: Content) -> dict[str, Any]:
    """Return content as JSON holds it."""
    kept: dict[str, Any] = _CONTENT.dump_python(content, mode="json")
    return kept


def loaded(kept: dict[str, Any]) -> Content:
    """Return the content that an edition keeps; raises pydantic's ValidationError where it is none."""
    return _CONTENT.validate_python(kept)


def content_of(assistance: AssistancePlan, *, on: date, public: bool = False) -> Content:
    """Gather what a plan says on a day; as many queries whatever it holds.

    public: leave out what is not public elsewhere: recommendations that were not sent or are kept off the public
    board, and the level of a finding while its review is open.
    """
    authority, city = assistance.authority, assistance.city
    objectives = assistance.objectives.prefetch_related(
        "outputs__activities__notes",
        "indicators__values",
        "grounds__finding__review",
        "grounds__recommendation__plan",
    )
    return Content(
        title=assistance.title,
        introduction=assistance.introduction,
        team=city.municipality or city.name,
        authority=authority.organization.name,
        unit=authority.unit,
        plan=assistance.plan.title if assistance.plan else "",
        starts_on=assistance.starts_on,
        ends_on=assistance.ends_on,
        currency=assistance.currency,
        as_of=on,
        objectives=tuple(_objective(one, str(n), public=public) for n, one in enumerate(objectives, 1)),
        risks=tuple(
            RiskSaid(one.pk, one.title, one.likelihood, one.impact, one.mitigation, one.owner)
            for one in assistance.risks.all()
        ),
    )


def _objective(row: Objective, number: str, *, public: bool) -> ObjectiveSaid:
    said = (_ground(one, public=public) for one in row.grounds.all())
    grounds = sorted((one for one in said if one), key=lambda one: (one.kind, one.norm, one.title))
    return ObjectiveSaid(
        row.pk,
        number,
        row.title,
        row.description,
        tuple(grounds),
        tuple(_output(one, f"{number}.{n}") for n, one in enumerate(row.outputs.all(), 1)),
        tuple(_indicator(one, f"{number}.{n}") for n, one in enumerate(row.indicators.all(), 1)),
    )


def _output(row: Output, number: str) -> OutputSaid:
    activities = (_activity(one, f"{number}.{n}") for n, one in enumerate(row.activities.all(), 1))
    return OutputSaid(row.pk, number, row.title, tuple(activities))


FIELDS = ("title", "responsible", "starts_on", "ends_on", "budget", "funding", "state", "percent")


def _activity(row: Activity, number: str) -> ActivitySaid:
    notes = list(row.notes.all())
    last = notes[-1] if notes else None
    told = {"noted_on": last.on, "note": last.note} if last else {}
    return ActivitySaid(id=row.pk, number=number, **_values(row, FIELDS), **told)  # type: ignore[arg-type]


MEASURED = ("name", "definition", "unit", "baseline", "baseline_on", "target", "target_on", "source")


def _indicator(row: AssistanceIndicator, number: str) -> IndicatorSaid:
    values = tuple(ValueSaid(one.on, one.value, one.note) for one in row.values.all())
    return IndicatorSaid(id=row.pk, number=number, values=values, **_values(row, MEASURED))


def _values(row: Model, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _ground(row: ObjectiveGround, *, public: bool) -> GroundSaid | None:
    if row.recommendation is not None:
        return _recommendation(row.recommendation, public=public)
    finding = row.finding
    if finding is None:
        return None
    open_still = finding.review.closed_at is None or finding.review.state != Progress.READY
    level = None if public and open_still else finding.level
    return GroundSaid("finding", finding.pk, finding.requires, finding.ground, level, finding.review_id)


def _recommendation(row: Recommendation, *, public: bool) -> GroundSaid | None:
    shown = row.is_public and row.plan.is_public and row.sent_at and row.state != RecommendationState.WITHDRAWN
    if public and not shown:
        return None
    return GroundSaid("recommendation", row.pk, str(row), row.norm)


def norms(content: Content) -> list[str]:
    """Return the norms that the objectives rest on, each once, by name."""
    return sorted({one.norm for one in grounds(content) if one.norm})


def grounds(content: Content) -> Iterator[GroundSaid]:
    """Go through the findings and recommendations of all objectives."""
    for objective in content.objectives:
        yield from objective.grounds
