"""A trainer writes a test, people answer it on a telephone without a script, and what they learned is shown."""

import datetime as dt
from uuid import uuid4

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from tests.journeys.browsing import barriers, needs_chromium, open_page, shoot

from arraigo.areas.training.actions.assessments import publish_assessment
from arraigo.areas.training.actions.courses import save_course
from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.areas.training.actions.survey_template import make_survey
from arraigo.areas.training.demo.learning import OVER, build_learning
from arraigo.areas.training.models import Assessment, Course, Enrolment, Response
from arraigo.areas.training.queries.assessment_links import room_token
from arraigo.areas.training.queries.links import participant_token
from arraigo.config import demo
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.accounts.models import Membership
from arraigo.core.people import api as people
from arraigo.core.places.api import create_city, forget_cities
from arraigo.core.places.models import City

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def city():
    forget_cities()
    return create_city(slug="santa-marina", name="Santa Marina", by=None, at=AT)


@pytest.fixture
def course(city):
    with tenancy.scope(city):
        made = save_course(code="MH-1", title="Atención en ventanilla sin discriminación", by=None, at=AT)
        draft = people.PersonDraft(
            full_name="Rosa Vega", documents=(people.normalise_document("AB100001"),), emails=("rosa@x.example",)
        )
        enrol(made, plan(made, [Candidate(2, draft, "Salud", "")]), run=None, by=None, at=AT)
    return made


def signed_in(browser, url, user, **how):
    client = Client()
    client.force_login(user)
    page = open_page(browser, url, **how)
    name = project.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return page


@pytest.fixture
def trainer(city):
    user = create_user(email="rosa@santa-marina.example", name="Rosa Pilataxi", password=None, by=None, at=AT)
    grant(user=user, city=city, role=Role.TRAINER, by=None, at=AT)
    return user


def look(page, name):
    shoot(page, f"aprendizaje-{name}")
    assert barriers(page) == [], name
    assert [one for one in page.complaints if "422" not in one] == [], name


def press(page, words):
    page.click(f"main :is(a, button):has-text('{words}')")
    page.wait_for_load_state()


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_test_goes_from_its_first_question_to_its_result(browser, live_server, settings, city, course, trainer, size):
    settings.DEMO = True
    desk = signed_in(browser, live_server.url, trainer, size=size)
    desk.goto(f"/santa-marina/formacion/cursos/{course.pk}/evaluaciones/")
    look(desk, "vacia")
    press(desk, "Prueba inicial")
    desk.fill("[name=attempts]", "2")
    desk.fill("[name=pass_percent]", "60")
    desk.check("[name=shows_answers]")
    look(desk, "nueva")
    press(desk, "Crear y escribir preguntas")
    write_questions(desk)
    look(desk, "escrita")
    press(desk, "Publicar")
    look(desk, "publicada")
    press(desk, "Proyectar")
    look(desk, "proyectar")

    with tenancy.scope(city):
        enrolment, assessment = Enrolment.objects.get(), Assessment.objects.get()
    phone = open_page(browser, live_server.url, size="phone", scripts=False)
    phone.goto(f"/santa-marina/prueba/curso/{room_token(assessment)}/")
    look_without_scripts(phone, "sala")
    phone.fill("[name=who]", "rosa@x.example")
    press(phone, "Recibir mi enlace")
    look_without_scripts(phone, "sala-enviada")
    answer(phone, f"/santa-marina/prueba/{participant_token(enrolment)}/{assessment.pk}/")
    with tenancy.scope(city):
        assert [(one.score, one.out_of) for one in Response.objects.order_by("attempt")] == [(1, 4), (4, 4)]

    desk.goto(f"/santa-marina/formacion/cursos/{course.pk}/evaluaciones/{assessment.pk}/resultados/")
    assert "Vega" in desk.inner_text("main")
    look(desk, "resultados-una")
    for page in (desk, phone):
        page.context.close()


