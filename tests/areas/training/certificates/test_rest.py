"""Certificates through the API."""

import pytest
from tests.areas.training.certificates.conftest import AT
from tests.areas.training.rest.conftest import api, make_key  # noqa: F401  (fixtures)

from arraigo.areas.training.actions.certificates import issue
from arraigo.areas.training.models import Certificate
from arraigo.areas.training.queries.certificate_codes import grouped, new_code


@pytest.fixture
def here(held):
    return f"/courses/{held.course.pk}"


def test_a_rule_is_set_and_read_back(api, here, held):  # noqa: F811
    assert api.get(f"{here}/certificate-rule").status_code == 404
    data = {"minimum_percent": 70, "measure": "sessions", "required_sessions": [str(held.first.pk)]}

    saved = api.put(f"{here}/certificate-rule", data)

    assert saved.status_code == 200
    assert saved.json() == api.get(f"{here}/certificate-rule").json()
    assert saved.json()["required_sessions"] == [str(held.first.pk)]


def test_what_cannot_be_asked_is_a_conflict(api, here):  # noqa: F811
    answer = api.put(f"{here}/certificate-rule", {"kind": "approval", "minimum_percent": 80})

    assert answer.status_code == 409
    assert "al menos una prueba" in answer.json()["detail"]


def test_who_meets_the_conditions_is_listed_with_what_the_others_lack(api, here, rule):  # noqa: F811
    told = {one["full_name"]: one for one in api.get(f"{here}/certificates/eligibility").json()}

    assert told["Ana Lucía Vega Mora"]["state"] == "ready"
    assert told["Bruno Loor Cusme"]["missing"] == ["Falta asistir al 80\u00a0% del tiempo: tiene 50\u00a0%"]


def test_issuing_starts_a_job(api, here, rule, django_capture_on_commit_callbacks):  # noqa: F811
    with django_capture_on_commit_callbacks(execute=True):
        started = api.post(f"{here}/certificates/issue", {"enrolments": None})

    assert started.status_code == 202
    listed = api.get(f"{here}/certificates").json()
    assert [one["name"] for one in listed["items"]] == ["Ana Lucía Vega Mora"]


def test_a_certificate_is_revoked_once(api, here, held, rule):  # noqa: F811
    row = issue(course=held.course, by=None, at=AT).certificates[0]
    address = f"{here}/certificates/{row.pk}/revoke"

    assert api.post(address, {"reason": "  "}).status_code == 422
    first = api.post(address, {"reason": "Error"})
    second = api.post(address, {"reason": "Otro"})

    assert first.json() == second.json()
    assert Certificate.objects.get().revocation_reason == "Error"


def test_anybody_verifies_without_a_key(client, held, rule):
    code = grouped(issue(course=held.course, by=None, at=AT).certificates[0].code)

    told = client.get(f"/api/v1/certificates/prueba/{code}")

    assert told.status_code == 200
    assert told.json()["state"] == "valid"
    assert client.get(f"/api/v1/certificates/prueba/{new_code()}").status_code == 404
    assert client.get(f"/api/v1/certificates/nada/{code}").status_code == 404
