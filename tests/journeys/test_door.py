"""The door in a real browser: without network, after the telephone was restarted, with codes and by name."""

import datetime as dt
import io
import time

import pytest
import segno
from django.conf import settings as project
from django.test import Client
from django.utils import timezone
from tests.areas.training.conftest import candidate
from tests.journeys.browsing import ARGUMENTS, CHROMIUM, PATIENCE, SIZES, barriers, needs_chromium, shoot

from arraigo.areas.training.actions.courses import save_course, save_session
from arraigo.areas.training.actions.doors import open_door
from arraigo.areas.training.actions.enrolling import enrol, plan
from arraigo.areas.training.models import Attendance, CheckIn, Enrolment
from arraigo.areas.training.queries.doors import self_token
from arraigo.areas.training.queries.links import check_in_token
from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.accounts.models import User
from arraigo.core.people import api as people
from arraigo.core.places import api as places

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True), needs_chromium]
PEOPLE = (
    candidate(1, "Rosa Elena", "Vega Mora", document="1710034065"),
    candidate(2, "Luis", "Andrade Cruz", document="AB100002", sex="man"),
    candidate(3, "Ñusta", "Quishpe Ávila", document="AB100003"),
    candidate(4, "María de los Ángeles Guadalupe", "Villavicencio Chiluiza de Santillán", document="AB100004"),
)


@pytest.fixture
def place(settings):
    """A city with a session in progress; returns (session, enrolments by given name, a maker of doors)."""
    settings.DEMO = True
    at = timezone.now()
    places.forget_cities()
    city = places.create_city(slug="prueba", name="Prueba", by=None, at=at)
    user = create_user(email="t@x.example", name="Tania", password=None, by=None, at=at)
    grant(user=user, city=city, role=Role.TRAINER, by=None, at=at)
    with tenancy.scope(city):
        course = save_course(
            code="C-1", title="Movilidad humana y servicios", timezone="America/Guayaquil", by=None, at=at
        )
        session = save_session(
            course=course, code="J-1", title="Rutas de atención", starts_at=at - dt.timedelta(minutes=20), minutes=120,
            modality="in_person", place="Casa Barrial", self_check_in=True, by=None, at=at,
        )  # fmt: skip
        enrol(course, plan(course, PEOPLE), run=None, by=None, at=at)
        book = people.profiles(Enrolment.objects.values_list("person_id", flat=True))
        enrolled = {book[row.person_id].given_names: row for row in Enrolment.objects.all()}
        yield session, enrolled, lambda name: open_door(session=session, name=name, by=user, at=timezone.now()).secret


def telephone(browser, folder, url, more=()):
    """A telephone whose memory outlives its browser."""
    context = browser.browser_type.launch_persistent_context(
        str(folder), executable_path=CHROMIUM, args=[*ARGUMENTS, *more], base_url=url, viewport=SIZES["phone"],
        locale="es-EC", timezone_id="America/Guayaquil", reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    page = context.pages[0]
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: page.complaints.append(f"error: {error}"))
    return page


def let_in(page, secret):
    page.goto(f"/prueba/puerta/#{secret}")
    page.wait_for_selector("#trabajo:not([hidden])")
    assert secret not in page.url
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")


def by_name(page, typed, word):
    page.fill("#buscar", typed)
    page.press("#buscar", "Enter")
    page.wait_for_function("word => document.querySelector('#respuesta .word')?.textContent === word", arg=word)


