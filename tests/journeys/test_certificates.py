"""From «Emitir» to a stranger who verifies a certificate on a phone."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as project
from django.test import Client
from tests.journeys import city
from tests.journeys.browsing import SHOTS, barriers, needs_chromium, open_page, shoot

from arraigo.areas.training.models import Certificate, CertificateRule
from arraigo.areas.training.queries.certificate_codes import grouped
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.files import api as files
from arraigo.core.outbox.api import Message
from arraigo.core.places.models import City

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def built(settings, live_server):
    settings.DEMO = True
    settings.PUBLIC_URL = live_server.url
    city.build()
    place = City.objects.get(slug="demo")
    with tenancy.scope(place):
        course = CertificateRule.objects.exclude(course__code="MH-04").get().course
        given = Certificate.objects.filter(course=course)
        return {
            "course": course.pk,
            "certificates": given.count(),
            "revoked": grouped(given.exclude(revoked_at=None).get().code),
            "hidden": grouped(given.get(shows_name=False).code),
        }


def look(page, name, *, sizes=((1280, 800), (360, 740))):
    """Look at a page at both widths: nothing bars anybody, and the browser does not complain."""
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        assert barriers(page) == [], name
        shoot(page, f"certificates-{name}")
    assert [said for said in page.complaints if "404" not in said] == [], name


def signed_in(browser, url, role):
    client = Client()
    client.force_login(city.member(role))
    page = open_page(browser, url)
    name = project.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])
    return page


def test_a_certificate_goes_from_the_team_to_whoever_verifies_it(browser, live_server, built):
    here = f"/demo/formacion/cursos/{built['course']}/constancias/"
    desk = signed_in(browser, live_server.url, Role.COORDINATION)
    desk.goto(here)
    look(desk, "list")
    for name, address in (("rule", "reglas/"), ("signatory", "reglas/firmas/nueva/"), ("logo", "reglas/logos/nuevo/"),
                          ("download", "descargar/")):  # fmt: skip
        desk.goto(here + address)
        look(desk, name)
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto(f"{here}?constancia=revoked")
    desk.locator("tbody th a").first.click()
    look(desk, "one-revoked")
    desk.goto(f"{here}?constancia=issued")
    desk.locator("tbody th a").first.click()
    look(desk, "one")
    desk.get_by_role("link", name="Anular").first.click()
    look(desk, "revoke")

    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto(here)
    desk.get_by_role("button", name=re.compile(r"Emitir \d")).click()
    desk.get_by_text(re.compile(r"constancias? emitidas?")).wait_for()
    desk.goto(here)
    desk.get_by_role("button", name=re.compile(r"Enviar \d+ por correo")).click()
    desk.get_by_text(re.compile(r"correos? escritos?")).wait_for()
    desk.context.close()

    with tenancy.scope(City.objects.get(slug="demo")):
        assert Certificate.objects.count() > built["certificates"]
        newest = Certificate.objects.order_by("-pk").exclude(enrolment=None).first()
        mail = Message.objects.get(event=f"training_certificate:{newest.pk}")
        keep(files.read(newest.file), "certificate.pdf")
        links = re.findall(r"http\S+", mail.body)
        code = grouped(newest.code)
        name = str(newest.name)

    stranger = open_page(browser, live_server.url, size="phone", scripts=False)
    stranger.goto("/demo/constancias/")
    stranger.get_by_label("Código").fill(code.lower().replace("-", " "))
    stranger.get_by_role("button", name="Comprobar").click()
    assert stranger.get_by_role("heading", level=1).inner_text() == "Esta constancia es válida"
    assert name in stranger.content()
    assert stranger.context.cookies() == []
    stranger.context.close()

    public = open_page(browser, live_server.url)
    for shown, address in (
        ("check", "/demo/constancias/"),
        ("valid", f"/demo/constancias/{code}/"),
        ("revoked", f"/demo/constancias/{built['revoked']}/"),
        ("hidden", f"/demo/constancias/{built['hidden']}/"),
        ("unknown", "/demo/constancias/0000-0000-0000/"),
        ("own", urlsplit(next(link for link in links if "/mi-curso/" in link)).path),
    ):
        public.goto(address)
        look(public, shown)
    public.get_by_label("Solo mis iniciales").check()
    public.get_by_role("button", name="Guardar").click()
    public.goto(f"/demo/constancias/{code}/")
    assert name not in public.content()
    public.context.close()


def keep(data, name):
    """Keep a file beside the pictures, for people to look at."""
    if SHOTS:
        (Path(SHOTS) / name).write_bytes(data)
