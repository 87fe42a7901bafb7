"""Every page of a city, asked by every role, by a member of another city and by nobody in particular."""

import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from tests.config.pages_by_role import PAGES
from tests.config.scene import build, member_elsewhere

from arraigo.core.accounts.api import Role
from arraigo.core.places.api import forget_cities

CITY = "<slug:city>/"
PART = re.compile(r"<(?:\w+:)?(\w+)>")
SIGN_IN = "/cuenta/entrar/"


def pages(patterns, prefix=""):
    """Every address of a city, as the urls write it after the city's short name."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from pages(pattern.url_patterns, route)
        elif route.startswith(CITY):
            yield route.removeprefix(CITY)


ROUTES = sorted(set(pages(get_resolver().url_patterns)))


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Make the city once; each test takes back what it changed."""
    with django_db_blocker.unblock(), transaction.atomic():
        forget_cities()
        yield build(), member_elsewhere()
        transaction.set_rollback(True)
    forget_cities()


@pytest.fixture
def scene(built, db, settings):
    settings.DEMO = True
    return built[0]


@pytest.fixture
def stranger(built, db):
    return built[1]


def address(scene, route, role):
    return "/santa-marina/" + PART.sub(lambda part: str(scene.named(route, part[1], role)), route)


def ask(scene, route, role, user=None):
    client = Client()
    client.force_login(user or scene.users[role])
    return getattr(client, PAGES[route].method)(address(scene, route, role))


def test_every_page_of_a_city_says_who_opens_it():
    assert set(ROUTES) - set(PAGES) == set()


def test_every_page_that_is_declared_exists():
    assert set(PAGES) - set(ROUTES) == set()


@pytest.mark.parametrize("route", [route for route in ROUTES if route in PAGES])
def test_a_page_opens_for_its_roles_and_for_no_other(scene, route):
    opened = set()
    for role in Role:
        response = ask(scene, route, role)
        assert response.status_code < 500, (route, role)
        if response.status_code not in {403, 404, 405}:
            opened.add(role)
        elif role in PAGES[route].roles:
            # Somebody who may open the page but not this one object: an ally, another's key.
            assert response.status_code == 404, (route, role)
            opened.add(role)
        else:
            assert response.status_code == 403, (route, role)

    assert opened == PAGES[route].roles


@pytest.mark.parametrize("route", [route for route in ROUTES if route in PAGES and not PAGES[route].is_public])
def test_a_page_is_not_there_for_members_of_another_city_and_leads_others_to_sign_in(scene, stranger, route):
    elsewhere = ask(scene, route, Role.COORDINATION, stranger)
    nobody = getattr(Client(), PAGES[route].method)(address(scene, route, Role.COORDINATION))

    assert elsewhere.status_code == 404
    if PAGES[route].method == "get":
        assert (nobody.status_code, nobody.url.partition("?")[0]) == (302, SIGN_IN)
    else:
        assert nobody.status_code == 403


@pytest.mark.parametrize("route", [route for route in ROUTES if route in PAGES and PAGES[route].is_public])
def test_a_public_page_asks_nobody_to_sign_in(scene, route):
    response = getattr(Client(), PAGES[route].method)(address(scene, route, Role.COORDINATION))

    assert response.status_code < 500
    assert not str(response.headers.get("Location", "")).startswith(SIGN_IN)
