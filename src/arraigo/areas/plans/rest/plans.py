"""The API of plans, their versions and what was read in them."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.actions.plans import save_plan
from arraigo.areas.plans.actions.versions import LARGEST, change_version, receive_version
from arraigo.areas.plans.models import Authority, Passage, Plan, PlanVersion, Section
from arraigo.areas.plans.permissions import manages_plans, reads_plans
from arraigo.areas.plans.queries import plans as reads
from arraigo.areas.plans.queries.problems import sentence
from arraigo.areas.plans.rest.plans_schemas import (
    PlanAuthorityOut,
    PlanIn,
    PlanOut,
    PlanPassageOut,
    PlanPassagesQuery,
    PlanSectionOut,
    PlanVersionAnswers,
    PlanVersionIn,
    PlanVersionOut,
)
from arraigo.areas.plans.tasks.reading import start_reading
from arraigo.core.accounts.api import Scope
from arraigo.core.files.api import FileError
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
UPLOAD = ApiKey(Scope.PLANS_WRITE, largest=LARGEST + 64 * 1024)
CONFLICT = {409: Fault}
READABLE = {**REFUSALS, **NOT_FOUND, **INVALID}


@router.get("/plans/authorities", auth=READ, response={200: Page[PlanAuthorityOut], **REFUSALS, **INVALID})
def list_authorities(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Authorities that make plans and answer recommendations."""
    need(request, reads_plans)
    rows = reads.authorities().order_by("organization__name", "unit", "id")
    return page_of(rows, paging, lambda found: [_authority(row) for row in found])


