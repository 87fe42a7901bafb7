"""The pages of the imports, asked as a browser asks them."""

import io
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from tests.core.imports.sample import GOOD, csv_of

from arraigo.core import tenancy
from arraigo.core.audit.models import Entry
from arraigo.core.imports.models import ImportRun
from arraigo.core.places.models import Area

NEW = "/pruebas/importaciones/nueva/barrios/city:barrios/"
MIXED = csv_of(
    "B1;La Floresta;25/01/2020;1712345675",
    ";San Roque;31/02/2021;0912345675",
    "=2+5;El Ejido?;30/03/2022;",
    "# nota;;;",
)
STRANGE = csv_of("B1;La Floresta;25/01/2020;1712345675", header="Clave;Nombre;Fecha;Cédula")
AMBIGUOUS = csv_of("B1;La Floresta;03/04/2020;", "B2;San Roque;05/06/2021;")


def upload(browser, *files):
    given = [SimpleUploadedFile(name, data, "text/csv") for name, data in files]
    return browser.post(NEW, {"archivos": given})


def the_run(city):
    with tenancy.scope(city):
        return ImportRun.objects.get()


@pytest.fixture
def open_run(browser, city):
    answer = upload(browser, ("barrios.csv", MIXED))
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode())).replace("\xa0", " ")


def test_a_file_is_loaded_reviewed_imported_and_undone(browser, city, open_run):
    review = browser.get(open_run)
    assert "Importar 2 filas" in words(review)
    assert "Todavía no se ha guardado nada" in words(review)

    applied = browser.post(open_run + "importar/", follow=True)
    assert "2 filas importadas de 4" in words(applied)
    assert "2 barrios nuevos" in words(applied)
    assert 'href="/revision/"' in applied.content.decode()
    with tenancy.scope(city):
        assert Area.objects.count() == 2

    assert "¿Deshacer la importación de «barrios.csv»?" in words(browser.get(open_run + "deshacer/"))
    undone = browser.post(open_run + "deshacer/", follow=True)
    assert "Se deshizo. «barrios.csv» ya no cuenta." in words(undone)
    with tenancy.scope(city):
        assert not Area.objects.exists()


def test_a_preview_shows_faults_in_their_cells_and_lists_them_with_links(browser, open_run):
    page = browser.get(open_run).content.decode()

    assert re.search(r'<td class="bad" id="f3-0">.*?Vacío</td>', page)
    assert 'href="#f3-2"' in page
    assert "«31/02/2021» no es una fecha que exista." in page


def test_documents_are_masked_in_the_sheet_and_in_the_samples(browser, open_run):
    page = browser.get(open_run).content.decode()

    assert "1712345675" not in page
    assert page.count("••••\xa05675") >= 2


def test_the_rows_may_be_narrowed_and_the_count_of_each_kind_shows(browser, open_run):
    page = browser.get(open_run + "?filas=por-corregir")

    text = words(page)
    assert "Todas 4" in text
    assert "Por corregir 1" in text
    assert "Dudosas 1" in text
    assert "San Roque" in text
    assert "La Floresta" not in page.content.decode().split('id="columnas"')[0]


def test_pages_of_rows_keep_their_place_in_the_address(browser, city):
    many = csv_of(*(f"B{n};Barrio {n};25/01/2020;" for n in range(1, 121)))
    url = upload(browser, ("muchos.csv", many)).url

    second = browser.get(url + "?pagina=2")
    past = browser.get(url + "?pagina=99")
    part = browser.get(url + "?pagina=3", headers={"HX-Request": "true", "HX-Target": "revision"})

    assert "26 a 50 de 120" in words(second)
    assert "101 a 120 de 120" in words(past)
    assert "Filas 52 a 76" in words(part)
    assert "<html" not in part.content.decode()
    assert part["HX-Push-Url"].endswith("?pagina=3")


def test_turning_a_page_reads_the_file_once_and_opening_it_again_reads_it_afresh(browser, open_run, kind, monkeypatch):
    read = []
    monkeypatch.setattr(type(kind), "preview", counting(type(kind).preview, read))

    browser.get(open_run)
    browser.get(open_run + "?pagina=2")
    browser.get(open_run + "?filas=listas")
    assert len(read) == 1

    browser.get(open_run)
    assert len(read) == 2


