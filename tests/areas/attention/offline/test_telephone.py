"""The guide kept in a telephone: read with the server stopped, renewed when it changes, taken away again."""

import pytest
from pytest_django.live_server_helper import LiveServer
from tests.areas.attention.guide import scene
from tests.journeys.browsing import barriers, needs_chromium, open_page, shoot
from tests.journeys.conftest import _database_beside_an_event_loop, browser

from arraigo.areas.attention.web.guide import delivery
from arraigo.core.places.api import forget_cities

__all__ = ["_database_beside_an_event_loop", "browser"]
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]
HOME = "/demo/guia/"


@pytest.fixture
def kept_guide():
    forget_cities()
    delivery.forget()
    yield scene.build()
    forget_cities()
    delivery.forget()


@pytest.fixture
def server(kept_guide, monkeypatch):
    # A connection that stays open would go on being answered after the server was stopped.
    monkeypatch.setattr("django.core.servers.basehttp.WSGIRequestHandler.protocol_version", "HTTP/1.0")
    running = LiveServer("localhost")
    yield running
    running.stop()


def keep(page):
    page.goto(f"{HOME}sin-internet/")
    page.get_by_label("Su sector").select_option(label="La Merced")
    page.get_by_role("button", name="Guardar").click()
    page.get_by_text("Desde ahora la guía se abre sin señal").wait_for()


def test_it_is_read_with_the_server_stopped(browser, server, kept_guide):
    page = open_page(browser, server.url, size="phone")
    page.goto(f"{HOME}sin-internet/")
    assert not page.evaluate("navigator.serviceWorker.controller")
    keep(page)
    assert "Guardado en este teléfono: La Merced" in page.inner_text("[data-kept]")
    assert barriers(page) == []
    shoot(page, "offline-saved")
    server.stop()

    page.goto(HOME)
    assert "Sin señal" in page.inner_text("main")
    assert barriers(page) == []
    shoot(page, "offline-home")
    page.locator("main a[href$='/temas/documents/']").click()
    page.locator("main a[href$='/rutas/asilo/'], main a[href$='/temas/asylum/']").first.click()
    if "/temas/" in page.url:
        page.locator("main a[href$='/rutas/asilo/']").first.click()
    for _step in range(9):
        if page.locator("#hacer").count():
            break
        page.locator(".opt, .go a").first.click()
        page.wait_for_load_state()
    assert page.locator("#hacer").count() == 1
    shoot(page, "offline-outcome")
    page.locator("#ir .place h3 a").first.click()
    assert "a 17:00" in page.inner_text("#ir")
    assert "Abierto" not in page.inner_text("#ir")
    assert barriers(page) == []
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 50
    shoot(page, "offline-service")

    page.goto(f"{HOME}buscar/")
    assert "No está entre las páginas guardadas" in page.inner_text("main")
    page.goto(f"{HOME}en/")
    assert page.locator("a.out").count() == 1
    page.context.close()


def test_what_was_kept_holds_no_reserved_place_and_no_cookie(browser, server, kept_guide):
    page = open_page(browser, server.url, size="phone")
    keep(page)
    held = page.evaluate(
        """async () => {
            const names = await caches.keys();
            const cache = await caches.open(names[0]);
            const all = await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key)).text()));
            return { names, all: all.join("") };
        }"""
    )
    assert held["names"] == [f"arraigo-guia:{HOME}"]
    assert "Lugar seguro para mujeres" in held["all"]
    for secret in (scene.SECRET, scene.SECRET_ADDRESS, "0.2111", "78.433"):
        assert secret not in held["all"]
    assert page.context.cookies() == []

    page.get_by_role("button", name="Borrar lo guardado").click()
    page.get_by_text("Borrado.").wait_for()
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    page.context.close()


def test_without_scripts_it_offers_the_folder(browser, server, kept_guide):
    page = open_page(browser, server.url, size="phone", scripts=False)
    page.goto(f"{HOME}sin-internet/")
    assert not page.get_by_role("button", name="Guardar").is_visible()
    page.locator("summary", has_text="ZIP").click()
    shoot(page, "offline-without-scripts")
    with page.expect_download() as waited:
        page.get_by_role("link", name="La Merced").click()
    assert waited.value.suggested_filename == "guia-demo-es-090101.zip"
    page.context.close()
