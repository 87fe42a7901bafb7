import re

import pytest
from django.http import HttpResponse, HttpResponseNotFound
from django.test import Client
from django.urls import include, path

from arraigo.core import tenancy
from arraigo.core.accounts.api import Role, membership_required, reads_training
from arraigo.core.accounts.models import Membership

PASSWORD = "una frase larga y propia"


def page(request, city):
    roles = ",".join(sorted(request.membership.roles))
    seen = Membership.objects.exclude(user=request.user).count()
    return HttpResponse(f"{request.city.slug} {roles} {seen}")


urlpatterns = [
    path("", include("arraigo.config.urls")),
    path("<slug:city>/prueba/", page),
    path("<slug:city>/solo-formacion/", membership_required(reads_training)(page)),
]


@pytest.fixture(autouse=True)
def _urls(settings):
    settings.ROOT_URLCONF = __name__
    settings.DEMO = True


def without_secrets(response):
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", response.content.decode())


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_member_sees_the_city_with_their_roles(member):
    response = signed_in(member(Role.TRAINER)).get("/santa-marina/prueba/")

    assert response.content == b"santa-marina trainer 0"


def test_a_request_shows_the_rows_of_its_city_alone(member, other_city):
    member(Role.PLANNER)
    member(Role.PLANNER, of=other_city)

    response = signed_in(member(Role.TRAINER)).get("/santa-marina/prueba/")

    assert response.content == b"santa-marina trainer 1"


def test_the_city_is_cleared_when_the_request_ends(member):
    signed_in(member(Role.TRAINER)).get("/santa-marina/prueba/")

    assert tenancy.current_city_id() is None


def test_a_city_of_others_answers_like_one_that_does_not_exist(member, other_city):
    client = signed_in(member(Role.TRAINER))

    of_others = client.get("/otra/prueba/")
    missing = client.get("/no-existe/prueba/")

    assert of_others.status_code == missing.status_code == HttpResponseNotFound.status_code
    assert without_secrets(of_others).replace("/otra/", "/no-existe/") == without_secrets(missing)


def test_a_revoked_membership_closes_the_city(member):
    user = member(Role.TRAINER)
    Membership.objects.filter(user=user).update(is_active=False)

    assert signed_in(user).get("/santa-marina/prueba/").status_code == 404


def test_nobody_in_particular_is_led_to_sign_in_and_back(city):
    response = Client().get("/santa-marina/prueba/?hoja=2")

    assert response.status_code == 302
    assert response.url == "/cuenta/entrar/?next=/santa-marina/prueba/%3Fhoja%3D2"


def test_a_part_asked_by_htmx_leaves_the_page_instead_of_holding_the_sign_in_form(city):
    response = Client().get("/santa-marina/prueba/", headers={"HX-Request": "true", "HX-Current-URL": "/santa-marina/"})

    assert response.status_code == 204
    assert response["HX-Redirect"] == "/santa-marina/"


def test_a_role_that_may_not_gets_the_page_403(member):
    assert signed_in(member(Role.AUTHORITY)).get("/santa-marina/solo-formacion/").status_code == 403


def test_a_page_of_a_city_asks_few_questions(member, django_assert_max_num_queries):
    client = signed_in(member(Role.TRAINER))
    client.get("/santa-marina/prueba/")

    # Session, user, city (remembered for some seconds), assume the city, membership; the page's own; clear the city.
    # The tests' owner takes and leaves the role besides (2), which in production the connection has from the start.
    with django_assert_max_num_queries(5 + 1 + 1 + 2):
        client.get("/santa-marina/prueba/")


def test_signed_in_pages_stay_out_of_every_cache(member):
    response = signed_in(member(Role.TRAINER)).get("/santa-marina/prueba/")

    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("role", [Role.TRAINER, Role.ALLY, Role.AUDITOR, Role.ADMINISTRATOR, Role.APPROVER])
def test_roles_that_see_people_set_up_a_second_factor_first(member, role, settings):
    settings.DEMO = False

    response = signed_in(member(role)).get("/santa-marina/prueba/")

    assert (response.status_code, response.url) == (302, "/cuenta/segundo-paso/falta/")


@pytest.mark.parametrize("role", [Role.AUTHORITY, Role.PLANNER])
def test_roles_that_read_figures_alone_need_no_second_factor(member, role, settings):
    settings.DEMO = False

    assert signed_in(member(role)).get("/santa-marina/prueba/").status_code == 200


def test_in_the_demo_the_second_factor_is_not_compulsory(member):
    assert signed_in(member(Role.TRAINER)).get("/santa-marina/prueba/").status_code == 200
