"""An assistance plan on the desk, and as anybody reads it: page, PDF, DOCX, calendar, JSON."""

import gzip
import io
import json
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import docx
import pypdfium2
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from arraigo.areas.plans.demo.assistance import build_assistance
from arraigo.areas.plans.models import Activity, AssistancePlan, Objective, Risk
from arraigo.core.accounts.api import Role, create_user, grant


@pytest.fixture
def planner(city):
    user = create_user(email="plan@x.example", name="Pía", password=None, by=None, at=timezone.now())
    grant(user=user, city=city, role=Role.PLANNER, by=None, at=timezone.now())
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def assistance(plan, in_city):
    build_assistance(city=in_city, by=None, at=timezone.now())
    return AssistancePlan.objects.get()


@pytest.fixture
def address(assistance):
    return f"/prueba/planes/asistencia/{assistance.pk}/"


def test_an_assistance_plan_is_made_part_by_part(planner, authority, plan):
    told = {
        "title": "Asistencia",
        "plan": plan.pk,
        "authority": authority.pk,
        "starts_on": "01/01/2026",
        "ends_on": "31/12/2026",
        "currency": "USD",
    }
    answer = planner.post("/prueba/planes/asistencia/nuevo/", told)
    made = AssistancePlan.objects.get()
    assert answer.url == f"/prueba/planes/asistencia/{made.pk}/"

    planner.post(f"{answer.url}objetivo/agregar/", {"title": "Contar"})
    objective = Objective.objects.get()
    planner.post(f"{answer.url}producto/agregar/?en={objective.pk}", {"title": "Línea base"})
    output = objective.outputs.get()
    wrong = planner.post(
        f"{answer.url}actividad/agregar/?en={output.pk}",
        {"title": "x", "responsible": "y", "starts_on": "02/01/2026", "ends_on": "01/01/2026"},
    )
    assert wrong.status_code == 422
    planner.post(
        f"{answer.url}actividad/agregar/?en={output.pk}",
        {"title": "Levantar", "responsible": "Planificación", "starts_on": "02/01/2026", "ends_on": "03/01/2026"},
    )
    planner.post(f"{answer.url}riesgo/agregar/", {"title": "Cambio", "likelihood": "3", "impact": "4"})

    assert Activity.objects.get().output == output
    assert Risk.objects.get().impact == 4
    assert "Levantar" in planner.get(answer.url).content.decode()


def test_a_part_of_another_plan_is_not_found(planner, address):
    assert planner.get(f"{address}producto/agregar/?en={uuid4()}").status_code == 404
    assert planner.get(f"{address}capitulo/agregar/").status_code == 404


def test_the_plan_is_shown_in_few_queries(planner, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        page = planner.get(address)

    text = page.content.decode()
    assert "Cronograma" in text
    assert "Atrasada" in text


def test_activities_are_searched_narrowed_and_downloaded(planner, address):
    assert "Taller con las nueve direcciones" in planner.get(f"{address}actividades/?q=taller").content.decode()
    narrowed = planner.get(f"{address}actividades/?estado=done").content.decode()
    assert "Segunda cohorte" not in narrowed
    file = planner.get(f"{address}actividades/?formato=csv")
    assert "Levantar 900 hogares" in b"".join(file.streaming_content).decode("utf-8-sig")


def test_progress_is_noted_from_its_page(planner, assistance, address):
    activity = Activity.objects.get(title="Definir indicadores desagregados")
    told = {"on": "01/03/2026", "percent": "100", "state": "done", "nonce": str(uuid4())}
    told["on"] = timezone.now().strftime("%d/%m/%Y")
    planner.post(f"{address}avance/{activity.pk}/", told)

    activity.refresh_from_db()
    assert (activity.percent, activity.state) == (100, "done")


def test_the_page_for_everybody_is_light_and_says_what_it_rests_on(assistance, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = Client().get(f"/prueba/asistencia-tecnica/{assistance.slug}/")

    paths = [Path(finders.find(name)) for name in ("ui/public.css", "plans/assistance.css")]
    styles = sum(len(gzip.compress(path.read_bytes())) for path in paths)
    assert len(gzip.compress(page.content)) + styles < 20_000
    text = page.content.decode()
    assert "edición 2" in text
    assert "Edición 1" in text
    assert not page.cookies
    again = Client().get(f"/prueba/asistencia-tecnica/{assistance.slug}/", headers={"if-none-match": page["ETag"]})
    assert again.status_code == 304


def test_an_earlier_edition_says_that_it_is_one(assistance):
    text = Client().get(f"/prueba/asistencia-tecnica/{assistance.slug}/1/").content.decode()

    assert "Esta es una edición anterior." in text


def _file(assistance, kind):
    return Client().get(f"/prueba/asistencia-tecnica/{assistance.slug}/2/{kind}/")


def test_the_pdf_says_all_of_it(assistance):
    document = pypdfium2.PdfDocument(_file(assistance, "pdf").content)
    text = " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")

    assert "Asistencia técnica al PMDOT" in text
    assert "Levantar 900 hogares" in text
    assert "Cambio de autoridades" in text
    assert document.get_metadata_dict()["Title"] == "Asistencia técnica al PMDOT de Santa Marina"


def test_the_document_has_headings_and_tables(assistance):
    document = docx.Document(io.BytesIO(_file(assistance, "docx").content))
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]

    assert sum(text.startswith("Objetivo") for text in headings) == 3
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Levantar 900 hogares en la ribera" in cells


def test_the_calendar_holds_activities_and_targets(assistance):
    calendar = Calendar.from_ical(_file(assistance, "ics").content)
    events = calendar.walk("VEVENT")

    assert len(events) == Activity.objects.count() + 3
    first = next(one for one in events if "Levantar" in str(one["SUMMARY"]))
    activity = Activity.objects.get(title__startswith="Levantar")
    assert first["DTSTART"].dt == activity.starts_on
    assert first["DTEND"].dt == activity.ends_on + timedelta(days=1)


def test_the_data_are_the_page(assistance):
    told = json.loads(_file(assistance, "json").content)

    assert told["edition"] == 2
    assert date.fromisoformat(told["as_of"]) < timezone.now().date()
    assert len(told["objectives"]) == 3


def test_what_was_never_published_has_no_page(plan, authority):
    assert Client().get("/prueba/asistencia-tecnica/ninguno/").status_code == 404
    assert "Todavía no hay planes publicados" in Client().get("/prueba/asistencia-tecnica/").content.decode()
