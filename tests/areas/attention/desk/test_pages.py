"""Pages of the desk: who opens them, what they show, and how many questions they ask of the database."""

from datetime import UTC, datetime

import pytest
from tests.areas.attention import texts as samples

from arraigo.areas.attention.actions import publishing, routes
from arraigo.areas.attention.actions.installing import install_pack
from arraigo.areas.attention.models import Route, RouteVersion

AT = datetime(2026, 11, 24, 15, tzinfo=UTC)
ROOT = "/prueba/rutas/"


def test_without_routes_the_list_says_how_to_begin(in_city, staff):
    page = staff.get(ROOT).text

    assert "Todavía no hay rutas" in page
    assert "arraigo city install ec" in page


def test_the_list_is_searched_narrowed_and_downloaded(in_city, staff, writer, second):
    samples.published(in_city, writer, second, AT, title="Techo")
    samples.draft(in_city, writer, AT, title="Comida", text=samples.route_text("comida", "Comer hoy"))

    assert "Comer hoy" not in staff.get(ROOT + "?q=dormir").text
    assert "Un lugar donde dormir" not in staff.get(ROOT + "?estado=draft").text
    assert "Nada coincide" in staff.get(ROOT + "?q=zzz").text
    lines = b"".join(staff.get(ROOT + "?formato=csv").streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Ruta;") or lines[0].startswith("Ruta,")
    assert len(lines) == 3


def test_the_list_asks_few_questions_however_many_routes(in_city, staff, django_assert_max_num_queries):
    install_pack(city=in_city, pack="ec", by=None, at=AT)
    staff.get(ROOT)

    with django_assert_max_num_queries(14):
        page = staff.get(ROOT)

    assert page.text.count("<tr") > 10


@pytest.mark.parametrize(
    ("path", "questions"),
    [
        ("", 18),
        ("1/", 16),
        ("comparar/", 18),
        ("1/vista/web/", 16),
        ("1/vista/papel/", 16),
        ("1/vista/chat/", 17),
        ("1/vista/sms/", 17),
        ("1/vista/llamada/", 17),
        ("1/editar/", 15),
        ("1/editar/datos/", 14),
        ("1/editar/texto/", 15),
        ("1/editar/pasos/nuevo/", 14),
        ("1/editar/pasos/fin/", 16),
        ("1/enviar/", 14),
        ("1/traducciones/", 14),
        ("1/traducciones/en/", 14),
        ("1/traducciones/en/xliff/", 14),
        ("1/traducciones/en/cargar/", 14),
    ],
)
def test_every_page_of_a_draft_opens_in_few_questions(draft, staff, path, questions, django_assert_max_num_queries):
    staff.get(f"{ROOT}techo/{path}")

    with django_assert_max_num_queries(questions):
        assert staff.get(f"{ROOT}techo/{path}").status_code == 200


def test_the_drawing_shows_every_step_and_the_list_says_the_same(draft, staff):
    page = staff.get(f"{ROOT}techo/1/").text

    assert page.count("<foreignObject") >= 3
    assert page.count('class="way"') == 3
    for words in ("¿Tiene donde dormir hoy?", "Llame ahora", "Dónde preguntar"):
        assert page.count(words) >= 2


def test_what_is_wrong_is_told_with_its_line(in_city, writer, staff):
    text = samples.route_text().replace("to: peligro", "to: nada")
    samples.draft(in_city, writer, AT, text=text)
    page = staff.get(f"{ROOT}techo/1/").text

    assert "No existe el paso «nada»" in page
    assert "línea 26" in page


def test_a_reader_does_not_write(draft, client_of, reader):
    client = client_of(reader)

    assert client.get(f"{ROOT}techo/1/").status_code == 200
    assert client.get(f"{ROOT}techo/1/traducciones/en/").status_code == 200
    assert client.post(f"{ROOT}techo/1/traducciones/en/", {"clave": "title"}).status_code == 403
    assert client.get(f"{ROOT}techo/1/editar/").status_code == 403
    assert "Escribir" not in client.get(f"{ROOT}techo/1/").text


def test_a_route_goes_from_draft_to_the_guide_through_two_people(draft, staff, client_of, second):
    staff.post(f"{ROOT}techo/1/enviar/", {"note": "Lista."})
    other = client_of(second)
    assert "Revisar" in other.get(f"{ROOT}techo/1/").text
    refused = staff.post(f"{ROOT}techo/1/revisar/", {"decision": "approve"})
    assert (refused.status_code, "otra persona del equipo" in refused.text) == (422, True)

    other.post(f"{ROOT}techo/1/revisar/", {"decision": "approve", "note": "Bien."})
    assert "Publicar en la guía" not in staff.get(f"{ROOT}techo/1/").text
    staff.post(f"{ROOT}techo/1/publicar/")
    assert RouteVersion.objects.get().state == "in_review"
    other.post(f"{ROOT}techo/1/publicar/")

    assert RouteVersion.objects.get().state == "published"


def test_a_version_that_is_not_whole_is_not_sent_and_says_why(in_city, writer, staff):
    samples.draft(in_city, writer, AT, text=samples.route_text().replace("to: peligro", "to: nada"))
    answer = staff.post(f"{ROOT}techo/1/enviar/", {"note": "Con mi nota"})

    assert answer.status_code == 422
    assert "No existe el paso «nada»" in answer.text
    assert "Con mi nota" in answer.text


def test_sending_back_wants_a_reason(draft, staff, client_of, second, writer):
    publishing.submit(version=draft, by=writer, at=AT)
    other = client_of(second)
    assert other.post(f"{ROOT}techo/1/revisar/", {"decision": "send_back"}).status_code == 422
    other.post(f"{ROOT}techo/1/revisar/", {"decision": "send_back", "note": "Falta el horario."})

    assert "Falta el horario." in staff.get(f"{ROOT}techo/1/editar/").text


def test_a_published_route_is_changed_through_a_draft(in_city, staff, writer, second):
    samples.published(in_city, writer, second, AT)
    answer = staff.post(f"{ROOT}techo/borrador/")

    assert answer.url == f"{ROOT}techo/2/editar/"
    assert staff.get(f"{ROOT}techo/1/editar/").status_code == 404


def test_a_route_is_retired_and_a_draft_discarded(in_city, staff, writer, second):
    version = samples.published(in_city, writer, second, AT)
    routes.start_draft(route=version.route, by=writer, at=AT)
    staff.post(f"{ROOT}techo/2/descartar/")
    staff.post(f"{ROOT}techo/1/retirar/")

    assert list(RouteVersion.objects.values_list("state", flat=True)) == ["retired"]
    assert not Route.objects.get().is_active


def test_versions_are_compared_word_by_word(in_city, staff, writer, second):
    version = samples.published(in_city, writer, second, AT)
    again = routes.start_draft(route=version.route, by=writer, at=AT)
    text = samples.route_text(title="Un sitio donde dormir").replace("to: peligro", "to: fin")
    routes.save_draft(version=again, definition=text, seen=again.sha256, by=writer, at=AT)
    page = staff.get(f"{ROOT}techo/comparar/").text

    assert "Un <del>lugar</del><ins>sitio</ins> donde dormir" in page
    assert "lleva a otro paso" in page


def test_a_preview_speaks_each_channel(draft, staff):
    chat = staff.get(f"{ROOT}techo/1/vista/chat/").text
    sms = staff.get(f"{ROOT}techo/1/vista/sms/?pagina=fin").text

    assert "1. Sí" in chat
    assert "Responda con el número." in chat
    assert "caracteres" in sms
    assert staff.get(f"{ROOT}techo/1/vista/fax/").status_code == 404
    assert staff.get(f"{ROOT}techo/1/vista/web/?pagina=nada").status_code == 404


def test_a_preview_in_another_language_says_what_is_not_translated(draft, staff, writer):
    samples.say(draft, "en", {"steps.noche.title": "Do you have a place to sleep?"}, writer, AT)
    page = staff.get(f"{ROOT}techo/1/vista/web/?idioma=en").text

    assert "Do you have a place to sleep?" in page
    assert "no están traducidos" in page


def test_a_route_whose_way_is_broken_has_no_preview_and_says_why(in_city, writer, staff):
    samples.draft(in_city, writer, AT, text=samples.route_text().replace("to: peligro", "to: nada"))
    page = staff.get(f"{ROOT}techo/1/vista/web/").text

    assert "No se puede recorrer todavía" in page
    assert "No existe el paso «nada»" in page
