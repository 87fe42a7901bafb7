"""Tests and surveys in the API."""

from uuid import uuid4

import pytest

from arraigo.areas.training.actions.answering import Given, answer_survey, answer_test
from arraigo.areas.training.models import Assessment, Course, Enrolment, Question
from arraigo.areas.training.queries.assessments import questions_of
from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.places.api import create_city

pytestmark = pytest.mark.django_db
COURSE = {"code": "C-9", "title": "Movilidad humana"}
PEOPLE = {"people": [{"full_name": "Rosa Elena Vega Mora", "document": "1710034065", "sex": "woman"}]}
CHOICES = [{"text": "Quito", "correct": True}, {"text": "Manta"}]
TEST = {
    "kind": "pre",
    "title": "Prueba inicial",
    "pass_percent": 50,
    "opens_at": "2026-01-01T08:00:00-05:00",
    "questions": [{"kind": "single", "text": "¿Cuál es la capital?", "choices": CHOICES, "points": 2}],
}


@pytest.fixture
def course(api):
    return api.post("/courses", COURSE).json()


@pytest.fixture
def put(api, course):
    def put(body=TEST, key=None):
        return api.put(f"/courses/{course['id']}/assessments/{key or uuid4()}", body)

    return put


def test_a_whole_test_is_put_once_however_often_it_is_sent(api, put, city):
    key = uuid4()
    first, again = put(key=key).json(), put(key=key).json()

    assert first == again
    assert [question["choices"][0]["correct"] for question in first["questions"]] == [True]
    assert api.get(f"/assessments/{key}").json() == first
    with tenancy.scope(city):
        assert (Assessment.objects.count(), Question.objects.count()) == (1, 1)


def test_what_is_put_replaces_all_of_it(put):
    key = uuid4()
    put(key=key)

    changed = put({**TEST, "questions": [], "opens_at": None}, key=key).json()

    assert (changed["questions"], changed["opens_at"]) == ([], None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_at": "2025-01-01T08:00:00-05:00"},
        {"attempts": 0},
        {"pass_percent": 101},
        {"questions": [{"kind": "text", "text": "¿?", "choices": CHOICES}]},
        {"questions": [{"kind": "single", "text": "\u0000"}]},
        {"kind": "exam"},
    ],
)
def test_what_cannot_be_is_refused(put, wrong):
    assert put({**TEST, **wrong}).status_code == 422


def test_an_id_that_is_taken_elsewhere_is_refused(api, put, city, now):
    key = uuid4()
    put(key=key)
    other = api.post("/courses", {**COURSE, "code": "C-10"}).json()
    elsewhere, far = create_city(slug="otra", name="Otra", by=None, at=now), uuid4()
    with tenancy.scope(elsewhere):
        there = Course.objects.create(city=elsewhere, code="X", title="X", created_at=now)
        Assessment.objects.create(pk=far, city=elsewhere, course=there, kind="pre", title="X", created_at=now)

    assert api.put(f"/courses/{other['id']}/assessments/{key}", TEST).status_code == 409
    assert put(key=far).status_code == 409


def test_publishing_says_what_is_missing_then_does_it_once(api, put):
    key = uuid4()
    put({**TEST, "questions": []}, key=key)
    refused = api.post(f"/assessments/{key}/publish")
    put(key=key)

    assert (refused.status_code, "pregunta" in refused.json()["detail"]) == (409, True)
    published = [api.post(f"/assessments/{key}/publish").json()["published_at"] for _time in range(2)]
    assert published[0] == published[1] is not None


def test_responses_are_listed_and_recorded_and_then_the_questions_stay(api, put, course, city, now):
    key = uuid4()
    put(key=key)
    api.post(f"/assessments/{key}/publish")
    api.post(f"/courses/{course['id']}/enrolments", PEOPLE)
    with tenancy.scope(city):
        test, person = Assessment.objects.get(), Enrolment.objects.get()
        given = {one.question.pk: Given(choices=tuple(one.right)) for one in questions_of(test)}
        answer_test(assessment=test, enrolment=person, answers=given, nonce=uuid4(), at=now)

    (row,) = api.get(f"/assessments/{key}/responses").json()["items"]
    found = api.get(f"/assessments/{key}/results").json()

    assert (row["enrolment_id"], row["score"], row["passed"]) == (str(person.pk), 2, True)
    assert (found["answered"], found["mean_percent"], found["questions"][0]["right"]) == (1, 100, 1)
    assert found["learning"] is None
    assert Entry.objects.filter(action="seen", detail__what="training.assessment.responses").exists()
    assert put({**TEST, "questions": []}, key=key).status_code == 409


def test_a_survey_has_results_and_no_responses(api, put, course, city, now):
    key = uuid4()
    put({"kind": "survey", "title": "Encuesta", "questions": [{"kind": "scale", "text": "¿Le sirvió?"}]}, key=key)
    api.post(f"/assessments/{key}/publish")
    people = [{"full_name": f"Rosa{n} Vega", "document": f"AB40000{n}"} for n in range(5)]
    api.post(f"/courses/{course['id']}/enrolments", {"people": people})
    address = f"/assessments/{key}/results"
    with tenancy.scope(city):
        survey = Assessment.objects.get()
        question = Question.objects.get().pk
        rows = list(Enrolment.objects.all())
        for person in rows[:4]:
            answer_survey(assessment=survey, enrolment=person, answers={question: Given(number=4)}, at=now)
    few = api.get(address).json()
    with tenancy.scope(city):
        answer_survey(assessment=survey, enrolment=rows[4], answers={question: Given(number=4)}, at=now)

    assert (few["answered"], few["questions"], few["satisfaction"]) == (4, [], None)
    assert api.get(address).json()["satisfaction"] == 4
    assert api.get(f"/assessments/{key}/responses").status_code == 409


def test_a_key_of_another_scope_or_city_finds_nothing(client, put, make_key):
    key = uuid4()
    put(key=key)
    figures = {"Authorization": f"Bearer {make_key('planner', ('figures:read',))}"}

    assert client.get(f"/api/v1/assessments/{key}", headers=figures).status_code == 403
    assert client.get(f"/api/v1/assessments/{key}").status_code == 401
