import pytest
from django.db import connection

from arraigo.core.audit.models import Entry
from arraigo.core.places.api import (
    RESERVED,
    BadCityError,
    SeveralCitiesError,
    UnknownCityError,
    city_by_slug,
    create_city,
    forget_cities,
    only_city_or_create,
)
from arraigo.core.places.models import City

pytestmark = pytest.mark.django_db


def test_a_city_is_made_and_audited_in_its_own_chain(user, at):
    city = create_city(slug="santa-marina", name=" Santa Marina ", municipality="Municipio", by=user, at=at)

    assert (city.name, city.timezone, city.country, city.invented) == ("Santa Marina", "America/Guayaquil", "EC", False)
    assert Entry.objects.get(action="places.create_city").city == city


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_no_city_takes_an_address_of_the_program(slug, at):
    with pytest.raises(BadCityError, match="es una dirección del programa"):
        create_city(slug=slug, name="Ciudad", by=None, at=at)


@pytest.mark.parametrize("slug", ["", "Quito", "santa marina", "ñ", "-a", "a--b", "a/b", "x" * 41])
def test_a_short_name_has_letters_digits_and_hyphens(slug, at):
    with pytest.raises(BadCityError, match="solo puede tener letras"):
        create_city(slug=slug, name="Ciudad", by=None, at=at)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"slug": "santa-marina"}, "Ya hay una ciudad"),
        ({"timezone": "America/Quito"}, "No existe la zona horaria"),
        ({"timezone": "../etc"}, "No existe la zona horaria"),
        ({"name": " "}, "Escriba el nombre"),
    ],
)
def test_what_a_city_cannot_be_is_said(city, at, told, sentence):
    with pytest.raises(BadCityError, match=sentence):
        create_city(**{"slug": "otra", "name": "Otra", "by": None, "at": at} | told)


def test_an_empty_installation_gets_its_first_city(at):
    assert only_city_or_create(None, at=at).slug == "ciudad"


def test_the_first_city_may_be_named(at):
    made = only_city_or_create("santa-marina", at=at)

    assert (made.slug, made.name) == ("santa-marina", "Santa Marina")


def test_the_only_city_is_meant_where_none_is_named(city, at):
    assert only_city_or_create(None, at=at) == only_city_or_create("santa-marina", at=at) == city


def test_a_name_that_no_city_has_is_not_made_beside_another(city, at):
    with pytest.raises(UnknownCityError, match="«quito»"):
        only_city_or_create("quito", at=at)


def test_among_several_cities_one_must_be_named(city, at):
    other = City.objects.create(slug="otra", name="Otra", created_at=at)

    with pytest.raises(SeveralCitiesError, match="otra, santa-marina"):
        only_city_or_create(None, at=at)
    assert only_city_or_create("otra", at=at) == other


def test_inside_a_transaction_a_city_is_read_afresh(city):
    assert city_by_slug("santa-marina") == city
    City.objects.filter(pk=city.pk).update(name="Otro nombre")

    assert city_by_slug("santa-marina").name == "Otro nombre"
    assert city_by_slug("nada") is None


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_a_city_is_remembered_for_a_while(at, django_assert_num_queries):
    city = City.objects.create(slug="recordada", name="Recordada", created_at=at)
    assert not connection.in_atomic_block

    with django_assert_num_queries(1):
        assert [city_by_slug("recordada") for _ in range(3)] == [city] * 3
    forget_cities()
    with django_assert_num_queries(1):
        assert city_by_slug("recordada") == city
