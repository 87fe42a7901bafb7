"""A file of services is looked at before anything of it is written; the directory leaves without what is reserved."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from arraigo.areas.directory.documents.sheets import template
from arraigo.areas.directory.models import Service
from arraigo.areas.directory.queries.exchange import import_token
from arraigo.areas.directory.tasks import import_file
from arraigo.core.accounts.api import Role
from arraigo.core.files import api as files
from arraigo.core.files.models import StoredFile
from arraigo.core.jobs.models import Job

ROOT = "/prueba/directorio"
ORGANIZATION = {"id": "0a1a7f26-0000-4000-8000-000000000001", "name": "Olla", "description": "Comedor inventado."}
SERVICE = {
    "id": "0a1a7f26-0000-4000-8000-000000000002",
    "name": "Almuerzo",
    "status": "active",
    "organization": ORGANIZATION,
}
GOOD = json.dumps([SERVICE]).encode()
BAD = json.dumps([{**SERVICE, "status": "quizás"}, {**SERVICE, "id": "0a1a7f26-0000-4000-8000-000000000003"}]).encode()


class Quiet:
    by = None

    def progress(self, step, done=0, total=0):
        pass


@pytest.fixture
def upload(member):
    client = member()

    def upload(data, name="servicios.json"):
        return client, client.post(f"{ROOT}/importar/", {"file": SimpleUploadedFile(name, data)})

    return upload


def test_a_file_is_shown_before_anything_of_it_is_written(upload):
    client, sent = upload(GOOD)
    page = client.get(sent.url)
    assert page.status_code == 200
    assert dict(page.context["preview"].counts)["servicios"] == 1
    assert "Importar lo que está bien" in page.content.decode()
    assert not Service.objects.exists()


def test_what_is_wrong_is_told_with_its_place(upload):
    client, sent = upload(BAD)
    page = client.get(sent.url).content.decode()
    assert "quizás" in page
    assert "servicios.json" in page


@pytest.mark.parametrize(("data", "name"), [(b"{", "mal.json"), (b"PK\x03\x04nada", "mal.zip"), (b"nada", "mal.xlsx")])
def test_a_file_that_cannot_be_read_says_why(upload, data, name):
    client, sent = upload(data, name)
    page = client.get(sent.url)
    assert page.status_code == 422
    assert "no se puede leer" in page.content.decode()


def test_a_job_writes_the_file_and_writes_the_same_only_once(upload, in_city):
    client, sent = upload(GOOD)
    answer = client.post(f"{sent.url}aplicar/")
    job = Job.objects.get()
    assert answer.url.endswith(f"/trabajos/{job.pk}/")
    first = import_file(Quiet(), **job.arguments)
    second = import_file(Quiet(), **job.arguments)
    assert Service.objects.get().name == "Almuerzo"
    assert "1 nuevos" in first["summary"]
    assert "1 ya estaban igual" in second["summary"]


def test_a_discarded_file_opens_no_more(upload):
    client, sent = upload(GOOD)
    assert client.post(f"{sent.url}descartar/").status_code == 302
    assert client.get(sent.url).status_code == 404
    assert StoredFile.objects.get().erased_at is not None


def test_another_file_of_the_city_does_not_open_as_an_import(member, in_city, now):
    other = files.store(b"Nombres;Rosa", name="personas.csv", media_type="text/csv", by=None, at=now)
    client = member()
    assert client.get(f"{ROOT}/importar/{other.pk}/").status_code == 404
    assert client.get(f"{ROOT}/importar/{import_token(other)}/").status_code != 404


def test_the_directory_leaves_as_hsds_and_as_the_sheet_without_what_is_reserved(member, sheltered, make_service):
    make_service("Vacunas", needs=["health"])
    client = member(Role.PLANNER)
    whole = json.loads(client.get(f"{ROOT}/exportar/hsds-json/").content)
    assert {service["name"] for service in whole} == {"Acogida", "Vacunas"}
    with zipfile.ZipFile(io.BytesIO(client.get(f"{ROOT}/exportar/hsds-csv/").content)) as archive:
        told = "".join(archive.read(name).decode() for name in archive.namelist())
        assert {"services.csv", "datapackage.json"} <= set(archive.namelist())
    assert "Violeta" not in told
    with zipfile.ZipFile(io.BytesIO(client.get(f"{ROOT}/exportar/hoja/").content)) as book:
        words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "Vacunas" in words
    assert "Violeta" not in words


def test_the_template_is_a_book_that_reads_as_a_sheet_of_services(member):
    answer = member(Role.PLANNER).get(f"{ROOT}/importar/plantilla/")
    assert answer.status_code == 200
    assert zipfile.is_zipfile(io.BytesIO(answer.content))


def test_the_page_tells_how_much_is_new_is_other_and_is_the_same_and_writes_nothing(upload):
    client, sent = upload(GOOD)
    assert "nuevos: 1, cambian: 0, quedan igual: 0" in client.get(sent.url).content.decode()
    assert not Service.objects.exists()

    client.post(f"{sent.url}aplicar/")
    import_file(Quiet(), **Job.objects.get().arguments)
    assert "nuevos: 0, cambian: 0, quedan igual: 1" in client.get(sent.url).content.decode()
    Service.objects.update(name="Cena")
    assert "nuevos: 0, cambian: 1, quedan igual: 0" in client.get(sent.url).content.decode()
    assert Service.objects.get().name == "Cena"


def test_what_is_wrong_does_not_repeat_its_place(upload):
    client, sent = upload(BAD)
    told = [
        said for _problem, said in client.get(sent.url).context["warnings"] + client.get(sent.url).context["errors"]
    ]
    assert told
    assert not [said for said in told if "servicios.json" in said or "services[" in said]


def test_an_empty_template_offers_nothing_to_import(upload):
    client, sent = upload(template(), "plantilla.xlsx")
    page = client.get(sent.url).content.decode()
    assert "No hay nada que importar" in page
    assert "Importar lo que está bien" not in page


@pytest.mark.parametrize(("data", "name"), [(b"hola", "carta.pdf"), (b"[]", "vacio.json")])
def test_a_wrong_file_is_told_which_are_expected(upload, data, name):
    client, sent = upload(data, name)
    page = client.get(sent.url).content.decode()
    assert "la hoja «Servicios» de nuestra plantilla" in page
