"""The public agenda and what the desk keeps of it: addresses in the API."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import Router, Status
from ninja.decorators import decorate_view
from ninja.errors import HttpError

from arraigo.areas.training.actions import announcing, changing, duplicating
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Course, Series, Session
from arraigo.areas.training.permissions import courses_of, manages_training, reads_training
from arraigo.areas.training.queries import agenda as reads
from arraigo.areas.training.queries.links import absolute
from arraigo.areas.training.rest import translate
from arraigo.areas.training.rest.agenda_schemas import (
    AgendaQuery,
    AnnouncementIn,
    AnnouncementOut,
    DuplicateIn,
    OfferOut,
    ReasonIn,
    SeriesOut,
)
from arraigo.areas.training.rest.routes import BODY, CONFLICT, READ, WRITE
from arraigo.areas.training.rest.schemas import CourseOut, SessionOut
from arraigo.core.accounts.api import enter_city
from arraigo.core.places.api import city_by_slug
from arraigo.core.places.models import City
from arraigo.core.rest.keys import ApiRequest, need
from arraigo.core.rest.schemas import INVALID, NOT_FOUND, REFUSALS, Page, PagingQuery, page_of

router = Router(tags=["training"])
Answer = Status[dict[str, Any]]
# What anybody reads is kept as the page of the agenda is; what a key opens is asked for again.
FRESH = decorate_view(cache_control(public=True, max_age=60))
OWN = decorate_view(cache_control(private=True, no_cache=True))
CHANGED = {200: AnnouncementOut, **REFUSALS, **NOT_FOUND, **INVALID, **CONFLICT}
PLAIN = (
    "slug", "kind", "summary", "description", "audience", "contact", "enrolment_mode", "enrolment_opens_at",
    "enrolment_closes_at", "capacity", "has_waiting_list", "retention_months", "published_at", "cancelled_at",
    "cancellation_reason",
)  # fmt: skip


@router.get("/agenda", auth=None, response={200: list[OfferOut], **NOT_FOUND, **INVALID})
@FRESH
def read_agenda(request: HttpRequest, wanted: AgendaQuery) -> list[dict[str, Any]]:
    """The courses that a city announces, soonest first, or with `past` those that are over. Needs no key."""
    city = city_by_slug(wanted.city)
    if city is None:
        raise HttpError(404, _("No hay una ciudad con ese nombre corto."))
    enter_city(request, city)
    asked = reads.Wanted(area=wanted.programme_area or "", modality=wanted.modality or "", past=wanted.past)
    return [_offer(offer, city) for offer in reads.agenda(asked, at=timezone.now())]


@router.get("/series", auth=READ, response={200: Page[SeriesOut], **REFUSALS, **INVALID})
@OWN
def list_series(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Series by name, with how many courses each has."""
    need(request, reads_training)
    rows = Series.objects.annotate(number=Count("courses")).order_by("name")
    return page_of(rows, paging, lambda found: [{"id": r.pk, "name": r.name, "courses": r.number} for r in found])


@router.get(
    "/courses/{course_id}/announcement",
    auth=READ,
    response={200: AnnouncementOut, **REFUSALS, **NOT_FOUND, **INVALID},
)
@OWN
def read_announcement(request: ApiRequest, course_id: UUID) -> dict[str, Any]:
    """What the agenda says of a course, who gives it and what it hands out."""
    need(request, reads_training)
    return _announcement(_course(request, course_id))


@router.put("/courses/{course_id}/announcement", auth=WRITE, response={**CHANGED, **BODY})
def write_announcement(request: ApiRequest, course_id: UUID, said: AnnouncementIn) -> Answer:
    """Say what the agenda says of a course; whoever waits gets the places that a larger capacity frees."""
    need(request, manages_training)
    course = _course(request, course_id)
    opens, closes = said.enrolment_opens_at, said.enrolment_closes_at
    if opens and closes and closes <= opens:
        return Status(409, {"detail": _("La inscripción cierra antes de abrir. Corrija una fecha.")})
    by, at = request.auth.standing.user, timezone.now()
    fields = {**said.model_dump(exclude={"trainers"}), "kind": said.kind.value}
    with transaction.atomic():
        announcing.announce(course, by=by, at=at, **{**fields, "enrolment_mode": said.enrolment_mode.value})
        announcing.set_trainers(course, [(one.name, one.position) for one in said.trainers], by=by, at=at)
    return Status(200, _announcement(_course(request, course_id)))