def test_a_page_that_is_turned_after_an_answer_shows_the_new_reading(browser, city):
    url = upload(browser, ("raro.csv", STRANGE)).url
    browser.get(url)

    browser.post(url + "columnas/", {"c0": "code", "c1": "name"})

    assert "Listas 1" in words(browser.get(url + "?filas=todas"))


def counting(method, calls):
    def counted(*args, **kwargs):
        calls.append(1)
        return method(*args, **kwargs)

    return counted


def test_a_question_is_asked_with_its_reason_and_suggestion_and_blocks_the_import(browser, city):
    url = upload(browser, ("barrios.csv", AMBIGUOUS)).url
    page = browser.get(url)

    assert "¿Qué va primero en «Fecha»?" in words(page)
    assert "Todas las fechas se leen de las dos maneras." in words(page)
    assert "El día: 3 de abril (lo más probable)" in words(page)
    assert "Antes de importar, responda lo que se pregunta arriba." in words(page)
    assert re.search(r'<button class="btn primary" type="submit" disabled', page.content.decode())

    refused = browser.post(url + "importar/", follow=True)
    assert "Falta responder una pregunta sobre «barrios.csv»" in words(refused)

    answered = browser.post(url + "respuestas/", {"date_order": "mdy"}, follow=True)
    assert "El mes: 4 de marzo Cambiar" in words(answered)
    assert "Importar 2 filas listas" in words(answered)

    asked_again = browser.post(url + "respuestas/", {"preguntar": "date_order"}, follow=True)
    assert "responda una pregunta" in words(asked_again)


def test_an_answer_that_was_not_offered_brings_the_form_back_with_its_error(browser, city):
    url = upload(browser, ("barrios.csv", AMBIGUOUS)).url

    page = browser.post(url + "respuestas/", {"date_order": "ymd"})

    assert page.status_code == 422
    assert "Elija una de las respuestas" in words(page)


def test_columns_that_nobody_knows_are_mapped_once_and_remembered(browser, city):
    url = upload(browser, ("raro.csv", STRANGE)).url
    page = browser.get(url)
    assert "1 de 4 se reconocieron solas" in words(page)
    assert 'aria-label="Qué es la columna «Clave»"' in page.content.decode()
    assert "Diga primero qué es cada columna" in words(page)

    mapped = browser.post(url + "columnas/", {"c0": "code", "c1": "name", "c2": "since", "c3": "document"}, follow=True)
    assert "Importar 1 fila lista" in words(mapped)
    assert "1712345675" not in mapped.content.decode()

    next_one = upload(browser, ("raro2.csv", STRANGE.replace(b"B1", b"B7"))).url
    assert "Importar 1 fila lista" in words(browser.get(next_one))


def test_two_columns_that_claim_the_same_field_bring_the_form_back(browser, city):
    url = upload(browser, ("raro.csv", STRANGE)).url

    page = browser.post(url + "columnas/", {"c0": "code", "c1": "code"})

    assert page.status_code == 422
    assert "Dos columnas no pueden ser «Código»: Clave · Nombre. Deje solo una." in words(page)


