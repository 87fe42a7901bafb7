"""Two people judge a plan apart, differ, and a third resolves; looked at by axe at both widths."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as project
from django.test import Client
from tests.journeys.browsing import barriers, needs_chromium, open_page, shoot

from arraigo.areas.plans.actions.plans import save_authority, save_plan
from arraigo.areas.plans.actions.versions import keep_reading, receive_version
from arraigo.areas.plans.demo.desk import build_desk
from arraigo.areas.plans.models import Finding, Review
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.organisations import api as organisations
from arraigo.core.places.api import create_city, forget_cities
from arraigo.core.places.models import Area
from arraigo.engines.plan_review.structure import open_document
from arraigo.engines.plan_review.tagging.tagger import Tagger
from arraigo.engines.plan_review.tagging.thesaurus import load_thesaurus

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]
AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
# Invented: a plan of a canton that does not exist.
PLAN = """
Título I. Diagnóstico

Art. 1.- Población.- El cantón tiene 48 200 habitantes. Según el registro comunitario de 2025, 1 412 personas migrantes
y refugiadas viven en los barrios de la ribera, el 54 % mujeres.

Entre ellas hay 236 niñas y niños migrantes, de los cuales 61 están fuera de la escuela.

Art. 2.- Servicios.- El subcentro de salud atiende de lunes a viernes. Las personas en movilidad humana llegan sobre
todo por urgencias, según la encuesta municipal de 2024.

Art. 3.- Movilidad.- La movilidad urbana y el tránsito vehicular se tratan en el plan vial.

Título II. Propuesta

Art. 4.- Objetivo.- Garantizar los derechos de las personas en movilidad humana y la convivencia entre vecinas y
vecinos.

Art. 5.- Vivienda.- El municipio creará un programa de arriendo social para personas migrantes, refugiadas y retornadas.
Meta: 120 familias migrantes con arriendo social hasta 2030; línea base 2025: 14. Se destinarán 42 000 dólares anuales,
a cargo de la Dirección de Hábitat.

Art. 6.- Salud.- La municipalidad coordinará con el distrito de salud para que ninguna persona migrante o refugiada sea
rechazada por falta de documentos, e informará dos veces al año.

Art. 7.- Espacio público.- Las plazas se abrirán a todas las personas del cantón, sin discriminación por nacionalidad o
condición migratoria.

Art. 8.- Participación.- El consejo consultivo de movilidad humana tendrá representación de las organizaciones de
personas migrantes.

Título III. Gestión

