"""The API of the technical assistance plan."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from ninja import Path, Router, Status

from arraigo.areas.plans.actions.assistance_progress import note_progress
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Activity, AssistanceEdition, AssistancePlan, ProgressNote
from arraigo.areas.plans.permissions import manages_plans, reads_plans
from arraigo.areas.plans.queries import assistance as reads
from arraigo.areas.plans.queries.addresses import absolute
from arraigo.areas.plans.queries.assistance_figures import whole_percent
from arraigo.areas.plans.rest.assistance_schemas import (
    PlanActivityOut,
    PlanAssistanceOut,
    PlanEditionContentOut,
    PlanEditionOut,
    PlanProgressIn,
    PlanProgressOut,
)
from arraigo.core.accounts.api import Scope
from arraigo.core.rest.keys import ApiKey, ApiRequest, need
from arraigo.core.rest.schemas import (
    BAD_JSON,
    INVALID,
    NOT_FOUND,
    REFUSALS,
    TOO_LARGE,
    Fault,
    Page,
    PagingQuery,
    page_of,
)

router = Router(tags=["plans"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
READ, WRITE = ApiKey(Scope.PLANS_READ), ApiKey(Scope.PLANS_WRITE)
READABLE = {**REFUSALS, **NOT_FOUND, **INVALID}
CONFLICT = {409: Fault}
EditionNumber = Annotated[int, Path(ge=1, le=32_767)]


@router.get("/plans/assistance", auth=READ, response={200: Page[PlanAssistanceOut], **REFUSALS, **INVALID})
def list_assistance_plans(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Assistance plans of the city, by title."""
    need(request, reads_plans)
    return page_of(reads.assistance_plans().order_by("title", "id"), paging, _plans)


@router.get("/plans/assistance/{assistance_id}", auth=READ, response={200: PlanAssistanceOut, **READABLE})
def read_assistance_plan(request: ApiRequest, assistance_id: UUID) -> dict[str, Any]:
    """One assistance plan, as it is being worked on."""
    need(request, reads_plans)
    return _plans([get_object_or_404(reads.assistance_plans(), pk=assistance_id)])[0]


@router.get(
    "/plans/assistance/{assistance_id}/activities", auth=READ, response={200: Page[PlanActivityOut], **READABLE}
)
def list_assistance_activities(request: ApiRequest, assistance_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Activities of an assistance plan, in its order."""
    need(request, reads_plans)
    found = get_object_or_404(AssistancePlan, pk=assistance_id)
    return page_of(reads.activities(found), paging, lambda rows: [_activity(row) for row in rows])


@router.post(
    "/plans/assistance/activities/{activity_id}/progress",
    auth=WRITE,
    response={201: PlanProgressOut, **READABLE, **BAD_JSON, **TOO_LARGE, **CONFLICT},
)
def create_progress_note(
    request: ApiRequest, activity_id: UUID, progress: PlanProgressIn
) -> Status[dict[str, Any]] | Status[ProgressNote]:
    """Note how an activity stood on a day; 409 for a day to come or a percentage that contradicts the state."""
    need(request, manages_plans)
    activity = get_object_or_404(Activity.objects.select_related("city"), pk=activity_id)
    at = timezone.now()
    try:
        made = note_progress(
            activity,
            **progress.model_dump(),
            today=activity.city.day_of(at),
            by=request.auth.standing.user,
            at=at,
        )
    except PlansError as error:
        return Status(409, {"detail": str(error)})
    return Status(201, made)


@router.get("/plans/assistance/{assistance_id}/editions", auth=READ, response={200: Page[PlanEditionOut], **READABLE})
def list_assistance_editions(request: ApiRequest, assistance_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Editions of an assistance plan, newest first; withdrawn ones too."""
    need(request, reads_plans)
    found = get_object_or_404(AssistancePlan.objects.select_related("city"), pk=assistance_id)
    return page_of(reads.editions(found), paging, lambda rows: [_edition(found, row) for row in rows])


@router.get(
    "/plans/assistance/{assistance_id}/editions/{number}",
    auth=READ,
    response={200: PlanEditionContentOut, **READABLE},
)
def read_assistance_edition(request: ApiRequest, assistance_id: UUID, number: EditionNumber) -> dict[str, Any]:
    """One edition with all that it says, as it was published."""
    need(request, reads_plans)
    found = get_object_or_404(AssistancePlan.objects.select_related("city"), pk=assistance_id)
    edition = get_object_or_404(found.editions.all(), number=number)
    return {**_edition(found, edition), "content": edition.content}


def _plans(rows: Sequence[Any]) -> list[dict[str, Any]]:
    names = ("slug", "title", "plan_id", "introduction", "starts_on", "ends_on", "currency", "budget", "published_at")
    return [
        {
            "id": row.pk,
            **{name: getattr(row, name) for name in names},
            "authority": {
                "id": row.authority_id,
                "organization": row.authority.organization.name,
                "unit": row.authority.unit,
            },
            "activities": row.activity_count,
            "progress": whole_percent(row.mean) if row.mean is not None else None,
            "edition": row.edition_number,
        }
        for row in rows
    ]


def _activity(row: Activity) -> dict[str, Any]:
    names = ("title", "responsible", "starts_on", "ends_on", "budget", "funding", "state", "percent")
    objective = row.output.objective
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "output_id": row.output_id,
        "output": row.output.title,
        "objective_id": objective.pk,
        "objective": objective.title,
    }


def _edition(plan: AssistancePlan, row: AssistanceEdition) -> dict[str, Any]:
    names = ("number", "note", "published_at", "withdrawn_at")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "address": absolute("public_edition", plan.city, plan.slug, row.number),
    }
