"""Tests and surveys of the demo city: a course that is over, with what its people learned, and one that is open now."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from arraigo.areas.training.actions.answering import Answers, Given, answer_survey, answer_test
from arraigo.areas.training.actions.assessments import (
    copy_as_final,
    publish_assessment,
    replace_questions,
    save_assessment,
)
from arraigo.areas.training.actions.questions import ChoiceDraft, QuestionDraft
from arraigo.areas.training.actions.survey_template import make_survey
from arraigo.areas.training.models import Assessment, Course, Enrolment
from arraigo.areas.training.queries.assessments import Asked, questions_of
from arraigo.core.accounts.models import User
from arraigo.core.places.models import City

SEED = "santa-marina:learning"
OVER, NOW = "MH-03", "MH-04"
VOICES = (
    "Más casos de práctica y menos diapositivas.",
    "El horario de la tarde se cruza con la atención en ventanilla.",
    "Entregar los materiales antes de la primera jornada.",
    "Faltó tiempo para las preguntas.",
    "Que vengan emprendedoras a contar su experiencia.",
    "El sonido para quienes estábamos en línea.",
    "Repetirlo cada año para el personal nuevo.",
    "Un lugar con mejor ventilación.",
)


def _one(text: str, right: str, *wrong: str) -> QuestionDraft:
    return QuestionDraft("single", text, (ChoiceDraft(right, True), *(ChoiceDraft(one) for one in wrong)))


def _true(text: str, *, holds: bool) -> QuestionDraft:
    return QuestionDraft("true_false", text, (ChoiceDraft("Verdadero", holds), ChoiceDraft("Falso", not holds)))


def _questions() -> tuple[QuestionDraft, ...]:
    return (
        _one(
            "Una persona llega a ventanilla con un documento que usted no conoce. ¿Qué hace primero?",
            "Escucha qué necesita y consulta la lista de documentos que se aceptan",
            "Le pide que vuelva con una cédula",
            "La envía a otra institución",
        ),
        _true("Para preguntar por un servicio hace falta mostrar el pasaporte.", holds=False),
        QuestionDraft(
            "multiple",
            "¿Qué ayuda a que un emprendimiento familiar dure?",
            (
                ChoiceDraft("Un plan de gastos escrito", True),
                ChoiceDraft("Una red de otras personas que emprenden", True),
                ChoiceDraft("Separar la plata del negocio de la del hogar", True),
                ChoiceDraft("Endeudarse desde el primer mes"),
            ),
            points=3,
        ),
        _one(
            "¿Qué es una derivación completa?",
            "La que sigue hasta saber que la otra institución atendió",
            "La que entrega un papel con la dirección",
            "La que se hace por teléfono",
        ),
        _true("Quien emprende puede pedir orientación antes de formalizarse.", holds=True),
        _one(
            "¿A quién le pertenece la decisión de contar su historia?",
            "A la persona que la vivió",
            "A quien la atiende",
            "A la institución que financia",
        ),
        QuestionDraft("scale", "¿Qué tan preparada o preparado se siente para orientar?", is_required=False),
    )


def build_learning(*, city: City, by: User | None, at: datetime) -> None:
    """Give two courses of the demo their tests and survey, with answers that are always the same."""
    chance = random.Random(SEED)  # noqa: S311  (invented answers, the same every time)
    over = Course.objects.get(code=OVER)
    _finished(over, chance, by)
    _open_now(Course.objects.get(code=NOW), chance, by, at)


def _finished(course: Course, chance: random.Random, by: User | None) -> None:
    """A course that is over: most people sat both tests and learned, and said what they thought of it."""
    starts = list(course.sessions.values_list("starts_at", flat=True))
    before, after = starts[0], starts[-1] + timedelta(hours=3)
    people = list(Enrolment.objects.filter(course=course).order_by("pk"))
    initial = _initial(course, by, before - timedelta(days=3), closes=before)
    _sit(initial, people[:42], chance, knows=0.42, at=before - timedelta(hours=2))
    final = _final(initial, by, after, closes=after + timedelta(days=5))
    _sit(final, people[2:], chance, knows=0.81, at=after)
    survey = make_survey(course=course, assessment_id=_id(course, "survey"), by=by, at=after)
    publish_assessment(assessment=survey, by=by, at=after)
    for enrolment in people[:38]:
        answer_survey(assessment=survey, enrolment=enrolment, answers=_thinks(survey, chance), at=after)


def _open_now(course: Course, chance: random.Random, by: User | None, at: datetime) -> None:
    """A course in its last week: the first test is closed, the last one is open, its survey still a draft."""
    began = at - timedelta(days=16)
    people = list(Enrolment.objects.filter(course=course).order_by("pk"))
    initial = _initial(course, by, began, closes=at - timedelta(days=9))
    _sit(initial, people[:31], chance, knows=0.5, at=began + timedelta(days=1))
    final = _final(initial, by, at - timedelta(hours=3), closes=at + timedelta(days=4))
    _sit(final, people[:7], chance, knows=0.85, at=at - timedelta(hours=1))
    make_survey(course=course, assessment_id=_id(course, "survey"), by=by, at=at)


def _id(course: Course, what: str) -> UUID:
    return uuid5(course.pk, what)


def _initial(course: Course, by: User | None, at: datetime, *, closes: datetime) -> Assessment:
    made = save_assessment(
        course=course,
        assessment_id=_id(course, "pre"),
        kind="pre",
        title=_("Prueba inicial"),
        introduction=_("Para saber desde dónde partimos. No se aprueba ni se reprueba."),
        closes_at=closes,
        by=by,
        at=at,
    )
    replace_questions(assessment=made, drafts=_questions(), by=by, at=at)
    return publish_assessment(assessment=made, by=by, at=at)


def _final(initial: Assessment, by: User | None, at: datetime, *, closes: datetime) -> Assessment:
    made = copy_as_final(initial=initial, by=by, at=at)
    made = save_assessment(
        course=made.course,
        assessment_id=made.pk,
        introduction=_("Las mismas preguntas del primer día. Tiene dos intentos."),
        pass_percent=60,
        attempts=2,
        is_required=True,
        opens_at=at,
        closes_at=closes,
        by=by,
        at=at,
    )
    return publish_assessment(assessment=made, by=by, at=at)


def _sit(
    assessment: Assessment, people: Sequence[Enrolment], chance: random.Random, *, knows: float, at: datetime
) -> None:
    asked = questions_of(assessment)
    for number, enrolment in enumerate(people):
        skill = min(max(chance.gauss(knows, 0.13), 0.1), 0.97)
        answer_test(
            assessment=assessment,
            enrolment=enrolment,
            answers={one.question.pk: _answer(one, skill, chance) for one in asked},
            nonce=uuid5(assessment.pk, str(number)),
            at=at,
        )


def _answer(one: Asked, skill: float, chance: random.Random) -> Given:
    if one.question.kind == "scale":
        return Given(number=min(max(round(chance.gauss(1 + 4 * skill, 0.8)), 1), 5))
    wrong = [str(choice.pk) for choice in one.choices if not choice.is_correct]
    right = [str(choice.pk) for choice in one.choices if choice.is_correct]
    if one.question.kind == "multiple":
        taken = [key for key in right if chance.random() < skill] + [key for key in wrong if chance.random() > skill]
        return Given(choices=tuple(taken or right[:1]))
    # Of the wrong ones, the first is what people take for right most often.
    return Given(choices=(right[0] if chance.random() < skill else chance.choice([*wrong, wrong[0]]),))


def _thinks(survey: Assessment, chance: random.Random) -> Answers:
    answers: dict[UUID, Given] = {}
    for number, one in enumerate(questions_of(survey)):
        if one.question.kind == "scale":
            answers[one.question.pk] = Given(number=min(max(round(chance.gauss(4.3 - 0.15 * number, 0.8)), 1), 5))
        elif chance.random() < 0.4:
            answers[one.question.pk] = Given(words=chance.choice(VOICES))
    return answers
