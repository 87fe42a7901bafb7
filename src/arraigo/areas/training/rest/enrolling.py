"""Getting a place: addresses in the API."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import Router, Status

from arraigo.areas.training.actions import applications as actions
from arraigo.areas.training.actions import focal
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.leaving import leave
from arraigo.areas.training.enums import ApplicationSource, ApplicationState
from arraigo.areas.training.models import Application, Course, FocalLink
from arraigo.areas.training.permissions import courses_of, manages_training, reads_training
from arraigo.areas.training.queries.applications import applications
from arraigo.areas.training.queries.focal import focal_links
from arraigo.areas.training.rest.enrolling_schemas import (
    ApplicationIn,
    ApplicationOut,
    ApplicationsQuery,
    FocalLinkIn,
    FocalLinkOut,
    RejectionIn,
)
from arraigo.areas.training.rest.routes import BODY, CONFLICT, READ, WRITE
from arraigo.core.audit import api as audit
from arraigo.core.people.api import normalise_document
from arraigo.core.rest.keys import ApiRequest, need
from arraigo.core.rest.schemas import INVALID, NOT_FOUND, REFUSALS, Page, PagingQuery, page_of

router = Router(tags=["training"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
Answer = Status[dict[str, Any]]
DECIDED = {200: ApplicationOut, **REFUSALS, **NOT_FOUND, **INVALID, **CONFLICT}
FOCAL_DAYS = 30


@router.get(
    "/courses/{course_id}/applications",
    auth=READ,
    response={200: Page[ApplicationOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_applications(
    request: ApiRequest, course_id: UUID, wanted: ApplicationsQuery, paging: PagingQuery
) -> dict[str, Any]:
    """Applications for a course but for those that expired, newest first; that somebody read them is recorded."""
    need(request, reads_training)
    course = _course(request, course_id)
    rows = applications(course)
    if wanted.state is not None:
        rows = rows.filter(state=wanted.state)
    audit.seen(what="training.applications", subject=course, by=request.auth.standing.user, at=timezone.now())
    return page_of(rows, paging, _shown)


@router.post(
    "/courses/{course_id}/applications",
    auth=WRITE,
    response={201: ApplicationOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY, **CONFLICT},
)
def apply(request: ApiRequest, course_id: UUID, application: ApplicationIn) -> Answer:
    """Enrol somebody on behalf of another program, or put them in the waiting list; sent twice, it is one.

    409 says what keeps them from being enrolled as told.
    """
    need(request, manages_training)
    course = _course(request, course_id)
    values = {**application.model_dump(), "email": application.email or "", "consents": ()}
    by, at = request.auth.standing.user, timezone.now()
    if Application.objects.filter(nonce=application.nonce).exclude(course=course).exists():
        return Status(409, {"detail": _("Este «nonce» ya se usó en otro curso. Envíe otro.")})
    try:
        made = actions.enrol_by_hand(course, actions.Asked(**values), source=ApplicationSource.API, by=by, at=at)
    except TrainingError as error:
        return Status(409, {"detail": str(error)})
    return Status(201, _shown([made])[0])


@router.post("/applications/{application_id}/approve", auth=WRITE, response=DECIDED)
def approve(request: ApiRequest, application_id: UUID) -> Answer:
    """Approve an application; without a free place it waits. One that is decided stays as it is."""

    def decide(row: Application, at: datetime) -> None:
        actions.approve([row], by=request.auth.standing.user, at=at)

    return _decided(request, application_id, decide)


@router.post("/applications/{application_id}/reject", auth=WRITE, response={**DECIDED, **BODY})
def reject(request: ApiRequest, application_id: UUID, rejection: RejectionIn) -> Answer:
    """Do not accept an application and tell why. One that is decided stays as it is."""

    def decide(row: Application, at: datetime) -> None:
        actions.reject([row], reason=rejection.reason, by=request.auth.standing.user, at=at)

    return _decided(request, application_id, decide)


@router.post("/applications/{application_id}/withdraw", auth=WRITE, response=DECIDED)
def withdraw(request: ApiRequest, application_id: UUID) -> Answer:
    """Take an application back, and with it the place, which goes to who waits longest; 409 after attendance."""

    def decide(row: Application, at: datetime) -> None:
        by = request.auth.standing.user
        if row.enrolment is not None:
            leave(row.enrolment, by=by, at=at)
        else:
            actions.withdraw_application(row, by=by, at=at)

    return _decided(request, application_id, decide)


@router.get(
    "/courses/{course_id}/focal-links",
    auth=READ,
    response={200: Page[FocalLinkOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_focal_links(request: ApiRequest, course_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Focal points of a course and how many people each enrolled; that somebody read them is recorded."""
    need(request, manages_training)
    course = _course(request, course_id)
    audit.seen(what="training.focal_links", subject=course, by=request.auth.standing.user, at=timezone.now())
    return page_of(focal_links(course), paging, _links)


