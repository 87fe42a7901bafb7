"""The API of public consultations."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from ninja import Router, Status

from arraigo.areas.plans.actions import consulting as actions
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Comment, Consultation
from arraigo.areas.plans.permissions import moderates, reads_plans
from arraigo.areas.plans.queries import consulting as reads
from arraigo.areas.plans.rest.consulting_schemas import (
    PlanCommentOut,
    PlanCommentsQuery,
    PlanConsultationOut,
    PlanModerationIn,
    PlanModerationOut,
)
from arraigo.core.accounts.api import Scope
from arraigo.core.audit import api as audit
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


@router.get("/plans/consultations", auth=READ, response={200: Page[PlanConsultationOut], **REFUSALS, **INVALID})
def list_consultations(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Public consultations of drafts, the latest first."""
    need(request, reads_plans)
    return page_of(reads.consultations(), paging, _consultations)


@router.get(
    "/plans/consultations/{consultation_id}/comments",
    auth=READ,
    response={200: Page[PlanCommentOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_comments(
    request: ApiRequest, consultation_id: UUID, wanted: PlanCommentsQuery, paging: PagingQuery
) -> dict[str, Any]:
    """Comments of a consultation, in the order in which they came; that somebody read them is recorded."""
    need(request, reads_plans)
    found = get_object_or_404(Consultation, pk=consultation_id)
    rows = reads.comments(found)
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state)
    audit.seen(what="plans.comments", subject=found, by=request.auth.standing.user, at=timezone.now())
    return page_of(rows, paging, _comments)


@router.post(
    "/plans/consultations/{consultation_id}/moderate",
    auth=WRITE,
    response={200: PlanModerationOut, **REFUSALS, **NOT_FOUND, **INVALID, **BAD_JSON, **TOO_LARGE, 409: Fault},
)
def moderate(request: ApiRequest, consultation_id: UUID, told: PlanModerationIn) -> Status[dict[str, Any]]:
    """Publish comments, or refuse them with a reason (409 without one); their authors are told."""
    need(request, moderates)
    found = get_object_or_404(Consultation, pk=consultation_id)
    rows = list(reads.comments(found).filter(pk__in=told.comments))
    by, at = request.auth.standing.user, timezone.now()
    try:
        changed = actions.moderate(rows, publishes=told.publishes, reason=told.reason, by=by, at=at)
    except PlansError as error:
        return Status(409, {"detail": str(error)})
    return Status(200, {"changed": changed})


def _consultations(rows: Sequence[Consultation]) -> list[dict[str, Any]]:
    at = timezone.now()
    return [
        {
            "id": row.pk,
            "plan_id": row.version.plan_id,
            "version_id": row.version_id,
            "title": row.title,
            "introduction": row.introduction,
            "opens_at": row.opens_at,
            "closes_at": row.closes_at,
            "standing": reads.remaining(row, at=at),
            "is_published": row.published_at is not None,
            "comment_count": getattr(row, "comment_count", 0),
            "waiting": getattr(row, "waiting", 0),
        }
        for row in rows
    ]


def _comments(rows: Sequence[Comment]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.pk,
            "section_index": row.section.index if row.section else None,
            "where": row.where,
            "body": row.body,
            "proposed": row.proposed,
            "name": row.name if row.shows_name else "",
            "organization_name": row.organization_name,
            "state": row.state,
            "reason": row.reason,
            "recommendation_id": row.recommendation_id,
            "created_at": row.created_at,
        }
        for row in rows
    ]
