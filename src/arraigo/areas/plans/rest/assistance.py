"""The API of the technical assistance plan."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from ninja import Router, Status

from arraigo.areas.plans.actions.assistance import note_progress
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Activity, AssistanceEdition, AssistancePlan
from arraigo.areas.plans.permissions import manages_plans, reads_plans
from arraigo.areas.plans.queries.assistance import assistance_plans
from arraigo.areas.plans.rest.assistance_schemas import (
    PlanActivityOut,
    PlanAssistanceOut,
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


@router.get("/plans/assistance", auth=READ, response={200: Page[PlanAssistanceOut], **REFUSALS, **INVALID})
def list_assistance(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Technical assistance plans, the latest first."""
    need(request, reads_plans)
    return page_of(assistance_plans().order_by("-created_at", "id"), paging, _plans)


@router.get(
    "/plans/assistance/{assistance_id}/activities",
    auth=READ,
    response={200: Page[PlanActivityOut], **READABLE},
)
def list_activities(request: ApiRequest, assistance_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Activities of an assistance plan, by the day on which they begin."""
    need(request, reads_plans)
    found = get_object_or_404(AssistancePlan, pk=assistance_id)
    rows = Activity.objects.filter(output__objective__assistance=found).select_related("output__objective")
    return page_of(rows.order_by("starts_on", "id"), paging, _activities)


@router.post(
    "/plans/activities/{activity_id}/progress",
    auth=WRITE,
    response={201: PlanProgressOut, **READABLE, **BAD_JSON, **TOO_LARGE, 409: Fault},
)
def add_progress(request: ApiRequest, activity_id: UUID, told: PlanProgressIn) -> Status[dict[str, Any]]:
    """Note how an activity stands; sent twice it is one. 409 says what contradicts itself."""
    need(request, manages_plans)
    activity = get_object_or_404(Activity, pk=activity_id)
    by, at = request.auth.standing.user, timezone.now()
    try:
        made = note_progress(activity, by=by, at=at, **told.model_dump())
    except PlansError as error:
        return Status(409, {"detail": str(error)})
    names = ("activity_id", "on", "percent", "state", "note")
    return Status(201, {"id": made.pk, **{name: getattr(made, name) for name in names}})


@router.get(
    "/plans/assistance/{assistance_id}/editions",
    auth=READ,
    response={200: Page[PlanEditionOut], **READABLE},
)
def list_editions(request: ApiRequest, assistance_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Editions of an assistance plan, the latest first, each with all that it says."""
    need(request, reads_plans)
    found = get_object_or_404(AssistancePlan, pk=assistance_id)
    return page_of(found.editions.order_by("-number"), paging, _editions)


def _plans(rows: Sequence[Any]) -> list[dict[str, Any]]:
    names = ("title", "slug", "plan_id", "starts_on", "ends_on", "currency")
    return [
        {
            "id": row.pk,
            **{name: getattr(row, name) for name in names},
            "authority": row.authority.organization.name,
            "activities": row.activity_count,
            "edition": row.edition_number,
        }
        for row in rows
    ]


def _activities(rows: Sequence[Activity]) -> list[dict[str, Any]]:
    names = ("title", "responsible", "starts_on", "ends_on", "budget", "funding", "state", "percent")
    return [
        {
            "id": row.pk,
            "objective": row.output.objective.title,
            "output": row.output.title,
            **{name: getattr(row, name) for name in names},
        }
        for row in rows
    ]


def _editions(rows: Sequence[AssistanceEdition]) -> list[dict[str, Any]]:
    names = ("number", "note", "published_at", "withdrawn_at", "content")
    return [{name: getattr(row, name) for name in names} for row in rows]
