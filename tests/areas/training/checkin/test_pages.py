"""The door at the desk, the typed list, the list of arrivals, and people who note themselves."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.areas.training.checkin.conftest import arrival, come, make_session, minute

from arraigo.areas.training.actions.doors import open_door
from arraigo.areas.training.models import Attendance, CheckIn, CheckInDevice
from arraigo.areas.training.queries.doors import digest_of, self_token
from arraigo.areas.training.queries.links import participant_token
from arraigo.core.audit.models import Entry

pytestmark = pytest.mark.django_db


def at(session, rest=""):
    return f"/prueba/formacion/cursos/{session.course_id}/jornadas/{session.pk}/{rest}"


@pytest.fixture
def now_session(course):
    """A session in progress, by the clock of the pages."""
    starts = timezone.now() - timedelta(minutes=20)
    return make_session(course, "HOY", "in_person", starts_at=starts, self_check_in=True)


def test_the_door_shows_arrivals_of_those_enrolled_and_what_waits(
    trainer, session, rosa, luis, django_assert_max_num_queries
):
    come(session, arrival(rosa, 5), arrival(luis, 200), at=minute(200))

    with django_assert_max_num_queries(40):
        response = trainer.get(at(session, "puerta/"))

    assert response.status_code == 200
    assert 'id="dudas"' in response.text
    assert "Andrade Cruz, Luis" in response.text
    assert "Vega Mora" not in response.text


def test_a_link_for_another_telephone_is_shown_once_and_only_its_digest_is_kept(trainer, session):
    response = trainer.post(at(session, "puerta/nueva/"), {"name": "Puerta norte"})

    secret = re.search(r"/prueba/puerta/#([\w-]{43})", response.text)[1]
    assert response["Cache-Control"] == "private, no-store"
    assert CheckInDevice.objects.get().digest == digest_of(secret)
    assert secret not in trainer.get(at(session, "puerta/")).text


def test_a_door_without_a_name_is_asked_for_one(trainer, session):
    response = trainer.post(at(session, "puerta/nueva/"), {"name": " "})

    assert response.status_code == 422
    assert "Escriba cómo se llama la puerta" in response.text


def test_this_telephone_is_let_in_with_its_secret_after_the_hash(trainer, session):
    response = trainer.post(at(session, "puerta/aqui/"))

    path, _hash, secret = response.url.partition("#")
    assert path == "/prueba/puerta/"
    assert CheckInDevice.objects.get().digest == digest_of(secret)


def test_a_closed_telephone_notes_no_more(trainer, session, door, rosa):
    trainer.post(at(session, f"puerta/{door.device.pk}/cerrar/"))

    response = Client().post("/prueba/puerta/lista/", headers={"Authorization": f"Bearer {door.secret}"})
    assert response.status_code == 401
    assert Entry.objects.filter(action="training.door.close").count() == 1


def test_the_count_is_drawn_for_a_page_that_asks_again(trainer, session, rosa, enrolled):
    come(session, arrival(rosa, 5))

    response = trainer.get(at(session, "puerta/conteo/"), headers={"HX-Request": "true"})

    assert "every 5s" in response.text
    assert re.search(r"<b>\s*1\s*</b>", response.text)


def test_staff_count_an_arrival_in_doubt_or_void_it(trainer, session, rosa, luis):
    come(session, arrival(rosa, 200), arrival(luis, 200), at=minute(200))
    ids = {row.enrolment_id: row.pk for row in CheckIn.objects.all()}

    trainer.post(at(session, "puerta/resolver/"), {"llegada": ids[rosa.pk], "decision": "contar"})
    trainer.post(at(session, "puerta/resolver/"), {"llegada": ids[luis.pk], "decision": "anular"})

    assert set(Attendance.objects.values_list("enrolment_id", flat=True)) == {rosa.pk}


def test_the_list_of_arrivals_is_searched_narrowed_and_taken_away(trainer, session, rosa, luis):
    come(session, arrival(rosa, 5), arrival(luis, 200), at=minute(200))

    everybody, doubtful, found, file = (
        trainer.get(at(session, f"llegadas/{query}")) for query in ("", "?estado=conflict", "?q=vega", "?formato=csv")
    )

    assert "Vega Mora, Rosa Elena" in everybody.text
    assert "Andrade Cruz, Luis" in everybody.text
    assert "Vega Mora" not in doubtful.text
    assert "Andrade Cruz" not in found.text
    assert "Vega Mora" in b"".join(file.streaming_content).decode("utf-8-sig")
    assert Entry.objects.filter(action="seen", detail__what="training.arrivals").count() == 4


def test_arrivals_are_voided_in_the_list_and_recovered(trainer, session, rosa):
    come(session, arrival(rosa, 5))
    pk = CheckIn.objects.get().pk

    trainer.post(at(session, "llegadas/acciones/"), {"accion": "anular", "filas": [pk]})
    assert not Attendance.objects.exists()
    trainer.post(at(session, "llegadas/acciones/"), {"accion": "recuperar", "filas": [pk]})
    assert Attendance.objects.count() == 1


def test_a_paper_list_is_typed_without_scripts(trainer, session, rosa, luis):
    come(session, arrival(luis, 5))
    page = trainer.get(at(session, "digitar/"))
    assert page.text.count('type="checkbox"') == 2

    trainer.post(at(session, "digitar/"), {"presentes": [rosa.pk]})
    trainer.post(at(session, "digitar/"), {"presentes": [rosa.pk], "antes": [rosa.pk]})
    assert Attendance.objects.filter(enrolment=rosa).count() == 1
    trainer.post(at(session, "digitar/"), {"antes": [rosa.pk]})

    assert not Attendance.objects.filter(enrolment=rosa).exists()
    assert Attendance.objects.filter(enrolment=luis).exists()


def test_marks_are_saved_one_by_one_for_the_script(trainer, session, rosa):
    response = trainer.post(at(session, "digitar/"), {"presentes": [rosa.pk]}, headers={"Accept": "application/json"})

    assert response.json() == {"marked": 1, "undone": 0}


@pytest.mark.parametrize("rest", ["lista.pdf", "../../gafetes/"])
def test_what_is_printed_is_a_pdf(trainer, session, enrolled, rest):
    address = at(session, rest) if not rest.startswith("..") else at(session).split("jornadas")[0] + "gafetes/"

    response = trainer.get(address)

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_people_note_their_own_arrival_by_document_or_email_and_surname(now_session, enrolled):
    link = f"/prueba/llegada/{self_token(now_session)}/"

    first = Client().post(link, {"identity": "171003406-5", "surname": "vega"})
    again = Client().post(link, {"identity": "ROSA@ejemplo.ec", "surname": "Vega Mora"})

    assert "Su llegada está registrada" in first.text
    assert "Su llegada está registrada" in again.text
    assert CheckIn.objects.get().method == "self"
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"identity": "1710034065", "surname": "Loor"},
        {"identity": "0999999999", "surname": "Vega"},
        {"identity": "nadie@ejemplo.ec", "surname": "Vega"},
    ],
)
def test_the_same_words_for_whoever_is_not_found(now_session, enrolled, said):
    response = Client().post(f"/prueba/llegada/{self_token(now_session)}/", said)

    assert response.status_code == 422
    assert "No encontramos esos datos en la lista de esta jornada." in response.text
    assert not CheckIn.objects.exists()


def test_guessing_who_is_in_a_list_is_stopped(now_session, enrolled):
    link = f"/prueba/llegada/{self_token(now_session)}/"
    said = {"identity": "1710034065", "surname": "Loor"}

    answers = [Client().post(link, said).status_code for _ in range(6)]

    assert answers == [422] * 5 + [429]


@pytest.mark.parametrize("changed", [{"self_check_in": False}, {"starts_at": timezone.now() + timedelta(days=2)}])
def test_out_of_its_hours_or_switched_off_the_page_takes_nobody(now_session, enrolled, changed):
    for name, value in changed.items():
        setattr(now_session, name, value)
    now_session.save()
    link = f"/prueba/llegada/{self_token(now_session)}/"

    assert "El registro está cerrado" in Client().get(link).text
    assert Client().post(link, {"identity": "1710034065", "surname": "Vega"}).status_code == 409
    assert not CheckIn.objects.exists()


def test_a_participant_notes_their_arrival_from_their_own_page(now_session, rosa):
    response = Client().post(f"/prueba/llegada/{participant_token(rosa)}/{now_session.pk}/")

    assert "Su llegada está registrada" in response.text
    assert CheckIn.objects.get().enrolment_id == rosa.pk


def test_a_link_that_is_not_ours_opens_nothing(now_session, rosa):
    assert Client().get(f"/prueba/llegada/{participant_token(rosa)}/").status_code == 404
    assert Client().post(f"/prueba/llegada/{self_token(now_session)}/{now_session.pk}/").status_code == 404


def test_the_self_check_in_is_opened_and_closed_and_logged(trainer, session):
    trainer.post(at(session, "puerta/propia/"), {"abrir": "si"})
    session.refresh_from_db()
    assert session.self_check_in
    assert (
        'aria-label="Código QR' in trainer.get(at(session, "afiche/")).text
        or "<title>" in trainer.get(at(session, "afiche/")).text
    )

    trainer.post(at(session, "puerta/propia/"), {"abrir": "no"})
    session.refresh_from_db()
    assert not session.self_check_in


def test_a_door_opened_after_a_session_still_lasts_a_day(session, trainer_user):
    late = session.starts_at + timedelta(days=3)

    assert open_door(session=session, name="x", by=trainer_user, at=late).device.expires_at == late + timedelta(days=1)
