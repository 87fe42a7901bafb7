"""The API of what changed between versions and of what was adopted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from ninja import Query, Router, Schema, Status

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.comparing import confirm_adoption
from arraigo.areas.plans.enums import Outcome, PairKind
from arraigo.areas.plans.models import Adoption, PassagePair, Plan, VersionComparison
from arraigo.areas.plans.permissions import manages_plans, reads_plans
from arraigo.areas.plans.queries.adoption import comparisons
from arraigo.core.accounts.api import Scope
from arraigo.core.rest.keys import ApiKey, ApiRequest, need
from arraigo.core.rest.schemas import (
    BAD_JSON,
    INVALID,
    NOT_FOUND,
    REFUSALS,
    TOO_LARGE,
    Fault,
    LongText,
    Page,
    PagingQuery,
    page_of,
)

router = Router(tags=["plans"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
READ, WRITE = ApiKey(Scope.PLANS_READ), ApiKey(Scope.PLANS_WRITE)


class PlanComparisonOut(Schema):
    """Two versions of a plan that were compared; `counts` of passages by what became of them."""

    id: UUID
    old_version_id: UUID
    new_version_id: UUID
    state: str
    counts: dict[str, int]
    finished_at: datetime | None


class PlanPairOut(Schema):
    """What became of a passage: `old` and `new` are its text before and after, empty where there is none."""

    kind: str
    similarity: float
    old_index: int | None
    new_index: int | None
    old: str
    new: str


class PlanAdoptionOut(Schema):
    """What became of a recommendation in a version: the suggestion, and what a person confirmed."""

    id: UUID
    recommendation_id: UUID
    version_id: UUID
    suggested: str
    outcome: str
    note: str
    why: list[str]
    pages: list[int]
    confirmed_at: datetime | None


class PlanAdoptionIn(Schema):
    """What a person says became of it; the note is required where it is not what was suggested."""

    outcome: Outcome
    note: LongText = ""


class PlanPairsFilter(Schema):
    """Which changes of a comparison."""

    kind: PairKind | None = None


PlanPairsQuery = Query[PlanPairsFilter]


@router.get(
    "/plans/{plan_id}/comparisons",
    auth=READ,
    response={200: Page[PlanComparisonOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_comparisons(request: ApiRequest, plan_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Comparisons of a plan's versions, the latest first."""
    need(request, reads_plans)
    return page_of(comparisons(get_object_or_404(Plan, pk=plan_id)), paging, _comparisons)


@router.get(
    "/plans/comparisons/{comparison_id}/changes",
    auth=READ,
    response={200: Page[PlanPairOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_changes(
    request: ApiRequest, comparison_id: UUID, wanted: PlanPairsQuery, paging: PagingQuery
) -> dict[str, Any]:
    """What changed between two versions, in the order of the new one; what did not is only counted."""
    need(request, reads_plans)
    rows = PassagePair.objects.filter(comparison=get_object_or_404(VersionComparison, pk=comparison_id))
    if wanted.kind is not None:
        rows = rows.filter(kind=wanted.kind)
    return page_of(rows.select_related("old", "new"), paging, _pairs)


@router.get(
    "/plans/{plan_id}/adoptions",
    auth=READ,
    response={200: Page[PlanAdoptionOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_adoptions(request: ApiRequest, plan_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """What became of a plan's recommendations, version by version."""
    need(request, reads_plans)
    plan = get_object_or_404(Plan, pk=plan_id)
    rows = Adoption.objects.filter(recommendation__plan=plan).order_by("recommendation__number", "version__number")
    return page_of(rows, paging, _adoptions)


@router.post(
    "/plans/adoptions/{adoption_id}/confirm",
    auth=WRITE,
    response={200: PlanAdoptionOut, **REFUSALS, **NOT_FOUND, **INVALID, **BAD_JSON, **TOO_LARGE, 409: Fault},
)
def confirm(request: ApiRequest, adoption_id: UUID, told: PlanAdoptionIn) -> Status[dict[str, Any]]:
    """Say what became of a recommendation in a version; 409 says what is missing."""
    need(request, manages_plans)
    found = get_object_or_404(Adoption, pk=adoption_id)
    by, at = request.auth.standing.user, timezone.now()
    try:
        saved = confirm_adoption(adoption=found, outcome=told.outcome, note=told.note, by=by, at=at)
    except PlansError as error:
        return Status(409, {"detail": str(error)})
    return Status(200, _adoptions([saved])[0])


def _comparisons(rows: Sequence[VersionComparison]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.pk,
            "old_version_id": row.old_id,
            "new_version_id": row.new_id,
            "state": row.state,
            "counts": row.counts,
            "finished_at": row.finished_at,
        }
        for row in rows
    ]


def _pairs(rows: Sequence[PassagePair]) -> list[dict[str, Any]]:
    return [
        {
            "kind": row.kind,
            "similarity": row.similarity,
            "old_index": row.old.index if row.old else None,
            "new_index": row.new.index if row.new else None,
            "old": row.old.text if row.old else "",
            "new": row.new.text if row.new else "",
        }
        for row in rows
    ]


def _adoptions(rows: Sequence[Adoption]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.pk,
            "recommendation_id": row.recommendation_id,
            "version_id": row.version_id,
            "suggested": row.suggested,
            "outcome": row.outcome,
            "note": row.note,
            "why": row.why,
            "pages": [int(passage["page"]) for passage in row.passages],
            "confirmed_at": row.confirmed_at,
        }
        for row in rows
    ]
