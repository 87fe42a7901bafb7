"""The page of the authority: nothing tells whether a link exists, a code opens it, and what is typed is kept."""

import gzip
import io
import re
from datetime import timedelta
from http.cookies import SimpleCookie

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone
from tests.areas.plans.recommending.conftest import code_in, mails

from arraigo.areas.plans.actions import letters as actions
from arraigo.areas.plans.actions import recommendations
from arraigo.areas.plans.documents import matrix
from arraigo.areas.plans.documents.letter_paper import paper
from arraigo.areas.plans.enums import RecommendationState
from arraigo.areas.plans.models import AuthorityResponse, ReturnedFile
from arraigo.areas.plans.queries.recommending_links import letter_token
from arraigo.core.tenancy.models import new_id

NONE = "/prueba/respuesta/" + "A" * 43 + "/"


@pytest.fixture(autouse=True)
def _link_stands(letter):
    """The page reads the clock: the letter's link must stand now."""
    letter.expires_at = timezone.now() + timedelta(days=30)
    letter.save(update_fields=["expires_at"])


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def let_in(visitor, address):
    """A browser that gave the code."""
    visitor.post(address, {"accion": "codigo"})
    response = visitor.post(address, {"accion": "abrir", "code": code_in(mails("plans_answer_code")[-1])})
    assert response.status_code == 302
    return visitor


def said(text):
    """A page without what differs by its address and by the token against forged forms."""
    return re.sub(r'/respuesta/[^/"]+/|name="csrfmiddlewaretoken" value="[^"]+"', "", text)


@pytest.mark.parametrize("data", [None, {"accion": "codigo"}, {"accion": "abrir", "code": "123456"}])
def test_nothing_tells_whether_a_link_exists(visitor, address, letter, author, data):
    def ask(where):
        response = visitor.post(where, data) if data else visitor.get(where)
        return response.status_code, said(response.content.decode())

    real = ask(address)
    assert ask(NONE) == ask("/prueba/respuesta/corto/") == real
    actions.revoke_link(letter=letter, by=author, at=timezone.now())
    assert ask(address) == real


def test_a_code_is_mailed_only_for_a_link_that_stands(visitor, address):
    visitor.post(NONE, {"accion": "codigo"})
    assert not mails("plans_answer_code")
    visitor.post(address, {"accion": "codigo"})

    assert [one.recipient for one in mails("plans_answer_code")] == ["planificacion@prueba.example"]


