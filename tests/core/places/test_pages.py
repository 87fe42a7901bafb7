import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from arraigo.core.accounts.api import Role, create_user, grant
from arraigo.core.places.models import Area

pytestmark = pytest.mark.django_db
AREAS = "/santa-marina/territorio/areas/"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.DEMO = True  # the second factor is offered, not asked


@pytest.fixture
def client(coordinator):
    client = Client()
    client.force_login(coordinator)
    return client


def sent(data, **told):
    return {"level": "parish", "accion": "importar", "file": SimpleUploadedFile("a.geojson", data), **told}


def test_a_city_without_areas_says_what_to_do(client):
    response = client.get(AREAS)

    assert response.status_code == 200
    assert "Todavía no hay áreas de este nivel" in response.content.decode()


def test_areas_are_imported_and_shown_on_a_map_and_in_a_table(client, collection):
    file = collection(collection.square("1", "Centro"), collection.square("2", "Malecón", west=0.1))

    shown = client.post(f"{AREAS}importar/", sent(file), follow=True).content.decode()

    assert "2 áreas nuevas, 0 con cambios y 0 sin cambios." in shown
    assert shown.count('<path d="M') >= 2
    assert ">Malecón</tspan>" in shown
    assert "123,1" in shown


def test_a_file_with_errors_imports_nothing_and_lists_them(client, collection):
    file = collection(collection.square("1", "Centro"), collection.square("1", "Malecón", west=0.1))

    response = client.post(f"{AREAS}importar/", sent(file))

    assert response.status_code == 422
    assert "El código 1 se repite." in response.content.decode()
    assert not Area.objects.exists()


def test_checking_imports_nothing(client, collection):
    file = collection(collection.square("1", "Centro"))

    response = client.post(f"{AREAS}importar/", sent(file, accion="comprobar"))

    assert "Se puede importar 1 área" in response.content.decode()
    assert not Area.objects.exists()


def test_a_file_that_is_no_map_is_said_beside_its_field(client):
    response = client.post(f"{AREAS}importar/", sent(b"%PDF-1.7"))

    assert response.status_code == 422
    assert "El archivo no es GeoJSON" in response.content.decode()


def test_a_member_reads_areas_and_only_editors_import_them(city, at):
    user = create_user(email="p@x.example", name="P", password="frase larga", by=None, at=at)
    grant(user=user, city=city, role=Role.PLANNER, by=None, at=at)
    client = Client()
    client.force_login(user)

    assert client.get(AREAS).status_code == 200
    assert "Importar límites" not in client.get(AREAS).content.decode()
    assert client.get(f"{AREAS}importar/").status_code == 403
