"""Shapes of recommendations, letters and answers in the API."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema
from pydantic import AfterValidator, StrictBool, StringConstraints

from arraigo.areas.plans.enums import AnsweredBy, Origin, Priority, RecommendationState, Side, Verdict
from arraigo.core.rest.schemas import Day, Name, Text, keepable

Wording = Annotated[str, StringConstraints(max_length=8_000), AfterValidator(keepable)]
Said = Annotated[
    str, StringConstraints(min_length=1, max_length=8_000, strip_whitespace=True), AfterValidator(keepable)
]
Place = Annotated[str, StringConstraints(max_length=400), AfterValidator(keepable)]
Ground = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(keepable)]


class PlanRecommendationFields(Schema):
    """What a recommendation says; the texts are printed as they are."""

    title: Name
    proposed: Said
    where: Place = ""
    quote: Wording = ""
    norm: Ground = ""
    grounds: Wording = ""
    priority: Priority = Priority.MEDIUM
    due_on: Day | None = None
    is_public: StrictBool = True


class PlanRecommendationIn(PlanRecommendationFields):
    """A recommendation to be written about a version.

    With an `id` of the client's own, the same request twice writes one. Without an authority it goes to the plan's.
    """

    version_id: UUID
    id: UUID | None = None
    authority_id: UUID | None = None
    passage_id: UUID | None = None


class PlanRecommendationOut(Schema):
    """A recommendation, and the answer that counts."""

    id: UUID
    plan_id: UUID
    version_id: UUID
    number: int
    title: str
    state: RecommendationState
    origin: Origin
    where: str
    quote: str
    norm: str
    proposed: str
    grounds: str
    authority_id: UUID
    priority: Priority
    due_on: date | None
    is_public: bool
    created_at: datetime
    sent_at: datetime | None
    answer: "PlanAnswerOut | None"


class PlanAnswerIn(Schema):
    """What an authority answered; other than accepting wants a reason."""

    verdict: Verdict
    reason: Wording = ""
    wording: Wording = ""
    name: Text = ""
    position: Annotated[Text, Field(max_length=160)] = ""


class PlanAnswerOut(Schema):
    """An answer: `is_current` is false for one that was corrected later."""

    id: UUID
    recommendation_id: UUID
    letter_id: UUID | None
    verdict: Verdict
    reason: str
    wording: str
    via: AnsweredBy
    is_current: bool
    answered_at: datetime


class PlanStepOut(Schema):
    """A step that a recommendation took."""

    before: str
    after: RecommendationState
    side: Side
    note: str
    at: datetime


class PlanRecommendationWhole(PlanRecommendationOut):
    """A recommendation with its steps and all its answers."""

    steps: list[PlanStepOut]
    answers: list[PlanAnswerOut]


class PlanMoveIn(Schema):
    """To which state a recommendation passes; withdrawing it wants a note."""

    to: RecommendationState
    note: Ground = ""


class PlanLetterOut(Schema):
    """A letter; `link_stands` says whether its page can be opened."""

    id: UUID
    plan_id: UUID
    version_id: UUID
    authority_id: UUID
    number: str
    subject: str
    answer_by: date | None
    sent_at: datetime | None
    acknowledged_at: datetime | None
    expires_at: datetime
    link_stands: bool
    recommendations: int
    answered: int


class PlanLetterWhole(PlanLetterOut):
    """A letter with its text and what it carries."""

    body: str
    recommendation_ids: list[UUID]


class PlanRecommendationsQuery(Schema):
    """Which recommendations: of a plan, in a state."""

    plan_id: UUID | None = None
    state: RecommendationState | None = None


PlanRecommendationOut.model_rebuild()
PlanRecommendationWhole.model_rebuild()
