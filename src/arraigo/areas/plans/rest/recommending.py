"""The API of recommendations, letters and answers."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from ninja import Query, Router, Status

from arraigo.areas.plans.actions import recommendations as actions
from arraigo.areas.plans.actions.answers import Answer, Answerer, answer
from arraigo.areas.plans.actions.common import PlansError
from arraigo.areas.plans.enums import AnsweredBy
from arraigo.areas.plans.models import Authority, AuthorityResponse, Letter, Passage, PlanVersion, Recommendation
from arraigo.areas.plans.permissions import manages_plans, reads_plans
from arraigo.areas.plans.queries import recommending as reads
from arraigo.areas.plans.queries import recommending_letters as letter_reads
from arraigo.areas.plans.queries.recommending_links import is_open
from arraigo.areas.plans.rest.recommending_schemas import (
    PlanAnswerIn,
    PlanAnswerOut,
    PlanLetterOut,
    PlanLetterWhole,
    PlanMoveIn,
    PlanRecommendationFields,
    PlanRecommendationIn,
    PlanRecommendationOut,
    PlanRecommendationsQuery,
    PlanRecommendationWhole,
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
READING = {**REFUSALS, **NOT_FOUND, **INVALID}
WRITING = {**READING, **BAD_JSON, **TOO_LARGE, 409: Fault}
ONE = "/plans/recommendations/{uuid:recommendation_id}"
SAID = (
    "id", "plan_id", "version_id", "number", "title", "state", "origin", "where", "quote", "norm", "proposed",
    "grounds", "authority_id", "priority", "due_on", "is_public", "created_at", "sent_at",
)  # fmt: skip
ANSWERED = (
    "id", "recommendation_id", "letter_id", "verdict", "reason", "wording", "via", "is_current", "answered_at",
)  # fmt: skip
CARRIED = (
    "id", "plan_id", "version_id", "authority_id", "number", "subject", "answer_by", "sent_at", "acknowledged_at",
    "expires_at",
)  # fmt: skip


@router.get("/plans/recommendations", auth=READ, response={200: Page[PlanRecommendationOut], **REFUSALS, **INVALID})
def list_plan_recommendations(
    request: ApiRequest, paging: PagingQuery, asked: Query[PlanRecommendationsQuery]
) -> dict[str, Any]:
    """Recommendations by plan and number, each with the answer that counts."""
    need(request, reads_plans)
    wanted = {name: value for name, value in asked.model_dump().items() if value is not None}
    return page_of(reads.recommendations().filter(**wanted).order_by("plan_id", "number"), paging, _told)


@router.post("/plans/recommendations", auth=WRITE, response={201: PlanRecommendationOut, **WRITING})
def create_plan_recommendation(request: ApiRequest, given: PlanRecommendationIn) -> Status[dict[str, Any]]:
    """Write a recommendation about a version; 404 when the version, authority or passage is not in the city."""
    need(request, manages_plans)
    version = get_object_or_404(PlanVersion.objects.select_related("plan"), pk=given.version_id)
    authority_id = given.authority_id or version.plan.authority_id
    authority = get_object_or_404(Authority, pk=authority_id)
    fields = given.model_dump(exclude={"version_id", "id", "authority_id", "passage_id"})
    if given.passage_id is not None:
        passage = get_object_or_404(Passage, pk=given.passage_id, version=version)
        fields |= {"passage": passage, "quote": given.quote or passage.text}
    made = actions.write(
        version=version,
        recommendation_id=given.id,
        authority=authority,
        by=request.auth.standing.user,
        at=timezone.now(),
        **fields,
    )
    return Status(201, _told([made])[0])


@router.get(ONE, auth=READ, response={200: PlanRecommendationWhole, **READING})
def read_plan_recommendation(request: ApiRequest, recommendation_id: UUID) -> dict[str, Any]:
    """One recommendation with its steps and answers."""
    need(request, reads_plans)
    found = reads.whole(recommendation_id)
    if found is None:
        raise Http404
    steps = [
        {"before": one.before, "after": one.after, "side": one.side, "note": one.note, "at": one.at}
        for one in found.steps
    ]
    answers = [_answer(one) for one in found.responses]
    return {**_told([found.recommendation])[0], "steps": steps, "answers": answers}


@router.put(ONE, auth=WRITE, response={200: PlanRecommendationOut, **WRITING})
def change_plan_recommendation(
    request: ApiRequest, recommendation_id: UUID, given: PlanRecommendationFields
) -> Status[dict[str, Any]]:
    """Change a recommendation; 409 for the text of one that was sent."""
    need(request, manages_plans)
    try:
        changed = actions.change_recommendation(
            recommendation=_one(recommendation_id),
            by=request.auth.standing.user,
            at=timezone.now(),
            **given.model_dump(),
        )
    except PlansError as error:
        return Status(409, {"detail": str(error)})
    return Status(200, _told([changed])[0])


@router.post(f"{ONE}/move", auth=WRITE, response={200: PlanRecommendationOut, **WRITING})
def move_plan_recommendation(request: ApiRequest, recommendation_id: UUID, move: PlanMoveIn) -> Status[dict[str, Any]]:
    """Take a recommendation one step further; 409 says why a step is not possible."""
    need(request, manages_plans)
    try:
        moved = actions.move(
            recommendation=_one(recommendation_id),
            to=move.to,
            note=move.note,
            by=request.auth.standing.user,
            at=timezone.now(),
        )
    except PlansError as error:
        return Status(409, {"detail": str(error)})
    return Status(200, _told([moved])[0])


@router.post(f"{ONE}/answers", auth=WRITE, response={200: PlanAnswerOut, **WRITING})
def answer_plan_recommendation(
    request: ApiRequest, recommendation_id: UUID, given: PlanAnswerIn
) -> Status[dict[str, Any]]:
    """Note what the authority answered; the same answer twice is one. 409 says why it cannot be noted."""
    need(request, manages_plans)
    found = _one(recommendation_id)
    carried = found.letter_items.filter(letter__sent_at__isnull=False).order_by("-letter__sent_at").first()
    try:
        answer(
            answers=[Answer(found.pk, given.verdict, given.reason, given.wording)],
            who=Answerer(given.name, given.position, AnsweredBy.API),
            letter=carried.letter if carried else None,
            by=request.auth.standing.user,
            at=timezone.now(),
        )
    except PlansError as error:
        return Status(409, {"detail": str(error)})
    return Status(200, _answer(AuthorityResponse.objects.get(recommendation=found, is_current=True)))


@router.get("/plans/letters", auth=READ, response={200: Page[PlanLetterOut], **REFUSALS, **INVALID})
def list_plan_letters(request: ApiRequest, paging: PagingQuery) -> dict[str, Any]:
    """Letters, the newest first."""
    need(request, reads_plans)
    return page_of(letter_reads.letters().order_by("-created_at", "pk"), paging, _letters)


@router.get("/plans/letters/{uuid:letter_id}", auth=READ, response={200: PlanLetterWhole, **READING})
def read_plan_letter(request: ApiRequest, letter_id: UUID) -> dict[str, Any]:
    """One letter with its text and the recommendations that it carries; never its link."""
    need(request, reads_plans)
    found = get_object_or_404(letter_reads.letters(), pk=letter_id)
    ids = list(found.items.values_list("recommendation_id", flat=True))
    return {**_letters([found])[0], "body": found.body, "recommendation_ids": ids}


def _one(recommendation_id: UUID) -> Recommendation:
    found = Recommendation.objects.filter(pk=recommendation_id).first()
    if found is None:
        raise Http404(_("Esta recomendación no existe."))
    return found


def _told(rows: Iterable[Recommendation]) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(line.recommendation, name) for name in SAID},
            "answer": _answer(line.response) if line.response else None,
        }
        for line in letter_reads.with_answers(rows)
    ]


def _answer(one: AuthorityResponse) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ANSWERED}


def _letters(rows: Iterable[Letter]) -> list[dict[str, Any]]:
    at = timezone.now()
    return [
        {
            **{name: getattr(row, name) for name in CARRIED},
            "link_stands": is_open(row, at=at),
            "recommendations": getattr(row, "carried", 0),
            "answered": getattr(row, "answered", 0),
        }
        for row in rows
    ]
