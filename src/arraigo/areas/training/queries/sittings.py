"""What one person has answered of a test or survey, and what is left for them to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from arraigo.areas.training.enums import AssessmentKind
from arraigo.areas.training.models import Answer, Assessment, Choice, Enrolment, Response, SurveyTicket
from arraigo.areas.training.queries.assessments import Asked, State, questions_of, state_of
from arraigo.areas.training.queries.scoring import passes, percent_of


@dataclass(frozen=True)
class Standing:
    """Where one person stands. `sittings` are a test's, oldest first; a survey has none, only that it was answered."""

    assessment: Assessment
    state: State
    sittings: tuple[Response, ...]
    answered: bool

    @property
    def is_survey(self) -> bool:
        """Whether it is a survey."""
        return self.assessment.kind == AssessmentKind.SURVEY

    @property
    def left(self) -> int:
        """How many more times it may be answered, were it open."""
        if self.is_survey:
            return 0 if self.answered else 1
        return max(self.assessment.attempts - len(self.sittings), 0)

    @property
    def may_answer(self) -> bool:
        """Whether it may be answered now."""
        return self.state == State.OPEN and self.left > 0

    @property
    def passed(self) -> bool:
        """Whether a sitting passes."""
        minimum = self.assessment.pass_percent
        return any(passes(one.score, one.out_of, minimum) for one in self.sittings)

    @property
    def shows_answers(self) -> bool:
        """Whether the right answers may be seen: where the course shows them, and they help with no further attempt."""
        return self.assessment.shows_answers and bool(self.sittings) and (self.passed or not self.may_answer)

    @property
    def last(self) -> Response | None:
        """The latest sitting."""
        return self.sittings[-1] if self.sittings else None

    @property
    def last_percent(self) -> int | None:
        """What the latest sitting reached."""
        return percent_of(self.last.score, self.last.out_of) if self.last else None


def standing_of(assessment: Assessment, enrolment: Enrolment, *, at: datetime) -> Standing:
    """Return where one person stands; one query."""
    state = state_of(assessment, at)
    if assessment.kind == AssessmentKind.SURVEY:
        answered = SurveyTicket.objects.filter(assessment=assessment, enrolment=enrolment).exists()
        return Standing(assessment, state, (), answered)
    sittings = tuple(Response.objects.filter(assessment=assessment, enrolment=enrolment).order_by("attempt"))
    return Standing(assessment, state, sittings, bool(sittings))


@dataclass(frozen=True)
class Marked:
    """A question of a test as it was answered, and what would have been right."""

    asked: Asked
    chosen: tuple[Choice, ...]
    points: int

    @property
    def is_right(self) -> bool:
        """Whether it earned all its points."""
        return self.points == self.asked.question.points

    @property
    def right(self) -> Sequence[Choice]:
        """The right choices."""
        return [choice for choice in self.asked.choices if choice.is_correct]


def marked(response: Response) -> list[Marked]:
    """Return the questions with points of a sitting as they were answered; three queries."""
    given = {row.question_id: row for row in Answer.objects.filter(response=response).defer("words")}
    found = []
    for asked in questions_of(response.assessment):
        if asked.is_scored:
            row = given.get(asked.question.pk)
            ids = set(row.choices) if row else set()
            chosen = tuple(choice for choice in asked.choices if str(choice.pk) in ids)
            found.append(Marked(asked, chosen, (row.points or 0) if row else 0))
    return found
