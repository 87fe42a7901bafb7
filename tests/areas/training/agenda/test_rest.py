"""The agenda in the API: read without a key, kept with one."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from arraigo.areas.training.actions.enrolling import Candidate, enrol, plan
from arraigo.areas.training.models import Course
from arraigo.core.accounts.api import Role, create_user, grant, issue_token
from arraigo.core.outbox.models import Message
from arraigo.core.people import api as people


@pytest.fixture
def api(city):
    now = timezone.now()
    user = create_user(email="f@x.example", name="Fe", password=None, by=None, at=now)
    membership = grant(user=user, city=city, role=Role.TRAINER, by=None, at=now)
    scopes = ["training:read", "training:write"]
    _token, key = issue_token(membership=membership, name="x", scopes=scopes, by=None, at=now)
    return Client(headers={"Authorization": f"Bearer {key}"})


def send(api, method, address, body=None):
    call = getattr(api, method)
    return call(f"/api/v1/{address}", json.dumps(body or {}), content_type="application/json")


def test_anybody_reads_the_agenda_and_never_the_link_to_join(announced):
    announced("uno", capacity=4)
    announced("borrador", published_at=None)

    response = Client().get("/api/v1/agenda?city=santa-marina")

    (offer,) = response.json()
    assert (offer["title"], offer["places"], offer["left"]) == ("Curso uno", "open", 4)
    assert "secreta" not in response.content.decode()
    assert Client().get("/api/v1/agenda?city=no-existe").status_code == 404


def test_an_announcement_is_written_read_published_and_taken_back(announced, api):
    course = announced("uno", published_at=None)
    said = {
        "kind": "workshop",
        "summary": "Breve",
        "capacity": 9,
        "enrolment_mode": "approval",
        "trainers": [{"name": "Lucía"}],
    }

    written = send(api, "put", f"courses/{course.pk}/announcement", said)
    again = send(api, "put", f"courses/{course.pk}/announcement", said)
    published = send(api, "post", f"courses/{course.pk}/publish")

    assert written.status_code == again.status_code == 200
    assert (
        written.json()
        == again.json()
        == api.get(f"/api/v1/courses/{course.pk}/announcement").json() | {"published_at": None}
    )
    assert written.json()["trainers"] == [{"name": "Lucía", "position": ""}]
    assert published.json()["published_at"]
    assert send(api, "post", f"courses/{course.pk}/unpublish").json()["published_at"] is None


def test_dates_that_contradict_each_other_are_refused(announced, api):
    course = announced("uno")
    said = {
        "kind": "course",
        "enrolment_mode": "open",
        "enrolment_opens_at": "2026-12-10T00:00:00Z",
        "enrolment_closes_at": "2026-12-01T00:00:00Z",
    }

    response = send(api, "put", f"courses/{course.pk}/announcement", said)

    assert response.status_code == 409
    assert "cierra antes de abrir" in response.json()["detail"]


def test_a_course_is_made_after_another_and_cancelled_once(announced, api):
    course = announced("uno", sessions=2)

    made = send(api, "post", f"courses/{course.pk}/duplicate", {"code": "DOS", "title": "Otro"})
    taken = send(api, "post", f"courses/{course.pk}/duplicate", {"code": "DOS", "title": "Otro"})
    first = send(api, "post", f"courses/{course.pk}/cancel", {"reason": "Paro"})
    second = send(api, "post", f"courses/{course.pk}/cancel", {"reason": "Otro motivo"})

    assert (made.status_code, taken.status_code) == (201, 409)
    assert first.json() == second.json()
    assert Course.objects.get(pk=course.pk).cancellation_reason == "Paro"
    assert send(api, "post", f"courses/{course.pk}/publish").status_code in {200, 409}


def test_a_session_is_cancelled(announced, api):
    session = announced("uno").sessions.get()

    response = send(api, "post", f"sessions/{session.pk}/cancel", {"reason": "Paro"})

    session.refresh_from_db()
    assert response.status_code == 200
    assert session.cancelled_at is not None


def test_series_are_listed_with_their_courses(announced, api):
    assert api.get("/api/v1/series").json()["items"] == []


def test_the_agenda_is_kept_by_caches_and_what_a_key_opens_is_not(announced, api):
    course = announced("uno")

    open_to_all = Client().get("/api/v1/agenda?city=santa-marina")
    own = api.get(f"/api/v1/courses/{course.pk}/announcement")

    assert "public" in open_to_all.headers["Cache-Control"]
    assert open_to_all.headers["ETag"].startswith('"')
    assert "private" in own.headers["Cache-Control"]


def test_a_session_is_moved_with_those_enrolled_told_when_asked(announced, api, django_capture_on_commit_callbacks):
    course = announced("uno")
    draft = people.PersonDraft(given_names="Ana", surnames="Vega", emails=("ana@x.example",))
    enrol(course, plan(course, [Candidate(2, draft)]), run=None, by=None, at=timezone.now())
    session = course.sessions.get()
    said = {"code": "J1", "starts_at": f"{timezone.now() + timedelta(days=9):%Y-%m-%dT%H:%M:%SZ}", "minutes": 60,
            "modality": "online", "is_required": True}  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        quiet = send(api, "put", f"courses/{course.pk}/sessions", said).json()
    assert not Message.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        told = send(api, "put", f"courses/{course.pk}/sessions", {**said, "place": "Sala 2", "notify": True}).json()

    assert (quiet["id"], quiet["is_required"], quiet["revision"]) == (str(session.pk), True, 1)
    assert (told["revision"], Message.objects.get().template) == (2, "training_session_moved")
    del said["is_required"]
    assert send(api, "put", f"courses/{course.pk}/sessions", said).json()["is_required"] is True


def test_an_address_for_questions_is_an_address(announced, api):
    course = announced("uno")
    said = {"kind": "course", "enrolment_mode": "open", "contact": "formacion@x.example"}

    assert send(api, "put", f"courses/{course.pk}/announcement", said).json()["contact"] == "formacion@x.example"
    assert send(api, "put", f"courses/{course.pk}/announcement", {**said, "contact": "nada"}).status_code == 422


def test_a_number_is_no_yes_or_no(announced, api):
    course = announced("uno")
    said = {"code": "J1", "starts_at": "2026-12-01T09:00:00Z", "minutes": 60, "modality": "online", "notify": 1}

    assert send(api, "put", f"courses/{course.pk}/sessions", said).status_code == 422
