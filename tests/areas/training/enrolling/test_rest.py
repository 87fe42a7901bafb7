"""Getting a place by way of another program."""

from uuid import uuid4

import pytest
from django.test import Client
from tests.areas.training.enrolling.conftest import AT, confirmed, mails, make_course

from arraigo.areas.training.models import Application, Enrolment, FocalLink
from arraigo.core.accounts import api as accounts


@pytest.fixture
def api(place):
    user = accounts.create_user(email="api@x.example", name="Api", password="una frase larga", by=None, at=AT)
    membership = accounts.grant(user=user, city=place, role="coordination", by=None, at=AT)
    scopes = ("training:read", "training:write")
    _token, key = accounts.issue_token(membership=membership, name="prueba", scopes=scopes, by=None, at=AT)
    client = Client(headers={"Authorization": f"Bearer {key}"})

    def ask(method, path, body=None):
        return getattr(client, method)(f"/api/v1/{path}", body, content_type="application/json")

    return ask


def somebody(**said):
    return {"nonce": str(uuid4()), "given_names": "Luis", "surnames": "Loor", "email": "luis@x.example", **said}


def test_a_program_enrols_on_behalf_of_somebody_once(api, course):
    body = somebody(document="AB123456")

    first = api("post", f"courses/{course.pk}/applications", body)
    again = api("post", f"courses/{course.pk}/applications", body)

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["id"] == again.json()["id"]
    assert (first.json()["state"], first.json()["source"], first.json()["document"]) == ("accepted", "api", "3456")
    assert Enrolment.objects.count() == 1


def test_a_nonce_of_another_course_is_refused(api, course):
    body = somebody()
    api("post", f"courses/{make_course('OTRO-1').pk}/applications", body)

    assert api("post", f"courses/{course.pk}/applications", body).status_code == 409


@pytest.mark.parametrize("wrong", [{"document": "0535853409"}, {"email": "luis"}, {"given_names": " "}])
def test_what_is_wrong_with_a_person_is_told(api, course, wrong):
    assert api("post", f"courses/{course.pk}/applications", somebody(**wrong)).status_code == 422
    assert not Application.objects.exists()


def test_applications_are_listed_by_state_without_whole_documents(api, here):
    course = make_course(enrolment_mode="approval")
    confirmed(course, 1, document="AB123456")

    listed = api("get", f"courses/{course.pk}/applications?state=to_approve").json()

    assert [item["document"] for item in listed["items"]] == ["3456"]
    assert api("get", f"courses/{course.pk}/applications?state=waiting").json()["count"] == 0


def test_an_application_is_approved_refused_and_taken_back(api, here):
    course = make_course(enrolment_mode="approval")
    first, second = (confirmed(course, number) for number in (1, 2))

    approved = api("post", f"applications/{first.pk}/approve")
    refused = api("post", f"applications/{second.pk}/reject", {"reason": "Es para otra zona."})
    taken_back = api("post", f"applications/{first.pk}/withdraw")

    assert [answer.json()["state"] for answer in (approved, refused, taken_back)] == [
        "accepted",
        "rejected",
        "withdrawn",
    ]
    assert taken_back.json()["enrolment_id"] is None
    assert not Enrolment.objects.exists()


def test_a_focal_point_is_invited_listed_and_revoked(api, course):
    body = {"organization": "Cruz Roja", "name": "Elena", "email": "elena@x.example", "places": 4}

    made = api("post", f"courses/{course.pk}/focal-links", body)
    listed = api("get", f"courses/{course.pk}/focal-links")
    revoked = api("delete", f"focal-links/{made.json()['id']}")

    assert made.status_code == 201
    assert listed.json()["items"][0]["used"] == 0
    assert revoked.json()["revoked_at"] is not None
    assert mails() == [("training_focal_invitation", "elena@x.example")]
    assert FocalLink.objects.get().revoked_at is not None
