"""Tests and surveys are written, checked, published and copied."""

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.areas.training.learning.conftest import CAPITAL, QUESTIONS, RIGHT, right_answers

from arraigo.areas.training.actions.asking import delete_question, move_question, save_question
from arraigo.areas.training.actions.assessments import (
    NotReadyError,
    copy_as_final,
    delete_assessment,
    publish_assessment,
    replace_questions,
    save_assessment,
    withdraw_assessment,
)
from arraigo.areas.training.actions.courses import TrainingError
from arraigo.areas.training.actions.questions import ChoiceDraft, QuestionDraft, draft_of
from arraigo.areas.training.actions.survey_template import make_survey
from arraigo.areas.training.models import Assessment, Question
from arraigo.areas.training.queries.assessments import questions_of
from arraigo.core.audit.models import Entry

pytestmark = pytest.mark.django_db
NO_MARK = QuestionDraft("single", "¿Cuál?", (ChoiceDraft("Una"), ChoiceDraft("Otra")))
TWO_MARKS = QuestionDraft("single", "¿Cuál?", (ChoiceDraft("Una", True), ChoiceDraft("Otra", True)))
ONE_CHOICE = QuestionDraft("single", "¿Cuál?", (ChoiceDraft("Una", True),))
TEXT = QuestionDraft("text", "¿Por qué?")


@pytest.mark.parametrize(
    ("kind", "drafts", "sentence"),
    [
        ("pre", [], "Todavía no tiene preguntas"),
        ("pre", [CAPITAL, NO_MARK], "Pregunta 2: marque cuál"),
        ("post", [TWO_MARKS], "tiene 2 respuestas correctas"),
        ("pre", [ONE_CHOICE], "al menos dos respuestas"),
        ("pre", [TEXT], "Ninguna pregunta da puntos"),
        ("survey", [CAPITAL], "una encuesta no tiene respuestas correctas"),
    ],
)
def test_what_cannot_be_answered_well_is_not_published(make_test, now, kind, drafts, sentence):
    made = make_test(kind, drafts, publish=False)

    with pytest.raises(NotReadyError, match=sentence):
        publish_assessment(assessment=made, by=None, at=now)

    assert Assessment.objects.get().published_at is None


def test_the_ready_survey_can_be_published_as_it_is_and_is_made_once(course, now):
    key = uuid4()
    for _time in range(2):
        made = make_survey(course=course, assessment_id=key, by=None, at=now)
    publish_assessment(assessment=made, by=None, at=now)

    assert [one.question.kind for one in questions_of(made)] == ["scale"] * 5 + ["text"]
    assert Assessment.objects.count() == 1


def test_a_question_sent_twice_is_written_once(make_test, now):
    made, key = make_test(drafts=[CAPITAL], publish=False), uuid4()

    for _time in range(2):
        save_question(assessment=made, question_id=key, draft=RIGHT, by=None, at=now)

    assert [one.question.kind for one in questions_of(made)] == ["single", "true_false"]


def test_questions_change_places_and_the_first_goes_no_further(make_test, now):
    made = make_test(publish=False)
    first, second = (one.question.pk for one in questions_of(made)[:2])

    move_question(assessment=made, question_id=second, to="up", by=None, at=now)
    move_question(assessment=made, question_id=second, to="up", by=None, at=now)

    assert [one.question.pk for one in questions_of(made)][:2] == [second, first]


def test_once_answered_only_the_wording_of_a_question_changes(make_test, enrolled, sit, now):
    made = make_test()
    sit(made, enrolled(1)[0], right_answers(made))
    asked = questions_of(made)[0]
    there, key = draft_of(asked), asked.question.pk
    ids = [choice.pk for choice in asked.choices]

    def save(draft):
        save_question(assessment=made, question_id=key, draft=draft, by=None, at=now)

    save(
        replace(
            there, text="¿Cuál es la capital del país?", choices=(ChoiceDraft("San Francisco", True), ChoiceDraft("M"))
        )
    )
    for other in (
        replace(there, points=9),
        replace(there, is_required=False),
        replace(there, choices=(ChoiceDraft("Quito"), ChoiceDraft("Manta", True))),
        replace(there, choices=(*there.choices, ChoiceDraft("Loja"))),
    ):
        with pytest.raises(TrainingError, match="solo se corrige la redacción"):
            save(other)
    with pytest.raises(TrainingError, match="solo se corrige"):
        delete_question(assessment=made, question_id=key, by=None, at=now)
    with pytest.raises(TrainingError, match="solo se corrige"):
        save_question(assessment=made, question_id=uuid4(), draft=RIGHT, by=None, at=now)
    with pytest.raises(TrainingError):
        replace_questions(assessment=made, drafts=[RIGHT], by=None, at=now)

    now_there = questions_of(made)[0]
    assert now_there.question.text == "¿Cuál es la capital del país?"
    # The answers given still point at the same choices.
    assert [choice.pk for choice in now_there.choices] == ids


def test_once_answered_it_neither_goes_back_nor_away_nor_asks_for_another_minimum(
    make_test, enrolled, sit, course, now
):
    made = make_test(pass_percent=50)
    sit(made, enrolled(1)[0], right_answers(made))

    for refused in (withdraw_assessment, delete_assessment):
        with pytest.raises(TrainingError):
            refused(assessment=made, by=None, at=now)
    with pytest.raises(TrainingError, match="valdrían distinto"):
        save_assessment(course=course, assessment_id=made.pk, by=None, at=now, pass_percent=90)
    save_assessment(course=course, assessment_id=made.pk, by=None, at=now, attempts=3)

    there = Assessment.objects.get()
    assert (there.pass_percent, there.attempts) == (50, 3)


def test_a_published_test_never_becomes_one_that_could_not_be(make_test, now):
    made = make_test(drafts=[CAPITAL])
    key = Question.objects.get().pk

    with pytest.raises(NotReadyError):
        delete_question(assessment=made, question_id=key, by=None, at=now)
    with pytest.raises(NotReadyError):
        save_question(assessment=made, question_id=key, draft=TWO_MARKS, by=None, at=now)


def test_the_copy_as_final_pairs_what_has_points_and_is_made_once(make_test, now):
    initial = make_test()

    copies = {copy_as_final(initial=initial, by=None, at=now).pk for _time in range(2)}
    (copy,) = (Assessment.objects.get(pk=pk) for pk in copies)

    before, after = questions_of(initial), questions_of(copy)
    assert copy.kind == "post"
    assert copy.published_at is None
    assert [one.question.text for one in after] == [one.question.text for one in before]
    assert [one.question.pair for one in after] == [one.question.pair for one in before]
    assert all((one.question.pair is not None) == one.is_scored for one in after)
    assert not {one.question.pk for one in after} & {one.question.pk for one in before}
    with pytest.raises(TrainingError):
        copy_as_final(initial=copy, by=None, at=now)


def test_the_same_questions_again_change_nothing(make_test, now):
    made = make_test(publish=False)
    before = [one.question.pk for one in questions_of(made)]
    entries = Entry.objects.count()

    replace_questions(assessment=made, drafts=QUESTIONS, by=None, at=now)

    assert [one.question.pk for one in questions_of(made)] == before
    assert Entry.objects.count() == entries
