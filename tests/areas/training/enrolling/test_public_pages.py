"""The public form, what its mail opens, and a participant's own page."""

import gzip
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from tests.areas.training.enrolling.conftest import AT, DAY, confirmed, mails, make_course

from arraigo.areas.training.actions.applications import confirm
from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.areas.training.models import Application, Attendance, Enrolment, Session
from arraigo.areas.training.queries import links, participant
from arraigo.areas.training.queries.participant_panel import Panel
from arraigo.core.outbox.models import Message
from arraigo.core.people.api import PersonDraft, normalise_document

FORM = "/santa-marina/agenda/mh-1/inscripcion/"
RECEIVED = f"{FORM}recibida/"


def typed(**said):
    return {
        "given_names": "Rosa",
        "surnames": "Quishpe Vera",
        "email": "rosa@x.example",
        "sex": "not_said",
        "training": "on",
        "nonce": str(uuid4()),
        **said,
    }


@pytest.fixture
def anybody():
    return Client()


@pytest.fixture
def soon(here):
    """A course whose sessions are still to come, by the real clock."""
    made = make_course(enrolment_closes_at=timezone.now() + DAY * 30)
    for number, session in enumerate(Session.objects.filter(course=made).order_by("starts_at"), 1):
        session.starts_at = timezone.now() + DAY * (7 * number)
        session.save(update_fields=["starts_at"])
    return made


def link_in(template):
    body = Message.objects.filter(template=template).latest("pk").body
    return re.search(r"http://[^/]+(/santa-marina/\S+)", body)[1]


def page_of(course):
    return f"/santa-marina/mi-curso/{links.participant_token(Enrolment.objects.get(course=course))}/"


def test_the_form_opens_for_anybody_and_no_cache_keeps_it(soon, anybody, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        response = anybody.get(FORM)

    assert response.status_code == 200
    assert 'name="given_names"' in response.text
    assert "no-store" in response["Cache-Control"]


def test_the_page_of_the_form_weighs_little(soon, anybody):
    css = [Path(finders.find(name)) for name in ("ui/public.css", "training/enrolling/enrolling.css")]
    parts = [anybody.get(FORM).content, *(file.read_bytes() for file in css)]

    assert sum(len(gzip.compress(part)) for part in parts) < 20_000


def test_from_the_form_to_the_own_page(soon, anybody):
    sent = anybody.post(FORM, typed())
    assert (sent.status_code, sent.url) == (302, RECEIVED)
    assert "Revise su correo" in anybody.get(RECEIVED).text

    confirm_url = link_in("training_application_confirm")
    shown = anybody.get(confirm_url)
    assert "Confirmar mi inscripción" in shown.text
    assert not Enrolment.objects.exists()

    answered = anybody.post(confirm_url, follow=True)
    assert "Tiene un cupo" in answered.text
    page = anybody.get(link_in("training_enrolled"))
    assert page.status_code == 200
    assert "Tema 1" in page.text
    assert "<svg" in page.text


def test_a_mail_scanner_that_opens_the_link_confirms_nothing(soon, anybody):
    anybody.post(FORM, typed())

    for method in ("get", "head"):
        getattr(anybody, method)(link_in("training_application_confirm"))

    assert Application.objects.get().state == "unconfirmed"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"given_names": ""}, "Escriba los nombres."),
        ({"email": "rosa"}, "Escriba el correo completo"),
        ({"email": "rosa@localhost"}, "Escriba el correo completo"),
        ({"document": "0535853409"}, "El dígito verificador no corresponde"),
        ({"document": "no"}, "No parece un documento"),
        ({"sex": ""}, "también puede no decirlo"),
        ({"training": ""}, "Sin su permiso no podemos inscribirle"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(soon, anybody, said, sentence):
    response = anybody.post(FORM, typed(**said))

    assert response.status_code == 422
    assert sentence in response.text
    assert 'value="Quishpe Vera"' in response.text
    assert not Application.objects.exists()


def test_the_answer_tells_nobody_who_is_enrolled(soon, anybody):
    first = anybody.post(FORM, typed())
    confirm(Application.objects.get(), at=AT)
    second = anybody.post(FORM, typed())

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert mails()[-1] == ("training_standing", "rosa@x.example")


def test_a_program_that_fills_the_trap_is_thanked_and_forgotten(soon, anybody):
    response = anybody.post(FORM, typed(web="http://spam.example"))

    assert response.url == RECEIVED
    assert not Application.objects.exists()


def test_one_mailbox_is_not_written_to_again_and_again(soon, anybody):
    codes = [anybody.post(FORM, typed()).status_code for _time in range(7)]

    assert codes[0] == 302
    assert codes[-1] == 429


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"enrolment_mode": "by_list"}, "por invitación"),
        ({"cancelled_at": AT, "cancellation_reason": "Paro nacional"}, "Paro nacional"),
        ({"enrolment_opens_at": timezone.now() + DAY}, "La inscripción abre"),
        ({"enrolment_closes_at": AT - DAY}, "ya cerró"),
    ],
)
def test_a_course_that_takes_nobody_says_why_and_takes_nothing(here, anybody, settings, said, words):
    make_course(**{"enrolment_closes_at": timezone.now() + DAY * 30, **said})

    shown, sent = anybody.get(FORM), anybody.post(FORM, typed())

    assert shown.status_code == 200
    assert words in shown.text
    assert 'name="given_names"' not in shown.text
    assert sent.status_code == 409
    assert not Application.objects.exists()


def test_a_course_that_is_not_published_is_not_there(here, anybody):
    make_course(published_at=None)

    assert anybody.get(FORM).status_code == 404


