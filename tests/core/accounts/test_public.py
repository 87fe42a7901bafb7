"""Public pages of a city: anybody opens them, and they see that city alone."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import include, path

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, public
from arraigo.core.accounts.models import Membership


@public
def page(request, city):
    return HttpResponse(f"{request.city.slug} {Membership.objects.count()} {hasattr(request, 'membership')}")


urlpatterns = [path("", include("arraigo.config.urls")), path("<slug:city>/abierta/", page)]


@pytest.fixture(autouse=True)
def _urls(settings):
    settings.ROOT_URLCONF = __name__


def test_anybody_opens_a_public_page_with_the_rows_of_its_city(member, other_city):
    member(Role.PLANNER)
    member(Role.PLANNER, of=other_city)
    member(Role.TRAINER, of=other_city)

    response = Client().get("/santa-marina/abierta/")

    assert response.content == b"santa-marina 1 False"


def test_a_public_page_makes_no_session(member):
    member(Role.PLANNER)

    with CaptureQueriesContext(connection) as asked:
        response = Client().get("/santa-marina/abierta/")

    assert not [query["sql"] for query in asked if "django_session" in query["sql"] or "accounts_user" in query["sql"]]
    assert not response.cookies


def test_a_public_page_of_a_city_that_does_not_exist_is_not_there(member):
    member(Role.PLANNER)

    assert Client().get("/no-existe/abierta/").status_code == 404


def test_the_city_is_cleared_when_a_public_request_ends(member):
    member(Role.PLANNER)
    Client().get("/santa-marina/abierta/")

    assert tenancy.current_city_id() is None
