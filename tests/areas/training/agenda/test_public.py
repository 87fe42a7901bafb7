"""The agenda that anybody reads: whole without scripts, light, without a cookie, and never more than is published."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.areas.training.enums import EnrolmentMode
from arraigo.areas.training.models import CourseMaterial, Enrolment, Session
from arraigo.areas.training.queries.links import participant_token
from arraigo.core.audit import api as audit
from arraigo.core.people import api as people

AGENDA = "/santa-marina/agenda/"
WITH_IT = ("ui/public.css", "training/agenda.css", "ui/icons.svg", "ui/favicon.svg")


def shown(address=AGENDA, **headers):
    response = Client(headers=headers).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_agenda_shows_what_is_published_and_nothing_else(announced):
    announced("abierto")
    announced("borrador", published_at=None)

    page = shown()

    assert "Curso abierto" in page
    assert "Curso borrador" not in page
    assert Client().get(f"{AGENDA}borrador/").status_code == 404


def test_the_soonest_course_comes_first_and_what_is_over_is_elsewhere(announced):
    announced("tarde", days=9)
    announced("pronto", days=1)
    announced("antes", days=-9)

    coming, past = shown(), shown(f"{AGENDA}?pasadas=1")

    assert coming.index("Curso pronto") < coming.index("Curso tarde")
    assert "Curso antes" not in coming
    assert "Curso antes" in past
    assert "Curso pronto" not in past


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Inscripción abierta"),
        ({"capacity": 3}, "Quedan 3 cupos"),
        ({"capacity": 1}, "Queda 1 cupo"),
        ({"enrolment_mode": EnrolmentMode.BY_LIST}, "Solo por invitación"),
        ({"enrolment_closes_at": timezone.now() - timedelta(hours=1)}, "Inscripción cerrada"),
        ({"enrolment_opens_at": timezone.now() + timedelta(days=1)}, "Inscripción todavía no abierta"),
        ({"cancelled_at": timezone.now(), "cancellation_reason": "Por paro de transporte."}, "Cancelado"),
    ],
    ids=["no limit", "three left", "one left", "by list", "closed", "not yet", "cancelled"],
)
def test_a_course_says_whether_one_can_still_get_a_place(announced, fields, words):
    announced("uno", **fields)

    assert words in shown()
    assert words in shown(f"{AGENDA}uno/")


def test_only_a_course_that_takes_people_leads_to_its_form(announced):
    announced("abierto")
    announced("cerrado", enrolment_mode=EnrolmentMode.BY_LIST)

    assert f"{AGENDA}abierto/inscripcion/" in shown(f"{AGENDA}abierto/")
    assert "inscripcion/" not in shown(f"{AGENDA}cerrado/")


def test_the_agenda_is_narrowed_by_subject_and_modality(announced):
    announced("vivienda", programme_area="right_to_housing")
    announced("rutas", programme_area="attention_routes")

    page = shown(f"{AGENDA}?area=right_to_housing")

    assert "Curso vivienda" in page
    assert "Curso rutas" not in page
    assert "Nada coincide" in shown(f"{AGENDA}?modalidad=online")


def test_what_cannot_be_read_in_the_address_is_as_if_it_had_not_been_asked(announced):
    announced("uno")

    assert "Curso uno" in shown(f"{AGENDA}?area=nada&mes=ayer&modalidad=%00")


def test_an_agenda_without_courses_says_what_will_be_there(city):
    assert "Ahora no hay cursos anunciados" in shown()


def test_the_link_to_join_is_for_those_enrolled(announced):
    announced("uno")

    for address in (AGENDA, f"{AGENDA}uno/", f"{AGENDA}uno/calendario.ics", f"{AGENDA}calendario.ics"):
        assert "secreta" not in shown(address)


def test_a_cancelled_session_stays_and_says_so(announced):
    course = announced("uno", sessions=2)
    Session.objects.filter(course=course, code="J1").update(cancelled_at=timezone.now(), revision=1)

    assert "Cancelada" in shown(f"{AGENDA}uno/")
    entries = Calendar.from_ical(shown(f"{AGENDA}uno/calendario.ics")).walk("VEVENT")
    assert [str(entry["status"]) for entry in entries] == ["CANCELLED", "CONFIRMED"]
    assert [int(entry["sequence"]) for entry in entries] == [1, 0]


def test_the_calendar_says_when_in_the_zone_of_the_place(announced):
    course = announced("uno")
    session = course.sessions.get()

    entry = Calendar.from_ical(shown(f"{AGENDA}calendario.ics")).walk("VEVENT")[0]

    assert entry["dtstart"].dt == session.starts_at.replace(microsecond=0)
    assert str(entry["dtstart"].dt.tzinfo) == "America/Guayaquil"
    assert str(entry["location"]) == "Sala Condamine"


def test_only_what_is_for_anybody_is_handed_out_to_anybody(handed_out):
    page = shown(f"{AGENDA}con-materiales/")
    public, reserved = (CourseMaterial.objects.get(title=name) for name in ("guia.txt", "reservado.txt"))

    assert "guia.txt" in page
    assert "Lucía Andrade" in page
    assert "reservado.txt" not in page
    assert Client().get(f"{AGENDA}con-materiales/materiales/{public.pk}/").content == b"texto"
    assert Client().get(f"{AGENDA}con-materiales/materiales/{reserved.pk}/").status_code == 404


def test_a_page_weighs_twenty_kilobytes_at_most_with_all_that_it_loads(announced, handed_out):
    for number in range(30):
        announced(f"curso-{number}", sessions=4, summary="Un resumen de dos líneas, como lo escribe el equipo. " * 4)
    loaded = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in WITH_IT)

    for address in (AGENDA, f"{AGENDA}curso-1/", f"{AGENDA}con-materiales/"):
        answer = Client(headers={"Accept-Encoding": "gzip"}).get(address)
        assert answer.headers["Content-Encoding"] == "gzip"
        assert len(answer.content) + loaded <= 20_000, address


def test_a_page_is_kept_by_caches_and_asked_for_again_without_a_body(announced):
    announced("uno")

    for address in (AGENDA, f"{AGENDA}uno/", f"{AGENDA}calendario.ics"):
        first = Client().get(address)
        again = Client(headers={"If-None-Match": first.headers["ETag"]}).get(address)
        assert "public" in first.headers["Cache-Control"]
        assert again.status_code == 304, address
        assert not again.content
        assert not first.cookies


def test_the_number_of_queries_does_not_grow_with_the_courses(announced):
    announced("uno", capacity=5)
    with CaptureQueriesContext(connection) as few:
        shown()
    for number in range(20):
        announced(f"otro-{number}", capacity=5)
    with CaptureQueriesContext(connection) as many:
        shown()

    assert len(many) == len(few)
    # The city, whose rows, the courses, sessions, places and queues, and taking back whose rows.
    assert len(many) <= 9


@pytest.mark.parametrize("accepts", ["gzip", "identity", "gzip;q=0"])
def test_a_tag_is_strong_and_of_the_bytes_that_are_sent(announced, accepts):
    announced("uno")
    client = Client(headers={"Accept-Encoding": accepts})

    for address in (AGENDA, f"{AGENDA}uno/", f"{AGENDA}calendario.ics"):
        first, second = client.get(address), client.get(address)
        assert first.headers["ETag"].startswith('"')
        assert first.headers["ETag"] == second.headers["ETag"]
        assert ("Content-Encoding" in first.headers) == (accepts == "gzip")
        assert "Accept-Encoding" in first.headers["Vary"]


def test_the_two_ways_in_which_a_page_travels_have_two_tags(announced):
    announced("uno")
    tags = {Client(headers={"Accept-Encoding": way}).get(AGENDA).headers["ETag"] for way in ("gzip", "identity")}

    assert len(tags) == 2


def test_what_somebody_enrolled_takes_is_logged_and_what_anybody_takes_is_not(handed_out):
    people_of(handed_out)
    token = participant_token(Enrolment.objects.get())
    public, reserved = (CourseMaterial.objects.get(title=name) for name in ("guia.txt", "reservado.txt"))

    Client().get(f"{AGENDA}con-materiales/materiales/{public.pk}/")
    assert not audit.entries().filter(action="seen").exists()
    taken = Client().get(f"/santa-marina/mi-curso/{token}/materiales/{reserved.pk}/")

    assert taken.content == b"texto"
    assert audit.entries().filter(action="seen", subject=f"files.storedfile:{reserved.file_id}").count() == 1


def people_of(course):
    draft = people.PersonDraft(given_names="Ana", surnames="Vega", emails=("ana@x.example",))
    enrol(course, plan(course, [Candidate(2, draft)]), run=None, by=None, at=timezone.now())


def test_a_course_that_goes_on_says_how_many_sessions_are_still_to_come(announced):
    announced("uno", days=-2, sessions=6)

    assert "Y 3 jornadas más" in shown()


def test_a_session_that_was_cancelled_is_not_counted_among_those_to_come(announced):
    course = announced("uno", sessions=3)
    Session.objects.filter(course=course, code="J3").update(cancelled_at=timezone.now())

    assert "Y una jornada más" in shown()
