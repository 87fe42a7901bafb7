"""The staff's API of services: written under an id of the caller's, read back, verified."""

import pytest

from arraigo.areas.directory.models import Service, ServiceNeed, Verification
from arraigo.core import tenancy
from arraigo.core.accounts import api as accounts
from arraigo.core.audit.models import Entry
from arraigo.core.organisations import api as organisations
from arraigo.core.places import api as places
from arraigo.core.tenancy.models import new_id

ASKED = {
    "name": "Asesoría legal",
    "organization": "Fundación Puertas",
    "needs": ["asylum"],
    "languages": ["es", "ht"],
    "documents": ["Cédula"],
}


@pytest.fixture
def make_api(city, now, client):
    def make(role="coordination", scopes=("directory:read", "directory:write")):
        user = accounts.create_user(email=f"{role}@x.example", name=role, password="una frase larga", by=None, at=now)
        membership = accounts.grant(user=user, city=city, role=role, by=None, at=now)
        _token, key = accounts.issue_token(membership=membership, name="prueba", scopes=scopes, by=None, at=now)

        def call(method, path, data=None):
            more = {} if data is None else {"data": data, "content_type": "application/json"}
            url = f"/api/v1/directory/services{path}"
            return getattr(client, method)(url, headers={"Authorization": f"Bearer {key}"}, **more)

        return call

    return make


@pytest.fixture
def api(make_api):
    return make_api()


def test_a_service_is_written_under_an_id_and_read_back(api, terms):
    key = new_id()
    written = api("put", f"/{key}", ASKED)

    assert written.status_code == 200, written.content
    assert written.json() == api("get", f"/{key}").json()
    assert {name: written.json()[name] for name in ASKED} == ASKED
    assert api("get", "?search=asesoria&need=documents").json()["count"] == 1
    assert api("get", "?need=health").json()["count"] == 0


def test_written_twice_it_is_one_and_changes_nothing(api, terms, in_city):
    key = new_id()
    for _turn in range(2):
        assert api("put", f"/{key}", ASKED).status_code == 200

    assert Service.objects.count() == ServiceNeed.objects.count() == 1
    with tenancy.scope(in_city):
        assert Entry.objects.filter(action__startswith="directory.service").count() == 1


def test_what_is_in_the_way_is_said_and_nothing_is_written(api, terms):
    answer = api("put", f"/{new_id()}", {**ASKED, "needs": ["nada"]})

    assert answer.status_code == 409
    assert "nada" in answer.json()["detail"]
    assert api("put", f"/{new_id()}", {**ASKED, "organization": "—"}).status_code == 409
    assert not Service.objects.exists()
    for wrong in ({"needs": []}, {"name": " "}, {"url": "javascript:alert(1)"}, {"languages": ["zzz"]}):
        assert api("put", f"/{new_id()}", {**ASKED, **wrong}).status_code == 422, wrong


def test_the_id_of_another_city_s_service_is_not_taken_over(api, now, terms, in_city):
    other = places.create_city(slug="otra", name="Otra", by=None, at=now)
    with tenancy.scope(other):
        named = organisations.resolve_names(["Otra"], city=other, by=None, at=now)["Otra"]
        theirs = Service.objects.create(city=other, organization=named, name="Suyo")

    assert api("get", f"/{theirs.pk}").status_code == 404
    assert api("put", f"/{theirs.pk}", ASKED).status_code == 409
    with tenancy.scope(other):
        assert Service.objects.get().name == "Suyo"


def test_a_check_moves_the_day_on_which_the_next_is_due(api, make_service, in_city):
    service = make_service(needs=["asylum"])
    assert api("get", "?overdue=true").json()["count"] == 1
    for _turn in range(2):
        told = api("post", f"/{service.pk}/verifications", {"method": "phone"})
        assert told.status_code == 201, told.content

    assert Verification.objects.count() == 1
    assert told.json()["due_on"] > told.json()["at"][:10]
    assert api("get", "?overdue=true").json()["count"] == 0
    assert api("post", f"/{new_id()}/verifications", {"method": "phone"}).status_code == 404


def test_a_key_does_what_its_scopes_and_its_role_say(make_api, make_service):
    service = make_service()
    reads = make_api(scopes=("directory:read",))

    assert reads("get", "").status_code == 200
    assert reads("put", f"/{service.pk}", ASKED).status_code == 403


def test_where_a_reserved_place_is_is_not_told_even_here(api, rich):
    told = api("get", "").content.decode()

    assert "Acogida" in told
    assert not [secret for secret in ("Violeta", "Secreta", "-0.1111", "0991112222") if secret in told]


def test_a_page_takes_few_queries(api, make_service, django_assert_max_num_queries):
    for number in range(30):
        make_service(f"Servicio {number}", needs=["asylum"])
    with django_assert_max_num_queries(12):
        assert api("get", "?page_size=30").json()["count"] == 30
