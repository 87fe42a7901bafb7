"""A trainer's first course, from signing in to figures on paper: wide, on a phone, and without a single script."""

import csv
import datetime as dt
from io import BytesIO, StringIO

import pytest
from python_calamine import CalamineWorkbook
from tests.journeys import files
from tests.journeys.browsing import barriers, code, needs_chromium, open_page, shoot

from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places.api import create_city

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
EMAIL, PASSWORD = "rosa@santa-marina.example", "una frase larga y propia"

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def trainer():
    city = create_city(slug="santa-marina", name="Santa Marina", by=None, at=AT)
    user = create_user(email=EMAIL, name="Rosa Pilataxi", password=PASSWORD, by=None, at=AT)
    grant(user=user, city=city, role=Role.TRAINER, by=None, at=AT)
    return user


@pytest.fixture(params=[("wide", True), ("phone", True), ("phone", False)], ids=["wide", "phone", "without-scripts"])
def page(request, browser, live_server, trainer):
    size, scripts = request.param
    opened = open_page(browser, live_server.url, size=size, scripts=scripts)
    opened.scripts = scripts
    yield opened
    opened.context.close()


def test_a_course_goes_from_its_lists_to_its_figures(page, tmp_path):
    sign_in_for_the_first_time(page)
    make_course(page)
    make_session(page, day="10/9/2026", modality="online", title="Marco de derechos")
    make_session(page, day="17/9/2026", modality="in_person", title="Casos de práctica")
    course = page.url

    load(page, "main .head a:has-text('Cargar inscripción')", tmp_path / "inscritos.xlsx", files.enrolments())
    assert "8 filas" in page.inner_text(".file-words")
    look(page, "vista-previa")
    bring_in(page, 8)

    page.goto(course)
    load(page, session("J1"), tmp_path / "zoom.csv", files.zoom())
    look(page, "pregunta")
    page.click("main label:has-text('Mes/día/año: la primera fecha es 10/09/2026')")
    page.click("main button:has-text('Guardar y volver a leer')")
    bring_in(page, 6)

    page.goto(course)
    load(page, session("J2"), tmp_path / "firmas.xlsx", files.signed())
    bring_in(page, 3)

    resolve_the_doubtful(page)
    read_the_figures(page)
    open_a_figure(page)
    download_the_figures(page, tmp_path)
    sign_out(page)

    assert page.complaints == []


def sign_in_for_the_first_time(page):
    """With a password alone nothing opens; the app of codes is set up, and asked for ever after."""
    enter(page)
    page.wait_for_url("**/cuenta/segundo-paso/falta/")
    page.goto("/santa-marina/hoy/")
    page.wait_for_url("**/cuenta/segundo-paso/falta/")
    page.click("main a[href='/cuenta/segundo-paso/codigo/']")
    page.click("summary:has-text('No puedo leer')")
    secret = page.inner_text("main code")
    look(page, "segundo-paso")
    page.fill("[name=code]", code(secret))
    page.click("main button:has-text('Activar')")
    page.wait_for_url("**/segundo-paso/respaldo/")
    sign_out(page)
    enter(page)
    page.wait_for_url("**/cuenta/entrar/codigo/")
    page.fill("[name=code]", code(secret, 1))
    page.click("main button:has-text('Entrar')")
    page.wait_for_url("**/santa-marina/hoy/")
    look(page, "hoy-vacio")


