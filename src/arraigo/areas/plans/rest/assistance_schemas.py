"""What the API takes in and answers about technical assistance plans."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from ninja import Field, Schema

from arraigo.areas.plans.enums import ActivityState
from arraigo.core.rest.schemas import Day, LongText


class PlanAssistanceOut(Schema):
    """A technical assistance plan; `edition` is the number of the one that is published, if any."""

    id: UUID
    title: str
    slug: str
    plan_id: UUID | None
    authority: str
    starts_on: date
    ends_on: date
    currency: str
    activities: int
    edition: int | None


class PlanActivityOut(Schema):
    """An activity with the objective and output that it serves."""

    id: UUID
    objective: str
    output: str
    title: str
    responsible: str
    starts_on: date
    ends_on: date
    budget: Decimal | None
    funding: str
    state: str
    percent: int


class PlanProgressIn(Schema):
    """How an activity stands on a day; `nonce` makes one of a note sent twice."""

    nonce: UUID
    on: Day
    percent: Annotated[int, Field(ge=0, le=100)]
    state: ActivityState
    note: LongText = ""


class PlanProgressOut(Schema):
    """A note of progress."""

    id: UUID
    activity_id: UUID
    on: date
    percent: int
    state: str
    note: str


class PlanEditionOut(Schema):
    """A published edition; `content` is all that its page and documents say."""

    number: int
    note: str
    published_at: datetime
    withdrawn_at: datetime | None
    content: dict[str, Any]
