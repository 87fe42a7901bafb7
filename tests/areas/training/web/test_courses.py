"""Courses and sessions over HTTP."""

import re
from datetime import datetime

import pytest
from tests.areas.training.web.conftest import AT, ZONE

from arraigo.areas.training.actions.courses import save_session
from arraigo.areas.training.models import Attendance, Course, Series, Session
from arraigo.core import tenancy
from arraigo.core.audit.models import Entry

LIST = "/santa-marina/formacion/cursos/"
COURSE = {
    "title": "Rutas de atención",
    "code": "RA-1",
    "programme_area": "attention_routes",
    "timezone": "America/Lima",
}
SESSION = {"code": "J9", "day": "16/11/2026", "hour": "8h30", "minutes": "90", "modality": "online"}


@pytest.fixture
def page(course):
    return f"{LIST}{course.pk}/"


def test_the_list_says_enrolled_attended_and_waiting(trainer):
    text = trainer.get(LIST + "?formato=csv")
    rows = b"".join(text.streaming_content).decode("utf-8-sig").splitlines()

    assert rows[2] == "Movilidad humana;MH-1;;Sin publicar;2;6;5;4"


def test_the_list_asks_as_many_questions_for_two_courses_as_for_twenty(trainer, django_assert_max_num_queries, place):
    for number in range(18):
        Course.objects.create(city=place, code=f"X{number}", title="Otro", created_at="2026-01-01T00:00Z")

    with django_assert_max_num_queries(12):
        trainer.get(LIST)


def test_a_course_shows_each_persons_sessions_of_those_held(trainer, page):
    text = trainer.get(page).content.decode()

    assert "2 de 2" in text
    assert "0 de 2" in text
    assert "Por nombre" in text
    assert "AB100001" not in text
    assert "0001" in text


def test_a_course_shows_its_files_with_the_way_to_undo_them(trainer, page):
    text = trainer.get(page).content.decode()

    assert "zoom uno.csv" in text
    assert "/santa-marina/importaciones/" in text
    assert "/santa-marina/importaciones/nueva/training.attendance/session:" in text


def test_who_did_not_come_can_be_listed(trainer, page):
    text = trainer.get(page + "?asistencia=ninguna").content.decode()

    assert "Rea Cando, Fausto" in text
    assert "Vega Mora, Ana Lucía" not in text


def test_opening_a_course_is_logged(trainer, page):
    trainer.get(page)

    assert Entry.objects.filter(action="seen", detail__what="training.course").count() == 1


def test_a_course_is_made_with_a_new_series(trainer):
    response = trainer.post(LIST + "nuevo/", {**COURSE, "new_series": "Ciclo nuevo"})

    made = Course.objects.get(code="RA-1")
    assert response.url == f"{LIST}{made.pk}/"
    assert made.series == Series.objects.get(name="Ciclo nuevo")
    assert made.timezone == "America/Lima"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Escriba el título del curso."),
        ({"code": ""}, "Escriba un código para el curso."),
        ({"code": "mh-1"}, "Ya hay un curso con el código «mh-1». Escriba otro."),
    ],
)
def test_a_form_of_a_course_says_how_to_mend_it(wrong, sentence, trainer):
    before = Course.objects.count()

    response = trainer.post(LIST + "nuevo/", COURSE | wrong)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Course.objects.count() == before


def test_a_course_is_changed_but_its_code_stays(trainer, page, course):
    trainer.post(page + "editar/", {**COURSE, "title": "Otro título", "code": "OTRO"})

    course.refresh_from_db()
    assert (course.title, course.code) == ("Otro título", "MH-1")


def test_a_course_with_people_is_not_deleted_and_says_what_to_do(trainer, page, course):
    response = trainer.post(page + "eliminar/")

    assert response.status_code == 409
    assert "Deshaga primero la importación de su lista." in response.content.decode()
    assert Course.objects.filter(pk=course.pk).exists()


