"""A plan is added, its file loaded and read, looked through and searched; every page at both widths."""

from datetime import UTC, datetime
from pprint import pformat

import pytest
from django.conf import settings as project
from django.test import Client
from tests.journeys.browsing import SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.areas.plans.demo.plans import build_plans
from arraigo.areas.plans.models import Passage, Plan, PlanVersion
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.jobs.models import Job
from arraigo.core.places.api import create_city, forget_cities

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]
AT = datetime(2026, 11, 22, 15, tzinfo=UTC)
# Invented.
TEXT = """Título I. Diagnóstico

Art. 1.- Población.- Según el registro comunitario de 2025, 1 412 personas migrantes y refugiadas viven en el cantón.

Art. 2.- Tránsito.- La movilidad urbana y el tránsito vehicular se tratan en el plan vial.
"""


@pytest.fixture
def there(settings):
    """The invented plans, and beside them a city that has none."""
    settings.DEMO = True
    forget_cities()
    city = create_city(slug="ribera", name="Ribera", by=None, at=AT)
    empty = create_city(slug="vacia", name="Puerto Nuevo", by=None, at=AT)
    user = create_user(email="pia@x.example", name="Pía Vera", password=None, by=None, at=AT)
    for one in (city, empty):
        grant(user=user, city=one, role=Role.PLANNER, by=None, at=AT)
    with tenancy.scope(city):
        build_plans(city=city, by=user, at=AT)
        yield user


def signed_in(browser, url, user, size="wide"):
    client = Client()
    client.force_login(user)
    page = open_page(browser, url, size=size)
    name = project.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return page


def look(page, name, address):
    """Open a page at both sizes; return what is wrong with it."""
    wrong = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        answer = page.goto(address)
        wrong += [] if answer.status == 200 else [f"{answer.status} {size}"]
        shoot(page, f"plans-{name}")
        wrong += [f"{size}: {line}" for line in barriers(page)]
    return wrong


def unread(plan, reading, number, **job):
    """A version as it is before it was read: under way, or given up."""
    fields = {"kind": "x", "title": "Leer", "created_at": AT, **job}
    version = PlanVersion.objects.filter(plan=plan).first()
    version.pk = None
    version._state.adding = True
    version.reading_job = Job.objects.create(city_id=plan.city_id, **fields)
    version.number, version.sha256, version.reading = number, str(number) * 64, reading
    version.problems = [{"code": "encrypted", "values": {}}] if reading == "failed" else []
    version.save(force_insert=True)
    return version


def test_every_page_of_plans_is_whole(browser, live_server, there, monkeypatch):
    # The job that is shown under way has no worker, and would be found dead.
    monkeypatch.setattr("arraigo.core.jobs.api.recover", lambda at: [])
    page = signed_in(browser, live_server.url, there)
    plan = Plan.objects.get(kind="PMDOT")
    version = plan.versions.last()
    desk = f"/ribera/planes/{plan.pk}/"
    text = f"{desk}versiones/{version.pk}/"
    failed = unread(plan, "failed", 8, state="failed", error="x")
    running = unread(plan, "running", 9, state="running", step="Buscando pasajes", done=3000, total=15000)
    pages = {
        "list": "/ribera/planes/",
        "list-narrowed": "/ribera/planes/?tipo=PUGS",
        "list-nothing": "/ribera/planes/?q=zzzz",
        "empty": "/vacia/planes/",
        "authorities": "/ribera/planes/autoridades/",
        "authorities-empty": "/vacia/planes/autoridades/",
        "authority-new": "/ribera/planes/autoridades/nueva/",
        "authority": f"/ribera/planes/autoridades/{plan.authority_id}/",
        "new": "/ribera/planes/nuevo/",
        "plan": desk,
        "edit": f"{desk}editar/",
        "phase-new": f"{desk}fases/nueva/",
        "phase": f"{desk}fases/{plan.phases.last().pk}/",
        "phase-delete": f"{desk}fases/{plan.phases.last().pk}/eliminar/",
        "version-new": f"{desk}versiones/nueva/",
        "version-edit": f"{text}editar/",
        "version-delete": f"{text}eliminar/",
        "version": text,
        "version-part-2": f"{text}?pagina=2",
        "version-narrowed": f"{text}?ver=movilidad",
        "version-found": f"{text}?q=viviendas",
        "version-nothing": f"{text}?q=zzzz",
        "contents": f"{text}indice/",
        "failed": f"{desk}versiones/{failed.pk}/",
        "running": f"{desk}versiones/{running.pk}/",
    }

    wrong = {name: found for name, address in pages.items() if (found := look(page, name, address))}

    assert not wrong, pformat(wrong, width=200)
    assert not page.complaints
    page.context.close()


def test_a_plan_is_added_loaded_and_read(browser, live_server, there, tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text(TEXT, encoding="utf-8")
    page = signed_in(browser, live_server.url, there, size="phone")

    page.goto("/ribera/planes/nuevo/")
    page.get_by_label("Título").fill("Agenda de los barrios")
    page.get_by_label("Tipo de instrumento").select_option("ESTRATEGIA")
    page.locator("select[name=authority]").select_option(index=1, force=True)
    page.get_by_role("button", name="Guardar plan").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Cargar y leer").click()

    page.get_by_text("1 412 personas migrantes").wait_for()
    page.locator("summary", has_text="Por qué se marcó").first.click()
    page.locator("details[open] li").first.wait_for()
    page.get_by_role("searchbox", name="Buscar en el texto").fill("transito")
    page.get_by_role("button", name="Buscar", exact=True).click()
    page.locator("mark").first.wait_for()
    assert page.locator("mark").all_inner_texts() == ["Tránsito", "tránsito"]
    page.context.close()


def test_a_link_to_a_passage_finds_it_on_whatever_page_it_stands(browser, live_server, there):
    page = signed_in(browser, live_server.url, there)
    version = Plan.objects.get(kind="PMDOT").versions.last()
    passage = Passage.objects.filter(version=version).last()
    address = f"/ribera/planes/{version.plan_id}/versiones/{version.pk}/"

    page.goto(f"{address}?pagina=1#p{passage.index}")
    page.locator(f"#p{passage.index}").wait_for()
    assert page.url.endswith(f"#p{passage.index}")

    page.goto("about:blank")
    page.goto(f"{address}#p99999", wait_until="commit")
    page.wait_for_url(f"**{address}#main")
    page.context.close()
