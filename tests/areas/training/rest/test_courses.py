"""The API of training, as a program uses it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from arraigo.areas.training.models import Attendance
from arraigo.core.audit.models import Entry

pytestmark = pytest.mark.django_db
COURSE = {"code": "C-9", "title": "Movilidad humana", "institution": "Agencia"}
SESSION = {"code": "S-1", "starts_at": "2021-04-09T09:00:00-05:00", "minutes": 120, "modality": "online"}
PEOPLE = {"people": [{"full_name": "Rosa Elena Vega Mora", "document": "1710034065", "sex": "woman"}]}
ZOOM = (
    b"Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n"
    b"Rosa Elena Vega Mora,,04/09/2021 09:00:00 AM,04/09/2021 10:00:00 AM,60,No\r\n"
)


@pytest.fixture
def course(api):
    return api.post("/courses", COURSE).json()


@pytest.fixture
def session(api, course):
    return api.put(f"/courses/{course['id']}/sessions", SESSION).json()


def test_a_course_is_made_once_and_read_with_an_etag(api, course):
    address = f"/courses/{course['id']}"

    assert api.post("/courses", COURSE).status_code == 409
    first = api.get(address)
    assert first.json()["institution"] == "Agencia"
    assert api.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_lists_go_by_pages(api, course):
    page = api.get("/courses?page_size=1").json()

    assert (page["count"], page["page"], len(page["items"])) == (1, 1, 1)
    assert api.get("/courses?page=2").json()["items"] == []
    assert api.get("/courses?page=0").status_code == 422


def test_enrolling_twice_enrols_once_and_names_are_recorded_as_seen(api, course):
    address = f"/courses/{course['id']}/enrolments"

    assert api.post(address, PEOPLE).json()["outcomes"][0]["outcome"] == "new_person"
    assert api.post(address, PEOPLE).json()["outcomes"][0]["outcome"] == "same"
    (row,) = api.get(address).json()["items"]

    assert (row["full_name"], row["document"]) == ("Rosa Elena Vega Mora", "4065")
    assert Entry.objects.filter(action="seen", detail__what="training.enrolments").exists()


def test_an_attendance_file_asks_then_counts_once(api, client, make_key, course, session):
    api.post(f"/courses/{course['id']}/enrolments", PEOPLE)
    address = f"/api/v1/sessions/{session['id']}/attendance-files"
    header = {"Authorization": f"Bearer {make_key('coordination')}"}

    def send(**answers):
        file = SimpleUploadedFile("zoom.csv", ZOOM, "text/csv")
        return client.post(address, {"file": file, **answers}, headers=header).json()

    asked = send()
    assert (asked["state"], [question["key"] for question in asked["questions"]]) == ("discarded", ["date_order"])
    assert send(date_order="mdy")["state"] == "applied"
    assert send(date_order="mdy")["repeated"]

    assert Attendance.objects.count() == 1
    assert api.get(f"/courses/{course['id']}/attendance").json()["items"][0]["seconds"] == 3600
    assert api.get("/figures").json()["by_sex"] == {"women": 1, "men": 0, "unknown": 0}


def test_a_key_opens_only_its_scopes_its_role_and_its_city(client, course, make_key):
    def status(key, path):
        return client.get(f"/api/v1{path}", headers={"Authorization": f"Bearer {key}"}).status_code

    figures_only = make_key("planner", ("figures:read",))

    assert status("arr_prueba_wrong", "/courses") == 401
    assert status(figures_only, "/courses") == 403
    assert status(figures_only, "/figures") == 200


def test_another_citys_course_is_not_found(api, now):
    from arraigo.areas.training.actions.courses import save_course
    from arraigo.core import tenancy
    from arraigo.core.places import api as places

    other = places.create_city(slug="otra", name="Otra", by=None, at=now)
    with tenancy.scope(other):
        foreign = save_course(code="X", title="X", by=None, at=now)

    assert api.get(f"/courses/{foreign.pk}").status_code == 404
    assert api.put(f"/courses/{foreign.pk}/sessions", SESSION).status_code == 404


def test_attendance_that_somebody_read_is_recorded_as_seen(api, course):
    assert api.get(f"/courses/{course['id']}/attendance").status_code == 200

    seen = Entry.objects.get(action="seen", detail__what="training.attendance")
    assert seen.subject == f"training.course:{course['id']}"


def test_what_is_read_is_not_used_again_without_asking(api, course):
    held = api.get("/courses")["Cache-Control"]

    assert {part.strip() for part in held.split(",")} == {"private", "no-cache"}
