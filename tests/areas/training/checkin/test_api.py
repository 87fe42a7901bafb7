"""Arrivals as a program notes, reads and voids them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from tests.areas.training.checkin.conftest import make_session

from arraigo.areas.training.models import Attendance
from arraigo.core.accounts import api as accounts
from arraigo.core.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(trainer_user):
    scopes = ("training:read", "training:write")
    membership = trainer_user.memberships.get()
    raw = accounts.issue_token(membership=membership, name="p", scopes=scopes, by=None, at=timezone.now())[1]
    return {"Authorization": f"Bearer {raw}"}


@pytest.fixture
def session(course):
    return make_session(course, "HOY", "in_person", starts_at=timezone.now() - timedelta(minutes=20))


def test_a_program_notes_reads_voids_and_restores_an_arrival(client, key, session, rosa):
    path = f"/api/v1/sessions/{session.pk}/check-ins"
    one = {"nonce": str(uuid4()), "enrolment_id": str(rosa.pk), "noted_at": timezone.now().isoformat()}
    body = {"check_ins": [one, {**one, "nonce": str(uuid4()), "enrolment_id": str(uuid4())}]}

    noted = [client.post(path, body, content_type="application/json", headers=key).json() for _ in range(2)]
    listed = client.get(path, headers=key).json()
    [row] = listed["items"]

    assert noted[0] == noted[1]
    assert [found["outcome"] for found in noted[0]["outcomes"]] == ["counted", "unknown"]
    assert (row["nonce"], row["method"], row["state"], row["doubt"]) == (one["nonce"], "name", "counted", "")
    assert Attendance.objects.count() == 1
    assert client.post(f"/api/v1/check-ins/{row['id']}/void", headers=key).json()["state"] == "voided"
    assert Attendance.objects.count() == 0
    assert client.post(f"/api/v1/check-ins/{row['id']}/restore", headers=key).json()["state"] == "counted"
    assert Attendance.objects.count() == 1
    assert Entry.objects.filter(action="seen", detail__what="training.arrivals").count() == 1


def test_a_session_of_elsewhere_is_not_there(client, key, session):
    assert client.get(f"/api/v1/sessions/{uuid4()}/check-ins", headers=key).status_code == 404
    assert client.post(f"/api/v1/check-ins/{uuid4()}/void", headers=key).status_code == 404


def test_the_demo_has_a_door_in_progress(in_city, course, enrolled, trainer_user, settings):
    from arraigo.areas.training.demo import checkin
    from arraigo.areas.training.models import CheckIn, CheckInDevice

    course.code = checkin.COURSE
    course.save()
    checkin.build_checkin(city=in_city, by=trainer_user, at=timezone.now())

    assert sorted(CheckIn.objects.values_list("state", flat=True)) == ["conflict", "counted", "counted", "counted"]
    assert CheckInDevice.objects.get().name == "Entrada principal"
    assert Attendance.objects.count() == 2
