"""From a passage to the authority's answer: written, reviewed by a second person, sent, answered with a code, seen."""

import re

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from tests.areas.plans.conftest import document
from tests.journeys.browsing import barriers, needs_chromium, open_page, shoot

from arraigo.areas.plans.actions.plans import save_authority, save_plan
from arraigo.areas.plans.actions.versions import keep_reading, receive_version
from arraigo.areas.plans.demo.recommending import build_recommending
from arraigo.areas.plans.models import AuthorityResponse, Letter, Passage, Recommendation, ReturnedFile
from arraigo.areas.plans.queries.recommending_links import letter_token
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.organisations import api as organisations
from arraigo.core.outbox.models import Message
from arraigo.core.places.api import create_city, forget_cities

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]
DESK = "/santa-marina/planes/"


@pytest.fixture
def city(settings, tmp_path, live_server):
    settings.DEMO = True
    settings.MEDIA_ROOT = tmp_path
    settings.PUBLIC_URL = live_server.url
    forget_cities()
    made = create_city(slug="santa-marina", name="Santa Marina", by=None, at=timezone.now())
    with tenancy.scope(made):
        yield made


@pytest.fixture
def team(city):
    """Who writes and who reviews."""
    now, made = timezone.now(), []
    for role, name in ((Role.PLANNER, "Darío Yépez"), (Role.COORDINATION, "Elena Cedeño")):
        user = create_user(email=f"{role}@x.example", name=name, password=None, by=None, at=now)
        grant(user=user, city=city, role=role, by=None, at=now)
        made.append(user)
    return made


@pytest.fixture
def version(city):
    now = timezone.now()
    name = "Municipio de Santa Marina"
    known = organisations.resolve_names([name], city=city, by=None, at=now)
    authority = save_authority(
        organization=known[name], unit="Dirección de Planificación", contact_name="Fausto Alcívar",
        contact_email="planificacion@santamarina.example", by=None, at=now,
    )  # fmt: skip
    plan = save_plan(title="PMDOT de Santa Marina 2024–2027", kind="PMDOT", authority=authority, by=None, at=now)
    read, tagged = document()
    made = receive_version(
        plan=plan, content=read.text.encode(), name="plan.txt", received_on=now.date(), by=None, at=now
    )
    return keep_reading(made, read, tagged, by=None, at=now)


