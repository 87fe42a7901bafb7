"""Signing in with a real browser: passkeys under the page's own policy, the app of codes, and whoever reads."""

import os
import shutil
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.accounts.models import Membership
from arraigo.core.places.api import create_city

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PASSWORD = "una frase larga y propia"
EMAIL = "rosa@santa-marina.example"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(CHROMIUM is None, reason="Falta Chromium; instálelo con el gestor de paquetes del sistema."),
]


@pytest.fixture(scope="module", autouse=True)
def _database_beside_an_event_loop():
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def browser():
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as launched,
    ):
        yield launched


@pytest.fixture
def rosa(at):
    city = create_city(slug="santa-marina", name="Santa Marina", by=None, at=at)
    user = create_user(email=EMAIL, name="Rosa Quishpe", password=PASSWORD, by=None, at=at)
    grant(user=user, city=city, role=Role.ADMINISTRATOR, by=None, at=at)
    return user


@pytest.fixture
def page(browser, live_server, settings, rosa):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # live_server has no TLS
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800}, locale="es-EC")
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()


def sign_in(page):
    page.goto("/cuenta/entrar/")
    page.fill("[name=login]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("main button:has-text('Entrar') >> nth=0")


def with_passkeys(page):
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def sign_out(page):
    page.goto("/cuenta/salir/")
    page.click("main button:has-text('Salir')")
    page.wait_for_url("**/cuenta/entrar/")


def add_app(page):
    page.goto("/cuenta/segundo-paso/codigo/")
    page.click("summary:has-text('No puedo leer')")
    secret = page.inner_text("main code")
    page.fill("[name=code]", code(secret))
    page.click("main button:has-text('Activar')")
    page.wait_for_url("**/segundo-paso/respaldo/")
    return secret


def code(secret, shift=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + shift))


def test_a_person_is_led_to_a_second_step_and_then_gets_in_with_it(page):
    sign_in(page)
    page.wait_for_url("**/cuenta/segundo-paso/falta/")
    secret = add_app(page)
    sign_out(page)
    sign_in(page)
    page.wait_for_url("**/cuenta/entrar/codigo/")
    page.fill("[name=code]", code(secret, 1))
    page.click("main button:has-text('Entrar')")
    page.wait_for_url("**/santa-marina/accesos/")

    assert page.complaints == []


def test_a_passkey_opens_the_door_without_a_password(page):
    with_passkeys(page)
    sign_in(page)
    page.goto("/cuenta/segundo-paso/llaves/nueva/")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/segundo-paso/respaldo/")
    sign_out(page)
    page.click("#passkey_login")
    page.wait_for_url("**/santa-marina/accesos/")

    assert page.complaints == []


def test_a_passkey_is_a_second_step_after_the_password(page):
    with_passkeys(page)
    sign_in(page)
    page.goto("/cuenta/segundo-paso/llaves/nueva/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/segundo-paso/respaldo/")
    sign_out(page)
    sign_in(page)
    page.wait_for_url("**/cuenta/entrar/codigo/")
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/santa-marina/accesos/")

    assert page.complaints == []


def test_what_went_wrong_with_a_passkey_is_said_in_words(page):
    page.goto("/cuenta/entrar/")
    page.evaluate("void (navigator.credentials.get = () => Promise.reject(new Error()))")
    page.click("#passkey_login")

    page.wait_for_selector("#llave-aviso:not([hidden])")
    assert "No se pudo usar la llave" in page.inner_text("#llave-aviso")


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_stands_in_the_way_of_assistive_technology(page, width, settings):
    settings.DEMO = True
    page.set_viewport_size({"width": width, "height": 800})
    barriers = {}

    def look(path=""):
        if path:
            page.goto(path)
        found = Axe().run(page)
        if found.violations_count:
            barriers[path or page.url] = found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    look("/cuenta/entrar/")
    look("/cuenta/contrasena/olvidada/")
    page.fill("[name=email]", EMAIL)
    page.click("main button:has-text('Enviar')")
    look()
    sign_in(page)
    page.wait_for_url("**/santa-marina/**")
    membership = Membership.objects.get()
    for path in (
        "/cuenta/",
        "/cuenta/contrasena/",
        "/cuenta/sesiones/",
        "/cuenta/segundo-paso/",
        "/cuenta/segundo-paso/falta/",
        "/cuenta/segundo-paso/codigo/",
        "/cuenta/segundo-paso/llaves/",
        "/cuenta/segundo-paso/llaves/nueva/",
        "/cuenta/salir/",
        "/santa-marina/accesos/",
        "/santa-marina/accesos/invitar/",
        f"/santa-marina/accesos/{membership.pk}/",
        "/santa-marina/accesos/llaves/",
    ):
        look(path)
    add_app(page)
    look()
    look("/cuenta/segundo-paso/")
    sign_out(page)
    sign_in(page)
    page.wait_for_url("**/cuenta/entrar/codigo/")
    look()

    assert barriers == {}
    assert page.complaints == []
