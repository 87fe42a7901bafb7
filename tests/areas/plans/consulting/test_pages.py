"""Anybody reads a draft by article and comments on it; nothing is seen before the team read it."""

import gzip
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone

from arraigo.areas.plans.actions import consulting as actions
from arraigo.areas.plans.models import Comment
from arraigo.core.accounts.api import Role, create_user, grant

ROOM = 20_000


@pytest.fixture
def consultation(version):
    at = timezone.now()
    made = actions.save_consultation(
        version=version,
        title="Consulta del PMDOT",
        introduction="Lea y comente.",
        opens_at=at - timedelta(days=1),
        closes_at=at + timedelta(days=9),
        by=None,
        at=at,
    )
    actions.publish(made, by=None, at=at)
    made.refresh_from_db()
    return made


@pytest.fixture
def anybody():
    return Client()


@pytest.fixture
def planner(city):
    user = create_user(email="plan@x.example", name="Pía", password=None, by=None, at=timezone.now())
    grant(user=user, city=city, role=Role.PLANNER, by=None, at=timezone.now())
    client = Client()
    client.force_login(user)
    return client


def test_the_text_is_offered_by_article(anybody, consultation, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = anybody.get("/prueba/consulta/consulta-del-pmdot/")

    assert page.status_code == 200
    text = page.content.decode()
    assert "Artículo 13" in text
    assert "Vivienda" in text
    assert not page.cookies


def test_public_pages_are_light(anybody, consultation):
    paths = [Path(finders.find(name)) for name in ("ui/public.css", "plans/consulting.css")]
    styles = sum(len(gzip.compress(path.read_bytes())) for path in paths)
    for address in ("", "consulta-del-pmdot/", "consulta-del-pmdot/texto/1/"):
        page = anybody.get(f"/prueba/consulta/{address}")
        assert len(gzip.compress(page.content)) + styles < ROOM, address


def test_a_page_that_did_not_change_is_not_sent_again(anybody, consultation):
    first = anybody.get("/prueba/consulta/consulta-del-pmdot/")
    again = anybody.get("/prueba/consulta/consulta-del-pmdot/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304


def test_anybody_comments_on_an_article_without_an_account(anybody, consultation):
    address = "/prueba/consulta/consulta-del-pmdot/texto/1/"
    sent = {"body": "Falta el arriendo.", "nonce": str(UUID(int=5))}

    answer = anybody.post(address, sent)
    anybody.post(address, sent)

    assert answer.status_code == 302
    assert answer.url.endswith("/recibido/")
    assert Comment.objects.get().section.number == "13"
    assert "Falta el arriendo." not in anybody.get(address).content.decode()


def test_an_empty_comment_is_answered_by_what_to_do(anybody, consultation):
    answer = anybody.post("/prueba/consulta/consulta-del-pmdot/comentar/", {"nonce": str(UUID(int=5))})

    assert answer.status_code == 422
    assert "Escriba su comentario." in answer.content.decode()


def test_a_trap_keeps_nothing(anybody, consultation):
    sent = {"body": "Compre aquí", "nonce": str(UUID(int=5)), "web": "http://x"}

    assert anybody.post("/prueba/consulta/consulta-del-pmdot/comentar/", sent).status_code == 302
    assert not Comment.objects.exists()


def test_a_consultation_that_is_not_published_does_not_exist_for_anybody(anybody, consultation):
    actions.withdraw(consultation, by=None, at=timezone.now())

    assert anybody.get("/prueba/consulta/consulta-del-pmdot/").status_code == 404


def test_the_team_publishes_what_it_ticked(planner, anybody, consultation, in_city):
    said = actions.Said(nonce=UUID(int=5), body="Falta el arriendo.", name="Ana Reyes")
    row = actions.comment(consultation, said, section=None, city=in_city, at=timezone.now())

    answer = planner.post(
        f"/prueba/planes/consultas/{consultation.pk}/comentarios/moderar/", {"accion": "publicar", "filas": [row.pk]}
    )

    assert answer.status_code == 302
    text = anybody.get("/prueba/consulta/consulta-del-pmdot/").content.decode()
    assert "Falta el arriendo." in text
    assert "Ana Reyes" not in text


def test_not_publishing_asks_why(planner, consultation, in_city):
    said = actions.Said(nonce=UUID(int=5), body="Falta el arriendo.")
    row = actions.comment(consultation, said, section=None, city=in_city, at=timezone.now())
    address = f"/prueba/planes/consultas/{consultation.pk}/comentarios/moderar/"
    ticked = {"accion": "rechazar", "filas": [str(row.pk)]}

    asked = planner.post(address, ticked)
    assert (asked.status_code, Comment.objects.get().state) == (200, "to_moderate")
    planner.post(address, {**ticked, "reason": "Nombra a otra persona."})

    assert Comment.objects.get().state == "refused"


def test_the_desk_lists_comments_in_few_queries(planner, consultation, in_city, django_assert_max_num_queries):
    for number in range(30):
        said = actions.Said(nonce=UUID(int=number), body=f"Comentario {number}")
        actions.comment(consultation, said, section=None, city=in_city, at=timezone.now())

    with django_assert_max_num_queries(14):
        page = planner.get(f"/prueba/planes/consultas/{consultation.pk}/")

    assert page.status_code == 200
    assert "Comentario 3" in page.content.decode()


def test_a_planner_prepares_a_consultation(planner, version):
    answer = planner.post(
        "/prueba/planes/consultas/nueva/",
        {"version": version.pk, "title": "Consulta", "opens_on": "01/12/2026", "closes_on": "20/12/2026"},
    )

    assert answer.status_code == 302
    wrong = planner.post(
        "/prueba/planes/consultas/nueva/",
        {"version": version.pk, "title": "Otra", "opens_on": "20/12/2026", "closes_on": "01/12/2026"},
    )
    assert wrong.status_code == 422


def test_people_who_do_not_say_who_they_are_do_not_shut_each_other_out(consultation):
    address = "/prueba/consulta/consulta-del-pmdot/comentar/"
    answers = [
        Client(REMOTE_ADDR=f"10.0.0.{number}").post(address, {"body": "Falta.", "nonce": str(UUID(int=number + 50))})
        for number in range(9)
    ]

    assert [one.status_code for one in answers] == [302] * 9


def test_words_that_no_text_can_hold_find_nothing(anybody, consultation):
    assert anybody.get("/prueba/consulta/consulta-del-pmdot/?q=a%00b").status_code == 200