def test_a_full_course_offers_the_waiting_list(soon, anybody):
    soon.capacity = 1
    soon.save(update_fields=["capacity"])
    confirmed(soon, 2)

    assert "Entrar en la lista de espera" in anybody.get(FORM).text


@pytest.mark.parametrize("root", ["inscripcion", "mi-curso", "focal"])
@pytest.mark.parametrize("token", ["x", "A" * 43])
def test_a_link_that_was_cut_or_made_up_opens_nothing(soon, anybody, root, token):
    response = anybody.get(f"/santa-marina/{root}/{token}/")

    assert response.status_code == 404
    assert "ya no abre nada" in response.text


def test_the_own_page_shows_the_sessions_and_the_code_in_few_queries(soon, anybody, django_assert_max_num_queries):
    confirmed(soon)

    with django_assert_max_num_queries(23):
        response = anybody.get(page_of(soon))

    assert response.status_code == 200
    assert "La siguiente" in response.text
    assert "https://reuniones.example/1" in response.text
    assert links.check_in_token(Enrolment.objects.get()) not in response.text


def test_the_calendar_has_the_links_to_join(soon, anybody):
    confirmed(soon)

    response = anybody.get(f"{page_of(soon)}calendario.ics")

    assert response["Content-Type"].startswith("text/calendar")
    assert response.text.count("BEGIN:VEVENT") == 2
    assert "https://reuniones.example/2" in response.text.replace("\r\n ", "")


def test_the_code_may_be_printed_alone(soon, anybody):
    confirmed(soon)

    response = anybody.get(f"{page_of(soon)}codigo/")

    assert "Rosa A Quishpe" in response.text
    assert "<svg" in response.text


def test_whoever_cannot_come_gives_the_place_back_after_being_asked(soon, anybody):
    soon.capacity = 1
    soon.save(update_fields=["capacity"])
    confirmed(soon, 1)
    waiting = confirmed(soon, 2, AT + DAY)
    page = page_of(soon)

    assert "Ya no puedo asistir" in anybody.get(page).text
    assert "Devolver mi cupo" in anybody.get(f"{page}retirarme/").text
    assert Enrolment.objects.count() == 1
    assert "Su cupo quedó libre" in anybody.post(f"{page}retirarme/").text

    assert anybody.get(page).status_code == 404
    assert Application.objects.get(pk=waiting.pk).state == "accepted"


def test_other_courses_show_only_to_the_mailbox_that_is_proved_to_be_theirs(soon, anybody):
    other = make_course("OTRO-1", title="Vivienda digna")
    draft = PersonDraft(given_names="Rosa A", surnames="Quishpe Vera", emails=("rosa1@x.example",))
    enrol(other, plan(other, [Candidate(1, draft)]), run=None, by=None, at=AT)
    confirmed(soon)

    mine = anybody.get(page_of(soon)).text
    listed = anybody.get(page_of(other)).text

    assert "Vivienda digna" in mine
    assert "Sus otros cursos" not in listed


def one_panel(enrolment, at):
    return Panel("Su constancia", ("Lista para descargar.",), (("Descargar", "/x/"),))


def no_panel(enrolment, at):
    return None


def test_other_features_add_their_panels_to_the_own_page(soon, anybody, monkeypatch):
    monkeypatch.setattr(participant, "PANELS", (f"{__name__}.one_panel", f"{__name__}.no_panel"))
    monkeypatch.setattr(participant, "import_string", lambda path: globals()[path.rpartition(".")[2]])
    confirmed(soon)

    assert "Lista para descargar." in anybody.get(page_of(soon)).text


def test_who_waits_leaves_the_list_from_the_link_of_the_mail(soon, anybody):
    soon.capacity = 1
    soon.save(update_fields=["capacity"])
    confirmed(soon, 1)
    waiting = confirmed(soon, 2)
    url = f"/santa-marina/inscripcion/{links.application_token(waiting)}/"

    assert "lista de espera" in anybody.get(url).text
    assert "¿Retirar su solicitud?" in anybody.get(f"{url}retirar/").text
    anybody.post(f"{url}retirar/")

    assert Application.objects.get(pk=waiting.pk).state == "withdrawn"


def test_a_document_alone_does_not_tell_what_the_register_calls_its_owner(soon, anybody):
    other = make_course("OTRO-1")
    known = Candidate(
        1,
        PersonDraft(
            given_names="Rosa Ximena",
            surnames="Velasco",
            documents=(normalise_document("AB100001"),),
            emails=("rosa@casa.example",),
        ),
    )
    enrol(other, plan(other, [known]), run=None, by=None, at=AT)

    confirmed(soon, document="AB100001", given_names="Rosa", surnames="Desconocida")
    page, code = anybody.get(page_of(soon)).text, anybody.get(f"{page_of(soon)}codigo/").text

    assert Enrolment.objects.get(course=soon).person_id == Enrolment.objects.get(course=other).person_id
    assert "Ximena" not in page + code
    assert "Rosa Desconocida" in code
    assert "Sus otros cursos" not in page


def test_who_has_attended_keeps_the_place(soon, anybody):
    confirmed(soon)
    session, enrolment = Session.objects.filter(course=soon).first(), Enrolment.objects.get()
    Attendance.objects.create(
        city=soon.city, session=session, enrolment=enrolment, person_id=enrolment.person_id, course=soon,
        held_on=AT.date(), seconds=60, online=True, in_person=False,
    )  # fmt: skip
    page = page_of(soon)

    answer = anybody.post(f"{page}retirarme/", follow=True)

    assert "Ya no puedo asistir" not in anybody.get(page).text
    assert "Ya consta su asistencia" in answer.text
    assert Enrolment.objects.count() == 1
