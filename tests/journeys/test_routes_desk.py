"""The desk of routes in a browser: every page wide and on a phone, a step written with scripts and without."""

import pytest
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from tests.journeys.browsing import CONTRAST, SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.areas.attention import demo
from arraigo.areas.attention.actions.routes import start_draft
from arraigo.areas.attention.models import Route, RouteVersion
from arraigo.areas.attention.queries import definitions
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places import api as places
from arraigo.core.places.models import Area

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def team(live_server, settings):
    settings.PUBLIC_URL, settings.DEMO = live_server.url, True
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
    whole = start_draft(route=Route.objects.get(slug="asilo"), by=None, at=timezone.now())
    asylum = root(f"asilo/{whole.number}/editar/")
    question, outcome, warning = (first_step(whole, kind) for kind in ("question", "outcome", "emergency"))
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
        "whole": asylum,
        "whole-about": f"{asylum}datos/",
        "whole-question": f"{asylum}pasos/{question}/",
        "whole-outcome": f"{asylum}pasos/{outcome}/",
        "whole-emergency": f"{asylum}pasos/{warning}/",
        "whole-text": f"{asylum}texto/",
        "whole-translate": root(f"asilo/{whole.number}/traducciones/fr/"),
        "submit": root(f"{own.route.slug}/{own.number}/enviar/"),
        "translate": root(f"{own.route.slug}/{own.number}/traducciones/en/"),
        "xliff": root(f"{own.route.slug}/{own.number}/traducciones/en/cargar/"),
    }


def first_step(version, kind):
    """The id of the step of a kind that has the most lines."""
    steps = definitions.sketched(version).steps.values()
    return max((one for one in steps if one.kind == kind), key=lambda one: len(one.do) + len(one.answers)).id


def test_every_page_of_the_desk_is_whole_for_everybody(sign_in):
    page = sign_in(Role.CASE_WORKER)
    wrong = {}
    for name, address in pages().items():
        answer = page.goto(address)
        assert (answer.status, page.url.endswith(address)) == (200, True), page.url
        for size in SIZES:
            page.set_viewport_size(SIZES[size])
            found = barriers(page)
            page.emulate_media(color_scheme="dark")
            found += [f"dark, {one}" for one in barriers(page, CONTRAST)]
            page.emulate_media(color_scheme="light")
            if found:
                wrong[f"{name} {size}"] = found
            shoot(page, f"routes-{name}")
    assert not wrong, "\n".join(f"{name}: {one}" for name, found in wrong.items() for one in found)
    assert not page.complaints


def own_draft():
    return RouteVersion.objects.filter(state="draft", route__pack="").select_related("route").get()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_step_is_written_with_scripts_and_without(sign_in, scripts):
    version = own_draft()
    page = sign_in(Role.CASE_WORKER, scripts=scripts)
    page.goto(root(f"{version.route.slug}/{version.number}/editar/pasos/inicio/"))
    page.get_by_label("Título").fill("¿Quién falta?")
    page.get_by_role("button", name="Agregar una respuesta").click()
    page.locator('[name="answers-2-text"]').wait_for()

    assert page.get_by_label("Título").input_value() == "¿Quién falta?"
    page.locator('[name="answers-2-text"]').fill("Mi mamá")
    page.locator('[name="answers-2-to"]').select_option("nuevo:outcome")
    page.get_by_role("button", name="Subir Respuestas 3").click()
    page.locator('[name="answers-1-text"][value="Mi mamá"]').wait_for()
    page.locator("button.primary", has_text="Guardar paso").click()
    page.get_by_text("Paso guardado.").wait_for()

    version.refresh_from_db()
    told = definitions.plain(version.definition)["steps"]
    assert told["inicio"]["title"] == "¿Quién falta?"
    assert [one["id"] for one in told["inicio"]["answers"]] == ["si", "mi-mama", "no-se"]
    assert told["mi-mama"]["kind"] == "outcome"
    assert not page.complaints


def test_the_tree_follows_what_is_typed(sign_in):
    version = own_draft()
    page = sign_in(Role.CASE_WORKER)
    page.goto(root(f"{version.route.slug}/{version.number}/editar/texto/"))
    area = page.get_by_label("Definición (YAML)")
    area.fill(version.definition.replace("¿Qué necesita?", "Recién escrito").replace("to: fin", "to: nada", 1))

    page.locator(".tree .node", has_text="Recién escrito").wait_for()
    page.locator("#dibujo .faults", has_text="No existe el paso «nada»").wait_for()
    page.locator("#dibujo [data-line]").last.click()
    assert page.evaluate("getSelection().toString() || document.activeElement.selectionStart") not in ("", 0)
    version.refresh_from_db()
    assert "Recién escrito" not in version.definition
    assert not page.complaints
