"""Programs read assistance plans and note progress, with a key."""

import json
from uuid import UUID

import pytest
from tests.areas.plans.conftest import NOW

from arraigo.areas.plans.actions.assistance_editions import publish
from arraigo.areas.plans.models import ProgressNote
from arraigo.core.accounts import api as accounts

ROOT = "/api/v1/plans/assistance"


@pytest.fixture
def api(client, city):
    user = accounts.create_user(email="p@x.example", name="P", password="una frase larga", by=None, at=NOW)
    membership = accounts.grant(user=user, city=city, role="planner", by=None, at=NOW)
    scopes = ("plans:read", "plans:write")
    key = accounts.issue_token(membership=membership, name="prueba", scopes=scopes, by=None, at=NOW)[1]

    def call(address, told=None):
        headers = {"Authorization": f"Bearer {key}"}
        if told is None:
            return client.get(address, headers=headers)
        return client.post(address, json.dumps(told), content_type="application/json", headers=headers)

    return call


def test_plans_and_activities_are_read(api, whole, today):
    publish(whole.plan, today=today, by=None, at=NOW)
    plan = api(ROOT).json()["items"][0]

    assert (plan["title"], plan["activities"], plan["progress"], plan["edition"]) == ("Asistencia al PMDOT", 1, 0, 1)
    assert api(f"{ROOT}/{plan['id']}").json() == plan
    activity = api(f"{ROOT}/{plan['id']}/activities").json()["items"][0]
    assert (activity["title"], activity["output"], activity["objective"]) == ("Levantar datos", "Registro", "Contar")


def test_progress_is_noted_once(api, whole):
    told = {"nonce": str(UUID(int=4)), "on": "2026-02-01", "percent": 30, "state": "started", "note": "Dos"}
    address = f"{ROOT}/activities/{whole.activity.pk}/progress"
    first, again = api(address, told), api(address, told)

    assert first.status_code == 201
    assert first.json() == again.json()
    assert ProgressNote.objects.get().percent == 30


def test_progress_that_cannot_be_is_refused_in_words(api, whole):
    told = {"nonce": str(UUID(int=4)), "on": "2026-02-01", "percent": 30, "state": "done"}
    answer = api(f"{ROOT}/activities/{whole.activity.pk}/progress", told)

    assert answer.status_code == 409
    assert "terminada tiene 100" in answer.json()["detail"]


def test_an_edition_is_read_whole(api, whole, today):
    publish(whole.plan, today=today, by=None, at=NOW)
    listed = api(f"{ROOT}/{whole.plan.pk}/editions").json()["items"]
    one = api(f"{ROOT}/{whole.plan.pk}/editions/1").json()

    assert listed[0]["address"].endswith("/prueba/asistencia-tecnica/asistencia-al-pmdot/1/")
    assert one["content"]["objectives"][0]["title"] == "Contar"
    assert api(f"{ROOT}/{whole.plan.pk}/editions/7").status_code == 404
    assert api(f"{ROOT}/{whole.plan.pk}/editions/0").status_code == 422
