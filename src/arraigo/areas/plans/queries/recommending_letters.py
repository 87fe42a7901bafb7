"""What the pages and papers of letters read: their lines, what was answered, what may still be sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.models import AuthorityResponse, Letter, Recommendation
from arraigo.core.places.models import City


@dataclass(frozen=True)
class Line:
    """A recommendation within a letter, with the answer that counts."""

    recommendation: Recommendation
    response: AuthorityResponse | None


@dataclass(frozen=True)
class Ready:
    """How many reviewed recommendations of a plan wait to be sent to one authority."""

    plan_id: UUID
    plan: str
    authority_id: UUID
    authority: str
    number: int


def letters() -> QuerySet[Letter]:
    """Return the letters of the city, with how many recommendations each carries and how many are answered."""
    answered = Q(items__recommendation__responses__is_current=True)
    return Letter.objects.select_related("plan", "version", "authority__organization", "by").annotate(
        carried=Count("items", distinct=True), answered=Count("items", filter=answered, distinct=True)
    )


def lines(letter: Letter) -> list[Line]:
    """Return what a letter carries, in its order, each with the answer that counts."""
    found = Recommendation.objects.filter(letter_items__letter=letter).order_by("letter_items__order", "number")
    rows = list(found.select_related("authority__organization", "responsible", "version"))
    return with_answers(rows)


def with_answers(rows: Iterable[Recommendation]) -> list[Line]:
    """Return recommendations with the answers that count, by one question for all."""
    rows = list(rows)
    current = AuthorityResponse.objects.filter(recommendation__in=rows, is_current=True)
    by_row = {one.recommendation_id: one for one in current}
    return [Line(row, by_row.get(row.pk)) for row in rows]


def ready() -> list[Ready]:
    """Return what may be put into a letter: reviewed recommendations by plan and authority."""
    found = (
        Recommendation.objects.filter(state=State.REVIEWED)
        .values("plan_id", "plan__title", "authority_id", "authority__organization__name", "authority__unit")
        .annotate(number=Count("pk"))
        .order_by("plan__title", "authority__organization__name", "authority__unit")
    )
    return [
        Ready(
            one["plan_id"],
            one["plan__title"],
            one["authority_id"],
            named(one["authority__organization__name"], one["authority__unit"]),
            one["number"],
        )
        for one in found
    ]


def reviewed(plan_id: UUID, authority_id: UUID) -> QuerySet[Recommendation]:
    """Return the recommendations of a plan that may go into a letter to an authority."""
    return Recommendation.objects.filter(plan_id=plan_id, authority_id=authority_id, state=State.REVIEWED)


def named(organization: str, unit: str) -> str:
    """Return an authority as people call it: its institution and the unit within it."""
    return f"{organization}, {unit}" if unit else organization


def next_number(city: City, *, at: datetime) -> str:
    """Propose a number for the next letter of the year; whoever writes it may change it."""
    year = city.day_of(at).year
    start = f"AR-{year}-"
    taken = set(Letter.objects.filter(number__startswith=start).values_list("number", flat=True))
    return next(name for place in range(1, len(taken) + 2) if (name := f"{start}{place:03d}") not in taken)
