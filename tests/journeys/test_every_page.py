"""Every page of the desk as coordination and as administration see it, wide and on a phone, in light and in dark."""

import re
from pprint import pformat
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from django.test import Client
from tests.journeys import city
from tests.journeys.browsing import CONTRAST, SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.core.accounts.api import Role

INLINE = re.compile(r"<[a-z][^<>]*\s(?:style|on[a-z]+)=", re.IGNORECASE)
EXPECTED = re.compile(
    r"the server responded with a status of (400|403|404|422)|/componentes/pagina/500/|\(Internal Server"
)
SIGNED_IN = (
    "/",
    "/cuenta/",
    "/cuenta/contrasena/",
    "/cuenta/sesiones/",
    "/cuenta/confirmar/",
    "/cuenta/segundo-paso/",
    "/cuenta/segundo-paso/falta/",
    "/cuenta/segundo-paso/codigo/",
    "/cuenta/segundo-paso/llaves/",
    "/cuenta/segundo-paso/llaves/nueva/",
    "/cuenta/salir/",
    "/cuenta/sin-acceso/",
    "/componentes/",
    "/demo/no-existe/",
    "/api/v1/",
)
SIGNED_OUT = (
    "/cuenta/entrar/",
    "/cuenta/contrasena/olvidada/",
    "/cuenta/contrasena/olvidada/enviada/",
    "/cuenta/contrasena/nueva/1-nada/",
    "/cuenta/contrasena/lista/",
    "/no-existe/",
    "/componentes/pagina/400/",
    "/componentes/pagina/403/",
    "/componentes/pagina/caducada/",
    "/componentes/pagina/500/",
)
FORBIDDEN = {Role.COORDINATION: "/demo/auditoria/", Role.ADMINISTRATOR: "/demo/formacion/cursos/"}

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.ADMINISTRATOR])
def test_every_page_is_whole_for_everybody(browser, live_server, settings, role):
    settings.DEMO = True
    objects = city.build()
    page = signed_in(browser, live_server.url, role)
    wrong = {}
    seen = set()
    for name, address in [*city.pages(role, objects), *((one, one) for one in (*SIGNED_IN, FORBIDDEN[role]))]:
        faults = visit(page, f"{role}-{name}", address, seen)
        if faults:
            wrong[address] = faults
    page.context.close()

    assert len(seen) > 40
    assert not wrong, pformat(wrong, width=200)


def test_pages_for_whoever_is_not_signed_in_are_whole(browser, live_server):
    page = open_page(browser, live_server.url)
    seen = set()
    wrong = {address: faults for address in SIGNED_OUT if (faults := visit(page, address, address, seen))}
    page.context.close()

    assert not wrong, pformat(wrong, width=200)


def signed_in(browser, url, role):
    client = Client()
    client.force_login(city.member(role))
    page = open_page(browser, url)
    name = project.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return page


def visit(page, name, address, seen):
    """Look at a page at both widths and in both lights, and return what is wrong with it; files are left alone."""
    answer = page.context.request.get(address)
    if "text/html" not in answer.headers["content-type"] or "<html" not in answer.text():
        assert answer.ok, address
        return []
    landed = answer.url.removeprefix(page.context.request.get("/salud/").url.removesuffix("/salud/"))
    if urlsplit(landed).path != urlsplit(address).path and landed in seen:
        return []
    seen.add(landed)
    faults = [f"inline: {found}" for found in INLINE.findall(answer.text())]
    page.complaints.clear()
    page.set_viewport_size(SIZES["wide"])
    page.goto(address)
    faults += structure(page)
    for size in ("wide", "phone"):
        page.set_viewport_size(SIZES[size])
        faults += barriers(page)
        if page.evaluate("document.styleSheets.length"):
            # Where the browser alone paints, axe does not know on which ground.
            page.emulate_media(color_scheme="dark")
            faults += [f"dark, {fault}" for fault in barriers(page, CONTRAST)]
            page.emulate_media(color_scheme="light")
        shoot(page, re.sub(r"[^\w.-]+", "_", name.strip("/")))
    return faults + [said for said in page.complaints if not EXPECTED.search(said)]


def structure(page):
    """A title, one heading, and first of all the way to the content."""
    found = page.evaluate(
        """() => {
            const first = document.querySelector("body a[href], body button, body input, body summary");
            const goal = document.getElementById(first?.hash?.slice(1));
            return { title: document.title.trim(), headings: document.querySelectorAll("h1").length,
                     lang: document.documentElement.lang,
                     skips: !document.querySelector("nav") || (first.className === "skip" && goal?.id === "main") };
        }"""
    )
    wanted = {"headings": 1, "lang": "es", "skips": True}
    return [
        *(f"{key}: {found[key]}" for key, right in wanted.items() if found[key] != right),
        *([] if found["title"] else ["no title"]),
    ]
