"""Tests and surveys over HTTP: the desk where they are written, the links under which they are answered."""

import gzip
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from tests.areas.training.learning.conftest import CAPITAL, QUESTIONS, right_answers, wrong_answers

from arraigo.areas.training.models import Assessment, Question, Response, SurveyTicket
from arraigo.areas.training.queries.assessment_links import room_token
from arraigo.areas.training.queries.assessments import questions_of
from arraigo.areas.training.queries.links import participant_token
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.audit.models import Entry
from arraigo.core.jobs.models import Job
from arraigo.core.outbox.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True


@pytest.fixture
def trainer(city, now):
    user = create_user(email="rosa@x.example", name="Rosa", password="una frase larga", by=None, at=now)
    grant(user=user, city=city, role=Role.TRAINER, by=None, at=now)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def base(course):
    return f"/prueba/formacion/cursos/{course.pk}/evaluaciones/"


def link(enrolment, assessment):
    return f"/prueba/prueba/{participant_token(enrolment)}/{assessment.pk}/"


def field(text, name):
    return re.search(rf'name="{name}"[^>]*value="([^"]+)"', text)[1]


def form_of(assessment, answers, nonce):
    data = {"nonce": nonce}
    for key, given in answers.items():
        data[str(key)] = list(given.choices) or given.number or given.words
    return data


# ── The desk ──


def test_a_trainer_writes_publishes_and_copies_a_test(trainer, base):
    page = trainer.get(f"{base}nueva/?tipo=pre")
    sent = {"id": field(page.content.decode(), "id"), "title": "Inicial", "attempts": "2", "pass_percent": "70"}
    for _time in range(2):
        made = trainer.post(f"{base}nueva/?tipo=pre", {**sent, "closes_day": "16/11/2099", "closes_hour": "18:00"})
    test = Assessment.objects.get()
    assert made.url == f"{base}{test.pk}/"
    assert (test.attempts, test.pass_percent) == (2, 70)
    assert test.closes_at.isoformat() == "2099-11-16T23:00:00+00:00"

    question = {"id": uuid4(), "text": "¿Cuál?", "choice1": "Esta", "choice2": "Otra", "points": "1", "correct": "1"}
    for _time in range(2):
        trainer.post(f"{made.url}preguntas/nueva/?tipo=single", {**question, "is_required": "on"})
    trainer.post(f"{made.url}publicar/")
    copied = trainer.post(f"{made.url}copiar/")

    test.refresh_from_db()
    assert test.published_at
    assert Question.objects.filter(assessment=test).count() == 1
    final = Assessment.objects.get(kind="post")
    assert copied.url == f"{base}{final.pk}/"
    assert "se compara con la prueba inicial" in trainer.get(copied.url).content.decode()


