"""Noting arrivals: addresses in the API."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from ninja import Router

from arraigo.areas.training.actions.checkin import Arrival, note
from arraigo.areas.training.actions.checkin_review import restore, void
from arraigo.areas.training.models import CheckIn, Course, Session
from arraigo.areas.training.permissions import courses_of, manages_training, reads_training
from arraigo.areas.training.rest.checkin_schemas import CheckInOut, CheckInOutcomes, CheckInsIn
from arraigo.core.accounts.api import Scope
from arraigo.core.audit import api as audit
from arraigo.core.rest.keys import ApiKey, ApiRequest, need
from arraigo.core.rest.schemas import BAD_JSON, INVALID, NOT_FOUND, REFUSALS, TOO_LARGE, Page, PagingQuery, page_of

router = Router(tags=["training"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
READ, WRITE = ApiKey(Scope.TRAINING_READ), ApiKey(Scope.TRAINING_WRITE)
BODY = {**BAD_JSON, **TOO_LARGE}


@router.get(
    "/sessions/{session_id}/check-ins",
    auth=READ,
    response={200: Page[CheckInOut], **REFUSALS, **NOT_FOUND, **INVALID},
)
def list_check_ins(request: ApiRequest, session_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Arrivals and departures at a session as they were noted; that somebody read them is recorded."""
    need(request, reads_training)
    session = _session(request, session_id)
    rows = CheckIn.objects.filter(session=session).order_by("noted_at", "pk")
    audit.seen(what="training.arrivals", subject=session, by=request.auth.standing.user, at=timezone.now())
    return page_of(rows, paging, _shown)


@router.post(
    "/sessions/{session_id}/check-ins",
    auth=WRITE,
    response={200: CheckInOutcomes, **REFUSALS, **NOT_FOUND, **INVALID, **BODY},
)
def note_check_ins(request: ApiRequest, session_id: UUID, listed: CheckInsIn) -> dict[str, Any]:
    """Note arrivals and departures; sent again, a nonce changes nothing. What is in doubt waits for staff."""
    need(request, manages_training)
    session = _session(request, session_id)
    arrivals = [
        Arrival(one.nonce, one.noted_at, one.enrolment_id, method=one.method, direction=one.direction)
        for one in listed.check_ins
    ]
    answers = note(session=session, arrivals=arrivals, by=request.auth.standing.user, at=timezone.now())
    return {
        "outcomes": [{"nonce": one.nonce, "outcome": one.outcome.value, "sentence": one.sentence} for one in answers]
    }


@router.post(
    "/check-ins/{check_in_id}/void", auth=WRITE, response={200: CheckInOut, **REFUSALS, **NOT_FOUND, **INVALID}
)
def void_check_in(request: ApiRequest, check_in_id: UUID) -> dict[str, Any]:
    """Take an arrival out of what counts; sent again, nothing changes."""
    need(request, manages_training)
    row = _check_in(request, check_in_id)
    void(session=row.session, ids=[row.pk], by=request.auth.standing.user, at=timezone.now())
    return _shown([_check_in(request, check_in_id)])[0]


@router.post(
    "/check-ins/{check_in_id}/restore", auth=WRITE, response={200: CheckInOut, **REFUSALS, **NOT_FOUND, **INVALID}
)
def restore_check_in(request: ApiRequest, check_in_id: UUID) -> dict[str, Any]:
    """Take the voiding of an arrival back; sent again, nothing changes."""
    need(request, manages_training)
    row = _check_in(request, check_in_id)
    restore(session=row.session, ids=[row.pk], by=request.auth.standing.user, at=timezone.now())
    return _shown([_check_in(request, check_in_id)])[0]


def _courses(request: ApiRequest) -> Any:  # noqa: ANN401  (a queryset)
    return Course.objects.filter(courses_of(request.auth.standing))


def _session(request: ApiRequest, session_id: UUID) -> Session:
    found = Session.objects.filter(course__in=_courses(request)).select_related("course")
    session: Session = get_object_or_404(found, pk=session_id)
    return session


def _check_in(request: ApiRequest, check_in_id: UUID) -> CheckIn:
    found = CheckIn.objects.filter(session__course__in=_courses(request)).select_related("session__course")
    row: CheckIn = get_object_or_404(found, pk=check_in_id)
    return row


def _shown(rows: Iterable[CheckIn]) -> list[dict[str, Any]]:
    names = ("id", "nonce", "session_id", "enrolment_id", "method", "direction", "state", "noted_at", "received_at")
    return [{**{name: getattr(row, name) for name in names}, "doubt": row.note} for row in rows]
