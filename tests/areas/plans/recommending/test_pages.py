"""The pages of the desk: what they show, what they refuse in words, and that it takes few questions to draw them."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.areas.plans.recommending.conftest import mails

from arraigo.areas.plans.actions import letters as letter_actions
from arraigo.areas.plans.actions import recommendations as actions
from arraigo.areas.plans.documents.papers import PAPERS
from arraigo.areas.plans.models import Letter, Passage, Recommendation
from arraigo.core.accounts.api import Role

HERE = "/prueba/planes/recomendaciones/"
LETTERS = "/prueba/planes/oficios/"


@pytest.fixture
def desk(client_of, author):
    return client_of(author)


@pytest.fixture
def other_desk(client_of, reviewer):
    return client_of(reviewer)


def form_of(recommendation_id, authority, **fields):
    return {
        "recommendation_id": recommendation_id,
        "title": "Poner una meta",
        "proposed": "Se atenderá a 400 personas al año.",
        "authority": authority.pk,
        "priority": "high",
        "due_on": "15/04/2026",
        "responsible": "",
        "is_public": "on",
        **fields,
    }


def test_a_recommendation_is_written_from_a_passage(desk, version, authority, author):
    passage = Passage.objects.get(version=version, index=2)
    address = f"{HERE}nueva/?passage={passage.pk}"
    page = desk.get(address).content.decode()
    assert "El municipio procurará" in page
    assert "Artículo 13: Vivienda, página 1" in page
    sent = form_of(uuid4(), authority, quote=passage.text, where="Artículo 13", norm="LOMH, art. 42")
    response, again = desk.post(address, sent), desk.post(address, sent)
    made = Recommendation.objects.get()

    assert response.url == again.url == f"{HERE}{made.pk}/"
    assert (made.passage, made.number, made.by, made.priority) == (passage, 1, author, "high")


def test_faults_are_said_at_their_fields(desk, version, authority):
    sent = form_of(uuid4(), authority, title="", proposed="", due_on="31/02/2026")
    response = desk.post(f"{HERE}nueva/?version={version.pk}", sent)
    page = response.content.decode()

    assert response.status_code == 422
    for words in ("Escriba qué se recomienda.", "Escriba la redacción que se propone.", "Febrero de 2026 tiene 28"):
        assert words in page


def test_without_a_version_one_is_chosen_and_what_is_gone_is_not_found(desk, version):
    assert f"?version={version.pk}" in desk.get(f"{HERE}nueva/").content.decode()
    assert desk.get(f"{HERE}nueva/?finding={uuid4()}").status_code == 404
    assert desk.get(f"{HERE}nueva/?passage=no-es-nada").status_code == 404


def test_the_author_sees_no_button_to_review_and_a_second_person_does(desk, other_desk, recommendation):
    address = f"{HERE}{recommendation.pk}/"

    assert "Otra persona del equipo debe revisarla" in desk.get(address).content.decode()
    assert "La revisé" in other_desk.get(address).content.decode()
    refused = desk.post(f"{address}mover/", {"to": "reviewed"})
    assert (refused.status_code, "Usted la escribió" in refused.content.decode()) == (409, True)
    assert other_desk.post(f"{address}mover/", {"to": "reviewed"}).status_code == 302
    assert "Preparar un oficio" in desk.get(address).content.decode()


@pytest.mark.parametrize("to", ["", "nada", "accepted"])
def test_an_impossible_step_is_refused_in_words(desk, recommendation, to):
    response = desk.post(f"{HERE}{recommendation.pk}/mover/", {"to": to})

    assert response.status_code in {409, 422}
    assert 'class="notice danger"' in response.content.decode()


def test_the_page_shows_both_wordings_word_by_word(desk, recommendation):
    page = desk.get(f"{HERE}{recommendation.pk}/").content.decode()

    assert "<del>" in page
    assert "<ins>" in page
    assert "LOMH, art. 42" in page


def test_a_letter_is_prepared_looked_at_and_sent(desk, reviewed, plan, authority):
    row = reviewed()
    assert "Preparar un oficio" in desk.get(LETTERS).content.decode()
    address = f"{LETTERS}nuevo/?{urlencode({'plan': plan.pk, 'autoridad': authority.pk})}"
    page = desk.get(address)
    form = page.context["form"]
    assert form.initial["number"].startswith("AR-")
    assert "De mi consideración" in form.initial["body"]
    data = {name: form.initial[name] for name in ("number", "subject", "body", "signatory_name", "email", "days")}
    data |= {"recommendations": [row.pk], "letter_id": uuid4(), "answer_by": "15/04/2026"}
    response = desk.post(address, data)
    letter = Letter.objects.get()
    assert response.url == f"{LETTERS}{letter.pk}/"
    assert "Se envía a planificacion@prueba.example" in desk.get(response.url).content.decode()
    desk.post(f"{LETTERS}{letter.pk}/acciones/", {"accion": "enviar"})

    assert len(mails("plans_letter")) == 1
    assert "Espera respuesta" in desk.get(response.url).content.decode()
    assert desk.get(f"{LETTERS}{letter.pk}/editar/").url == response.url


def test_a_letter_needs_a_plan_and_an_authority_with_something_reviewed(desk, plan, authority):
    for query in ("", f"?plan={plan.pk}&autoridad={authority.pk}", "?plan=x&autoridad=y"):
        assert desk.get(f"{LETTERS}nuevo/{query}").url == LETTERS


def test_the_papers_are_there_in_every_format(desk, letter):
    for kind in PAPERS:
        start = b"%PDF" if kind.endswith(".pdf") else b"PK"
        response = desk.get(f"{LETTERS}{letter.pk}/descargar/{kind}/")
        assert response.content.startswith(start), kind
    assert desk.get(f"{LETTERS}{letter.pk}/descargar/otra.exe/").status_code == 404


def test_a_link_is_shut_and_the_letter_sent_again(desk, letter):
    page = f"{LETTERS}{letter.pk}/"
    desk.post(f"{page}acciones/", {"accion": "anular"})
    assert "Enlace anulado" in desk.get(page).content.decode()
    response = desk.post(f"{page}reenviar/", {"nonce": uuid4(), "email": "nueva@prueba.example"})
    letter.refresh_from_db()

    assert response.status_code == 302
    assert letter.revoked_at is None
    assert str(letter.email) == "nueva@prueba.example"


def test_an_answer_on_paper_is_noted_by_the_team(desk, letter, rows):
    address = f"{HERE}{rows[1].pk}/respuesta/"
    refused = desk.post(address, {"verdict": "rejected", "reason": " "})
    assert "Escriba el motivo" in refused.content.decode()
    desk.post(address, {"verdict": "rejected", "reason": "No hay fondos.", "name": "Inés Prueba"})
    made = rows[1].responses.get()

    assert (made.via, made.letter, str(made.name)) == ("staff", letter, "Inés Prueba")
    assert "No hay fondos." in desk.get(f"{HERE}{rows[1].pk}/").content.decode()


def test_who_only_reads_sees_all_and_changes_nothing(client_of, make_user, letter, rows):
    auditor = client_of(make_user(Role.AUDITOR, "Abril"))
    for address in (HERE, f"{HERE}{rows[1].pk}/", LETTERS, f"{LETTERS}{letter.pk}/"):
        page = auditor.get(address)
        assert page.status_code == 200
        assert '<form method="post" action="/prueba/planes' not in page.content.decode()
    assert auditor.post(f"{HERE}{rows[1].pk}/mover/", {"to": "withdrawn"}).status_code == 403


def test_the_list_is_narrowed_and_exported(desk, letter, rows, write, author):
    write("Una en borrador")
    late = timezone.localdate() - timedelta(days=1)
    actions.change_recommendation(recommendation=rows[1], due_on=late, by=author, at=timezone.now())
    counts = {"estado=sent": 3, "estado=drafted": 1, "q=borrador": 1, "origen=consultation": 0, "prioridad=medium": 4}
    for query, count in counts.items():
        assert desk.get(f"{HERE}?{query}").context["listing"].total == count, query
    assert rows[1] in list(desk.get(f"{HERE}?plazo=vencido").context["listing"].rows)
    export = b"".join(desk.get(f"{HERE}?formato=csv").streaming_content).decode("utf-8-sig")
    assert all(f"Recomendación {name}" in export for name in ("uno", "dos", "tres"))


@pytest.mark.parametrize("address", [HERE, LETTERS])
def test_lists_take_few_questions_however_long(
    desk, letter, prepare, reviewed, author, now, address, django_assert_max_num_queries
):
    for number in range(2, 6):
        made = prepare(reviewed(), reviewed(), number=f"AR-2026-00{number}")
        letter_actions.send_letter(letter=made, by=author, at=now)
    with django_assert_max_num_queries(20):
        assert desk.get(address).status_code == 200


def test_the_pages_of_one_take_few_questions(desk, letter, rows, django_assert_max_num_queries):
    for address in (f"{HERE}{rows[1].pk}/", f"{LETTERS}{letter.pk}/"):
        with django_assert_max_num_queries(20):
            assert desk.get(address).status_code == 200


def test_where_no_answer_is_awaited_the_page_says_so(desk, recommendation):
    address = f"{HERE}{recommendation.pk}/respuesta/"

    assert "Esta recomendación no espera respuesta." in desk.get(address).content.decode()
    assert desk.post(address, {}).status_code == 409
