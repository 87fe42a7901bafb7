"""People answer: once however often it is sent, as often as they may, and surveys under nobody's name."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from tests.areas.training.learning.conftest import ALL_RIGHT, chosen, right_answers

from arraigo.areas.training.actions.answering import AnswerError, Given, answer_survey, answer_test
from arraigo.areas.training.models import Answer, Response, SurveyTicket
from arraigo.core import tenancy
from arraigo.core.audit.models import Entry

pytestmark = pytest.mark.django_db


def test_a_sitting_is_scored_by_its_questions(make_test, enrolled, sit):
    made = make_test()
    ana, bruno = enrolled(2)

    whole = sit(made, ana, chosen(made, *ALL_RIGHT, scale=3))
    part = sit(made, bruno, chosen(made, "Quito", "Machala", "Falso"))

    assert (whole.score, whole.out_of) == (7, 7)
    # Two for the capital and, of the four for the coast, those of one right choice of two; «Manta» was not taken.
    assert (part.score, part.out_of) == (4, 7)


def test_the_same_sitting_sent_twice_counts_once(make_test, enrolled, sit):
    made, (ana,), nonce = make_test(attempts=3), enrolled(1), uuid4()

    first = sit(made, ana, right_answers(made), nonce=nonce)
    again = sit(made, ana, right_answers(made), nonce=nonce)

    assert first.pk == again.pk
    assert Response.objects.count() == 1


def test_the_nonce_of_another_person_takes_nothing_from_anybody(make_test, enrolled, sit):
    made, (ana, bruno), nonce = make_test(), enrolled(2), uuid4()

    assert sit(made, ana, right_answers(made), nonce=nonce).pk != sit(made, bruno, right_answers(made), nonce=nonce).pk


def test_attempts_are_counted_and_end(make_test, enrolled, sit):
    made, (ana,) = make_test(attempts=2), enrolled(1)

    attempts = [sit(made, ana, right_answers(made)).attempt for _time in range(2)]

    assert attempts == [1, 2]
    with pytest.raises(AnswerError, match="todos sus intentos"):
        sit(made, ana, right_answers(made))


def test_what_is_required_must_be_answered_and_nothing_else_taken(make_test, enrolled, sit):
    made, (ana,) = make_test(), enrolled(1)
    capital, *_others = right_answers(made)

    for answers, sentence in (
        (chosen(made, "Quito"), "Falta responder"),
        ({**right_answers(made), capital: Given(choices=(str(uuid4()),))}, "no es de las que se ofrecen"),
        ({**right_answers(made), uuid4(): Given(number=1)}, "Las preguntas cambiaron"),
        ({**right_answers(made), capital: Given(number=6)}, "no es de las"),
    ):
        with pytest.raises(AnswerError, match=sentence):
            sit(made, ana, answers)
    assert not Response.objects.exists()


@pytest.mark.parametrize(("opens", "closes"), [(1, 5), (-5, 0), (-5, -1)])
def test_nothing_is_taken_before_it_opens_nor_once_it_has_closed(make_test, enrolled, sit, now, opens, closes):
    made = make_test(opens_at=now + timedelta(hours=opens), closes_at=now + timedelta(hours=closes))

    with pytest.raises(AnswerError, match="Ya no se reciben"):
        sit(made, enrolled(1)[0], right_answers(made))


def test_a_test_sitting_is_in_the_log_without_a_person(make_test, enrolled, sit):
    made, (ana,) = make_test(), enrolled(1)

    response = sit(made, ana, right_answers(made))

    entry = Entry.objects.get(action="training.assessment.answer")
    assert str(response.pk) in entry.subject
    assert entry.by is None


def test_a_survey_is_answered_once_under_nobodys_name(survey, enrolled, rate):
    ana, bruno = enrolled(2)
    before = Entry.objects.count()

    rate(survey, ana, 5)
    rate(survey, ana, 1)
    rate(survey, bruno, 3)

    assert SurveyTicket.objects.count() == Response.objects.count() == 2
    assert sorted(Answer.objects.values_list("number", flat=True)) == [3] * 5 + [5] * 5
    assert set(Response.objects.values_list("enrolment", "submitted_at", "score")) == {(None, None, None)}
    # The log would say when, and in which order.
    assert Entry.objects.count() == before


def test_no_id_of_a_survey_tells_when_it_was_answered(survey, enrolled, rate):
    rate(survey, enrolled(1)[0], 5)

    ids = [row.pk for model in (Response, Answer, SurveyTicket) for row in model.objects.all()]

    assert len(ids) == 7
    assert {key.version for key in ids} == {4}
    assert {row.nonce.version for row in Response.objects.all()} == {4}


def test_the_tickets_of_a_survey_lie_in_the_order_of_their_ids_and_of_one_transaction(survey, enrolled, rate):
    """Neither the order of the rows in the table, as a backup keeps it, nor the transaction that wrote them, joins."""
    for person in enrolled(12):
        rate(survey, person)

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM training_surveyticket WHERE assessment_id = %s ORDER BY ctid", [survey.pk])
        stored = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT count(DISTINCT xmin::text) FROM training_surveyticket")
        transactions = cursor.fetchone()[0]

    assert stored == sorted(stored)
    assert transactions == 1


@pytest.mark.django_db(transaction=True)
def test_two_sittings_sent_at_once_are_one_attempt_when_only_one_is_left(make_test, enrolled, city, now):
    made, (ana,) = make_test(), enrolled(1)
    answers, together = right_answers(made), Barrier(4)

    def send(_number):
        try:
            with tenancy.scope(city):
                together.wait(timeout=20)
                answer_test(assessment=made, enrolment=ana, answers=answers, nonce=uuid4(), at=now)
            return "kept"
        except AnswerError:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(send, range(4)))

    assert sorted(outcomes) == ["kept", "refused", "refused", "refused"]
    assert Response.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_surveys_sent_at_once_keep_one_of_each_person(survey, enrolled, city, now):
    people = enrolled(3)
    answers, together = chosen(survey, scale=4), Barrier(6)

    def send(number):
        try:
            with tenancy.scope(city):
                together.wait(timeout=20)
                answer_survey(assessment=survey, enrolment=people[number % 3], answers=answers, at=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(send, range(6)))

    assert Response.objects.count() == SurveyTicket.objects.count() == 3
