"""Who opens which page of training."""

import pytest

from arraigo.areas.training.models import Course, Session
from arraigo.core.accounts.api import Role
from arraigo.core.organisations.models import Organization

NAMES = (Role.COORDINATION, Role.TRAINER, Role.AUDITOR)
MANAGE = (Role.COORDINATION, Role.TRAINER)
FIGURES = (
    *NAMES,
    *(Role.PLANNER, Role.CASE_WORKER, Role.CASH_OFFICER, Role.APPROVER, Role.AUTHORITY),
)
PAGES = {
    "hoy/": tuple(Role),
    "formacion/cursos/": NAMES,
    "formacion/cursos/{course}/": NAMES,
    "formacion/cursos/{course}/jornadas/{session}/lista/": NAMES,
    "formacion/cursos/nuevo/": MANAGE,
    "formacion/cursos/{course}/editar/": MANAGE,
    "formacion/cursos/{course}/eliminar/": MANAGE,
    "formacion/cursos/{course}/jornadas/nueva/": MANAGE,
    "formacion/cursos/{course}/jornadas/{session}/editar/": MANAGE,
    "formacion/cursos/{course}/jornadas/{session}/eliminar/": MANAGE,
    "formacion/revision/": MANAGE,
    "formacion/revision/decididas/": MANAGE,
    "formacion/cifras/": FIGURES,
    "formacion/cifras/descargar/pdf/": FIGURES,
    "formacion/cifras/descargar/xlsx/": FIGURES,
    "formacion/cifras/descargar/csv/": FIGURES,
    "formacion/cifras/registros/": NAMES,
    "formacion/cifras/registros/?ver=asistencias": NAMES,
}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ALLY])
def test_each_page_opens_to_its_roles_alone(role, member, course):
    client = member(role)
    session = Session.objects.filter(course=course).first()

    opened = {
        page: client.get("/santa-marina/" + page.format(course=course.pk, session=session.pk)).status_code
        for page in PAGES
    }

    assert opened == {page: 200 if role in roles else 403 for page, roles in PAGES.items()}


def test_an_ally_finds_a_first_page_without_anybodys_name(member, course):
    ally = member(Role.ALLY, organization=Organization.objects.get(name="Salud"))

    response = ally.get("/santa-marina/hoy/")

    assert response.status_code == 200
    assert "Movilidad humana" not in response.content.decode()


def test_a_trainer_of_one_institution_opens_its_courses_alone(member, course):
    health = Organization.objects.get(name="Salud")
    own = Course.objects.get(code="DV-1")
    Course.objects.filter(pk=own.pk).update(institution=health)
    client = member(Role.TRAINER, organization=health)

    assert client.get(f"/santa-marina/formacion/cursos/{own.pk}/").status_code == 200
    assert client.get(f"/santa-marina/formacion/cursos/{course.pk}/").status_code == 404
    assert client.get("/santa-marina/formacion/cifras/registros/").status_code == 403
    assert "Dieguito" not in client.get("/santa-marina/formacion/revision/").content.decode()


def test_who_reads_figures_alone_finds_no_way_to_the_records(member, course):
    page = member(Role.AUTHORITY).get("/santa-marina/formacion/cifras/").content.decode()

    assert "Asistieron" in page
    assert "registros" not in page


@pytest.mark.parametrize("page", ["formacion/cursos/", "formacion/cifras/", "formacion/cifras/descargar/pdf/"])
def test_a_stranger_is_led_to_sign_in(page, course, client):
    response = client.get(f"/santa-marina/{page}")

    assert response.status_code == 302
    assert response.url.startswith("/cuenta/entrar/")
