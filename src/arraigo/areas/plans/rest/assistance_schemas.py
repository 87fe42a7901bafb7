"""What the API takes in and answers about assistance plans."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from ninja import Field, Schema

from arraigo.areas.plans.enums import ActivityState
from arraigo.areas.plans.rest.plans_schemas import PlanAuthorityOut
from arraigo.core.rest.schemas import Day, LongText


class PlanAssistanceOut(Schema):
    """An assistance plan. `progress` is the mean of its activities by days, in percent; None without activities."""

    id: UUID
    slug: str
    title: str
    plan_id: UUID | None
    authority: PlanAuthorityOut
    introduction: str
    starts_on: date
    ends_on: date
    currency: str
    activities: int
    budget: Decimal | None
    progress: int | None
    edition: int | None
    published_at: datetime | None


class PlanActivityOut(Schema):
    """An activity of an assistance plan, in its output and objective."""

    id: UUID
    objective_id: UUID
    objective: str
    output_id: UUID
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
    """How an activity stood on a day. `nonce` is yours: what is sent twice with the same one is noted once."""

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
    created_at: datetime


class PlanEditionOut(Schema):
    """An edition of an assistance plan."""

    id: UUID
    number: int
    note: str
    published_at: datetime
    withdrawn_at: datetime | None
    address: str


class PlanEditionContentOut(PlanEditionOut):
    """An edition with all that it says, as it was published."""

    content: dict[str, object]
