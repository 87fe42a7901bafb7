"""The pages of the imports in Chromium, wide and on a phone: nothing for axe to say, nothing that overflows."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import sync_playwright
from tests.core.imports.sample import csv_of

from arraigo.core import tenancy
from arraigo.core.imports import api as imports
from arraigo.core.imports.models import ImportRun
from arraigo.core.jobs.api import Job
from arraigo.core.places.models import Area

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHOTS = os.environ.get("ARRAIGO_SHOTS", "")
SIZES = {"1280": (1280, 1000), "360": (360, 780)}
pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
ROWS = [
    "B1;La Floresta de la Desinstitucionalización;25/01/2020;1712345675",
    ";San Roque;31/02/2021;0912345675",
    "B3;El Ejido?;30/03/2022;0912345676",
    "B0;Repetido;30/03/2022;",
    "# nota;;;",
    *(f"B{n};Barrio número {n};{n % 28 + 1}/12/2020;17{n:08d}" for n in range(10, 121)),
]
HEADER = "Clave;Barrio;Fecha;Documento de identidad o pasaporte"


@pytest.fixture(scope="module")
def chromium():
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(request, chromium, live_server, browser):
    width, height = SIZES[request.param]
    context = chromium.new_context(viewport={"width": width, "height": height}, locale="es-EC")
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
    opened = context.new_page()
    opened.said = []
    opened.on("console", lambda message: opened.said.append(message.text) if message.type == "error" else None)
    opened.size = request.param
    opened.root = live_server.url
    yield opened
    context.close()


def look(page, name, *, status=200):
    """Assert that a page is whole: axe finds nothing, nothing overflows, nothing was refused by the CSP."""
    if SHOTS:
        page.wait_for_timeout(400)
        page.screenshot(path=str(Path(SHOTS) / f"{name}-{page.size}.png"))
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert [said for said in page.said if "422" not in said] == []


def test_every_page_of_an_import_reads_well(page, city, take, trainer, tmp_path):
    with tenancy.scope(city):
        Area.objects.create(city=city, code="B0", name="Barrio cero", level="neighbourhood")
    file = tmp_path / "barrios del cantón, noviembre.csv"
    file.write_bytes(csv_of(*ROWS, header=HEADER))

    page.goto(page.root + "/pruebas/importaciones/")
    look(page, "history-empty")
    page.goto(page.root + "/pruebas/importaciones/nueva/barrios/city:barrios/")
    look(page, "new")
    page.set_input_files("input[type=file]", str(file))
    page.click("text=Cargar y revisar")
    look(page, "preview-columns")
    page.select_option("select[name=c0]", "code")
    page.click("text=Guardar columnas y volver a leer")
    look(page, "preview")
    page.click("text=Por corregir 1")
    page.wait_for_url("**filas=por-corregir**")
    look(page, "preview-bad")
    page.click("text=Todas 116")
    page.click("a[rel=next]")
    page.wait_for_url("**pagina=2**")
    assert "Filas 27 a 51" in page.inner_text("#revision")
    page.click("text=Importar 113 filas")
    page.wait_for_selector("text=113 filas importadas de 116")
    look(page, "result")
    page.click("text=Deshacer")
    look(page, "undo")
    page.click("button:has-text('Deshacer la importación')")
    look(page, "undone")
    page.goto(page.root + "/pruebas/importaciones/")
    look(page, "history")


def test_a_question_a_refusal_and_a_job_read_well(page, city, take, at, tmp_path):
    pdf = tmp_path / "lista.csv"
    pdf.write_bytes(b"%PDF-1.7")
    page.goto(page.root + "/pruebas/importaciones/nueva/barrios/city:barrios/")
    page.set_input_files("input[type=file]", str(pdf))
    page.click("text=Cargar y revisar")
    look(page, "new-refused")
    with tenancy.scope(city):
        run = take(csv_of("B1;La Floresta;03/04/2020;", "B2;San Roque;05/06/2021;"))
        broken = take(b"%PDF-1.7")
    page.goto(f"{page.root}/pruebas/importaciones/{run.pk}/")
    look(page, "question")
    page.check("text=El día: 3 de abril")
    page.click("text=Guardar y volver a leer")
    look(page, "answered")
    page.click("text=Descartar")
    look(page, "discard")
    page.goto(f"{page.root}/pruebas/importaciones/{broken.pk}/")
    look(page, "refused")
    with tenancy.scope(city):
        job = Job.objects.create(
            city=city,
            kind="x",
            title="x",
            state="running",
            step="Guardando barrios",
            done=1840,
            total=9000,
            created_at=timezone.now(),
        )
        ImportRun.objects.filter(pk=run.pk).update(job=job)
    page.goto(f"{page.root}/pruebas/importaciones/{run.pk}/")
    look(page, "running")
    with tenancy.scope(city):
        Job.objects.update(state="done")
        imports.apply(run, by=None, at=at)
    page.wait_for_selector("text=2 filas importadas de 2")
