"""Files that come by the API: applied, or gone without a trace of what they held."""

import io
from contextlib import ExitStack

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from ninja.errors import HttpError

from arraigo.areas.training.models import Attendance
from arraigo.areas.training.rest.routes import UPLOAD
from arraigo.core import tenancy
from arraigo.core.accounts.models import User
from arraigo.core.files.models import StoredFile
from arraigo.core.imports import api as imports
from arraigo.core.imports.models import ImportRun

pytestmark = pytest.mark.django_db
SESSION = {"code": "S-1", "starts_at": "2021-04-09T09:00:00-05:00", "minutes": 120, "modality": "online"}
PEOPLE = {"people": [{"full_name": "Rosa Elena Vega Mora", "document": "1710034065", "sex": "woman"}]}
ZOOM = (
    b"Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\r\n"
    b"Rosa Elena Vega Mora,,04/09/2021 09:00:00 AM,04/09/2021 10:00:00 AM,60,No\r\n"
)


@pytest.fixture
def key(make_key):
    return make_key("coordination")


@pytest.fixture
def session(api):
    course = api.post("/courses", {"code": "C-9", "title": "Movilidad humana"}).json()
    made = api.put(f"/courses/{course['id']}/sessions", SESSION).json()
    api.post(f"/courses/{course['id']}/enrolments", PEOPLE)
    return made


@pytest.fixture
def send(client, key, session):
    def post(data=ZOOM, **answers):
        file = SimpleUploadedFile("Rosa Vega.csv", data, "text/csv")
        address = f"/api/v1/sessions/{session['id']}/attendance-files"
        return client.post(address, {"file": file, **answers}, headers={"Authorization": f"Bearer {key}"})

    return post


@pytest.fixture
def on_screen(send, session, city, now):
    """The same file, opened by somebody on screen and answered in part."""
    somebody = User.objects.get(email="trainer@x.example")
    context = f"session:{session['id']}"
    with tenancy.scope(city):
        run = imports.receive(
            ZOOM, kind="training.attendance", name="zoom.csv", context=context, by=somebody, at=now, look=True
        )
        run.options = {"date_order": "dmy"}
        run.save()
    return run


def kept():
    """The names of what is held on disk or told by a row that was not taken away."""
    return [file.name for file in StoredFile.objects.filter(erased_at=None)]


def test_a_file_that_cannot_be_read_is_not_kept(send):
    answer = send(b"\x00\x01\x02 no list at all \xff\xfe")

    assert answer.status_code == 422
    assert (ImportRun.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_that_asks_is_answered_with_its_questions_and_not_kept(send):
    asked = send().json()

    assert (asked["state"], [question["key"] for question in asked["questions"]]) == ("discarded", ["date_order"])
    assert kept() == []
    assert not ImportRun.objects.exclude(state="discarded").exists()
    assert Attendance.objects.count() == 0


def test_a_file_sent_again_with_its_answer_is_applied_and_kept(send):
    send()

    assert send(date_order="mdy").json()["state"] == "applied"
    assert kept() == ["Rosa Vega.csv"]
    assert Attendance.objects.count() == 1


def test_a_file_whose_answer_makes_it_unreadable_is_not_kept(send, monkeypatch):
    def refuse(run, options=None):
        raise imports.FileRefused(imports.Problem("date_order", "No se entiende.", severity="error"))

    monkeypatch.setattr(imports, "preview", refuse)

    assert send(date_order="mdy").status_code == 422
    assert kept() == []


def test_a_file_during_which_the_program_fails_is_not_kept(send, client, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(imports, "apply", fail)
    client.raise_request_exception = False

    assert send(date_order="mdy").status_code == 500
    assert kept() == []


def test_what_somebody_has_open_on_screen_is_neither_taken_over_nor_changed(send, on_screen):
    answer = send(date_order="mdy")

    assert answer.status_code == 409
    assert "Importaciones" in answer.json()["detail"]
    assert "zoom.csv" not in answer.json()["detail"]
    on_screen.refresh_from_db()
    assert (on_screen.state, on_screen.options) == ("uploaded", {"date_order": "dmy"})
    assert kept() == ["zoom.csv"]


class Unread(io.RawIOBase):
    """A body that nobody may read."""

    def read(self, *args):
        raise AssertionError("the body was read")

    readline = read


def test_a_body_over_the_limit_is_refused_by_its_declared_length_before_it_is_read(client, key):
    declared = {"CONTENT_LENGTH": str(6 * 1024 * 1024), "wsgi.input": Unread()}
    headers = {"Authorization": f"Bearer {key}"}

    answer = client.generic("POST", "/api/v1/courses", b"", "application/json", headers=headers, **declared)

    assert answer.status_code == 413
    assert "6,0 MB y el límite es 5,0 MB" in answer.json()["detail"]


@pytest.mark.parametrize(("extra", "refused"), [(1024 * 1024, True), (0, False)])
def test_an_upload_over_the_limit_of_files_is_refused_by_its_declared_length(rf, key, settings, extra, refused):
    declared = {"CONTENT_LENGTH": str(settings.IMPORT_MAX_BYTES + extra), "wsgi.input": Unread()}
    request = rf.generic("POST", "/", **declared)

    with ExitStack() as stack:
        request.standing_stack = stack
        if refused:
            with pytest.raises(HttpError, match="límite") as error:
                UPLOAD.authenticate(request, key)
            assert error.value.status_code == 413
        else:
            assert UPLOAD.authenticate(request, key)


def test_a_file_over_the_limit_is_refused_and_not_kept(send, settings):
    settings.IMPORT_MAX_BYTES = 10

    assert send().status_code == 413
    assert StoredFile.objects.count() == 0


def test_an_empty_file_is_refused(send):
    assert send(b"").status_code == 422
    assert StoredFile.objects.count() == 0
