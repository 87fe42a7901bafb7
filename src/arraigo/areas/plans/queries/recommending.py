"""Recommendations as the pages of the desk read them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from arraigo.areas.plans.enums import RecommendationState as State
from arraigo.areas.plans.models import (
    Adoption,
    Authority,
    AuthorityResponse,
    Comment,
    Letter,
    Plan,
    Recommendation,
    RecommendationStep,
    Remark,
)
from arraigo.areas.plans.queries.recommending_letters import named
from arraigo.areas.plans.queries.recommending_steps import STEPS, WAITING
from arraigo.areas.plans.queries.recommending_words import Piece, changes
from arraigo.core.places.models import City


@dataclass(frozen=True)
class Whole:
    """A recommendation with its history: everything that its page shows."""

    recommendation: Recommendation
    pieces: list[Piece]
    steps: list[RecommendationStep]
    responses: list[AuthorityResponse]
    remarks: list[Remark]
    letters: list[Letter]
    adoptions: list[Adoption]
    comments: list[Comment]
    next_states: frozenset[State]

    @property
    def answer(self) -> AuthorityResponse | None:
        """The answer that counts."""
        return next((one for one in self.responses if one.is_current), None)

    @property
    def pieces_of_answer(self) -> list[Piece]:
        """The authority's own wording beside ours; none where it proposes none."""
        answer = self.answer
        return changes(self.recommendation.proposed, answer.wording) if answer and answer.wording else []


def recommendations() -> QuerySet[Recommendation]:
    """Return the recommendations of the city with what a list shows of each."""
    return Recommendation.objects.select_related("plan", "version", "authority__organization", "responsible")


def overdue(city: City, *, at: datetime) -> Q:
    """Return which recommendations should have been answered by now and are not."""
    today = city.day_of(at)
    return Q(state__in=WAITING, due_on__lt=today)


def whole(recommendation_id: UUID) -> Whole | None:
    """Return a recommendation with all that happened to it; None if it is unknown."""
    found = recommendations().select_related("finding", "passage", "by").filter(pk=recommendation_id).first()
    if found is None:
        return None
    return Whole(
        found,
        changes(found.quote, found.proposed),
        list(found.steps.select_related("by")),
        list(found.responses.select_related("by", "letter").order_by("-answered_at", "-id")),
        list(found.remarks.select_related("by")),
        list(Letter.objects.filter(items__recommendation=found).order_by("created_at")),
        list(found.adoptions.select_related("version", "confirmed_by")),
        list(found.comments.all()),
        STEPS[State(found.state)],
    )


def plan_choices() -> list[tuple[str, str]]:
    """Return the plans that have recommendations, to narrow a list by."""
    found = Plan.objects.filter(recommendations__isnull=False).distinct().order_by("title")
    return [(str(pk), title) for pk, title in found.values_list("pk", "title")]


def authority_choices(*, used: bool = False) -> list[tuple[str, str]]:
    """Return the authorities; `used` those alone to which something is recommended."""
    found = Authority.objects.all()
    if used:
        found = found.filter(recommendations__isnull=False).distinct()
    rows = found.order_by("organization__name", "unit").values_list("pk", "organization__name", "unit")
    return [(str(pk), named(organization, unit)) for pk, organization, unit in rows]


def responsible_choices() -> list[tuple[str, str]]:
    """Return who of the team follows some recommendation."""
    rows = Recommendation.objects.filter(responsible__isnull=False).values_list("responsible__id", "responsible__name")
    return [(str(pk), name) for pk, name in rows.distinct().order_by("responsible__name")]
