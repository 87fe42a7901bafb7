"""Search, «para mí» and reports: what is typed finds the right door, and leaves no trace."""

import logging
import re

import pytest
from django.test import Client
from tests.areas.attention.guide.scene import SECRET, SECRET_ADDRESS

from arraigo.areas.attention.models import SearchDemand
from arraigo.areas.attention.web.guide.counting import MOST
from arraigo.areas.attention.web.guide.searching import wish_of
from arraigo.areas.directory.models import Report, Service
from arraigo.core.audit import api as audit

SEARCH, FOR_ME = "/prueba/guia/buscar/", "/prueba/guia/para-mi/"


def said(text, language=""):
    response = Client().post(f"/prueba/guia/{language}buscar/", {"q": text})
    assert response.status_code == 200
    return response.text


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("me pegan en casa", "temas/gbv/"),
        ("dosumentos", "temas/documents/"),
        ("sin papeles", "temas/regularisation/"),
        ("inscribir a mi hija", "temas/education/"),
        ("pedir refugio", "rutas/asilo/"),
    ],
)
def test_words_find_the_need_and_the_route_that_they_mean(guide, typed, found):
    assert f"/prueba/guia/{found}" in said(typed)


def test_words_in_another_language_find_too(guide):
    html = said("my husband beats me", "en/")

    assert "/prueba/guia/en/temas/gbv/" in html
    assert '<html lang="en"' in html


def test_a_service_is_found_by_its_name_with_a_slip(guide):
    assert "Consultorio jurídico gratuito" in said("consultorio juridco")


def test_what_was_typed_is_answered_once_and_kept_nowhere(guide, caplog):
    caplog.set_level(logging.DEBUG)
    response = Client().post(SEARCH, {"q": "zzqx mi secreto <b>"})

    assert response["Cache-Control"] == "no-store"
    assert "ETag" not in response
    assert not response.cookies
    assert "zzqx mi secreto &lt;b&gt;" in response.text
    assert "zzqx" not in caplog.text.replace(response.text, "")
    assert "zzqx" not in str(list(SearchDemand.objects.values()))
    assert "zzqx" not in str(list(audit.entries().values()))


def test_a_search_without_result_is_counted_by_month_without_its_words(guide):
    said("zzqx", "fr/")
    said("zzqx", "fr/")
    row = SearchDemand.objects.get()

    assert (row.language, row.need, row.route, row.count) == ("fr", "", "", 2)
    assert row.month.day == 1


def test_one_address_alone_does_not_raise_a_count_as_it_likes(guide):
    for _time in range(MOST + 5):
        said("zzqx")
    Client(REMOTE_ADDR="203.0.113.9").post(SEARCH, {"q": "zzqx"})

    assert SearchDemand.objects.get().count == MOST + 1


def test_an_empty_search_is_no_search(guide):
    html = said("   ")

    assert "Elija un tema" in html or "O elija un tema" in html
    assert not SearchDemand.objects.exists()


def test_a_search_never_shows_a_reserved_place(guide):
    for words in ("lugar seguro", SECRET, SECRET_ADDRESS, "casa azucena", "violencia"):
        html = said(words)
        assert "Pasaje de los Jazmines" not in html.replace(f'value="{words}"', "").replace(f"«{words}»", "")
        assert "-0.2111" not in html


def fitting(**told):
    response = Client().post(FOR_ME, told)
    return response.status_code, response.text


def test_for_me_finds_what_answers_a_need_nearest_first(guide):
    status, html = fitting(need="legal-aid", zone="090100")

    assert status == 200
    assert "Consultorio jurídico gratuito" in html
    assert "Comedor comunitario" not in html
    assert re.search(r"A \d[\d,]*\u00a0k?m\b", html)


def test_for_me_needs_no_answer_at_all(guide):
    status, html = fitting()

    assert status == 200
    assert "Casa de Acogida y Orientación" in html


def test_for_me_leaves_out_what_surely_does_not_attend_and_keeps_what_may(guide):
    service = Service.objects.get(name="Hospedaje de emergencia")
    service.ineligible = [{"sexes": ["man"]}]
    service.save()

    assert "Hospedaje de emergencia" not in fitting(need="housing", sex="man")[1].partition("<form")[0]
    assert "Hospedaje de emergencia" in fitting(need="housing", sex="woman")[1]
    assert "Hospedaje de emergencia" in fitting(need="housing")[1]


def test_an_age_that_is_none_is_told_and_the_rest_stays_as_it_was(guide):
    status, html = fitting(need="housing", age="treinta")

    assert status == 422
    assert "Escriba la edad en años, con números" in html
    assert '<option value="housing" selected>' in html


def test_what_the_form_does_not_offer_counts_as_not_told(guide):
    wish = wish_of({"need": "nada", "zone": "x", "sex": "zz", "status": "zz", "nationality": "zz", "children": "zz"})

    assert (wish.need, wish.zone, wish.errors) == ("", None, ())
    assert (wish.profile.sex, wish.profile.status, wish.profile.nationality, wish.profile.with_children) == (None,) * 4


def test_a_need_that_nobody_answers_is_counted_by_need_and_part_of_the_city(guide):
    fitting(need="cash", zone="090101")
    row = SearchDemand.objects.get()

    assert (row.need, row.area.name, row.count) == ("cash", "La Merced", 1)


def test_of_a_need_that_must_leave_no_trace_nothing_is_counted(guide):
    Service.objects.all().update(status="inactive")
    fitting(need="gbv")
    Client().post("/prueba/guia/sin-terminar/", b"violencia-de-genero/peligro", content_type="text/plain")

    assert not SearchDemand.objects.exists()


def test_a_question_that_was_left_is_counted_with_its_route_and_step(guide):
    client = Client()
    for _time in range(3):
        answer = client.post("/prueba/guia/en/sin-terminar/", b"asilo/entrada", content_type="text/plain")
    client.post("/prueba/guia/sin-terminar/", b"asilo/no-hay", content_type="text/plain")
    client.post("/prueba/guia/sin-terminar/", b"\xff" * 4000, content_type="text/plain")
    row = SearchDemand.objects.get()

    assert (answer.status_code, answer.content, answer["Cache-Control"]) == (204, b"", "no-store")
    assert (row.route, row.step, row.language, row.count) == ("asilo", "entrada", "en", 3)


def test_a_reader_reports_a_wrong_telephone_without_saying_who_they_are(guide):
    service = Service.objects.get(name="Comedor comunitario")
    address = f"/prueba/guia/en/servicio/{service.pk}/avisar/"
    response = Client().post(address, {"kind": "phone", "text": "Nadie contesta."})
    row = Report.objects.get()

    assert response.status_code == 200
    assert 'role="status"' in response.text
    assert (row.service, row.kind, row.text, row.language) == (service, "phone", "Nadie contesta.", "en")


def test_a_report_that_lacks_what_is_wrong_says_so(guide):
    service = Service.objects.get(name="Comedor comunitario")
    response = Client().post(f"/prueba/guia/servicio/{service.pk}/avisar/", {"text": "x"})

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert not Report.objects.exists()


def test_a_report_of_a_service_that_is_gone_leads_to_the_page_that_says_so(guide):
    response = Client().post(f"/prueba/guia/servicio/{guide.pk}/avisar/", {"kind": "phone"})

    assert response.status_code == 404