def signed_in(browser, url, user, size="wide"):
    """A page of somebody of the team."""
    client = Client()
    client.force_login(user)
    page = open_page(browser, url, size=size)
    value = client.cookies[project.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": project.SESSION_COOKIE_NAME, "value": value, "url": url}])
    return page


def look(page, name):
    """Keep a picture, and find nothing that keeps anybody out."""
    shoot(page, name)
    assert barriers(page) == []


def code_of_last_mail():
    message = Message.objects.filter(template="plans_answer_code").order_by("-created_at").first()
    return re.search(r"\b(\d{3} \d{3})\b", message.body).group()


def test_from_a_passage_to_the_answer_of_the_authority(browser, live_server, city, team, version):
    author, reviewer = team
    page = signed_in(browser, live_server.url, author)
    write(page, Passage.objects.get(version=version, index=2))
    assert "Otra persona del equipo debe revisarla" in page.inner_text("main")
    second = signed_in(browser, live_server.url, reviewer)
    second.goto(f"{DESK}recomendaciones/")
    look(second, "recomendaciones")
    second.click("main a:has-text('Obligarse a la vivienda adecuada')")
    look(second, "recomendacion-por-revisar")
    second.click("button:has-text('La revisé')")
    send(second)

    answer(browser, live_server.url)
    page.goto(f"{DESK}recomendaciones/")
    page.click("main a:has-text('Obligarse a la vivienda adecuada')")
    look(page, "recomendacion-respondida")
    assert "El presupuesto no alcanza este año." in page.inner_text("#respuestas")
    assert [one.recipient for one in Message.objects.filter(template="plans_answered")] == [author.email]
    assert Message.objects.filter(template="plans_answer_receipt").count() == 1
    assert not [one for one in (*page.complaints, *second.complaints) if "status of 422" not in one]
    page.context.close()
    second.context.close()


def write(page, passage):
    page.goto(f"{DESK}recomendaciones/nueva/?passage={passage.pk}")
    page.click("main button:has-text('Guardar la recomendación')")
    look(page, "recomendacion-errores")
    page.fill("[name=title]", "Obligarse a la vivienda adecuada")
    page.fill(
        "[name=proposed]",
        "El municipio garantizará que las personas en movilidad humana accedan a vivienda adecuada, con 60 cupos al "
        "año a cargo de la Dirección de Hábitat.",
    )
    page.fill("[name=norm]", "Constitución de la República, art. 30")
    page.fill("[name=grounds]", "«Procurará» no obliga a nadie.")
    look(page, "recomendacion-nueva")
    page.click("main button:has-text('Guardar la recomendación')")
    page.wait_for_selector("main .diff")
    look(page, "recomendacion-escrita")


def send(page):
    page.click("main a:has-text('Preparar un oficio')")
    look(page, "oficio-nuevo")
    page.click("main button:has-text('Guardar y ver el oficio')")
    look(page, "oficio-sin-enviar")
    page.click(".head a:has-text('Enviar el oficio')")
    shoot(page, "oficio-pregunta")
    page.click("#enviar button:has-text('Enviar 1 recomendación')")
    page.wait_for_selector(".messages")
    look(page, "oficio-enviado")


def answer(browser, url):
    """The authority opens the mail on a telephone that runs no scripts."""
    mail = Message.objects.get(template="plans_letter")
    link = re.search(r"https?://\S+/respuesta/\S+", mail.body).group()
    phone = open_page(browser, url, size="phone", scripts=False)
    phone.goto(link)
    shoot(phone, "respuesta-puerta")
    phone.click("button:has-text('Enviarme el código')")
    shoot(phone, "respuesta-codigo")
    phone.fill("[name=code]", code_of_last_mail())
    phone.click("button:has-text('Abrir las recomendaciones')")
    shoot(phone, "respuesta")
    phone.fill("[name=name]", "Fausto Alcívar")
    phone.check("[name=r1-verdict][value=accepted_in_part]")
    phone.click("button:has-text('Guardar la respuesta 1')")
    shoot(phone, "respuesta-errores")
    assert "Escriba el motivo" in phone.inner_text("main")
    phone.fill("[name=r1-reason]", "El presupuesto no alcanza este año.")
    phone.click(".buttons button:has-text('Guardar todas las respuestas')")
    assert "1 respuesta guardada." in phone.inner_text(".messages")
    shoot(phone, "respuesta-guardada")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.context.close()
    assert AuthorityResponse.objects.get().verdict == "accepted_in_part"
    assert Recommendation.objects.get().state == "accepted_in_part"


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_pages_in_full_are_whole_for_everybody(browser, live_server, city, team, version, size):
    build_recommending(city=city, by=team[1], at=timezone.now())
    letter = Letter.objects.order_by("number").first()
    page = signed_in(browser, live_server.url, team[1], size)
    returned = ReturnedFile.objects.get()
    row = Recommendation.objects.get(number=2)
    for name, address in {
        "demo-recomendaciones": "recomendaciones/",
        "demo-recomendacion": f"recomendaciones/{row.pk}/",
        "demo-anotar": f"recomendaciones/{row.pk}/respuesta/",
        "demo-oficios": "oficios/",
        "demo-oficio": f"oficios/{letter.pk}/",
        "demo-reenviar": f"oficios/{letter.pk}/reenviar/",
        "demo-devuelto": f"oficios/{letter.pk}/devuelto/",
        "demo-devuelto-leido": f"oficios/{letter.pk}/devuelto/{returned.pk}/",
    }.items():
        page.goto(f"{DESK}{address}")
        look(page, name)
    page.goto(f"/santa-marina/respuesta/{letter_token(letter)}/")
    look(page, "demo-puerta")
    page.click("button:has-text('Enviarme el código')")
    look(page, "demo-puerta-codigo")
    page.fill("[name=code]", code_of_last_mail())
    page.click("button:has-text('Abrir las recomendaciones')")
    page.wait_for_selector(".asked")
    look(page, "demo-respuesta")
    for more in ("archivo/", f"archivo/{returned.pk}/"):
        page.goto(f"/santa-marina/respuesta/{letter_token(letter)}/{more}")
        look(page, f"demo-respuesta-{'archivo' if more == 'archivo/' else 'leida'}")
    page.context.close()
