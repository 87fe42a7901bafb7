import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import URLPattern, get_resolver

from arraigo.core.places.api import RESERVED


def test_no_city_can_take_the_place_of_a_page_of_the_program():
    first = {str(pattern.pattern).split("/", 1)[0] for pattern in get_resolver().url_patterns} - {"", "<slug:city>"}

    assert first | {"estaticos"} <= RESERVED


def test_pages_of_cities_come_last_so_that_they_hide_nothing():
    assert str(get_resolver().url_patterns[-1].pattern) == "<slug:city>/"


def test_every_name_is_used_once():
    def names(patterns, space=""):
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield f"{space}{pattern.name}"
            else:
                yield from names(pattern.url_patterns, f"{space}{pattern.namespace}:" if pattern.namespace else space)

    found = list(names(get_resolver().url_patterns))

    assert sorted(found) == sorted(set(found))


@pytest.mark.django_db
def test_health_says_that_the_database_answers():
    response = Client().get("/salud/")

    assert (response.status_code, response.json()) == (200, {"estado": "bien"})
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_says_when_the_database_does_not_answer(monkeypatch):
    class Gone:
        def __enter__(self):
            raise DatabaseError

        def __exit__(self, *error):
            return False

    client = Client()
    monkeypatch.setattr("arraigo.config.pages.connection", type("Broken", (), {"cursor": lambda self: Gone()})())

    response = client.get("/salud/")

    assert connection.is_usable()
    assert (response.status_code, response.json()) == (503, {"estado": "sin base de datos"})


@pytest.mark.django_db
def test_a_page_that_does_not_exist_says_so_in_words():
    response = Client().get("/cuenta/no-existe/")

    assert response.status_code == 404
    assert "Esta página no existe" in response.text


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words():
    response = Client(enforce_csrf_checks=True).post("/cuenta/entrar/", {"login": "x", "password": "y"})

    assert response.status_code == 403
    assert "La página caducó" in response.text


@pytest.mark.django_db
def test_a_program_that_writes_to_an_address_that_is_not_there_is_told_so():
    client = Client(enforce_csrf_checks=True)
    answer = client.put("/api/v1/plans/recommendations/nada", data="{}", content_type="application/json")

    assert answer.status_code == 404
    assert answer.json() == {"detail": "Not Found"}
