"""What the API takes in and answers about tests and surveys."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from ninja import Field, Schema
from pydantic import StringConstraints, model_validator

from arraigo.areas.training.actions.questions import ChoiceDraft, QuestionDraft
from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.core.rest.schemas import LongText, Moment, Name

Words = Annotated[LongText, StringConstraints(max_length=300)]
OFFERED = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE})


class ChoiceIn(Schema):
    """An answer on offer, and whether it is right."""

    text: Annotated[LongText, StringConstraints(min_length=1, max_length=300, strip_whitespace=True)]
    correct: bool = False


class QuestionIn(Schema):
    """A question; `pair` is the same in the test before and the test after for what both ask."""

    kind: QuestionKind
    text: Annotated[LongText, StringConstraints(min_length=1, max_length=1000, strip_whitespace=True)]
    help: Words = ""
    points: int = Field(1, ge=1, le=100)
    required: bool = True
    pair: UUID | None = None
    choices: list[ChoiceIn] = Field(default=[], max_length=20)

    @model_validator(mode="after")
    def _choices_where_one_chooses(self) -> Self:
        if self.choices and self.kind not in OFFERED:
            raise ValueError("only questions of kind single, multiple or true_false have choices")
        return self

    @property
    def draft(self) -> QuestionDraft:
        """What the action takes."""
        return QuestionDraft(
            kind=self.kind.value,
            text=self.text,
            help=self.help,
            points=self.points,
            is_required=self.required,
            pair=self.pair,
            choices=tuple(ChoiceDraft(choice.text, choice.correct) for choice in self.choices),
        )


class AssessmentIn(Schema):
    """A whole test or survey, with all of its questions in their order."""

    kind: AssessmentKind
    title: Name
    introduction: LongText = ""
    opens_at: Moment | None = None
    closes_at: Moment | None = None
    attempts: int = Field(1, ge=1, le=20)
    pass_percent: Annotated[int, Field(ge=1, le=100)] | None = None
    required: bool = False
    shows_answers: bool = False
    questions: list[QuestionIn] = Field(default=[], max_length=100)

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> Self:
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValueError("closes_at must come after opens_at")
        return self


class ChoiceOut(Schema):
    """An answer on offer, and whether it is right."""

    id: UUID
    text: str
    correct: bool


class AskedOut(Schema):
    """A question of a test or survey."""

    id: UUID
    kind: str
    text: str
    help: str
    points: int
    required: bool
    pair: UUID | None
    choices: list[ChoiceOut]


class AssessmentOut(Schema):
    """A test or survey; `published_at` is null in a draft."""

    id: UUID
    course_id: UUID
    kind: str
    title: str
    introduction: str
    opens_at: datetime | None
    closes_at: datetime | None
    attempts: int
    pass_percent: int | None
    required: bool
    shows_answers: bool
    published_at: datetime | None
    created_at: datetime


class WholeAssessmentOut(AssessmentOut):
    """A test or survey with its questions."""

    questions: list[AskedOut]


class SittingOut(Schema):
    """One sitting of a test: points out of those to be had."""

    id: UUID
    enrolment_id: UUID
    attempt: int
    score: int
    out_of: int
    passed: bool
    submitted_at: datetime | None


class QuestionResult(Schema):
    """How a question went: of a test, who had it right at the first attempt; of a survey, what was answered."""

    id: UUID
    text: str
    kind: str
    answered: int
    right: int | None = None
    commonest_mistake: str | None = None
    labels: list[str] = []
    counts: list[int] = []
    mean: float | None = None


class LearningOut(Schema):
    """What those who sat both tests of the course reached, in percent of the questions that both ask.

    `normalised_gain` is (after − before) ÷ (100 − before), Hake 1998. Null below five people.
    """

    people: int
    before: float
    after: float
    absolute_gain: float
    normalised_gain: float | None


class ResultsOut(Schema):
    """Results without names. Of a survey that fewer than five have answered only the number is told."""

    kind: Literal["pre", "post", "survey"]
    enrolled: int
    answered: int
    passed: int | None
    mean_percent: float | None
    satisfaction: float | None
    learning: LearningOut | None
    questions: list[QuestionResult]
