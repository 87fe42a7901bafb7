"""Shapes of the agenda in the API."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Field, Query, Schema
from pydantic import AfterValidator, StrictBool

from arraigo.areas.training.enums import CourseKind, EnrolmentMode, Modality, ProgrammeArea
from arraigo.core.rest.schemas import Code, Day, LongText, Moment, Name, Text


def _email(text: str) -> str:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise ValueError("it is not an e-mail address") from None
    return text


Email = Annotated[Text, AfterValidator(_email)]
Sentence = Annotated[Text, Field(max_length=200)]


class TrainerIO(Schema):
    """Who gives a course."""

    name: Name
    position: Text = ""


class AnnouncementIn(Schema):
    """What the agenda says of a course, and how one gets a place in it. `capacity` null is without limit."""

    kind: CourseKind
    summary: Text = ""
    description: LongText = ""
    audience: Text = ""
    contact: Email = ""
    enrolment_mode: EnrolmentMode
    enrolment_opens_at: Moment | None = None
    enrolment_closes_at: Moment | None = None
    capacity: int | None = Field(None, ge=1, le=100_000)
    has_waiting_list: StrictBool = True
    retention_months: int | None = Field(None, ge=1, le=240)
    trainers: list[TrainerIO] = Field(default=[], max_length=20)


class MaterialOut(Schema):
    """A file that a course gives out."""

    id: UUID
    title: str
    audience: str
    media_type: str
    size: int


class AnnouncementOut(Schema):
    """What the agenda says of a course; `slug` is its address once it was published."""

    course_id: UUID
    slug: str | None
    kind: str
    summary: str
    description: str
    audience: str
    contact: str
    enrolment_mode: str
    enrolment_opens_at: datetime | None
    enrolment_closes_at: datetime | None
    capacity: int | None
    has_waiting_list: bool
    retention_months: int | None
    published_at: datetime | None
    cancelled_at: datetime | None
    cancellation_reason: str
    trainers: list[TrainerIO]
    materials: list[MaterialOut]


class ReasonIn(Schema):
    """Why something does not take place; people read it."""

    reason: Sentence


class DuplicateIn(Schema):
    """A course made after another, with its sessions from `first_day` on; without a day it has none."""

    code: Code
    title: Name
    first_day: Day | None = None


class SeriesOut(Schema):
    """A cycle or diploma, with how many courses it has."""

    id: UUID
    name: str
    courses: int


class AgendaFilter(Schema):
    """Whose agenda, by the city's short name, and what of it."""

    city: str = Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9-]*$")
    past: bool = False
    programme_area: ProgrammeArea | None = None
    modality: Modality | None = None


AgendaQuery = Query[AgendaFilter]


class MeetingOut(Schema):
    """A session of a published course. Its link to join is for those enrolled and is not here."""

    code: str
    title: str
    starts_at: datetime
    minutes: int
    timezone: str
    modality: str
    place: str
    cancelled: bool


class OfferOut(Schema):
    """A published course. `places` says whether one can still get a place; `left` is null without a limit."""

    title: str
    url: str
    kind: str
    programme_area: str
    summary: str
    institution: str | None
    places: str
    left: int | None
    sessions: list[MeetingOut]
