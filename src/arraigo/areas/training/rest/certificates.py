"""Certificates, given out and verified: addresses in the API."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import Router, Status
from ninja.errors import HttpError

from arraigo.areas.training.actions import certificate_rules
from arraigo.areas.training.actions import certificates as actions
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.models import Certificate, CertificateRule, Course
from arraigo.areas.training.permissions import courses_of, manages_training, reads_training
from arraigo.areas.training.queries import certificates as reads
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.areas.training.queries.links import absolute
from arraigo.areas.training.rest.certificates_schemas import (
    CertificateOut,
    EligibilityOut,
    IssueIn,
    JobOut,
    RevokeIn,
    RuleIn,
    RuleOut,
    VerifiedOut,
)
from arraigo.areas.training.rest.routes import BODY, CONFLICT, READ, WRITE
from arraigo.areas.training.tasks.certificates import start_issuing
from arraigo.areas.training.web.certificates.public import answer
from arraigo.core.accounts.api import (
    Secret,
    TooManyGuessesError,
    address_of,
    attempt,
    enter_city,
    succeeded,
)
from arraigo.core.audit import api as audit
from arraigo.core.places.api import city_by_slug
from arraigo.core.rest.keys import ApiRequest, need
from arraigo.core.rest.schemas import (
    INVALID,
    NOT_FOUND,
    REFUSALS,
    Fault,
    Page,
    PagingQuery,
    page_of,
)

router = Router(tags=["training"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
READING = {**REFUSALS, **NOT_FOUND, **INVALID}
HERE = "/courses/{course_id}/certificates"


@router.get("/courses/{course_id}/certificate-rule", auth=READ, response={200: RuleOut, **READING})
def read_certificate_rule(request: ApiRequest, course_id: UUID) -> dict[str, Any]:
    """What a course asks for its certificate; 404 while it gives none."""
    need(request, reads_training)
    return _told(_rule(_course(request, course_id)))


@router.put("/courses/{course_id}/certificate-rule", auth=WRITE, response={200: RuleOut, **READING, **BODY, **CONFLICT})
def save_certificate_rule(request: ApiRequest, course_id: UUID, rule: RuleIn) -> Status[dict[str, Any]]:
    """Set what a course asks; certificates that were given out stay as they are. 409 when it cannot be asked."""
    need(request, manages_training)
    course = _course(request, course_id)
    fields = {**rule.model_dump(), "kind": rule.kind.value, "measure": rule.measure.value}
    try:
        saved = certificate_rules.save_rule(course=course, by=request.auth.standing.user, at=timezone.now(), **fields)
    except TrainingError as error:
        return Status(409, {"detail": str(error)})
    return Status(200, _told(saved))


@router.get(f"{HERE}/eligibility", auth=READ, response={200: list[EligibilityOut], **READING})
def list_eligibility(request: ApiRequest, course_id: UUID) -> list[dict[str, Any]]:
    """Everybody enrolled, with what they lack in words; that somebody read their names is recorded."""
    need(request, reads_training)
    course = _course(request, course_id)
    at = timezone.now()
    rows = reads.lines(course, _rule(course), at=at)
    audit.seen(what="training.certificates", subject=course, by=request.auth.standing.user, at=at)
    return [
        {
            "enrolment_id": row.pk,
            "person_id": row.person_id,
            "full_name": row.profile.full_name,
            "state": row.state,
            "meets": not row.missing,
            "missing": list(row.missing),
        }
        for row in rows
    ]


@router.post(f"{HERE}/issue", auth=WRITE, response={202: JobOut, **READING, **BODY})
def issue_certificates(request: ApiRequest, course_id: UUID, issue: IssueIn) -> Status[dict[str, Any]]:
    """Start the job that gives out certificates to those who meet the conditions and have none."""
    need(request, manages_training)
    course = _course(request, course_id)
    _rule(course)
    job = start_issuing(
        course, enrolments=issue.enrolments, again=issue.again, by=request.auth.standing.user, at=timezone.now()
    )
    return Status(202, {"id": job.pk, "state": job.state})


@router.get(HERE, auth=READ, response={200: Page[CertificateOut], **READING})
def list_certificates(request: ApiRequest, course_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Certificates of a course, revoked ones included; that somebody read the names is recorded."""
    need(request, reads_training)
    course = _course(request, course_id)
    found = page_of(reads.certificates(course).order_by("-issued_at", "pk"), paging, _certificates)
    audit.seen(what="training.certificates", subject=course, by=request.auth.standing.user, at=timezone.now())
    return found


@router.post(
    f"{HERE}/{{certificate_id}}/revoke", auth=WRITE, response={200: CertificateOut, **READING, **BODY, **CONFLICT}
)
def revoke_certificate(
    request: ApiRequest, course_id: UUID, certificate_id: UUID, revoke: RevokeIn
) -> Status[dict[str, Any]]:
    """Say that a certificate no longer holds; sent twice, the first reason stays."""
    need(request, manages_training)
    found = get_object_or_404(reads.certificates(_course(request, course_id)), pk=certificate_id)
    try:
        row = actions.revoke(certificate=found, reason=revoke.reason, by=request.auth.standing.user, at=timezone.now())
    except TrainingError as error:
        return Status(409, {"detail": str(error)})
    return Status(200, _certificates([row])[0])


@router.get(
    "/certificates/{city_name}/{code}",
    auth=None,
    response={200: VerifiedOut, **NOT_FOUND, **INVALID, 429: Fault},
)
def verify_certificate(request: HttpRequest, city_name: str, code: str) -> dict[str, Any]:
    """Whether a certificate holds, for anybody, without a key; 429 after many codes that are none."""
    found_city = city_by_slug(city_name)
    if found_city is None:
        raise Http404
    enter_city(request, found_city)
    try:
        made = attempt(Secret.CERTIFICATE, address=address_of(request), at=timezone.now())
    except TooManyGuessesError as error:
        raise HttpError(429, " ".join(error.messages)) from error
    found = reads.certificate_by(code[:80])
    if found is None:
        raise Http404
    succeeded(made)
    return answer(found)


def _course(request: ApiRequest, course_id: UUID) -> Course:
    return get_object_or_404(
        Course.objects.filter(courses_of(request.auth.standing)).select_related("city", "institution"), pk=course_id
    )


def _rule(course: Course) -> CertificateRule:
    found = reads.rule_of(course)
    if found is None:
        raise HttpError(404, _("Este curso no da constancias."))
    return found


def _told(rule: CertificateRule) -> dict[str, Any]:
    return {
        "kind": rule.kind,
        "measure": rule.measure,
        "minimum_percent": rule.minimum_percent,
        "hours": rule.hours,
        "text": rule.text,
        "required_sessions": _required(rule.course.sessions),
        "required_tests": _required(rule.course.assessments),
    }


def _required(rows: Any) -> list[UUID]:  # noqa: ANN401 - sessions or tests
    return list(rows.filter(is_required=True).values_list("pk", flat=True))


def _certificates(rows: Iterable[Certificate]) -> list[dict[str, Any]]:
    kept = ("enrolment_id", "person_id", "shows_name", "kind", "hours", "starts_on", "ends_on")
    also = ("issued_at", "revoked_at", "revocation_reason")
    return [
        {
            "id": row.pk,
            "code": grouped(row.code),
            "name": str(row.name),
            "url": absolute("certificate", row.course.city, grouped(row.code)),
            **{name: getattr(row, name) for name in (*kept, *also)},
        }
        for row in rows
    ]
