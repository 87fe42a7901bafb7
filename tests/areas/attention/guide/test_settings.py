"""A city decides where «Salir ya» leads and what its guide puts forward; who may not write routes may not."""

import pytest
from django.test import Client
from tests.areas.attention.conftest import person

from arraigo.areas.attention.queries.guide_settings import guide_facts
from arraigo.areas.directory.models import Service
from arraigo.core.accounts.api import Role

PAGE = "/prueba/rutas/guia/"


@pytest.fixture
def coordination(guide, settings):
    settings.DEMO = True
    client = Client()
    client.force_login(person(guide, "ana@x.example", Role.COORDINATION))
    return client


def test_what_is_decided_shows_in_the_guide(coordination):
    service = Service.objects.get(name="Consultorio jurídico gratuito")
    told = {"exit_url": "https://example.org/clima", "office": "Casa de Movilidad", "first_routes": ["salud"],
            "talk_to": [str(service.pk)]}  # fmt: skip
    saved = coordination.post(PAGE, told)
    html = Client().get("/prueba/guia/").text

    assert saved.status_code == 302
    assert "https://example.org/clima" in html
    assert "Casa de Movilidad" in html
    assert html.index("Ir al médico o al hospital") < html.index("Consultorio jurídico gratuito")
    assert "Pedir refugio o asilo" not in html
    assert "Casa de Acogida y Orientación" not in html


def test_a_way_out_that_is_not_sealed_is_told_at_its_field(coordination):
    answer = coordination.post(PAGE, {"exit_url": "http://example.org"})

    assert answer.status_code == 422
    assert "debe empezar con https://" in answer.text
    assert guide_facts().exit_url.startswith("https://www.google.com/")


def test_the_page_shows_what_holds_now(coordination):
    html = coordination.get(PAGE).text

    assert 'value="https://www.google.com/search?q=clima"' in html
    assert "Dirección de Inclusión Social" in html
