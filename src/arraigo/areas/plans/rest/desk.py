"""The API of the review desk: whoever owns the key judges, and sees what they would see on the desk."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import Router, Status

from arraigo.areas.plans.actions import desk_evidence, judging, reviews
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.models import Evidence, Finding, Passage, PlanVersion, Review
from arraigo.areas.plans.permissions import judges, manages_plans, reads_plans
from arraigo.areas.plans.queries import desk as reads
from arraigo.areas.plans.rest import desk_translate as translate
from arraigo.areas.plans.rest.desk_schemas import (
    PlanEvidenceChangeIn,
    PlanEvidenceIn,
    PlanEvidenceOut,
    PlanFindingDetailOut,
    PlanFindingOut,
    PlanJudgementIn,
    PlanReviewDetailOut,
    PlanReviewIn,
    PlanReviewOut,
)
from arraigo.core.accounts.api import Scope
from arraigo.core.accounts.models import User
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
from arraigo.engines.plan_review.problems import PlanError

router = Router(tags=["plans"])
router.add_decorator(cache_control(private=True, no_cache=True), mode="view")
READ, WRITE = ApiKey(Scope.PLANS_READ), ApiKey(Scope.PLANS_WRITE)
ASKED = {**REFUSALS, **NOT_FOUND, **INVALID}
SENT: dict[Any, Any] = {**ASKED, **BAD_JSON, **TOO_LARGE, 409: Fault}


@router.get("/plans/reviews", auth=READ, response={200: Page[PlanReviewOut], **REFUSALS, **INVALID})
def list_reviews(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Reviews of plans, the newest first."""
    need(request, reads_plans)
    return page_of(reads.reviews(), paging, translate.reviews)


@router.post("/plans/versions/{version_id}/reviews", auth=WRITE, response={202: PlanReviewOut, **SENT})
def start_review(request: ApiRequest, version_id: UUID, told: PlanReviewIn) -> Status[dict[str, Any]]:
    """Start the review of a version that was read, as a job; sent twice, it is one. 409 says what is in the way."""
    need(request, manages_plans)
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=version_id)

    def start() -> dict[str, Any]:
        review = reviews.start_review(
            version=version,
            pack=told.pack,
            instrument=told.instrument or version.plan.kind,
            reviewers=[_reviewer(told.first_reviewer), _reviewer(told.second_reviewer)],
            due_on=told.due_on,
            by=request.auth.standing.user,
            at=timezone.now(),
        )
        return translate.reviews(list(reads.reviews().filter(pk=review.pk)))[0]

    return _done(start, 202)


@router.get("/plans/reviews/{review_id}", auth=READ, response={200: PlanReviewDetailOut, **ASKED})
def read_review(request: ApiRequest, review_id: UUID) -> dict[str, Any]:
    """One review, with how far each reviewer is and how far they agree."""
    need(request, reads_plans)
    return translate.review(get_object_or_404(reads.reviews(), pk=review_id))


@router.get("/plans/reviews/{review_id}/findings", auth=READ, response={200: Page[PlanFindingOut], **ASKED})
def list_findings(request: ApiRequest, review_id: UUID, paging: PagingQuery) -> dict[str, Any]:
    """Criteria of a review in their order."""
    need(request, reads_plans)
    review = _review(review_id)
    user = request.auth.standing.user
    return page_of(review.findings.order_by("order"), paging, lambda rows: translate.findings(rows, review, user))


@router.get("/plans/findings/{finding_id}", auth=READ, response={200: PlanFindingDetailOut, **ASKED})
def read_finding(request: ApiRequest, finding_id: UUID) -> dict[str, Any]:
    """One criterion with its evidence and the judgements that the key's owner may see."""
    need(request, reads_plans)
    return translate.finding(_finding(finding_id), request.auth.standing.user)


@router.put("/plans/findings/{finding_id}/judgement", auth=WRITE, response={200: PlanFindingDetailOut, **SENT})
def judge(request: ApiRequest, finding_id: UUID, told: PlanJudgementIn) -> Status[dict[str, Any]]:
    """Give a criterion the level of the key's owner, who must have a seat (409 otherwise); repeated, it changes it."""
    need(request, judges)
    found, user = _finding(finding_id), request.auth.standing.user

    def give() -> dict[str, Any]:
        judging.judge(finding=found, level=told.level, reason=told.reason, by=user, at=timezone.now())
        return translate.finding(_finding(finding_id), user)

    return _done(give)


@router.put("/plans/findings/{finding_id}/adjudication", auth=WRITE, response={200: PlanFindingDetailOut, **SENT})
def adjudicate(request: ApiRequest, finding_id: UUID, told: PlanJudgementIn) -> Status[dict[str, Any]]:
    """Settle a criterion on which both reviewers differ, with a reason; 409 before both have judged."""
    need(request, judges)
    found, user = _finding(finding_id), request.auth.standing.user

    def settle() -> dict[str, Any]:
        judging.adjudicate(finding=found, level=told.level, reason=told.reason, by=user, at=timezone.now())
        return translate.finding(_finding(finding_id), user)

    return _done(settle)


@router.post("/plans/findings/{finding_id}/evidence", auth=WRITE, response={200: PlanEvidenceOut, **SENT})
def add_evidence(request: ApiRequest, finding_id: UUID, told: PlanEvidenceIn) -> Status[dict[str, Any]]:
    """Add a passage of the reviewed version as evidence; sent twice, it is one."""
    need(request, manages_plans)
    found = _finding(finding_id)
    passage = get_object_or_404(Passage.objects.select_related("version"), pk=told.passage_id)
    by, at = request.auth.standing.user, timezone.now()

    def add() -> dict[str, Any]:
        made = desk_evidence.add_evidence(finding=found, passage=passage, why=told.why, by=by, at=at)
        return translate.evidence([_evidence(made.pk)])[0]

    return _done(add)


@router.put("/plans/evidence/{evidence_id}", auth=WRITE, response={200: PlanEvidenceOut, **SENT})
def change_evidence(request: ApiRequest, evidence_id: UUID, told: PlanEvidenceChangeIn) -> Status[dict[str, Any]]:
    """Set evidence aside, so that it no longer counts for its criterion, or take it back."""
    need(request, manages_plans)
    found = _evidence(evidence_id)
    by, at = request.auth.standing.user, timezone.now()

    def change() -> dict[str, Any]:
        desk_evidence.set_aside(evidence=found, aside=told.set_aside, by=by, at=at)
        return translate.evidence([_evidence(evidence_id)])[0]

    return _done(change)


def _done(work: Callable[[], dict[str, Any]], status: int = 200) -> Status[dict[str, Any]]:
    """Answer with what was done or, where a person can mend it, with 409 and why it was not."""
    try:
        return Status(status, work())
    except (PlansError, PlanError) as error:
        return Status(409, {"detail": str(error)})


def _reviewer(email: str) -> User:
    found = reads.possible_reviewers().filter(email__iexact=email).first()
    if found is None:
        raise PlansError(
            _("«%(email)s» no es de una persona de coordinación o de planificación de esta ciudad.") % {"email": email}
        )
    return found


def _review(review_id: UUID) -> Review:
    return get_object_or_404(Review.objects.prefetch_related("reviewers"), pk=review_id)


def _finding(finding_id: UUID) -> Finding:
    return get_object_or_404(Finding.objects.select_related("review"), pk=finding_id)


def _evidence(evidence_id: UUID) -> Evidence:
    return get_object_or_404(Evidence.objects.select_related("finding", "passage"), pk=evidence_id)