def photograph(token):
    out = io.BytesIO()
    segno.make(token, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    return {"name": "gafete.png", "mimeType": "image/png", "buffer": out.getvalue()}


def film(token, path, wide=640, high=480, scale=10):
    """What a camera held before a badge sees, as a video that Chromium plays for its false camera."""
    matrix = segno.make(token, error="m", micro=False).matrix
    rows = [bytearray(b"\xeb" * wide) for _ in range(high)]
    left, top = (wide - len(matrix) * scale) // 2, (high - len(matrix) * scale) // 2
    for y, line in enumerate(matrix):
        for x, dark in enumerate(line):
            if dark:
                for row in rows[top + y * scale : top + (y + 1) * scale]:
                    row[left + x * scale : left + (x + 1) * scale] = b"\x10" * scale
    frame = b"FRAME\n" + b"".join(rows) + b"\x80" * (wide * high // 2)
    path.write_bytes(f"YUV4MPEG2 W{wide} H{high} F10:1 Ip A1:1 C420\n".encode() + frame * 10)


def until(check, seconds=20):
    ends = time.monotonic() + seconds
    while not check() and time.monotonic() < ends:
        time.sleep(0.2)
    assert check()


def test_what_is_noted_without_network_survives_a_restart_and_counts_once(browser, live_server, place, tmp_path):
    session, enrolled, door = place
    page = telephone(browser, tmp_path / "uno", live_server.url)
    let_in(page, door("Puerta sur"))
    until(lambda: page.evaluate("caches.keys().then(names => names.length)") == 1)
    page.context.set_offline(True)

    by_name(page, "qui", "Llegó")
    page.set_input_files("#foto", photograph(check_in_token(enrolled["Rosa Elena"])))
    page.wait_for_selector("#respuesta .who >> text=Rosa Elena")
    by_name(page, "4065", "Ya estaba registrada")
    assert "2 por enviar" in page.inner_text("#por-enviar")
    assert "Sin conexión" in page.inner_text("#red")
    shoot(page, "puerta-sin-red")
    assert barriers(page) == []
    assert not CheckIn.objects.exists()
    page.context.close()

    page = telephone(browser, tmp_path / "uno", live_server.url)
    page.context.set_offline(True)
    page.goto("/prueba/puerta/")
    page.wait_for_selector("#trabajo:not([hidden])")
    assert "2 por enviar" in page.inner_text("#por-enviar")
    by_name(page, "andrade", "Llegó")
    page.context.set_offline(False)

    page.wait_for_selector("#por-enviar >> text=Todo enviado")
    page.reload()
    page.wait_for_selector("#trabajo:not([hidden])")
    page.context.close()
    assert CheckIn.objects.count() == 3
    assert sorted(CheckIn.objects.values_list("method", flat=True)) == ["name", "name", "scan"]
    assert Attendance.objects.filter(session=session).count() == 3


def test_two_telephones_note_the_same_person_and_she_counts_once(browser, live_server, place, tmp_path):
    _session, _enrolled, door = place
    one, two = (telephone(browser, tmp_path / name, live_server.url) for name in ("uno", "dos"))
    let_in(one, door("Uno"))
    let_in(two, door("Dos"))
    two.context.set_offline(True)

    by_name(one, "vega", "Llegó")
    by_name(two, "vega", "Llegó")
    until(lambda: CheckIn.objects.count() == 1)
    two.context.set_offline(False)

    two.wait_for_selector("#ultimas-lista >> text=ya estaba")
    assert CheckIn.objects.count() == 2
    assert Attendance.objects.count() == 1
    for page in (one, two):
        assert [said for said in page.complaints if "ERR_INTERNET_DISCONNECTED" not in said] == []
        page.context.close()


def test_a_code_of_nobody_here_says_what_to_do_and_an_exit_is_an_exit(browser, live_server, place, tmp_path):
    _session, _enrolled, door = place
    page = telephone(browser, tmp_path / "uno", live_server.url)
    let_in(page, door("Puerta"))
    assert barriers(page) == []
    page.set_input_files("#foto", photograph("https://otra.example/"))
    page.wait_for_selector("#respuesta.bad")
    shoot(page, "puerta-otro-codigo")
    page.set_input_files("#foto", photograph("A" * 43))
    page.wait_for_selector("#dudas-lista >> text=Código que no está en esta lista")
    by_name(page, "villavicencio", "Llegó")
    shoot(page, "puerta-nombre-largo")
    page.check('input[value="out"]', force=True)
    by_name(page, "villavicencio", "Salió")
    assert barriers(page) == []
    until(lambda: CheckIn.objects.count() == 2)
    page.fill("#buscar", "a")
    page.fill("#buscar", "an")
    page.wait_for_selector("#hallados button")
    shoot(page, "puerta-buscando")
    assert barriers(page) == []
    page.press("#buscar", "ArrowDown")
    assert page.evaluate("document.activeElement.className") == "found"
    page.context.close()


def test_the_secret_of_a_telephone_that_was_closed_keeps_what_it_noted_for_a_new_link(
    browser, live_server, place, tmp_path
):
    from arraigo.areas.training.models import CheckInDevice

    _session, _enrolled, door = place
    page = telephone(browser, tmp_path / "uno", live_server.url)
    let_in(page, door("Uno"))
    page.context.set_offline(True)
    by_name(page, "vega", "Llegó")
    CheckInDevice.objects.update(revoked_at=timezone.now())
    page.context.set_offline(False)
    page.wait_for_selector("#cerrada:not([hidden])")
    assert "1 llegada" in page.inner_text("#cerrada")

    page.goto("about:blank")
    let_in(page, door("Dos"))

    until(lambda: CheckIn.objects.count() == 1)
    page.context.close()


def test_without_a_link_and_without_scripts_the_page_says_what_to_do(browser, live_server, place):
    for scripts, words in ((True, "Pida al equipo"), (False, "hoja de papel")):
        context = browser.new_context(
            base_url=live_server.url, locale="es-EC", java_script_enabled=scripts, viewport=SIZES["phone"]
        )
        page = context.new_page()
        page.goto("/prueba/puerta/")
        page.wait_for_selector(f"text={words}")
        if scripts:
            shoot(page, "puerta-sin-enlace")
        context.close()


def test_people_note_themselves_on_a_page_without_barriers(browser, live_server, place):
    session, _enrolled, _door = place
    context = browser.new_context(base_url=live_server.url, viewport=SIZES["phone"], locale="es-EC")
    page = context.new_page()
    page.goto(f"/prueba/llegada/{self_token(session)}/")
    assert barriers(page) == []
    shoot(page, "llegada")
    page.fill("[name=identity]", "1710034065")
    page.fill("[name=surname]", "Loor")
    page.click("main button")
    page.wait_for_selector("text=No encontramos esos datos")
    assert barriers(page) == []
    shoot(page, "llegada-no")
    page.fill("[name=surname]", "Vega")
    page.click("main button")
    page.wait_for_selector("text=Su llegada está registrada")
    assert barriers(page) == []
    shoot(page, "llegada-si")
    context.close()


def test_a_badge_held_before_the_camera_is_read_and_counts_once(browser, live_server, place, tmp_path):
    _session, enrolled, door = place
    film(check_in_token(enrolled["Rosa Elena"]), tmp_path / "gafete.y4m")
    camera = (
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={tmp_path / 'gafete.y4m'}",
    )
    page = telephone(browser, tmp_path / "uno", live_server.url, camera)
    let_in(page, door("Puerta"))

    page.click("#camara")
    page.wait_for_selector("#respuesta.ok .who >> text=Rosa Elena Vega Mora")
    assert page.get_attribute("#camara", "aria-pressed") == "true"
    assert barriers(page) == []
    shoot(page, "puerta-camara")
    page.wait_for_timeout(1500)
    page.click("#camara")

    until(CheckIn.objects.exists)
    assert (CheckIn.objects.get().method, Attendance.objects.count()) == ("scan", 1)
    page.context.close()


def test_a_paper_list_is_typed_with_the_keyboard_and_a_slip_undone(browser, live_server, place):
    session, enrolled, _door = place
    client = Client()
    client.force_login(User.objects.get())
    context = browser.new_context(base_url=live_server.url, viewport=SIZES["wide"], locale="es-EC")
    name = project.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/prueba/formacion/cursos/{session.course_id}/jornadas/{session.pk}/digitar/")

    for typed in ("quis", "4065"):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-said] >> text=Guardado")
    page.keyboard.press("Control+z")
    page.wait_for_selector("[data-said] >> text=Sin marca: Vega Mora, Rosa Elena · Guardado")

    assert page.inner_text("[data-count]") == "1"
    assert barriers(page) == []
    assert [row.enrolment_id for row in Attendance.objects.all()] == [enrolled["Ñusta"].pk]
    context.close()
