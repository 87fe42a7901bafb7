"""What the pages of assistance plans read: the lists, one plan, its editions, and what objectives may rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DecimalField,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Cast, Coalesce, ExtractDay

from arraigo.areas.plans.enums import ActivityState, Progress
from arraigo.areas.plans.models import (
    Activity,
    AssistanceEdition,
    AssistancePlan,
    Finding,
    ObjectiveGround,
    Recommendation,
    Review,
)
from arraigo.areas.plans.queries.recommending_steps import NEVER_ASKED

# Up to here a finding calls for work: nothing, a mention, a diagnosis without commitment.
LOW = 2
MOST_GROUNDS = 200


def assistance_plans() -> QuerySet[AssistancePlan]:
    """Return the assistance plans of the city with how many activities each has, their money and current edition."""
    activities = Activity.objects.filter(output__objective__assistance=OuterRef("pk")).exclude(
        state=ActivityState.DROPPED
    )
    counted = activities.order_by().values("output__objective__assistance")
    edition = AssistanceEdition.objects.filter(assistance=OuterRef("pk"), withdrawn_at__isnull=True).order_by("-number")
    days = Cast(ExtractDay(F("ends_on") - F("starts_on")) + 1, FloatField())
    shares = counted.annotate(mean=Sum(F("percent") * days, output_field=FloatField()) / Sum(days))
    return AssistancePlan.objects.select_related("authority__organization", "plan", "city").annotate(
        activity_count=Coalesce(Subquery(counted.annotate(n=Count("pk")).values("n")), 0),
        budget=Subquery(counted.annotate(n=Sum("budget")).values("n"), output_field=DecimalField()),
        mean=Subquery(shares.values("mean"), output_field=FloatField()),
        edition_number=Subquery(edition.values("number")[:1]),
        published_at=Subquery(edition.values("published_at")[:1]),
    )


def activities(assistance: AssistancePlan | None = None) -> QuerySet[Activity]:
    """Return activities with their output and objective, in the order of the plan."""
    rows = Activity.objects.select_related("output__objective__assistance")
    if assistance is not None:
        rows = rows.filter(output__objective__assistance=assistance)
    return rows.order_by("output__objective__order", "output__order", "order", "pk")


def editions(assistance: AssistancePlan) -> QuerySet[AssistanceEdition]:
    """Return the editions of a plan, newest first."""
    return assistance.editions.select_related("by").order_by("-number")


def current_edition(assistance: AssistancePlan) -> AssistanceEdition | None:
    """Return the edition that stands: the newest that was not withdrawn."""
    return editions(assistance).filter(withdrawn_at__isnull=True).first()


def published_plans() -> list[AssistanceEdition]:
    """Return the edition that stands of every plan that has one, newest first."""
    rows = AssistanceEdition.objects.filter(withdrawn_at__isnull=True).order_by("assistance_id", "-number")
    found = rows.distinct("assistance_id").select_related("assistance")
    return sorted(found, key=lambda one: one.published_at, reverse=True)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an objective may rest on. `taken` says that one of the plan does already."""

    kind: str
    id: UUID
    title: str
    norm: str
    plan: str
    standing: str
    taken: bool


def candidates(assistance: AssistancePlan, *, words: str = "") -> list[Candidate]:
    """Return findings with a low level in the newest review of the plan, and its recommendations that still stand.

    Without a plan under review, those of every plan. At most MOST_GROUNDS of each; `words` narrow them.
    """
    taken = set(
        ObjectiveGround.objects.filter(objective__assistance=assistance).values_list("finding_id", "recommendation_id")
    )
    held = {one for pair in taken for one in pair if one}
    found = [_of_finding(one, held) for one in _findings(assistance, words)]
    return found + [_of_recommendation(one, held) for one in _recommendations(assistance, words)]


def _findings(assistance: AssistancePlan, words: str) -> Iterable[Any]:
    reviews = Review.objects.filter(state=Progress.READY)
    if assistance.plan_id:
        reviews = reviews.filter(version__plan=assistance.plan_id)
    newest = reviews.order_by("version__plan_id", "-version__number", "-created_at").distinct("version__plan_id")
    rows = Finding.objects.annotate(stands=Coalesce("level", "suggested"))
    rows = rows.filter(review__in=newest.values("pk"), stands__lte=LOW).select_related("review__version__plan")
    for word in words.split():
        rows = rows.filter(
            Q(requires__icontains=word) | Q(norm__icontains=word) | Q(code__icontains=word) | Q(theme__icontains=word)
        )
    return rows.order_by("stands", "order")[:MOST_GROUNDS]


def _recommendations(assistance: AssistancePlan, words: str) -> Iterable[Recommendation]:
    # What is not in the authority's hands yet, or was taken back, is nothing to rest a published plan on.
    rows = Recommendation.objects.exclude(state__in=NEVER_ASKED).select_related("plan")
    if assistance.plan_id:
        rows = rows.filter(plan=assistance.plan_id)
    for word in words.split():
        rows = rows.filter(Q(title__icontains=word) | Q(norm__icontains=word) | Q(proposed__icontains=word))
    return rows.order_by("plan__title", "number")[:MOST_GROUNDS]


def _of_finding(row: Any, held: set[UUID]) -> Candidate:  # noqa: ANN401 - a finding with what the query added
    standing = row.get_level_display() if row.level is not None else row.get_suggested_display()
    plan = row.review.version.plan.title
    return Candidate("finding", row.pk, row.requires, row.ground, plan, str(standing), row.pk in held)


def _of_recommendation(row: Recommendation, held: set[UUID]) -> Candidate:
    return Candidate(
        "recommendation", row.pk, str(row), row.norm, row.plan.title, row.get_state_display(), row.pk in held
    )
