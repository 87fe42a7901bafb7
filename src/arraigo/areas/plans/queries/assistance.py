"""What the pages and documents of assistance plans read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.models import (
    Activity,
    AssistanceEdition,
    AssistanceIndicator,
    AssistancePlan,
    Finding,
    IndicatorValue,
    Objective,
    ObjectiveGround,
    Output,
    Recommendation,
)

# A criterion that the plan meets no further than this is what assistance is for.
LOW = 3


@dataclass(frozen=True)
class Money:
    """A sum for one name, such as an objective or a source."""

    name: str
    amount: Decimal


@dataclass(frozen=True)
class Standing:
    """How far an assistance plan is: `percent` is the mean of its activities, weighted by how many days each lasts."""

    percent: int
    activities: int
    done: int
    late: list[Activity]
    budget: Decimal


def assistance_plans() -> QuerySet[AssistancePlan]:
    """Return the assistance plans of the city with their latest edition and how many activities each has."""
    return AssistancePlan.objects.select_related("authority__organization", "plan").annotate(
        activity_count=Count("objectives__outputs__activities", distinct=True),
        edition_number=Max("editions__number", filter=Q(editions__withdrawn_at__isnull=True)),
    )


def tree(assistance: AssistancePlan) -> list[Objective]:
    """Return the objectives with all that they hold, in nine queries at most."""
    grounds = ObjectiveGround.objects.select_related("finding", "recommendation__plan")
    outputs = Output.objects.order_by("order", "id").prefetch_related(
        Prefetch("activities", Activity.objects.order_by("order", "id"))
    )
    found = assistance.objectives.order_by("order", "id").prefetch_related(
        Prefetch("grounds", grounds),
        Prefetch("outputs", outputs),
        Prefetch(
            "indicators",
            AssistanceIndicator.objects.order_by("order", "id").prefetch_related(
                Prefetch("values", IndicatorValue.objects.order_by("on"))
            ),
        ),
    )
    return list(found)


def activities_of(objectives: Iterable[Objective]) -> list[Activity]:
    """Return all activities of a tree in order."""
    return [one for objective in objectives for output in objective.outputs.all() for one in output.activities.all()]


def standing(activities: Sequence[Activity], *, today: date) -> Standing:
    """Return how far activities are on a day; those that were dropped do not count."""
    counted = [one for one in activities if one.state != ActivityState.DROPPED]
    days = [(one.ends_on - one.starts_on).days + 1 for one in counted]
    whole = sum(days)
    percent = round(sum(one.percent * long for one, long in zip(counted, days, strict=True)) / whole) if whole else 0
    late = [one for one in counted if is_late(one, today=today)]
    budget = sum((one.budget or Decimal(0) for one in counted), Decimal(0))
    done = sum(one.state == ActivityState.DONE for one in counted)
    return Standing(percent, len(counted), done, late, budget)


def is_late(activity: Activity, *, today: date) -> bool:
    """Tell whether an activity should be finished, or should have begun, and is not."""
    if activity.state in {ActivityState.DONE, ActivityState.DROPPED}:
        return False
    return activity.ends_on < today or (activity.state == ActivityState.PLANNED and activity.starts_on < today)


def money(objectives: Sequence[Objective]) -> dict[str, list[Money]]:
    """Return the budget by objective, by source and by the year in which each activity begins."""
    sums: dict[str, dict[str, Decimal]] = {"objective": {}, "funding": {}, "year": {}}
    for objective in objectives:
        for activity in activities_of([objective]):
            if activity.budget and activity.state != ActivityState.DROPPED:
                for kind, name in (
                    ("objective", objective.title),
                    ("funding", activity.funding),
                    ("year", str(activity.starts_on.year)),
                ):
                    sums[kind][name] = sums[kind].get(name, Decimal(0)) + activity.budget
    return {kind: [Money(name, amount) for name, amount in found.items()] for kind, found in sums.items()}


def findings_to_choose(assistance: AssistancePlan, *, words: str = "") -> QuerySet[Finding]:
    """Return the findings of the plan's reviews that call for assistance: low levels, by theme."""
    rows = Finding.objects.filter(review__version__plan=assistance.plan_id).filter(
        Q(level__lte=LOW) | Q(level__isnull=True, suggested__lte=LOW)
    )
    for word in words.split():
        rows = rows.filter(Q(requires__icontains=word) | Q(theme__icontains=word) | Q(norm__icontains=word))
    return rows.select_related("review__version").order_by("theme", "order")


