"""The public guide on a telephone and a desk: every face of it, by keyboard, without scripts, in the dark."""

import re
from pprint import pformat

import pytest
from tests.areas.attention.guide import scene
from tests.journeys.browsing import CONTRAST, SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.areas.attention.web.guide import delivery, known, stamps
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


AWAY = "https://www.google.com/**"


@pytest.fixture
def guide():
    forget()
    city = scene.build()
    yield city
    forget()


def forget():
    forget_cities()
    stamps.forget()
    known.forget()
    delivery.forget()


def addresses(city):
    with tenancy.scope(city):
        services = [str(one.service_id) for one in directory.public_places(at=scene.AT, limit=None)]
        reserved = [str(one.service_id) for one in directory.public_places(at=scene.AT, limit=None) if one.is_reserved]
    of_services = ("{}/", "{}/avisar/")
    return [
        *FACES,
        *(f"guia/servicio/{one.format(services[0])}" for one in of_services),
        f"guia/servicio/{reserved[0]}/",
    ]


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


def test_from_the_first_page_to_the_answer_without_scripts(browser, live_server, guide):
    page = open_page(browser, live_server.url, size="phone", scripts=False)
    page.goto("/demo/guia/")
    page.get_by_role("link", name="Documentos", exact=False).first.click()
    page.get_by_role("link", name="Pedir refugio o asilo").click()
    for answer in ("No", "Quiero pedir refugio", "Hace más de 90 días", "Ninguno"):
        page.locator("a.opt", has=page.locator("b", has_text=re.compile(f"^{answer}$"))).click()
    assert page.locator("h1").inner_text() == "Cómo pedir refugio"
    assert page.get_by_role("heading", name="Explique por qué tardó").is_visible()
    assert page.get_by_role("heading", name="Diga que no tiene documentos").is_visible()
    assert page.get_by_role("link", name="Enviar por WhatsApp").is_visible()
    assert not page.get_by_role("button", name="Imprimir").is_visible()
    page.get_by_role("link", name="Casa de Acogida y Orientación").click()
    assert page.get_by_text("Lunes a viernes, de 8:00 a 17:00").is_visible()
    assert not page.context.cookies()
    page.context.close()


def test_what_is_typed_is_answered_without_scripts_and_stays_out_of_the_address(browser, live_server, guide):
    page = open_page(browser, live_server.url, size="phone", scripts=False)
    page.goto("/demo/guia/")
    page.get_by_role("searchbox").fill("mi esposo me pega")
    page.get_by_role("button", name="Buscar").click()
    assert page.get_by_role("link", name="Si alguien le hace daño").is_visible()
    assert page.url == f"{live_server.url}/demo/guia/buscar/"
    page.goto("/demo/guia/para-mi/")
    page.get_by_label("Qué necesita").select_option("legal-aid")
    page.get_by_label("Dónde está").select_option("090101")
    page.get_by_role("button", name="Buscar").click()
    assert page.get_by_role("link", name="Consultorio jurídico gratuito").is_visible()
    assert page.url == f"{live_server.url}/demo/guia/para-mi/"
    page.context.close()


def test_pages_that_answer_what_was_typed_are_whole(browser, live_server, guide):
    page = open_page(browser, live_server.url)
    wrong = {}

    def examine(name):
        faults = []
        for size in ("wide", "phone"):
            page.set_viewport_size(SIZES[size])
            faults += barriers(page)
            shoot(page, name)
        if faults:
            wrong[name] = faults

    for name, typed in (("found", "sin papeles"), ("none", "zzqx")):
        page.goto("/demo/guia/buscar/")
        page.get_by_role("searchbox").fill(typed)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        examine(f"search-{name}")
    page.goto("/demo/guia/para-mi/")
    page.locator("summary", has_text="Algo sobre mí").click()
    page.get_by_label("Edad en años").fill("34")
    examine("for-me-open")
    with page.expect_navigation():
        page.get_by_role("button", name="Buscar").last.click()
    examine("for-me-found")
    with tenancy.scope(guide):
        service = directory.public_places(at=scene.AT, limit=1)[0].service_id
    page.goto(f"/demo/guia/servicio/{service}/avisar/")
    examine("report")
    page.get_by_text("El teléfono no sirve").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Enviar el aviso").click()
    assert page.get_by_role("status").is_visible()
    examine("report-done")
    complaints = page.complaints
    page.context.close()

    assert not wrong, pformat(wrong, width=200)
    assert not complaints