@router.get("/plans", auth=READ, response={200: Page[PlanOut], **REFUSALS, **INVALID})
def list_plans(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Plans of the city, by title."""
    need(request, reads_plans)
    return page_of(reads.plans().order_by("title", "id"), paging, _plans)


@router.post("/plans", auth=WRITE, response={201: PlanOut, **REFUSALS, **INVALID, **BAD_JSON, **TOO_LARGE, **CONFLICT})
def create_plan(request: ApiRequest, plan: PlanIn) -> Status[dict[str, Any]]:
    """Make a plan; 409 when there is no such authority, or it would end before it starts."""
    need(request, manages_plans)
    told = plan.model_dump()
    authority = Authority.objects.filter(pk=told.pop("authority_id")).first()
    if authority is None:
        return Status(409, {"detail": _("Esa autoridad no existe. Agréguela primero.")})
    try:
        made = save_plan(authority=authority, by=request.auth.standing.user, at=timezone.now(), **told)
    except PlansError as error:
        return Status(409, {"detail": str(error)})
    return Status(201, _plans(list(reads.plans().filter(pk=made.pk)))[0])


@router.get("/plans/{plan_id}", auth=READ, response={200: PlanOut, **READABLE})
def read_plan(request: ApiRequest, plan_id: UUID) -> dict[str, Any]:
    """One plan."""
    need(request, reads_plans)
    return _plans([get_object_or_404(reads.plans(), pk=plan_id)])[0]


@router.get("/plans/{plan_id}/versions", auth=READ, response={200: Page[PlanVersionOut], **READABLE})
def list_versions(request: ApiRequest, plan_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Versions of a plan, newest first."""
    need(request, reads_plans)
    return page_of(reads.versions(get_object_or_404(Plan, pk=plan_id)), paging, _versions)


@router.post(
    "/plans/{plan_id}/versions",
    auth=UPLOAD,
    response={201: PlanVersionOut, **READABLE, **BAD_JSON, **TOO_LARGE, **CONFLICT},
)
def load_version(
    request: ApiRequest, plan_id: UUID, answers: Form[PlanVersionAnswers], file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Load a file as the next version and start reading it; 409 when the plan has it already.

    Reading goes on by itself: ask for the version until `reading` is «ready», or «failed» with its problems.
    """
    need(request, manages_plans)
    plan = get_object_or_404(Plan.objects.select_related("city"), pk=plan_id)
    at, by = timezone.now(), request.auth.standing.user
    try:
        with transaction.atomic():
            told = {**answers.model_dump(), "received_on": answers.received_on or plan.city.day_of(at)}
            made = receive_version(plan=plan, content=file.read(), name=file.name or "plan", by=by, at=at, **told)
            start_reading(made, by=by, at=at)
    except (PlansError, FileError) as error:
        return Status(409, {"detail": str(error)})
    return Status(201, _version(made.pk))


@router.get("/plans/versions/{version_id}", auth=READ, response={200: PlanVersionOut, **READABLE})
def read_version(request: ApiRequest, version_id: UUID) -> dict[str, Any]:
    """One version: where its reading stands and what was found."""
    need(request, reads_plans)
    return _version(version_id)


@router.patch(
    "/plans/versions/{version_id}", auth=WRITE, response={200: PlanVersionOut, **READABLE, **BAD_JSON, **TOO_LARGE}
)
def patch_version(request: ApiRequest, version_id: UUID, version: PlanVersionIn) -> dict[str, Any]:
    """Say how a version stands; what is left out stays as it was."""
    need(request, manages_plans)
    there = get_object_or_404(PlanVersion, pk=version_id)
    told = version.model_dump(exclude_unset=True)
    fields = {name: value for name, value in told.items() if value is not None or name == "dated_on"}
    change_version(version=there, by=request.auth.standing.user, at=timezone.now(), **fields)
    return _version(version_id)


@router.get("/plans/versions/{version_id}/sections", auth=READ, response={200: Page[PlanSectionOut], **READABLE})
def list_sections(request: ApiRequest, version_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Headings of a version, in reading order."""
    need(request, reads_plans)
    rows = Section.objects.filter(version=get_object_or_404(PlanVersion, pk=version_id)).order_by("index")
    return page_of(rows, paging, lambda found: [_shown(row, PlanSectionOut) for row in found])


@router.get("/plans/versions/{version_id}/passages", auth=READ, response={200: Page[PlanPassageOut], **READABLE})
def list_passages(
    request: ApiRequest, version_id: UUID, wanted: PlanPassagesQuery, paging: PagingQuery
) -> dict[str, Any]:
    """Passages of a version in reading order, with what each speaks of and why."""
    need(request, reads_plans)
    rows = Passage.objects.filter(version=get_object_or_404(PlanVersion, pk=version_id)).order_by("index")
    if wanted.relevant is not None:
        rows = rows.filter(relevant=wanted.relevant)
    if wanted.section is not None:
        rows = rows.filter(section_index=wanted.section)
    if wanted.concept:
        rows = rows.filter(concepts__contains=[wanted.concept])
    if wanted.part:
        rows = rows.filter(part=wanted.part)
    return page_of(rows, paging, lambda found: [_shown(row, PlanPassageOut) for row in found])


def _authority(row: Authority) -> dict[str, Any]:
    return {"id": row.pk, "organization": row.organization.name, "unit": row.unit}


def _shown(row: Section | Passage, schema: type[PlanSectionOut] | type[PlanPassageOut]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in schema.model_fields}


def _plans(rows: Sequence[Any]) -> list[dict[str, Any]]:
    names = ("title", "slug", "kind", "summary", "starts_in", "ends_in", "is_public")
    return [
        {
            "id": row.pk,
            **{name: getattr(row, name) for name in names},
            "authority": _authority(row.authority),
            "version": row.version_number,
            "open_recommendations": row.open_count,
        }
        for row in rows
    ]


def _version(version_id: UUID) -> dict[str, Any]:
    return _versions([get_object_or_404(PlanVersion.objects.select_related("reading_job"), pk=version_id)])[0]


def _versions(rows: Sequence[PlanVersion]) -> list[dict[str, Any]]:
    names = ("plan_id", "number", "label", "state", "dated_on", "received_on", "address", "sha256", "media_type")
    more = ("pages", "passage_count", "language", "read_at")
    return [
        {
            "id": row.pk,
            **{name: getattr(row, name) for name in (*names, *more)},
            "reading": str(reads.reading_of(row)),
            "relevant": row.counts.get("relevant", 0),
            "problems": [{"code": one["code"], "sentence": sentence(one)} for one in row.problems],
        }
        for row in rows
    ]
