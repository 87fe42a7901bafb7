"""The API of recommendations: the same rules as on the pages, told as statuses."""

from uuid import uuid4

import pytest

from arraigo.areas.plans.models import Recommendation
from arraigo.core.accounts import api as accounts

ALL = ("plans:read", "plans:write")


@pytest.fixture
def call(client, city, now):
    def make(role="planner", scopes=ALL):
        user = accounts.create_user(email=f"{role}@x.example", name=role, password="una frase larga", by=None, at=now)
        membership = accounts.grant(user=user, city=city, role=role, by=None, at=now)
        key = accounts.issue_token(membership=membership, name="prueba", scopes=scopes, by=None, at=now)[1]

        def ask(method, path, data=None):
            more = {} if data is None else {"data": data, "content_type": "application/json"}
            return getattr(client, method)(f"/api/v1/plans{path}", headers={"Authorization": f"Bearer {key}"}, **more)

        return ask

    return make


def test_a_recommendation_is_written_once_read_changed_and_reviewed_by_another(call, version):
    ask, other = call(), call("coordination")
    given = {"version_id": str(version.pk), "id": str(uuid4()), "title": "Poner una meta", "proposed": "400 personas."}
    first, second = ask("post", "/recommendations", given), ask("post", "/recommendations", given)
    assert (first.status_code, second.json()["number"], Recommendation.objects.count()) == (201, 1, 1)
    one = f"/recommendations/{first.json()['id']}"
    changed = ask("put", one, {"title": "Poner una meta", "proposed": "500 personas."}).json()
    assert changed["proposed"] == "500 personas."
    refused = ask("post", f"{one}/move", {"to": "reviewed"})
    assert (refused.status_code, "Usted la escribió" in refused.json()["detail"]) == (409, True)
    assert other("post", f"{one}/move", {"to": "reviewed"}).json()["state"] == "reviewed"

    assert [step["after"] for step in ask("get", one).json()["steps"]] == ["drafted", "drafted", "reviewed"]
    assert ask("get", "/recommendations?state=reviewed").json()["count"] == 1
    assert ask("get", f"/recommendations?plan_id={uuid4()}").json()["count"] == 0


def test_answers_and_letters(call, letter, rows):
    ask = call()
    one = f"/recommendations/{rows[1].pk}"
    assert ask("post", f"{one}/answers", {"verdict": "rejected"}).status_code == 409
    noted = ask("post", f"{one}/answers", {"verdict": "rejected", "reason": "No hay fondos."}).json()
    assert (noted["via"], noted["letter_id"]) == ("api", str(letter.pk))
    assert ask("get", one).json()["answer"]["reason"] == "No hay fondos."

    (listed,) = ask("get", "/letters").json()["items"]
    assert (listed["recommendations"], listed["answered"], listed["number"]) == (3, 1, "AR-2026-001")
    whole = ask("get", f"/letters/{letter.pk}").json()
    assert len(whole["recommendation_ids"]) == 3
    assert "respuesta/" not in str(whole)


def test_who_may_not_is_refused_and_what_is_not_there_is_not_found(call, version, recommendation):
    reading = call("auditor", scopes=("plans:read",))
    given = {"version_id": str(version.pk), "title": "x", "proposed": "x"}
    assert reading("get", f"/recommendations/{recommendation.pk}").status_code == 200
    assert reading("post", "/recommendations", given).status_code == 403
    ask = call()
    assert ask("get", f"/recommendations/{uuid4()}").status_code == 404
    assert ask("get", f"/letters/{uuid4()}").status_code == 404
    assert ask("post", "/recommendations", {**given, "version_id": str(uuid4())}).status_code == 404
    assert ask("post", "/recommendations", {**given, "due_on": 5}).status_code == 422
    assert ask("post", "/recommendations", {**given, "proposed": "a\u0000b"}).status_code == 422
