"""An assistance plan from its first objective to the page that anybody reads, looked at wide and on a phone."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from tests.journeys.browsing import CONTRAST, SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.areas.plans.demo.assistance import build_assistance
from arraigo.areas.plans.demo.plans import build_plans
from arraigo.areas.plans.models import AssistanceEdition, AssistancePlan, Finding, PlanVersion, Review
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places.api import create_city

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def place(live_server, settings):
    settings.PUBLIC_URL = live_server.url
    at = timezone.now()
    city = create_city(slug="santa-marina", name="Santa Marina", by=None, at=at)
    with tenancy.scope(city):
        build_plans(city=city, by=None, at=at)
        _findings(at)
        build_assistance(city=city, by=None, at=at)
        yield city


def _findings(at):
    """A review with three findings, one for each objective of the demo."""
    version = PlanVersion.objects.filter(plan__title__startswith="PMDOT").latest("number")
    review = Review.objects.create(
        city=version.city, version=version, pack="ec", pack_version="1", instrument="PMDOT", state="ready",
        created_at=at, finished_at=at, closed_at=at,
    )  # fmt: skip
    for order, requires in enumerate(
        (
            "El diagnóstico cuenta a las personas migrantes y refugiadas por barrio.",
            "El plan tiene metas de vivienda asequible para todas las personas.",
            "La participación alcanza a todas las personas que viven en el territorio.",
        ),
        1,
    ):
        Finding.objects.create(
            city=version.city, review=review, code=f"X-{order}", order=order, norm="Constitución de la República",
            article="9", requires=requires, theme="igualdad", suggested=order - 1, level=order - 1, settled_at=at,
            missing="Falta decir cuántas son, dónde viven y qué unidad responde.",
        )  # fmt: skip


@pytest.fixture
def page(browser, live_server, place):
    user = create_user(email="p@x.example", name="Pía Prueba", password=None, by=None, at=timezone.now())
    grant(user=user, city=place, role=Role.PLANNER, by=None, at=timezone.now())
    client = Client()
    client.force_login(user)
    page = open_page(browser, live_server.url)
    name = project.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    yield page
    page.context.close()


def look(page, name):
    """Look at a page at both widths, in light and in dark."""
    for size in ("wide", "phone"):
        page.set_viewport_size(SIZES[size])
        assert barriers(page) == [], name
        page.emulate_media(color_scheme="dark")
        assert barriers(page, CONTRAST) == [], f"{name}, dark"
        page.emulate_media(color_scheme="light")
        shoot(page, f"assistance-{name}")
    page.set_viewport_size(SIZES["wide"])
    assert page.complaints == [], name


def test_every_page_of_an_assistance_plan_is_whole(page, place):
    plan = AssistancePlan.objects.get()
    objective = plan.objectives.first()
    output = objective.outputs.first()
    activity, indicator = output.activities.all()[1], objective.indicators.first()
    desk, anybody = "/santa-marina/planes/asistencia/", f"/santa-marina/asistencia-tecnica/{plan.slug}/"
    edition = plan.editions.first()
    pages = {
        "list": desk, "new": f"{desk}nuevo/", "plan": f"{desk}{plan.pk}/", "edit": f"{desk}{plan.pk}/editar/",
        "delete": f"{desk}{plan.pk}/eliminar/", "grounds": f"{desk}{plan.pk}/hallazgos/",
        "objective": f"{desk}{plan.pk}/objetivos/{objective.pk}/sustento/",
        "activity": f"{desk}{plan.pk}/partes/actividades/{activity.pk}/",
        "indicator": f"{desk}{plan.pk}/partes/indicadores/{indicator.pk}/",
        "risk": f"{desk}{plan.pk}/partes/riesgos/nuevo/",
        "gone": f"{desk}{plan.pk}/partes/actividades/{activity.pk}/eliminar/",
        "progress": f"{desk}{plan.pk}/actividades/{activity.pk}/avance/",
        "values": f"{desk}{plan.pk}/indicadores/{indicator.pk}/valores/",
        "activities": f"{desk}{plan.pk}/actividades/", "schedule": f"{desk}{plan.pk}/cronograma/",
        "budget": f"{desk}{plan.pk}/presupuesto/", "risks": f"{desk}{plan.pk}/riesgos/",
        "editions": f"{desk}{plan.pk}/ediciones/", "publish": f"{desk}{plan.pk}/publicar/",
        "withdraw": f"{desk}{plan.pk}/ediciones/{edition.pk}/retirar/",
        "tell": f"{desk}{plan.pk}/ediciones/{edition.pk}/avisar/",
        "public-list": "/santa-marina/asistencia-tecnica/", "public": anybody, "public-1": f"{anybody}1/",
    }  # fmt: skip
    for name, address in pages.items():
        assert page.goto(address).status == 200, name
        look(page, name)


def test_a_plan_grows_from_findings_and_is_published(page, place):
    page.goto("/santa-marina/planes/asistencia/nuevo/")
    page.get_by_label("Título").fill("Asistencia al PUGS")
    page.locator("#id_authority").select_option(index=1)
    page.get_by_label("Empieza").fill("01/01/2026")
    page.get_by_label("Termina").fill("31/12/2027")
    page.get_by_role("button", name="Guardar plan").click()
    look(page, "empty")

    page.get_by_role("link", name="Crear objetivos desde los hallazgos").click()
    page.get_by_role("searchbox", name="Buscar", exact=True).fill("vivienda")
    page.get_by_role("button", name="Buscar", exact=True).click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Crear objetivos").click()
    page.get_by_role("link", name="Agregar producto").click()
    page.get_by_label("Producto").fill("Ordenanza de arriendo")
    page.get_by_role("button", name="Guardar").click()
    page.get_by_role("link", name="Agregar actividad").click()
    page.get_by_label("Actividad", exact=True).fill("Redactarla")
    page.get_by_label("Responsable").fill("Dirección de Hábitat")
    page.get_by_label("Empieza").fill("01/02/2026")
    page.get_by_label("Termina").fill("30/06/2026")
    page.get_by_label("Presupuesto").fill("12.500,50")
    page.get_by_role("button", name="Guardar").click()

    page.get_by_role("link", name="Publicar", exact=True).click()
    page.get_by_role("button", name="Publicar").click()

    assert AssistanceEdition.objects.filter(assistance__title="Asistencia al PUGS", number=1).exists()
    page.get_by_role("link", name="Ver como se publica").click()
    assert "12\xa0500,50\xa0USD" in page.locator("main").inner_text()
    assert page.get_by_role("heading", name="Cronograma").is_visible()
