"""The desk's pages of applications and focal points."""

import csv
import datetime as dt
from io import StringIO

import pytest
from django.test import Client
from django.utils import timezone
from tests.areas.training.enrolling.conftest import AT, DAY, applied, confirmed, mails, make_course

from arraigo.areas.training.models import Application, Enrolment, FocalLink
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.audit.models import Entry


@pytest.fixture
def trainer(place):
    return _member(place, Role.TRAINER)


def _member(place, role):
    user = create_user(email=f"{role}@x.example", name=f"Persona {role}", password=None, by=None, at=AT)
    grant(user=user, city=place, role=role, by=None, at=AT)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def waiting(here):
    """A course of two places: two enrolled, two who wait, one who has not confirmed."""
    course = make_course(capacity=2)
    for number in range(1, 5):
        confirmed(course, number, AT + dt.timedelta(minutes=number))
    applied(course, 5)
    return course


def root(course):
    return f"/santa-marina/formacion/cursos/{course.pk}"


def test_the_list_shows_states_and_turns_and_that_somebody_looked(trainer, waiting, django_assert_max_num_queries):
    with django_assert_max_num_queries(24):
        response = trainer.get(f"{root(waiting)}/solicitudes/")

    assert response.status_code == 200
    assert "Espera que confirme su correo" in response.text
    turns = {row.surnames: cells for row, cells in _turns(trainer, waiting).items()}
    assert sorted(turns.values()) == ["", "", "", "1", "2"]
    assert Entry.objects.filter(action="seen", detail__what="training.applications").exists()


def _turns(trainer, course):
    text = trainer.get(f"{root(course)}/solicitudes/?formato=csv").getvalue().decode("utf-8-sig")
    lines = list(csv.DictReader(StringIO(text), delimiter=";"))
    by_name = {f"{row.surnames}, {row.given_names}": row for row in Application.objects.all()}
    return {by_name[line["Nombre"]]: line["Turno"] for line in lines}


def test_the_list_is_searched_and_filtered(trainer, waiting):
    found = trainer.get(f"{root(waiting)}/solicitudes/?q=rosa3@x.example").text
    narrowed = trainer.get(f"{root(waiting)}/solicitudes/?estado=waiting").text

    assert "Rosa C" in found
    assert "Rosa A" not in found
    assert "Rosa C" in narrowed
    assert "Rosa A" not in narrowed


def test_an_empty_list_says_what_will_come(trainer, course):
    assert "Todavía nadie pidió un cupo" in trainer.get(f"{root(course)}/solicitudes/").text


def test_those_ticked_are_approved_together(trainer, here):
    course = make_course(enrolment_mode="approval")
    rows = [confirmed(course, number) for number in (1, 2, 3)]

    response = trainer.post(
        f"{root(course)}/solicitudes/acciones/",
        {"accion": "aprobar", "filas": [row.pk for row in rows[:2]]},
        follow=True,
    )

    assert "2 solicitudes aprobadas." in response.text
    assert Enrolment.objects.count() == 2


def test_those_ticked_are_refused_together_once_the_reason_is_said(trainer, here):
    course = make_course(enrolment_mode="approval")
    rows = [confirmed(course, number) for number in (1, 2)]
    ticked = {"accion": "rechazar", "filas": [row.pk for row in rows]}

    asked = trainer.post(f"{root(course)}/solicitudes/acciones/", ticked)
    blank = trainer.post(f"{root(course)}/solicitudes/acciones/", {**ticked, "motivo": ""})
    trainer.post(f"{root(course)}/solicitudes/acciones/", {**ticked, "motivo": "Es para otra zona."})

    assert (asked.status_code, blank.status_code) == (200, 422)
    assert "Escriba el motivo" in blank.text
    assert set(Application.objects.values_list("state", "reason")) == {("rejected", "Es para otra zona.")}


