"""People answer: a test under their enrolment, a survey under nobody's name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.enums import AssessmentKind, QuestionKind
from arraigo.areas.training.models import Answer, Assessment, Enrolment, Response, SurveyTicket
from arraigo.areas.training.queries.assessments import Asked, State, points_of, questions_of, state_of
from arraigo.areas.training.queries.scoring import points_for
from arraigo.core.audit import api as audit
from arraigo.core.tenancy import bulk

LONGEST = 2000


class AnswerError(TrainingError):
    """Answers that cannot be taken in; the message says what to do."""


@dataclass(frozen=True)
class Given:
    """What somebody answered to one question: choices by their ids, a number from 1 to 5, or words."""

    choices: tuple[str, ...] = ()
    number: int | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return not self.choices and self.number is None and not self.words.strip()


Answers = Mapping[UUID, Given]


@transaction.atomic
def answer_test(
    *, assessment: Assessment, enrolment: Enrolment, answers: Answers, nonce: UUID, at: datetime
) -> Response:
    """Take in one sitting of a test and score it; the same sitting sent twice counts once.

    Raises AnswerError when it is not open, no attempt is left, or an answer is missing or of no question.
    """
    # The person's row is locked, so that two sittings sent at once are counted one after the other.
    person = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    nonce = uuid5(nonce, f"{assessment.pk}:{enrolment.pk}")
    mine = Response.objects.filter(assessment=assessment, enrolment=person)
    there = mine.filter(nonce=nonce).first()
    if there is not None:
        return there
    current = _opened(assessment, person, at)
    made = mine.count()
    if made >= current.attempts:
        raise AnswerError(_("Ya usó todos sus intentos. Sus respuestas anteriores quedaron guardadas."))
    asked = questions_of(current)
    response = _new(current, at, attempt=made + 1, nonce=nonce)
    rows = _rows(response, asked, answers)
    response.enrolment, response.submitted_at = person, at
    response.out_of = points_of(asked)
    response.score = sum(row.points or 0 for row in rows)
    _write(response, rows)
    audit.record(action="training.assessment.answer", subject=response, by=None, at=at)
    return response


@transaction.atomic
def answer_survey(*, assessment: Assessment, enrolment: Enrolment, answers: Answers, at: datetime) -> None:
    """Take in a survey without its author; whoever has answered already stays counted once.

    Nothing written here joins the answers to the person: the response has a random id, no enrolment, no hour and no
    trace of the page it came from, the log gets no entry, and the tickets of the survey are written anew in the order
    of their random ids, so that neither their place in the table nor their transaction tells which came last.
    Raises AnswerError when it is not open, or an answer is missing or of no question.
    """
    person = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    if SurveyTicket.objects.filter(assessment=assessment, enrolment=person).exists():
        return
    current = _opened(assessment, person, at)
    response = _new(current, at, attempt=1, nonce=uuid4())
    _write(response, _rows(response, questions_of(current), answers))
    _shuffle_in(SurveyTicket(city_id=current.city_id, assessment=current, enrolment=person))


def _opened(assessment: Assessment, person: Enrolment, at: datetime) -> Assessment:
    """Return the test or survey as it stands, kept from being changed until the end; raise when it is not open."""
    current = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if current.course_id != person.course_id or state_of(current, at) != State.OPEN:
        raise AnswerError(_("Ya no se reciben respuestas. Si cree que es un error, escriba a quien organiza el curso."))
    return current


def _new(assessment: Assessment, at: datetime, *, attempt: int, nonce: UUID) -> Response:
    day = at.astimezone(ZoneInfo(assessment.course.timezone)).date()
    return Response(city_id=assessment.city_id, assessment=assessment, attempt=attempt, nonce=nonce, submitted_on=day)


def _write(response: Response, rows: Sequence[Answer]) -> None:
    response.save(force_insert=True)
    bulk.insert(rows)


def _rows(response: Response, asked: Sequence[Asked], answers: Answers) -> list[Answer]:
    if set(answers) - {one.question.pk for one in asked}:
        raise AnswerError(_("Las preguntas cambiaron mientras respondía. Abra su enlace otra vez."))
    return [_row(response, one, given) for one in asked if (given := _checked(one, answers)) is not None]


def _checked(one: Asked, answers: Answers) -> Given | None:
    """Return a question's answer, None where it was left empty and may be; raise AnswerError for what is none."""
    given = answers.get(one.question.pk, Given())
    if given.is_empty:
        if one.question.is_required:
            raise AnswerError(_("Falta responder: %(question)s") % {"question": one.question.text})
        return None
    if not _fits(one, given):
        raise AnswerError(
            _("Esta respuesta no es de las que se ofrecen: %(question)s") % {"question": one.question.text}
        )
    return given


def _fits(one: Asked, given: Given) -> bool:
    kind = one.question.kind
    if kind == QuestionKind.SCALE:
        return given.number is not None and 1 <= given.number <= 5 and not given.choices
    if kind == QuestionKind.TEXT:
        return bool(given.words.strip()) and len(given.words) <= LONGEST and not given.choices
    offered = {str(choice.pk) for choice in one.choices}
    known = set(given.choices) <= offered and len(set(given.choices)) == len(given.choices)
    return known and (kind == QuestionKind.MULTIPLE or len(given.choices) == 1)


def _row(response: Response, one: Asked, given: Given) -> Answer:
    is_survey = response.assessment.kind == AssessmentKind.SURVEY
    question = one.question
    return Answer(
        # Random, as the response's: an id made of the time would tell when a survey was answered.
        pk=uuid4(),
        city_id=response.city_id,
        response=response,
        question=question,
        choices=sorted(given.choices),
        number=given.number,
        words=given.words.strip(),
        points=None if is_survey else points_for(question.kind, question.points, one.right, given.choices),
    )


def _shuffle_in(ticket: SurveyTicket) -> None:
    rows = [*SurveyTicket.objects.filter(assessment=ticket.assessment), ticket]
    SurveyTicket.objects.filter(assessment=ticket.assessment).delete()
    rows.sort(key=lambda row: row.pk)
    bulk.insert(rows)
