import pytest
from django.test import Client

from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.organisations.api import create_organization
from arraigo.core.organisations.models import Organization

pytestmark = pytest.mark.django_db
LIST = "/santa-marina/organizaciones/"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True  # the second factor is offered, not asked


@pytest.fixture
def sign_in(city, at):
    def make(role):
        user = create_user(email=f"{role}@x.example", name="P", password="frase larga", by=None, at=at)
        grant(user=user, city=city, role=role, by=None, at=at)
        client = Client()
        client.force_login(user)
        return client

    return make


def words(response):
    return response.content.decode()


def test_a_city_without_organisations_says_how_they_come(sign_in):
    assert "Todavía no hay organizaciones" in words(sign_in(Role.PLANNER).get(LIST))


def test_the_list_is_searched_filtered_and_downloaded(sign_in, city, user, at):
    create_organization(city=city, name="Secretaría de Inclusión", by=user, at=at)
    create_organization(city=city, name="Casa Abierta", kind="civil_society", by=user, at=at)
    client = sign_in(Role.PLANNER)

    found = words(client.get(LIST, {"q": "inclusion"}))
    filtered = words(client.get(LIST, {"tipo": "civil_society"}))
    download = client.get(LIST, {"formato": "csv"})

    assert "Secretaría de Inclusión" in found
    assert "Casa Abierta" not in found
    assert "Secretaría de Inclusión" not in filtered
    assert "Casa Abierta" in b"".join(download).decode("utf-8-sig")


def test_an_organisation_is_added_and_corrected(sign_in, city):
    client = sign_in(Role.ADMINISTRATOR)

    made = client.post(f"{LIST}nueva/", {"name": "Casa Abierta", "kind": "civil_society"})
    casa = Organization.objects.get(name="Casa Abierta")
    changed = client.post(f"{LIST}{casa.pk}/", {"name": "Casa Abierta", "kind": "public", "alternate_name": "CA"})

    assert (made.status_code, changed.status_code) == (302, 302)
    casa.refresh_from_db()
    assert (casa.kind, casa.alternate_name) == ("public", "CA")


def test_a_name_that_is_taken_is_said_beside_its_field(sign_in, city, user, at):
    create_organization(city=city, name="Casa Abierta", by=user, at=at)

    response = sign_in(Role.COORDINATION).post(f"{LIST}nueva/", {"name": "CASA ABIERTA", "kind": "public"})

    assert response.status_code == 422
    assert "Ya hay una organización llamada «CASA ABIERTA»." in words(response)


def test_only_editors_change_organisations(sign_in, city, user, at):
    casa = create_organization(city=city, name="Casa Abierta", by=user, at=at)
    client = sign_in(Role.PLANNER)

    assert client.get(f"{LIST}nueva/").status_code == 403
    assert client.get(f"{LIST}{casa.pk}/").status_code == 403
    assert f"/{casa.pk}/" not in words(client.get(LIST))