def test_the_mail_to_confirm_is_sent_again(trainer, waiting):
    unconfirmed = Application.objects.get(state="unconfirmed")

    trainer.post(f"{root(waiting)}/solicitudes/acciones/", {"accion": "recordar", "filas": [unconfirmed.pk]})

    assert mails("training_application_confirm").count(("training_application_confirm", "rosa5@x.example")) == 2


def test_nothing_ticked_says_so(trainer, waiting):
    response = trainer.post(
        f"{root(waiting)}/solicitudes/acciones/", {"accion": "aprobar", "filas": ["x"]}, follow=True
    )

    assert "Marque al menos una solicitud" in response.text


def test_one_application_is_shown_with_its_document_masked_and_decided(trainer, here):
    course = make_course(enrolment_mode="approval")
    application = confirmed(course, 1, document="AB123456", needs="Intérprete de señas")
    url = f"{root(course)}/solicitudes/{application.pk}/"

    shown = trainer.get(url).text
    trainer.post(url, {"accion": "aprobar"})

    assert "Intérprete de señas" in shown
    assert "AB123456" not in shown
    assert Application.objects.get().state == "accepted"


def test_the_desk_takes_an_enrolment_back_and_the_next_one_gets_the_place(trainer, waiting):
    first = Application.objects.filter(state="accepted").earliest("confirmed_at")

    trainer.post(f"{root(waiting)}/solicitudes/{first.pk}/", {"accion": "retirar"})

    assert Application.objects.filter(state="waiting").count() == 1
    assert Enrolment.objects.count() == 2


def test_somebody_is_enrolled_by_hand(trainer, course):
    url = f"{root(course)}/solicitudes/nueva/"
    page = trainer.get(url)
    nonce = page.context["form"]["nonce"].value()
    said = {"given_names": "Luis", "surnames": "Loor", "institution": "Salud", "nonce": nonce}

    for _time in range(2):
        trainer.post(url, said)
    bad = trainer.post(url, {**said, "given_names": ""})

    assert Application.objects.get().source == "staff"
    assert Enrolment.objects.get().organization.name == "Salud"
    assert bad.status_code == 422


def test_a_focal_point_is_invited_written_to_again_and_revoked(trainer, course):
    url = f"{root(course)}/puntos-focales/"
    last = (timezone.localdate() + DAY * 30).strftime("%d/%m/%Y")
    said = {"organization": "Cruz Roja", "name": "Elena", "email": "e@x.example", "places": "5", "last_day": last}

    invited = trainer.post(f"{url}nuevo/", said, follow=True)
    link = FocalLink.objects.get()
    assert trainer.get(f"{url}{link.pk}/enviar/").status_code == 200
    again = trainer.post(f"{url}{link.pk}/enviar/", follow=True)
    trainer.post(f"{url}{link.pk}/anular/")

    assert "Enviamos el enlace a Elena." in invited.text
    assert "0 de 5" in invited.text
    assert again.status_code == 200
    assert FocalLink.objects.get().revoked_at is not None
    assert "anulado o vencido" in trainer.post(f"{url}{link.pk}/enviar/", follow=True).text


def test_an_invitation_lasts_thirty_days_unless_told(trainer, course):
    form = trainer.get(f"{root(course)}/puntos-focales/nuevo/").context["form"]

    assert form.initial["last_day"] == timezone.localdate() + DAY * 30


@pytest.mark.parametrize("path", ["solicitudes/nueva/", "puntos-focales/", "puntos-focales/nuevo/"])
def test_who_only_reads_courses_enrols_nobody(place, course, path):
    assert _member(place, Role.AUDITOR).get(f"{root(course)}/{path}").status_code == 403


def test_who_only_reads_courses_sees_the_list_without_ways_to_decide(place, waiting):
    text = _member(place, Role.AUDITOR).get(f"{root(waiting)}/solicitudes/").text

    assert "Quishpe" in text
    assert 'value="aprobar"' not in text
    assert "/solicitudes/nueva/" not in text
    assert f"/solicitudes/{Application.objects.first().pk}/" not in text
