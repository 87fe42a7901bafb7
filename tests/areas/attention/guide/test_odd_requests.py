"""Addresses and bodies that nobody writes by hand: nothing falls, nothing is kept for others, the way out stays."""

import pytest
from django.test import Client

EXIT = 'class="out"'


@pytest.mark.parametrize("number", ["0", "00"])
def test_a_page_before_the_first_takes_no_other_pages_place(guide, number):
    answer = Client().get(f"/prueba/guia/servicios/todos/todas/{number}/")
    listed = Client().get("/prueba/guia/servicios/todos/")

    assert answer.status_code == 404
    assert listed.text.count('class="place"') > 1


@pytest.mark.parametrize(
    "address",
    ["zzz/", "en/zzz/", "zzz/zzz.txt", "sin-internet/no-hay.json", "imprimir/no-hay/poster.pdf", "%ff/"],
)
def test_what_the_guide_has_not_looks_like_the_guide_and_leads_out(guide, address):
    answer = Client().get(f"/prueba/guia/{address}")

    assert answer.status_code == 404
    assert EXIT in answer.text
    assert not answer.cookies
    assert "ETag" not in answer


def test_an_address_that_lacks_its_last_slash_is_sent_on(guide):
    for address in ("guia/temas/housing", "guia/en/temas/housing"):
        answer = Client().get(f"/prueba/{address}?x=1")
        assert (answer.status_code, answer["Location"]) == (301, f"/prueba/{address}/")


@pytest.mark.parametrize("charset", ["hex", "rot13", "no-hay"])
def test_a_form_that_says_odd_letters_is_read_as_any(guide, charset):
    body = '--x\r\nContent-Disposition: form-data; name="q"\r\n\r\npapeles\r\n--x--\r\n'
    kind = f"multipart/form-data; boundary=x; charset={charset}"
    answer = Client().generic("POST", "/prueba/guia/buscar/", body, content_type=kind)

    assert answer.status_code == 200
    assert "papeles" in answer.text


def test_a_precondition_changes_nothing_of_a_page_that_is_not_there(guide):
    Client().get("/prueba/guia/zzz/")
    assert Client().get("/prueba/guia/zzz/", headers={"if-none-match": "*"}).status_code == 404
