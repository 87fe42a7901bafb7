"""What the API takes in and answers about plans, their versions and what was read in them."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from ninja import Field, Query, Schema
from pydantic import AfterValidator, StrictBool

from arraigo.areas.plans.enums import InstrumentKind, VersionState
from arraigo.core.rest.schemas import Day, LongText, Name, Text


def _web_address(text: str) -> str:
    try:
        if text:
            URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        raise ValueError("it is not a web address") from None
    return text


Label = Annotated[Text, Field(max_length=120)]
Address = Annotated[Text, AfterValidator(_web_address)]


class PlanAuthorityOut(Schema):
    """An authority that makes plans and answers for them; whom to write to is not told here."""

    id: UUID
    organization: str
    unit: str


class PlanIn(Schema):
    """A plan to be made."""

    title: Name
    kind: InstrumentKind
    authority_id: UUID
    summary: LongText = ""
    starts_in: Annotated[int, Field(ge=1990, le=2100)] | None = None
    ends_in: Annotated[int, Field(ge=1990, le=2100)] | None = None
    is_public: StrictBool = False


class PlanOut(Schema):
    """A plan; `version` is the number of its latest version."""

    id: UUID
    title: str
    slug: str
    kind: str
    authority: PlanAuthorityOut
    summary: str
    starts_in: int | None
    ends_in: int | None
    is_public: bool
    version: int | None
    open_recommendations: int


class PlanProblemOut(Schema):
    """What is wrong with a file, as a code and a sentence."""

    code: str
    sentence: str


class PlanVersionOut(Schema):
    """A version of a plan and what was read in it."""

    id: UUID
    plan_id: UUID
    number: int
    label: str
    state: str
    dated_on: date | None
    received_on: date
    address: str
    sha256: str
    media_type: str
    reading: str
    pages: int
    passage_count: int
    language: str
    relevant: int
    problems: list[PlanProblemOut]
    read_at: datetime | None


class PlanVersionAnswers(Schema):
    """What is said of a version as its file is loaded; `received_on` is today where it is left out."""

    label: Label = ""
    state: VersionState = VersionState.DRAFT
    dated_on: Day | None = None
    received_on: Day | None = None
    address: Address = ""


class PlanVersionIn(Schema):
    """What is said of a version; what is left out stays. The one that comes in force replaces the one before."""

    state: VersionState
    label: Label | None = None
    dated_on: Day | None = None
    received_on: Day | None = None
    address: Address | None = None


class PlanSectionOut(Schema):
    """A heading of a version with what it rules; offsets in characters of the text that was read."""

    index: int
    parent_index: int | None
    kind: str
    number: str
    title: str
    path: list[str]
    page: int
    start: int
    end: int


class PlanPassageOut(Schema):
    """A passage of a version with what the program says of it, and why."""

    id: UUID
    index: int
    section_index: int | None
    text: str
    page: int
    start: int
    end: int
    quote: str
    relevant: bool
    concepts: list[str]
    part: str
    commits: bool
    why: list[str]


class PlanPassagesFilter(Schema):
    """Which passages of a version; `section` is the index of the heading right above them."""

    relevant: bool | None = None
    section: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    concept: Text = ""
    part: Text = ""


PlanPassagesQuery = Query[PlanPassagesFilter]
