"""What the API takes in and answers about public consultations."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Field, Query, Schema
from pydantic import StringConstraints

from arraigo.areas.plans.enums import CommentState


class PlanConsultationOut(Schema):
    """A consultation; `standing` is soon, open or closed, and `is_published` whether anybody sees it."""

    id: UUID
    plan_id: UUID
    version_id: UUID
    title: str
    introduction: str
    opens_at: datetime
    closes_at: datetime
    standing: str
    is_published: bool
    comment_count: int
    waiting: int


class PlanCommentOut(Schema):
    """A comment. The name only where its author wants it shown; never the e-mail."""

    id: UUID
    section_index: int | None
    where: str
    body: str
    proposed: str
    name: str
    organization_name: str
    state: str
    reason: str
    recommendation_id: UUID | None
    created_at: datetime


class PlanCommentsFilter(Schema):
    """Which comments of a consultation."""

    state: CommentState | None = None


class PlanModerationIn(Schema):
    """Whether comments are published; the reason is required when they are not."""

    comments: Annotated[list[UUID], Field(min_length=1, max_length=200)]
    publishes: bool
    reason: Annotated[str, StringConstraints(max_length=300, strip_whitespace=True, pattern=r"^[^\x00]*$")] = ""


class PlanModerationOut(Schema):
    """How many comments changed; those decided before, and those that became recommendations, did not."""

    changed: int


PlanCommentsQuery = Query[PlanCommentsFilter]
