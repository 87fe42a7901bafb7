"""The desk of routes in a browser: every page wide and on a phone, a step written with scripts and without."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from tests.journeys.browsing import CONTRAST, SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.areas.attention import demo
from arraigo.areas.attention.models import RouteVersion
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places import api as places
from arraigo.core.places.models import Area

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def team(live_server, settings):
    settings.PUBLIC_URL = live_server.url
    at = timezone.now()
    city = places.create_city(slug="santa-marina", name="Santa Marina", by=None, at=at)
    users = {}
    for role, name in ((Role.COORDINATION, "Pía Prueba"), (Role.CASE_WORKER, "Ciro Prueba")):
        users[role] = create_user(email=f"{role}@x.example", name=name, password=None, by=None, at=at)
        grant(user=users[role], city=city, role=role, by=None, at=at)
    with tenancy.scope(city):
        for number in (1, 2, 3):
            Area.objects.create(city=city, code=f"B{number}", name=f"Barrio {number}", level="neighbourhood")
        demo.build(city=city, by=users[Role.COORDINATION], at=at, progress=lambda *told: None)
        yield users


@pytest.fixture
def sign_in(browser, live_server, team):
    opened = []

    def made(role, **how):
        client = Client()
        client.force_login(team[role])
        page = open_page(browser, live_server.url, **how)
        name = project.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        opened.append(page)
        return page

    yield made
    for page in opened:
        page.context.close()


def root(path=""):
    return f"/santa-marina/rutas/{path}"


def pages():
    """The address of each page of the desk, by a name for its picture."""
    review = RouteVersion.objects.filter(state="in_review").select_related("route").get()
    own = RouteVersion.objects.filter(state="draft", route__pack="").select_related("route").get()
    health = RouteVersion.objects.filter(route__slug=demo.OUTDATED, state="published").get()
    edit = root(f"{own.route.slug}/{own.number}/editar/")
    seen = root(f"{review.route.slug}/{review.number}/")
    return {
        "list": root(),
        "list-none": root("?q=zzzz"),
        "new": root("nueva/"),
        "unmet": root("necesidades/"),
        "unmet-language": root("necesidades/?ver=idioma"),
        "unmet-area": root("necesidades/?ver=barrio"),
        "route": root(f"{demo.OUTDATED}/"),
        "version": seen,
        "review": f"{seen}revisar/",
        "compare": root(f"{demo.OUTDATED}/comparar/"),
        "compare-draft": root(f"{review.route.slug}/comparar/"),
        "preview-web": f"{seen}vista/web/",
        "preview-chat": f"{seen}vista/chat/",
        "preview-paper": f"{seen}vista/papel/",
        "preview-sms": f"{seen}vista/sms/",
        "preview-call": f"{seen}vista/llamada/",
        "preview-english": f"{seen}vista/web/?idioma=en",
        "languages": root(f"{demo.OUTDATED}/{health.number}/traducciones/"),
        "translate-read": root(f"{demo.OUTDATED}/{health.number}/traducciones/en/"),
        "edit": edit,
        "about": f"{edit}datos/",
        "text": f"{edit}texto/",
        "step-new": f"{edit}pasos/nuevo/",
        "step": f"{edit}pasos/inicio/",
        "step-outcome": f"{edit}pasos/fin/",
        "submit": root(f"{own.route.slug}/{own.number}/enviar/"),
        "translate": root(f"{own.route.slug}/{own.number}/traducciones/en/"),
        "xliff": root(f"{own.route.slug}/{own.number}/traducciones/en/cargar/"),
    }


def test_every_page_of_the_desk_is_whole_for_everybody(sign_in):
    page = sign_in(Role.CASE_WORKER)
    wrong = {}
    for name, address in pages().items():
        answer = page.goto(address)
        assert answer.status == 200, address
        for size in SIZES:
            page.set_viewport_size(SIZES[size])
            found = barriers(page)
            page.emulate_media(color_scheme="dark")
            found += [f"dark, {one}" for one in barriers(page, CONTRAST)]
            page.emulate_media(color_scheme="light")
            if found:
                wrong[f"{name} {size}"] = found
            shoot(page, f"routes-{name}")
    assert not wrong, wrong
    assert not page.complaints