def recommendations_to_choose(assistance: AssistancePlan, *, words: str = "") -> QuerySet[Recommendation]:
    """Return the recommendations of the plan that stand, by number."""
    rows = Recommendation.objects.filter(plan=assistance.plan_id).exclude(state="withdrawn")
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(proposed__icontains=word))
    return rows.order_by("number")


def public_editions() -> list[AssistanceEdition]:
    """Return the current edition of each assistance plan that has one, the latest first."""
    rows = AssistanceEdition.objects.filter(withdrawn_at__isnull=True).select_related("assistance")
    latest: dict[Any, AssistanceEdition] = {}
    for one in rows.order_by("number"):
        latest[one.assistance_id] = one
    return sorted(latest.values(), key=lambda one: one.published_at, reverse=True)


def public_edition(slug: str, number: int | None = None) -> AssistanceEdition | None:
    """Return an edition that anybody may read: the current one, or one by its number; None when there is none."""
    rows = AssistanceEdition.objects.filter(assistance__slug=slug, withdrawn_at__isnull=True)
    rows = rows.select_related("assistance__authority__organization", "city")
    return (rows.filter(number=number) if number is not None else rows.order_by("-number")).first()


def content_of(assistance: AssistancePlan, *, today: date) -> dict[str, Any]:
    """Return all that an edition says, as JSON holds it; days as ISO 8601, money as text with two decimals."""
    objectives = tree(assistance)
    stands = standing(activities_of(objectives), today=today)
    return {
        "title": assistance.title,
        "introduction": assistance.introduction,
        "plan": assistance.plan.title if assistance.plan else "",
        "authority": assistance.authority.organization.name,
        "unit": assistance.authority.unit,
        "starts_on": assistance.starts_on.isoformat(),
        "ends_on": assistance.ends_on.isoformat(),
        "currency": assistance.currency,
        "as_of": today.isoformat(),
        "percent": stands.percent,
        "done": stands.done,
        "activity_count": stands.activities,
        "budget": _amount(stands.budget),
        "money": {
            kind: [{"name": one.name, "amount": _amount(one.amount)} for one in found]
            for kind, found in money(objectives).items()
        },
        "objectives": [_objective(one) for one in objectives],
        "risks": [
            {
                "title": one.title,
                "likelihood": one.likelihood,
                "impact": one.impact,
                "mitigation": one.mitigation,
                "owner": one.owner,
            }
            for one in assistance.risks.order_by("order", "id")
        ],
    }


def _objective(objective: Objective) -> dict[str, Any]:
    return {
        "title": objective.title,
        "description": objective.description,
        "grounds": [_ground(one) for one in objective.grounds.all()],
        "outputs": [
            {"title": output.title, "activities": [_activity(one) for one in output.activities.all()]}
            for output in objective.outputs.all()
        ],
        "indicators": [_indicator(one) for one in objective.indicators.all()],
    }


def _ground(ground: ObjectiveGround) -> dict[str, Any]:
    if ground.finding is not None:
        return {"kind": "finding", "text": ground.finding.requires, "norm": norm_of(ground.finding)}
    row = ground.recommendation
    assert row is not None  # noqa: S101 - the table's constraint, for the type checker
    return {"kind": "recommendation", "text": f"{row.number}. {row.title}", "norm": row.norm}


def norm_of(finding: Finding) -> str:
    """Return the norm behind a finding with its article."""
    return f"{finding.norm}, art. {finding.article}" if finding.article else finding.norm


def _activity(activity: Activity) -> dict[str, Any]:
    return {
        "id": str(activity.pk),
        "title": activity.title,
        "responsible": activity.responsible,
        "starts_on": activity.starts_on.isoformat(),
        "ends_on": activity.ends_on.isoformat(),
        "budget": _amount(activity.budget) if activity.budget is not None else "",
        "funding": activity.funding,
        "state": activity.state,
        "percent": activity.percent,
    }


def _indicator(indicator: AssistanceIndicator) -> dict[str, Any]:
    values = list(indicator.values.all())
    return {
        "name": indicator.name,
        "definition": indicator.definition,
        "unit": indicator.unit,
        "baseline": _plain(indicator.baseline),
        "baseline_on": indicator.baseline_on.isoformat() if indicator.baseline_on else "",
        "target": _plain(indicator.target),
        "target_on": indicator.target_on.isoformat(),
        "source": indicator.source,
        "value": _plain(values[-1].value) if values else "",
        "value_on": values[-1].on.isoformat() if values else "",
    }


def _amount(value: Decimal) -> str:
    return f"{value:.2f}"


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
