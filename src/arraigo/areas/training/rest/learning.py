"""Tests and surveys: addresses in the API."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import Router, Status

from arraigo.areas.training.enums import AssessmentKind
from arraigo.areas.training.models import Assessment, Course, Response
from arraigo.areas.training.permissions import courses_of, manages_training, reads_training
from arraigo.areas.training.rest import learning_translate as translate
from arraigo.areas.training.rest.learning_schemas import (
    AssessmentIn,
    AssessmentOut,
    ResultsOut,
    SittingOut,
    WholeAssessmentOut,
)
from arraigo.areas.training.rest.routes import BODY, CONFLICT, READ, WRITE
from arraigo.core.audit import api as audit
from arraigo.core.rest.keys import ApiRequest, need
from arraigo.core.rest.schemas import (
    INVALID,
    NOT_FOUND,
    REFUSALS,
    Page,
    PagingQuery,
    page_of,
)

router = Router(tags=["training"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")


@router.get(
    "/courses/{course_id}/assessments",
    auth=READ,
    response={200: Page[AssessmentOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_assessments(request: ApiRequest, course_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Tests and surveys of a course, oldest first."""
    need(request, reads_training)
    rows = Assessment.objects.filter(course=_course(request, course_id)).order_by("created_at", "pk")
    return page_of(rows, paging, translate.assessments)


@router.put(
    "/courses/{course_id}/assessments/{assessment_id}",
    auth=WRITE,
    response={200: WholeAssessmentOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY, **CONFLICT},
)
def replace_assessment(
    request: ApiRequest, course_id: UUID, assessment_id: UUID, assessment: AssessmentIn
) -> Status[dict[str, Any]]:
    """Make the test or survey of this id, or replace all of it; sent twice, it changes nothing more.

    The id is the client's to choose. 409 once somebody has answered, where the change would make answers mean
    something else, or when a published one could no longer be answered.
    """
    need(request, manages_training)
    course = _course(request, course_id)
    return translate.replace(course, assessment_id, assessment, by=request.auth.standing.user, at=timezone.now())


@router.get(
    "/assessments/{assessment_id}",
    auth=READ,
    response={200: WholeAssessmentOut, **REFUSALS, **NOT_FOUND, **INVALID},
)
def read_assessment(request: ApiRequest, assessment_id: UUID) -> dict[str, Any]:
    """One test or survey with its questions and what is right."""
    need(request, reads_training)
    return translate.whole(_assessment(request, assessment_id))


@router.post(
    "/assessments/{assessment_id}/publish",
    auth=WRITE,
    response={200: AssessmentOut, **REFUSALS, **NOT_FOUND, **INVALID, **CONFLICT},
)
def publish_assessment(request: ApiRequest, assessment_id: UUID) -> Status[dict[str, Any]]:
    """Let people answer; 409 says what is to be mended first. Published already, it stays as it is."""
    need(request, manages_training)
    found = _assessment(request, assessment_id)
    return translate.publish(found, by=request.auth.standing.user, at=timezone.now())


@router.get(
    "/assessments/{assessment_id}/results",
    auth=READ,
    response={200: ResultsOut, **REFUSALS, **NOT_FOUND, **INVALID},
)
def read_results(request: ApiRequest, assessment_id: UUID) -> dict[str, Any]:
    """How a test or survey went, without names."""
    need(request, reads_training)
    return translate.results(_assessment(request, assessment_id))


@router.get(
    "/assessments/{assessment_id}/responses",
    auth=READ,
    response={200: Page[SittingOut], **REFUSALS, **NOT_FOUND, **INVALID, **CONFLICT},
)
def list_responses(
    request: ApiRequest, assessment_id: UUID, paging: PagingQuery
) -> dict[str, Any] | Status[dict[str, Any]]:
    """Who reached what in a test; that somebody read it is recorded. 409 for a survey: its answers bear no name."""
    need(request, reads_training)
    found = _assessment(request, assessment_id)
    if found.kind == AssessmentKind.SURVEY:
        return Status(409, {"detail": _("Las respuestas de una encuesta no llevan nombre: lea sus resultados.")})
    rows = Response.objects.filter(assessment=found, enrolment__isnull=False).select_related("assessment")
    by, at = request.auth.standing.user, timezone.now()
    audit.seen(what="training.assessment.responses", subject=found, by=by, at=at)
    return page_of(rows.order_by("submitted_at", "pk"), paging, translate.sittings)


def _course(request: ApiRequest, course_id: UUID) -> Course:
    course: Course = get_object_or_404(Course.objects.filter(courses_of(request.auth.standing)), pk=course_id)
    return course


def _assessment(request: ApiRequest, assessment_id: UUID) -> Assessment:
    allowed = Course.objects.filter(courses_of(request.auth.standing))
    rows = Assessment.objects.filter(course__in=allowed).select_related("course")
    found: Assessment = get_object_or_404(rows, pk=assessment_id)
    return found