@router.post("/courses/{course_id}/publish", auth=WRITE, response=CHANGED)
def publish_course(request: ApiRequest, course_id: UUID) -> Answer:
    """Show a course to anybody; 409 when it was cancelled."""
    return _change(request, course_id, announcing.publish)


@router.post("/courses/{course_id}/unpublish", auth=WRITE, response=CHANGED)
def unpublish_course(request: ApiRequest, course_id: UUID) -> Answer:
    """Take a course out of the agenda; whoever is enrolled stays."""
    return _change(request, course_id, announcing.unpublish)


@router.post("/courses/{course_id}/cancel", auth=WRITE, response={**CHANGED, **BODY})
def cancel_course(request: ApiRequest, course_id: UUID, told: ReasonIn) -> Answer:
    """Cancel a course with the sessions that are left, and tell everybody once."""
    return _change(request, course_id, changing.cancel_course, reason=told.reason)


@router.post(
    "/courses/{course_id}/duplicate",
    auth=WRITE,
    response={201: CourseOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY, **CONFLICT},
)
def duplicate_course(request: ApiRequest, course_id: UUID, wanted: DuplicateIn) -> Answer:
    """Make a course after another, with its sessions and trainers and nobody enrolled; 409 when the code is taken."""
    need(request, manages_training)
    course, by = _course(request, course_id), request.auth.standing.user
    try:
        made = duplicating.duplicate_course(course, by=by, at=timezone.now(), **wanted.model_dump())
    except TrainingError as refused:
        return Status(409, {"detail": str(refused)})
    return Status(201, translate.courses([made])[0])


@router.post(
    "/sessions/{session_id}/cancel",
    auth=WRITE,
    response={200: SessionOut, **REFUSALS, **NOT_FOUND, **INVALID, **BODY, **CONFLICT},
)
def cancel_session(request: ApiRequest, session_id: UUID, told: ReasonIn) -> Answer:
    """Say that a session will not take place and tell everybody once; 409 when it has attendance."""
    need(request, manages_training)
    allowed = Course.objects.filter(courses_of(request.auth.standing))
    session = get_object_or_404(Session.objects.filter(course__in=allowed), pk=session_id)
    try:
        changed = changing.cancel_session(session, reason=told.reason, by=request.auth.standing.user, at=timezone.now())
    except TrainingError as refused:
        return Status(409, {"detail": str(refused)})
    return Status(200, translate.sessions([changed])[0])


def _change(request: ApiRequest, course_id: UUID, action: Callable[..., Any], **said: Any) -> Answer:
    need(request, manages_training)
    try:
        action(_course(request, course_id), by=request.auth.standing.user, at=timezone.now(), **said)
    except TrainingError as refused:
        return Status(409, {"detail": str(refused)})
    return Status(200, _announcement(_course(request, course_id)))


def _course(request: ApiRequest, course_id: UUID) -> Course:
    found = Course.objects.filter(courses_of(request.auth.standing)).select_related("institution", "series", "city")
    course: Course = get_object_or_404(found, pk=course_id)
    return course


def _announcement(course: Course) -> dict[str, Any]:
    kept = course.materials.filter(file__erased_at__isnull=True).select_related("file")
    return {
        "course_id": course.pk,
        **{name: getattr(course, name) for name in PLAIN},
        "trainers": [{"name": one.name, "position": one.position} for one in course.trainers.all()],
        "materials": [
            {
                "id": one.pk,
                "title": one.title,
                "audience": one.audience,
                "media_type": one.file.media_type,
                "size": one.file.size,
            }
            for one in kept
        ],
    }


def _offer(offer: reads.Offer, city: City) -> dict[str, Any]:
    course = offer.course
    names = ("code", "title", "starts_at", "minutes", "timezone", "modality", "place")
    return {
        **{name: getattr(course, name) for name in ("title", "kind", "programme_area", "summary")},
        "url": absolute("agenda_course", city, course.slug),
        "institution": course.institution.name if course.institution else None,
        "places": offer.places.value,
        "left": offer.left,
        "sessions": [
            {**{name: getattr(one.session, name) for name in names}, "cancelled": one.cancelled}
            for one in offer.meetings
        ],
    }