Art. 9.- Seguimiento.- La Dirección de Planificación publicará cada año los indicadores de atención a personas en
movilidad humana.
"""


def person(city, email, name, role):
    user = create_user(email=email, name=name, password=None, by=None, at=AT)
    grant(user=user, city=city, role=role, by=None, at=AT)
    return user


def read_version(plan):
    text = re.sub(r"(?<=\S)\n(?=\S)", " ", PLAN).strip()
    document = open_document(text.encode(), name="plan.txt")
    version = receive_version(plan=plan, content=text.encode(), name="plan.txt", received_on=AT.date(), by=None, at=AT)
    tags = Tagger(load_thesaurus()).tag_many(one.text for one in document.passages)
    return keep_reading(version, document, tags, by=None, at=AT)


@pytest.fixture
def scene(settings, live_server):
    settings.DEMO = True
    forget_cities()
    city = create_city(slug="prueba", name="Santa Prueba", by=None, at=AT)
    with tenancy.scope(city):
        users = {
            "ana": person(city, "ana@x.example", "Ana Quishpe", Role.PLANNER),
            "bruno": person(city, "bruno@x.example", "Bruno Zambrano", Role.COORDINATION),
            "carla": person(city, "carla@x.example", "Carla Vera", Role.PLANNER),
        }
        Area.objects.create(city=city, code="B-1", name="La Ladrillera", level="neighbourhood")
        known = organisations.resolve_names(["Municipio de Prueba"], city=city, by=None, at=AT)
        authority = save_authority(organization=known["Municipio de Prueba"], by=None, at=AT)
        plan = save_plan(
            title="Plan de desarrollo y ordenamiento territorial de Santa Prueba",
            kind="PMDOT",
            authority=authority,
            by=None,
            at=AT,
        )
        version = read_version(plan)
    return city, users, version


def sign_in(browser, url, user, **how):
    client = Client()
    client.force_login(user)
    page = open_page(browser, url, **how)
    name = project.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return page


def look(page, name):
    for width, height in ((1280, 800), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        assert barriers(page) == [], name
        shoot(page, f"desk-{name}")
    page.set_viewport_size({"width": 1280, "height": 800})
    assert [said for said in page.complaints if "404" not in said] == [], name


def choose(page, level, reason):
    form = page.locator(".level-form").first
    form.locator(f'input[value="{level}"]').check()
    form.get_by_label("Por qué").fill(reason)


def test_two_people_judge_apart_differ_and_a_third_resolves(browser, live_server, scene):
    city, users, version = scene
    ana = sign_in(browser, live_server.url, users["ana"])
    ana.goto(f"/prueba/planes/{version.plan_id}/versiones/{version.pk}/revisar/")
    look(ana, "new")
    ana.get_by_label("Segunda revisión").select_option(label="Bruno Zambrano")
    ana.get_by_role("button", name="Empezar la revisión").click()
    ana.get_by_role("heading", name="Criterios").wait_for()
    look(ana, "fresh")
    with tenancy.scope(city):
        review = Review.objects.get()
        finding = Finding.objects.filter(review=review, suggested__gte=3).order_by("order").first()
        here = f"/prueba/planes/revisiones/{review.pk}/"
        criterion = f"{here}criterios/{finding.pk}/"

    ana.goto(criterion)
    look(ana, "criterion")
    choose(ana, 1, "Solo lo nombra de paso.")
    ana.get_by_role("button", name="Confirmar y quedarme").click()
    ana.get_by_text("su nivel es 1").wait_for()
    ana.get_by_text("Ya dio su nivel.").wait_for()
    look(ana, "judged")

    bruno = sign_in(browser, live_server.url, users["bruno"], scripts=False)
    bruno.goto(criterion)
    assert "Solo lo nombra de paso." not in bruno.content()
    choose(bruno, 4, "Tiene meta y línea base.")
    bruno.get_by_role("button", name="Confirmar y quedarme").click()
    assert "Las dos revisiones difieren" in bruno.content()
    assert "Solo lo nombra de paso." in bruno.content()
    bruno.context.close()

    carla = sign_in(browser, live_server.url, users["carla"])
    carla.goto(criterion)
    look(carla, "differs")
    choose(carla, 3, "Hay compromiso; la meta es de otra cosa.")
    carla.get_by_role("button", name="Resolver la diferencia").click()
    carla.get_by_text("Resuelto: nivel 3").wait_for()
    carla.get_by_role("link", name="Otra evidencia").click()
    carla.get_by_label(re.compile("Busque en el plan")).fill("arriendo")
    carla.get_by_role("button", name="Buscar", exact=True).last.click()
    look(carla, "evidence")
    carla.goto(f"{criterion}barrio/")
    look(carla, "place")
    carla.get_by_label("Indicador").fill("Hogares que arriendan")
    carla.get_by_label("Barrio o parroquia").select_option(label="La Ladrillera")
    carla.get_by_label("Cómo se define").fill("Hogares que pagan arriendo, de los censados")
    carla.get_by_label("Valor").fill("41,5")
    carla.get_by_label("Unidad").fill("%")
    carla.get_by_label("Fecha del dato").fill("31/12/2025")
    carla.get_by_label("Fuente").fill("Censo barrial")
    carla.get_by_role("button", name="Agregar el dato").click()
    carla.get_by_text("La Ladrillera").wait_for()
    look(carla, "settled")
    carla.get_by_role("link", name="Acuerdo").click()
    carla.get_by_text("Kappa ponderada").wait_for()
    assert "1 de 1" not in carla.locator("#diferencias").inner_text()
    with tenancy.scope(city):
        finding.refresh_from_db()
        assert (finding.level, finding.is_adjudicated, finding.settled_by) == (3, True, users["carla"])
    ana.context.close()
    carla.context.close()


def test_the_pages_of_a_review_at_work_bar_nobody(browser, live_server, scene):
    city, users, _version = scene
    with tenancy.scope(city):
        build_desk(city=city, by=users["bruno"], at=AT + timedelta(days=6))
        review = Review.objects.get()
        here = f"/prueba/planes/revisiones/{review.pk}/"
    page = sign_in(browser, live_server.url, users["ana"])
    for name, address in (
        ("desk", here),
        ("filtered", f"{here}?estado=difiere"),
        ("nothing", f"{here}?estado=resuelto&nivel=5&tema=Principios"),
        ("agreement", f"{here}acuerdo/"),
        ("results", f"{here}resultados/"),
        ("close", f"{here}cerrar/"),
        ("people", f"{here}personas/"),
        ("list", "/prueba/planes/revisiones/"),
    ):
        page.goto(address)
        look(page, name)
    page.context.close()
    dark = sign_in(browser, live_server.url, users["ana"], scheme="dark")
    dark.goto(here)
    look(dark, "dark")
    dark.context.close()
