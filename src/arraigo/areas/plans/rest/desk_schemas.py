"""Shapes of reviews and findings in the API."""

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema
from pydantic import StrictBool, StrictInt

from arraigo.areas.plans.enums import InstrumentKind
from arraigo.core.rest.schemas import Code, Day, LongText, Name

PlanLevel = Annotated[StrictInt, Field(ge=0, le=5)]


class PlanReviewIn(Schema):
    """A review to be started; the two who judge are named by the e-mail with which they enter."""

    first_reviewer: Name
    second_reviewer: Name
    pack: Code = "ec"
    instrument: InstrumentKind | None = None
    due_on: Day | None = None


class PlanSeatOut(Schema):
    """How many criteria the reviewer of a seat has judged."""

    seat: int
    judged: int


class PlanReviewOut(Schema):
    """A review and how far it is."""

    id: UUID
    plan_id: UUID
    version_id: UUID
    pack: str
    pack_version: str
    instrument: str
    state: str
    criteria: int
    settled: int
    due_on: date | None
    created_at: datetime
    closed_at: datetime | None


class PlanReviewDetailOut(PlanReviewOut):
    """A review with its progress by seat and how far its reviewers agree on what both have judged."""

    differ: int
    seats: list[PlanSeatOut]
    judged_by_both: int
    same_level: int
    quadratic_weighted_kappa: float | None


class PlanJudgementOut(Schema):
    """A level that a reviewer gave; the other one's shows once both were given."""

    seat: int
    level: int
    reason: str


class PlanEvidenceOut(Schema):
    """A passage that bears on a criterion, with the anchor that finds it again."""

    id: UUID
    passage_id: UUID
    quote: str
    page: int
    anchor: dict[str, Any]
    source: str
    why: str
    set_aside: bool


class PlanPlaceEvidenceOut(Schema):
    """What is known of a neighbourhood about a criterion."""

    area_id: UUID
    area: str
    indicator: str
    definition: str
    value: float
    unit: str
    dated_on: date
    source: str


class PlanFindingOut(Schema):
    """A criterion in a review: what the program suggests, and the level on which people settled."""

    id: UUID
    review_id: UUID
    number: int
    code: str
    norm: str
    article: str
    requires: str
    asks: str
    theme: str
    plan_part: str
    status: str
    suggested: int
    level: int | None
    reason: str
    is_adjudicated: bool
    missing: str
    evidence_total: int


class PlanFindingDetailOut(PlanFindingOut):
    """A criterion with its evidence and the judgements that the key's owner may see."""

    steps: list[dict[str, Any]]
    searched: list[str]
    judgements: list[PlanJudgementOut]
    evidence: list[PlanEvidenceOut]
    places: list[PlanPlaceEvidenceOut]


class PlanJudgementIn(Schema):
    """A level and why; another level than the suggested one wants a reason."""

    level: PlanLevel
    reason: LongText = ""


class PlanEvidenceIn(Schema):
    """A passage of the reviewed version to be added as evidence."""

    passage_id: UUID
    why: LongText = ""


class PlanEvidenceChangeIn(Schema):
    """Whether evidence is set aside."""

    set_aside: StrictBool
