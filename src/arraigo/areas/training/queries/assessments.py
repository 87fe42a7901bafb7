"""Reads of tests and surveys: those of a course, one with its questions, what keeps one from being published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models import Assessment, Choice, Course, Question, Response, SurveyTicket
from arraigo.areas.training.queries.scoring import is_scored


class State(StrEnum):
    """Whether a test or survey can be answered."""

    DRAFT = "draft"
    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"


def state_of(assessment: Assessment, at: datetime) -> State:
    """Tell whether it can be answered at a moment."""
    if assessment.published_at is None:
        return State.DRAFT
    if assessment.opens_at is not None and at < assessment.opens_at:
        return State.EARLY
    if assessment.closes_at is not None and at >= assessment.closes_at:
        return State.CLOSED
    return State.OPEN


@dataclass(frozen=True)
class Asked:
    """A question with its choices, in their order."""

    question: Question
    choices: tuple[Choice, ...]

    @property
    def right(self) -> frozenset[str]:
        """The ids of the right choices."""
        return frozenset(str(choice.pk) for choice in self.choices if choice.is_correct)

    @property
    def is_scored(self) -> bool:
        """Whether it has points, in a test."""
        return is_scored(self.question.kind)


def questions_of(assessment: Assessment) -> tuple[Asked, ...]:
    """Return the questions in their order; two queries."""
    rows = Question.objects.filter(assessment=assessment).prefetch_related("choices")
    return tuple(Asked(question, tuple(question.choices.all())) for question in rows)


def points_of(asked: Iterable[Asked]) -> int:
    """Return how many points there are to be had."""
    return sum(one.question.points for one in asked if one.is_scored)


@dataclass(frozen=True)
class Line:
    """A test or survey as its course lists it."""

    assessment: Assessment
    state: State
    questions: int
    answered: int


def _people(rows: QuerySet[Response] | QuerySet[SurveyTicket], ids: Sequence[UUID]) -> dict[UUID, int]:
    found = rows.filter(assessment_id__in=ids, enrolment__isnull=False).order_by().values_list("assessment_id")
    return dict(found.annotate(number=Count("enrolment_id", distinct=True)))


def lines_of(course: Course, *, at: datetime) -> list[Line]:
    """Return a course's tests and surveys, first those before it, then those after, then surveys; three queries."""
    order = {kind: number for number, kind in enumerate(AssessmentKind.values)}
    rows = list(Assessment.objects.filter(course=course).annotate(asked=Count("questions")))
    ids = [row.pk for row in rows]
    people = {**_people(Response.objects.all(), ids), **_people(SurveyTicket.objects.all(), ids)}
    rows.sort(key=lambda row: (order[row.kind], row.created_at))
    return [Line(row, state_of(row, at), getattr(row, "asked", 0), people.get(row.pk, 0)) for row in rows]


def is_answered(assessment: Assessment) -> bool:
    """Tell whether somebody has answered."""
    return Response.objects.filter(assessment=assessment).exists()


def problems_of(assessment: Assessment, asked: Sequence[Asked]) -> list[str]:
    """Return what keeps a test or survey from being published, a sentence each."""
    if not asked:
        return [_("Todavía no tiene preguntas. Agregue al menos una.")]
    found = []
    for number, one in enumerate(asked, 1):
        found += [
            _("Pregunta %(number)s: %(what)s") % {"number": number, "what": what} for what in _faults(assessment, one)
        ]
    if assessment.kind != AssessmentKind.SURVEY and not any(one.is_scored for one in asked):
        found.append(_("Ninguna pregunta da puntos. Agregue una de opciones, o haga una encuesta."))
    return found


def _faults(assessment: Assessment, one: Asked) -> list[str]:
    kind, right = one.question.kind, len(one.right)
    found = []
    if is_scored(kind) and len(one.choices) < 2:
        found.append(_("necesita al menos dos respuestas para elegir."))
    if assessment.kind == AssessmentKind.SURVEY:
        return [*found, _("una encuesta no tiene respuestas correctas. Quite la marca.")] if right else found
    if is_scored(kind) and not right:
        found.append(_("marque cuál es la respuesta correcta."))
    if kind in {QuestionKind.SINGLE, QuestionKind.TRUE_FALSE} and right > 1:
        found.append(_("tiene %(count)s respuestas correctas y solo se puede elegir una. Deje una.") % {"count": right})
    return found
