"""What the API takes in and answers about training."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from ninja import Field, Query, Schema
from pydantic import AfterValidator, StrictBool, StringConstraints

from arraigo.areas.training.enums import Modality, ProgrammeArea
from arraigo.core.rest.schemas import Code, Day, Moment, Name, Text


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("unknown time zone") from None
    return name


Zone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_zone)]


class CourseIn(Schema):
    """A course to be made or changed; the institution is found by its name, or made."""

    code: Code
    title: Name
    institution: Text = ""
    programme_area: ProgrammeArea = ProgrammeArea.OTHER
    series: Annotated[Text, Field(max_length=160)] = ""
    timezone: Zone = "America/Guayaquil"


class CourseOut(Schema):
    """A course."""

    id: UUID
    code: str
    title: str
    institution: str | None
    programme_area: str
    series: str | None
    timezone: str
    created_at: datetime
    kind: str
    slug: str | None
    published_at: datetime | None
    cancelled_at: datetime | None


class SessionIn(Schema):
    """A session to be made or changed; `starts_at` carries its zone.

    What is null stays as it was. `notify` writes to those enrolled when it is still to come and they must know.
    """

    code: Annotated[Code, Field(max_length=60)]
    starts_at: Moment
    minutes: int = Field(ge=1, le=1440)
    modality: Modality
    title: Text = ""
    place: Text = ""
    is_required: StrictBool | None = None
    self_check_in: StrictBool | None = None
    notify: StrictBool = False


class SessionOut(Schema):
    """A session; `revision` counts how often it was moved or cancelled."""

    id: UUID
    course_id: UUID
    code: str
    title: str
    starts_at: datetime
    minutes: int
    timezone: str
    modality: str
    place: str
    is_required: bool
    self_check_in: bool
    revision: int
    cancelled_at: datetime | None
    cancellation_reason: str


class EnrolmentIn(Schema):
    """A person to be enrolled; a known document or e-mail means a known person."""

    full_name: Name
    given_names: Text = ""
    surnames: Text = ""
    document: Text = ""
    email: Text = ""
    sex: Literal["woman", "man", "intersex", "not_said", "unknown"] = "unknown"
    institution: Text = ""
    position: Annotated[Text, Field(max_length=160)] = ""


class EnrolmentsIn(Schema):
    """People to be enrolled together."""

    people: list[EnrolmentIn] = Field(min_length=1, max_length=500)


class EnrolmentOutcome(Schema):
    """What became of one of them; `position` counts from 1 in the request."""

    position: int
    outcome: Literal["new_person", "known_person", "same", "repeated", "bad"]
    sentence: str


class EnrolmentsOut(Schema):
    """What became of each person of a request."""

    outcomes: list[EnrolmentOutcome]


class EnrolmentOut(Schema):
    """Somebody enrolled; the document's last four characters alone."""

    id: UUID
    person_id: UUID
    full_name: str
    document: str
    sex: str
    institution: str | None
    position: str
    enrolled_at: datetime


class AttendanceOut(Schema):
    """One person in one session with time in it."""

    id: UUID
    session_id: UUID
    enrolment_id: UUID
    person_id: UUID
    held_on: date
    seconds: int
    online: bool
    in_person: bool


class FileOut(Schema):
    """What became of an uploaded file: what it did, what it asks, what is wrong with its rows.

    Only a file that was applied is kept.
    """

    id: UUID
    state: Literal["applied", "discarded"]
    repeated: bool
    counts: dict[str, int]
    questions: list["QuestionOut"]
    problems: list["ProblemOut"]


class QuestionOut(Schema):
    """Something that the file does not say: send it again with the answer."""

    key: str
    label: str
    choices: list[str]


class ProblemOut(Schema):
    """What is wrong with a row, or with the file."""

    code: str
    message: str
    row: int | None
    column: str | None


class SexCount(Schema):
    """People by sex."""

    women: int
    men: int
    unknown: int


class ModalityCount(Schema):
    """People by modality; whoever took part in both counts in each."""

    online: int
    in_person: int


class SexPercent(Schema):
    """Whole percentages over `people`."""

    women: int
    men: int


class CompletionOut(Schema):
    """People who met the conditions for a certificate or hold one, of those enrolled in courses with a rule that ended.

    Somebody counts once in each course.
    """

    completed: int
    enrolled: int


class CertificateCount(Schema):
    """Certificates issued in the period: those that are valid, and those that were revoked."""

    valid: int
    revoked: int


class MeanLearningOut(Schema):
    """Means of the questions that both tests ask, of people who took both; null for fewer than five.

    `gain_points` is after minus before; `normalised_gain` that gain as a part of what was left to learn (Hake 1998).
    """

    people: int
    before_percent: float | None
    after_percent: float | None
    gain_points: float | None
    normalised_gain: float | None


class SatisfactionOut(Schema):
    """The mean of the surveys' scale questions, from 1 to 5; null for fewer than five responses."""

    responses: int
    mean: float | None


class OutcomesOut(Schema):
    """What training led to."""

    completion: CompletionOut
    certificates: CertificateCount
    learning: MeanLearningOut
    satisfaction: SatisfactionOut


class FigurePart(OutcomesOut):
    """The figures of one series or programme area; `key` is empty for courses of no series."""

    key: str
    label: str
    people: int
    by_sex: SexCount
    attendances: int
    hours: float


class FiguresOut(OutcomesOut):
    """Figures of training: people and attendances kept apart.

    `hours` are what people attended, added up; `sessions_held` were attended and not cancelled, `hours_held` is what
    they lasted.
    """

    enrolled: int
    people: int
    by_modality: ModalityCount
    by_sex: SexCount
    percent: SexPercent
    attendances: int
    hours: float
    sessions_held: int
    hours_held: float
    by_series: list[FigurePart]
    by_programme_area: list[FigurePart]


class FiguresIn(Schema):
    """Which attendances count."""

    since: Day | None = None
    until: Day | None = None
    course: UUID | None = None
    institution: UUID | None = None
    series: UUID | None = None
    programme_area: ProgrammeArea | None = None


FileOut.model_rebuild()
FigureQuery = Query[FiguresIn]


class FileAnswers(Schema):
    """Answers to what a file may ask."""

    date_order: Literal["", "mdy", "dmy"] = ""
    m_means: Literal["", "woman", "man"] = ""
    day: Text = ""
    sheet: Text = ""
    unmarked: Literal["", "all", "none"] = ""