@router.post(
    "/courses/{course_id}/focal-links",
    auth=WRITE,
    response={201: FocalLinkOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY, **CONFLICT},
)
def create_focal_link(request: ApiRequest, course_id: UUID, link: FocalLinkIn) -> Answer:
    """Invite a focal point: the link goes to their mail. The same one again changes its places and its end."""
    need(request, manages_training)
    course, at = _course(request, course_id), timezone.now()
    expires_at = link.expires_at or at + timedelta(days=FOCAL_DAYS)
    values = {**link.model_dump(), "expires_at": expires_at}
    if expires_at <= at:
        return Status(409, {"detail": _("El enlace ya habría vencido. Escriba una fecha por venir.")})
    try:
        made = focal.create_focal_link(course, **values, by=request.auth.standing.user, at=at)
    except TrainingError as error:
        return Status(409, {"detail": str(error)})
    return Status(201, _links(list(focal_links(course).filter(pk=made.pk)))[0])


@router.delete("/focal-links/{link_id}", auth=WRITE, response={200: FocalLinkOut, **REFUSALS, **NOT_FOUND, **INVALID})
def revoke_focal_link(request: ApiRequest, link_id: UUID) -> dict[str, Any]:
    """Make a focal point's link open nothing more; whom it enrolled stays."""
    need(request, manages_training)
    link = get_object_or_404(FocalLink.objects.filter(course__in=_courses(request)), pk=link_id)
    focal.revoke_focal_link(link, by=request.auth.standing.user, at=timezone.now())
    return _links(list(focal_links(link.course).filter(pk=link.pk)))[0]


def _decided(request: ApiRequest, application_id: UUID, decide: Callable[[Application, datetime], None]) -> Answer:
    need(request, manages_training)
    found = Application.objects.filter(course__in=_courses(request)).exclude(state=ApplicationState.EXPIRED)
    row = get_object_or_404(found.select_related("course", "city", "enrolment"), pk=application_id)
    try:
        with transaction.atomic():
            decide(row, timezone.now())
    except TrainingError as error:
        return Status(409, {"detail": str(error)})
    return Status(200, _shown([found.get(pk=row.pk)])[0])


def _courses(request: ApiRequest) -> Any:  # noqa: ANN401  (a queryset)
    return Course.objects.select_related("city").filter(courses_of(request.auth.standing))


def _course(request: ApiRequest, course_id: UUID) -> Course:
    course: Course = get_object_or_404(_courses(request), pk=course_id)
    return course


def _shown(rows: Sequence[Application]) -> list[dict[str, Any]]:
    names = ("id", "course_id", "state", "source", "sex", "institution", "position", "reason", "enrolment_id")
    moments = ("created_at", "confirmed_at", "queued_at")
    return [
        {
            **{name: getattr(row, name) for name in (*names, *moments)},
            "full_name": f"{row.given_names} {row.surnames}".strip(),
            "document": _end_of(str(row.document)),
            "email": str(row.email),
            "needs": str(row.needs),
        }
        for row in rows
    ]


def _end_of(text: str) -> str:
    document = normalise_document(text)
    return document.number[-4:] if document else ""


def _links(rows: Sequence[FocalLink]) -> list[dict[str, Any]]:
    names = ("id", "course_id", "places", "expires_at", "revoked_at")
    return [
        {
            **{name: getattr(row, name) for name in names},
            "organization": row.organization.name,
            "name": str(row.name),
            "used": getattr(row, "used", 0),
        }
        for row in rows
    ]
