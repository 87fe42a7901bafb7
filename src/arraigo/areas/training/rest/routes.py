"""Addresses of training in the API: each translates a request into one domain call."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from arraigo.areas.training.models import Attendance, Course, Enrolment, Session
from arraigo.areas.training.permissions import courses_of, manages_training, reads_figures, reads_training
from arraigo.areas.training.rest import translate
from arraigo.areas.training.rest.schemas import (
    AttendanceOut,
    CourseIn,
    CourseOut,
    EnrolmentOut,
    EnrolmentsIn,
    EnrolmentsOut,
    FigureQuery,
    FiguresOut,
    FileAnswers,
    FileOut,
    SessionIn,
    SessionOut,
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

router = Router(tags=["training"])
# Whoever keeps an answer, a browser or a program, asks again before using it: it may hold names.
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
READ, WRITE, FIGURES = ApiKey(Scope.TRAINING_READ), ApiKey(Scope.TRAINING_WRITE), ApiKey(Scope.FIGURES_READ)
# A file, and around it what a form adds.
UPLOAD = ApiKey(Scope.TRAINING_WRITE, largest=settings.IMPORT_MAX_BYTES + 64 * 1024)
CONFLICT = {409: Fault}
NO_ROOM = {507: Fault}
BODY = {**BAD_JSON, **TOO_LARGE}


@router.get("/courses", auth=READ, response={200: Page[CourseOut], **REFUSALS, **INVALID})
def list_courses(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Courses, newest first."""
    need(request, reads_training)
    return page_of(_courses(request), paging, translate.courses)


@router.post("/courses", auth=WRITE, response={201: CourseOut, **REFUSALS, **INVALID, **BODY, **CONFLICT})
def create_course(request: ApiRequest, course: CourseIn) -> Status[dict[str, Any]]:
    """Make a course; 409 when the code is taken."""
    need(request, manages_training)
    return translate.create_course(course, standing=request.auth.standing, at=timezone.now())


@router.get("/courses/{course_id}", auth=READ, response={200: CourseOut, **REFUSALS, **NOT_FOUND, **INVALID})
def read_course(request: ApiRequest, course_id: UUID) -> dict[str, Any]:
    """One course."""
    need(request, reads_training)
    return translate.courses([_course(request, course_id)])[0]


@router.put(
    "/courses/{course_id}",
    auth=WRITE,
    response={200: CourseOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY, **CONFLICT},
)
def change_course(request: ApiRequest, course_id: UUID, course: CourseIn) -> Status[dict[str, Any]]:
    """Change a course; its code stays, so that 409 answers another one."""
    need(request, manages_training)
    there = _course(request, course_id)
    return translate.change_course(there, course, standing=request.auth.standing, at=timezone.now())


@router.get(
    "/courses/{course_id}/sessions",
    auth=READ,
    response={200: Page[SessionOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_sessions(request: ApiRequest, course_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Sessions of a course, in their order."""
    need(request, reads_training)
    rows = Session.objects.filter(course=_course(request, course_id))
    return page_of(rows, paging, translate.sessions)


@router.put(
    "/courses/{course_id}/sessions",
    auth=WRITE,
    response={200: SessionOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY},
)
def save_session(request: ApiRequest, course_id: UUID, session: SessionIn) -> dict[str, Any]:
    """Make the session of this code, or change it; sent twice, it changes nothing more."""
    need(request, manages_training)
    course = _course(request, course_id)
    return translate.save_session(course, session, by=request.auth.standing.user, at=timezone.now())


@router.get(
    "/courses/{course_id}/enrolments",
    auth=READ,
    response={200: Page[EnrolmentOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_enrolments(request: ApiRequest, course_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """People enrolled in a course; that somebody read their names is recorded."""
    need(request, reads_training)
    course = _course(request, course_id)
    rows = Enrolment.objects.filter(course=course).select_related("organization").order_by("enrolled_at", "pk")
    translate.seen("training.enrolments", course, by=request.auth.standing.user, at=timezone.now())
    return page_of(rows, paging, translate.enrolments)


@router.post(
    "/courses/{course_id}/enrolments",
    auth=WRITE,
    response={200: EnrolmentsOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY},
)
def enrol(request: ApiRequest, course_id: UUID, listed: EnrolmentsIn) -> dict[str, Any]:
    """Enrol people; whoever is enrolled already stays as they are, so that sending twice does no harm."""
    need(request, manages_training)
    course = _course(request, course_id)
    return translate.enrol(course, listed, by=request.auth.standing.user, at=timezone.now())


@router.get(
    "/courses/{course_id}/attendance",
    auth=READ,
    response={200: Page[AttendanceOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_attendance(request: ApiRequest, course_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Who attended which session of a course, for how long; that somebody read it is recorded."""
    need(request, reads_training)
    course = _course(request, course_id)
    rows = Attendance.objects.filter(course=course).order_by("held_on", "pk")
    translate.seen("training.attendance", course, by=request.auth.standing.user, at=timezone.now())
    return page_of(rows, paging, translate.attendances)


@router.post(
    "/courses/{course_id}/enrolment-files",
    auth=UPLOAD,
    response={200: FileOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY, **CONFLICT, **NO_ROOM},
)
def upload_enrolments(
    request: ApiRequest, course_id: UUID, answers: Form[FileAnswers], file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Enrol by a list as people make it (XLSX, CSV…); the same content is applied once.

    A file that asks something is not kept: send it again with the answers. 409 when the same content waits on screen.
    """
    need(request, manages_training)
    course = _course(request, course_id)
    place = ("training.enrolments", f"course:{course.pk}")
    return translate.take_in(file, place, answers, by=request.auth.standing.user, at=timezone.now())


@router.post(
    "/sessions/{session_id}/attendance-files",
    auth=UPLOAD,
    response={200: FileOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY, **CONFLICT, **NO_ROOM},
)
def upload_attendance(
    request: ApiRequest, session_id: UUID, answers: Form[FileAnswers], file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Take in an attendance file of Zoom, Teams, Meet, KoBo or paper; the same content is applied once.

    A file that asks something is not kept: send it again with the answers. 409 when the same content waits on screen.
    """
    need(request, manages_training)
    session = get_object_or_404(Session.objects.filter(course__in=_courses(request)), pk=session_id)
    place = ("training.attendance", f"session:{session.pk}")
    return translate.take_in(file, place, answers, by=request.auth.standing.user, at=timezone.now())


@router.get("/figures", auth=FIGURES, response={200: FiguresOut, **REFUSALS, **INVALID})
def read_figures(request: ApiRequest, wanted: FigureQuery) -> dict[str, Any]:
    """Figures of the city's training, without names."""
    need(request, reads_figures)
    return translate.figures_of(wanted, at=timezone.now())


def _courses(request: ApiRequest) -> Any:  # noqa: ANN401  (a queryset)
    found = Course.objects.select_related("institution", "series").order_by("-created_at", "pk")
    return found.filter(courses_of(request.auth.standing))


def _course(request: ApiRequest, course_id: UUID) -> Course:
    course: Course = get_object_or_404(_courses(request), pk=course_id)
    return course
