"""The pages of privacy: what a course holds, and what a person sees of themselves by their link and their code."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from arraigo.areas.training.actions.applications import Asked, apply, confirm
from arraigo.areas.training.actions.courses import save_course, save_session
from arraigo.areas.training.models import Application, DataRequest, Enrolment
from arraigo.areas.training.queries.links import participant_token
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.outbox.models import Message
from arraigo.core.places import api as places
from arraigo.core.tenancy.models import new_id

AT = datetime(2026, 11, 20, 15, tzinfo=UTC)


@pytest.fixture
def city(db, settings):
    settings.DEMO = True
    places.forget_cities()
    city = places.create_city(slug="santa-marina", name="Santa Marina", by=None, at=AT)
    with tenancy.scope(city):
        yield city


@pytest.fixture
def enrolment(city):
    """Somebody who asked for a place by the public form, confirmed their e-mail, and agreed to be written to."""
    now = timezone.now()
    course = save_course(
        by=None, at=AT, code="C-1", title="Rutas", slug="rutas", enrolment_mode="open", published_at=AT,
        retention_months=6,
    )  # fmt: skip
    save_session(
        course=course, by=None, at=AT, code="J1", starts_at=now + timedelta(days=3), minutes=60,
        modality="in_person",
    )  # fmt: skip
    asked = Asked("Ana", "Vega", nonce=new_id(), email="ana@x.example", consents=("training", "contact"))
    apply(course, asked, at=now)
    confirm(Application.objects.get(), at=now)
    return Enrolment.objects.get()


@pytest.fixture
def page(enrolment):
    return f"/santa-marina/mi-curso/{participant_token(enrolment)}/mis-datos/"


def member(city, role):
    user = create_user(email=f"{role}@x.example", name="X", password=None, by=None, at=AT)
    grant(user=user, city=city, role=role, by=None, at=AT)
    client = Client()
    client.force_login(user)
    return client


def code():
    return Message.objects.get(template="training_data_code").subject.split(":")[1].strip()


def test_a_link_shows_this_course_alone_and_everything_only_with_the_code(page):
    first = Client().get(page).content.decode()
    assert "ana@x.example" not in first

    Client().post(page, {"pide": "codigo"})
    wrong = Client().post(page, {"pide": "ver", "code": "000 000"})
    right = Client().post(page, {"pide": "ver", "code": code()})

    assert wrong.status_code == 422
    assert "ana@x.example" not in wrong.content.decode()
    assert "ana@x.example" in right.content.decode()


def test_all_of_ones_data_is_handed_over_as_a_file_that_programs_read(page):
    Client().post(page, {"pide": "codigo"})

    response = Client().post(page, {"pide": "descargar", "code": code()})

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.json()["persona"]["correos"] == ["ana@x.example"]


def test_guessing_the_code_is_limited(page):
    Client().post(page, {"pide": "codigo"})
    answers = [Client().post(page, {"pide": "ver", "code": f"{n:06d}"}).status_code for n in range(8)]

    assert answers[-1] == 429


def test_a_mailbox_that_is_not_proved_to_be_theirs_opens_no_more_than_this_course(page, enrolment):
    Application.objects.all().delete()

    response = Client().post(page, {"pide": "codigo"})

    assert response.status_code == 403
    assert not Message.objects.filter(template="training_data_code").exists()


def test_consent_to_be_written_to_is_taken_back_by_oneself(page):
    assert "Ya no quiero avisos" in Client().get(page).content.decode()

    Client().post(page, {"pide": "avisos"})

    shown = Client().get(page).content.decode()
    assert "Ya no quiero avisos" not in shown
    assert "retirado el" in shown


def test_asking_to_be_erased_says_by_when_it_is_answered_and_reaches_the_desk(page, city, enrolment):
    Client().post(page, {"pide": "borrar"})
    Client().post(page, {"pide": "borrar"})

    assert DataRequest.objects.count() == 1
    assert "Recibimos su pedido" in Client().get(page).content.decode()
    desk = member(city, Role.COORDINATION)
    assert "Vega" in desk.get("/santa-marina/formacion/privacidad/").content.decode()
    found = DataRequest.objects.get()
    answer = desk.post(f"/santa-marina/formacion/privacidad/{found.pk}/", {"borrar": "1"})
    assert answer.status_code == 302
    assert DataRequest.objects.get().state == "done"
    assert Client().get(page).status_code == 200


def test_a_course_says_what_it_holds_and_until_when(city, enrolment, django_assert_max_num_queries):
    trainer = member(city, Role.TRAINER)
    address = f"/santa-marina/formacion/cursos/{enrolment.course_id}/privacidad/"
    trainer.get(address)

    with django_assert_max_num_queries(24):
        shown = trainer.get(address).content.decode()

    assert "se borrarán solos el" in shown
    assert "Formación y constancias" in shown


def test_only_coordination_purges(city, enrolment):
    address = f"/santa-marina/formacion/cursos/{enrolment.course_id}/privacidad/"

    assert member(city, Role.TRAINER).post(address).status_code == 403
    assert member(city, Role.COORDINATION).post(address).status_code == 302
    enrolment.course.refresh_from_db()
    assert enrolment.course.purged_at is not None
