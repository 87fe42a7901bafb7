"""Focal points: their links, what they enrol, what they paste."""

import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from tests.areas.training.enrolling.conftest import AT, DAY, confirmed, mails, make_course

from arraigo.areas.training.actions import focal
from arraigo.areas.training.models import Application, Enrolment, FocalLink
from arraigo.areas.training.queries import links
from arraigo.areas.training.queries.focal import places_left
from arraigo.areas.training.web.enrolling.pasting import rows_in
from arraigo.core.consent.models import Basis
from arraigo.core.outbox.models import Message


def linked(course, **said):
    fields = {
        "organization": "Cruz Roja",
        "name": "Elena Paz",
        "email": "elena@cruzroja.example",
        "places": None,
        "expires_at": timezone.now() + DAY * 30,
    }
    return focal.create_focal_link(course, **{**fields, **said}, by=None, at=AT)


def url(link):
    return f"/santa-marina/focal/{links.focal_token(link)}/"


def rows(*people, step="revisar", form=None, **said):
    data = {"p-TOTAL_FORMS": "10", "p-INITIAL_FORMS": "0", "accion": step, "formulario": str(form or uuid4()), **said}
    names = ("given_names", "surnames", "document", "email", "sex", "position")
    for number in range(10):
        row = people[number] if number < len(people) else {}
        data |= {f"p-{number}-{name}": row.get(name, "") for name in names}
    return data


def person(number, **said):
    fields = {"given_names": f"Ana {chr(64 + number)}", "surnames": "Vega", "email": f"ana{number}@x.example"}
    return {**fields, **said}


@pytest.fixture
def anybody():
    return Client()


def test_a_focal_point_gets_the_link_by_mail_and_once(course):
    link = linked(course, places=8)
    linked(course, places=9)

    assert FocalLink.objects.get().places == 9
    assert mails() == [("training_focal_invitation", "elena@cruzroja.example")]
    assert links.focal_token(link) in Message.objects.get().body


def test_a_focal_point_enrols_ten_people_at_once_after_a_preview(course, anybody):
    link = linked(course)
    people = [person(number) for number in range(1, 11)]

    preview = anybody.post(url(link), rows(*people))
    assert preview.status_code == 200
    assert "Va a inscribir a 10 personas" in preview.text
    assert not Application.objects.exists()

    done = anybody.post(url(link), rows(*people, step="confirmar"), follow=True)
    assert "10 personas inscritas" in done.text
    assert Enrolment.objects.count() == 10
    assert set(Basis.objects.values_list("legal_basis", flat=True)) == {"public_function"}
    assert len(mails("training_enrolled")) == 10
    assert Enrolment.objects.first().organization.name == "Cruz Roja"


def test_the_page_of_a_focal_point_asks_few_queries(course, anybody, django_assert_max_num_queries):
    link = linked(course)
    anybody.post(url(link), rows(*[person(number) for number in range(1, 11)], step="confirmar"))

    with django_assert_max_num_queries(8):
        assert anybody.get(url(link)).status_code == 200


def test_the_form_of_a_focal_point_sent_twice_enrols_once(course, anybody):
    link, form = linked(course), uuid4()

    for _time in range(2):
        anybody.post(url(link), rows(person(1), person(2), step="confirmar", form=form))

    assert Application.objects.count() == 2
    assert len(mails("training_enrolled")) == 2


def test_what_is_wrong_is_said_in_its_cell_and_nothing_typed_is_lost(course, anybody):
    link = linked(course)
    bad = person(2, email="ana@", document="0535853409")

    response = anybody.post(url(link), rows(person(1), bad, {"given_names": "Sola"}))

    assert response.status_code == 422
    for kept in ('value="Ana A"', 'value="ana@"', 'value="0535853409"', 'value="Sola"'):
        assert kept in response.text
    assert 'id="id_p-1-email_error"' in response.text
    assert 'id="id_p-1-document_error"' in response.text
    assert 'id="id_p-2-surnames_error"' in response.text
    assert 'id="id_p-0-email_error"' not in response.text


def test_the_same_person_twice_is_told_in_the_cell(course, anybody):
    response = anybody.post(url(linked(course)), rows(person(1), person(1)))

    assert response.status_code == 422
    assert "Es la misma persona de la fila 1" in response.text


