"""Getting a place in a course: a focal point with a telephone, and somebody whose browser runs no scripts."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from tests.journeys.browsing import barriers, needs_chromium, open_page, shoot

from arraigo.areas.training.actions.courses import save_course, save_session
from arraigo.areas.training.actions.focal import create_focal_link
from arraigo.areas.training.models import Application, Enrolment
from arraigo.areas.training.queries import links
from arraigo.core import tenancy
from arraigo.core.outbox.models import Message
from arraigo.core.places.api import create_city, forget_cities

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def city():
    forget_cities()
    return create_city(slug="santa-marina", name="Santa Marina", by=None, at=timezone.now())


@pytest.fixture
def course(city):
    now = timezone.now()
    with tenancy.scope(city):
        made = save_course(
            code="MH-1", title="Movilidad humana y servicios en el territorio", slug="movilidad", published_at=now,
            enrolment_mode="open", summary="Cuatro tardes para quienes atienden a personas que llegan.",
            contact="formacion@santa-marina.example", by=None, at=now,
        )  # fmt: skip
        for number in (1, 2):
            save_session(
                course=made, code=f"J{number}", title=("Marco de derechos", "Casos de práctica")[number - 1],
                starts_at=now + dt.timedelta(days=7 * number), minutes=120, modality="hybrid",
                place="Salón de la Casa Comunal", link="https://reuniones.example/1", by=None, at=now,
            )  # fmt: skip
        yield made


def look(page, name):
    """Keep a picture, and find nothing that keeps anybody out."""
    shoot(page, name)
    assert barriers(page) == []


def test_a_focal_point_enrols_ten_people_on_a_telephone(browser, live_server, city, course):
    link = create_focal_link(
        course, organization="Junta Parroquial de Las Peñas", name="Elena", email="elena@x.example", places=12,
        expires_at=timezone.now() + dt.timedelta(days=30), by=None, at=timezone.now(),
    )  # fmt: skip
    page = open_page(browser, live_server.url, size="phone")
    page.goto(f"/santa-marina/focal/{links.focal_token(link)}/")
    look(page, "focal")

    for number in range(10):
        page.fill(f"[name=p-{number}-given_names]", f"Ana {chr(65 + number)}")
        page.fill(f"[name=p-{number}-surnames]", "Vega Mora")
        page.fill(f"[name=p-{number}-email]", f"ana{number}@x.example" if number != 4 else "ana@")
        page.select_option(f"[name=p-{number}-sex]", "woman")
    page.click("main button:has-text('Revisar antes de inscribir')")
    look(page, "focal-errores")
    assert page.input_value("[name=p-9-given_names]") == "Ana J"
    page.fill("[name=p-4-email]", "ana4@x.example")
    page.click("main button:has-text('Revisar antes de inscribir')")
    look(page, "focal-revision")
    page.click("main button:has-text('Inscribir a 10 personas')")
    look(page, "focal-hecho")

    assert "10 personas inscritas" in page.inner_text(".messages")
    assert Enrolment.objects.filter(course=course).count() == 10
    page.click("#inscritas a:has-text('Retirar') >> nth=0")
    look(page, "focal-retirar")
    page.click("main button:has-text('Retirar')")
    assert Enrolment.objects.filter(course=course).count() == 9
    page.context.close()


@pytest.mark.parametrize("size", ["phone", "wide"])
def test_somebody_gets_a_place_and_gives_it_back_without_a_script(browser, live_server, city, course, size):
    page = open_page(browser, live_server.url, size=size, scripts=False)
    page.goto("/santa-marina/agenda/movilidad/inscripcion/")
    shoot(page, "inscripcion")
    page.click("main button:has-text('Pedir mi cupo')")
    shoot(page, "inscripcion-errores")
    assert "Escriba los nombres." in page.inner_text("main")
    page.fill("[name=given_names]", "Rosa Ximena")
    page.fill("[name=surnames]", "Velasco Quishpe")
    page.fill("[name=email]", "rosa@x.example")
    page.check("[name=sex][value=not_said]")
    page.fill("[name=needs]", "Acceso sin gradas")
    page.check("[name=training]")
    page.click("main button:has-text('Pedir mi cupo')")
    shoot(page, "inscripcion-recibida")
    assert "Revise su correo" in page.inner_text("h1")

    page.goto(link_in("training_application_confirm"))
    shoot(page, "confirmar")
    page.click("main button:has-text('Confirmar mi inscripción')")
    shoot(page, "confirmada")
    page.goto(link_in("training_enrolled"))
    shoot(page, "mi-curso")
    assert "Marco de derechos" in page.inner_text("main")
    page.click("main a:has-text('Ver grande')")
    shoot(page, "codigo")
    page.click("main a:has-text('Volver a mi página')")
    page.click("main a:has-text('Ya no puedo asistir')")
    shoot(page, "devolver")
    page.click("main button:has-text('Devolver mi cupo')")

    assert "Su cupo quedó libre" in page.inner_text("h1")
    assert Application.objects.get().state == "withdrawn"
    assert not Enrolment.objects.exists()
    page.context.close()


@pytest.mark.parametrize("size", ["phone", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_public_pages_keep_nobody_out(browser, live_server, city, course, size, scheme):
    page = open_page(browser, live_server.url, size=size, scheme=scheme)
    page.goto("/santa-marina/agenda/movilidad/inscripcion/")
    assert barriers(page) == []
    page.click("main button:has-text('Pedir mi cupo')")
    assert barriers(page) == []
    page.fill("[name=given_names]", "Rosa Ximena")
    page.fill("[name=surnames]", "Velasco Quishpe")
    page.fill("[name=email]", "rosa@x.example")
    page.check("[name=sex][value=woman]")
    page.check("[name=training]")
    page.click("main button:has-text('Pedir mi cupo')")
    for template, button in (("training_application_confirm", "Confirmar mi inscripción"), ("training_enrolled", "")):
        page.goto(link_in(template))
        assert barriers(page) == []
        if button:
            page.click(f"main button:has-text('{button}')")
            assert barriers(page) == []

    assert [one for one in page.complaints if "422" not in one] == []
    page.context.close()


def link_in(template):
    body = Message.objects.filter(template=template).latest("pk").body
    return re.search(r"http://[^/]+(/santa-marina/\S+)", body)[1]