def write_questions(desk):
    desk.click("main a:has-text('Una respuesta')")
    desk.fill("[name=text]", "Una persona llega con un documento que usted no conoce. ¿Qué hace primero?")
    desk.fill("[name=choice1]", "Le pide que vuelva con una cédula")
    desk.fill("[name=choice2]", "Consulta la lista de documentos que se aceptan")
    look(desk, "pregunta")
    press(desk, "Agregar pregunta")
    look(desk, "pregunta-con-error")
    desk.check("[name=correct][value='2']")
    press(desk, "Agregar pregunta")
    desk.click("main a:has-text('Varias respuestas')")
    desk.fill("[name=text]", "¿Qué ayuda a que un emprendimiento dure?")
    for number, text in enumerate(("Un plan de gastos", "Una red de apoyo", "Endeudarse pronto"), 1):
        desk.fill(f"[name=choice{number}]", text)
    desk.check("[name=correct][value='1']")
    desk.check("[name=correct][value='2']")
    desk.fill("[name=points]", "2")
    press(desk, "Agregar pregunta")
    desk.click("main a:has-text('Verdadero o falso')")
    desk.fill("[name=text]", "Migrar es un derecho.")
    desk.check("[name=truth][value='1']")
    press(desk, "Agregar pregunta")
    desk.click("main a:has-text('Escala de 1 a 5')")
    desk.fill("[name=text]", "¿Qué tan preparada o preparado se siente?")
    press(desk, "Agregar pregunta")


def look_without_scripts(page, name):
    """Axe needs scripts: the same page is looked at once more with them."""
    shoot_page = page.context.browser.new_context(viewport=page.viewport_size, locale="es-EC", bypass_csp=True)
    twin = shoot_page.new_page()
    twin.set_content(page.content().replace("<head>", f'<head><base href="{page.url}">'))
    twin.wait_for_load_state("networkidle")
    shoot(twin, f"aprendizaje-{name}")
    assert barriers(twin) == [], name
    shoot_page.close()


def answer(phone, address):
    phone.goto(address)
    look_without_scripts(phone, "responder")
    phone.check("label:has-text('Le pide que vuelva')")
    press(phone, "Entregar la prueba")
    assert "Falta corregir" in phone.inner_text("main")
    assert phone.is_checked("label:has-text('Le pide que vuelva') input")
    look_without_scripts(phone, "responder-falta")
    phone.check("label:has-text('Un plan de gastos')")
    phone.check("label:has-text('Falso')")
    phone.check(".scale label:has-text('4')")
    press(phone, "Entregar la prueba")
    assert "1 de 4 puntos" in phone.inner_text("main")
    look_without_scripts(phone, "resultado-no")
    press(phone, "Intentar otra vez")
    for words in ("Consulta la lista", "Un plan de gastos", "Una red de apoyo", "Verdadero"):
        phone.check(f"label:has-text('{words}')")
    phone.check(".scale label:has-text('5')")
    press(phone, "Entregar la prueba")
    assert "4 de 4 puntos" in phone.inner_text("main")
    look_without_scripts(phone, "resultado-si")


def test_a_survey_is_answered_on_a_telephone_without_a_name(browser, live_server, settings, city, course):
    settings.DEMO = True
    with tenancy.scope(city):
        survey = make_survey(course=course, assessment_id=uuid4(), by=None, at=AT)
        publish_assessment(assessment=survey, by=None, at=AT)
        enrolment = Enrolment.objects.get()
    phone = open_page(browser, live_server.url, size="phone", scripts=False)
    phone.goto(f"/santa-marina/prueba/{participant_token(enrolment)}/{survey.pk}/")
    look_without_scripts(phone, "encuesta")
    for question in phone.query_selector_all(".scale"):
        question.query_selector("label:has-text('4')").click()
    press(phone, "Enviar la encuesta")
    assert "Gracias" in phone.inner_text("main")
    look_without_scripts(phone, "encuesta-enviada")
    phone.context.close()


def test_the_results_of_a_whole_course_are_whole_wide_and_on_a_phone(browser, live_server, settings):
    settings.DEMO = True
    forget_cities()
    demo.build(lambda step, done, total: None, at=timezone.now())
    place = City.objects.get(slug=demo.SLUG)
    with tenancy.scope(place):
        if not Assessment.objects.exists():
            build_learning(city=place, by=None, at=timezone.now())
        course = Course.objects.get(code=OVER)
        made = list(Assessment.objects.filter(course=course))
    user = Membership.objects.select_related("user").get(role=Role.COORDINATION, city=place).user
    for size in ("wide", "phone"):
        page = signed_in(browser, live_server.url, user, size=size)
        for one in made:
            base = f"/{demo.SLUG}/formacion/cursos/{course.pk}/evaluaciones/"
            page.goto(base)
            look(page, "lista")
            page.goto(f"{base}{one.pk}/resultados/")
            look(page, f"resultados-{one.kind}")
        page.context.close()