def test_the_code_opens_by_a_cookie_for_this_page_alone(let_in, address):
    cookie = let_in.cookies["respuesta"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (address, True, "Lax")
    assert 3600 < int(cookie["max-age"]) <= 12 * 3600
    page = let_in.get(address)
    assert "Recomendación uno" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    # The link is told to nobody else; «no-referrer» would keep browsers from saying where a form comes from.
    assert page["Referrer-Policy"] == "same-origin"


def test_over_https_the_cookie_travels_by_https_alone(visitor, address):
    visitor.post(address, {"accion": "codigo"}, secure=True)
    visitor.post(address, {"accion": "abrir", "code": code_in(mails("plans_answer_code")[0])}, secure=True)

    assert visitor.cookies["respuesta"]["secure"] is True


def test_a_forged_or_borrowed_cookie_opens_nothing(visitor, let_in, address, letter, author):
    forged = Client()
    forged.cookies = SimpleCookie({"respuesta": f"{letter.pk}:1:AAAA:BBBB"})
    assert "Recomendación uno" not in forged.get(address).content.decode()
    actions.revoke_link(letter=letter, by=author, at=timezone.now())
    letter.refresh_from_db()
    anew = actions.resend_letter(letter=letter, nonce=new_id(), by=author, at=timezone.now())

    assert "Recomendación uno" not in let_in.get(f"/prueba/respuesta/{letter_token(anew)}/").content.decode()


def test_wrong_codes_are_limited(visitor, address):
    visitor.post(address, {"accion": "codigo"})
    right = code_in(mails("plans_answer_code")[0])
    wrong = "000000" if right != "000000" else "111111"
    answers = [visitor.post(address, {"accion": "abrir", "code": wrong}).status_code for _ in range(6)]

    assert answers[:5] == [422] * 5
    assert answers[5] == 429
    assert visitor.post(address, {"accion": "abrir", "code": right}).status_code == 429


def test_asking_for_codes_is_limited_too(visitor, address):
    answers = [visitor.post(address, {"accion": "codigo"}).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]


def typed(**fields):
    return {"name": "Inés Prueba", "position": "Directora", **fields}


def test_one_answer_is_saved_and_what_was_typed_beside_it_stays(let_in, address, rows):
    data = typed(**{"r1-verdict": "accepted", "r1-nonce": new_id(), "r2-reason": "A medias", "guardar": "1"})
    response = let_in.post(address, data)

    assert response.url == f"{address}#r1"
    assert AuthorityResponse.objects.get().recommendation == rows[1]


def test_all_are_saved_and_those_that_lack_something_are_shown(let_in, address, rows):
    data = typed(
        **{"r1-verdict": "accepted", "r2-verdict": "rejected", "r3-reason": "Sin respuesta", "guardar": "todas"}
    )
    response = let_in.post(address, data)
    page = response.content.decode()

    assert response.status_code == 422
    assert "1 respuesta guardada. En 2 falta algo" in page
    assert "Escriba el motivo" in page
    assert "Elija una de las tres respuestas." in page
    assert "Sin respuesta</textarea>" in page
    assert AuthorityResponse.objects.count() == 1


def test_an_answer_wants_a_name_and_keeps_what_was_typed(let_in, address):
    response = let_in.post(address, {"name": " ", "r1-verdict": "rejected", "r1-reason": "No.", "guardar": "todas"})

    assert "Escriba el nombre de quien responde." in response.content.decode()
    assert "No.</textarea>" in response.content.decode()
    assert not AuthorityResponse.objects.exists()


def test_an_answer_is_corrected_and_nothing_new_is_nothing(let_in, address, rows):
    for verdict, reason in (("rejected", "No."), ("rejected", "No."), ("accepted", "")):
        let_in.post(address, typed(**{"r1-verdict": verdict, "r1-reason": reason, "guardar": "1"}))

    assert list(rows[1].responses.values_list("verdict", "is_current")) == [("rejected", False), ("accepted", True)]
    assert "Todavía no hay nada que guardar." in let_in.post(address, typed(guardar="77")).content.decode()


def test_a_message_reaches_the_team_once_and_internal_ones_never_leave_it(let_in, address, rows, author, now):
    recommendations.remark(
        recommendation=rows[1], body="Esto no lo ve nadie de fuera", nonce=new_id(), is_internal=True, by=author, at=now
    )
    recommendations.remark(recommendation=rows[1], body="Con gusto aclaramos", nonce=new_id(), by=author, at=now)
    data = typed(**{"r1-remark": "¿Podemos conversarlo?", "r1-nonce": new_id(), "guardar": "1"})
    for _ in range(2):
        assert let_in.post(address, data).status_code == 302
    page = let_in.get(address).content.decode()

    assert "Esto no lo ve nadie de fuera" not in page
    assert "Con gusto aclaramos" in page
    assert page.count("¿Podemos conversarlo?") == 1
    assert not AuthorityResponse.objects.exists()


def test_what_was_typed_when_the_hours_ran_out_waits_for_the_next_code(visitor, address):
    data = typed(**{"r1-verdict": "rejected", "r1-reason": "Un motivo largo", "guardar": "todas"})
    closed = visitor.post(address, data)
    assert "Lo que escribió sigue aquí" in closed.content.decode()
    visitor.post(address, {**data, "accion": "codigo"})
    opened = visitor.post(address, {**data, "accion": "abrir", "code": code_in(mails("plans_answer_code")[0])})

    assert "Un motivo largo</textarea>" in opened.content.decode()
    assert "respuesta" in opened.cookies
    assert not AuthorityResponse.objects.exists()


def test_receipt_is_given_by_a_button_and_the_page_is_shut_by_another(let_in, address, letter):
    let_in.post(address, {"accion": "recibido"})
    letter.refresh_from_db()
    assert letter.acknowledged_at is not None
    let_in.post(address, {"accion": "salir"})

    assert "Recomendación uno" not in let_in.get(address).content.decode()


def test_what_is_over_is_shown_without_a_form(let_in, address, rows, reviewer, now):
    recommendations.step(recommendations.locked(rows[1]), RecommendationState.ADOPTED, by=reviewer, at=now)
    page = let_in.get(address).content.decode()

    assert "Ya no espera respuesta: está adoptada." in page
    assert "r1-verdict" not in page
    assert "r2-verdict" in page


def test_the_matrix_goes_out_and_comes_back(let_in, address, letter, now):
    assert let_in.get(f"{address}descargar/matriz.xlsx/").content.startswith(b"PK")
    book = openpyxl.load_workbook(io.BytesIO(matrix.xlsx(paper(letter, at=now))))
    book.active.cell(6, 7, "acepta")
    book.active.cell(7, 7, "quizás")
    file = io.BytesIO()
    book.save(file)
    file.name = "matriz llena.xlsx"
    file.seek(0)
    response = let_in.post(f"{address}archivo/", {"file": file})
    shown = let_in.get(response.url).content.decode()
    assert "1 respuesta clara." in shown
    assert "No se entiende la respuesta «quizás»" in shown
    assert let_in.post(response.url, {"name": ""}).status_code == 422
    assert let_in.post(response.url, {"name": "Inés Prueba"}).url == address

    assert AuthorityResponse.objects.get().via == "xlsx"
    assert ReturnedFile.objects.get().applied_at is not None


def test_a_file_that_is_none_is_refused_in_words(let_in, address):
    file = io.BytesIO(b"%PDF-1.7")
    file.name = "respuesta.pdf"
    response = let_in.post(f"{address}archivo/", {"file": file})

    assert response.status_code == 422
    assert "no es una matriz" in response.content.decode()


@pytest.mark.parametrize("more", ["descargar/matriz.xlsx/", "archivo/"])
def test_without_the_code_nothing_else_opens(visitor, address, more):
    for where in (address, NONE):
        assert visitor.get(f"{where}{more}").url == where
        assert visitor.post(f"{where}archivo/").url == where


def test_the_page_is_light(let_in, address):
    page = let_in.get(address).content

    assert len(gzip.compress(page)) < 16_000


def test_the_page_takes_few_questions(let_in, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        let_in.get(address)
