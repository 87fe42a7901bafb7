"""The gallery in a real browser: whoever reads, whatever they use."""

import json
import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = ("/componentes/", "/componentes/pagina/entrar/", "/componentes/pagina/404/")

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
def chromium():
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="module")
def browser(chromium):
    with chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS) as launched:
        yield launched


@pytest.fixture
def page(browser, live_server):
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800}, locale="es-EC")
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_stands_in_the_way_of_assistive_technology(page, path, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.goto(path)

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_policy_never_has_to_be_enforced(page):
    page.goto("/componentes/")
    page.click("#participantes .chip >> nth=0")
    page.wait_for_url("**/?modalidad-de=presencial")

    assert page.complaints == []


def test_text_at_200_percent_fits_the_smallest_phone(chromium, live_server, tmp_path):
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default" / "Preferences").write_text(json.dumps({"webkit": {"webprefs": {"default_font_size": 32}}}))
    size = {"width": 320, "height": 640}
    with chromium.launch_persistent_context(
        tmp_path, executable_path=CHROMIUM, args=ARGUMENTS, viewport=size
    ) as context:
        opened = context.new_page()
        for path in PAGES:
            opened.goto(live_server.url + path)
            assert opened.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
            assert opened.evaluate("document.documentElement.scrollWidth") == 320, path


def test_filters_keep_the_page_and_the_way_back(page):
    page.goto("/componentes/")
    page.click("#participantes .pager a[rel=next]")
    page.wait_for_url("**/?pagina=2")
    focused = page.evaluate("document.activeElement.id")
    page.go_back()
    page.wait_for_selector("#participantes [aria-current=page] >> text=1")

    assert focused == "participantes-siguiente"


def test_ticking_rows_opens_the_bar_and_counts(page):
    page.goto("/componentes/")
    hidden = page.is_visible("#participantes-acciones")
    page.check("#participantes-1 input")
    page.click("#participantes-4 input", modifiers=["Shift"])

    assert not hidden
    assert page.inner_text("[data-bulk-count]") == "4 seleccionadas"


def test_arrows_walk_through_the_rows(page):
    page.goto("/componentes/")
    page.focus("#participantes-1 th a")
    page.keyboard.press("ArrowDown")

    assert page.evaluate("document.activeElement.closest('tr').id") == "participantes-2"


def test_a_dialog_takes_the_focus_and_gives_it_back(page):
    page.goto("/componentes/")
    page.click("#botones a[href='#retirar']")
    inside = page.evaluate("document.activeElement.closest('dialog')?.id")
    page.keyboard.press("Escape")

    assert inside == "retirar"
    assert page.evaluate("document.activeElement.hash") == "#retirar"


def test_a_dropped_file_lands_in_the_field(page):
    page.goto("/componentes/")
    page.evaluate(
        """() => {
            const moved = new DataTransfer();
            moved.items.add(new File(["a"], "lista.csv"));
            document.querySelector("[data-drop]").dispatchEvent(
                new DragEvent("drop", { dataTransfer: moved, bubbles: true, cancelable: true }));
        }"""
    )

    assert page.evaluate("document.querySelector('[data-drop] input').files[0].name") == "lista.csv"


def test_a_long_list_narrows_while_one_types(page):
    page.goto("/componentes/")
    page.fill("[data-search-select] input", "penas")

    assert page.eval_on_selector_all("#id_parroquia option", "all => all.map(one => one.text)") == [
        "El Guayabo",
        "Las Peñas",
    ]


def test_the_theme_changes_at_once(page):
    page.goto("/componentes/")
    theme = page.locator("[data-theme-switch]")
    if theme.count() == 0:
        pytest.skip("Sin navegación alrededor no hay dónde elegir el aspecto.")
    page.evaluate("document.querySelector('[data-theme-switch] button[value=oscuro]').click()")

    assert page.get_attribute("html", "data-theme") == "dark"


def test_without_scripts_one_can_filter_tick_and_answer_a_question(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="es-EC")
    page = context.new_page()
    page.goto("/componentes/")
    bar = page.is_visible("#participantes-acciones")
    page.click("#participantes .toolbar summary >> nth=0")
    page.check("#participantes .sheet-menu input[value=riesgo]")
    page.click("#participantes .sheet-menu >> nth=0 >> button")
    rows = page.locator("#participantes tbody tr").count()
    page.click("#botones a[href='#retirar']")
    asked = page.is_visible("#retirar")
    page.click("#retirar a[href='#']")
    answered = page.is_visible("#retirar")
    context.close()

    assert (bar, rows, asked, answered) == (True, 3, True, False)