def test_a_link_enrols_no_more_people_than_its_places(course, anybody):
    link = linked(course, places=2)
    anybody.post(url(link), rows(person(1), step="confirmar"))

    preview = anybody.post(url(link), rows(person(2), person(3)))
    forced = anybody.post(url(link), rows(person(2), person(3), step="confirmar"))

    assert (preview.status_code, forced.status_code) == (422, 409)
    assert "Le quedan 1 cupos" in preview.text
    assert places_left(link) == 1
    assert Enrolment.objects.count() == 1


def test_a_full_course_puts_a_focal_points_people_in_the_waiting_list(here, anybody):
    course = make_course(capacity=1)
    link = linked(course)

    done = anybody.post(url(link), rows(person(1), person(2), step="confirmar"), follow=True)

    assert "1 persona inscrita, 1 en lista de espera" in done.text
    assert sorted(Application.objects.values_list("state", flat=True)) == ["accepted", "waiting"]


def test_a_course_that_asks_for_approval_asks_it_of_a_focal_point_too(here, anybody):
    link = linked(make_course(enrolment_mode="approval"))

    anybody.post(url(link), rows(person(1), step="confirmar"))

    assert Application.objects.get().state == "to_approve"


def test_somebody_who_is_in_the_course_already_is_told_so_and_stays_theirs(course, anybody):
    confirmed(course, 1)
    link = linked(course)
    known = {"given_names": "Rosa A", "surnames": "Quishpe Vera", "email": "rosa1@x.example"}

    preview = anybody.post(url(link), rows(known, person(2)))
    anybody.post(url(link), rows(known, person(2), step="confirmar"))

    assert "Ya está en el curso." in preview.text
    assert Application.objects.filter(focal_link=link).count() == 1


def test_a_focal_point_takes_back_only_whom_they_enrolled(course, anybody):
    link, other = linked(course), linked(course, organization="Salud", email="b@x.example")
    anybody.post(url(link), rows(person(1), step="confirmar"))
    application = Application.objects.get()

    assert anybody.post(f"{url(other)}retirar/{application.pk}/").status_code == 404
    assert Enrolment.objects.count() == 1
    assert "¿Retirar a Ana A Vega?" in anybody.get(f"{url(link)}retirar/{application.pk}/").text
    anybody.post(f"{url(link)}retirar/{application.pk}/")

    assert not Enrolment.objects.exists()
    assert mails()[-1] == ("training_withdrawn", "ana1@x.example")


@pytest.mark.parametrize("ended", ["revoked", "expired"])
def test_a_link_that_ended_says_what_to_do_and_enrols_nobody(course, anybody, ended):
    link = linked(course)
    if ended == "revoked":
        focal.revoke_focal_link(link, by=None, at=AT)
    else:
        FocalLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))

    shown = anybody.get(url(link))
    anybody.post(url(link), rows(person(1), step="confirmar"))

    assert shown.status_code == 404
    assert "venció o se anuló" in shown.text
    assert "pida un enlace nuevo" in shown.text
    assert not Application.objects.exists()


def test_what_is_pasted_from_a_spreadsheet_fills_the_form_after_what_was_typed(course, anybody):
    text = "Correo\tApellidos\tNombres\tSexo\nluis@x.example\tLoor\tLuis\tHombre\n\tPaz\tEva\tMujer\n"

    response = anybody.post(url(linked(course)), rows(person(1), step="pegar", pegado=text))

    assert response.status_code == 200
    for kept in ('value="Ana A"', 'value="Luis"', 'value="luis@x.example"', 'value="Eva"'):
        assert kept in response.text
    assert 'id="id_p-2-email_error"' in response.text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana\tVega\t0535853402\ta@x.ec\tMujer\tJefa", {"given_names": "Ana", "surnames": "Vega", "sex": "woman"}),
        ("Nombres;Apellidos;Correo\nAna;Vega;a@x.ec", {"given_names": "Ana", "surnames": "Vega", "email": "a@x.ec"}),
        (
            'cédula,nombre,apellido\r\n0535853402,"Ana, María",Vega',
            {"document": "0535853402", "given_names": "Ana, María"},
        ),
        ("Nombres\tApellidos\tSexo\nAna\tVega\tM", {"given_names": "Ana", "sex": ""}),
    ],
)
def test_pasted_rows_are_read_whatever_parts_their_cells(text, found):
    (row,) = rows_in(text)

    assert {name: row[name] for name in found} == found


@pytest.mark.parametrize("text", ["", "  \n\t\n", "Nombres;Apellidos\n"])
def test_nothing_pasted_is_nobody(text):
    assert rows_in(text) == []