def enter(page):
    page.goto("/cuenta/entrar/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("main button:has-text('Entrar') >> nth=0")


def make_course(page):
    go(page, "Cursos")
    look(page, "cursos-vacio")
    page.click("main .head a:has-text('Nuevo curso')")
    page.fill("[name=title]", "Movilidad humana y servicios")
    page.fill("[name=code]", "MH-1")
    page.select_option("[name=programme_area]", label="Rutas de atención y protección")
    page.fill("[name=new_series]", "Ciclo de otoño")
    page.click("main button:has-text('Crear curso')")
    page.wait_for_selector("text=Curso «Movilidad humana y servicios» creado.")


def make_session(page, *, day, modality, title):
    page.click("main .head a:has-text('Nueva jornada')")
    page.fill("[name=title]", title)
    page.fill("[name=day]", day)
    page.fill("[name=hour]", "9:00")
    page.fill("[name=minutes]", "120")
    page.check(f"[name=modality][value={modality}]")
    look(page, f"jornada-{modality}")
    page.click("main button:has-text('Crear jornada')")
    page.wait_for_selector(f"#jornadas h3:has-text('{title}')")


def session(code):
    return f"#jornadas li:has(h3:has-text('{code} ·')) a:has-text('Cargar asistencia')"


def load(page, link, path, data):
    """Choose a file and look at what it says."""
    path.write_bytes(data)
    page.click(link)
    page.set_input_files("main input[type=file]", str(path))
    page.click("main button:has-text('Cargar y revisar')")
    page.wait_for_selector("h1:has-text('Revise la lista antes de importarla')")


def bring_in(page, rows):
    page.click(f".dockbar button:has-text('Importar {rows} filas')")
    page.wait_for_selector(f"h1:has-text('{rows} filas importadas')")
    look(page, f"importado-{rows}")


def resolve_the_doubtful(page):
    """A short name is somebody enrolled; a device is nobody."""
    go(page, "Revisión")
    assert page.locator("[data-doubt]").count() == 2
    look(page, "revision")
    page.click("[data-doubt]:has-text('Maria Cedeno') button:has-text('Es Cedeño Mero María José')")
    page.wait_for_selector("main >> text=Es Cedeño Mero María José.")
    page.click("[data-doubt]:has-text('iPad de la sala') button:has-text('No participa')")
    page.wait_for_selector(f"main >> text={'No participa.' if page.scripts else '«iPad de la sala»: no participa.'}")
    look(page, "revision-hecha")
    page.goto("/santa-marina/formacion/revision/")
    page.wait_for_selector("text=No hay nada por revisar")


def read_the_figures(page):
    go(page, "Cifras")
    look(page, "cifras")
    assert [" ".join(fig.split()) for fig in page.locator("main .fig").all_inner_texts()] == [
        "Asistieron 7 : ver los registros de 8 personas inscritas (88 %)",
        "En línea 5 : ver los registros de 7 que asistieron (71 %)",
        "Presencial 3 : ver los registros de 7 que asistieron (43 %)",
        "En ambas 1 : ver los registros de 7 que asistieron (14 %)",
        "Horas de formación recibidas 15 horas de las personas, sumadas",
        "Jornadas realizadas 2 : ver los registros que duraron 4 horas",
        "En total 8 : ver los registros una persona en una jornada",
    ]
    page.click("#sexo summary:has-text('Ver los mismos datos en una tabla')")
    rows = page.locator("#sexo tbody tr").all_inner_texts()
    assert [" ".join(row.split()) for row in rows] == ["Mujeres 3 43 %", "Hombres 3 43 %", "Sin dato u otro 1 14 %"]


def open_a_figure(page):
    page.click("main .fig:has-text('En línea') a")
    page.wait_for_selector("h1:has-text('Personas que cuenta la cifra')")
    look(page, "registros")
    assert page.locator("#registros tbody tr").count() == 5
    assert page.inner_text("#registros [data-say]") == "5 personas"
    page.go_back()


def download_the_figures(page, tmp_path):
    book = CalamineWorkbook.from_filelike(BytesIO(download(page, "Hoja de cálculo", tmp_path)))
    summary = {row[0]: row[1:3] for row in book.get_sheet_by_name("Resumen").to_python(skip_empty_area=False)}
    assert summary["Personas que asistieron"] == [7.0, 8.0]
    assert summary["Asistencias"][0] == 8.0

    lines = list(csv.reader(StringIO(download(page, "Texto separado", tmp_path).decode("utf-8-sig")), delimiter=";"))
    total = next(line for line in lines if line[:1] == ["Total"])
    assert total[:9] == ["Total", "Todas las personas", "3", "3", "1", "7", "7", "100,0", "8"]
    assert float(total[9].replace(",", ".")) == pytest.approx(15, abs=0.5)

    sheet = download(page, "Una página", tmp_path)
    assert sheet.startswith(b"%PDF-")
    assert b"Santa Marina" in sheet


def download(page, words, tmp_path):
    page.locator("main .head details").evaluate("one => one.open = true")
    with page.expect_download() as found:
        page.click(f"main .head .menu a:has-text('{words}')")
    path = tmp_path / found.value.suggested_filename
    found.value.save_as(path)
    return path.read_bytes()


def go(page, words):
    """Follow the menu: at the side on a wide screen, at the foot or behind «Más» on a phone."""
    page.goto("/santa-marina/hoy/")
    links = page.locator(f"nav a:has-text('{words}'):visible")
    if not links.count():
        page.click(".bottombar summary:has-text('Más')")
    links.first.click()
    page.wait_for_selector("nav a[aria-current=page], nav summary[data-current]", state="attached")


def sign_out(page):
    """By the menu of one's name where there is one, and without it on the plain pages of the account."""
    page.goto("/cuenta/salir/")
    page.click("main button:has-text('Salir')")
    page.wait_for_url("**/cuenta/entrar/")


def look(page, name):
    """Nothing in the way of whoever reads; without scripts axe itself cannot run."""
    shoot(page, f"recorrido-{name}" if page.scripts else f"recorrido-sin-guiones-{name}")
    if page.scripts:
        assert barriers(page) == [], name
