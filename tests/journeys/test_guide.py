"""The public guide on a telephone and a desk: every face of it, by keyboard, without scripts, in the dark."""

import re
from pprint import pformat

import pytest
from tests.areas.attention.guide import scene
from tests.journeys.browsing import CONTRAST, SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.areas.attention.web.guide import delivery
from arraigo.areas.directory import api as directory
from arraigo.core import tenancy
from arraigo.core.places.api import forget_cities

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]

FACES = (
    "guia/",
    "guia/en/",
    "guia/ht/",
    "guia/temas/emergency/",
    "guia/temas/documents/",
    "guia/rutas/asilo/",
    "guia/rutas/asilo/emergencia/",
    "guia/rutas/asilo/documentos/",
    "guia/rutas/asilo/pedir/",
    "guia/en/rutas/asilo/pedir/",
    "guia/qu/rutas/asilo/pedir/",
    "guia/servicios/",
    "guia/servicios/health/",
    "guia/servicios/todos/090101/",
    "guia/servicios/todos/todas/2/",
    "guia/buscar/",
    "guia/para-mi/",
    "guia/emergencia/",
    "guia/privacidad/",
    "guia/accesibilidad/",
    "guia/sin-internet/",
    "guia/avisar/",
    "guia/no-hay/",
)


@pytest.fixture
def guide():
    forget_cities()
    delivery.forget()
    city = scene.build()
    yield city
    forget_cities()
    delivery.forget()


def addresses(city):
    with tenancy.scope(city):
        services = [str(one.service_id) for one in directory.public_places(at=scene.AT, limit=None)]
        reserved = [str(one.service_id) for one in directory.public_places(at=scene.AT, limit=None) if one.is_reserved]
    return [*FACES, f"guia/servicio/{services[0]}/", f"guia/servicio/{reserved[0]}/"]


def test_every_face_of_the_guide_is_whole_for_everybody(browser, live_server, guide):
    page = open_page(browser, live_server.url)
    wrong = {}
    for address in addresses(guide):
        if faults := look(page, f"/demo/{address}"):
            wrong[address] = faults
    page.context.close()

    assert not wrong, pformat(wrong, width=200)


def look(page, address):
    """Look at a page at both widths and in both lights, and return what is wrong with it."""
    page.complaints.clear()
    faults = []
    page.goto(address)
    for size in ("wide", "phone"):
        page.set_viewport_size(SIZES[size])
        faults += barriers(page)
        page.emulate_media(color_scheme="dark")
        faults += [f"dark, {fault}" for fault in barriers(page, CONTRAST)]
        if address == "/demo/guia/rutas/asilo/pedir/":
            shoot(page, "dark-outcome")
        page.emulate_media(color_scheme="light")
        shoot(page, re.sub(r"[^\w.-]+", "_", address.strip("/")))
    return faults + [said for said in page.complaints if "404" not in said]