def test_an_empty_course_is_deleted(trainer, place):
    empty = Course.objects.create(city=place, code="V", title="Vacío", created_at="2026-01-01T00:00Z")

    assert trainer.post(f"{LIST}{empty.pk}/eliminar/").url == LIST
    assert not Course.objects.filter(pk=empty.pk).exists()


def test_a_session_starts_at_the_hour_of_its_courses_zone(trainer, page, course):
    response = trainer.post(page + "jornadas/nueva/", SESSION)

    made = Session.objects.get(course=course, code="J9")
    assert made.starts_at.isoformat() == "2026-11-16T13:30:00+00:00"
    assert response.url == f"{page}#jornada-{made.pk}"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": "j1"}, "El curso ya tiene una jornada «j1». Escriba otro código."),
        ({"day": "31/11/2026"}, "Noviembre de 2026 tiene 30 días. Escriba otra fecha."),
        ({"hour": "25:00"}, "Escriba la hora de 0 a 23 y los minutos, por ejemplo 14:30."),
        ({"minutes": "0"}, "Una jornada dura al menos un minuto."),
        ({"minutes": "2000"}, "Si son varios días, cree una para cada uno."),
        ({"modality": ""}, "Elija la modalidad."),
        ({"link": "no es"}, "Copie la dirección completa, desde https://."),
    ],
)
def test_a_form_of_a_session_says_how_to_mend_it(wrong, sentence, trainer, page):
    response = trainer.post(page + "jornadas/nueva/", SESSION | wrong)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_session_that_changes_its_hour_has_its_attendance_counted_anew(trainer, page, course):
    session = Session.objects.get(course=course, code="J1")
    same = {"code": "J1", "day": "09/11/2026", "hour": "9:30", "minutes": "90", "modality": "online"}

    trainer.post(f"{page}jornadas/{session.pk}/editar/", same)

    assert set(Attendance.objects.filter(session=session).values_list("seconds", flat=True)) == {30 * 60}


def test_a_session_with_attendance_is_not_deleted_and_says_what_to_do(trainer, page, course):
    session = Session.objects.get(course=course, code="J1")

    response = trainer.post(f"{page}jornadas/{session.pk}/eliminar/")

    assert response.status_code == 409
    assert "Deshaga primero la importación de su lista." in response.content.decode()


def test_the_sheet_to_sign_lists_everybody_by_surname_with_blank_lines(trainer, page, course):
    session = Session.objects.get(course=course, code="J1")

    text = trainer.get(f"{page}jornadas/{session.pk}/lista/").content.decode()

    assert text.index("Guamán Solís, Diego") < text.index("Vega Mora, Ana Lucía")
    assert text.count('class="blank"') == 6
    assert "AB100001" not in text


@pytest.mark.parametrize("address", ["nuevo/", "{course}/editar/", "{course}/jornadas/nueva/"])
def test_the_main_button_of_a_form_is_its_last(address, trainer, course):
    text = trainer.get(LIST + address.format(course=course.pk)).content.decode()

    buttons = re.search(r'<div class="buttons">(.*?)</div>', text, flags=re.S)[1]

    assert re.findall(r'class="(btn[^"]*)"', buttons)[-1] == "btn primary"


def test_words_of_ours_begin_a_cell_with_a_capital(trainer, page):
    body = b"".join(trainer.get(page + "?formato=csv").streaming_content).decode("utf-8-sig")

    assert ";Mujer;" in body
    assert ";mujer;" not in body


def test_a_course_has_one_main_step(trainer, page, course, place):
    loading = re.findall(r'class="btn[^"]*primary"[^>]*href="([^"]*)"', trainer.get(page).content.decode())
    with tenancy.scope(place):
        starts = datetime(2026, 11, 10, 9, tzinfo=ZONE)
        for code in ("J8", "J9"):
            save_session(course=course, code=code, starts_at=starts, minutes=60, modality="online", by=None, at=AT)

    missing = re.findall(r'class="btn[^"]*primary"[^>]*href="([^"]*)"', trainer.get(page).content.decode())

    assert ["training.enrolments" in url for url in loading] == [True]
    assert ["training.attendance" in url for url in missing] == [True]
