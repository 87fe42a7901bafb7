"""The desk with the keyboard alone: the focus is always to be seen, and never lost."""

import datetime as dt

import pytest
from tests.journeys.browsing import needs_chromium, open_page

from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places.api import create_city

AT = dt.datetime(2026, 11, 22, 15, 0, tzinfo=dt.UTC)
EMAIL, PASSWORD = "byron@santa-marina.example", "una frase larga y propia"
FOCUS = """() => {
    const one = document.activeElement;
    if (!one || one === document.body) return "the focus is lost";
    const style = getComputedStyle(one);
    const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    if (!ring && style.boxShadow === "none") return `no ring: ${one.outerHTML.slice(0, 120)}`;
    const box = one.getBoundingClientRect();
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
        return `out of sight: ${one.outerHTML.slice(0, 120)}`;
    const [x, y] = [box.left + Math.min(box.width / 2, 40), box.top + Math.min(box.height / 2, 20)];
    const top = document.elementFromPoint(Math.max(x, 0), Math.max(y, 0));
    if (top && !one.contains(top) && !top.contains(one) && ![...(one.labels ?? [])].some(label => label.contains(top)))
        return `covered by ${top.outerHTML.slice(0, 80)}: ${one.outerHTML.slice(0, 120)}`;
    return "";
}"""
MOST = 80

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]


@pytest.fixture
def page(browser, live_server, settings):
    settings.DEMO = True
    city = create_city(slug="santa-marina", name="Santa Marina", by=None, at=AT)
    for email, name, role in (
        (EMAIL, "Byron Loor", Role.ADMINISTRATOR),
        ("rosa@santa-marina.example", "Rosa Quishpe", Role.TRAINER),
        ("elena@santa-marina.example", "Elena Cedeño", Role.COORDINATION),
    ):
        user = create_user(email=email, name=name, password=PASSWORD, by=None, at=AT)
        grant(user=user, city=city, role=role, by=None, at=AT)
    opened = open_page(browser, live_server.url)
    yield opened
    opened.context.close()


def press(page, key):
    """Press a key; the focus stays somewhere, and shows."""
    page.keyboard.press(key)
    page.wait_for_load_state()
    assert page.evaluate(FOCUS) == "", key


def walk(page, selector):
    """Go from one stop to the next until the one that is wanted."""
    for _step in range(MOST):
        press(page, "Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{MOST} stops, and none is {selector}")


def test_one_signs_in_opens_menus_filters_and_decides_without_a_mouse(page):
    page.goto("/cuenta/entrar/")
    walk(page, "[name=login]")
    page.keyboard.type(EMAIL)
    walk(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/santa-marina/accesos/")

    walk(page, ".skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    page.goto("/santa-marina/hoy/")
    walk(page, ".rail details.who summary")
    press(page, "Enter")
    press(page, "Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('details.who .options'))")
    press(page, "Escape")
    assert page.evaluate("document.activeElement.matches('details.who:not([open]) > summary')")

    page.goto("/santa-marina/hoy/")
    walk(page, ".rail nav a[href$='/accesos/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/accesos/")
    walk(page, ".toolbar [type=search]")
    page.keyboard.type("rosa")
    press(page, "Enter")
    page.wait_for_selector("main [data-say]:has-text('1 de 3')")
    assert page.evaluate(FOCUS) == ""

    walk(page, "main tbody th a")
    page.keyboard.press("Enter")
    page.wait_for_selector("main form")
    walk(page, "main a[href^='#']")
    press(page, "Enter")
    assert page.evaluate("Boolean(document.activeElement.closest('dialog[open]'))")
    press(page, "Escape")
    assert page.evaluate("document.activeElement.matches(\"main a[href^='#']\")")
    assert page.complaints == []


def test_rows_are_ticked_and_narrowed_without_a_mouse(page):
    page.goto("/componentes/")
    page.focus("#participantes .toolbar [type=search]")
    walk(page, "#participantes .toolbar summary")
    press(page, "Enter")
    walk(page, "#participantes .sheet-menu input[type=checkbox]")
    press(page, "Space")
    walk(page, "#participantes .sheet-menu button")
    press(page, "Enter")
    page.wait_for_selector("#participantes .chip.on")
    assert page.evaluate(FOCUS) == ""

    walk(page, "#participantes tbody .tick input")
    press(page, "Space")
    press(page, "ArrowDown")
    press(page, "Space")
    assert page.inner_text("[data-bulk-count]") == "2 seleccionadas"
    assert page.complaints == []
