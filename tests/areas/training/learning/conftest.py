"""A course with people enrolled, and tests and surveys made by the actions themselves."""

from datetime import timedelta
from uuid import uuid4

import pytest

from arraigo.areas.training.actions.answering import Given, answer_survey, answer_test
from arraigo.areas.training.actions.assessments import publish_assessment, replace_questions, save_assessment
from arraigo.areas.training.actions.questions import ChoiceDraft, QuestionDraft
from arraigo.areas.training.actions.survey_template import make_survey
from arraigo.areas.training.models import Enrolment
from arraigo.areas.training.queries.assessments import questions_of

CAPITAL = QuestionDraft("single", "¿Cuál es la capital?", (ChoiceDraft("Quito", True), ChoiceDraft("Ibarra")), points=2)
COASTS = QuestionDraft(
    "multiple",
    "¿Cuáles están en la costa?",
    (ChoiceDraft("Manta", True), ChoiceDraft("Machala", True), ChoiceDraft("Loja"), ChoiceDraft("Cuenca")),
    points=4,
)
RIGHT = QuestionDraft("true_false", "Migrar es un derecho.", (ChoiceDraft("Verdadero", True), ChoiceDraft("Falso")))
OPINION = QuestionDraft("scale", "¿Cuánto sabe ya?", is_required=False)
QUESTIONS = (CAPITAL, COASTS, RIGHT, OPINION)


@pytest.fixture
def make_test(course, now):
    def make(kind="pre", drafts=QUESTIONS, *, publish=True, **fields):
        made = save_assessment(
            course=course, assessment_id=uuid4(), by=None, at=now, kind=kind, title=f"Prueba {kind}", **fields
        )
        replace_questions(assessment=made, drafts=drafts, by=None, at=now)
        return publish_assessment(assessment=made, by=None, at=now) if publish else made

    return make


@pytest.fixture
def survey(course, now):
    return publish_assessment(
        assessment=make_survey(course=course, assessment_id=uuid4(), by=None, at=now), by=None, at=now
    )


@pytest.fixture
def enrolled(enrol_people, make_candidate, course):
    def enrol(number, **said):
        before = set(Enrolment.objects.values_list("pk", flat=True))
        first = len(before) + 1
        enrol_people(
            *(
                make_candidate(n, f"Persona{n}", "Vega", document=f"AB20{n:04}", email=f"p{n}@ejemplo.example", **said)
                for n in range(first, first + number)
            )
        )
        return list(Enrolment.objects.exclude(pk__in=before).select_related("course").order_by("pk"))

    return enrol


def chosen(assessment, *texts, **more):
    """The answers in which these choices are taken, each by its words; `scale` answers the scales."""
    answers = {}
    for one in questions_of(assessment):
        ids = tuple(str(choice.pk) for choice in one.choices if choice.text in texts)
        kind = one.question.kind
        if kind == "scale" and "scale" in more:
            answers[one.question.pk] = Given(number=more["scale"])
        elif kind == "text" and more.get("words"):
            answers[one.question.pk] = Given(words=more["words"])
        elif ids:
            answers[one.question.pk] = Given(choices=ids)
    return answers


ALL_RIGHT = ("Quito", "Manta", "Machala", "Verdadero")


def right_answers(assessment):
    return {one.question.pk: Given(choices=tuple(one.right)) for one in questions_of(assessment) if one.right}


def wrong_answers(assessment):
    return {
        one.question.pk: Given(choices=tuple(str(c.pk) for c in one.choices if not c.is_correct)[:1])
        for one in questions_of(assessment)
        if one.right
    }


@pytest.fixture
def sit(now):
    def sit(assessment, enrolment, answers, *, nonce=None, later=0):
        at = now + timedelta(minutes=later)
        return answer_test(assessment=assessment, enrolment=enrolment, answers=answers, nonce=nonce or uuid4(), at=at)

    return sit


@pytest.fixture
def rate(now):
    def rate(assessment, enrolment, scale=4, words=""):
        answers = chosen(assessment, scale=scale, words=words)
        answer_survey(assessment=assessment, enrolment=enrolment, answers=answers, at=now)

    return rate