def test_one_leaves_at_once_by_the_button_and_by_escape_twice(browser, live_server, guide):
    for leave in ("button", "escape"):
        page = open_page(browser, live_server.url, size="phone")
        page.route(AWAY, lambda route: route.fulfill(body="<title>El clima</title>", content_type="text/html"))
        page.goto("/demo/guia/temas/gbv/")
        page.goto("/demo/guia/rutas/violencia-de-genero/")
        if leave == "button":
            page.get_by_role("link", name="Salir ya").click()
        else:
            page.keyboard.press("Escape")
            assert "violencia" in page.url
            page.keyboard.press("Escape")
        page.wait_for_url(AWAY)
        page.go_back()
        # «Atrás» does not show the page that one left.
        assert page.url.endswith("/temas/gbv/")
        page.context.close()


def test_the_way_out_works_without_scripts(browser, live_server, guide):
    page = open_page(browser, live_server.url, size="phone", scripts=False)
    page.route(AWAY, lambda route: route.fulfill(body="<title>El clima</title>", content_type="text/html"))
    page.goto("/demo/guia/")
    page.get_by_role("link", name="Salir ya").click()
    page.wait_for_url(AWAY)
    page.context.close()


def test_the_keyboard_reaches_help_first_and_then_everything(browser, live_server, guide):
    page = open_page(browser, live_server.url)
    page.goto("/demo/guia/rutas/asilo/")
    named = []
    for _time in range(3):
        page.keyboard.press("Tab")
        named.append(page.evaluate("document.activeElement.innerText.trim()"))
    assert named == ["Ir al contenido", "Emergencia: 911", "Salir ya"]
    page.locator("a.opt").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/situacion/")
    page.locator("details.lang summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guia/en/rutas/asilo/situacion/")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.context.close()


def test_sharing_sends_the_beginning_of_the_route_where_the_telephone_can_share(browser, live_server, guide):
    page = open_page(browser, live_server.url, size="phone")
    page.add_init_script("navigator.share = async (told) => { window.shared = told; }")
    page.goto("/demo/guia/rutas/asilo/pedir-2/")
    page.locator(".dock [data-share]").click()
    shared = page.evaluate("window.shared")
    page.context.close()

    assert shared["url"].endswith("/demo/guia/rutas/asilo/")
    assert "pedir" not in shared["url"]


def test_nothing_is_lost_with_large_letters_on_a_narrow_screen_nor_from_right_to_left(browser, live_server, guide):
    page = open_page(browser, live_server.url)
    page.set_viewport_size({"width": 320, "height": 700})
    wide = {}
    for address in addresses(guide):
        page.goto(f"/demo/{address}")
        for trial in ("document.documentElement.style.fontSize = '200%'", "document.documentElement.dir = 'rtl'"):
            page.evaluate(trial)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide[address] = trial
        if address in {"guia/", "guia/rutas/asilo/pedir/"}:
            shoot(page, f"large-rtl-{address.strip('/').replace('/', '-')}")
    page.context.close()

    assert not wide, pformat(wide)


def test_on_paper_there_are_words_and_no_buttons(browser, live_server, guide):
    page = open_page(browser, live_server.url)
    page.goto("/demo/guia/rutas/asilo/pedir/")
    page.emulate_media(media="print")
    shoot(page, "print-outcome")
    hidden = [page.locator(one).first.is_visible() for one in (".out", ".lang", ".dock", ".back", ".share")]
    page.context.close()

    assert hidden == [False] * 5
