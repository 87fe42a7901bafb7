"""From the agenda that anybody reads to a session that is cancelled, with everybody told; wide and on a telephone."""

from pprint import pformat

import pytest
from django.conf import settings as project
from django.test import Client
from tests.journeys import city
from tests.journeys.browsing import SIZES, barriers, needs_chromium, open_page, shoot

from arraigo.areas.training.models import Course, Series
from arraigo.config import demo
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role
from arraigo.core.outbox.models import Message
from arraigo.core.places.models import City

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def there(settings):
    """The demo city, and a course of it with sessions still to come."""
    settings.DEMO = True
    city.build()
    with tenancy.scope(City.objects.get(slug=demo.SLUG)):
        yield Course.objects.get(code="UT-04")


def look(page, name, address):
    """Open a page at both sizes; return what is wrong with it."""
    wrong = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        answer = page.goto(address)
        wrong += [] if answer.status == 200 else [f"{answer.status} {size}"]
        shoot(page, f"agenda-{name}")
        wrong += [f"{size}: {line}" for line in barriers(page)]
    return wrong


def test_anybody_reads_the_agenda_without_scripts(browser, live_server, there):
    page = open_page(browser, live_server.url, scripts=True)
    cancelled = Course.objects.filter(sessions__cancelled_at__isnull=False).first()
    pages = {
        "coming": "/demo/agenda/",
        "past": "/demo/agenda/?pasadas=1",
        "narrowed": "/demo/agenda/?area=right_to_housing",
        "nothing": "/demo/agenda/?area=public_space&modalidad=hybrid",
        "empty": "/vacia/agenda/",
        "course": f"/demo/agenda/{there.slug}/",
        "cancelled-session": f"/demo/agenda/{cancelled.slug}/",
    }

    wrong = {name: found for name, address in pages.items() if (found := look(page, name, address))}

    assert not wrong, pformat(wrong, width=200)
    assert not page.complaints
    page.set_viewport_size(SIZES["wide"])
    page.goto(pages["course"])
    said, box = (page.locator(part).bounding_box() for part in (".offer > div", ".offer > aside"))
    assert said["x"] + said["width"] <= box["x"]
    page.context.close()
    _by_hand(open_page(browser, live_server.url, size="phone", scripts=False), there)


def _by_hand(page, there):
    page.goto("/demo/agenda/")
    page.get_by_label("Tema").select_option("right_to_housing")
    page.get_by_role("button", name="Ver").click()
    page.get_by_role("link", name=there.title).click()
    assert page.get_by_role("heading", name=there.title).is_visible()
    assert page.get_by_role("link", name="Agregar a mi calendario").is_visible()
    page.context.close()


def test_whoever_cancels_a_session_sees_who_is_told_and_they_are(browser, live_server, there):
    page = _signed_in(browser, live_server.url)
    session = there.sessions.filter(cancelled_at__isnull=True).order_by("starts_at").last()
    desk = f"/demo/formacion/cursos/{there.pk}/"
    pages = {
        "courses": "/demo/formacion/cursos/",
        "announcement": f"{desk}anuncio/",
        "trainers": f"{desk}anuncio/docentes/",
        "material": f"{desk}materiales/nuevo/",
        "duplicate": f"{desk}duplicar/",
        "move": f"{desk}jornadas/{session.pk}/editar/",
        "without-email": f"{desk}sin-correo/",
        "series": f"/demo/formacion/series/{Series.objects.first().pk}/",
        "course-cancel": f"{desk}cancelar/",
        "session-cancel": f"{desk}jornadas/{session.pk}/cancelar/",
    }

    wrong = {name: found for name, address in pages.items() if (found := look(page, name, address))}
    assert not wrong, pformat(wrong, width=200)
    page.get_by_label("Motivo").fill("Paro de transporte")
    page.get_by_role("button", name="Cancelar la jornada y avisar").click()

    assert page.get_by_text("Se está escribiendo a quienes se inscribieron").is_visible()
    assert page.locator(f"#jornada-{session.pk}").get_by_text("Cancelada").is_visible()
    shoot(page, "agenda-desk-after")
    told = Message.objects.filter(template="training_session_cancelled", body__isnull=False)
    assert sum("Paro de transporte" in str(one.body) for one in told) > 10
    page.context.close()


def _signed_in(browser, url):
    client = Client()
    client.force_login(city.member(Role.COORDINATION))
    page = open_page(browser, url)
    value = client.cookies[project.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": project.SESSION_COOKIE_NAME, "value": value, "url": url}])
    return page