def test_the_workbook_of_what_is_left_holds_the_rows_as_they_came_with_reasons_and_no_formula(browser, open_run):
    answer = browser.get(open_run + "restantes/")
    book = load_workbook(io.BytesIO(answer.content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]

    assert rows[0] == ["Código", "Barrio", "Fecha", "Documento", "Fila en su archivo", "Por qué no se importó"]
    assert rows[1][1:5] == ["San Roque", "31/02/2021", "0912345675", 3]
    assert rows[1][5].startswith("Está vacío. Escriba el código oficial del barrio. «31/02/2021» no es una fecha")
    assert rows[2][0] == "# nota"
    assert len(rows) == 3
    assert book.active["C2"].fill.fgColor.rgb == "FFFBE3DE"
    assert book.active["B2"].fill.fill_type is None
    assert 'attachment; filename="barrios, por corregir.xlsx"' in answer["Content-Disposition"]


def test_a_cell_that_begins_like_a_formula_stays_text_in_the_workbook(browser, city):
    url = upload(browser, ("a.csv", csv_of("=2+5;=HYPERLINK(1);99/99/2020;+1", "B1;x;25/01/2020;"))).url

    book = load_workbook(io.BytesIO(browser.get(url + "restantes/").content))

    assert [cell.data_type for cell in book.active[2]][:4] == ["s"] * 4
    assert book.active["A2"].value == "=2+5"


def test_several_files_at_once_become_a_run_each(browser, city):
    answer = upload(browser, ("uno.csv", GOOD), ("dos.csv", MIXED))

    page = browser.get(answer.url)
    assert answer.url == "/pruebas/importaciones/"
    assert "2 archivos esperan su revisión." in words(page)
    with tenancy.scope(city):
        assert ImportRun.objects.count() == 2


def test_the_same_file_again_leads_to_the_import_that_is_there(browser, city, open_run):
    browser.post(open_run + "importar/")

    again = upload(browser, ("copia.csv", MIXED))
    page = browser.get(again.url)

    assert again.url == open_run
    assert re.search(r"Este archivo ya se importó el \d+ de \w+ de \d{4}, con el nombre «barrios.csv»", words(page))


def test_a_file_that_cannot_be_read_is_refused_where_it_was_chosen(browser, city):
    page = upload(browser, ("lista.xlsx", b"%PDF-1.7 ..."))

    assert page.status_code == 422
    assert "«lista.xlsx»: es un PDF, no una hoja de cálculo." in words(page)
    with tenancy.scope(city):
        assert not ImportRun.objects.exists()


def test_a_file_over_25_mb_is_refused_by_its_size_before_anybody_reads_it(browser, city, monkeypatch):
    read = []
    monkeypatch.setattr(UploadedFile, "size", property(lambda self: 200 * 1024 * 1024, lambda self, size: None))
    monkeypatch.setattr(SimpleUploadedFile, "read", lambda self, *a: read.append(1) or b"x")

    page = upload(browser, ("grande.csv", b"x"))

    assert "«grande.csv» pesa 200 MB y el límite es 25 MB." in words(page)
    assert page.status_code == 422


def test_choosing_no_file_or_an_empty_one_is_said_in_words(browser, city):
    assert "Elija al menos un archivo." in words(browser.post(NEW, {}))
    assert "«nada.csv» está vacío. Ábralo" in words(upload(browser, ("nada.csv", b"")))


def test_what_depends_on_an_import_keeps_it_and_the_page_says_what(browser, city, open_run):
    browser.post(open_run + "importar/")
    with tenancy.scope(city):
        Area.objects.create(city=city, code="Z", name="Zona", level="zone", parent=Area.objects.first())

    asked = browser.get(open_run + "deshacer/")
    forced = browser.post(open_run + "deshacer/")

    assert "1 zonas están dentro de estos barrios: quítelas primero." in words(asked)
    assert "No se puede deshacer esta importación." in words(forced)
    assert the_run(city).state == "applied"


def test_after_a_week_the_page_does_not_offer_to_undo(browser, city, open_run):
    browser.post(open_run + "importar/")
    with tenancy.scope(city):
        ImportRun.objects.update(applied_at=timezone.now() - timedelta(days=8))

    assert "Deshacer" not in words(browser.get(open_run))
    assert "Se podía deshacer hasta el" in words(browser.get(open_run + "deshacer/"))


def test_a_discarded_file_is_asked_for_erased_and_no_longer_named(browser, city, open_run):
    assert "¿Descartar «barrios.csv»?" in words(browser.get(open_run + "descartar/"))

    page = browser.post(open_run + "descartar/", follow=True)

    assert "«barrios.csv» se descartó y se borró." in words(page)
    assert "archivo borrado" in words(page)
    assert "Este archivo se descartó" in words(browser.get(open_run))


def test_a_raw_file_is_downloaded_as_it_came_and_logged(browser, city, open_run, trainer):
    answer = browser.get(open_run + "archivo/")

    assert answer.content == MIXED
    assert "attachment" in answer["Content-Disposition"]
    with tenancy.scope(city):
        entry = Entry.objects.filter(action="seen").order_by("-number").first()
        assert (entry.detail["what"], entry.by) == ("file", trainer)


def test_opening_a_preview_is_logged_once_and_turning_its_pages_is_not(browser, city, open_run):
    browser.get(open_run)
    browser.get(open_run + "?pagina=2")
    browser.get(open_run + "?filas=listas")

    with tenancy.scope(city):
        seen = [entry.detail["what"] for entry in Entry.objects.filter(action="seen")]
        assert seen.count("import.preview") == 1


def test_pages_with_names_are_kept_by_no_cache(browser, open_run):
    assert "no-store" in browser.get(open_run)["Cache-Control"]
    assert "no-store" in browser.get(open_run + "restantes/")["Cache-Control"]


def test_a_preview_takes_few_queries(browser, open_run, django_assert_max_num_queries):
    browser.get(open_run)

    with django_assert_max_num_queries(14):
        browser.get(open_run + "?pagina=1")


def test_the_history_lists_finds_and_exports(browser, city, open_run, django_assert_max_num_queries):
    browser.post(open_run + "importar/")
    upload(browser, ("otra lista.csv", GOOD))

    with django_assert_max_num_queries(14):
        page = browser.get("/pruebas/importaciones/")
    assert "2 de 4" in words(page)
    assert "Lista de barrios" in words(page)
    found = words(browser.get("/pruebas/importaciones/?q=OTRA"))
    assert "otra lista.csv" in found
    assert "barrios.csv" not in found
    assert "barrios.csv" in words(browser.get("/pruebas/importaciones/?estado=applied"))
    exported = browser.get("/pruebas/importaciones/?formato=csv")
    assert "otra lista.csv" in b"".join(exported.streaming_content).decode("utf-8-sig")
    exported.close()


def test_without_imports_the_history_says_what_will_be_there(browser, city):
    assert "Todavía no se ha importado nada" in words(browser.get("/pruebas/importaciones/"))


def test_who_imports_nothing_opens_no_page(city, planner, open_run):
    client = Client()
    client.force_login(planner)

    for page in ("", "restantes/", "archivo/", "estado/", "deshacer/", "descartar/"):
        assert client.get(open_run + page).status_code == 403
    for page in ("importar/", "respuestas/", "columnas/", "detener/"):
        assert client.post(open_run + page).status_code == 403
    assert client.get("/pruebas/importaciones/").status_code == 403
    assert client.get(NEW).status_code == 403


def test_another_citys_run_does_not_exist(browser, city, other_city, trainer, open_run):
    from arraigo.core.accounts.api import Role, grant

    with tenancy.scope(other_city):
        grant(user=trainer, city=other_city, role=Role.TRAINER, by=None, at=timezone.now())

    assert browser.get(open_run.replace("/pruebas/", "/otra/")).status_code == 404


def test_a_place_or_kind_that_is_not_there_is_404(browser, city):
    assert browser.get("/pruebas/importaciones/nueva/barrios/city:otra/").status_code == 404
    assert browser.get("/pruebas/importaciones/nueva/recetas/city:barrios/").status_code == 404


def test_what_writes_is_only_posted(browser, open_run):
    for page in ("importar/", "respuestas/", "columnas/", "detener/"):
        assert browser.get(open_run + page).status_code == 405


def test_a_stored_file_that_can_no_longer_be_read_says_so_and_offers_another(browser, city, take):
    with tenancy.scope(city):
        run = take(b"%PDF-1.7")

    page = browser.get(f"/pruebas/importaciones/{run.pk}/")

    assert "Este archivo no se puede leer" in words(page)
    assert "es un PDF" in words(page)
    assert NEW in page.content.decode()
    assert browser.get(f"/pruebas/importaciones/{run.pk}/restantes/").url == f"/pruebas/importaciones/{run.pk}/"


def test_a_running_job_shows_how_far_it_is_and_leads_on_when_it_ends(browser, city, open_run, at):
    from arraigo.core.jobs.api import Job

    with tenancy.scope(city):
        job = Job.objects.create(
            city=city, kind="x", title="x", state="running", step="Guardando barrios", done=40, total=100, created_at=at
        )
        ImportRun.objects.update(job=job)

    assert browser.get(open_run).url == open_run + "estado/"
    page = browser.get(open_run + "estado/")
    assert "Guardando barrios" in words(page)
    assert "40 de 100" in words(page)
    part = browser.get(open_run + "estado/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert browser.post(open_run + "importar/", follow=True).redirect_chain[-1][0] == open_run + "estado/"
    browser.post(open_run + "detener/")
    with tenancy.scope(city):
        assert Job.objects.get().cancel_asked
        Job.objects.update(state="cancelled")

    ended = browser.get(open_run + "estado/", headers={"HX-Request": "true"})
    assert ended["HX-Redirect"] == open_run
    assert "La importación anterior se detuvo." in words(browser.get(open_run))
