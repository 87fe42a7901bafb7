"""The API of plans: what is listed, made, loaded and read, and what is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from arraigo.areas.plans.models import Plan, PlanVersion
from arraigo.core.accounts.api import Role, issue_token

BOTH = ("plans:read", "plans:write")
TEXT = "Art. 1.- Objeto.\nEl cantón acoge a personas migrantes y refugiadas."


@pytest.fixture
def ask(client, key):
    headers = {"Authorization": f"Bearer {key(*BOTH)}"}

    def ask(method, path, data=None, **more):
        json = {"content_type": "application/json"} if isinstance(data, dict) and not more.pop("form", False) else {}
        return getattr(client, method)(f"/api/v1/plans{path}", data, headers=headers, **json, **more)

    return ask


def test_a_plan_is_made_and_read(ask, authority):
    told = {"title": "PUGS", "kind": "PUGS", "authority_id": str(authority.pk), "starts_in": 2024, "ends_in": 2036}
    made = ask("post", "", told)

    assert made.status_code == 201
    assert ask("get", f"/{made.json()['id']}").json() == made.json()
    assert made.json()["authority"] == {
        "id": str(authority.pk),
        "organization": "Municipio de Prueba",
        "unit": "Dirección de Planificación",
    }
    assert [one["title"] for one in ask("get", "").json()["items"]] == ["PUGS"]


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"ends_in": 2020}, 409),
        ({"kind": "OTRO"}, 422),
        ({"authority_id": "00000000-0000-0000-0000-000000000001"}, 409),
        ({"is_public": "yes"}, 422),
    ],
)
def test_a_plan_that_cannot_be_is_refused(ask, authority, changed, status):
    told = {"title": "PUGS", "kind": "PUGS", "authority_id": str(authority.pk), "starts_in": 2024, **changed}

    assert ask("post", "", told).status_code == status
    assert not Plan.objects.filter(title="PUGS").exists()


def test_whom_to_write_to_is_not_told_to_programs(ask, authority):
    answer = ask("get", "/authorities")

    assert [one["unit"] for one in answer.json()["items"]] == ["Dirección de Planificación"]
    assert "planificacion@" not in answer.content.decode()


def test_a_key_that_only_reads_does_not_write(client, key, authority):
    headers = {"Authorization": f"Bearer {key('plans:read')}"}
    told = {"title": "PUGS", "kind": "PUGS", "authority_id": str(authority.pk)}

    answer = client.post("/api/v1/plans", told, headers=headers, content_type="application/json")

    assert answer.status_code == 403


def test_a_key_for_something_else_reads_no_plans(client, enter, now):
    membership = enter(Role.TRAINER).user.memberships.get()
    raw = issue_token(membership=membership, name="x", scopes=["training:read"], by=None, at=now)[1]

    assert client.get("/api/v1/plans", headers={"Authorization": f"Bearer {raw}"}).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_sent_is_read_and_sent_again_refused(ask, plan):
    def send():
        file = SimpleUploadedFile("plan.txt", TEXT.encode())
        told = {"file": file, "label": "Borrador", "state": "approved", "received_on": "2026-02-20"}
        return ask("post", f"/{plan.pk}/versions", told, form=True)

    made = send()

    assert made.status_code == 201
    version = ask("get", f"/versions/{made.json()['id']}").json()
    assert (version["reading"], version["state"], version["label"]) == ("ready", "approved", "Borrador")
    assert (version["received_on"], version["relevant"]) == ("2026-02-20", 1)
    again = send()
    assert (again.status_code, PlanVersion.objects.count()) == (409, 1)
    assert "es la versión 1" in again.json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_a_file_that_cannot_be_read_says_why(ask, plan):
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.4 nothing of a PDF follows")
    made = ask("post", f"/{plan.pk}/versions", {"file": file}, form=True)

    version = ask("get", f"/versions/{made.json()['id']}").json()
    assert version["reading"] == "failed"
    assert "dañado" in version["problems"][0]["sentence"]


def test_passages_are_narrowed(ask, version):
    def found(query):
        return [one["index"] for one in ask("get", f"/versions/{version.pk}/passages?{query}").json()["items"]]

    assert found("") == [0, 1, 2, 3, 4]
    assert found("relevant=true") == [0]
    assert found("concept=migrante") == [0]
    assert found("part=norm") == [1, 2, 3, 4]
    assert found("section=1") == [2, 3]
    assert found("page_size=2&page=2") == [2, 3]


def test_sections_are_told_in_order(ask, version):
    answer = ask("get", f"/versions/{version.pk}/sections").json()

    assert [(one["kind"], one["number"]) for one in answer["items"]] == [("articulo", n) for n in ("12", "13", "14")]


def test_versions_are_listed_newest_first(ask, plan, make_version):
    make_version()
    make_version((("1", "Objeto", ("Otro texto.",)),))

    assert [one["number"] for one in ask("get", f"/{plan.pk}/versions").json()["items"]] == [2, 1]


def test_a_version_is_changed(ask, version):
    answer = ask("patch", f"/versions/{version.pk}", {"state": "in_force"})

    assert answer.status_code == 200
    assert answer.json()["state"] == "in_force"
    assert answer.json()["label"] == version.label
