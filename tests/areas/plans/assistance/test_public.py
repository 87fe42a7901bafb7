"""The page to which the city's web page links: light, without a cookie, and always what was published."""

import gzip
import json
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from tests.areas.plans.conftest import NOW

from arraigo.areas.plans.actions.assistance_editions import publish, withdraw
from arraigo.areas.plans.actions.assistance_progress import note_progress
from arraigo.areas.plans.demo.assistance import build_assistance
from arraigo.areas.plans.models import AssistancePlan

ROOM = 20_000
PAGE = "/prueba/asistencia-tecnica/asistencia-al-pmdot/"


@pytest.fixture
def anybody():
    return Client()


@pytest.fixture
def editions(whole, today):
    first = publish(whole.plan, today=today, by=None, at=NOW)
    note_progress(
        whole.activity, on=today, percent=60, state="started", note="Tres barrios", nonce=whole.plan.pk, today=today,
        by=None, at=NOW,
    )  # fmt: skip
    return first, publish(whole.plan, note="Avanzó el registro", today=today, by=None, at=NOW)


def test_anybody_reads_the_edition_that_stands(anybody, editions, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        page = anybody.get(PAGE)
    text = page.content.decode()

    assert page.status_code == 200
    assert not page.cookies
    for words in (
        "Edición 2, publicada el", "Municipio de Prueba", "Levantar datos", "60\xa0%", "Avanzó el registro",
        "Tres barrios", "12\xa0000,50\xa0USD", "Se adelanta el debate", "Qué cambió desde la edición 1",
        "al 1 de marzo de 2026", f"{PAGE}2/pdf/", f"{PAGE}2/json/",
    ):  # fmt: skip
        assert words in text, words


def test_an_old_edition_stays_readable_and_points_to_the_new_one(anybody, editions):
    text = anybody.get(f"{PAGE}1/").content.decode()

    assert "Esta es una edición anterior." in text
    assert 'content="noindex"' in text
    assert "Tres barrios" not in text


def test_what_changes_at_the_desk_does_not_change_an_edition(anybody, editions, whole):
    whole.activity.title = "Otra cosa"
    whole.activity.save()

    assert "Otra cosa" not in anybody.get(PAGE).content.decode()


def test_a_withdrawn_edition_says_so_and_its_files_are_gone(anybody, editions):
    withdraw(editions[1], by=None, at=NOW)

    gone = anybody.get(f"{PAGE}2/")
    assert gone.status_code == 410
    assert "Ver la edición vigente (1)" in gone.content.decode()
    assert anybody.get(f"{PAGE}2/pdf/").status_code == 404
    assert "Edición 1, publicada" in anybody.get(PAGE).content.decode()


def test_a_plan_that_is_not_published_is_not_there(anybody, whole):
    assert anybody.get(PAGE).status_code == 404
    assert "Todavía no hay planes publicados" in anybody.get("/prueba/asistencia-tecnica/").content.decode()


def test_the_list_shows_each_plan_with_its_progress(anybody, editions, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        text = anybody.get("/prueba/asistencia-tecnica/").content.decode()

    assert "Asistencia al PMDOT" in text
    assert "60\xa0%" in text


def test_a_page_that_did_not_change_is_not_sent_again(anybody, editions):
    for address in ("/prueba/asistencia-tecnica/", PAGE, f"{PAGE}1/", f"{PAGE}2/pdf/", f"{PAGE}2/json/"):
        first = anybody.get(address)
        assert anybody.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304, address
        assert "public" in first["Cache-Control"]


@pytest.mark.parametrize(
    ("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("ics", b"BEGIN:VCALENDAR"), ("json", b"{")]
)
def test_an_edition_is_taken_away_as_a_file(anybody, editions, kind, begins):
    answer = anybody.get(f"{PAGE}2/{kind}/")

    assert answer.content.startswith(begins)
    assert f"asistencia-al-pmdot-2.{kind}" in answer["Content-Disposition"]
    assert not answer.cookies


def test_a_file_says_the_day_of_the_city(anybody, whole, today):
    publish(whole.plan, today=today, by=None, at=NOW.replace(hour=3))
    pages = pypdfium2.PdfDocument(anybody.get(f"{PAGE}1/pdf/").content)

    assert "publicada el 28 de febrero de 2026" in " ".join(pages[0].get_textpage().get_text_bounded().split())


def test_the_data_say_what_the_page_says(anybody, editions):
    told = json.loads(anybody.get(f"{PAGE}2/json/").content)

    assert told["edition"] == 2
    assert told["objectives"][0]["outputs"][0]["activities"][0]["percent"] == 60
    assert told["address"].endswith(f"{PAGE}2/")


@pytest.mark.parametrize("address", [f"{PAGE}9/", f"{PAGE}2/exe/", "/prueba/asistencia-tecnica/nada/"])
def test_what_is_not_there_is_said(anybody, editions, address):
    assert anybody.get(address).status_code == 404


def test_the_fullest_page_is_light(anybody, in_city, plan):
    build_assistance(city=in_city, by=None, at=NOW)
    made = AssistancePlan.objects.get()
    paths = [Path(finders.find(name)) for name in ("ui/public.css", "plans/assistance.css")]
    styles = sum(len(gzip.compress(path.read_bytes())) for path in paths)
    page = anybody.get(f"/prueba/asistencia-tecnica/{made.slug}/", headers={"accept-encoding": "gzip"})

    assert len(page.content) + styles < ROOM
    assert made.editions.count() == 2
    assert made.objectives.count() == 3


def test_an_edition_ends_on_the_day_that_it_says(anybody, editions):
    assert date(2026, 3, 1).isoformat() == json.loads(anybody.get(f"{PAGE}1/json/").content)["as_of"]