@pytest.mark.parametrize(
    ("kind", "data", "sentence"),
    [
        ("single", {"choice1": "Una", "choice2": "Otra"}, "Marque cuál es la respuesta correcta."),
        ("single", {"choice1": "Una", "correct": "1"}, "Escriba al menos dos respuestas."),
        ("multiple", {"choice1": "Una", "choice2": "Otra", "correct": ["1", "4"]}, "Está marcada como correcta"),
        ("multiple", {"choice1": "Una", "choice3": "Una", "correct": "1"}, "Ya está escrita arriba."),
        ("true_false", {}, "Diga si la afirmación es verdadera o falsa."),
        ("single", {"text": "", "choice1": "Una", "choice2": "Dos", "correct": "1"}, "Escriba la pregunta."),
        ("single", {"points": "0", "choice1": "Una", "choice2": "Dos", "correct": "1"}, "entre 1 y 100"),
    ],
)
def test_a_question_that_is_not_whole_says_why_and_keeps_what_was_written(
    trainer, base, make_test, kind, data, sentence
):
    made = make_test(publish=False, drafts=[])

    sent = {"id": uuid4(), "text": "¿Cuál de estas?", "points": "1", **data}
    answer = trainer.post(f"{base}{made.pk}/preguntas/nueva/?tipo={kind}", sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert (data.get("choice1") or "¿Cuál de estas?") in answer.content.decode()
    assert not Question.objects.exists()


def test_dates_in_the_wrong_order_are_told_beside_the_field(trainer, base):
    sent = {"id": uuid4(), "title": "X", "attempts": "1", "opens_day": "02/01/2027", "closes_day": "01/01/2027"}

    answer = trainer.post(f"{base}nueva/?tipo=pre", sent)

    assert answer.status_code == 422
    assert "Cierra antes de abrir" in answer.content.decode()


def test_a_draft_that_is_not_ready_says_what_is_missing_and_has_no_way_to_be_published(trainer, base, make_test):
    made = make_test(publish=False, drafts=[])

    refused = trainer.post(f"{base}{made.pk}/publicar/", follow=True).content.decode()

    assert "No se publicó. Todavía no tiene preguntas." in refused
    assert f"{made.pk}/publicar/" not in refused


def test_once_answered_the_desk_says_why_questions_stay(trainer, base, make_test, enrolled, sit):
    made = make_test()
    sit(made, enrolled(1)[0], right_answers(made))
    asked = questions_of(made)[0]
    address = f"{base}{made.pk}/preguntas/{asked.question.pk}/"
    sent = {"id": uuid4(), "text": "¿Y la capital?", "choice1": "Quito", "choice2": "Ibarra", "is_required": "on"}

    kept = trainer.post(address, {**sent, "points": "2", "correct": "1"})
    refused = trainer.post(address, {**sent, "points": "2", "correct": "2"})

    assert "solo se corrige la redacción" in trainer.get(f"{base}{made.pk}/").content.decode()
    assert kept.status_code == 302
    assert refused.status_code == 422
    assert "valga distinto" in refused.content.decode()


def test_the_ready_survey_is_one_click(trainer, base):
    page = trainer.get(base).content.decode()

    for _time in range(2):
        trainer.post(f"{base}encuesta/", {"nonce": field(page, "nonce")})

    assert Assessment.objects.get().questions.count() == 6


def test_the_preview_sends_nothing(trainer, base, make_test):
    text = trainer.get(f"{base}{make_test(publish=False).pk}/vista/").content.decode()

    assert "Desde aquí no se envía nada" in text
    assert "Entregar la prueba" not in text


def test_the_desk_asks_as_many_questions_for_few_as_for_many(trainer, base, make_test, django_assert_max_num_queries):
    made = [make_test() for _number in range(6)]

    with django_assert_max_num_queries(14):
        trainer.get(base)
    with django_assert_max_num_queries(14):
        trainer.get(f"{base}{made[0].pk}/")


def test_writing_to_everybody_is_a_job(trainer, base, make_test):
    made = make_test()

    answer = trainer.post(f"{base}{made.pk}/avisar/", {"que": "recordar"})

    job = Job.objects.get()
    assert answer.url.endswith(f"/trabajos/{job.pk}/")
    assert job.arguments == {"assessment": str(made.pk), "reminds": True}


# ── Answering ──


def test_a_person_answers_by_their_link_and_sees_what_they_reached(make_test, enrolled, client):
    made, (ana,) = make_test(pass_percent=60), enrolled(1)
    page = client.get(link(ana, made)).content.decode()
    data = form_of(made, right_answers(made), field(page, "nonce"))

    for _time in range(2):
        answer = client.post(link(ana, made), data)
    result = client.get(answer.url).content.decode()

    assert Response.objects.get().score == 7
    assert "7 de 7 puntos" in result
    assert "Aprobó" in result
    assert client.get(link(ana, made)).url == answer.url


def test_what_is_missing_is_told_by_question_and_nothing_is_lost(make_test, enrolled, client):
    made, (ana,) = make_test(), enrolled(1)
    (first, *_others) = right_answers(made).items()

    answer = client.post(link(ana, made), form_of(made, dict([first]), uuid4()))
    text = answer.content.decode()

    assert answer.status_code == 422
    assert text.count("Marque al menos una respuesta.") == text.count("Pregunta 3: Elija una respuesta.") + 1 == 2
    assert re.search(rf'value="{first[1].choices[0]}"[^>]*checked', text)
    assert not Response.objects.exists()


@pytest.mark.parametrize(("fields", "sentence"), [("opens_at", "Todavía no abre"), ("closes_at", "Ya cerró")])
def test_who_comes_early_or_late_is_told_when(make_test, enrolled, client, fields, sentence):
    days = timedelta(days=2 if fields == "opens_at" else -2)
    made, (ana,) = make_test(**{fields: timezone.now() + days}), enrolled(1)

    text = client.get(link(ana, made)).content.decode()
    posted = client.post(link(ana, made), form_of(made, right_answers(made), uuid4()))

    assert sentence in text
    assert 'type="radio"' not in text
    assert "Ya no se reciben respuestas" in posted.content.decode()
    assert not Response.objects.exists()


def test_the_right_answers_show_only_when_they_help_with_no_further_attempt(make_test, enrolled, sit, client):
    made, (ana,) = make_test(pass_percent=60, attempts=2, shows_answers=True), enrolled(1)
    sit(made, ana, wrong_answers(made))
    before = client.get(f"{link(ana, made)}resultado/").content.decode()
    sit(made, ana, wrong_answers(made))
    after = client.get(f"{link(ana, made)}resultado/").content.decode()

    assert "Le queda 1 intento" in before
    assert "Era:" not in before
    assert "Era:" in after
    assert "Ya no le quedan intentos" in after


def test_a_survey_is_sent_once_and_says_that_it_bears_no_name(survey, enrolled, client):
    (ana,) = enrolled(1)
    page = client.get(link(ana, survey)).content.decode()
    data = {str(one.question.pk): "5" for one in questions_of(survey) if one.question.kind == "scale"}

    for _time in range(2):
        answer = client.post(link(ana, survey), {**data, "nonce": field(page, "nonce")})

    assert "no ponga nombres" in page
    assert "Se guardó sin su nombre" in client.get(answer.url).content.decode()
    assert SurveyTicket.objects.count() == Response.objects.count() == 1


def test_a_link_opens_only_its_own_course_and_only_what_is_published(make_test, enrolled, client):
    draft, made, (ana,) = make_test(publish=False), make_test(), enrolled(1)
    token = participant_token(ana)

    for address in (link(ana, draft), f"/prueba/prueba/{token[:-2]}AA/{made.pk}/", f"/prueba/prueba/x/{made.pk}/"):
        assert client.get(address).status_code == 404
        assert client.get(f"{address}resultado/").status_code == 404


def test_the_words_of_a_question_are_words_and_no_markup(make_test, enrolled, client):
    made = make_test(drafts=[replace(CAPITAL, help="<b>ojo</b>", text="<i>¿Cuál?</i>")])
    text = client.get(link(enrolled(1)[0], made)).content.decode()

    assert "<b>" not in text
    assert "<i>" not in text


def test_the_page_to_answer_is_light_and_asks_little(make_test, enrolled, client, django_assert_max_num_queries):
    made, (ana,) = make_test(drafts=QUESTIONS * 5), enrolled(1)

    with django_assert_max_num_queries(10):
        page = client.get(link(ana, made)).content
    styles = b"".join(Path(finders.find(one)).read_bytes() for one in ("ui/public.css", "training/learning-public.css"))

    assert len(gzip.compress(page)) + len(gzip.compress(styles)) < 20 * 1024
    assert b"<script" not in page
    assert project.SESSION_COOKIE_NAME not in client.cookies


# ── The room ──


def test_the_room_answers_everybody_alike(make_test, enrolled, client):
    made = make_test()
    enrolled(1)
    address = f"/prueba/prueba/curso/{room_token(made)}/"

    known = client.post(address, {"who": "p1@ejemplo.example"}).content
    unknown = client.post(address, {"who": "nadie@ejemplo.example"}).content

    assert known == unknown
    assert Message.objects.count() == 1
    assert client.post(address, {"who": ""}).status_code == 422
    assert client.get("/prueba/prueba/curso/nada/").status_code == 404


# ── Results ──


def test_the_results_of_a_test_name_people_and_that_is_logged(
    trainer, base, make_test, enrolled, sit, django_assert_max_num_queries
):
    made, people = make_test(pass_percent=60), enrolled(6)
    for person in people:
        sit(made, person, right_answers(made))
    address = f"{base}{made.pk}/resultados/"

    with django_assert_max_num_queries(26):
        text = trainer.get(address).content.decode()
    people_csv = b"".join(trainer.get(f"{address}?formato=csv").streaming_content).decode("utf-8-sig")
    items_csv = b"".join(trainer.get(f"{address}?p-formato=csv").streaming_content).decode("utf-8-sig")

    assert "Vega, Persona1" in text
    assert "Vega, Persona1" in people_csv
    assert "¿Cuál es la capital?" in items_csv
    assert "Vega" not in items_csv
    assert Entry.objects.filter(action="seen", detail__what="training.assessment.results").count() == 2


def test_the_results_of_a_survey_wait_for_five(trainer, base, survey, enrolled, rate):
    people = enrolled(5)
    address = f"{base}{survey.pk}/resultados/"
    for person in people[:4]:
        rate(survey, person, 4, words="Más práctica")
    few = trainer.get(address).content.decode()
    rate(survey, people[4], 4, words="Más práctica")
    enough = trainer.get(address).content.decode()

    assert "desde que responden 5 personas" in few
    assert "Más práctica" not in few
    assert enough.count("<li>Más práctica</li>") == 5
    assert "Promedio: 4,0 de 5." in enough
